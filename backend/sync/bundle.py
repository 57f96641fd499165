"""A rescue bundle: what a phone could not send, as one file that came by any channel.

Whoever brings it, its facts are their authors' own, under the same ids and with the same content as in a
sync: what came both ways is there once. A technician brings his own work; a coordinator or manager
anybody's, and the journal says who brought it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from asyncpg import Record
from pydantic import BaseModel, Field

from backend.database import Transaction
from backend.journal import lost
from backend.journal.door import Result
from backend.order import moment
from backend.order.document import Moment
from backend.order.fact import Author, Fact, Said, Unreadable
from backend.order.moment import Clock
from backend.people.actor import Actor
from backend.people.device import admitted
from backend.people.roles import Role
from backend.people.tokens import Claims
from backend.sync.envelope import App, Envelope, Item, head_of, item, limited, split
from backend.sync.push import Push, push
from backend.sync.sighting import PATIENCE, Sighted, boots_of
from backend.sync.sync import Station

BODY_LIMIT_BYTES = 4 * 1024 * 1024
BRACKETS_LIMIT = 2**18
FACTS_LIMIT = 500
ORDERS_LIMIT = 100
AT_ONCE = 50
"""So many facts go through the door in one transaction, as in a sync."""
MAY_BRING_ANYBODYS = frozenset({Role.COORDINATOR, Role.MANAGER})

PHONE = "SELECT staff_id, boots, revoked_at FROM device WHERE id = $1"
AUTHORS = "SELECT id, name, roles FROM staff WHERE id = ANY($1::uuid[])"


class Head(BaseModel):
    """The members of the file but for its facts; others are ignored. `clock` is when it was written."""

    bundle: Literal[1]
    device_id: UUID
    app: App
    clock: Clock | None = None
    orders: list[lost.Document] = Field([], max_length=ORDERS_LIMIT)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file: from which phone, its facts, and the documents that the server may have lost."""

    device_id: UUID
    app_version: str
    items: list[Item]
    orders: list[lost.Document]


def read(body: bytes) -> Bundle:
    """The bundle in `body`, each fact with its own problem if it has one.

    Raises Problem `too_large`, `unreadable`, `invalid_input`, as for a sync.
    """
    limited(body, BODY_LIMIT_BYTES, BRACKETS_LIMIT)
    members, facts = split(body, FACTS_LIMIT)
    head = head_of(members, Head)
    items = [item(index, raw) for index, raw in enumerate(facts)]
    return Bundle(head.device_id, head.app.version, items, head.orders)


class Carried(Push):
    """Facts of a file on their way to the door."""

    authors: dict[UUID, Record]
    phone: Record | None

    async def sight(self, tx: Transaction) -> Sighted:
        """Who brings it, and what is known of the phone that it comes from, which is not heard itself."""
        bringer = await admitted(tx, "bring_bundle", self.claims)
        await tx.sql.execute(PATIENCE, f"{self.patience_ms}ms")
        self.phone = await tx.sql.fetchrow(PHONE, self.envelope.device_id)
        sought = [one.fact.actor for one in self.envelope.items if one.fact and one.fact.actor]
        sought += [self.phone["staff_id"]] if self.phone else []
        self.authors = {row["id"]: row for row in await tx.sql.fetch(AUTHORS, sought)}
        return Sighted(bringer, boots_of(self.phone["boots"]) if self.phone else {})

    def said(self, item: Item, sighted: Sighted) -> Said | Unreadable:
        """A fact by its author; brought by who has brought it."""
        said = super().said(item, sighted)
        if isinstance(said, Unreadable):
            return said
        author = self.author(said.fact, sighted.actor)
        if author.staff_id == sighted.actor.staff_id:
            return replace(said, sender=author)
        bringer = Author(id=sighted.actor.staff_id, name=sighted.actor.name)
        return replace(said, sender=author, brought_by=bringer)

    def author(self, fact: Fact, bringer: Actor) -> Actor:
        """Whoever recorded the fact, as far as the bringer may say so: else he says it himself.

        Where nobody is named it was the phone's owner.
        """
        phone = self.phone
        revoked = phone is not None and phone["revoked_at"] is not None
        recorded_by = fact.actor or (phone["staff_id"] if phone else None)
        row = self.authors.get(recorded_by) if recorded_by else None
        if row is None or bringer.roles.isdisjoint(MAY_BRING_ANYBODYS):
            return replace(bringer, device_id=self.envelope.device_id, revoked=revoked)
        roles = frozenset(Role(role) for role in row["roles"])
        return Actor(row["id"], row["name"], roles, self.envelope.device_id, revoked)

    def occurred(self, fact: Fact, sighted: Sighted) -> Moment:
        """When it happened; how long the file was on its way nobody knows."""
        if fact.clock:
            return moment.carried(fact.clock, self.now, sighted.earlier)
        return moment.suspect(self.now)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file: a result for each fact in turn, and how many orders were unknown here."""

    results: list[Result]
    orders_kept: int


async def bring(
    station: Station,
    claims: Claims,
    arriving: Callable[[], Awaitable[bytes]],
    now: datetime,
) -> tuple[Bundle, Brought]:
    """Record all of a file, which is not looked at before its bringer is let in; brought again, it changes
    nothing more. Between its parts others may have their turn.

    Raises what `read` and `admitted` raise; `unavailable` where there is no room for it, or no more.
    """
    async with station.database.transaction() as tx:
        bringer = await admitted(tx, "bring_bundle", claims)
    body = await arriving()
    bundle = read(body)
    async with station.room.place(), station.database.transaction() as tx:
        kept = await lost.keep(tx, bundle.orders, bringer.staff_id, now)
    request_id, results = uuid4(), list[Result]()
    for start in range(0, len(bundle.items), AT_ONCE):
        some = bundle.items[start : start + AT_ONCE]
        envelope = Envelope(1, bundle.device_id, None, None, bundle.app_version, None, [], some)
        work = Carried(station.database, station.policy, claims, envelope, body, now, request_id)
        async with station.room.place():
            _, answers = await push(work)
        results += answers
    return bundle, Brought(results, kept)
