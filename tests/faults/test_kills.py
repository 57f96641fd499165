"""The server dies with kill -9 at every point of a push, its database in the middle: nothing is lost or there
twice, and every phone comes to see what is.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from backend import postgres
from backend.database import Database
from backend.migrations import migrate
from tests.faults.fleet import Fleet, Server
from tests.faults.launcher import KEPT, LOST

ARRIVAL = 5
"""At which push a life ends: by then every phone has sent some."""
KILLED_AT = 10
"""Before which sync of a life the database dies; the other phones are in the middle of theirs."""


@pytest.fixture
def server(folder: Path, database_url: str) -> Iterator[Server]:
    server = Server(folder, CALLOUT_DATABASE_URL=database_url)
    yield server
    server.end()


@pytest.fixture
async def fleet(folder: Path, database: Database, server: Server) -> AsyncIterator[Fleet]:
    fleet = Fleet(folder, database, server.url)
    await fleet.settle_in()
    yield fleet
    fleet.close()


async def end_at(server: Server, fleet: Fleet, points: Iterable[str], arrival: int) -> None:
    """A life for each point, in which the phones work until it ends there."""
    for turn, point in enumerate(points):
        await asyncio.to_thread(server.begin, point, arrival)
        await asyncio.to_thread(fleet.work)
        word, *facts = await asyncio.to_thread(server.hear)
        assert (word, await asyncio.to_thread(server.hear)) == ("killed", ["ended", f"{-signal.SIGKILL}"])
        assert facts or point == LOST[0]
        stored = await fleet.stored()
        assert [UUID(fact_id) in stored for fact_id in facts] == [point in KEPT] * len(facts), point
        await fleet.reassign(turn)


async def come_to_rest(fleet: Fleet) -> None:
    """In a life in which nothing happens any more everything must come right."""
    await asyncio.to_thread(fleet.rest)
    await fleet.check()
    await asyncio.to_thread(fleet.ask_again)


async def test_a_server_killed_at_any_point_of_a_push_leaves_all_of_it_or_nothing(
    server: Server, fleet: Fleet
) -> None:
    await end_at(server, fleet, (*LOST, *KEPT), ARRIVAL)
    await asyncio.to_thread(server.begin)
    await come_to_rest(fleet)
    assert fleet.replayed


def embedded(data: Path) -> postgres.Cluster:
    """The PostgreSQL that a server runs of its own."""
    return postgres.Cluster(data / "postgres", Path((data / "postgres/socket").read_text().strip()))


@pytest.fixture
async def alone(folder: Path) -> AsyncIterator[tuple[Server, Fleet]]:
    """A server that runs a PostgreSQL of its own, and its phones."""
    server = Server(folder)
    with postgres.running(folder, durable=False) as cluster:
        await asyncio.to_thread(migrate, cluster.url(postgres.OWNER))
        database = Database(cluster.url())
        fleet = Fleet(folder, database, server.url)
        await fleet.settle_in()
        await database.close()
    yield server, fleet
    fleet.close()
    await asyncio.to_thread(server.end)


async def end_database(server: Server, fleet: Fleet, data: Path, number: int) -> None:
    """A life in which PostgreSQL is sent a signal while the phones work."""
    await asyncio.to_thread(server.begin)
    postmaster = int((data / "postgres/cluster/postmaster.pid").read_text().split()[0])
    syncs = count(1)

    def kill() -> None:
        if next(syncs) == KILLED_AT:
            os.kill(postmaster, number)

    await asyncio.to_thread(fleet.work, kill)
    assert await asyncio.to_thread(server.hear) == ["ended", "1"]


async def test_a_database_killed_in_the_middle_keeps_all_that_was_answered(
    alone: tuple[Server, Fleet], folder: Path
) -> None:
    server, fleet = alone
    for number in (signal.SIGKILL, signal.SIGQUIT):
        await end_database(server, fleet, folder, number)
    await asyncio.to_thread(server.begin)
    fleet.database = Database(embedded(folder).url())
    await come_to_rest(fleet)
    await fleet.database.close()
