"""The hourly anchor: the root over all heads, and the leaves of the orders that moved on."""

from datetime import datetime
from uuid import UUID

from backend.database import Database, Transaction
from backend.reports.anchor.entry import LEAVES_LIMIT, Heads
from backend.reports.anchor.pen import Pen, pen
from backend.reports.anchor.place import Anchor
from backend.reports.anchor.tree import Ascending
from backend.reports.keys import Keys

BATCH = 2000
"""So many orders are fetched and hashed at once."""

# One statement sees one moment, however long it is read.
HEADS = """
SELECT o.id, o.version, o.head, a.seq IS DISTINCT FROM o.version AS moved
FROM dispatch_order o LEFT JOIN anchored a ON a.order_id = o.id
ORDER BY o.id
"""
NOTE = """
INSERT INTO anchored (order_id, seq, number)
SELECT l.order_id, l.seq, $3 FROM unnest($1::uuid[], $2::int[]) AS l(order_id, seq)
ON CONFLICT (order_id) DO UPDATE SET seq = excluded.seq, number = excluded.number
"""


async def anchor_heads(database: Database, anchor: Anchor, keys: Keys, now: datetime) -> int | None:
    """Write the heads as of one moment; gives the last line's number, None where another is writing.

    The line is durable before the note in the database: what dies in between says the same leaves again. All
    leaves are said where the anchor has no root of this epoch at its end: at the beginning, after a restore,
    and after lines that were lost. Raises Taken, OSError, and what the database raises.
    """
    async with database.transaction() as tx:
        held = await pen(tx, anchor, keys)
        return await written(tx, held, now) if held else None


async def written(tx: Transaction, held: Pen, now: datetime) -> int:
    """Write as many lines as it takes, the root in the last one."""
    tree, anew = Ascending(), not held.follows
    begins, leaves = anew, list[tuple[UUID, int, str]]()
    async for order_id, seq, head, moved in tx.sql.cursor(HEADS, prefetch=BATCH):
        if len(leaves) == LEAVES_LIMIT:
            await held.write(Heads, now, anew=begins, leaves=leaves, root=None, orders=None)
            await note(tx, held, leaves)
            begins, leaves = False, []
        tree.add(order_id, seq, head)
        if moved or anew:
            leaves.append((order_id, seq, head.hex()))
    root = tree.root().hex()
    number = await held.write(Heads, now, anew=begins, leaves=leaves, root=root, orders=tree.orders)
    await note(tx, held, leaves)
    return number


async def note(tx: Transaction, held: Pen, leaves: list[tuple[UUID, int, str]]) -> None:
    """Note how far these orders are anchored, and by which line."""
    if leaves:
        order_ids, seqs, _ = zip(*leaves, strict=True)
        await tx.sql.execute(NOTE, order_ids, seqs, held.number)
