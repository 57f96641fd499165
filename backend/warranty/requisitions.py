"""Requisitions over all orders: what waits for a manager, the store or a technician (S1-3.6.1, S1-3.7.4)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from backend.database import Transaction
from backend.order.document import Decision, Issue, IssuedLine, Order, Requisition, RequisitionLine
from backend.order.parts.matters import Matter, awaits
from backend.people.actor import Actor
from backend.warranty.orders import Part, Row, RowsOf, Walk, days_from, name_of, with_matters

Waiting = Literal["decision", "issue", "receipt", "aside"]
WAITING: dict[Matter, Waiting] = {
    Matter.DECISION: "decision",
    Matter.ISSUE: "issue",
    Matter.RECEIPT: "receipt",
    Matter.ASIDE: "aside",
}


class RequisitionRow(Row):
    """A requisition of which something is open; `waiting` says what."""

    waiting: list[Waiting]
    technician: UUID
    technician_name: str | None
    asked_at: AwareDatetime
    days: int = Field(description="whole days since it was asked for")
    reason: str
    lines: list[RequisitionLine]
    approved: Decision | None
    reserved: list[IssuedLine]
    issues: list[Issue]


class Sought(Part):
    """Which requisitions are asked for, and which part of the list; null narrows nothing."""

    waiting: Waiting | None = Field(None, description="for what; without it, whatever it is")
    technician: UUID | None = Field(None, description="who asked")


def requisitions(order: Order, now: datetime) -> list[RequisitionRow]:
    """Those of which something is open."""
    found = [(one, list(awaits(one, order))) for one in order.requisitions]
    return [row_of(order, one, waiting, now) for one, waiting in found if waiting]


def row_of(order: Order, one: Requisition, waiting: list[Matter], now: datetime) -> RequisitionRow:
    """A requisition as a row."""
    return RequisitionRow(
        id=one.id,
        order_id=order.id,
        order_number=order.number,
        waiting=[WAITING[matter] for matter in waiting],
        technician=one.by,
        technician_name=name_of(order, one.by),
        asked_at=one.at,
        days=days_from(one.at, now),
        reason=one.reason,
        lines=one.lines,
        approved=one.approved,
        reserved=one.reserved,
        issues=one.issues,
    )


def wanted(sought: Sought, actor: Actor, now: datetime) -> RowsOf[RequisitionRow]:
    """Those that are asked for; a technician gets what he asked for himself and what is issued to him."""

    def rows(order: Order) -> list[RequisitionRow]:
        found = requisitions(order, now)
        if sought.waiting:
            found = [one for one in found if sought.waiting in one.waiting]
        if sought.technician:
            found = [one for one in found if one.technician == sought.technician]
        return found if actor.desk else [one for one in found if is_his(one, actor.staff_id)]

    return rows


def is_his(row: RequisitionRow, staff_id: UUID) -> bool:
    """He asked for it, or pieces of it go to him."""
    return row.technician == staff_id or any(issue.to == staff_id for issue in row.issues)


def walk(
    tx: Transaction, sought: Sought, actor: Actor, now: datetime, begin: tuple[str, UUID]
) -> Walk[RequisitionRow]:
    """The requisitions that are asked for, by the number of their order."""
    matters = [Matter(sought.waiting)] if sought.waiting else WAITING
    return with_matters(tx, matters, actor, wanted(sought, actor, now), begin[0])


HEADS = ("order", "technician", "asked_at", "waiting", "reason", "number", "name", "quantity", "approved",
         "issued", "returned")  # fmt: skip


def cells(row: RequisitionRow) -> list[tuple[object, ...]]:
    """The lines of a requisition as a spreadsheet has them, under HEADS."""
    of_all = (row.order_number, row.technician_name, row.asked_at, " ".join(row.waiting), row.reason)
    return [
        (*of_all, line.number, line.name, line.quantity, line.approved, line.issued, line.returned)
        for line in row.lines
    ]
