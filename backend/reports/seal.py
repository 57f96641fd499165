"""The seal on a customer's answer: the record of what was signed, when and by whom (design: evidence).

The record is canonical JSON (RFC 8785) in a JWS: it can be checked without us, and says all that a court
would ask for but the strokes themselves, which it names by their SHA-256.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

import orjson
import rfc8785
from asyncpg import Record

from backend.database import Transaction
from backend.journal.chain import Receipt
from backend.journal.door import content_hash
from backend.order.document import Order, Report
from backend.order.fact import Fact, Said, Settled
from backend.order.kinds import KINDS
from backend.order.moment import server
from backend.order.signature import ReportSigned, ReportUnsigned
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.reports.keys import Keys

DOMAIN = "callout/seal/1"
"""The record begins with it, so that a seal can never pass for one on anything else."""

PAPER_DOMAIN = "callout/paper/1"
"""Likewise of the seal on a paper."""
NO_DEVICE = UUID(int=0)

ENTRY = "SELECT fact_id, seq, hash, kind, v, body, settled FROM journal WHERE fact_id = $1"


@dataclass(frozen=True, slots=True)
class Answer:
    """The customer's answer to a version, as it stands in the journal."""

    fact_id: UUID
    body: ReportSigned | ReportUnsigned
    settled: Settled
    receipt: Receipt

    @property
    def actor(self) -> Actor:
        """Who recorded it, as the author of what the server says of it."""
        author = self.settled.author
        roles = frozenset({Role.TECHNICIAN})
        device_id = self.settled.device_id or NO_DEVICE
        return Actor(author.id, author.name, roles, device_id, revoked=False)


async def answer_of(tx: Transaction, fact_id: UUID) -> Answer:
    """An answer that was applied. Raises LookupError where there is none under this id."""
    row = await tx.sql.fetchrow(ENTRY, fact_id)
    if row is None:
        raise LookupError(f"there is no entry of {fact_id}")
    return answer_in(row)


def answer_in(row: Record) -> Answer:
    """The answer that an entry of the journal holds. Raises LookupError for an entry of another kind."""
    body = KINDS[row["kind"], row["v"]].model_validate(orjson.loads(row["body"]))
    if isinstance(body, ReportSigned | ReportUnsigned):
        settled = Settled.model_validate_json(row["settled"])
        return Answer(row["fact_id"], body, settled, Receipt(row["seq"], row["hash"]))
    raise LookupError(f"{row['fact_id']} is no customer's answer")


def sealing(order: Order, report: Report, answer: Answer, keys: Keys, now: datetime) -> Said:
    """The fact that seals an answer, under an id that follows from it: an answer has one seal.

    Its page has a random id, which nobody can guess from what he knows of the order. Raises OSError where the
    keys cannot be read.
    """
    verify_id = uuid4()
    sealed = record(order, report, answer, verify_id, now)
    body = {
        **{name: sealed["report"][name] for name in ("version", "digest")},
        "report_id": str(report.id),
        "answer": str(answer.fact_id),
        "verify_id": str(verify_id),
        "seal": keys.sign(rfc8785.dumps(sealed)),
    }
    return said_of(answer, "report.sealed", order.id, body, now)


def said_of(answer: Answer, kind: str, order_id: UUID, body: dict[str, Any], now: datetime) -> Said:
    """What the server says of an answer, once for each kind."""
    fact = Fact(id=uuid5(answer.fact_id, kind), order_id=order_id, kind=kind, v=1, body=body)
    return Said(fact, answer.actor, content_hash(fact), now, server(now), by_server=True)


def record(order: Order, report: Report, answer: Answer, verify_id: UUID, now: datetime) -> dict[str, Any]:
    """What is sealed. Whole numbers only; times in UTC; a member that has nothing to say is absent."""
    author = answer.settled.author
    return {
        "domain": DOMAIN,
        "verify_id": str(verify_id),
        "order": {"id": str(order.id), "number": order.number},
        "report": {
            "id": str(report.id),
            "version": report.version,
            "digest": report.digest,
            "filed_at": stamp(report.filed_at),
        },
        "answer": told(answer),
        "technician": {"id": str(author.id), "name": author.name},
        "photos": sorted(order.desk.named_photos.get(report.key, ())),
        "chain": answer.receipt.said(),
        "sealed_at": stamp(now),
    }


def paper_record(verify_id: UUID, pdf_sha256: str, size: int, language: str) -> bytes:
    """What the seal on a paper is put on (JCS): which bytes are the paper of the seal with this page."""
    said: dict[str, Any] = {"domain": PAPER_DOMAIN, "verify_id": str(verify_id)}
    return rfc8785.dumps(said | {"sha256": pdf_sha256, "size": size, "language": language})


def told(answer: Answer) -> dict[str, Any]:
    """The answer as a record tells it: everything that was said, and the strokes by their digest."""
    body, occurred = answer.body, answer.settled.occurred
    said: dict[str, Any] = {"fact_id": str(answer.fact_id), "kind": body.kind}
    if isinstance(body, ReportUnsigned):
        said |= {"method": body.reason, "explanation": body.explanation, "photo_sha256": body.photo}
    else:
        said |= body.model_dump(include={"method", "signer", "role", "phone_tail", "shown", "consent"})
        said |= body.model_dump(include={"rating", "remarks"})
        said["strokes_sha256"] = body.strokes.digest() if body.strokes else None
        said["stamp_sha256"] = body.stamp.sha256 if body.stamp else None
    said |= {"at": stamp(occurred.at), "quality": occurred.quality.value}
    said["doubt_ms"] = math.ceil(occurred.doubt_s * 1000)
    return {name: value for name, value in said.items() if value is not None}


def stamp(at: datetime) -> str:
    """A time as a record says it (RFC 3339), to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
