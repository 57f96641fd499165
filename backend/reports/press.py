"""The press: seals what customers have answered, and prints it once nothing is missing. The worker's part."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.database import Database, Transaction
from backend.journal import load
from backend.journal.door import say
from backend.order.document import Order, Report
from backend.order.fact import Said
from backend.order.policy import Policy
from backend.order.signature import unsealed
from backend.reports.keys import Keys
from backend.reports.seal import answer_of, sealing


@dataclass(frozen=True, slots=True)
class Press:
    """Seals and prints the reports of an order. Doing it again changes nothing."""

    database: Database
    policy: Policy
    keys: Keys

    async def press(self, order_id: UUID, now: datetime) -> None:
        """Do what the order's reports owe. Raises what the database, the store and the keys raise: what was
        done until then stands.
        """
        await self.seal(order_id, now)

    async def seal(self, order_id: UUID, now: datetime) -> None:
        """Seal every answer that stands and has none. The order is locked: of two presses the later finds it
        done.
        """
        async with self.database.transaction() as tx:
            order = await locked(tx, order_id)
            owing = [report for report in order.reports if unsealed(report)] if order else []
            said = [await self.sealed(tx, order, report, now) for report in owing if order]
            await say(tx, said, self.policy)

    async def sealed(self, tx: Transaction, order: Order, report: Report, now: datetime) -> Said:
        """The fact that seals the answer to a version that has one."""
        assert report.signature is not None  # noqa: S101  # or nothing would be owed
        assert report.signature.fact_id is not None  # noqa: S101  # likewise
        answer = await answer_of(tx, report.signature.fact_id)
        return sealing(order, report, answer, self.keys, now)


async def locked(tx: Transaction, order_id: UUID) -> Order | None:
    """The order, which nobody else changes until the commit."""
    orders, _ = await load.locked(tx.sql, [order_id])
    return orders.get(order_id)
