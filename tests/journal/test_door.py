"""The one door: answers that stay, waits that end, writers that do not meet badly."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest
from pydantic import model_validator

from backend.database import Database
from backend.journal import door, feed
from backend.journal.door import Result, record
from backend.order import fact as facts
from backend.order.document import Order
from backend.order.fact import Body, Entry, Judgement, Known, Said, Unreadable
from backend.order.visit import By, credited
from backend.sync.pull import pull
from tests.journal.conftest import all_of, begun, one
from tests.makers import DISPATCHER, LI, POLICY, START, WANG, Case, new_id, pen, team


async def document(database: Database, case: Case) -> Order:
    rows = await all_of(database, "SELECT document, desk FROM dispatch_order WHERE id = $1", case.order_id)
    return Order.parse(rows[0]["document"], rows[0]["desk"])


def said(result: Result) -> tuple[str, str | None]:
    return result.outcome, result.code


# The first answer again


async def test_a_replay_gets_the_first_answer_and_changes_nothing(office: Database) -> None:
    case = await begun(office)
    batch = [case.said(LI, "visit.arrived"), case.said(LI, "report.signed"), case.said(LI, "photo.stored")]
    unreadable = Unreadable(new_id(), LI, b"raw", case.now, "unreadable", "no JSON")
    async with office.transaction() as tx:
        first = await record(tx, [*batch, unreadable], POLICY)
    assert list(map(said, first)) == [
        ("applied", None), ("parked", "report_unknown"), ("rejected", "role"), ("rejected", "unreadable")
    ]  # fmt: skip
    before = await document(office, case)
    async with office.transaction() as tx:
        again = await record(tx, [unreadable, *reversed(batch), batch[0]], POLICY)
    assert list(map(said, again)) == list(map(said, (first[3], first[2], first[1], first[0], first[0])))
    assert all(result.replayed for result in again)
    assert again[-1].visible_at == first[0].visible_at
    assert await document(office, case) == before


async def test_a_fact_twice_in_one_batch_is_one_fact(office: Database) -> None:
    case = await begun(office)
    arrived = case.said(LI, "visit.arrived")
    first, second = await case.record(office, arrived, arrived)
    assert (first.outcome, first.replayed) == ("applied", False)
    assert second == replace(first, replayed=True)


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "in a later batch"])
async def test_an_id_is_used_once_and_the_first_use_stands(office: Database, *, together: bool) -> None:
    case = await begun(office)
    first = case.said(LI, "visit.accepted")
    other = case.said(LI, "visit.departed", id=first.id)
    results = await case.record(office, first, *[other] * together)
    results += [] if together else await case.record(office, other)
    assert list(map(said, results)) == [("applied", None), ("rejected", "id_reused")]
    assert await one(office, "SELECT kind FROM fact WHERE id = $1", first.id) == "visit.accepted"
    assert not (await document(office, case)).visits[0].departed_at


# Waits that end


async def test_an_order_that_comes_late_releases_what_waited_and_its_author_hears_of_it(
    office: Database,
) -> None:
    case = Case()
    early = case.said(LI, "visit.arrived")
    [parked] = await case.record(office, early)
    assert said(parked) == ("parked", "order_unknown")
    await case.record(office, case.said(DISPATCHER, "order.issued"))
    [still] = await case.record(office, early)
    assert said(still) == ("parked", "not_on_team")
    await case.record(office, case.said(DISPATCHER, "order.assigned"))
    async with office.transaction() as tx:
        page = await pull(tx.sql, LI.staff_id, None, None)
        head = await tx.sql.fetchval("SELECT head FROM dispatch_order")
    receipt = {"seq": 3, "hash": head.hex()}
    told = {"id": str(early.id), "outcome": "applied", "problem": None, "receipt": receipt}
    assert orjson.loads(page.verdicts) == [told]
    assert [order["state"] for order in orjson.loads(page.orders)] == ["on_site"]
    [answer] = await case.record(office, early)
    assert (*said(answer), answer.replayed) == ("applied", None, True)
    assert answer.visible_at is not None
    assert await one(office, "SELECT count(*) FROM fact WHERE body IS NOT NULL") == 0


async def test_what_waits_for_an_unknown_order_holds_up_no_other(office: Database) -> None:
    case, unknown = await begun(office), Case()
    await unknown.record(office, unknown.said(LI, "visit.accepted"))
    results = await case.record(office, unknown.said(LI, "visit.arrived"), case.said(LI, "visit.arrived"))
    assert [result.outcome for result in results] == ["parked", "applied"]


async def test_a_fact_that_a_good_device_sent_heals_after_the_device_is_revoked(office: Database) -> None:
    case = await begun(office)
    signed, late = case.said(LI, "report.signed"), case.said(LI, "visit.arrived")
    filed = case.said(LI, "report.filed")
    await case.record(office, signed)
    await one(office, "UPDATE device SET revoked_at = $2 WHERE id = $1", LI.device_id, case.now)
    revoked = replace(LI, revoked=True)
    [refused] = await case.record(office, replace(late, sender=revoked, received_at=case.now))
    assert said(refused) == ("parked", "device_revoked")
    await case.record(office, filed, case.said(LI, "visit.departed"))
    assert await one(office, "SELECT outcome FROM fact WHERE id = $1", late.id) == "parked"
    [answer] = await case.record(office, signed)
    assert said(answer) == ("parked", "before_arrival")  # the arrival is the revoked device's
    await case.record(office, case.said(LI, "visit.arrived", at=1))
    assert await one(office, "SELECT outcome FROM fact WHERE id = $1", signed.id) == "applied"


async def test_who_is_no_technician_any_more_is_not_refused_what_he_did_as_one(office: Database) -> None:
    case = await begun(office)
    signed = case.said(LI, "report.signed", at=9)
    await case.record(office, signed)
    await one(office, "UPDATE staff SET roles = '{coordinator}' WHERE id = $1", LI.staff_id)
    filed, arrived = case.said(LI, "report.filed"), case.said(LI, "visit.arrived", at=1)
    await case.record(office, filed, arrived)
    assert await one(office, "SELECT outcome FROM fact WHERE id = $1", signed.id) == "parked"
    await one(office, "UPDATE staff SET roles = '{technician}' WHERE id = $1", LI.staff_id)
    await case.record(office, case.said(LI, "visit.departed"))
    assert await one(office, "SELECT outcome FROM fact WHERE id = $1", signed.id) == "applied"


class Broken(Body):
    """Its rules fail, each at its time: at once, or when its author is on the team."""

    how: str

    @model_validator(mode="after")
    def reads(self) -> "Broken":
        return self if self.how != "read" else self.fails()

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        if self.how == "judge" and order.member(entry.author):
            self.fails()
        return credited(order, entry)

    def fold(self, order: Order, entry: Entry) -> None:
        order.team = []
        self.fails()

    def fails(self) -> Any:
        raise ZeroDivisionError


class Mended(Body):
    """The kind of a later version of the server."""


@pytest.fixture
def kinds() -> Iterator[dict[tuple[str, int], type[Body]]]:
    """The kinds, to which a test may add."""
    before = dict(facts.KINDS)
    yield facts.KINDS
    facts.KINDS.clear()
    facts.KINDS.update(before)


@pytest.mark.parametrize("how", ["read", "judge", "fold"])
async def test_a_rule_that_fails_in_a_waiting_fact_holds_up_nobody_until_it_is_mended(
    office: Database, kinds: dict[tuple[str, int], type[Body]], how: str
) -> None:
    facts.kind("test.broken", by=By)(Broken)
    case = await begun(office)
    bad = case.said(LI, "test.broken", how=how)
    with pytest.raises(ZeroDivisionError):
        await case.record(office, bad)
    async with office.transaction() as tx:
        assert said(await door.park_internal(tx, bad)) == ("parked", "internal")
    results = await case.record(office, case.said(LI, "visit.arrived"), case.said(LI, "visit.left"))
    assert [result.outcome for result in results] == ["applied"] * 2
    assert len((await document(office, case)).team) == 1
    assert said((await case.record(office, bad))[0]) == ("parked", "internal")

    del kinds["test.broken", 1]
    facts.kind("test.broken", by=By)(Mended)
    async with office.transaction() as tx:
        assert await door.reconsider(tx, [case.order_id, new_id()], POLICY, case.now) == 1
    assert said((await case.record(office, bad))[0]) == ("applied", None)


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("how", ["judge", "fold"])
async def test_a_wait_that_ends_in_a_failure_leaves_the_order_and_its_neighbours_alone(
    office: Database, how: str
) -> None:
    facts.kind("test.broken", by=By)(Broken)
    case = await begun(office)
    bad, good = case.said(WANG, "test.broken", how=how), case.said(WANG, "visit.arrived")
    results = await case.record(office, bad, good)
    assert list(map(said, results)) == [("parked", "not_on_team")] * 2
    await case.record(office, case.said(DISPATCHER, "order.assigned", **team(LI, WANG)))
    assert len((await document(office, case)).team) == 2
    assert list(map(said, await case.record(office, bad, good))) == [
        ("parked", "internal"),
        ("applied", None),
    ]


async def test_an_order_that_failed_on_our_side_is_issued_when_it_is_judged_again(office: Database) -> None:
    case = Case()
    issued, assigned = case.said(DISPATCHER, "order.issued"), case.said(DISPATCHER, "order.assigned")
    async with office.transaction() as tx:
        await door.park_internal(tx, issued)
        await door.park_internal(tx, assigned)
    async with office.transaction() as tx:
        assert await door.reconsider(tx, [case.order_id, new_id()], POLICY, case.now) == 2
    assert (await document(office, case)).version == 2


# Many at once


@asynccontextmanager
async def watching(database: Database) -> AsyncIterator[asyncpg.Connection]:
    """A connection beside those that are watched."""
    async with database.transaction() as tx:
        yield tx.sql


async def waiting(sql: asyncpg.Connection, so_many: int) -> None:
    """Until so many statements of this database wait for a lock."""
    query = """
    SELECT count(DISTINCT pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE NOT l.granted AND a.datname = current_database()
    """
    while await sql.fetchval(query) < so_many:
        await sql.execute("SELECT pg_stat_clear_snapshot()")  # or a transaction sees the same for ever


async def test_the_same_strokes_on_two_orders_at_once_sign_one(office: Database) -> None:
    strokes, signed = pen(), []
    for case in (await begun(office), await begun(office)):
        await case.record(office, case.said(LI, "visit.arrived"), case.said(LI, "report.filed"))
        signed.append(case.said(LI, "report.signed", strokes=strokes))
    recorded, commit = asyncio.Event(), asyncio.Event()

    async def first() -> Result:
        async with office.transaction() as tx:
            [result] = await record(tx, [signed[0]], POLICY)
            recorded.set()
            await commit.wait()
        return result

    async def second() -> Result:
        await recorded.wait()
        async with office.transaction() as tx:
            return (await record(tx, [signed[1]], POLICY))[0]

    async with watching(office) as sql, asyncio.TaskGroup() as both:
        one_task, other_task = both.create_task(first()), both.create_task(second())
        await recorded.wait()
        await waiting(sql, 1)
        commit.set()
    assert said(one_task.result()) == ("applied", None)
    assert said(other_task.result()) == ("rejected", "strokes_reused")


async def test_batches_over_the_same_orders_in_opposite_order_do_not_deadlock(office: Database) -> None:
    cases = [await begun(office, WANG) for _ in range(6)]
    for _ in range(5):
        start = asyncio.Barrier(3)

        async def work(batch: list[Said], start: asyncio.Barrier) -> list[Result]:
            await start.wait()
            async with office.transaction() as tx:
                return await record(tx, batch, POLICY)

        batches = [
            [case.said(by, "visit.departed", visit_id=str(new_id())) for case in order]
            for by, order in ((LI, cases), (WANG, cases[::-1]), (LI, cases[1::-1]))
        ]
        for results in await asyncio.gather(*[work(batch, start) for batch in batches]):
            assert {result.outcome for result in results} == {"applied"}
    rows = await all_of(office, "SELECT technician_id, count(DISTINCT seq) AS n FROM feed GROUP BY 1")
    assert [row["n"] for row in rows] == [6, 6]


async def test_writers_that_tell_the_same_people_in_opposite_order_do_not_deadlock(
    office: Database,
) -> None:
    people = [new_id() for _ in range(50)]

    async def tell(telling: list[UUID]) -> None:
        async with office.transaction() as tx:
            await feed.tell(tx.sql, [(person, "order", new_id(), None) for person in telling])

    async with watching(office) as sql, asyncio.TaskGroup() as both, office.transaction() as tx:
        # Both hold some counters when they meet this one.
        await feed.tell(tx.sql, [(sorted(people)[25], "order", new_id(), None)])
        for telling in (people, people[::-1]):
            both.create_task(tell(telling))
        await waiting(sql, 2)
    heads = await all_of(office, "SELECT seq, count(*) AS n FROM feed_head GROUP BY seq ORDER BY seq")
    assert heads == [{"seq": 2, "n": 49}, {"seq": 3, "n": 1}]


async def test_a_late_fact_of_who_left_brings_the_order_back_to_nobodys_phone(office: Database) -> None:
    case = await begun(office)
    await case.record(office, case.said(DISPATCHER, "order.assigned", **team(WANG)))
    [late] = await case.record(office, case.said(LI, "visit.arrived", seen=2))
    async with office.transaction() as tx:
        page = await pull(tx.sql, LI.staff_id, None, None)
    assert (late.outcome, late.visible_at) == ("applied", page.cursor), (
        "it is seen with the word that it went"
    )
    assert orjson.loads(page.removed) == [{"id": str(case.order_id), "reason": "reassigned"}]
    assert page.orders == b"[]"


async def test_order_numbers_are_of_their_year_and_never_twice(office: Database) -> None:
    cases = [Case(now=START.replace(year=year)) for year in (2026, 2026, 2027)]
    for case in cases:
        await case.record(office, case.said(DISPATCHER, "order.issued"))
    rows = await all_of(office, "SELECT number FROM dispatch_order ORDER BY number")
    assert [row["number"] for row in rows] == ["DO-2026-000001", "DO-2026-000002", "DO-2027-000001"]
