"""Parts that were fitted and are not written off, over all orders, with what each lacks (S1-3.6.2)."""

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field

from backend.database import Transaction
from backend.order.document import Order, Part
from backend.order.parts.matters import Matter
from backend.order.parts.write_off import Lack, lacks, to_write_off
from backend.people.actor import Actor
from backend.warranty import orders
from backend.warranty.old_parts import owed_by
from backend.warranty.orders import Row, RowsOf, Walk, days_from, name_of, with_matters


class WriteOffRow(Row):
    """A part of the store's that was fitted and is still on a technician's account."""

    report_id: UUID
    technician: UUID | None
    technician_name: str | None
    number: str | None
    name: str
    quantity: int
    serial_in: str | None
    warranty: bool
    replaced_at: AwareDatetime | None
    days: int | None = Field(description="whole days since it was fitted")
    lacks: list[Lack] = Field(description="of the three that it needs; empty: it can be written off")


class Sought(orders.Part):
    """Which parts are asked for, and which part of the list; null narrows nothing."""

    technician: UUID | None = None
    lacks: Lack | None = None
    ready: bool | None = Field(None, description="whether nothing is lacking")


def write_offs(order: Order, now: datetime) -> list[WriteOffRow]:
    """The parts of an order that are to be written off."""
    return [row_of(order, part, now) for part in order.parts if to_write_off(part)]


def row_of(order: Order, part: Part, now: datetime) -> WriteOffRow:
    """A part that is to be written off, as a row."""
    by = owed_by(order, part)
    return WriteOffRow(
        id=part.id,
        order_id=order.id,
        order_number=order.number,
        report_id=part.report_id,
        technician=by,
        technician_name=name_of(order, by) if by else None,
        number=part.number,
        name=part.name,
        quantity=part.quantity,
        serial_in=part.serial_in,
        warranty=part.warranty,
        replaced_at=part.replaced_at,
        days=days_from(part.replaced_at, now) if part.replaced_at else None,
        lacks=lacks(order, part),
    )


def wanted(sought: Sought, now: datetime) -> RowsOf[WriteOffRow]:
    """The parts that are asked for."""

    def rows(order: Order) -> list[WriteOffRow]:
        found = write_offs(order, now)
        if sought.technician:
            found = [one for one in found if one.technician == sought.technician]
        if sought.lacks:
            found = [one for one in found if sought.lacks in one.lacks]
        return [one for one in found if sought.ready in (None, not one.lacks)]

    return rows


def walk(
    tx: Transaction, sought: Sought, actor: Actor, now: datetime, begin: tuple[str, UUID]
) -> Walk[WriteOffRow]:
    """The parts that are asked for, by the number of their order."""
    return with_matters(tx, [Matter.WRITE_OFF], actor, wanted(sought, now), begin[0])


HEADS = ("order", "technician", "number", "name", "quantity", "serial_in", "warranty", "replaced_at", "days",
         "lacks")  # fmt: skip


def cells(row: WriteOffRow) -> list[tuple[object, ...]]:
    """A part as a spreadsheet has it, under HEADS."""
    named = (row.order_number, row.technician_name)
    return [(*named, *[getattr(row, name) for name in HEADS[2:-1]], " ".join(row.lacks))]
