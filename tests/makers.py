"""One order and the people around it: what is said of it in memory, through the door, or by a phone.

Time is the case's own: each fact is a minute later than the one before. Ids are the same in every run.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from backend.customers.base import Base as BaseRow
from backend.database import Database
from backend.journal.door import Result, record
from backend.order.decide import Decided, decide
from backend.order.document import Account, AccountKind, Base, Moment, Movement, Order, Place
from backend.order.fact import Applied, Entry, Fact, Judgement, Known, Person, Said, Terms
from backend.order.parts.stock import STORE, van
from backend.order.policy import SHIPPED, Policy
from backend.order.report import digest
from backend.parts import ledger
from backend.parts.ledger import Moved
from backend.parts.tables import StoreEntry, Supplier
from backend.people.actor import Actor
from backend.people.device import Device
from backend.people.roles import Role
from backend.people.staff import Staff

NAMES = UUID("6f2b1c52-93a4-4f0e-8f0b-5d1c6f2b7a10")
NUMBERS = count(1)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
POLICY = Policy.parse(SHIPPED.read_text(encoding="utf-8"))


def new_id() -> UUID:
    """An id that nothing else has."""
    return UUID(bytes=uuid5(NAMES, str(next(NUMBERS))).bytes, version=4)


def person(name: str, *roles: Role) -> Actor:
    """Somebody on a device of his own."""
    return Actor(uuid5(NAMES, name), name, frozenset(roles), uuid5(NAMES, f"{name}'s device"), revoked=False)


LI, WANG, ZHAO = (person(name, Role.TECHNICIAN) for name in ("Li", "Wang", "Zhao"))
DISPATCHER = person("Dispatcher", Role.DISPATCHER)
COORDINATOR = person("Coordinator", Role.COORDINATOR)
MANAGER = person("Manager", Role.MANAGER)
STOREKEEPER = person("Storekeeper", Role.STOREKEEPER)
AUDITOR = person("Auditor", Role.AUDITOR)
ADMIN = person("Admin", Role.ADMIN)
PEOPLE = (LI, WANG, ZHAO, DISPATCHER, COORDINATOR, MANAGER, STOREKEEPER, AUDITOR, ADMIN)
BASE = Base(id=uuid5(NAMES, "base"), name="Wuhan", place=Place(lat=30.5, lon=114.3))


VALVE = "TIPPING VALVE"
"""The part that is replaced in all cases."""
SUPPLIER = uuid5(NAMES, "supplier")
STOCKED = [
    Movement(number=VALVE, quantity=99, source=Account(kind=AccountKind.OPENING), target=target)
    for target in (STORE, *[van(one.staff_id) for one in (LI, WANG, ZHAO)])
]
"""What lies in the store and in each van before anything happens."""


def known() -> Known:
    """What the door would load for any fact of these people."""
    people = {one.staff_id: Person(one.staff_id, one.name, one.roles, active=True) for one in PEOPLE}
    terms = {SUPPLIER: Terms(supplier="Valve works", claim_days=30)}
    numbers = [f"DO-2026-{n:06d}" for n in range(1, 9)]
    loaded = Known(POLICY, people, bases=[BASE], numbers=numbers, suppliers=terms)
    loaded.shelf.post(STOCKED)
    return loaded


def told(judgement: Judgement) -> str:
    """`applied`, or how and why not."""
    if isinstance(judgement, Applied):
        return "applied"
    return f"{type(judgement).__name__.lower()} {judgement.code}"


def team(lead: Actor, *others: Actor) -> dict[str, Any]:
    """The body of an assignment."""
    return {"team": [{"id": str(one.staff_id), "lead": one is lead} for one in (lead, *others)]}


def pen(points: int = 30) -> dict[str, Any]:
    """A signature of so many points, as nobody else draws it."""
    first = next(NUMBERS)
    way = [[first + n, n, 10 * n] for n in range(points)]
    return {"width": 1000, "height": 400, "strokes": [way]}


@dataclass
class Case:
    """One order with the ids of its visit, report, part, photo and escalation."""

    order_id: UUID = field(default_factory=new_id)
    visit: UUID = field(default_factory=new_id)
    report: UUID = field(default_factory=new_id)
    part: UUID = field(default_factory=new_id)
    photo: UUID = field(default_factory=new_id)
    escalation: UUID = field(default_factory=new_id)
    verify: UUID = field(default_factory=new_id)
    requisition: UUID = field(default_factory=new_id)
    line: UUID = field(default_factory=new_id)
    claim: UUID = field(default_factory=new_id)
    freight: UUID = field(default_factory=new_id)
    now: datetime = START
    orders: dict[UUID, Order] = field(default_factory=dict)
    waiting: list[Said] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    known: Known = field(default_factory=known)

    @property
    def order(self) -> Order:
        """The order as it is."""
        return self.orders[self.order_id]

    def answer(self) -> UUID | None:
        """The fact by which the customer answered to the report."""
        order = self.orders.get(self.order_id)
        return (
            next((one.signature.fact_id for one in order.reports if one.signature), None) if order else None
        )

    def content(self, version: int = 1, **changes: Any) -> dict[str, Any]:
        """What a version of the report says: one valve was replaced."""
        valve = {"id": str(self.part), "name": "Tipping valve", "quantity": 1, "reason": "leaks"}
        return {
            "domain": "callout/report/1",
            "order_id": str(self.order_id),
            "report_id": str(self.report),
            "version": version,
            "complaint": "The body stays up",
            "inspection": {"warranty": "in", "findings": "Oil under the valve"},
            "cause": "Worn seal",
            "responsibility": "supplier",
            "work_done": "Valve replaced",
            "parts": [valve | {"warranty": True, "serial_out": "OUT-1"}],
        } | changes

    def body(self, kind: str) -> dict[str, Any]:
        """A body of each kind that holds in its turn."""
        about, _, _ = kind.partition(".")
        version = {"report_id": str(self.report), "version": 1}
        words = {"medium": "phone", "whom": "Ms Zhou", "text": "On our way"}
        bodies = {
            "order.amended": {"supplier_needed": True},
            "order.distance_confirmed": {"within": True},
            "order.assigned": team(LI, WANG),
            "order.cancelled": {"reason": "The customer called it off"},
            "order.replied": words,
            "order.informed": words,
            "order.decided": {"escalation_id": str(self.escalation), "decision": "Tow it in"},
            "order.approved": version,
            "order.sent_back": version | {"remarks": "Which seal?"},
            "note.added": {"text": "The gate is locked at night"},
            "visit.declined": {"reason": "My van has broken down"},
            "visit.contacted": words,
            "visit.escalated": dict.fromkeys(("problem", "proposal", "demand"), "The frame is torn")
            | {"escalation_id": str(self.escalation)},
            "visit.left": {"result": "resolved", "brief": "It tips again", "ready_for_next": True},
            "report.filed": version | {"content": self.content(), "digest": digest(self.content())},
            "report.submitted": version,
            "photo.taken": {"purpose": "fault", "size": 16, "content_type": "image/jpeg"},
            "photo.quarantined": {"reason": "truncated"},
            "photo.waived": {"reason": "The phone fell into the river"},
            "old_part.received": {"condition": "complete"},
            "old_part.waived": {"reason": "Lost in the flood"},
        }
        return self.named(about) | bodies.get(kind, {}) | self.long_body(kind) | self.part_body(kind)

    def named(self, about: str) -> dict[str, Any]:
        """The members by which a fact says what it speaks of."""
        photo = {"photo_id": str(self.photo), "sha256": sha256(self.photo.bytes).hexdigest()}
        visit, part = {"visit_id": str(self.visit)}, {"part_id": str(self.part)}
        fact = {"fact_id": str(new_id()), "note": "He was there"}
        return {"visit": visit, "photo": photo, "old_part": part, "fact": fact}.get(about, {})

    def issue(self) -> UUID:
        """The store's last issue; some id before there is one."""
        order = self.orders.get(self.order_id)
        issues = [one.id for asked in order.requisitions for one in asked.issues] if order else []
        return issues[-1] if issues else self.line

    def part_body(self, kind: str) -> dict[str, Any]:
        """The bodies of what is drawn, written off and claimed: one valve."""
        asked, line = {"requisition_id": str(self.requisition)}, str(self.line)
        pieces = [{"line_id": line, "number": VALVE, "quantity": 1}]
        claim, freight = {"claim_id": str(self.claim)}, {"freight_id": str(self.freight)}
        part = {"part_id": str(self.part)}
        wanted = {"id": line, "number": VALVE, "name": "Tipping valve", "quantity": 1}
        money = {"amount": 96_000, "currency": "CNY"}
        bodies: dict[str, dict[str, Any]] = {
            "part.requested": asked | {"reason": "The valve leaks", "lines": [wanted]},
            "part.approved": asked,
            "part.refused": asked | {"reason": "Out of warranty"},
            "part.reserved": asked | {"lines": pieces},
            "part.issued": asked | {"lines": pieces},
            "part.received": asked | {"issue_id": str(self.issue())},
            "part.returned_unused": asked | {"lines": pieces, "technician": str(LI.staff_id)},
            "part.written_off": part,
            "part.reversed": {"fact_id": str(self.issue()), "reason": "Booked on the wrong order"},
            "claim.opened": claim | part | {"supplier_id": str(SUPPLIER)},
            "claim.sent": claim,
            "claim.settled": claim | {"outcome": "accepted", "recovered": money},
            "freight.recorded": freight | {"what": "old_part", "about_id": str(self.part), "carrier": "SF",
                                           "cost": money},
            "freight.approved": freight,
        }  # fmt: skip
        return bodies.get(kind, {})

    def long_body(self, kind: str) -> dict[str, Any]:
        """The bodies that take more words."""
        shown = {"report_id": str(self.report), "version": 1, "digest": digest(self.content())}
        if kind == "report.signed":
            answer = {"signer": "Mr Qian", "role": "driver", "rating": 5}
            return shown | {"method": "strokes", "strokes": pen()} | answer
        if kind == "report.unsigned":
            return shown | {"reason": "absent", "explanation": "The driver had gone home"}
        if kind in ("report.sealed", "report.printed"):
            seal = {"verify_id": str(self.verify), "answer": str(self.answer()), "seal": "e30.e30.e30"}
            return shown | seal | {"sha256": "0" * 64, "size": 48_000, "language": "zh"}
        if kind != "order.issued":
            return {}
        fault = {"category": "body", "description": "The body stays up", "reported_at": START.isoformat()}
        return {
            "customer": {"id": str(new_id()), "name": "Haulage", "contact": "Ms Zhou", "phone": "027 8888 1"},
            "site": {"address": "Quarry road 7", "place": {"lat": 31.0, "lon": 114.5}},
            "vehicle": {"id": str(new_id()), "model": "KX-40", "serial": "KX40-17"},
            "fault": fault,
        }

    def said(self, by: Actor, kind: str, *, seen: int | None = None, **body: Any) -> Said:
        """A fact, happening a minute after the one before; by default by somebody who sees the order as is.

        `at` (minutes after START), `moment`, `server` and `id` say otherwise of the fact; all else is body.
        """
        self.now += timedelta(minutes=1)
        at = START + timedelta(minutes=body.pop("at")) if "at" in body else self.now
        moment, server = body.pop("moment", Moment(at=at)), body.pop("server", False)
        version = self.order.version if seen is None and self.order_id in self.orders else seen
        fact_id = body.pop("id", None) or new_id()
        fact = Fact(id=fact_id, order_id=self.order_id, kind=kind, v=1, seen_version=version,
                    body=self.body(kind) | body)  # fmt: skip
        content = sha256(fact.model_dump_json().encode()).digest()
        return Said(fact, by, content, self.now, moment, by_server=server)

    def begun(self, lead: Actor = LI, *others: Actor) -> "Case":
        """The order, issued and assigned."""
        self.hear(self.said(DISPATCHER, "order.issued"))
        self.hear(self.said(DISPATCHER, "order.assigned", **team(lead, *others)))
        return self

    def say(self, by: Actor, kind: str, *, seen: int | None = None, **body: Any) -> str:
        """One fact by itself; what became of it."""
        return self.hear(self.said(by, kind, seen=seen, **body))[0]

    def hear(self, *batch: Said) -> list[str]:
        """Decide a batch, and remember the order and what waits; what became of each fact."""
        decided = self.decide(batch)
        self.orders = decided.orders
        self.entries += [change.entry for change in decided.changes]
        moved = {one.said.id for one in (*decided.judged, *decided.released) if one.entry}
        parked = [one for one in batch if told_of(decided, one).startswith("parked")]
        self.waiting = [one for one in (*self.waiting, *parked) if one.id not in moved]
        return [told_of(decided, one) for one in batch]

    def decide(self, batch: Sequence[Said]) -> Decided:
        """What a batch comes to, on a copy."""
        copies = {key: order.model_copy(deep=True) for key, order in self.orders.items()}
        return decide(copies, {self.order_id: list(self.waiting)}, batch, self.known)

    async def record(self, database: Database, *batch: Said) -> list[Result]:
        """The same through the door, in a transaction of its own."""
        async with database.transaction() as tx:
            return await record(tx, batch, POLICY)


def told_of(decided: Decided, said: Said) -> str:
    """What became of one fact of a batch."""
    return next(told(one.judgement) for one in decided.judged if one.said.id == said.id)


async def settle_in(database: Database) -> None:
    """Make the people, their devices, the base and what lies in store and vans known to a database."""
    async with database.transaction() as tx:
        for one in PEOPLE:
            tx.session.add(Staff(id=one.staff_id, name=one.name, login=one.name.casefold(), password_hash="",
                                 roles=sorted(one.roles), created_at=START))  # fmt: skip
        await tx.session.flush()
        for one in PEOPLE:
            tx.session.add(Device(id=one.device_id, staff_id=one.staff_id, name="A phone", platform="test",
                                  registered_at=START, last_seen_at=START))  # fmt: skip
        place = BASE.place
        tx.session.add(BaseRow(id=BASE.id, name=BASE.name, lat=place.lat, lon=place.lon, created_at=START))
        tx.session.add(Supplier(id=SUPPLIER, name="Valve works", claim_days=30, created_at=START))
        stocked = [Moved(uuid5(NAMES, "stocked"), n, None, START, one) for n, one in enumerate(STOCKED)]
        await tx.session.flush()
        tx.session.add(StoreEntry(id=stocked[0].cause, kind="opening", by=STOREKEEPER.staff_id, at=START,
                                  by_name=STOREKEEPER.name, said="{}", content_hash=b""))  # fmt: skip
        await ledger.post(tx.sql, stocked)
