"""The parts ledger: a book of the door. Double entry: pieces leave one account and come to another.

Balances are rows, written with the movements that change them. Whoever moves pieces of a
part number holds its lock until the commit, so that all movements of it are as if one after another.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from asyncpg import Connection, Record

from backend.order.decide import Decided
from backend.order.document import Account, AccountKind, Condition, Movement
from backend.order.parts.stock import Shelf, Stock
from backend.parts.tables import NOBODY

# What somebody has at hand; of all else pieces without a serial, and those that are named.
SHELF = """
SELECT number, serial, account, holder, condition, quantity FROM balance
WHERE number = ANY($1::text[]) AND quantity > 0
      AND (account IN ('van', 'transit')
           OR (serial = '' AND account IN ('store', 'reserved', 'fitted', 'station', 'scrap', 'given_up'))
           OR (serial <> '' AND serial = ANY($2::text[])))
UNION ALL
SELECT number, NULL, NULL, NULL, NULL, NULL FROM catalogue_part WHERE number = ANY($1::text[]) AND with_serial
"""
LYING = """
SELECT number, serial, account, holder, condition, quantity FROM balance
WHERE number = ANY($1::text[]) AND account = $2 AND holder = $3 AND quantity > 0
"""
MOVED_BY = (
    "SELECT * FROM movement WHERE cause = ANY($1::uuid[]) AND (order_id IS NULL) = $2 ORDER BY cause, line"
)
# What leaves goes before what comes, so that no piece is for a moment in two places. It is updated: an INSERT
# would be checked before it is found that there is a row, and be below zero where nothing is.
WRITE = """
WITH change AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[])
                  AS c(number, serial, account, holder, condition, quantity)
), taken AS (
    UPDATE balance b SET quantity = b.quantity + c.quantity FROM change c
    WHERE c.quantity < 0 AND (b.number, b.serial, b.account, b.holder, b.condition)
                             = (c.number, c.serial, c.account, c.holder, c.condition)
    RETURNING b.number, b.serial, b.account, b.holder, b.condition
), moved AS (
    INSERT INTO movement (cause, line, order_id, part_id, technician, number, serial, quantity, source,
                          source_holder, condition, target, target_holder, becomes, back, at)
    SELECT * FROM unnest($7::uuid[], $8::int[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[],
                         $13::text[], $14::int[], $15::text[], $16::uuid[], $17::text[], $18::text[],
                         $19::uuid[], $20::text[], $21::bool[], $22::timestamptz[])
)
INSERT INTO balance (number, serial, account, holder, condition, quantity)
SELECT c.* FROM change c
WHERE (c.number, c.serial, c.account, c.holder, c.condition) NOT IN (SELECT * FROM taken)
ON CONFLICT (number, serial, account, holder, condition)
DO UPDATE SET quantity = balance.quantity + excluded.quantity
"""


class Moved(NamedTuple):
    """A movement with what caused it: a fact of an order, or an entry of the store."""

    cause: UUID
    line: int
    order_id: UUID | None
    at: datetime
    movement: Movement


def locks(numbers: Iterable[str]) -> list[str]:
    """The shared keys of these part numbers, to be locked in sorted order with all others."""
    return [f"stock:{number}" for number in numbers]


async def shelf(sql: Connection, numbers: Iterable[str], serials: Iterable[str]) -> Shelf:
    """What lies where of these part numbers, as far as a rule may need it. Their locks must be held."""
    rows = await sql.fetch(SHELF, list(numbers), list(serials))
    balances = {stock_of(row): row["quantity"] for row in rows if row["account"]}
    return Shelf(balances, {row["number"] for row in rows if not row["account"]})


async def lying(sql: Connection, numbers: Iterable[str], account: Account) -> dict[Stock, int]:
    """All that lies on one account of these part numbers. Their locks must be held."""
    rows = await sql.fetch(LYING, list(numbers), account.kind.value, account.holder or NOBODY)
    return {stock_of(row): row["quantity"] for row in rows}


async def moved_by(
    sql: Connection, causes: Iterable[UUID], *, entries: bool = False
) -> dict[UUID, list[Movement]]:
    """What these facts, or entries of the store, moved, in their order."""
    found: dict[UUID, list[Movement]] = {}
    for row in await sql.fetch(MOVED_BY, list(causes), entries):
        found.setdefault(row["cause"], []).append(movement_of(row))
    return found


async def write(sql: Connection, decided: Decided) -> None:
    """Book what this batch moves; no statement where it moves nothing."""
    await post(sql, moved(decided))


def moved(decided: Decided) -> list[Moved]:
    """What a batch moves, in the order of its chain."""
    return [
        Moved(change.entry.fact_id, line, change.entry.order_id, change.entry.at, movement)
        for change in decided.changes
        for line, movement in enumerate(change.entry.settled.stock or [])
    ]


async def post(sql: Connection, movements: Sequence[Moved]) -> None:
    """Write movements and the balances that follow from them, in one statement.

    Raises CheckViolationError where a strict account would fall below zero, and UniqueViolationError where a
    piece would be in two places: whoever decided them did not look.
    """
    if movements:
        changes = [(*key, quantity) for key, quantity in net(movements).items() if quantity]
        rows = [row_of(one) for one in movements]
        await sql.execute(WRITE, *columns(changes, 6), *columns(rows, 16))


def columns(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    """Rows of so many members turned into one array a column, as unnest takes them."""
    return [[row[place] for row in rows] for place in range(width)]


def net(movements: Iterable[Moved]) -> dict[tuple[str, str, str, UUID, str], int]:
    """By how much each balance changes."""
    changes: dict[tuple[str, str, str, UUID, str], int] = {}
    for moved in movements:
        one = moved.movement
        sides = ((one.source, one.condition, -1), (one.target, one.becomes or one.condition, 1))
        for account, condition, sign in sides:
            key = (one.number, one.serial, account.kind.value, account.holder or NOBODY, condition.value)
            changes[key] = changes.get(key, 0) + sign * one.quantity
    return changes


def row_of(moved: Moved) -> tuple[object, ...]:
    """A movement as the table has it."""
    one = moved.movement
    return (
        moved.cause, moved.line, moved.order_id, one.part_id, one.technician, one.number, one.serial,
        one.quantity, one.source.kind.value, one.source.holder or NOBODY, one.condition.value,
        one.target.kind.value, one.target.holder or NOBODY, (one.becomes or one.condition).value, one.back,
        moved.at,
    )  # fmt: skip


def movement_of(row: Record) -> Movement:
    """A row of the table as a movement."""
    becomes = row["becomes"] if row["becomes"] != row["condition"] else None
    return Movement(
        number=row["number"],
        quantity=row["quantity"],
        source=account_of(row["source"], row["source_holder"]),
        target=account_of(row["target"], row["target_holder"]),
        condition=Condition(row["condition"]),
        becomes=Condition(becomes) if becomes else None,
        serial=row["serial"],
        technician=row["technician"],
        part_id=row["part_id"],
        back=row["back"],
    )


def account_of(kind: str, holder: UUID) -> Account:
    """An account as the tables write it."""
    return Account(kind=AccountKind(kind), holder=None if holder == NOBODY else holder)


def stock_of(row: Record) -> Stock:
    """What a balance is of."""
    account = account_of(row["account"], row["holder"])
    return Stock(account, row["number"], row["serial"], Condition(row["condition"]))
