"""Old parts that are owed, over all orders, and how old the debts are (S1-3.4.2Ed)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from backend.database import Transaction
from backend.order.document import Order, Part
from backend.order.parts.matters import Matter
from backend.people.actor import Actor
from backend.warranty import orders
from backend.warranty.orders import Row, RowsOf, Walk, days_from, name_of, with_matters

CLASSES = ((0, "not_due"), (7, "up_to_7"), (30, "up_to_30"))
"""Age classes by the last day over due that they hold; what is older is `more`."""


class OldPartRow(Row):
    """An old part that is owed; whoever filed the report owes it, until it is received or waived."""

    report_id: UUID
    technician: UUID | None
    technician_name: str | None
    number: str | None
    name: str
    owed: int = Field(description="how many pieces")
    warranty: bool
    serial_out: str | None
    photo_out: str | None
    replaced_at: AwareDatetime | None
    due_at: AwareDatetime | None
    days_old: int | None = Field(description="whole days since it was replaced")
    days_over: int | None = Field(
        description="whole days since it was due, below zero before; null where no time is set"
    )
    overdue: bool
    sent_at: AwareDatetime | None
    carrier: str | None
    tracking: str | None


class Sought(orders.Part):
    """Which debts are asked for, and which part of the list; null narrows nothing."""

    technician: UUID | None = Field(None, description="who owes it")
    overdue: bool | None = None
    sent: bool | None = Field(None, description="on its way, or not yet")
    warranty: bool | None = None


class Form(BaseModel, frozen=True, extra="forbid"):
    """In which form a list is asked for."""

    format: Literal["json", "csv"] = "json"


class Ageing(BaseModel):
    """How many old pieces a technician owes, by how long they are over due. `undated` have no time set."""

    technician: UUID | None
    technician_name: str | None
    not_due: int = 0
    up_to_7: int = Field(0, description="at most seven days over")
    up_to_30: int = 0
    more: int = 0
    undated: int = 0
    total: int = 0


def old_parts(order: Order, now: datetime) -> list[OldPartRow]:
    """The debts of an order."""
    return [row_of(order, part, now) for part in order.parts if part.outstanding]


def owed_by(order: Order, part: Part) -> UUID | None:
    """Who owes the old part: the author of the report's newest version."""
    versions = [one for one in order.reports if one.id == part.report_id]
    return max(versions, key=lambda one: one.version).by if versions else None


def row_of(order: Order, part: Part, now: datetime) -> OldPartRow:
    """A part whose old piece is owed, as a row."""
    by = owed_by(order, part)
    return OldPartRow(
        id=part.id,
        order_id=order.id,
        order_number=order.number,
        report_id=part.report_id,
        technician=by,
        technician_name=name_of(order, by) if by else None,
        number=part.number,
        name=part.name,
        owed=part.owed,
        warranty=part.warranty,
        serial_out=part.serial_out,
        photo_out=part.photo_out,
        replaced_at=part.replaced_at,
        due_at=part.due_at,
        days_old=days_from(part.replaced_at, now) if part.replaced_at else None,
        days_over=days_from(part.due_at, now) if part.due_at else None,
        overdue=part.due_at is not None and part.due_at < now,
        sent_at=part.sent.at if part.sent else None,
        carrier=part.sent.carrier if part.sent else None,
        tracking=part.sent.tracking if part.sent else None,
    )


def wanted(sought: Sought, actor: Actor, now: datetime) -> RowsOf[OldPartRow]:
    """The debts that are asked for; a technician gets his own."""

    def rows(order: Order) -> list[OldPartRow]:
        found = old_parts(order, now)
        for name in ("technician", "overdue", "warranty"):
            value = getattr(sought, name)
            found = [one for one in found if value is None or getattr(one, name) == value]
        if sought.sent is not None:
            found = [one for one in found if (one.sent_at is not None) == sought.sent]
        return found if actor.desk else [one for one in found if one.technician == actor.staff_id]

    return rows


def walk(
    tx: Transaction, sought: Sought, actor: Actor, now: datetime, begin: tuple[str, UUID]
) -> Walk[OldPartRow]:
    """The debts that are asked for, by the number of their order."""
    return with_matters(tx, [Matter.OLD_PART], actor, wanted(sought, actor, now), begin[0])


async def ageing_of(tx: Transaction, actor: Actor, now: datetime) -> list[Ageing]:
    """What each technician owes, the longest overdue first. It reads every order that owes."""
    walk = with_matters(tx, [Matter.OLD_PART], actor, lambda order: old_parts(order, now))
    return ageing(await orders.every(walk), now)


def ageing(rows: Iterable[OldPartRow], now: datetime) -> list[Ageing]:
    """These debts in classes of age, by who owes them; pieces are counted."""
    found: dict[UUID | None, Ageing] = {}
    for row in rows:
        one = found.setdefault(
            row.technician, Ageing(technician=row.technician, technician_name=row.technician_name)
        )
        name = age_class(row.due_at, now)
        setattr(one, name, getattr(one, name) + row.owed)
        one.total += row.owed
    return sorted(found.values(), key=lambda one: (-one.more, -one.up_to_30, -one.up_to_7, -one.total,
                                                   one.technician_name or ""))  # fmt: skip


def age_class(due_at: datetime | None, now: datetime) -> str:
    """The class of a debt: a piece that was due exactly seven days ago is at most seven days over."""
    if due_at is None:
        return "undated"
    over = now - due_at
    return next((name for days, name in CLASSES if over.total_seconds() <= days * 86_400), "more")


HEADS = ("order", "technician", "number", "name", "owed", "warranty", "serial_out", "replaced_at", "due_at",
         "days_old", "days_over", "overdue", "sent_at", "carrier", "tracking")  # fmt: skip
AGEING_HEADS = ("technician", "not_due", "up_to_7", "up_to_30", "more", "undated", "total")


def cells(row: OldPartRow) -> list[tuple[object, ...]]:
    """A debt as a spreadsheet has it, under HEADS."""
    named = (row.order_number, row.technician_name)
    return [(*named, *[getattr(row, name) for name in HEADS[2:]])]


def ageing_cells(row: Ageing) -> list[tuple[object, ...]]:
    """A technician's debts as a spreadsheet has them, under AGEING_HEADS."""
    return [(row.technician_name, *[getattr(row, name) for name in AGEING_HEADS[1:]])]
