"""What a superuser who knows our code can do to an order so that the database agrees with itself."""

from uuid import UUID

import asyncpg

from backend.journal.audit import walked
from backend.journal.refold import rewrite
from tests.reports.tampering import relink

CUT = "DELETE FROM journal WHERE order_id = $1 AND seq > $2 RETURNING fact_id"


async def cut(root: asyncpg.Connection, order_id: UUID, last: int) -> None:
    """Take what follows this entry away, its facts too."""
    facts = [row["fact_id"] for row in await root.fetch(CUT, order_id, last)]
    assert facts
    await root.execute("DELETE FROM fact WHERE id = ANY($1)", facts)
    await agree(root, order_id)


async def edit(root: asyncpg.Connection, order_id: UUID, kind: str, old: str, new: str) -> None:
    """Change what an entry says, and all that follows from it."""
    await overwrite(root, order_id, kind, old, new)
    await agree(root, order_id)


async def overwrite(root: asyncpg.Connection, order_id: UUID, kind: str, old: str, new: str) -> None:
    """Change what an entry says, and nothing more."""
    change = "UPDATE journal SET body = replace(body, $3, $4) WHERE order_id = $1 AND kind = $2"
    said = f"{change} AND body LIKE $5"
    assert await root.execute(said, order_id, kind, old, new, f"%{old}%") == "UPDATE 1"


async def exchange(root: asyncpg.Connection, order_id: UUID, one: int, other: int) -> None:
    """Two entries change places; their hashes stay where they were."""
    await root.execute("UPDATE journal SET seq = -1 WHERE order_id = $1 AND seq = $2", order_id, one)
    await root.execute("UPDATE journal SET seq = $2 WHERE order_id = $1 AND seq = $3", order_id, one, other)
    await root.execute("UPDATE journal SET seq = $2 WHERE order_id = $1 AND seq = -1", order_id, other)


async def remove(root: asyncpg.Connection, order_id: UUID) -> None:
    """Nothing of the order is left."""
    for table in ("journal", "fact", "dispatch_order"):
        column = "id" if table == "dispatch_order" else "order_id"
        await root.execute(f"DELETE FROM {table} WHERE {column} = $1", order_id)  # noqa: S608  # our own words


async def agree(root: asyncpg.Connection, order_id: UUID) -> None:
    """Compute the chain anew, then the order from it."""
    await relink(root, order_id)
    order = await root.fetchrow("SELECT * FROM dispatch_order WHERE id = $1", order_id)
    async with root.transaction():
        walk = await walked(root, order)
    assert walk.order is not None
    assert walk.last is not None
    await rewrite(root, walk.order)
    changed = "UPDATE dispatch_order SET changed_at = $2 WHERE id = $1"
    await root.execute(changed, order_id, walk.last.received_at)
