"""Orders like one of two: of the one something of each kind is open, of the other nothing any more.

Both are lived in memory, by the rules. The database gets copies of what came of them, each under ids, part
number and technician of its own: order, entries, movements, and the facts that lists go by. So the audit
finds in them what it would find had they come through the door.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from backend.database import Database
from backend.journal.write import FOLD_VERSION, key_columns
from backend.order.document import Account, AccountKind, Movement
from backend.order.fact import Entry, Settled
from backend.order.parts.matters import matters
from backend.order.parts.stock import STORE, van
from backend.order.report import digest
from backend.parts import ledger
from backend.parts.ledger import Moved
from backend.parts.tables import CataloguePart, StoreEntry
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.people.staff import Staff
from tests.makers import (
    BASE,
    LI,
    MANAGER,
    PEOPLE,
    START,
    STOREKEEPER,
    SUPPLIER,
    VALVE,
    Case,
    new_id,
    person,
    settle_in,
)
from tests.warranty.life import STEPS

OPEN, DONE, AT_ONCE = 3000, 10_000, 100
"""Orders of which something is open, those of which nothing is, and how many are written at once."""
NUMBERS, HOSE = 200, "HOSE"
OPENING = Account(kind=AccountKind.OPENING)
RECEIPTS, RECEIVED = 230, 100
"""Receipts of the store, each of so many pieces; those of every other one have serials."""
PHOTOS = 6
Row = tuple[Any, ...]
TECHNICIANS = [person(f"Technician {n}", Role.TECHNICIAN) for n in range(30)]
MONEY = {"claim.opened", "freight.recorded"}
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
THEIRS = {str(key) for one in PEOPLE for key in (one.staff_id, one.device_id)} | {str(SUPPLIER), str(BASE.id)}
ORDER = ("id", "number", "version", "fold_version", "document", "desk", "head", "state", "base_id",
         "customer_id", "team", "owes", "matters", "search", "changed_at")  # fmt: skip
FACT = ("id", "order_id", "kind", "v", "about", "author_id", "by_server", "content_hash", "occurred_at",
        "quality", "doubt_s", "outcome", "received_at")  # fmt: skip
ENTRY = ("order_id", "seq", "fact_id", "kind", "v", "body", "body_salt", "settled", "settled_salt", "hash")


def hose(case: Case) -> dict[str, Any]:
    """A second line of the report, whose old part does not come back."""
    return {"id": str(case.escalation), "name": "Hose", "number": HOSE, "quantity": 1, "reason": "burst",
            "warranty": True}  # fmt: skip


def hoses(technician: UUID) -> Movement:
    """What he had of them in his van when the books began."""
    return Movement(number=HOSE, quantity=1000, source=OPENING, target=van(technician))


def lived(*, settled: bool) -> Case:
    """A valve's life from the request to the claim, its freight, and photos. Unless all is `settled`, the
    claim stays open, the freight unapproved, a hose with its old part owed, a requisition undecided.
    """
    case = Case().begun()
    case.known.shelf.post([hoses(LI.staff_id)])
    valve = case.content()["parts"][0] | {"number": VALVE}
    content = case.content(parts=[valve] if settled else [valve, hose(case)])
    told = {"report.filed": {"content": content}, "report.signed": {}}
    for _ in range(PHOTOS):
        case.photo = new_id()
        said(case, LI, "photo.taken")
    for kind, who in STEPS.items():
        if settled or kind not in ("claim.sent", "claim.settled"):
            said(case, who, kind, **({"digest": digest(content)} | told[kind] if kind in told else {}))
    said(case, LI, "freight.recorded")
    if settled:
        said(case, MANAGER, "freight.approved")
    else:
        said(case, LI, "part.requested", requisition_id=str(new_id()))
    return case


def said(case: Case, by: Actor, kind: str, **body: Any) -> None:
    """A fact that applies."""
    outcome = case.say(by, kind, **body)
    if outcome != "applied":
        raise RuntimeError(f"{kind} of the benchmark's order is {outcome}")


@dataclass(slots=True)
class Copies:
    """Orders like this one, as rows of the tables, and what they move."""

    case: Case
    series: str
    orders: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)

    def add(self, n: int, *, booked: bool) -> None:
        """The `n`th, a minute after the one before; with entries and movements only where it is `booked`."""
        case, at, number = self.case, START + timedelta(minutes=n), f"{self.series}-{n:06d}"
        technician = TECHNICIANS[n % len(TECHNICIANS)].staff_id
        ids = defaultdict(lambda: str(new_id()), {one: one for one in THEIRS})
        ids[str(LI.staff_id)] = str(technician)
        words = {VALVE: valve(n), "OUT-1": f"OUT-{n}", case.order.number: number}

        def own(thing: object) -> str:
            text = str(thing)
            for ours, its in words.items():
                text = text.replace(ours, its)
            return ID.sub(lambda found: ids[found[0]], text)

        order_id = UUID(own(case.order_id))
        document, desk = map(own, case.order.render())
        state, base, *_, owes, _, search = key_columns(case.order)
        self.orders.append((order_id, number, case.order.version, FOLD_VERSION, document, desk, b"", state,
                            base, new_id(), [technician], owes, matters(case.order), search, at))  # fmt: skip
        for entry in case.entries:
            fact, kind, about = UUID(own(entry.fact_id)), entry.body.kind, own(entry.body.about())
            if kind in MONEY:
                self.facts.append((fact, order_id, kind, 1, UUID(about), technician, False, b"", at, "mono",
                                   0.0, "applied", at))  # fmt: skip
            if booked:
                self.book(entry, own, fact, order_id)

    def book(self, entry: Entry, own: Callable[[object], str], fact: UUID, order_id: UUID) -> None:
        """An entry, and what it moves."""
        body, settled = (own(one.model_dump_json(exclude_none=True)) for one in (entry.body, entry.settled))
        self.entries.append((order_id, entry.seq, fact, entry.body.kind, 1, body, b"", settled, b"", b""))
        stock = Settled.model_validate_json(settled).stock if entry.settled.stock else None
        self.moved.extend(Moved(fact, n, order_id, entry.at, one) for n, one in enumerate(stock or []))


def valve(n: int) -> str:
    """One of the part numbers."""
    return f"VALVE-{n % NUMBERS:03d}"


async def filled(database: Database) -> None:
    """People, what is in the store, and all the orders."""
    await settle_in(database)
    async with database.transaction() as tx:
        for one in TECHNICIANS:
            tx.session.add(Staff(id=one.staff_id, name=one.name, login=one.name.casefold(), password_hash="",
                                 roles=sorted(one.roles), created_at=START))  # fmt: skip
    await stocked(database)
    for settled, series, count in ((True, "DO-2024", DONE), (False, "DO-2025", OPEN)):
        case = lived(settled=settled)
        for first in range(0, count, AT_ONCE):
            made = Copies(case, series)
            for n in range(first, first + AT_ONCE):
                made.add(n, booked=not settled)
            await write(database, made)


async def write(database: Database, made: Copies) -> None:
    """Some orders, in one transaction."""
    tables = (("dispatch_order", ORDER, made.orders), ("fact", FACT, made.facts),
              ("journal", ENTRY, made.entries))  # fmt: skip
    async with database.transaction() as tx:
        for table, columns, records in tables:
            await tx.sql.copy_records_to_table(table, records=records, columns=columns)
        await ledger.post(tx.sql, made.moved)


async def stocked(database: Database) -> None:
    """The catalogue, enough of each valve for the orders, and receipts of pumps."""
    pieces = [Movement(number=valve(n), quantity=1000, source=OPENING, target=STORE) for n in range(NUMBERS)]
    pieces += [hoses(one.staff_id) for one in TECHNICIANS]
    await received(database, "opening", pieces)
    for n in range(RECEIPTS):
        serials = [f"{n}-{m}" if n % 2 else "" for m in range(RECEIVED)]
        pieces = [Movement(number=f"PUMP-{n % 2}-{m}", quantity=1, serial=serial, target=STORE,
                           source=Account(kind=AccountKind.SUPPLIER, holder=SUPPLIER))
                  for m, serial in enumerate(serials)]  # fmt: skip
        await received(database, "receipt", pieces)


async def received(database: Database, kind: str, pieces: list[Movement]) -> None:
    """An entry of the store's."""
    entry = StoreEntry(id=new_id(), kind=kind, by=STOREKEEPER.staff_id, by_name=STOREKEEPER.name, at=START,
                       said="{}", content_hash=b"")  # fmt: skip
    async with database.transaction() as tx:
        tx.session.add(entry)
        numbers = {one.number for one in pieces}
        known = set(await tx.session.exec(select(CataloguePart.number)))
        for number in numbers - known:
            serials = any(one.serial for one in pieces)
            tx.session.add(CataloguePart(id=new_id(), number=number, name=number, with_serial=serials,
                                         supplier_id=SUPPLIER, created_at=START))  # fmt: skip
        await ledger.post(tx.sql, [Moved(entry.id, n, None, START, one) for n, one in enumerate(pieces)])
