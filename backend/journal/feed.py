"""The feed of each technician: what his phones must hear. Numbered last in every transaction.

A row per order or verdict, renumbered when it changes. The counter's row lock is held until the commit, so
numbers become visible in their order; one sorted statement takes all counters, so no two writers deadlock.
"""

from uuid import UUID

from asyncpg import Connection

from backend.order.decide import Decided
from backend.order.document import ids
from backend.order.fact import Said

BUMP = """
WITH row AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[])
                  AS r(technician_id, kind, id, removed)
), head AS (
    INSERT INTO feed_head (technician_id, seq)
    SELECT technician_id, count(*) FROM row GROUP BY technician_id ORDER BY technician_id
    ON CONFLICT (technician_id) DO UPDATE SET seq = feed_head.seq + excluded.seq
    RETURNING technician_id, seq
), numbered AS (
    SELECT row.*, head.seq - count(*) OVER mine + row_number() OVER (mine ORDER BY kind, id) AS seq
    FROM row JOIN head USING (technician_id)
    WINDOW mine AS (PARTITION BY technician_id)
)
INSERT INTO feed (technician_id, kind, id, seq, removed)
SELECT technician_id, kind, id, seq, removed FROM numbered
ON CONFLICT (technician_id, kind, id) DO UPDATE SET seq = excluded.seq, removed = excluded.removed
RETURNING technician_id, kind, id, seq
"""

STANDING = """
SELECT id, seq FROM feed WHERE technician_id = $1 AND kind = 'order' AND id = ANY($2::uuid[])
"""

Row = tuple[UUID, str, UUID, str | None]
"""Technician, kind (order or verdict), id of the order or fact, reason if it is removed from him."""


async def bump(sql: Connection, decided: Decided) -> dict[tuple[UUID, UUID], int]:
    """Tell every technician concerned; gives the new number by (technician, order)."""
    return await tell(sql, rows_of(decided))


async def tell(sql: Connection, rows: list[Row]) -> dict[tuple[UUID, UUID], int]:
    """Write feed rows and number them; gives the new number of the order rows by (technician, order)."""
    if not rows:
        return {}
    numbered = await sql.fetch(BUMP, *[list(column) for column in zip(*rows, strict=True)])
    return {(row["technician_id"], row["id"]): row["seq"] for row in numbered if row["kind"] == "order"}


async def standing(sql: Connection, technician_id: UUID, order_ids: set[UUID]) -> dict[UUID, int]:
    """Where these orders stand in a technician's feed, also those that were removed from him."""
    rows = await sql.fetch(STANDING, technician_id, list(order_ids))
    return {row["id"]: row["seq"] for row in rows}


def rows_of(decided: Decided) -> list[Row]:
    """Orders for who is on the team now, tombstones for who left, verdicts for authors of released facts.

    A late fact of a former member writes no row for him: that would bring the order back to his phone.
    """
    rows: list[Row] = []
    for order_id in {change.order.id for change in decided.changes}:
        team = ids(decided.orders[order_id].team)
        rows += [(member, "order", order_id, None) for member in team]
        rows += [(gone, "order", order_id, "reassigned") for gone in decided.teams_before[order_id] - team]
    for judged in decided.released:
        if isinstance(judged.said, Said) and not judged.said.by_server:
            heard = {judged.said.sender.staff_id} | {one.id for one in (judged.said.brought_by,) if one}
            rows += [(reader, "verdict", judged.said.id, None) for reader in heard]
    return rows
