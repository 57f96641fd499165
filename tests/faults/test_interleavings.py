"""Two pushes, a dispatcher and phones that pull, in every order of their steps that differs.

What differs. Of the steps of a push, three meet another transaction: taking the orders' locks, taking the
counters (`feed.bump`), and COMMIT. Whatever lies between them reads and writes rows of orders that are locked
by then, or ids that nobody else has, so it counts to the step before it. First answers are read without a
lock; that matters only where two pushes bring the same fact, and there it is a step of its own. A step that
waits for a lock counts as taken: who stands in line, and from which snapshot, is an order of its own. A pull
is one statement (asserted) and locks nothing, so it need not be an actor: phones that pull at every turn are
phones that pull anywhere.

How many. Of three that want one lock, any order of first, second and third (6) and, the steps of each being
held together by that lock, only when the others came to stand in line: 3 + 4 + 5 ways, 72 in all, whether the
lock is an order's or crosses two. Of three that want counters alone, with one step less: 6 times 2 + 3, 30.
Where two share an order and the third meets them at the counters: 90. Two that bring one fact: 24. Altogether
288 schedules, found by going them, and counted, so that a stop that no longer stops is noticed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest
from structlog.testing import capture_logs

import backend.database
from backend import postgres
from backend.database import Database, locked_out
from backend.journal.audit import of_order
from backend.people.actor import Actor
from backend.people.tokens import Claims
from backend.sync import pull, sighting
from backend.sync.envelope import read
from backend.sync.push import Push, push
from tests.faults.interleave import HANGS_S, Play, Schedule, Ways, stops
from tests.makers import DISPATCHER, LI, POLICY, START, WANG, ZHAO, Case, settle_in, team
from tests.sync.conftest import envelope, sent

STEPS = ("locked", "bump", "commit")
ALONE = ("bump", "commit")
"""Of an actor whose orders nobody else wants: when it locks them is no difference."""
SAME = ("first_answers", *STEPS)
NOW = START + timedelta(hours=2)
SCHEDULES_LIMIT = 200
TECHNICIANS = (LI, WANG, ZHAO)

VIEW = """
SELECT id, document FROM dispatch_order WHERE $1 = ANY(team) AND id = ANY($2::uuid[])
"""
ONCE = """
SELECT f.id, f.outcome, (SELECT count(*) FROM journal j WHERE j.fact_id = f.id) AS entries
FROM fact f WHERE f.id = ANY($1::uuid[])
"""
STILL_THERE = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1"
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = $1"


@dataclass
class Reader:
    """A phone that only pulls, whenever it can."""

    technician: UUID
    cursor: int | None = None
    epoch: str | None = None
    documents: dict[str, Any] = field(default_factory=dict)

    async def pull(self, sql: asyncpg.Connection) -> None:
        """All that is new, by the cursor alone."""
        more = True
        while more:
            page = await pull.pull(OneStatement(sql), self.technician, self.epoch, self.cursor)
            self.epoch, self.cursor, more = page.epoch, page.cursor, page.more
            self.documents |= {one["id"]: one for one in orjson.loads(page.orders)}
            for gone in orjson.loads(page.removed):
                self.documents.pop(gone["id"], None)


class OneStatement:
    """A connection on which one thing may be asked: what a pull reads has no middle."""

    def __init__(self, sql: asyncpg.Connection) -> None:
        self.sql: asyncpg.Connection | None = sql

    async def fetch(self, *asked: Any) -> Any:
        assert self.sql is not None, "a pull asks twice"
        sql, self.sql = self.sql, None
        return await sql.fetch(*asked)


class World:
    """The database, phones that know all that was there before, and the orders of one schedule."""

    def __init__(
        self, database: Database, watcher: asyncpg.Connection, logged: Sequence[Mapping[str, Any]]
    ) -> None:
        self.database = database
        self.watcher = watcher
        self.logged = logged
        self.readers = [Reader(one.staff_id) for one in TECHNICIANS]
        self.cases: list[Case] = []
        self.sent: list[UUID] = []

    async def begin(self) -> None:
        """Three new orders, by their ids, of Li and Wang."""
        self.cases = sorted((Case() for _ in range(3)), key=lambda case: case.order_id)
        self.sent = []
        begun = [
            said
            for case in self.cases
            for said in (
                case.said(DISPATCHER, "order.issued"),
                case.said(DISPATCHER, "order.assigned", **team(LI, WANG)),
            )
        ]
        await self.cases[0].record(self.database, *begun)
        await self.look()

    async def look(self) -> None:
        """Every phone pulls."""
        for reader in self.readers:
            await reader.pull(self.watcher)

    def pushes(self, by: Actor, *facts: dict[str, Any], points: Sequence[str] = STEPS) -> Play:
        """A push of these facts."""
        self.sent += [UUID(fact["id"]) for fact in facts]

        async def play() -> list[str]:
            body = orjson.dumps(envelope(by) | {"facts": facts})
            claims = Claims(by.staff_id, by.device_id, NOW, NOW)
            _, results = await push(Push(self.database, POLICY, claims, read(body), body, NOW))
            return [f"{result.outcome}{' again' * result.replayed}" for result in results]

        return play, points

    def reassigns(self, case: Case, points: Sequence[str] = STEPS) -> Play:
        """The dispatcher takes Li off an order, and sends Zhao with Wang."""
        said = case.said(DISPATCHER, "order.assigned", seen=2, **team(WANG, ZHAO))
        self.sent.append(said.id)

        async def play() -> list[str]:
            return [result.outcome for result in await case.record(self.database, said)]

        return play, points

    async def check(self) -> None:
        """Nothing was missed, nothing is there twice, and every chain holds."""
        assert [one for one in self.logged if locked_out(one["exc_info"])] == []
        await self.look()
        ids = [case.order_id for case in self.cases]
        for reader in self.readers:
            view = await self.watcher.fetch(VIEW, reader.technician, ids)
            held = {key: one for key, one in reader.documents.items() if UUID(key) in ids}
            assert held == {str(row["id"]): orjson.loads(row["document"]) for row in view}
        rows = await self.watcher.fetch(ONCE, self.sent)
        assert {tuple(row) for row in rows} == {(fact_id, "applied", 1) for fact_id in self.sent}
        async with self.watcher.transaction():
            for row in await self.watcher.fetch("SELECT * FROM dispatch_order WHERE id = ANY($1)", ids):
                assert await of_order(self.watcher, row) == []


@pytest.fixture
async def world(
    database_url: str, cluster: postgres.Cluster, database_name: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    # Who waits here waits for the schedule, and the machine's speed decides nothing.
    monkeypatch.setattr(backend.database, "SERVER_SETTINGS", {"timezone": "UTC"})
    monkeypatch.setattr(backend.database, "COMMAND_TIMEOUT_S", HANGS_S)
    monkeypatch.setattr(sighting, "PATIENCE_MS", 1000 * HANGS_S)
    database = Database(database_url, pool_size=6)
    await settle_in(database)
    watcher = await asyncpg.connect(database_url)
    with capture_logs() as logged:
        yield World(database, watcher, logged)
    await watcher.close()
    await database.close()
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, "postgres"))
    async with asyncio.timeout(HANGS_S):
        while await admin.fetchval(STILL_THERE, database_name):
            continue  # what a connection has counted is told when it has gone
    assert await admin.fetchval(DEADLOCKS, database_name) == 0
    await admin.close()


async def explore(world: World, plays: Callable[[World], dict[str, Play]]) -> tuple[int, set[str]]:
    """Go every schedule of a case; gives how many there were, and what was answered in any."""
    ways, answers = Ways(), set[str]()
    with stops():
        while (wanted := ways.next()) is not None:
            await world.begin()
            schedule = Schedule(world.watcher, plays(world), wanted)
            try:
                said = await schedule.run(world.look)
                await world.check()
            except BaseException as error:
                error.add_note(f"in the order {' '.join(schedule.chosen)}")
                raise
            answers |= {answer for answered in said.values() for answer in answered}
            ways.went(schedule)
            assert len(ways.gone) < SCHEDULES_LIMIT
    return len(ways.gone), answers


def visit(case: Case, kind: str = "visit.departed") -> dict[str, Any]:
    return sent(case, kind, seen=2)


def same_order(world: World) -> dict[str, Play]:
    first, _, _ = world.cases
    return {
        "li": world.pushes(LI, visit(first)),
        "wang": world.pushes(WANG, visit(first, "note.added")),
        "dispatcher": world.reassigns(first),
    }


def crossing(world: World) -> dict[str, Play]:
    """The dispatcher is in the way of the second order while both phones want the first."""
    first, second, _ = world.cases
    return {
        "li": world.pushes(LI, visit(first), visit(second)),
        "wang": world.pushes(WANG, visit(second, "note.added"), visit(first, "note.added")),
        "dispatcher": world.reassigns(second),
    }


def half_shared(world: World) -> dict[str, Play]:
    """Who waits for a counter holds an order that another waits for."""
    first, second, _ = world.cases
    return {
        "li": world.pushes(LI, visit(first)),
        "wang": world.pushes(WANG, visit(second), points=ALONE),
        "dispatcher": world.reassigns(first),
    }


def only_counters(world: World) -> dict[str, Play]:
    """The dispatcher has Zhao's and Wang's, never Li's: who takes one by one comes past him half way."""
    first, second, third = world.cases
    return {
        "li": world.pushes(LI, visit(first), points=ALONE),
        "wang": world.pushes(WANG, visit(second), points=ALONE),
        "dispatcher": world.reassigns(third, points=ALONE),
    }


@pytest.mark.parametrize(
    ("case", "schedules"), [(same_order, 72), (crossing, 72), (half_shared, 90), (only_counters, 30)]
)
async def test_no_row_is_missed_and_nobody_waits_for_ever(
    world: World, case: Callable[[World], dict[str, Play]], schedules: int
) -> None:
    count, answers = await explore(world, case)
    assert answers == {"applied"}
    assert count >= schedules


def same_fact(world: World) -> dict[str, Play]:
    first, second, _ = world.cases
    fact = visit(first)
    phone, other_phone = LI, replace(LI, device_id=ZHAO.device_id)
    return {
        "phone": world.pushes(phone, fact, visit(second), points=SAME),
        "other phone": world.pushes(other_phone, fact, points=SAME),
    }


async def test_a_fact_that_two_phones_bring_is_applied_once(world: World) -> None:
    """A person restored his phone's backup to a new one."""
    await world.watcher.execute("UPDATE device SET staff_id = $1 WHERE id = $2", LI.staff_id, ZHAO.device_id)
    count, answers = await explore(world, same_fact)
    assert answers == {"applied", "applied again"}
    assert count >= 24
