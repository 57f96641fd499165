"""What older code has folded is folded anew from its journal: `callout refold`, after an upgrade."""

from uuid import UUID

from asyncpg import Connection, Record

from backend.database import Database
from backend.jobs import enqueue_each
from backend.journal import feed
from backend.journal.audit import Finding, walked
from backend.journal.write import FOLD_VERSION, PRESS, key_columns
from backend.order.document import Order
from backend.order.signature import owes_press

NEXT = """
SELECT * FROM dispatch_order WHERE fold_version < $1 AND id > $2 ORDER BY id LIMIT 1 FOR NO KEY UPDATE
"""
REFOLD = """
UPDATE dispatch_order
SET fold_version = $2, document = $3, desk = $4, state = $5, base_id = $6, customer_id = $7,
    team = $8::text::uuid[], due_at = $9, watch_at = $10, owes = $11,
    matters = $12::text::text[], search = $13
WHERE id = $1
"""
SHOWN = "SELECT technician_id FROM feed WHERE kind = 'order' AND id = $1 AND removed IS NULL"


async def refold(database: Database) -> tuple[int, list[Finding]]:
    """Fold anew what an older version has folded, each order in a transaction of its own.

    Gives how many were, and what is wrong with those that were left as they are: an order whose chain does
    not hold is for the audit. Nothing is judged, and no entry, version or number changes.
    """
    done, found, after = 0, list[Finding](), UUID(int=0)
    while True:
        async with database.transaction() as tx:
            row = await tx.sql.fetchrow(NEXT, FOLD_VERSION, after)
            if row is None:
                return done, found
            wrong = await one(tx.sql, row)
        after, done, found = row["id"], done + (not wrong), found + wrong


async def one(sql: Connection, row: Record) -> list[Finding]:
    """Fold one locked order anew; what is wrong with it where it was left as it is.

    Phones that show it hear of it again where its document has changed, and what its reports owe by the newer
    fold is asked for.
    """
    walk = await walked(sql, row)
    walk.reach(row)
    if walk.found or walk.order is None:
        return walk.found
    document = await rewrite(sql, walk.order)
    if owes_press(walk.order):
        await enqueue_each(sql, PRESS, [str(walk.order.id)], row["changed_at"])
    if document != row["document"]:
        shown = await sql.fetch(SHOWN, row["id"])
        await feed.tell(sql, [(phone["technician_id"], "order", row["id"], None) for phone in shown])
    return []


async def rewrite(sql: Connection, order: Order) -> str:
    """Write what the order folds to now; gives its document."""
    document, desk = order.render()
    await sql.execute(REFOLD, order.id, FOLD_VERSION, document, desk, *key_columns(order))
    return document
