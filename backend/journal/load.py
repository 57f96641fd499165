"""What the door reads before it judges: first answers, locked orders, what waits, what rules ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

import orjson
from asyncpg import Connection, Record

from backend.database import lock_keys
from backend.journal.chain import Receipt
from backend.order.decide import content
from backend.order.document import Base, Moment, Order, Place, Quality
from backend.order.fact import Asks, Author, Body, Fact, Kept, Known, Person, Said, Unreadable
from backend.order.kinds import KINDS
from backend.order.policy import Policy
from backend.parts import ledger, suppliers
from backend.people.actor import Actor
from backend.people.roles import Role

WAITING_AT_ONCE = 100
"""So many waiting facts of an order's team are judged again at once, and as many of others, those first that
were not for longest. The sweep takes the rest: nobody's facts can keep another's waiting.
"""

FIRST_ANSWERS = """
SELECT f.id, f.content_hash, f.outcome, f.code, f.detail, feed.seq AS visible_at, j.seq, j.hash
FROM fact f
LEFT JOIN journal j ON j.fact_id = f.id
LEFT JOIN feed ON feed.technician_id = $2 AND feed.kind = 'order' AND feed.id = f.order_id
WHERE f.id = ANY($1::uuid[])
"""
LOCKED = """
SELECT document, desk, head FROM dispatch_order
WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE
"""
HELD = """
WITH free AS (
    SELECT id FROM dispatch_order WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
)
SELECT id FROM dispatch_order WHERE id = ANY($1::uuid[]) AND id NOT IN (SELECT id FROM free)
"""
AS_SAID = """
f.envelope, f.body, f.content_hash, f.received_at, f.occurred_at, f.quality, f.doubt_s, f.by_server,
f.author_id, f.device_id, s.name, s.roles, f.brought_by, b.name AS brought_by_name,
d.revoked_at <= f.received_at AS revoked
"""
WAITING = f"""
SELECT {AS_SAID}
FROM unnest($1::uuid[]) AS asked(id)
LEFT JOIN dispatch_order o ON o.id = asked.id
CROSS JOIN (VALUES (true), (false)) AS whose(team)
CROSS JOIN LATERAL (
    SELECT * FROM fact
    WHERE order_id = asked.id AND outcome = 'parked' AND body IS NOT NULL AND (code <> 'internal' OR $3)
          AND coalesce(author_id = ANY(o.team), false) = whose.team
    ORDER BY judged_version, received_at, id LIMIT $2
) AS f
JOIN staff s ON s.id = f.author_id
LEFT JOIN staff b ON b.id = f.brought_by
LEFT JOIN device d ON d.id = f.device_id
ORDER BY f.received_at, f.id
"""  # noqa: S608  # only our own columns are put in
SPOKEN_OF = "SELECT order_id FROM fact WHERE id = ANY($1::uuid[]) AND order_id IS NOT NULL"
# Whoever is named as the one who recorded it is taken for its author: he who sent it has brought it. What the
# server itself says of the same thing for the same author comes along.
DECIDED_ON = f"""
SELECT f.id, asked.id AS asked, f.outcome, o.id AS order_id, {AS_SAID},
       a.id AS actor_id, a.name AS actor_name, a.roles AS actor_roles
FROM fact asked
JOIN fact f ON f.id = asked.id OR (f.about = asked.about AND f.author_id = asked.author_id AND f.by_server
                                   AND f.order_id = asked.order_id AND f.outcome = 'parked')
JOIN staff s ON s.id = f.author_id
LEFT JOIN staff a ON a.id = (f.envelope::json ->> 'actor')::uuid
LEFT JOIN staff b ON b.id = f.brought_by
LEFT JOIN device d ON d.id = f.device_id
LEFT JOIN dispatch_order o ON o.id = f.order_id
WHERE asked.id = ANY($1::uuid[])
ORDER BY f.id FOR UPDATE OF f
"""  # noqa: S608  # only our own columns are put in
KEYS = "SELECT key, holder FROM shared_key WHERE key = ANY($1::text[])"
PEOPLE = "SELECT id, name, roles, active FROM staff WHERE id = ANY($1::uuid[])"
BASES = "SELECT id, name, lat, lon, datum FROM base WHERE active ORDER BY id"
NUMBERS = "SELECT next_order_number($1) FROM generate_series(1, $2)"


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What was answered to a fact's id before; `visible_at` is where its order stands in the asker's feed,
    `receipt` the fact's place in the chain.
    """

    content_hash: bytes
    outcome: str
    code: str | None
    detail: str | None
    visible_at: int | None
    receipt: Receipt | None


async def first_answers(
    sql: Connection, facts: Sequence[Said | Unreadable], reader: UUID
) -> dict[UUID, FirstAnswer]:
    """The standing answers to those of the facts that were stored before, by id."""
    rows = await sql.fetch(FIRST_ANSWERS, [said.id for said in facts], reader)
    return {
        row["id"]: FirstAnswer(
            row["content_hash"],
            row["outcome"],
            row["code"],
            row["detail"],
            row["visible_at"],
            receipt_of(row),
        )
        for row in rows
    }


def receipt_of(row: Record) -> Receipt | None:
    """The place in the chain of a fact that was applied."""
    return Receipt(row["seq"], row["hash"]) if row["hash"] else None


async def locked(sql: Connection, order_ids: Iterable[UUID]) -> tuple[dict[UUID, Order], dict[UUID, bytes]]:
    """The orders that exist, locked in the order of their ids until the commit, and their chain heads."""
    rows = await sql.fetch(LOCKED, list(order_ids))
    orders = [Order.parse(row["document"], row["desk"]) for row in rows]
    heads = {order.id: row["head"] for order, row in zip(orders, rows, strict=True)}
    return {order.id: order for order in orders}, heads


async def held(sql: Connection, order_ids: Iterable[UUID]) -> set[UUID]:
    """Lock those of these orders that nobody else holds, without waiting; gives the others."""
    return {row["id"] for row in await sql.fetch(HELD, list(order_ids))}


async def waiting(
    sql: Connection, order_ids: Iterable[UUID], *, failed_too: bool = False
) -> dict[UUID, list[Said]]:
    """The parked facts of these orders, the oldest first, with their authors as they are today.

    What a device sent before it was revoked was sent by a good one. Those that failed on our side are for
    the sweep alone: whatever is wrong with them must not meet the facts that come after.
    """
    said: dict[UUID, list[Said]] = {}
    for row in await sql.fetch(WAITING, list(order_ids), WAITING_AT_ONCE, failed_too):
        one = as_said(row)
        said.setdefault(one.fact.order_id, []).append(one)
    return said


def as_said(row: Record) -> Said:
    """A parked fact as it once reached the door."""
    fact = Fact.model_validate(orjson.loads(row["envelope"]) | {"body": orjson.loads(row["body"])})
    roles = frozenset(Role(role) for role in row["roles"])
    sender = Actor(row["author_id"], row["name"], roles, row["device_id"], bool(row["revoked"]))
    moment = Moment(at=row["occurred_at"], quality=Quality(row["quality"]), doubt_s=row["doubt_s"])
    brought_by = Author(id=row["brought_by"], name=row["brought_by_name"]) if row["brought_by"] else None
    return Said(
        fact, sender, row["content_hash"], row["received_at"], moment, row["by_server"], brought_by=brought_by
    )


async def spoken_of(sql: Connection, fact_ids: Iterable[UUID]) -> set[UUID]:
    """The orders that stored facts speak of, whether they exist or not."""
    return {row["order_id"] for row in await sql.fetch(SPOKEN_OF, list(fact_ids))}


async def decided_on(sql: Connection, fact_ids: Iterable[UUID]) -> dict[UUID, Kept]:
    """Stored facts as decisions on them must know them, locked in the order of their ids until the commit."""
    rows = await sql.fetch(DECIDED_ON, list(fact_ids))
    said = {row["id"]: by_actor(row) for row in rows if row["outcome"] == "parked"}
    return {
        row["id"]: Kept(
            row["order_id"],
            row["outcome"],
            said.get(row["id"]),
            tuple(said[one["id"]] for one in rows if one["asked"] == row["id"] != one["id"]),
        )
        for row in rows
        if row["id"] == row["asked"]
    }


def by_actor(row: Record) -> Said:
    """A parked fact by whoever recorded it; where somebody else sent it, he has brought it."""
    said = as_said(row)
    if row["actor_id"] in (None, said.sender.staff_id):
        return said
    roles = frozenset(Role(role) for role in row["actor_roles"])
    actor = Actor(row["actor_id"], row["actor_name"], roles, said.sender.device_id, said.sender.revoked)
    brought_by = Author(id=said.sender.staff_id, name=said.sender.name)
    return replace(said, sender=actor, brought_by=brought_by)


async def known(
    sql: Connection, policy: Policy, said: Iterable[Said], orders: Mapping[UUID, Order], now: datetime
) -> Known:
    """All that the kinds of these facts ask for of these orders, loaded at once; and what the stored facts
    do that they decide on. Stored facts are locked first, then shared keys in sorted order.
    """
    known, asked = Known(policy), [(one.fact.order_id, asked_by(one.fact, orders)) for one in said]
    asks = reduce(or_, (one for _, one in asked), Asks())
    if asks.facts:
        known.facts = await decided_on(sql, asks.facts)
        # What is decided on is to speak of the order that the decision names.
        asks = reduce(or_, (asked_by(fact, orders) for fact in decided_facts(known, asked)), asks)
    await load_locked(sql, known, asks)
    if asks.suppliers:
        known.suppliers = await suppliers.terms(sql, asks.suppliers)
    if asks.people:
        known.people = {row["id"]: as_person(row) for row in await sql.fetch(PEOPLE, list(asks.people))}
    if asks.bases:
        known.bases = [as_base(row) for row in await sql.fetch(BASES)]
    if asks.number:
        numbers = await sql.fetch(NUMBERS, now.year, sum(one.number for _, one in asked))
        known.numbers = [f"DO-{now.year}-{row[0]:06d}" for row in numbers]
    return known


def decided_facts(known: Known, asked: Iterable[tuple[UUID, Asks]]) -> list[Fact]:
    """The parked facts that are decided on, each as if it had spoken of the order of the decision."""
    kept = [(order_id, known.facts.get(key)) for order_id, asks in asked for key in asks.facts]
    return [
        one.said.fact.model_copy(update={"order_id": order_id}) for order_id, one in kept if one and one.said
    ]


async def load_locked(sql: Connection, known: Known, asks: Asks) -> None:
    """What nobody else may change until the commit: shared keys and part numbers, in one sorted statement."""
    if asks.moved_by:
        known.moved_by = await ledger.moved_by(sql, asks.moved_by)
        taken_back = [one for moved in known.moved_by.values() for one in moved]
        asks |= Asks(
            numbers=frozenset(one.number for one in taken_back),
            serials=frozenset(one.serial for one in taken_back if one.serial),
        )
    if asks.keys or asks.numbers:
        await lock_keys(sql, [*asks.keys, *ledger.locks(asks.numbers)])
    if asks.keys:
        known.keys = {row["key"]: row["holder"] for row in await sql.fetch(KEYS, list(asks.keys))}
    if asks.numbers:
        known.shelf = await ledger.shelf(sql, asks.numbers, asks.serials)


def asked_by(fact: Fact, orders: Mapping[UUID, Order]) -> Asks:
    """What a fact's kind must know beyond its order; nothing where it cannot be read, which `decide` will
    say. Most kinds ask for nothing, and are not read to find that out.

    It raises nothing: a waiting fact of a broken kind must not hold up the facts that come after it.
    """
    kind = KINDS.get((fact.kind, fact.v))
    if kind is None or kind.asks is Body.asks:
        return Asks()
    body = content(fact)
    try:
        return body.asks(orders.get(fact.order_id) or Order.blank(fact.order_id)) if body else Asks()
    except Exception:  # noqa: BLE001  # whatever a broken rule raises
        return Asks()


def as_person(row: Record) -> Person:
    """A row of staff as rules need it."""
    return Person(row["id"], row["name"], frozenset(Role(role) for role in row["roles"]), row["active"])


def as_base(row: Record) -> Base:
    """A row of base as rules need it."""
    place = Place(lat=row["lat"], lon=row["lon"], datum=row["datum"])
    return Base(id=row["id"], name=row["name"], place=place)
