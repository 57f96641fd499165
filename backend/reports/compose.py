"""Composes what a version's paper shows, from the order, the journal and the store."""

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from backend.database import Transaction
from backend.order.document import Order, Report, ReportState
from backend.order.signature import ReportSigned, unsealed
from backend.photos.shown import Size
from backend.photos.store import Store, derived
from backend.reports import paper, strokes
from backend.reports.difference import changes
from backend.reports.keys import Keys
from backend.reports.paper import Lack, Mark, Picture, Sheet
from backend.reports.report import Filed
from backend.reports.seal import Answer, answer_of

SEAL = """
SELECT journal.body, journal.settled FROM fact JOIN journal ON journal.fact_id = fact.id
WHERE fact.about = $1 AND fact.kind = 'report.sealed' AND fact.outcome = 'applied'
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet whose photos are still in the store; `stamp` is the one that is the signature, if any."""

    sheet: Sheet
    stamp: str | None


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes sheets. `address` is what the public pages' addresses begin with."""

    keys: Keys
    store: Store
    address: str

    async def draft(self, tx: Transaction, filed: Filed, mark: Mark | None) -> Draft:
        """All that a version's paper shows but the photos.

        Raises BrokenSeal where the seal that it would show is none: no paper vouches for that.
        """
        order, report = filed.order, filed.report
        answered = report.signature.fact_id if report.signature else None
        answer = await answer_of(tx, answered) if answered else None
        before = changes(filed.before, filed.content) if filed.before is not None else []
        sheet = Sheet(
            language=order.customer.language,
            mark=mark,
            order_number=order.number,
            customer=paper.Customer(order.customer.name, order.customer.contact, order.customer.phone),
            address=order.site.address,
            zone=known_zone(order.site.zone),
            vehicle=paper.Vehicle(order.vehicle.model, order.vehicle.serial, order.vehicle.plate),
            fault=order.fault.description,
            reported_at=order.fault.reported_at,
            report_id=report.id,
            version=report.version,
            digest=report.digest,
            content=filed.content,
            filed_at=report.filed_at,
            technicians=technicians(order, report),
            answer=said(answer) if answer else None,
            signature=drawn(answer),
            pictures=pictured(order, report),
            seal=await self.seal(tx, report, answer) if answer else None,
            changes=[paper.Change(one.where, one.before, one.after) for one in before],
        )
        return Draft(sheet, stamp_of(answer))

    async def seal(self, tx: Transaction, report: Report, answer: Answer) -> paper.Seal | None:
        """The seal on the answer that stands. Raises BrokenSeal."""
        if report.sealed is None or unsealed(report):
            return None
        verify_id = report.sealed.verify_id
        jws: str = orjson.loads(await tx.sql.fetchval(SEAL, verify_id))["seal"]
        return paper.Seal(
            verify_id=verify_id,
            address=f"{self.address}/verify/{verify_id}",
            kid=self.keys.verify(jws).kid,
            seq=answer.receipt.seq,
            hash=answer.receipt.hash.hex(),
            sealed_at=report.sealed.at,
            jws=jws,
        )

    async def finished(self, draft: Draft) -> Sheet:
        """The sheet with its photos, small; a stamp's photo, where it can be shown, is the signature, and
        among the photos only if the content lists it.

        One whose smaller picture is not made is missing. Raises `unavailable`.
        """
        pictures = [await self.picture(one) for one in draft.sheet.pictures]
        stamps = [one for one in pictures if one.sha256 == draft.stamp and one.jpeg is not None]
        if not stamps:
            return replace(draft.sheet, pictures=pictures)
        listed = draft.sheet.content.get("photos") or []
        rest = [one for one in pictures if one.sha256 != draft.stamp or one.sha256 in listed]
        return replace(draft.sheet, pictures=rest, signature=stamps[0].jpeg)

    async def picture(self, wanted: Picture) -> Picture:
        """A photo's smaller picture, where nothing is known against it."""
        if wanted.reason not in (None, "missing"):
            return wanted
        try:
            found = await self.store.read(derived(wanted.sha256, Size.LIST))
            return Picture(wanted.sha256, b"".join([chunk async for chunk in found.chunks]))
        except FileNotFoundError:
            return replace(wanted, reason="missing")


def mark_of(report: Report) -> Mark | None:
    """What the watermark of a version says that is printed now and not for good."""
    if report.state is ReportState.SUPERSEDED:
        return "superseded"
    return mark_for_good(report) or "draft"


def mark_for_good(report: Report) -> Mark | None:
    """What the watermark says on the paper that is kept: it shows how the customer answered, for ever."""
    if report.signature is None:
        return "draft"
    return "unsigned" if report.signature.method in ("refused", "absent") else None


def technicians(order: Order, report: Report) -> list[str]:
    """Who was there, the lead first; and who wrote the report, should he be on the team no more."""
    team = sorted(order.team, key=lambda one: not one.lead)
    author = [one.name for one in order.desk.former if one.id == report.by and not order.member(one.id)]
    return [*(one.name for one in team), *author[:1]]


def said(answer: Answer) -> paper.Answer:
    """The customer's answer as a paper tells it."""
    body, occurred = answer.body, answer.settled.occurred
    when: dict[str, Any] = {"at": occurred.at, "quality": occurred.quality.value, "doubt_s": occurred.doubt_s}
    if isinstance(body, ReportSigned):
        told = body.model_dump(
            include={"method", "signer", "role", "phone_tail", "rating", "remarks", "consent"}
        )
        return paper.Answer(**told, **when)
    return paper.Answer(method=body.reason, explanation=body.explanation, **when)


def drawn(answer: Answer | None) -> bytes | None:
    """The picture of a signature by hand."""
    body = answer.body if answer else None
    return strokes.png(body.strokes) if isinstance(body, ReportSigned) and body.strokes else None


def stamp_of(answer: Answer | None) -> str | None:
    """The SHA-256 of the photo that stands for the signature."""
    body = answer.body if answer else None
    return body.stamp.sha256 if isinstance(body, ReportSigned) and body.stamp else None


def pictured(order: Order, report: Report) -> list[Picture]:
    """The photos that the version or its answer names, and what is against showing one."""
    named = order.desk.named_photos.get(report.key, [])
    return [Picture(sha256, None, against(order, sha256)) for sha256 in named]


def against(order: Order, sha256: str) -> Lack | None:
    """Why a photo cannot be shown, as far as the order knows."""
    photos = [photo for photo in order.photos if photo.sha256 == sha256]
    if any(photo.quarantined for photo in photos):
        return "quarantined"
    if any(photo.stored for photo in photos):
        return None
    waived = sha256 in order.desk.waived_photos
    return "waived" if waived else "missing"


def known_zone(name: str) -> str:
    """The zone, or UTC for one that nobody knows."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return "UTC"
