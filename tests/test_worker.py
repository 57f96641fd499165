import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from backend import clock, postgres, worker
from backend.database import Database
from backend.jobs import ATTEMPTS_LIMIT, enqueue
from backend.journal.door import record
from backend.journal.upkeep import HORIZON
from backend.settings import Settings
from backend.worker import (
    ANCHOR_EVERY,
    ARCHIVE_EVERY,
    AT_START,
    EXPIRE_EVERY,
    HANDLERS,
    ORPHANS_EVERY,
    REMIND_EVERY,
    SWEEP_EVERY,
    Tools,
    Work,
    next_night,
    run,
    start,
    tools_of,
    work_once,
)
from tests.notices.makers import NOW, POLICY, Field
from tests.photos.makers import taken

PATIENCE_S = 20


@pytest.fixture
async def root(cluster: postgres.Cluster, database_name: str) -> AsyncIterator[asyncpg.Connection]:
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    yield root
    await root.close()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What jobs keep is kept here."""
    monkeypatch.setenv("CALLOUT_DATA", str(tmp_path))


def tools(database: Database) -> Tools:
    """What jobs are done with."""
    return tools_of(Settings(), database, POLICY)


async def all_work(database: Database, now: datetime) -> None:
    """Everything that is due."""
    while await work_once(tools(database), now):
        pass


async def ask(database: Database, name: str) -> None:
    async with database.transaction() as tx:
        await enqueue(tx, name, "", NOW)


async def outcomes(root: asyncpg.Connection) -> dict[str, str]:
    return dict(await root.fetch("SELECT kind, outcome FROM fact"))


async def raced(field: Field, database: Database) -> None:
    """A fact and the order that it waits for, in transactions that did not see each other."""
    async with database.transaction() as late:
        await record(late, [taken(field, field.wei, uuid4())], POLICY)
        await field.say(database, *field.issued())


async def test_waits_that_raced_are_swept(database: Database, root: asyncpg.Connection) -> None:
    field = Field()
    await field.settle_in(database)
    await raced(field, database)
    assert (await outcomes(root))["photo.taken"] == "parked"
    await ask(database, "sweep_waiting")
    await all_work(database, NOW)
    assert (await outcomes(root))["photo.taken"] == "applied"


async def test_one_order_whose_waits_fail_does_not_keep_the_others_waiting(
    database: Database, root: asyncpg.Connection
) -> None:
    field = Field()
    await field.settle_in(database)
    others = [Field(**vars(field) | {"order_id": uuid4()}) for _ in range(3)]
    for one in others:
        await raced(one, database)
    broken = min(one.order_id for one in others)
    await root.execute("UPDATE dispatch_order SET document = '{}' WHERE id = $1", broken)
    await ask(database, "sweep_waiting")
    await all_work(database, NOW)
    waiting = await root.fetch("SELECT order_id FROM fact WHERE outcome = 'parked'")
    assert [row["order_id"] for row in waiting] == [broken]


@pytest.mark.parametrize(
    "stored",
    [
        "kind = 'visit.arrived', envelope = replace(envelope, 'teleported', 'arrived')",
        "kind = 'visit.arrived', envelope = replace(envelope, 'teleported', 'arrived'), code = 'internal'",
    ],
    ids=["its kind was unknown", "its rule failed"],
)
async def test_what_an_older_version_could_not_judge_is_judged_after_the_upgrade(
    database: Database, root: asyncpg.Connection, stored: str
) -> None:
    field = await Field().settled_in(database)
    unknown = field.said(field.wei, "visit.teleported", visit_id=str(field.visit))
    [answer] = await field.say(database, unknown)
    assert (answer.outcome, answer.code) == ("parked", "unknown_kind")
    await start(database, NOW)
    await all_work(database, NOW)
    assert (await outcomes(root))["visit.teleported"] == "parked"
    # What the older version stored of a kind that this one knows, or judges rightly.
    await root.execute(f"UPDATE fact SET {stored} WHERE kind = 'visit.teleported'")  # noqa: S608  # our own words
    await all_work(database, NOW + SWEEP_EVERY)
    assert (await outcomes(root))["visit.arrived"] == "parked"
    await start(database, NOW)
    await all_work(database, NOW)
    assert (await outcomes(root))["visit.arrived"] == "applied"


async def test_a_sweep_that_finds_more_than_it_takes_goes_on(
    database: Database, root: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AT_ONCE", 2)
    field = Field()
    await field.settle_in(database)
    for _ in range(5):
        await raced(Field(**vars(field) | {"order_id": uuid4()}), database)
    await ask(database, "sweep_waiting")
    await all_work(database, NOW)
    assert (await outcomes(root))["photo.taken"] == "applied"
    assert await root.fetchval("SELECT count(*) FROM fact WHERE outcome = 'parked'") == 0


async def test_an_order_over_for_a_fortnight_leaves_the_phones_of_its_team(
    database: Database, root: asyncpg.Connection
) -> None:
    over = await Field().settled_in(database)
    owing, _still_open, moved = [await over.another(database) for _ in range(3)]
    await owing.say(database, owing.on_visit("arrived"), owing.of_report("filed"))
    await moved.say(database, moved.assigned(moved.mei))
    for one in (over, owing, moved):
        await one.say(database, one.said(one.dana, "order.cancelled", reason="sold"))

    async def gone(now: datetime) -> set[tuple[Any, ...]]:
        await ask(database, "archive_closed")
        await all_work(database, now)
        return set(await root.fetch("SELECT technician_id, id, removed FROM feed WHERE removed IS NOT NULL"))

    left = (moved.wei.staff_id, moved.order_id, "reassigned")
    assert await gone(NOW + HORIZON) == {left}
    assert await gone(NOW + HORIZON + timedelta(seconds=1)) == {
        left,
        (over.wei.staff_id, over.order_id, "archived"),
        (moved.mei.staff_id, moved.order_id, "archived"),
    }
    seqs = await root.fetch("SELECT seq FROM feed WHERE technician_id = $1", over.wei.staff_id)
    assert max(seqs)[0] == await root.fetchval(
        "SELECT seq FROM feed_head WHERE technician_id = $1", over.wei.staff_id
    )
    # A late fact brings it back, for another fortnight.
    await over.say(database, over.said(over.cora, "note.added", text="the invoice"))
    assert len(await gone(NOW + HORIZON)) == 2


async def test_periodic_work_asks_for_itself_and_a_start_asks_at_once(
    database: Database, root: asyncpg.Connection
) -> None:
    due = "SELECT name, run_at FROM job ORDER BY name"
    next_round = [
        ("anchor_heads", NOW + ANCHOR_EVERY),
        ("archive_closed", NOW + ARCHIVE_EVERY),
        ("expire_uploads", NOW + EXPIRE_EVERY),
        ("prove_accounts", next_night(NOW)),
        ("remind_of_parts", NOW + REMIND_EVERY),
        ("sweep_objects", NOW + ORPHANS_EVERY),
        ("sweep_waiting", NOW + SWEEP_EVERY),
    ]
    for _ in range(2):
        await start(database, NOW)
        assert [tuple(row) for row in await root.fetch(due)] == [(name, NOW) for name in AT_START]
        await all_work(database, NOW)
        assert [tuple(row) for row in await root.fetch(due)] == next_round


async def test_a_handler_that_fails_is_tried_again_and_leaves_its_name_and_error(
    database: Database, root: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(work: Work) -> None:
        raise LookupError(work.key)

    monkeypatch.setitem(HANDLERS, "fails", fails)
    await ask(database, "fails")
    for attempt in range(1, ATTEMPTS_LIMIT + 1):
        assert await work_once(tools(database), clock.now() + attempt * timedelta(days=1))
        row = await root.fetchrow("SELECT attempts, error, dead_at IS NOT NULL AS dead FROM job")
        assert tuple(row) == (attempt, "LookupError", attempt == ATTEMPTS_LIMIT)


async def test_the_loop_hears_of_jobs_outlives_lost_connections_and_stops(
    database: Database, root: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = asyncio.Event()

    async def notes(_: Work) -> None:
        done.set()

    monkeypatch.setitem(HANDLERS, "notes", notes)
    stop = asyncio.Event()
    working = asyncio.create_task(run(tools(database), stop))
    try:
        for round_ in range(3):
            done.clear()
            async with database.transaction() as tx:
                await enqueue(tx, "notes", str(round_), NOW)
            await asyncio.wait_for(done.wait(), PATIENCE_S)
            await root.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    finally:
        stop.set()
        await asyncio.wait_for(working, PATIENCE_S)
