"""What the journal holds about a seal, read as of one moment."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from asyncpg import Record

from backend.database import Transaction
from backend.journal.audit import BATCH, ENTRIES, Walk
from backend.order.document import Order, Report
from backend.order.kinds import KINDS
from backend.order.signature import ReportPrinted, ReportSealed
from backend.reports.seal import Answer, answer_in

# A fact that comes between two statements would make a good chain look cut.
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
SEALED = """
SELECT f.id AS fact_id, f.order_id, s.kind, s.v, s.body, o.number, o.version, o.head, o.document, o.desk
FROM fact f
LEFT JOIN journal s ON s.fact_id = f.id
LEFT JOIN dispatch_order o ON o.id = f.order_id
WHERE f.about = $1 AND f.kind = 'report.sealed' AND f.outcome = 'applied' AND f.by_server
ORDER BY f.received_at, f.id
LIMIT 1
"""
UNREADABLE = (ValueError, LookupError, TypeError)
"""What reading raises where somebody has written into the tables: the page says so, and does not fail."""


@dataclass(slots=True)
class Evidence:
    """What was found of a seal. What is missing or cannot be read is None.

    `sealed` is the fact that holds the seal, `content` what the journal has as the version that it names,
    `report` how that stands in the order's document. The chain has so many `entries`; the first that is wrong
    is `broken_at`: 0 where they are right and do not lead to what the order says of itself.
    """

    verify_id: UUID
    order_id: UUID
    number: str | None
    sealed: ReportSealed | None
    order: Order | None
    entries: int = 0
    broken_at: int | None = None
    content: dict[str, Any] | None = None
    answer: Answer | None = None
    printed: ReportPrinted | None = None

    @property
    def report(self) -> Report | None:
        """The version that was answered to."""
        if self.order is None or self.sealed is None:
            return None
        return self.order.report(self.sealed.report_id, self.sealed.version)

    def note(self, row: Record) -> None:
        """Keep an entry that the seal speaks of; of several of a kind the first counts."""
        if self.sealed is None:
            return
        if row["fact_id"] == self.sealed.answer:
            self.answer = answer_in(row)
        elif row["kind"] == "report.filed" and self.content is None:
            body = orjson.loads(row["body"])
            version = str(self.sealed.report_id), self.sealed.version
            self.content = body["content"] if (body["report_id"], body["version"]) == version else None
        elif row["kind"] == "report.printed" and self.printed is None:
            body = ReportPrinted.model_validate_json(row["body"])
            self.printed = body if body.verify_id == self.verify_id else None


async def evidence(tx: Transaction, verify_id: UUID) -> Evidence | None:
    """All that there is about the seal with this page; None where there is none. In three statements.

    To be called first in its transaction. Every entry of the order is read, a few at a time.
    """
    await tx.sql.execute(SNAPSHOT)
    row = await tx.sql.fetchrow(SEALED, verify_id)
    if row is None:
        return None
    found = Evidence(verify_id, row["order_id"], row["number"], sealed_in(row), order_in(row))
    walk = Walk(row["number"] or "", row["order_id"])
    async for entry in tx.sql.cursor(ENTRIES, row["order_id"], prefetch=BATCH):
        walk.check(entry)
        with suppress(*UNREADABLE):
            found.note(entry)
    walk.reach(row)
    found.entries = walk.seq
    found.broken_at = next((one.seq or 0 for one in walk.found), None)
    return found


def sealed_in(row: Record) -> ReportSealed | None:
    """The fact that holds the seal, from its entry."""
    with suppress(*UNREADABLE):
        body = KINDS[row["kind"], row["v"]].model_validate_json(row["body"])
        return body if isinstance(body, ReportSealed) else None
    return None


def order_in(row: Record) -> Order | None:
    """The order as its row has it."""
    with suppress(*UNREADABLE):
        return Order.parse(row["document"], row["desk"])
    return None
