"""The catalogue: which parts there are, by the number that the ledger writes."""

from collections.abc import Iterable
from uuid import UUID

from asyncpg import Connection
from sqlalchemy import or_
from sqlmodel import col, select

from backend.database import Transaction, lock_keys
from backend.parts import ledger, suppliers
from backend.parts.tables import CataloguePart
from backend.people.once import content, insert_once
from backend.problems import Problem

LISTED = "SELECT number FROM catalogue_part WHERE number = ANY($1::text[])"
# What may still be issued or used, wherever it lies; an old piece may have come without its serial.
LOOSE = """
SELECT number, SUM(quantity)::bigint AS quantity,
       string_agg(DISTINCT account, ', ' ORDER BY account) AS places
FROM balance
WHERE number = ANY($1::text[]) AND serial = '' AND quantity > 0 AND condition IN ('new', 'refurbished')
      AND account IN ('store', 'reserved', 'transit', 'van', 'station')
GROUP BY number
"""


async def listed(sql: Connection, numbers: Iterable[str]) -> set[str]:
    """Which of these numbers the catalogue has."""
    return {row["number"] for row in await sql.fetch(LISTED, list(numbers))}


async def loose(sql: Connection, numbers: Iterable[str]) -> dict[str, str]:
    """For each of these numbers of which pieces without serials are at hand: how many, and where.

    A part is `with_serial` only without them: nobody could say which piece he means. The locks of the
    numbers must be held, or some might come meanwhile.
    """
    rows = await sql.fetch(LOOSE, list(numbers))
    return {row["number"]: f"{row['quantity']} without serials ({row['places']})" for row in rows}


async def add_part(tx: Transaction, part: CataloguePart) -> tuple[CataloguePart, bool]:
    """Add a part; gives what is stored under its id, and whether it is new.

    Raises `id_reused`, `part_number_taken`, `supplier_unknown`, `stock_without_serials`.
    """
    if part.supplier_id and not await suppliers.terms(tx.sql, [part.supplier_id]):
        raise Problem("supplier_unknown")
    await lock_keys(tx.sql, ledger.locks([part.number]))
    if await insert_once(tx, part):
        there = await loose(tx.sql, [part.number]) if part.with_serial else {}
        if there:
            raise Problem("stock_without_serials", f"{part.number}: {there[part.number]}")
        return part, True
    stored = await tx.session.get(CataloguePart, part.id)
    if stored is None:
        raise Problem("part_number_taken", f"{part.number} is another part's")
    if content(stored) != content(part):
        raise Problem("id_reused", "This id was used before with other content.")
    return stored, False


async def find_parts(
    tx: Transaction, *, q: str | None, after: UUID | None, limit: int
) -> list[CataloguePart]:
    """Parts by number, at most `limit`, from the one after `after`; `q`: in number, name, spec."""
    query = select(CataloguePart).order_by(col(CataloguePart.number)).limit(limit)
    if q:
        places = (CataloguePart.number, CataloguePart.name, CataloguePart.spec)
        query = query.where(or_(*(col(place).icontains(q, autoescape=True) for place in places)))
    if after is not None:
        last = select(CataloguePart.number).where(CataloguePart.id == after).scalar_subquery()
        query = query.where(col(CataloguePart.number) > last)
    return list(await tx.session.exec(query))
