"""Orders found by what of their parts is open, and rows out of them page by page."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement, or_, tuple_
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow
from backend.journal.visible import seen_by
from backend.order.document import Order
from backend.order.parts.matters import Matter
from backend.people.actor import Actor
from backend.problems import Problem

AT_ONCE = 100
"""So many orders are read at once."""
ORDERS_LIMIT = 500
"""A page looks into so many orders at most; it may be short, and even empty, and not be the last."""
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
START = ("0", FIRST)


class Row(BaseModel):
    """Something of an order; `id` is its own."""

    id: UUID
    order_id: UUID
    order_number: str


R = TypeVar("R", bound=Row)
RowsOf = Callable[[Order], list[R]]
"""Which rows of an order are wanted. Pure."""


class Rows(BaseModel, Generic[R]):
    """Part of a list; `after` is what to ask on with, null at the end. A part may be shorter than was asked
    for, and others follow all the same.
    """

    items: list[R]
    after: str | None


class Part(BaseModel, frozen=True, extra="forbid"):
    """Which part of a list is asked for."""

    after: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{1,40}\.[0-9a-f-]{36}$")] | None = Field(
        None, description="what the part before answered as `after`"
    )
    limit: int = Field(50, ge=1, le=100)
    format: Literal["json", "csv"] = Field("json", description="csv: all rows, for a spreadsheet")

    def cursor(self) -> tuple[str, UUID]:
        """Where the part before ended, by value, else the beginning. Raises `invalid_input`."""
        if self.after is None:
            return START
        where, _, row = self.after.partition(".")
        try:
            return where, UUID(row)
        except ValueError:
            raise Problem("invalid_input", "after: this is no cursor of such a list") from None


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """An order at its place in a list, with its rows that are wanted; none follows there beyond `until`."""

    place: str
    rows: list[R]
    until: UUID = LAST


Walk = AsyncIterator[Found[R]]


async def page(walk: Walk[R], part: Part, begin: tuple[str, UUID]) -> Rows[R]:
    """The rows beyond `begin`, in the order of the walk and then of their ids."""
    rows: list[tuple[str, R]] = []
    looked = 0
    async for found in walk:
        looked += 1
        rows += [
            (found.place, row)
            for row in sorted(found.rows, key=lambda one: one.id)
            if found.place != begin[0] or row.id > begin[1]
        ]
        if len(rows) > part.limit:
            place, last = rows[part.limit - 1]
            return Rows(items=[row for _, row in rows[: part.limit]], after=f"{place}.{last.id}")
        if looked == ORDERS_LIMIT:
            return Rows(items=[row for _, row in rows], after=f"{found.place}.{found.until}")
    return Rows(items=[row for _, row in rows], after=None)


async def every(walk: Walk[R], limit: int | None = None) -> list[R]:
    """All rows, in the same order; where they are more than `limit`, so many that it shows."""
    rows: list[R] = []
    async for found in walk:
        rows += sorted(found.rows, key=lambda one: one.id)
        if limit is not None and len(rows) > limit:
            break
    return rows


async def with_matters(
    tx: Transaction, matters: Iterable[Matter], actor: Actor | None, rows: RowsOf[R], begin: str = START[0]
) -> Walk[R]:
    """The orders of which one of these is open, by number from `begin` on, that the actor may see; of no
    actor, all.
    """
    number = col(DispatchOrder.number)
    wanted = or_(*[col(DispatchOrder.matters).contains([matter]) for matter in matters])
    seen = [seen_by(actor)] if actor else []
    query = select(DispatchOrder.number, DispatchOrder.document, DispatchOrder.desk).where(wanted, *seen)
    query = query.order_by(number).limit(AT_ONCE)
    beyond: ColumnElement[bool] = number >= begin
    while True:
        found = (await tx.session.exec(query.where(beyond))).all()
        for _, document, desk in found:
            order = Order.parse(document, desk)
            yield Found(order.number, rows(order))
        if len(found) < AT_ONCE:
            return
        beyond = number > found[-1][0]


async def with_facts(
    tx: Transaction, kind: str, matter: Matter | None, rows: RowsOf[R], begin: tuple[str, UUID] = START
) -> Walk[R]:
    """What facts of a kind began (the index `fact_money` finds them), the oldest first from `begin` on: each
    with the row that it is about, if that is wanted. With a `matter`, only of orders of which it is open.

    Raises `invalid_input` where `begin` is of another list.
    """
    key = (col(FactRow.received_at), col(FactRow.about))
    query = select(*key, DispatchOrder.document, DispatchOrder.desk)
    query = query.join(DispatchOrder, col(DispatchOrder.id) == col(FactRow.order_id))
    query = query.where(FactRow.kind == kind, FactRow.outcome == "applied")
    if matter:
        query = query.where(col(DispatchOrder.matters).contains([matter]))
    query = query.order_by(*key).limit(AT_ONCE)
    beyond = (moment_at(begin[0]), begin[1])
    while True:
        found = (await tx.session.exec(query.where(tuple_(*key) > beyond))).all()
        for at, about, document, desk in found:
            wanted = rows(Order.parse(document, desk))
            beyond = (at, about or FIRST)
            yield Found(place_of(at), [row for row in wanted if row.id == about], beyond[1])
        if len(found) < AT_ONCE:
            return


def place_of(at: datetime) -> str:
    """A time as a place in a list, exactly: microseconds since 1970."""
    return str((at - EPOCH) // MICROSECOND)


def moment_at(place: str) -> datetime:
    """The time of such a place. Raises `invalid_input`."""
    try:
        return EPOCH + int(place) * MICROSECOND
    except (ValueError, OverflowError):
        raise Problem("invalid_input", "after: this is no cursor of such a list") from None


def name_of(order: Order, staff_id: UUID) -> str | None:
    """The name of somebody who is or was on the team, as the order knows it."""
    people = {one.id: one.name for one in order.desk.former} | {one.id: one.name for one in order.team}
    return people.get(staff_id)


def days_from(earlier: datetime, later: datetime) -> int:
    """Whole days that have passed; below zero where `later` comes first."""
    return (later - earlier) // timedelta(days=1)
