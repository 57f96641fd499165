"""What a restore has lost, said once and for all: the audit then names it no more (docs/operations.md)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from backend.database import Database
from backend.problems import unavailable
from backend.reports.anchor.entry import LEAVES_LIMIT, Loss
from backend.reports.anchor.pen import pen
from backend.reports.anchor.place import Anchor
from backend.reports.anchor.reading import Torn, reading
from backend.reports.keys import Keys

SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


async def accept_loss(
    database: Database, anchor: Anchor, keys: Keys, reason: str, now: datetime
) -> tuple[int, int]:
    """Write down, signed, what the anchor knows of earlier epochs and the database has lost, and why.

    Gives of how many orders, and how many lack something of the epoch that lasts: no restore has taken that,
    and it stays for the audit to name. What was lost counts as lost whatever stands in its place by now:
    phones send again, and what they send has other hashes. Raises `unavailable` while the worker is writing,
    and what the anchor's place raises.
    """
    async with database.transaction() as tx:
        await tx.sql.execute(SNAPSHOT)
        held = await pen(tx, anchor, keys)
        if held is None:
            raise unavailable("the worker is writing the anchor; try again in a minute")
        found = await reading(tx, anchor, keys)
        lost = first_lost(one for one in found.torn.values() if one.epoch != found.epoch)
        for start in range(0, max(len(lost), 1), LEAVES_LIMIT):
            some, missing = lost[start : start + LEAVES_LIMIT], found.missing if start == 0 else []
            if some or missing:
                await held.write(Loss, now, reason=reason, orders=some, missing=missing)
        return len(lost), len({one.order_id for one in found.torn.values() if one.epoch == found.epoch})


def first_lost(torn: Iterable[Torn]) -> list[tuple[UUID, int]]:
    """Of each order the first entry that was lost."""
    first: dict[UUID, int] = {}
    for one in torn:
        first[one.order_id] = min(one.seq, first.get(one.order_id, one.seq))
    return sorted(first.items())
