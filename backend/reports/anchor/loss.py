"""What a restore has lost, said once and for all: the audit then names it no more (docs/operations.md)."""

from datetime import datetime

from backend.database import Database
from backend.problems import unavailable
from backend.reports.anchor.entry import LEAVES_LIMIT, Loss
from backend.reports.anchor.heads import SNAPSHOT
from backend.reports.anchor.pen import pen
from backend.reports.anchor.place import Anchor
from backend.reports.anchor.reading import first_of_each, reading
from backend.reports.keys import Keys


async def accept_loss(database: Database, anchor: Anchor, keys: Keys, reason: str, now: datetime) -> int:
    """Write down, signed, what the anchor knows and the database has lost, and why; gives how many orders.

    Entries that were rewritten are no loss, and stay for the audit to name. Raises `unavailable` while the
    worker is writing, and what the anchor's place raises.
    """
    async with database.transaction() as tx:
        await tx.sql.execute(SNAPSHOT)
        held = await pen(tx, anchor, keys)
        if held is None:
            raise unavailable("the worker is writing the anchor; try again in a minute")
        found = await reading(tx, anchor, keys)
        lost = [(one.order_id, one.seq) for one in first_of_each(found.torn.values()) if one.gone]
        for start in range(0, max(len(lost), 1), LEAVES_LIMIT):
            some, missing = lost[start : start + LEAVES_LIMIT], found.missing if start == 0 else []
            if some or missing:
                await held.write(Loss, now, reason=reason, orders=some, missing=missing)
        return len(lost)
