"""What happened to an order, entry by entry, for desks."""

from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel
from sqlmodel import col, select

from backend.database import Transaction
from backend.dispatch.orders import document_of
from backend.journal.tables import JournalRow
from backend.journal.visible import readable
from backend.order.document import Moment
from backend.order.fact import Author, Settled
from backend.people.actor import Actor


class JournalEntry(BaseModel):
    """A fact at its place in the order's chain; `hash` (hex) covers it and all before it.

    `brought_by` sent it for its author; `decision` is the coordinator's fact that let it apply.
    """

    seq: int
    fact_id: UUID
    kind: str
    v: int
    author: Author
    brought_by: Author | None
    decision: UUID | None
    received_at: AwareDatetime
    occurred: Moment
    body: dict[str, Any]
    hash: str


class History(BaseModel):
    """Entries in the order of the chain; `after` is what to ask on with, null at the end."""

    entries: list[JournalEntry]
    after: int | None


async def history_of(tx: Transaction, order_id: UUID, actor: Actor, *, after: int, limit: int) -> History:
    """At most `limit` entries of the order after place `after`. Raises `not_found`."""
    await document_of(tx, order_id, actor)
    query = select(JournalRow).where(JournalRow.order_id == order_id, JournalRow.seq > after)
    rows = (await tx.session.exec(query.order_by(col(JournalRow.seq)).limit(limit + 1))).all()
    entries = [entry_of(row, actor) for row in rows[:limit]]
    return History(entries=entries, after=entries[-1].seq if len(rows) > limit else None)


def entry_of(row: JournalRow, actor: Actor) -> JournalEntry:
    """A row of the journal as the actor may read it."""
    settled = Settled.model_validate_json(row.settled)
    return JournalEntry(
        seq=row.seq,
        fact_id=row.fact_id,
        kind=row.kind,
        v=row.v,
        author=settled.author,
        brought_by=settled.brought_by,
        decision=settled.decision,
        received_at=settled.received_at,
        occurred=settled.occurred,
        body=readable(row.kind, row.body, actor),
        hash=row.hash.hex(),
    )
