"""What no fact sets off: waits that raced or that an upgrade ends, and orders that phones may forget."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.database import Transaction
from backend.journal import feed
from backend.order.kinds import KINDS

HORIZON = timedelta(days=14)
"""So long after its last entry a closed order stays on phones (design: sync)."""

RACED = """
SELECT DISTINCT f.order_id
FROM fact f JOIN dispatch_order o ON o.id = f.order_id
WHERE f.outcome = 'parked' AND f.body IS NOT NULL AND f.order_id > $1 AND o.version > f.judged_version
ORDER BY f.order_id LIMIT $2
"""
UPGRADED = """
SELECT DISTINCT f.order_id
FROM fact f
LEFT JOIN unnest($3::text[], $4::int[]) AS known(kind, v) ON known.kind = f.kind AND known.v = f.v
WHERE f.outcome = 'parked' AND f.body IS NOT NULL AND f.order_id > $1
      AND f.waits_for = 'upgrade' AND (f.code <> 'unknown_kind' OR known.kind IS NOT NULL)
ORDER BY f.order_id LIMIT $2
"""
# The orders are locked, or a late fact could bring one back and be overtaken by its archiving.
BEYOND_HORIZON = """
SELECT feed.technician_id, feed.id
FROM feed JOIN dispatch_order o ON o.id = feed.id
WHERE feed.kind = 'order' AND feed.removed IS NULL
      AND o.state IN ('closed', 'cancelled') AND NOT o.owes AND o.changed_at < $1
LIMIT $2 FOR NO KEY UPDATE OF o SKIP LOCKED
"""


async def raced(tx: Transaction, after: UUID, limit: int) -> list[UUID]:
    """Orders that moved on while the facts that wait on them were not judged, in the order of their ids.

    Two transactions did not see each other. `after` is the id beyond which to look.
    """
    return [row["order_id"] for row in await tx.sql.fetch(RACED, after, limit)]


async def upgraded(tx: Transaction, after: UUID, limit: int) -> list[UUID]:
    """Orders with facts that waited for a newer server than the one before: theirs is a kind that is known
    now, or a rule that failed. In the order of their ids, beyond `after`.
    """
    kinds, versions = zip(*KINDS, strict=True)
    rows = await tx.sql.fetch(UPGRADED, after, limit, list(kinds), list(versions))
    return [row["order_id"] for row in rows]


async def archive(tx: Transaction, now: datetime, limit: int) -> int:
    """Take orders that are over and owe nothing off the phones that show them; gives how many feed rows."""
    rows = await tx.sql.fetch(BEYOND_HORIZON, now - HORIZON, limit)
    await feed.tell(tx.sql, [(row["technician_id"], "order", row["id"], "archived") for row in rows])
    return len(rows)
