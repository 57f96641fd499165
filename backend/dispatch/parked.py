"""Facts that were not applied: parked ones wait for something or somebody, the others are final.

What a person decides on them is a fact of the order (`order/decision.py`), said like any other at a desk.
"""

from typing import Any, Literal
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import tuple_
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import readable
from backend.order.document import Moment, Quality
from backend.order.fact import Author, Settled
from backend.order.kinds import KINDS
from backend.people.actor import Actor
from backend.people.staff import Staff

NotApplied = Literal["parked", "rejected", "closed"]
DECISIONS = tuple(name for name, _ in KINDS if name.startswith("fact."))


class Word(BaseModel):
    """What a person decided on a fact, or noted about it."""

    fact_id: UUID
    kind: str
    by: Author
    at: AwareDatetime
    note: str | None


class Refused(BaseModel):
    """A fact with why it was not applied, what it waits for and what was said of it since.

    `order_number` is null where the order that it names does not exist. Of one that could not be read,
    only author, device, time and reason are known; its `body` shows it as it was sent, if it can be shown.
    """

    id: UUID
    order_id: UUID | None
    order_number: str | None
    kind: str | None
    v: int | None
    author: Author
    actor: UUID | None = Field(description="who recorded it, as the fact itself says")
    brought_by: UUID | None = Field(description="who sent it, where that is not the author")
    device_id: UUID | None
    received_at: AwareDatetime
    occurred: Moment
    outcome: NotApplied
    code: str | None
    detail: str | None
    waits_for: str | None
    body: dict[str, Any] | None
    words: list[Word]


class RefusedPage(BaseModel):
    """Facts, the last received first; `after` is what to ask on with, null at the end."""

    facts: list[Refused]
    after: UUID | None


class Wanted(BaseModel, frozen=True, extra="forbid"):
    """Which facts are asked for, and which part of the list."""

    outcome: NotApplied = "parked"
    order: UUID | None = Field(None, description="facts that name this order, also one that does not exist")
    after: UUID | None = Field(None, description="id of the last one read before")
    limit: int = Field(50, ge=1, le=100)


async def list_facts(tx: Transaction, wanted: Wanted, actor: Actor) -> RefusedPage:
    """The facts that are asked for. `after` is the last one read before, whatever has become of it since."""
    place = (col(FactRow.received_at), col(FactRow.id))
    query = select(FactRow, Staff.name, DispatchOrder.number)
    query = query.join(Staff, col(Staff.id) == col(FactRow.author_id))
    query = query.join(DispatchOrder, col(DispatchOrder.id) == col(FactRow.order_id), isouter=True)
    query = query.where(FactRow.outcome == wanted.outcome, ~col(FactRow.by_server))
    if wanted.order is not None:
        query = query.where(FactRow.order_id == wanted.order)
    if wanted.after is not None:
        last = select(FactRow.received_at, FactRow.id).where(FactRow.id == wanted.after).scalar_subquery()
        query = query.where(tuple_(*place) < last)
    query = query.order_by(*(key.desc() for key in place)).limit(wanted.limit + 1)
    rows = (await tx.session.exec(query)).all()
    words = await said_of(tx, [row.id for row, *_ in rows])
    facts = [
        refused(row, name, number, words.get(row.id, []), actor) for row, name, number in rows[: wanted.limit]
    ]
    return RefusedPage(facts=facts, after=facts[-1].id if len(rows) > wanted.limit else None)


async def said_of(tx: Transaction, fact_ids: list[UUID]) -> dict[UUID | None, list[Word]]:
    """What people said of these facts, in the order in which they did."""
    query = (
        select(FactRow.about, JournalRow)
        .join(JournalRow, col(JournalRow.fact_id) == col(FactRow.id))
        .where(col(FactRow.about).in_(fact_ids), col(FactRow.kind).in_(DECISIONS))
        .order_by(col(FactRow.received_at), col(FactRow.id))
    )
    words: dict[UUID | None, list[Word]] = {}
    for fact_id, row in await tx.session.exec(query):
        settled = Settled.model_validate_json(row.settled)
        note = KINDS[row.kind, row.v].model_validate_json(row.body).model_dump()["note"]
        word = Word(fact_id=row.fact_id, kind=row.kind, by=settled.author, at=settled.received_at, note=note)
        words.setdefault(fact_id, []).append(word)
    return words


def refused(row: FactRow, name: str, number: str | None, words: list[Word], actor: Actor) -> Refused:
    """A row of facts as the actor may read it."""
    known = row.model_dump(include=set(Refused.model_fields) - {"body", "author"})
    actor_id = orjson.loads(row.envelope or "{}").get("actor")
    body = readable(row.kind or "", row.body, actor) if row.body is not None else None
    occurred = Moment(at=row.occurred_at, quality=Quality(row.quality), doubt_s=row.doubt_s)
    author = Author(id=row.author_id, name=name)
    return Refused(
        **known, author=author, actor=actor_id, order_number=number, occurred=occurred, body=body, words=words
    )
