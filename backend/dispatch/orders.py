"""Reading orders: one, or a list page by page. Documents leave as they are stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement, tuple_
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder
from backend.journal.visible import seen_by
from backend.order.document import State
from backend.people.actor import Actor
from backend.problems import Problem

PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


def kept(at: datetime) -> datetime:
    """A time that the database can be asked about; the first and last hours of the calendar are none."""
    if not EARLIEST <= at < LATEST:
        raise ValueError("lies outside the years 1970 to 9998")
    return at


Instant = Annotated[AwareDatetime, AfterValidator(kept)]


async def document_of(tx: Transaction, order_id: UUID, actor: Actor) -> str:
    """An order's document as JSON. Raises `not_found`, also for an order that the actor may not see."""
    query = select(DispatchOrder.document).where(DispatchOrder.id == order_id, seen_by(actor))
    document = (await tx.session.exec(query)).one_or_none()
    if document is None:
        raise Problem("not_found", "There is no such order.")
    return document


class Sought(BaseModel, frozen=True, extra="forbid"):
    """Which orders are asked for, and which part of the list; null narrows nothing."""

    state: list[State] = Field([], description="any of these")
    base: UUID | None = None
    technician: UUID | None = Field(None, description="on the team now")
    due_before: Instant | None = Field(
        None, description="an open deadline is due before then; the most urgent order comes first"
    )
    owes: bool | None = Field(None, description="whether an old part is owed")
    q: Annotated[str, StringConstraints(max_length=120, pattern=PRINTABLE)] | None = Field(
        None, description="words that all occur in number, customer, address, vehicle or fault"
    )
    after: Annotated[str, StringConstraints(max_length=400)] | None = Field(
        None, description="what the part before answered as `after`"
    )
    limit: int = Field(50, ge=1, le=100)

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """On `dispatch_order`, all of which must hold."""
        if self.state:
            yield col(DispatchOrder.state).in_(self.state)
        if self.base is not None:
            yield col(DispatchOrder.base_id) == self.base
        if self.technician is not None:
            yield col(DispatchOrder.team).contains([self.technician])
        if self.due_before is not None:
            yield col(DispatchOrder.due_at) < self.due_before
        if self.owes is not None:
            yield col(DispatchOrder.owes).is_(self.owes)
        for word in (self.q or "").lower().split():
            yield col(DispatchOrder.search).contains(word, autoescape=True)


class Cursor(BaseModel, frozen=True):
    """Where a page ended, by value: the order that it ended with may since have moved or left the list."""

    number: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{1,40}$")]
    due_at: Instant | None = None

    @classmethod
    def read(cls, text: str, *, urgent: bool) -> "Cursor":
        """The cursor that was answered as `text`, in a list by urgency or not. Raises `invalid_input`."""
        try:
            cursor = cls.model_validate_json(bytes.fromhex(text))
        except ValueError:
            cursor = None
        if cursor is None or urgent != (cursor.due_at is not None):
            raise Problem("invalid_input", "after: this is no cursor of such a list")
        return cursor

    def __str__(self) -> str:
        return self.model_dump_json(exclude_none=True).encode().hex()


@dataclass(frozen=True, slots=True)
class Listed:
    """Documents as JSON, and the cursor for the part that follows, None at the end."""

    orders: list[str]
    after: str | None


async def list_orders(tx: Transaction, sought: Sought, actor: Actor) -> Listed:
    """The orders that the actor may see: the newest first, with `due_before` the most urgent first.

    Raises `invalid_input` for a cursor that is not of such a list.
    """
    urgent = sought.due_before is not None
    last = Cursor.read(sought.after, urgent=urgent) if sought.after else None
    number, due_at = col(DispatchOrder.number), col(DispatchOrder.due_at)
    query = select(DispatchOrder.document, DispatchOrder.number, DispatchOrder.due_at)
    query = query.where(seen_by(actor), *sought.conditions()).limit(sought.limit + 1)
    query = query.order_by(due_at, number) if urgent else query.order_by(number.desc())
    if last:
        ended = (last.due_at, last.number)
        query = query.where(tuple_(due_at, number) > ended if urgent else number < last.number)
    rows = (await tx.session.exec(query)).all()
    follows = None
    if len(rows) > sought.limit:
        _, at, due = rows[sought.limit - 1]
        follows = str(Cursor(number=at, due_at=due if urgent else None))
    return Listed([document for document, *_ in rows[: sought.limit]], follows)
