"""One order in the field: what is said of it, by whom, in memory or through the door."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from backend.customers.base import Base as BaseRow
from backend.database import Database, Transaction
from backend.journal.door import Result, record
from backend.order.decide import Decided, decide
from backend.order.document import Account, AccountKind, Base, Moment, Movement, Place
from backend.order.fact import Fact, Known, Person, Said, Unreadable
from backend.order.parts.stock import STORE, van
from backend.order.policy import SHIPPED, Policy
from backend.order.report import digest
from backend.people.actor import Actor
from backend.people.device import Device, register
from backend.people.roles import Role
from backend.people.staff import Staff, add_staff

POLICY = Policy.parse(SHIPPED.read_text())
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PRIVATE = ("Secret Customer", "Secret Contact", "+86 571 1234567", "Secret Street", "Secret Words")


def person(name: str, *roles: Role) -> Actor:
    """Somebody on a device of his own."""
    return Actor(uuid4(), name, frozenset(roles), uuid4(), revoked=False)


async def employ(tx: Transaction, actor: Actor, *, active: bool = True) -> None:
    """Make somebody and his device known to the database."""
    await add_staff(
        tx,
        Staff(
            id=actor.staff_id,
            name=actor.name,
            login=str(actor.staff_id),
            password_hash="",
            roles=list(actor.roles),
            active=active,
            created_at=NOW,
        ),
    )
    device = Device(
        id=actor.device_id,
        staff_id=actor.staff_id,
        name="A phone",
        platform="android",
        registered_at=NOW,
        last_seen_at=NOW,
    )
    await register(tx, device)


@dataclass
class Field:
    """An order with the ids of one visit, report and part, and the people around it."""

    wei: Actor = field(default_factory=lambda: person("Wei", Role.TECHNICIAN))
    mei: Actor = field(default_factory=lambda: person("Mei", Role.TECHNICIAN))
    dana: Actor = field(default_factory=lambda: person("Dana", Role.DISPATCHER))
    cora: Actor = field(default_factory=lambda: person("Cora", Role.COORDINATOR))
    max: Actor = field(default_factory=lambda: person("Max", Role.MANAGER))
    stella: Actor = field(default_factory=lambda: person("Stella", Role.STOREKEEPER))
    base: Base = field(
        default_factory=lambda: Base(id=uuid4(), name="Wuhan", place=Place(lat=30.5, lon=114.3))
    )
    order_id: UUID = field(default_factory=uuid4)
    visit: UUID = field(default_factory=uuid4)
    report: UUID = field(default_factory=uuid4)
    part: UUID = field(default_factory=uuid4)
    escalation: UUID = field(default_factory=uuid4)
    requisition: UUID = field(default_factory=uuid4)

    def said(self, sender: Actor, kind: str, *, seen: int = 0, server: bool = False, **body: Any) -> Said:
        """A fact of this order."""
        fact = Fact(id=uuid4(), order_id=self.order_id, kind=kind, v=1, body=body, seen_version=seen)
        return Said(fact, sender, fact.id.bytes, NOW, Moment(at=NOW), by_server=server)

    def issued(self) -> list[Said]:
        """The order, issued and assigned to Wei."""
        customer = {"id": str(uuid4()), "name": PRIVATE[0], "contact": PRIVATE[1], "phone": PRIVATE[2]}
        issued = self.said(
            self.dana,
            "order.issued",
            customer=customer,
            site={"address": PRIVATE[3], "place": {"lat": 30.9, "lon": 114.5}},
            vehicle={"id": str(uuid4()), "model": "ZZ", "serial": "S1"},
            fault={"category": "body", "description": PRIVATE[4], "reported_at": NOW.isoformat()},
        )
        return [issued, self.assigned(self.wei)]

    def assigned(self, lead: Actor) -> Said:
        """The order is somebody's."""
        return self.said(self.dana, "order.assigned", team=[{"id": str(lead.staff_id), "lead": True}])

    def on_visit(self, what: str, *, by: Actor | None = None, seen: int = 0, **body: Any) -> Said:
        """A fact of the visit."""
        visit = str(self.visit if by is None else uuid4())
        return self.said(by or self.wei, f"visit.{what}", seen=seen, visit_id=visit, **body)

    def left(self) -> Said:
        """The visit ended."""
        return self.on_visit("left", result="resolved", brief=PRIVATE[4], ready_for_next=True)

    def escalated(self) -> Said:
        """A large problem."""
        words: dict[str, Any] = dict.fromkeys(("problem", "proposal", "demand"), PRIVATE[4])
        return self.on_visit("escalated", escalation_id=str(self.escalation), **words)

    def of_report(self, what: str, version: int = 1, **body: Any) -> Said:
        """A fact of a version of the report, whose digest is that of its content."""
        part = {"id": str(self.part), "name": "valve", "quantity": 1, "reason": "leak", "warranty": True,
                "source": "bought_locally"} | body.pop("line", {})  # fmt: skip
        content = {
            "domain": "callout/report/1",
            "order_id": str(self.order_id),
            "report_id": str(self.report),
            "version": version,
            "complaint": PRIVATE[4],
            "inspection": {"warranty": "in", "findings": PRIVATE[4]},
            "cause": PRIVATE[4],
            "responsibility": "maker",
            "work_done": PRIVATE[4],
            "parts": [{"serial_out": "OUT-1"} | part],
        }
        if what == "filed":
            body |= {"content": content}
        named: dict[str, Any] = {"report_id": str(self.report), "version": version}
        return self.said(self.wei, f"report.{what}", **named | {"digest": digest(content)} | body)

    def signed(self, rating: int | None = None, **body: Any) -> Said:
        """The customer signed."""
        pen = [[n, n, 10 * n] for n in range(30)]
        strokes = {"width": 100, "height": 100, "strokes": [pen]}
        return self.of_report(
            "signed",
            method="strokes",
            strokes=strokes,
            signer=PRIVATE[1],
            role="driver",
            rating=rating,
            **body,
        )

    def old_part(self, what: str, by: Actor, **body: Any) -> Said:
        """A fact of the old part."""
        return self.said(by, f"old_part.{what}", part_id=str(self.part), **body)

    def decided(self, *said: Said | Unreadable, waiting: tuple[Said, ...] = ()) -> Decided:
        """What issuing, assigning and then these facts come to, in memory."""
        people = {
            one.staff_id: Person(one.staff_id, one.name, one.roles, active=True)
            for one in (self.wei, self.mei)
        }
        known = Known(POLICY, people=people, bases=[self.base], numbers=["DO-2026-000001"])
        known.shelf.post(self.stocked())
        return decide({}, {self.order_id: list(waiting)}, [*self.issued(), *said], known)

    def stocked(self) -> list[Movement]:
        """A valve with a serial in the store, and one in Mei's van."""
        opening = Account(kind=AccountKind.OPENING)
        places = {"S-1": STORE, "S-2": van(self.mei.staff_id)}
        return [
            Movement(number="VALVE", quantity=1, serial=serial, source=opening, target=place)
            for serial, place in places.items()
        ]

    def of_requisition(self, what: str, by: Actor, **body: Any) -> Said:
        """A fact of a request for a valve."""
        asked, line = str(self.requisition), str(self.part)
        wanted = {"id": line, "number": "VALVE", "name": "valve", "quantity": 1}
        piece = {"line_id": line, "number": "VALVE", "quantity": 1, "serials": ["S-1"]}
        bodies: dict[str, dict[str, Any]] = {
            "requested": {"reason": PRIVATE[4], "lines": [wanted]},
            "refused": {"reason": PRIVATE[4]},
            "issued": {"lines": [piece]},
        }
        return self.said(by, f"part.{what}", requisition_id=asked, **bodies.get(what, {}), **body)

    async def settle_in(self, database: Database) -> None:
        """Make the people, their devices and the base known to a database."""
        place = self.base.place
        async with database.transaction() as tx:
            tx.session.add(
                BaseRow(id=self.base.id, name="Wuhan", lat=place.lat, lon=place.lon, created_at=NOW)
            )
            for one in (self.wei, self.mei, self.dana, self.cora, self.max, self.stella):
                await employ(tx, one)

    async def settled_in(self, database: Database) -> "Field":
        """The same, with the order issued and assigned."""
        await self.settle_in(database)
        await self.say(database, *self.issued())
        return self

    async def another(self, database: Database) -> "Field":
        """Another order, issued and assigned to Mei, who is its Wei."""
        ids: dict[str, Any] = {
            name: uuid4() for name in ("order_id", "visit", "report", "part", "escalation")
        }
        other = replace(self, wei=self.mei, mei=self.wei, **ids)
        await other.say(database, *other.issued())
        return other

    async def say(self, database: Database, *said: Said) -> list[Result]:
        """Through the door, in a transaction of its own."""
        async with database.transaction() as tx:
            return await record(tx, said, POLICY)
