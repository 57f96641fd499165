"""The monthly list of old parts (S1-3.7.5): what came back, and what became of each piece in the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from asyncpg import Record
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from backend.database import Transaction
from backend.order.document import AccountKind, Condition, Movement
from backend.paper.times import OFFICE, Zone
from backend.parts.ledger import movement_of
from backend.warranty import orders
from backend.warranty.orders import moment_at, place_of

# Whatever of an old part came in this month, or earlier and is still there: in less out is what is left.
PARTS = """
SELECT part_id FROM movement
WHERE part_id IS NOT NULL AND (target = 'store' AND becomes = 'old' OR source = 'store' AND condition = 'old')
GROUP BY part_id
HAVING bool_or(target = 'store' AND NOT back AND at >= $1 AND at < $2)
       OR (min(at) < $1 AND sum(CASE WHEN target = 'store' AND becomes = 'old' THEN quantity ELSE 0 END)
                            > sum(CASE WHEN source = 'store' AND condition = 'old' THEN quantity ELSE 0 END))
"""
MOVED = f"""
WITH wanted AS ({PARTS})
SELECT m.*, o.number AS order_number, came.order_id AS of_order, s.name AS technician_name
FROM wanted JOIN movement m USING (part_id)
JOIN LATERAL (SELECT order_id, technician FROM movement WHERE part_id = m.part_id AND order_id IS NOT NULL
              ORDER BY seq LIMIT 1) AS came ON true
JOIN dispatch_order o ON o.id = came.order_id
LEFT JOIN staff s ON s.id = came.technician
WHERE m.target = 'store' AND m.becomes = 'old' OR m.source = 'store' AND m.condition = 'old'
ORDER BY m.seq
"""  # noqa: S608  # only our own statement is put in

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class Sought(orders.Part):
    """Which part of the list is asked for; months begin at midnight in `zone`."""

    zone: Zone = OFFICE


class ReturnedRow(orders.Row):
    """Old pieces of a part that came into the store, and what became of them since; `id` is the part's.

    A receipt that was taken back counts as none.
    """

    number: str
    serial: str | None
    technician_name: str | None
    received_at: AwareDatetime
    received: int = Field(description="pieces that came in this month")
    received_before: int = Field(description="pieces that came earlier")
    to_supplier: int = 0
    refurbished: int = 0
    scrapped: int = 0
    elsewhere: int = Field(0, description="taken out of the store in any other way")
    still_there: int = 0


class MonthOut(BaseModel):
    """The monthly list, what came first at the beginning; the sums are over all of it."""

    month: str
    received: int = Field(description="pieces that came in this month")
    to_supplier: int
    refurbished: int
    scrapped: int
    elsewhere: int
    still_there: int
    earlier_still_there: int = Field(description="of parts of which nothing came in this month")
    items: list[ReturnedRow]
    after: str | None


FATES = ("to_supplier", "refurbished", "scrapped", "elsewhere")


@dataclass(frozen=True, slots=True)
class Step:
    """Pieces of a part that came into the store or went out of it, at that time."""

    at: datetime
    movement: Movement


@dataclass(slots=True)
class Lot:
    """Pieces that came together."""

    at: datetime
    quantity: int


def span(month: str, zone: str) -> tuple[datetime, datetime]:
    """The first moment of a month (YYYY-MM) and of the month after it."""
    year, number = map(int, month.split("-"))
    following = (year + number // 12, number % 12 + 1)
    begin, end = [datetime(*each, 1, tzinfo=ZoneInfo(zone)) for each in ((year, number), following)]
    return begin, end


def fate(movement: Movement) -> str:
    """What becomes of old pieces by a movement out of the store, or became by the one that it takes back."""
    kind, becomes = movement.target.kind, movement.becomes
    if kind is AccountKind.STORE:
        return "refurbished" if becomes is Condition.REFURBISHED else "elsewhere"
    return {AccountKind.SUPPLIER: "to_supplier", AccountKind.SCRAP: "scrapped"}.get(kind, "elsewhere")


def is_old(movement: Movement, *, coming: bool) -> bool:
    """It brings old pieces into the store, or takes them out of there."""
    account = movement.target if coming else movement.source
    condition = (movement.becomes or movement.condition) if coming else movement.condition
    return account.kind is AccountKind.STORE and condition is Condition.OLD


@dataclass(frozen=True, slots=True)
class Told:
    """What the steps of one part come to: what came and was not taken back, and what became of it."""

    lots: list[Lot]
    fates: dict[str, int]

    @property
    def left(self) -> int:
        """How many pieces are still there as they came."""
        return sum(lot.quantity for lot in self.lots) - sum(self.fates.values())


def story(steps: Iterable[Step]) -> Told:
    """The steps of one part, in their order. A receipt that is taken back is the last that stands."""
    lots, fates = list[Lot](), dict.fromkeys(FATES, 0)
    for step in steps:
        one = step.movement
        if is_old(one, coming=True) and not one.back:
            lots.append(Lot(step.at, one.quantity))
        elif is_old(one, coming=True):  # a disposal is taken back
            fates[fate(one.reversed())] -= one.quantity
        elif one.back:
            take_back(lots, one.quantity)
        else:
            fates[fate(one)] += one.quantity
    return Told(lots, fates)


def take_back(lots: list[Lot], quantity: int) -> None:
    """Receipts that are taken back, the last first."""
    while lots and quantity:
        taken = min(quantity, lots[-1].quantity)
        lots[-1].quantity -= taken
        quantity -= taken
        if not lots[-1].quantity:
            lots.pop()


def row_of(records: list[Record], begin: datetime, end: datetime) -> ReturnedRow | None:
    """A part by its movements in and out of the store; None where it does not belong to the month."""
    told = story(Step(one["at"], movement_of(one)) for one in records)
    lots = [lot for lot in told.lots if lot.at < end]
    in_month = [lot for lot in lots if lot.at >= begin]
    if not in_month and not (lots and told.left > 0):
        return None
    first, received_at = records[0], (in_month or lots)[0].at
    return ReturnedRow(
        id=first["part_id"],
        order_id=first["of_order"],
        order_number=first["order_number"],
        number=first["number"],
        serial=first["serial"] or None,
        technician_name=first["technician_name"],
        received_at=received_at,
        received=sum(lot.quantity for lot in in_month),
        received_before=sum(lot.quantity for lot in lots if lot.at < begin),
        still_there=told.left,
        **told.fates,
    )


async def returned(tx: Transaction, month: str, zone: str) -> list[ReturnedRow]:
    """All rows of a month's list, in the order in which they came."""
    begin, end = span(month, zone)
    of_part: dict[UUID, list[Record]] = {}
    for record in await tx.sql.fetch(MOVED, begin, end):
        of_part.setdefault(record["part_id"], []).append(record)
    rows = [row_of(records, begin, end) for records in of_part.values()]
    return sorted([row for row in rows if row], key=lambda row: (row.received_at, row.id))


def month_of(month: str, rows: list[ReturnedRow], part: Sought) -> MonthOut:
    """The part of the list that is asked for, with the sums of all of it. Raises `invalid_input`."""
    place, row_id = part.cursor()
    begin = (moment_at(place), row_id)
    beyond = [one for one in rows if part.after is None or (one.received_at, one.id) > begin]
    items, sums = beyond[: part.limit], {name: sum(getattr(one, name) for one in rows) for name in FATES}
    return MonthOut(
        month=month,
        received=sum(one.received for one in rows),
        still_there=sum(one.still_there for one in rows),
        earlier_still_there=sum(one.still_there for one in rows if not one.received),
        items=items,
        after=f"{place_of(items[-1].received_at)}.{items[-1].id}" if len(beyond) > len(items) else None,
        **sums,
    )


HEADS = ("order", "number", "serial", "technician", "received_at", "received", "received_before",
         "to_supplier", "refurbished", "scrapped", "elsewhere", "still_there")  # fmt: skip


def cells(row: ReturnedRow) -> list[tuple[object, ...]]:
    """A part as a spreadsheet has it, under HEADS."""
    named = (row.order_number, row.number, row.serial, row.technician_name)
    return [(*named, *[getattr(row, name) for name in HEADS[4:]])]
