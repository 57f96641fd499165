"""The book, the numbers and the inbox, on a real database."""

import asyncio
from contextlib import suppress
from uuid import UUID

import pytest

from backend.database import Database
from backend.journal.door import record
from backend.notices import inbox
from backend.people.roles import Role
from backend.problems import Problem
from tests.notices.makers import NOW, POLICY, Field, employ, person


async def read(database: Database, reader: UUID, after: int = 0) -> list[tuple[int | None, str]]:
    """What somebody who keeps a cursor reads."""
    async with database.transaction() as tx:
        await inbox.sequence(tx)
        found = await inbox.page(tx, reader, after=after, limit=inbox.PAGE_LIMIT)
        return [(one.seq, one.kind) for one in found]


async def test_each_is_told_once_in_the_order_of_the_chain(database: Database) -> None:
    field = await Field().settled_in(database)
    said = [field.on_visit("accepted"), field.on_visit("arrived"), field.escalated(), field.left()]
    await field.say(database, *said)
    await field.say(database, *said)
    kinds = [one.fact.kind for one in said]
    told = await read(database, field.cora.staff_id)
    assert [kind for _, kind in told] == kinds
    assert sorted(seq or 0 for seq, _ in told + await read(database, field.max.staff_id)) == [1, 2, 3, 4, 5]
    assert [kind for _, kind in await read(database, field.max.staff_id)] == ["visit.escalated"]
    assert await read(database, field.wei.staff_id) == await read(database, field.dana.staff_id) == []


async def test_who_has_left_and_who_said_it_himself_are_not_told(database: Database) -> None:
    field = await Field().settled_in(database)
    both = person("Both", Role.TECHNICIAN, Role.COORDINATOR, Role.MANAGER)
    gone = person("Gone", Role.COORDINATOR)
    async with database.transaction() as tx:
        await employ(tx, both)
        await employ(tx, gone, active=False)
    said = [field.on_visit("accepted"), field.assigned(both), field.on_visit("accepted", by=both)]
    await field.say(database, *said)
    told = {one.name: len(await read(database, one.staff_id)) for one in (field.cora, both, gone)}
    assert told == {"Cora": 2, "Both": 1, "Gone": 0}


async def test_whoever_escalated_is_told_of_the_decision(database: Database) -> None:
    field = await Field().settled_in(database)
    await field.say(database, field.escalated())
    decided = field.said(field.max, "order.decided", escalation_id=str(field.escalation), decision="Go on")
    await field.say(database, decided)
    assert [kind for _, kind in await read(database, field.wei.staff_id)] == ["order.decided"]
    assert "order.decided" not in [kind for _, kind in await read(database, field.max.staff_id)]


async def test_a_notice_vanishes_with_what_it_tells_of(database: Database) -> None:
    field = await Field().settled_in(database)
    with suppress(ZeroDivisionError):
        async with database.transaction() as tx:
            await record(tx, [field.on_visit("accepted")], POLICY)
            raise ZeroDivisionError
    assert await read(database, field.cora.staff_id) == []


async def test_a_cursor_misses_nothing_that_is_written_early_and_committed_late(database: Database) -> None:
    early = await Field().settled_in(database)
    late = await early.another(database)
    cora = early.cora.staff_id
    async with database.transaction() as tx:
        await record(tx, [early.on_visit("accepted")], POLICY)
        await late.say(database, late.on_visit("arrived"))
        first = await read(database, cora)
    assert first == [(1, "visit.arrived")]
    second = await read(database, cora, after=1)
    assert [kind for _, kind in second] == ["visit.accepted"]
    assert await read(database, cora) == first + second


async def test_numbers_become_visible_in_their_order(database: Database) -> None:
    early = await Field().settled_in(database)
    late = await early.another(database)
    cora = early.cora.staff_id
    await early.say(database, early.on_visit("accepted"))
    async with database.transaction() as numbering:
        await inbox.sequence(numbering)
        await late.say(database, late.on_visit("arrived"))
        waiting = asyncio.create_task(read(database, cora))
        await until_somebody_waits(database)
    assert await waiting == [(1, "visit.accepted"), (2, "visit.arrived")]


async def until_somebody_waits(database: Database) -> None:
    """Until a numbering waits for another one's lock."""
    waiting = False
    while not waiting:
        async with database.transaction() as tx:
            waiting = await tx.sql.fetchval(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"
            )


async def test_nobody_waits_where_nothing_is_new(database: Database) -> None:
    field = await Field().settled_in(database)
    await field.say(database, field.on_visit("accepted"))
    before = await read(database, field.cora.staff_id)
    async with database.transaction() as tx:
        await tx.sql.execute(inbox.LOCK)
        assert await read(database, field.cora.staff_id) == before


async def test_readers_of_pages_lose_nothing_while_many_write(database: Database) -> None:
    first = await Field().settled_in(database)
    fields = [first, *[await first.another(database) for _ in range(5)]]
    seen: list[int] = []

    async def write(field: Field) -> None:
        for what in ("accepted", "departed", "arrived"):
            await field.say(database, field.on_visit(what))
        await field.say(database, field.left())

    async def follow() -> None:
        while len(seen) < 3 * len(fields):
            async with database.transaction() as tx:
                await inbox.sequence(tx)
                found = await inbox.page(tx, first.cora.staff_id, after=max(seen, default=0), limit=2)
            seen.extend(one.seq or 0 for one in found)

    async with asyncio.TaskGroup() as everybody:
        everybody.create_task(follow())
        for field in fields:
            everybody.create_task(write(field))
    assert len(set(seen)) == len(seen) == 3 * len(fields)
    assert [seq for seq, _ in await read(database, first.cora.staff_id)] == seen


async def test_the_first_acknowledgement_stays_and_only_ones_own_counts(database: Database) -> None:
    field = await Field().settled_in(database)
    await field.say(database, field.on_visit("accepted"))
    async with database.transaction() as tx:
        await inbox.sequence(tx)
        (notice,) = await inbox.page(tx, field.cora.staff_id, after=0, limit=1)
    later = NOW.replace(year=2027)
    for now in (NOW, later):
        async with database.transaction() as tx:
            seen = await inbox.acknowledge(tx, notice.id, field.cora.staff_id, now)
            assert seen.acknowledged_at == NOW
    async with database.transaction() as tx:
        with pytest.raises(Problem, match="not_found"):
            await inbox.acknowledge(tx, notice.id, field.max.staff_id, later)


async def test_the_id_follows_from_fact_kind_and_recipient(database: Database) -> None:
    field = await Field().settled_in(database)
    await field.say(database, field.escalated())
    async with database.transaction() as tx:
        await inbox.sequence(tx)
        both = [
            (await inbox.page(tx, one.staff_id, after=0, limit=1))[0].id for one in (field.cora, field.max)
        ]
    assert both[0] != both[1]
    assert {one.version for one in both} == {8}
    assert {one.variant for one in both} == {UUID(int=0x8 << 60).variant}
