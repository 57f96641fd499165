"""The part of the audit that is about parts: movements follow from the journal, balances from movements."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import orjson
from asyncpg import Record

from backend.database import Transaction
from backend.journal.audit import BATCH, QUERY_TIMEOUT_S, Finding
from backend.order.fact import Settled
from backend.parts.ledger import Moved, row_of
from backend.parts.tables import BOTTOMLESS

ENTRIES = """
SELECT o.number AS order_number, j.order_id, j.seq, j.fact_id, j.settled, moved.rows
FROM journal j LEFT JOIN dispatch_order o ON o.id = j.order_id
LEFT JOIN LATERAL (SELECT json_agg(m ORDER BY m.line)::text AS rows FROM movement m
                   WHERE m.cause = j.fact_id AND (m.order_id IS NULL) = false) AS moved ON true
WHERE moved.rows IS NOT NULL OR j.settled LIKE '%"stock"%'
"""
STRAYS = """
SELECT DISTINCT cause, number FROM movement m
WHERE CASE WHEN order_id IS NULL THEN NOT EXISTS (SELECT FROM store_entry WHERE id = m.cause)
           ELSE NOT EXISTS (SELECT FROM journal WHERE fact_id = m.cause) END
"""
SUMS = """
WITH side AS (
    SELECT number, serial, source AS account, source_holder AS holder, condition, -quantity AS quantity
    FROM movement
    UNION ALL
    SELECT number, serial, target, target_holder, becomes, quantity FROM movement
), total AS (
    SELECT number, serial, account, holder, condition, sum(quantity) AS quantity FROM side
    GROUP BY number, serial, account, holder, condition
)
SELECT number, serial, account, holder, condition, coalesce(b.quantity, 0) AS says,
       coalesce(t.quantity, 0) AS moved
FROM total t FULL JOIN balance b USING (number, serial, account, holder, condition)
WHERE coalesce(b.quantity, 0) <> coalesce(t.quantity, 0)
"""
BELOW = f"SELECT * FROM balance WHERE quantity < 0 AND account NOT IN ({BOTTOMLESS})"  # noqa: S608  # only our own accounts' names are put in
TWICE = """
SELECT number, serial FROM balance WHERE serial <> '' AND quantity > 0
GROUP BY number, serial HAVING count(*) > 1
"""


async def booked(tx: Transaction) -> AsyncIterator[Finding]:
    """Every fact's movements are what its entry settled; every other one is an entry's of the store; every
    balance is the sum of its movements; nothing is below zero that may not be, no piece in two places.
    """
    async for row in tx.sql.cursor(ENTRIES, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
        if found := compared(row):
            yield Finding(row["order_number"], row["seq"], found)
    async for row in tx.sql.cursor(STRAYS, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
        yield Finding(None, None, f"{row['number']} was moved by {row['cause']}, which is not there")
    async for row in tx.sql.cursor(SUMS, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
        yield Finding(None, None, f"{lot(row)}: the balance says {row['says']}, its movements {row['moved']}")
    async for row in tx.sql.cursor(BELOW, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
        yield Finding(None, None, f"{lot(row)}: the balance is {row['quantity']}, below zero")
    async for row in tx.sql.cursor(TWICE, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
        yield Finding(None, None, f"{row['number']} {row['serial']} is in more than one place")


def compared(row: Record) -> str | None:
    """What is wrong with the movements of one entry."""
    try:
        settled = Settled.model_validate_json(row["settled"])
    except ValueError:
        return None  # the journal's own audit says so
    at = settled.occurred.at
    wanted = [
        row_of(Moved(row["fact_id"], line, row["order_id"], at, one))
        for line, one in enumerate(settled.stock or [])
    ]
    found = [as_row(one) for one in orjson.loads(row["rows"] or "[]")]
    if [tuple(map(str, one[:-1])) for one in wanted] == [one[:-1] for one in found] and all(
        one[-1] == at for one in found
    ):
        return None
    return f"it settled {len(wanted)} movements of parts, and the ledger has others"


def as_row(stored: dict[str, Any]) -> tuple[Any, ...]:
    """A movement of the table in the order of `ledger.row_of`, as text; its time last."""
    names = (
        "cause", "line", "order_id", "part_id", "technician", "number", "serial", "quantity", "source",
        "source_holder", "condition", "target", "target_holder", "becomes", "back",
    )  # fmt: skip
    return *(str(stored[name]) for name in names), datetime.fromisoformat(stored["at"])


def lot(row: Record) -> str:
    """Which pieces a balance is of."""
    piece = f"{row['number']} {row['serial']}".rstrip()
    return f"{piece} ({row['condition']}) on {row['account']}/{row['holder']}"
