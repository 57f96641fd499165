"""An outage that ends for many phones at once: each has work of days, and all of them come back together.

Five phones to a technician and three technicians to an order, so that they meet at orders and at counters.
Time is told, not spent: what an answer says to wait puts its phone so much later in the line.
"""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from uuid import UUID

import asyncpg
import httpx

from app_contract.phone import Phone, Reply
from app_contract.phone.outbox import Entry
from app_contract.phone.store import Session, keep_session
from backend import clock
from backend.database import Database
from backend.people.actor import Actor
from backend.people.device import Device
from backend.people.roles import Role
from backend.people.staff import Staff
from backend.people.tokens import issue_access
from backend.sync.room import WAITING_A_PLACE
from tests.makers import DISPATCHER, START, Case, new_id, person, settle_in, team

KEY = "07" * 32
POOL_SIZE = 6
ROOM = POOL_SIZE * 2 // 3 * (1 + WAITING_A_PLACE)
PHONES_EACH = 5
ORDERS_EACH = 3
VISITS = (2, 5)
KINDS = (
    "visit.accepted", "visit.contacted", "visit.departed", "visit.arrived", "note.added", "visit.left",
)  # fmt: skip
"""Of each visit, so that a phone holds 12 to 30 facts."""
LOSES_A_REPLY = 7
"""One phone of so many never hears the first answer to its facts."""
TOGETHER_S = 1
"""Phones whose times come within so long ask at once."""
ASKED_LIMIT = 30
"""So often may a phone ask before it is done."""


@dataclass
class Member:
    """One phone of the crowd. `unlucky`: the first answer to its facts is still to be lost."""

    phone: Phone
    token: str
    unlucky: bool


@dataclass
class Crowd:
    """The phones, and what they heard; `full` is set when all that there is no room for were turned away."""

    members: list[Member] = field(default_factory=list)
    full: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0
    replayed: int = 0
    refused: list[float] = field(default_factory=list)
    next_sync_s: list[float] = field(default_factory=list)

    async def drain(self, client: httpx.AsyncClient) -> float:
        """Let them ask in the order of their times until none has anything to do; gives the time of the last.

        Raises AssertionError where they ask too often.
        """
        now, line = 0.0, [(0.0, number) for number in range(len(self.members))]
        while line:
            now, turn = line[0][0], []
            while line and line[0][0] <= now + TOGETHER_S:
                turn.append(heappop(line))
            self.asked += len(turn)
            assert self.asked <= ASKED_LIMIT * len(self.members)
            waits = await asyncio.gather(*(self.ask(client, self.members[number]) for _, number in turn))
            for (at, number), wait_s in zip(turn, waits, strict=True):
                if wait_s is not None:
                    heappush(line, (at + wait_s, number))
        return now

    async def ask(self, client: httpx.AsyncClient, member: Member) -> float | None:
        """One sync of a phone; gives after how many seconds it asks again, None where it is done."""
        phone, sending = member.phone, member.phone.outgoing()
        headers = {"Authorization": f"Bearer {member.token}", "Content-Type": "application/json"}
        answer = await client.post("/v1/sync", content=sending.content, headers=headers)
        wait_s = float(answer.headers.get("Retry-After", 0))
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            self.refused.append(wait_s)
            if len(self.refused) == len(self.members) - ROOM:
                self.full.set()
        elif member.unlucky:
            member.unlucky = False
            return phone.settle(sending, None).wait_s
        reply = Reply(answer.status_code, answer.headers["Content-Type"], answer.content, wait_s)
        done = phone.settle(sending, reply)
        if done.answer is None:
            return done.wait_s
        self.replayed += sum(result.replayed for result in done.answer.results)
        if done.answer.more or phone.outgoing().facts:
            return done.wait_s
        self.next_sync_s.append(done.answer.next_sync_s)
        return None

    def entries(self) -> list[Entry]:
        """All that they recorded."""
        return [entry for member in self.members for entry in member.phone.entries()]

    def close(self) -> None:
        """Let go of them."""
        for member in self.members:
            member.phone.close()


async def prepared(database: Database, phones: int) -> Crowd:
    """So many phones with technicians and orders on an empty database, and work that nobody has heard of."""
    await settle_in(database)
    people = [person(f"Technician {n}", Role.TECHNICIAN) for n in range(phones // PHONES_EACH)]
    owners = [(one, new_id()) for one in people for _ in range(PHONES_EACH)]
    async with database.transaction() as tx:
        for one in people:
            tx.session.add(Staff(id=one.staff_id, name=one.name, login=one.name, password_hash="",
                                 roles=sorted(one.roles), created_at=START))  # fmt: skip
        await tx.session.flush()
        for one, device_id in owners:
            tx.session.add(Device(id=device_id, staff_id=one.staff_id, name="A phone", platform="test",
                                  registered_at=START, last_seen_at=START))  # fmt: skip
    cases = await issued(database, people)
    crowd, client, luck = Crowd(), httpx.Client(), random.Random(phones)  # noqa: S311  # not a secret
    for number, (one, device_id) in enumerate(owners):
        member = carried(client, one, device_id, unlucky=number % LOSES_A_REPLY == 0)
        mine = [case for case, members in cases if one in members]
        for case in luck.sample(mine, luck.randint(*VISITS)):
            work(member.phone, case)
        crowd.members.append(member)
    return crowd


async def issued(database: Database, people: list[Actor]) -> list[tuple[Case, list[Actor]]]:
    """Orders, each with its team."""
    teams = [[people[(n + more) % len(people)] for more in range(3)] for n in range(len(people))]
    cases = [(Case(), members) for members in teams for _ in range(ORDERS_EACH)]
    for case, members in cases:
        issue = case.said(DISPATCHER, "order.issued")
        await case.record(database, issue, case.said(DISPATCHER, "order.assigned", **team(*members)))
    return cases


def carried(client: httpx.Client, owner: Actor, device_id: UUID, *, unlucky: bool) -> Member:
    """A phone that its owner is signed in on."""
    token = issue_access(owner.staff_id, device_id, bytes.fromhex(KEY), clock.now(), timedelta(hours=1))
    phone = Phone(":memory:", client)
    with phone._db as db:
        db.execute("UPDATE phone SET device_id = ?", (str(device_id),))
        keep_session(db, Session(owner.staff_id, token, "token"))
    return Member(phone, token, unlucky)


def work(phone: Phone, case: Case) -> None:
    """A visit of this phone's own."""
    visit = {"visit_id": str(new_id())}
    for kind in KINDS:
        body = case.body(kind)
        phone.record(case.order_id, kind, body | visit if "visit_id" in body else body)


async def outage(owner_url: str, over: asyncio.Event) -> None:
    """Nobody's sync comes to an end until `over` is set."""
    gate = await asyncpg.connect(owner_url)
    async with gate.transaction():
        await gate.execute("LOCK TABLE epoch IN ACCESS EXCLUSIVE MODE")
        await over.wait()
    await gate.close()
