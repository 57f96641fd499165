"""Who is reminded of what: old parts that are due (S1-3.4.2Ed), claims that are to be filed (S1-3.8), whether
somebody has opened them or not.

A reminder's id follows from what it is of and from the time that came: however often, and by however many
workers, it is looked for, it is told once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import structlog
from sqlmodel import col, or_, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder
from backend.notices.outbox import tell
from backend.notices.told import Told, reminder
from backend.order.document import Claim, Order, Part
from backend.order.parts.matters import Matter
from backend.order.parts.stock import as_number
from backend.warranty.claims import ClaimRow, Terms, not_claimed, terms_of, under
from backend.warranty.old_parts import owed_by
from backend.warranty.orders import days_from

PART_BEFORE = timedelta(days=3)
CLAIM_BEFORE = timedelta(days=7)
WEEK = timedelta(days=7)

log = structlog.get_logger()


def due(order: Order, now: datetime) -> list[Told]:
    """What an order's people are to be reminded of by now, but for what nobody has claimed."""
    parts = [told for part in order.parts if part.outstanding for told in of_part(order, part, now)]
    return parts + [told for claim in order.desk.claims for told in of_claim(order, claim, now)]


def of_part(order: Order, part: Part, now: datetime) -> Iterator[Told]:
    """Once in the days before it is due; when it is over due at once, and again each week."""
    if part.due_at is None or now < part.due_at - PART_BEFORE:
        return
    by = owed_by(order, part)
    people = frozenset({by} if by else ())
    data = {"number": order.number, "about": part.id, "at": part.due_at}
    if now <= part.due_at:
        cause = uuid5(part.id, f"due/{order.id}/{part.due_at.isoformat()}")
        yield reminder("old_part.due", cause, order.id, data, people)
        return
    week = (now - part.due_at) // WEEK
    cause = uuid5(part.id, f"overdue/{order.id}/{part.due_at.isoformat()}/{week}")
    over = {"days_over": days_from(part.due_at, now)}
    yield reminder("old_part.overdue", cause, order.id, data | over, people)


def of_claim(order: Order, claim: Claim, now: datetime) -> Iterator[Told]:
    """Once in the week before the deadline, once when it has passed; what was sent is filed."""
    if not (claim.sent or claim.settled):
        yield from to_file(order.id, order.number, claim.id, claim.due_at, now)


def of_unclaimed(row: ClaimRow, terms: Mapping[str, Terms], now: datetime) -> Iterator[Told]:
    """The same of a warranty part that was written off and that nobody has claimed: its supplier's time runs
    all the same. Where the catalogue knows no supplier there is no day. `terms` are by part number.
    """
    due_at = under(row, terms.get(as_number(row.number or row.name)), now).due_at
    if due_at:
        yield from to_file(row.order_id, row.order_number, row.part_id, due_at, now)


def to_file(order_id: UUID, number: str, about: UUID, due_at: datetime, now: datetime) -> Iterator[Told]:
    """What is to be with a supplier by then."""
    if now < due_at - CLAIM_BEFORE:
        return
    name = "claim.due" if now <= due_at else "claim.overdue"
    cause = uuid5(about, f"{name}/{order_id}/{due_at.isoformat()}")
    yield reminder(name, cause, order_id, {"number": number, "about": about, "at": due_at})


async def remind(tx: Transaction, after: UUID, now: datetime, limit: int) -> UUID | None:
    """Tell what is due of the next `limit` orders beyond `after`, by id, of which an old part, a claim or a
    part to claim is open; gives the last of them, None where no more can follow. No other order is read.
    """
    matters = (Matter.OLD_PART, Matter.CLAIM, Matter.UNCLAIMED)
    query = select(DispatchOrder.id, DispatchOrder.document, DispatchOrder.desk)
    query = query.where(or_(*[col(DispatchOrder.matters).contains([matter]) for matter in matters]))
    query = query.where(col(DispatchOrder.id) > after).order_by(col(DispatchOrder.id)).limit(limit)
    rows = (await tx.session.exec(query)).all()
    told, to_claim = list[Told](), list[ClaimRow]()
    for order_id, document, desk in rows:
        with alone(order_id):
            order = Order.parse(document, desk)  # let go of at once: many at a time take twice as long
            told += due(order, now)
            to_claim += not_claimed(order, now)
    terms = await terms_of(tx, sorted({as_number(row.number or row.name) for row in to_claim}))
    told += [one for row in to_claim for one in of_unclaimed(row, terms, now)]
    await tell(tx.sql, told)
    return rows[-1][0] if len(rows) == limit else None


@contextmanager
def alone(order_id: UUID) -> Iterator[None]:
    """An order that cannot be read must not keep the others waiting."""
    try:
        yield
    except Exception:
        log.exception("reminder_failed", order_id=str(order_id))
