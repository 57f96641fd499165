"""Kills beyond what every run has time for: .venv/bin/python -m pytest tests/faults/soak.py."""

import asyncio
import signal
from pathlib import Path

import pytest

from backend.database import Database
from tests.faults.fleet import Fleet, Server
from tests.faults.launcher import KEPT, LOST
from tests.faults.test_kills import alone, come_to_rest, embedded, end_at, end_database, fleet, server

__all__ = ["alone", "fleet", "server"]


@pytest.mark.parametrize("arrival", range(1, 11))
async def test_a_server_killed_at_any_arrival(server: Server, fleet: Fleet, arrival: int) -> None:
    await end_at(server, fleet, (*LOST, *KEPT), arrival)
    await asyncio.to_thread(server.begin)
    await come_to_rest(fleet)


async def test_a_database_killed_again_and_again(alone: tuple[Server, Fleet], folder: Path) -> None:
    server, fleet = alone
    for number in (signal.SIGKILL, signal.SIGQUIT) * 6:
        await end_database(server, fleet, folder, number)
    await asyncio.to_thread(server.begin)
    fleet.database = Database(embedded(folder).url())
    await come_to_rest(fleet)
    await fleet.database.close()
