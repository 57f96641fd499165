"""What a supplier is sent with a claim (S1-3.8): a zip of the evidence that is there, and what is missing.

It is streamed: in memory is one chunk at a time, and a name for each file. The same evidence is the same
bytes. At most PHOTOS_LIMIT photos go in, each at most what an order takes.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

import orjson
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import seen_by
from backend.order.document import Claim, Order, Part, Photo, Report
from backend.order.parts.stock import as_number
from backend.parts.tables import CataloguePart, Supplier
from backend.people.actor import Actor
from backend.photos.store import Store, original, paper
from backend.photos.tables import Blob
from backend.problems import Problem
from backend.warranty.packet.window import Limits, Window, window

FORMAT = "callout/claim/1"
PHOTOS_LIMIT = 500
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/heic": ".heic"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip, so that the same evidence makes the same bytes."""
FILE_MODE = 0o100644 << 16
SORTED = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE

Missing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """An object of the store that goes in: its name in the zip, its key, its SHA-256, and what it is."""

    name: str
    key: str
    sha256: str
    what: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the database knows of a claim."""

    order: Order
    claim: Claim
    content: dict[str, Any] | None
    supplier: Supplier | None
    limits: Limits | None
    formats: dict[str, str | None]
    verify_base: str

    @property
    def part(self) -> Part | None:
        """The part that it is about."""
        return self.order.part(self.claim.part_id)

    @property
    def report(self) -> Report | None:
        """The newest version of the report that names the part."""
        versions = [one for one in self.order.reports if self.part and one.id == self.part.report_id]
        return max(versions, key=lambda one: one.version, default=None)

    @property
    def inspection(self) -> dict[str, Any]:
        """What the report says that was inspected."""
        found = (self.content or {}).get("inspection")
        return found if isinstance(found, dict) else {}


async def evidence_of(
    tx: Transaction, order_id: UUID, claim_id: UUID, actor: Actor, address: str
) -> Evidence:
    """All that the database knows of a claim; `address` is what the public pages' begin with. Raises
    `not_found`.
    """
    query = select(DispatchOrder).where(DispatchOrder.id == order_id, seen_by(actor))
    row = (await tx.session.exec(query)).one_or_none()
    order = Order.parse(row.document, row.desk) if row else None
    claim = next((one for one in order.desk.claims if one.id == claim_id), None) if order else None
    if order is None or claim is None:
        raise Problem("not_found", "There is no such claim.")
    part = order.part(claim.part_id)
    blobs = select(Blob.sha256, Blob.format).where(col(Blob.sha256).in_([one.sha256 for one in order.photos]))
    return Evidence(
        order=order,
        claim=claim,
        content=await content_of(tx, order.id, part.report_id) if part else None,
        supplier=await tx.session.get(Supplier, claim.supplier_id),
        limits=await limits_of(tx, part) if part else None,
        formats=dict((await tx.session.exec(blobs)).all()),
        verify_base=f"{address}/verify",
    )


async def content_of(tx: Transaction, order_id: UUID, report_id: UUID) -> dict[str, Any] | None:
    """What the newest version of a report says, as it was filed."""
    query = (
        select(JournalRow.body)
        .join(FactRow, col(FactRow.id) == col(JournalRow.fact_id))
        .where(FactRow.about == report_id, FactRow.kind == "report.filed", FactRow.outcome == "applied")
        .where(JournalRow.order_id == order_id)
    )
    bodies = [orjson.loads(body) for body in await tx.session.exec(query)]
    newest = max(bodies, key=lambda body: int(body["version"]), default=None)
    return newest["content"] if newest else None


async def limits_of(tx: Transaction, part: Part) -> Limits | None:
    """The maker's window for a part, if the catalogue knows it."""
    query = select(CataloguePart).where(CataloguePart.number == as_number(part.number or part.name))
    found = (await tx.session.exec(query)).one_or_none()
    return Limits(found.warranty_days, found.warranty_km) if found else None


# What goes in. Pure


def window_of(evidence: Evidence) -> Window:
    """Whether the repair lies within the maker's warranty; it was on the day that it was where the vehicle
    stood.
    """
    part, order = evidence.part, evidence.order
    at = part.replaced_at if part else None
    on = at.astimezone(ZoneInfo(order.site.zone)).date() if at else None
    mileage = evidence.inspection.get("mileage_km")
    return window(evidence.limits, order.vehicle.in_service_on, on, mileage)


def claim_json(evidence: Evidence) -> bytes:
    """What is claimed of whom, for which part, and why; canonical enough to be the same each time.

    Nothing of the customer: that stands on the report.
    """
    order, claim, part, report = evidence.order, evidence.claim, evidence.part, evidence.report
    supplier = evidence.supplier
    sealed = report.sealed if report else None
    said = {
        "format": FORMAT,
        "claim": claim.model_dump(mode="json"),
        "supplier": supplier.model_dump(mode="json", exclude={"created_at"}) if supplier else None,
        "order": order.model_dump(mode="json", include={"id", "number", "vehicle", "fault"}),
        "part": part.model_dump(mode="json") if part else None,
        "report": report.model_dump(mode="json") if report else None,
        "inspection": evidence.inspection,
        "cause": (evidence.content or {}).get("cause"),
        "responsibility": (evidence.content or {}).get("responsibility"),
        "warranty": window_of(evidence).model_dump(mode="json"),
        "verify": f"{evidence.verify_base}/{sealed.verify_id}" if sealed else None,
    }
    return orjson.dumps(said, option=SORTED)


def pieces_of(evidence: Evidence) -> tuple[list[Piece], list[Missing]]:
    """The objects that go in, each once, and what is not there yet."""
    report, missing, photos = evidence.report, list(unknown(evidence)), dict[str, Piece]()
    papers = []
    if report and report.printed:
        digest = report.printed.sha256
        papers.append(Piece("report.pdf", paper(digest), digest, "paper"))
    else:
        missing.append({"what": "paper", "reason": "not_printed"})
    for photo in photos_of(evidence):
        reason = lacking(photo, evidence.formats)
        if reason is None and len(photos) >= PHOTOS_LIMIT:
            reason = "too_many"
        if reason:
            missing.append(not_there(photo, reason))
        else:
            name = named(photo, evidence.formats)
            photos.setdefault(name, Piece(name, original(photo.sha256), photo.sha256, "photo"))
    announced = {photo.sha256 for photo in evidence.order.photos}
    pictured = [evidence.part.photo_out] if evidence.part and evidence.part.photo_out else []
    wanted = sorted({*evidence.order.named_photos(), *pictured} - announced)
    missing += [{"what": "photo", "sha256": digest, "reason": "not_announced"} for digest in wanted]
    return [*papers, *photos.values()], missing


def unknown(evidence: Evidence) -> Iterator[Missing]:
    """What the claim would be surer with."""
    part, inspection = evidence.part, evidence.inspection
    known = {
        "report": evidence.content,
        "serial_out": part and part.serial_out,
        "serial_in": part and part.serial_in,
        "mileage_km": inspection.get("mileage_km"),
        "running_hours": inspection.get("running_hours"),
        "in_service_on": evidence.order.vehicle.in_service_on,
        "seal": evidence.report and evidence.report.sealed,
    }
    return ({"what": name, "reason": "not_known"} for name, value in known.items() if value in (None, ""))


def photos_of(evidence: Evidence) -> list[Photo]:
    """The order's photos, those of receipts for freight excepted: they are the house's own."""
    vouchers = {one.voucher for one in evidence.order.desk.freights}
    photos = [one for one in evidence.order.photos if one.sha256 not in vouchers]
    return sorted(photos, key=lambda one: (one.purpose, one.sha256))


def lacking(photo: Photo, formats: dict[str, str | None]) -> str | None:
    """Why a photo does not go in; None where it does."""
    if photo.quarantined:
        return "quarantined"
    if not photo.stored or photo.sha256 not in formats:
        return "waived" if photo.waived else "not_stored"
    return None


def not_there(photo: Photo, reason: str) -> Missing:
    """A photo as the list of what is missing names it."""
    return {"what": "photo", "id": str(photo.id), "purpose": photo.purpose, "sha256": photo.sha256,
            "reason": reason}  # fmt: skip


def named(photo: Photo, formats: dict[str, str | None]) -> str:
    """A photo's name in the zip: purpose and digest."""
    purpose = re.sub(r"[^a-z0-9_]", "_", photo.purpose.lower())[:40]
    return f"photos/{purpose}-{photo.sha256}{ENDINGS.get(formats[photo.sha256] or '', '')}"


# The zip


class Sink:
    """What the zip writes into; it cannot go back, so what was written can leave at once."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Keep it until it is taken."""
        self.chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing behind it."""

    def close(self) -> None:
        """Nothing is held."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data, self.chunks = b"".join(self.chunks), []
        return data


async def packed(evidence: Evidence, store: Store) -> AsyncIterator[bytes]:
    """The zip, chunk by chunk: what is in the store, then `claim.json`, `missing.json` and `SHA256SUMS`.

    What the store does not give is listed as missing. Raises what the store raises where an object breaks off
    half way: the zip then has no end, and no reader takes it for whole.
    """
    sink, sums = Sink(), dict[str, str]()
    pieces, missing = pieces_of(evidence)
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for piece in pieces:
            try:
                found = await store.read(piece.key)
            except (FileNotFoundError, Problem):
                missing.append({"what": piece.what, "sha256": piece.sha256, "reason": "not_in_store"})
                continue
            hashed = sha256()
            with archive.open(entry(piece.name), "w") as file:
                async for chunk in found.chunks:
                    hashed.update(chunk)
                    file.write(chunk)
                    yield sink.taken()
            sums[piece.name] = hashed.hexdigest()
            if sums[piece.name] != piece.sha256:
                missing.append({"what": piece.what, "sha256": piece.sha256, "reason": "altered"})
        texts = {"claim.json": claim_json(evidence), "missing.json": orjson.dumps(missing, option=SORTED)}
        sums |= {name: sha256(text).hexdigest() for name, text in texts.items()}
        for name, text in (texts | {"SHA256SUMS": sums_of(sums.items())}).items():
            archive.writestr(entry(name), text)
    yield sink.taken()


def entry(name: str) -> ZipInfo:
    """A file of the zip, the same on every machine."""
    info = ZipInfo(name, LONG_AGO)
    info.create_system, info.external_attr = 3, FILE_MODE
    return info


def sums_of(sums: Iterable[tuple[str, str]]) -> bytes:
    """The digests as `sha256sum -c` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums)).encode()
