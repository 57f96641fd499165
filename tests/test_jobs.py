import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from backend.database import Database
from backend.jobs import ATTEMPTS_LIMIT, LEASE, Claimed, claim, delay, enqueue, settle
from backend.problems import Problem

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NAMES = ["work", "other"]
DAY = timedelta(days=1)


async def ask(database: Database, key: str = "", at: datetime = NOW, name: str = "work") -> None:
    async with database.transaction() as tx:
        await enqueue(tx, name, key, at)


async def take(database: Database, now: datetime = NOW) -> Claimed | None:
    async with database.transaction() as tx:
        return await claim(tx, NAMES, now)


async def taken(database: Database, now: datetime = NOW) -> Claimed:
    job = await take(database, now)
    assert job is not None
    return job


async def report(database: Database, job: Claimed, now: datetime = NOW, error: str | None = None) -> bool:
    async with database.transaction() as tx:
        return await settle(tx, job, now, error)


async def test_a_job_vanishes_with_the_transaction_that_asked_for_it(database: Database) -> None:
    with suppress(Problem):
        async with database.transaction() as tx:
            await enqueue(tx, "work", "", NOW)
            raise Problem("internal")
    assert await take(database) is None


async def test_two_claimers_never_get_one_job(database: Database) -> None:
    keys = {str(n) for n in range(12)}
    for key in keys:
        await ask(database, key)
    async with database.transaction() as one, database.transaction() as two, database.transaction() as three:
        got = [await claim(tx, NAMES, NOW) for tx in (one, two, three) * 4]
        assert {job.key for job in got if job} == keys
        assert await claim(one, NAMES, NOW) is None


async def test_jobs_are_taken_when_they_are_due_the_oldest_first_and_only_known_ones(
    database: Database,
) -> None:
    await ask(database, "late", NOW + DAY)
    await ask(database, "second", NOW)
    await ask(database, "first", NOW - DAY)
    await ask(database, "of a newer version", NOW, name="unheard of")
    got = [await take(database) for _ in range(3)]
    assert [job and job.key for job in got] == ["first", "second", None]
    assert (await taken(database, NOW + DAY)).key == "first"


async def test_a_job_done_is_gone_and_one_that_failed_comes_back_later(database: Database) -> None:
    await ask(database, "fails")
    failing = await taken(database)
    assert await report(database, failing, error="ValueError")
    assert await take(database) is None
    again = await taken(database, NOW + DAY)
    assert (again.id, again.attempts) == (failing.id, 2)
    assert await report(database, again)
    assert await take(database, NOW + 2 * DAY) is None


async def test_a_lease_that_ended_is_taken_over_and_the_late_word_does_not_count(database: Database) -> None:
    await ask(database)
    slow = await taken(database)
    assert await take(database, NOW + LEASE - timedelta(seconds=1)) is None
    quick = await taken(database, NOW + LEASE)
    assert (quick.id, quick.attempts) == (slow.id, 2)
    for error in (None, "TimeoutError"):
        assert not await report(database, slow, error=error)
    assert await report(database, quick)
    assert not await report(database, slow)


@pytest.mark.parametrize("says", ["how it failed", "nothing, as it kills its worker"])
async def test_a_job_that_fails_time_and_again_dies_and_can_be_asked_for_anew(
    database: Database, says: str
) -> None:
    await ask(database)
    for attempt in range(1, ATTEMPTS_LIMIT + 1):
        job = await taken(database, NOW + attempt * DAY)
        assert job.attempts == attempt
        if says == "how it failed":
            assert await report(database, job, NOW + attempt * DAY, "ValueError")
    assert await take(database, NOW + 100 * DAY) is None
    await ask(database)
    assert (await taken(database, NOW + 100 * DAY)).attempts == 1


async def test_the_last_word_on_when_counts(database: Database) -> None:
    await ask(database, at=NOW + DAY)
    await ask(database, at=NOW)
    await taken(database)
    await ask(database, "put off", at=NOW)
    await ask(database, "put off", at=NOW + DAY)
    assert await take(database) is None


async def test_what_is_asked_for_while_it_runs_runs_again(database: Database) -> None:
    await ask(database)
    running = await taken(database)
    await ask(database, at=NOW + DAY)
    assert await take(database, NOW) is None
    assert await report(database, running)
    assert await take(database, NOW) is None
    again = await taken(database, NOW + DAY)
    assert (again.attempts, await report(database, again)) == (1, True)
    assert await take(database, NOW + 2 * DAY) is None


async def test_one_thing_asked_for_by_many_at_once_is_one_job(database: Database) -> None:
    await asyncio.gather(*(ask(database) for _ in range(8)))
    assert await take(database) is not None
    assert await take(database) is None


@pytest.mark.parametrize(("attempts", "longest_s"), [(1, 2), (2, 4), (4, 16), (30, 900)])
def test_the_wait_grows_is_spread_and_has_an_end(attempts: int, longest_s: int) -> None:
    waits = {delay(attempts).total_seconds() for _ in range(50)}
    assert longest_s / 2 <= min(waits) < max(waits) <= longest_s
