"""Postage and freight of parts, over all orders: who paid what, and who approved it (S1-3.6.3)."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from backend.database import Transaction
from backend.order.document import Decision, Money, Order
from backend.order.parts.matters import Matter
from backend.warranty import orders
from backend.warranty.orders import Row, RowsOf, Walk, with_facts


class FreightRow(Row):
    """What it cost to send parts; `about_id` is the issue, the part or the requisition that was sent."""

    what: Literal["issue", "old_part", "unused"]
    about_id: UUID
    carrier: str
    tracking: str | None
    cost: Money
    handler: UUID
    handler_name: str
    at: AwareDatetime
    voucher: str | None
    approved: Decision | None


class Sought(orders.Part):
    """Which freights are asked for, and which part of the list; null narrows nothing."""

    open: bool | None = Field(None, description="whether a leader still has to approve it")
    handler: UUID | None = None


def freights(order: Order) -> list[FreightRow]:
    """What was paid on an order."""
    of_order = {"order_id": order.id, "order_number": order.number}
    return [FreightRow.model_validate(one.model_dump() | of_order) for one in order.desk.freights]


def wanted(sought: Sought) -> RowsOf[FreightRow]:
    """The freights that are asked for."""

    def rows(order: Order) -> list[FreightRow]:
        found = [one for one in freights(order) if sought.open in (None, one.approved is None)]
        return [one for one in found if sought.handler in (None, one.handler)]

    return rows


def walk(tx: Transaction, sought: Sought, begin: tuple[str, UUID]) -> Walk[FreightRow]:
    """The freights that are asked for, the oldest first. Raises `invalid_input`."""
    matter = Matter.FREIGHT if sought.open else None
    return with_facts(tx, "freight.recorded", matter, wanted(sought), begin)


HEADS = ("order", "what", "carrier", "tracking", "amount", "currency", "handler", "at", "approved_at",
         "approved_by")  # fmt: skip


def cells(row: FreightRow) -> list[tuple[object, ...]]:
    """A freight as a spreadsheet has it, under HEADS; the amount in the currency's minor unit."""
    approved = (row.approved.at, row.approved.by) if row.approved else (None, None)
    cost = (row.cost.amount, row.cost.currency)
    return [
        (row.order_number, row.what, row.carrier, row.tracking, *cost, row.handler_name, row.at, *approved)
    ]
