"""The phones of the benchmark: a database that knows them and their orders, and every request that they send.

The requests are prepared as bytes, so that whoever is measured gets the very same ones. Bodies are those of
the contract's examples. Every phone is a technician's own; each sync of the first PHONES brings ten facts on
one order that nothing was said of yet, and pulls it and the 19 that changed before it. The others only ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from backend.database import Database
from backend.journal import policies
from backend.journal.door import record
from backend.order.document import Moment
from backend.order.fact import Fact, Said
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.device import Device
from backend.people.roles import Role
from backend.people.staff import Staff
from backend.people.tokens import issue_access
from tests.makers import DISPATCHER, new_id, person, settle_in, team

EXAMPLES = Path(__file__).parents[2] / "app_contract" / "examples"
PHONES = 16
"""So many send at once in the second figure."""
WARM, ALONE, TOGETHER = 10, 30, 60
"""Syncs of each phone: before anything is measured, one after another, beside the other phones."""
SYNCS = WARM + ALONE + TOGETHER
PULLED = 20
KINDS = (
    "visit.accepted", "visit.contacted", "visit.departed", "visit.arrived", "photo.taken", "photo.taken",
    "photo.taken", "photo.taken", "note.added", "visit.left",
)  # fmt: skip
AT_ONCE = 100
"""Orders that are issued in one transaction."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: its body, whose it is, the number by which the bare handler knows it, and all of it as it
    goes over the wire.
    """

    body: bytes
    token: str
    number: int
    raw: bytes

    @classmethod
    def of(cls, body: bytes, token: str, number: int) -> "Ask":
        """A sync in HTTP/1.1."""
        head = (
            "POST /v1/sync HTTP/1.1\r\nhost: callout\r\ncontent-type: application/json\r\n"
            f"authorization: Bearer {token}\r\nx-number: {number}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return cls(body, token, number, head.encode() + body)


@dataclass(frozen=True, slots=True)
class Phone:
    """A technician with his phone and his orders, the oldest first."""

    actor: Actor
    token: str
    orders: list[UUID]

    def envelope(self, epoch: str, cursor: int, turn: int, facts: list[dict[str, Any]]) -> bytes:
        """The body of a sync; a second passes between two of them."""
        reading = {"wall": datetime.now(UTC), "boot": "7c1f0a52-6f0e-4f43-9a0e-1f3b6b1f9c20",
                   "uptime_ms": 100_000_000 + 1000 * turn}  # fmt: skip
        head = {"protocol": 1, "device_id": self.actor.device_id, "epoch": epoch, "cursor": cursor,
                "app": {"version": "2.4.1"}, "clock": reading}  # fmt: skip
        return orjson.dumps(head | {"facts": facts})

    def facts(self, order_id: UUID) -> list[dict[str, Any]]:
        """A visit, in the order in which it was recorded, each fact a minute after the one before."""
        visit = str(new_id())
        return [self.fact(order_id, kind, visit, place) for place, kind in enumerate(KINDS)]

    def fact(self, order_id: UUID, kind: str, visit: str, place: int) -> dict[str, Any]:
        """The example of this kind, about this order and with all that a phone adds."""
        said, photo = example("visit.arrived") | example(kind), new_id()
        own = {"visit_id": visit, "photo_id": str(photo), "sha256": sha256(photo.bytes).hexdigest()}
        said["body"] |= {name: value for name, value in own.items() if name in said["body"]}
        said["clock"] |= {"uptime_ms": 99_000_000 + 60_000 * place}
        said |= {"id": str(new_id()), "order_id": str(order_id), "device_seq": 40 + place}
        return said | {"actor": str(self.actor.staff_id)}


def example(kind: str) -> dict[str, Any]:
    """A fact as the contract shows it."""
    said: dict[str, Any] = orjson.loads((EXAMPLES / f"{kind}.v1.json").read_bytes())
    return said


async def seeded(database: Database, key: bytes) -> list[Ask]:
    """Put phones and orders into a migrated database; gives the requests, all syncs of a phone in turn.

    `key` signs the phones' tokens.
    """
    await settle_in(database)
    async with database.transaction() as tx:
        policy = await policies.keep(tx, policies.text_in(None))
        epoch: str = await tx.sql.fetchval("SELECT value FROM epoch")
    phones = [await installed(database, f"Technician {number}", key) for number in range(2 * PHONES)]
    for phone in phones[:PHONES]:
        await issue(database, policy, phone, SYNCS + PULLED)
    for phone in phones[PHONES:]:
        await issue(database, policy, phone, PULLED)
    return list(requests(phones, epoch))


def requests(phones: list[Phone], epoch: str) -> Iterator[Ask]:
    """What each phone sends. One sync moves one order to the end of the feed, so the cursor is known."""
    for number, phone in enumerate(phones[:PHONES]):
        for turn in range(SYNCS):
            cursor = len(phone.orders) + turn + 1 - PULLED
            body = phone.envelope(epoch, cursor, turn, phone.facts(phone.orders[turn]))
            yield Ask.of(body, phone.token, number * SYNCS + turn)
    for number, phone in enumerate(phones[PHONES:]):
        yield Ask.of(phone.envelope(epoch, len(phone.orders), 0, []), phone.token, PHONES * SYNCS + number)


async def installed(database: Database, name: str, key: bytes) -> Phone:
    """A technician who is signed in."""
    actor, now = person(name, Role.TECHNICIAN), datetime.now(UTC)
    async with database.transaction() as tx:
        tx.session.add(Staff(id=actor.staff_id, name=name, login=name.casefold(), password_hash="",
                             roles=sorted(actor.roles), created_at=now))  # fmt: skip
        await tx.session.flush()
        tx.session.add(Device(id=actor.device_id, staff_id=actor.staff_id, name="A phone", platform="bench",
                              registered_at=now, last_seen_at=now))  # fmt: skip
    return Phone(actor, issue_access(actor.staff_id, actor.device_id, key, now, timedelta(hours=1)), [])


async def issue(database: Database, policy: Policy, phone: Phone, count: int) -> None:
    """So many orders for this phone, in turn."""
    for begun in range(0, count, AT_ONCE):
        orders = [new_id() for _ in range(begun, min(begun + AT_ONCE, count))]
        said = [one for order_id in orders for one in issued(order_id, phone.actor)]
        async with database.transaction() as tx:
            results = await record(tx, said, policy)
        if {result.outcome for result in results} != {"applied"}:
            raise RuntimeError(f"the orders of the benchmark are not issued: {results}")
        phone.orders.extend(orders)


def issued(order_id: UUID, lead: Actor) -> list[Said]:
    """What a dispatcher says: the order, and who goes."""
    now = datetime.now(UTC)
    body = example("order.issued")["body"]
    body["fault"] |= {"reported_at": (now - timedelta(hours=6)).isoformat()}
    bodies = {"order.issued": body, "order.assigned": team(lead)}
    facts = [Fact(id=new_id(), order_id=order_id, kind=kind, v=1, body=body) for kind, body in bodies.items()]
    return [Said(fact, DISPATCHER, sha256(fact.id.bytes).digest(), now, Moment(at=now)) for fact in facts]
