"""Who is reminded of what: old parts that are due (S1-3.4.2Ed), claims that are to be filed (S1-3.8).

A reminder's id follows from what it is of and from the time that came: however often, and by however many
workers, it is looked for, it is told once.
"""

from collections.abc import Iterator
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
from backend.warranty.old_parts import owed_by
from backend.warranty.orders import days_from

PART_BEFORE = timedelta(days=3)
CLAIM_BEFORE = timedelta(days=7)
WEEK = timedelta(days=7)

log = structlog.get_logger()


def due(order: Order, now: datetime) -> list[Told]:
    """What an order's people are to be reminded of by now."""
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
        cause = uuid5(part.id, f"due/{part.due_at.isoformat()}")
        yield reminder("old_part.due", cause, order.id, data, people)
        return
    week = (now - part.due_at) // WEEK
    cause = uuid5(part.id, f"overdue/{part.due_at.isoformat()}/{week}")
    over = {"days_over": days_from(part.due_at, now)}
    yield reminder("old_part.overdue", cause, order.id, data | over, people)


def of_claim(order: Order, claim: Claim, now: datetime) -> Iterator[Told]:
    """Once in the week before the deadline, once when it has passed; what was sent is filed."""
    if claim.sent or claim.settled or now < claim.due_at - CLAIM_BEFORE:
        return
    name = "claim.due" if now <= claim.due_at else "claim.overdue"
    cause = uuid5(claim.id, f"{name}/{order.id}/{claim.due_at.isoformat()}")
    data = {"number": order.number, "about": claim.id, "at": claim.due_at}
    yield reminder(name, cause, order.id, data)


async def remind(tx: Transaction, after: UUID, now: datetime, limit: int) -> UUID | None:
    """Tell what is due of the next `limit` orders beyond `after`, by id, of which an old part or a claim is
    open; gives the last of them, None where no more can follow. No other order is read.
    """
    matters = (Matter.OLD_PART, Matter.CLAIM)
    query = select(DispatchOrder.id, DispatchOrder.document, DispatchOrder.desk)
    query = query.where(or_(*[col(DispatchOrder.matters).contains([matter]) for matter in matters]))
    query = query.where(col(DispatchOrder.id) > after).order_by(col(DispatchOrder.id)).limit(limit)
    rows = (await tx.session.exec(query)).all()
    await tell(tx.sql, [told for row in rows for told in due_of(*row, now)])
    return rows[-1][0] if len(rows) == limit else None


def due_of(order_id: UUID, document: str, desk: str, now: datetime) -> list[Told]:
    """The same of an order as it is stored. One that cannot be read must not keep the others waiting."""
    try:
        return due(Order.parse(document, desk), now)
    except Exception:
        log.exception("reminder_failed", order_id=str(order_id))
        return []
