"""What is checked of a seal, each by itself: a reader sees which one fails. Pure but for reading the keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from backend.order.report import digest
from backend.order.signature import ReportPrinted
from backend.reports.keys import Keys, Sealed, UnknownKey
from backend.reports.seal import DOMAIN, paper_record, told
from backend.reports.verify.evidence import UNREADABLE, Evidence

DRAWN = ("strokes_sha256", "stamp_sha256", "photo_sha256")
"""What a record may name of what the customer, or the technician, made."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question and its answer; None where it cannot be asked, because the seal itself is not good."""

    name: str
    good: bool | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A seal and what came of every check.

    `record` is what the seal says: None unless its signature is genuine, so that nobody shows what nobody
    has sealed. `kid` is the key that it was made with, or the one that it names and that is not `known`.
    """

    record: dict[str, Any] | None
    kid: str | None
    known: bool
    checks: tuple[Check, ...]

    @property
    def valid(self) -> bool:
        """Every check was made and is good."""
        return all(check.good for check in self.checks)


def checked(evidence: Evidence, keys: Keys) -> Checked:
    """Ask everything. Reads the key's file: not for the event loop."""
    try:
        sealed = keys.verify(evidence.sealed.seal) if evidence.sealed else None
    except UnknownKey as unknown:
        return Checked(None, unknown.kid, known=False, checks=(*asked(evidence, None, keys),))
    except ValueError:  # broken, or what is in the key's file is no key
        sealed = None
    record = record_in(sealed)
    return Checked(
        record, sealed.kid if sealed else None, known=True, checks=(*asked(evidence, record, keys),)
    )


def record_in(sealed: Sealed | None) -> dict[str, Any] | None:
    """What a good seal says; None for one that was put on anything else."""
    said = orjson.loads(sealed.payload) if sealed else None
    return said if isinstance(said, dict) and said.get("domain") == DOMAIN else None


def asked(evidence: Evidence, record: dict[str, Any] | None, keys: Keys) -> Iterable[Check]:
    """Every check in the order of the page."""
    yield Check("genuine", record is not None)
    yield Check("record", None if record is None else of_this(evidence, record))
    yield Check("content", as_filed(evidence, record))
    yield Check("chain", evidence.broken_at is None)
    yield Check("position", None if record is None else in_place(evidence, record))
    yield Check("answer", None if record is None else as_answered(evidence, record))
    for name in DRAWN:
        if record is not None and name in record["answer"]:
            yield Check(name, as_drawn(evidence, record, name))
    if evidence.printed is not None:
        yield Check("paper", as_printed(evidence.printed, keys))


def of_this(evidence: Evidence, record: dict[str, Any]) -> bool:
    """The seal speaks of this page, this order, and the version that the order has under this digest."""
    sealed, report = evidence.sealed, evidence.report
    if sealed is None or report is None:
        return False
    said = {name: record["report"][name] for name in ("id", "version", "digest")}
    return (
        record["verify_id"] == str(evidence.verify_id) == str(sealed.verify_id)
        and record["order"] == {"id": str(evidence.order_id), "number": evidence.number}
        and said == {"id": str(sealed.report_id), "version": sealed.version, "digest": sealed.digest}
        and report.digest == sealed.digest
        and record["answer"]["fact_id"] == str(sealed.answer)
    )


def as_filed(evidence: Evidence, record: dict[str, Any] | None) -> bool:
    """The content in the journal has the digest, computed anew; the seal names every photo of it."""
    if evidence.content is None or evidence.sealed is None:
        return False
    try:
        same = digest(evidence.content) == evidence.sealed.digest
    except UNREADABLE:
        return False
    return same and (record is None or {*evidence.content.get("photos", ())} <= {*record["photos"]})


def in_place(evidence: Evidence, record: dict[str, Any]) -> bool:
    """The answer's entry stands where the seal says, with the hash that it had."""
    return evidence.answer is not None and evidence.answer.receipt.said() == record["chain"]


def as_answered(evidence: Evidence, record: dict[str, Any]) -> bool:
    """The answer's entry says all that the seal says of it: by whom, how, when; and who recorded it."""
    if evidence.answer is None:
        return False
    author = evidence.answer.settled.author
    said, now = record["answer"], told(evidence.answer)
    same = all(now.get(name) == value for name, value in said.items() if name not in DRAWN)
    return same and record["technician"] == {"id": str(author.id), "name": author.name}


def as_drawn(evidence: Evidence, record: dict[str, Any], name: str) -> bool:
    """The strokes, or the photo, have the SHA-256 that the seal names."""
    return evidence.answer is not None and told(evidence.answer).get(name) == record["answer"][name]


def as_printed(printed: ReportPrinted, keys: Keys) -> bool:
    """The paper's own seal is genuine, and says the SHA-256 that the journal says."""
    said = paper_record(printed.verify_id, printed.sha256, printed.size, printed.language)
    try:
        return keys.verify(printed.seal).payload == said
    except ValueError:
        return False
