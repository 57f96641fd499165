"""Facts that were not applied: parked ones wait for something or somebody, rejected ones are final."""

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel
from sqlalchemy import tuple_
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import FactRow
from backend.journal.visible import readable
from backend.order.fact import Author
from backend.people.actor import Actor
from backend.people.staff import Staff

NotApplied = Literal["parked", "rejected"]


class Refused(BaseModel):
    """A fact with why it was not applied and what it waits for.

    Of one that could not be read, only author, time and reason are known.
    """

    id: UUID
    order_id: UUID | None
    kind: str | None
    v: int | None
    author: Author
    received_at: AwareDatetime
    code: str | None
    detail: str | None
    waits_for: str | None
    body: dict[str, Any] | None


class RefusedPage(BaseModel):
    """Facts, the last received first; `after` is what to ask on with, null at the end."""

    facts: list[Refused]
    after: UUID | None


async def list_facts(
    tx: Transaction, outcome: NotApplied, actor: Actor, *, after: UUID | None, limit: int
) -> RefusedPage:
    """At most `limit` facts with this outcome. `after` is the last one read before, whatever has become of
    it since.
    """
    place = (col(FactRow.received_at), col(FactRow.id))
    query = select(FactRow, Staff.name).join(Staff, col(Staff.id) == col(FactRow.author_id))
    query = query.where(FactRow.outcome == outcome)
    if after is not None:
        last = select(FactRow.received_at, FactRow.id).where(FactRow.id == after).scalar_subquery()
        query = query.where(tuple_(*place) < last)
    query = query.order_by(*(key.desc() for key in place)).limit(limit + 1)
    rows = (await tx.session.exec(query)).all()
    facts = [refused(row, name, actor) for row, name in rows[:limit]]
    return RefusedPage(facts=facts, after=facts[-1].id if len(rows) > limit else None)


def refused(row: FactRow, name: str, actor: Actor) -> Refused:
    """A row of facts as the actor may read it."""
    known = row.model_dump(
        include={"id", "order_id", "kind", "v", "received_at", "code", "detail", "waits_for"}
    )
    body = readable(row.kind or "", row.body, actor) if row.body is not None else None
    return Refused(**known, author=Author(id=row.author_id, name=name), body=body)
