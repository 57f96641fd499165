"""What nobody waits for, and what must be done by morning: reminders, the proof of accounts, the audit."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from backend.database import Database
from backend.journal.audit import SNAPSHOT
from backend.warranty.accounts import tell_of_differences
from backend.warranty.audit import booked
from backend.warranty.orders import FIRST
from backend.warranty.reminders import remind
from backend.worker import AT_ONCE, HANDLER_TIMEOUT_S
from tests.bench.parts.desks import Figure, timed
from tests.bench.parts.orders import DONE, OPEN
from tests.makers import START

PASS_GOAL_MS = 1000 * HANDLER_TIMEOUT_S
AUDIT_GOAL_MS = 10_000
MOVEMENTS = "SELECT count(*) FROM movement"
LATER = START + timedelta(minutes=OPEN + DONE, days=60)
"""Everything is over due."""


async def night(database: Database, now: datetime) -> None:
    """All passes of the worker's, each in a transaction of its own."""
    last: UUID | None = FIRST
    while last is not None:
        async with database.transaction() as tx:
            last = await remind(tx, last, now, AT_ONCE)


async def audited(database: Database) -> None:
    """The ledger held against the journal. Raises RuntimeError where it finds anything."""
    async with database.transaction() as tx:
        await tx.sql.execute(SNAPSHOT)
        if found := [one async for one in booked(tx)]:
            raise RuntimeError(f"the audit finds {len(found)}, first {found[0]}")


async def proved(database: Database) -> None:
    """Every technician's account. Raises RuntimeError where one differs: all that moved was on the books."""
    async with database.transaction() as tx:
        if differing := await tell_of_differences(tx):
            raise RuntimeError(f"{differing} accounts differ")


async def nightly(database: Database) -> dict[str, Figure]:
    """A night on which each debt is told of once more, one with nothing to tell; all accounts; the audit."""
    async with database.transaction() as tx:
        movements = await tx.sql.fetchval(MOVEMENTS)
    weeks = count(1)
    return {
        "reminders, each debt is told of": await timed(
            lambda: night(database, LATER + timedelta(weeks=next(weeks))), PASS_GOAL_MS
        ),
        "reminders, nothing to tell": await timed(lambda: night(database, LATER), PASS_GOAL_MS),
        f"accounts of all technicians proved, {movements} movements": await timed(
            lambda: proved(database), PASS_GOAL_MS
        ),
        f"audit of the ledger, {movements} movements": await timed(lambda: audited(database), AUDIT_GOAL_MS),
    }
