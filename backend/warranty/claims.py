"""Claims on suppliers over all orders, the settled ones too, and parts that nobody was asked for (S1-3.8)."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field
from sqlmodel import col, select

from backend.database import Transaction
from backend.order.document import Claim, Money, Order, Part
from backend.order.parts.matters import Matter, unclaimed
from backend.order.parts.stock import as_number
from backend.parts.tables import CataloguePart, Supplier
from backend.people.actor import Actor
from backend.warranty import orders
from backend.warranty.orders import Found, Row, RowsOf, Walk, days_from, with_facts, with_matters

State = Literal["unclaimed", "opened", "sent", "accepted", "refused"]


class ClaimRow(Row):
    """A claim; or, `unclaimed`, a warranty part that was written off and that nobody was asked for. Then
    `id` is the part's, and supplier and deadline are as the catalogue has them.
    """

    state: State
    part_id: UUID
    number: str | None
    name: str
    quantity: int
    serial_out: str | None
    serial_in: str | None
    supplier_id: UUID | None
    supplier: str | None
    opened_at: AwareDatetime | None
    opened_by: str | None
    days: int = Field(description="whole days since it was opened; since the write-off, where it was not")
    due_at: AwareDatetime | None = Field(description="to be filed with the supplier by then")
    overdue: bool = Field(description="past due, and not filed")
    sent_at: AwareDatetime | None
    reference: str | None
    amount: Money | None
    settled_at: AwareDatetime | None
    recovered: Money | None
    reason: str | None


class Sought(orders.Part):
    """Which claims are asked for, and which part of the list; null narrows nothing."""

    state: Literal["open", "unclaimed", "settled", "all"] = Field(
        "open", description="all: whatever became of them; `unclaimed` are no claims yet"
    )
    supplier: UUID | None = None
    overdue: bool | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Who made a part, by the catalogue, and within how many days of the repair he takes a claim."""

    supplier_id: UUID
    supplier: str
    claim_days: int


def claims(order: Order, now: datetime) -> list[ClaimRow]:
    """The claims of an order."""
    return [row_of(order, one, now) for one in order.desk.claims]


def state_of(claim: Claim) -> State:
    """How far a claim is."""
    return claim.settled.outcome if claim.settled else "sent" if claim.sent else "opened"


def row_of(order: Order, claim: Claim, now: datetime) -> ClaimRow:
    """A claim as a row. A part that a later version of its report dropped is known by its id alone."""
    part, sent, settled = order.part(claim.part_id), claim.sent, claim.settled
    return ClaimRow(
        id=claim.id,
        order_id=order.id,
        order_number=order.number,
        state=state_of(claim),
        part_id=claim.part_id,
        number=part.number if part else None,
        name=part.name if part else str(claim.part_id),
        quantity=part.quantity if part else 1,
        serial_out=part.serial_out if part else None,
        serial_in=part.serial_in if part else None,
        supplier_id=claim.supplier_id,
        supplier=claim.supplier,
        opened_at=claim.opened_at,
        opened_by=claim.opened_by,
        days=days_from(claim.opened_at, now),
        due_at=claim.due_at,
        overdue=not (sent or settled) and claim.due_at < now,
        sent_at=sent.at if sent else None,
        reference=sent.reference if sent else None,
        amount=sent.amount if sent else None,
        settled_at=settled.at if settled else None,
        recovered=settled.recovered if settled else None,
        reason=settled.reason if settled else None,
    )


def not_claimed(order: Order, now: datetime) -> list[ClaimRow]:
    """The warranty parts of an order that nobody was asked for; whom to ask is still open."""
    return [part_row(order, part, now) for part in unclaimed(order)]


def part_row(order: Order, part: Part, now: datetime) -> ClaimRow:
    """A part that nobody was asked for, as a row."""
    off = part.written_off.at if part.written_off else now
    shared = part.model_dump(include={"id", "number", "name", "quantity", "serial_out", "serial_in"})
    nothing = dict.fromkeys(ClaimRow.model_fields)
    return ClaimRow.model_validate(
        nothing
        | shared
        | {
            "order_id": order.id,
            "order_number": order.number,
            "state": "unclaimed",
            "part_id": part.id,
            "days": days_from(off, now),
            "due_at": part.replaced_at or off,
            "overdue": False,
        }
    )


def under(row: ClaimRow, terms: Terms | None, now: datetime) -> ClaimRow:
    """An unclaimed part under its supplier's terms, if the catalogue knows him."""
    if terms is None or row.due_at is None:
        return row.model_copy(update={"due_at": None})
    due_at = row.due_at + timedelta(days=terms.claim_days)
    supplier = {"supplier_id": terms.supplier_id, "supplier": terms.supplier}
    return row.model_copy(update={"due_at": due_at, "overdue": due_at < now, **supplier})


async def terms_of(tx: Transaction, numbers: Sequence[str]) -> dict[str, Terms]:
    """The terms for these part numbers, as the ledger writes them, where the catalogue has a supplier."""
    if not numbers:
        return {}
    query = select(CataloguePart.number, Supplier.id, Supplier.name, Supplier.claim_days)
    query = query.join(Supplier, col(Supplier.id) == col(CataloguePart.supplier_id))
    rows = await tx.session.exec(query.where(col(CataloguePart.number).in_(numbers)))
    return {number: Terms(supplier_id, name, days) for number, supplier_id, name, days in rows}


def matches(row: ClaimRow, sought: Sought) -> bool:
    """Whether it is asked for."""
    settled = row.settled_at is not None
    wanted = {"open": not settled, "settled": settled}.get(sought.state, True)
    of_whom = sought.supplier in (None, row.supplier_id)
    return wanted and of_whom and sought.overdue in (None, row.overdue)


def wanted(sought: Sought, now: datetime) -> RowsOf[ClaimRow]:
    """The claims that are asked for."""
    return lambda order: [one for one in claims(order, now) if matches(one, sought)]


def walk(
    tx: Transaction, sought: Sought, actor: Actor, now: datetime, begin: tuple[str, UUID]
) -> Walk[ClaimRow]:
    """What is asked for: claims, the oldest first; parts that nobody was asked for by the number of their
    order. Raises `invalid_input`.
    """
    if sought.state == "unclaimed":
        return parts_to_claim(tx, sought, actor, now, begin)
    matter = Matter.CLAIM if sought.state == "open" else None
    return with_facts(tx, "claim.opened", matter, wanted(sought, now), begin)


async def parts_to_claim(
    tx: Transaction, sought: Sought, actor: Actor, now: datetime, begin: tuple[str, UUID]
) -> AsyncIterator[Found[ClaimRow]]:
    """The parts that nobody was asked for, under their suppliers' terms."""
    known: dict[str, Terms | None] = {}
    found = with_matters(tx, [Matter.UNCLAIMED], actor, lambda order: not_claimed(order, now), begin[0])
    async for one in found:
        numbers = {row.id: as_number(row.number or row.name) for row in one.rows}
        new = sorted(set(numbers.values()) - known.keys())
        if new:
            known |= dict.fromkeys(new) | await terms_of(tx, new)
        rows = [under(row, known[numbers[row.id]], now) for row in one.rows]
        yield Found(one.place, [row for row in rows if matches(row, sought)])


HEADS = ("order", "state", "number", "name", "quantity", "serial_out", "serial_in", "supplier", "opened_at",
         "days", "due_at", "overdue", "sent_at", "reference", "amount", "currency", "settled_at", "recovered",
         "recovered_currency", "reason")  # fmt: skip


def cells(row: ClaimRow) -> list[tuple[object, ...]]:
    """A claim as a spreadsheet has it, under HEADS; amounts in the currency's minor unit."""
    named = [getattr(row, name) for name in HEADS[1:14]]
    asked, got = [(one.amount, one.currency) if one else (None, None) for one in (row.amount, row.recovered)]
    return [(row.order_number, *named, *asked, row.settled_at, *got, row.reason)]
