"""The database stops answering and closes nothing: everybody is answered in time, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

import backend.database
from backend import postgres
from backend.database import Database
from backend.people.actor import Actor
from tests.faults.relay import Relay
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, WANG, ZHAO, Case, new_id
from tests.sync.conftest import Field, envelope, headers, outcomes, sent
from tests.sync.test_bundle import BUNDLE, file_of

ENDURED_S = 15
"""Far more than the bound that everybody has, and less than any limit of the driver's gives without it."""


@pytest.fixture
async def relay(cluster: postgres.Cluster, folder: Path) -> AsyncIterator[Relay]:
    way = folder / "way"
    way.mkdir(mode=0o711)
    async with Relay(cluster.socket, way).standing() as relay:
        yield relay


@pytest.fixture
async def database(
    database_url: str, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Database]:
    """The database at the end of the relay. What ends a wait here is none of the driver's own limits."""
    for limit in ("CONNECT_TIMEOUT_S", "BEGIN_TIMEOUT_S"):
        monkeypatch.setattr(backend.database, limit, 1000)
    database = Database(f"{database_url.partition('?')[0]}?host={relay.folder}", pool_size=6)
    yield database
    relay.heal()
    await database.close()


def visit(case: Case) -> list[dict[str, Any]]:
    return [sent(case, kind) for kind in ("visit.departed", "visit.arrived")]


async def settled(reach: Field, by: Actor, facts: list[dict[str, Any]]) -> list[bool]:
    """Send until nothing is `retry`, as what flows again takes a moment; gives which were stored before."""
    for _ in range(100):
        answer = await reach.sync(by, *facts)
        if outcomes(answer) == ["applied"] * len(facts):
            return [result["replayed"] for result in answer["results"]]
        assert set(outcomes(answer)) == {"retry unavailable"}
    raise AssertionError("the database answers again, and facts are still `retry`")


async def test_a_silent_database_keeps_no_phone_waiting_and_loses_nothing(reach: Field, relay: Relay) -> None:
    """It goes silent in the midst of one batch, at the COMMIT of another, and before all others."""
    facts = {by: visit(await reach.begun(by)) for by in (LI, WANG, ZHAO)}
    asked: list[asyncio.Task[Any]] = []

    def ask(by: Actor) -> None:
        asked.append(asyncio.create_task(reach.post(by, envelope(by) | {"facts": facts[by]})))

    async with asyncio.timeout(ENDURED_S):
        for by, words in ((LI, b"NOWAIT"), (WANG, b"COMMIT")):
            relay.silence_after(words)
            ask(by)
            await relay.stopped.wait()
        relay.silence(new_ones_too=True)
        ask(ZHAO)
        asked += [asyncio.create_task(reach.post(ZHAO, envelope(ZHAO))) for _ in range(30)]
        asked += [asyncio.create_task(reach.post(COORDINATOR, file_of(*facts[LI]), BUNDLE))]
        assert (await reach.client.get("/healthz")).status_code == 200
        assert not asked[0].done()
        answers = await asyncio.gather(*asked)
    assert {answer.status_code for answer in answers} == {503}
    assert all(5 <= int(answer.headers["Retry-After"]) <= 15 for answer in answers)

    relay.heal()
    assert await settled(reach, WANG, facts[WANG]) == [True] * 2
    assert await settled(reach, LI, facts[LI]) == [False] * 2
    assert await settled(reach, ZHAO, facts[ZHAO]) == [False] * 2
    assert await reach.one("SELECT count(*) FROM journal") == 3 * (2 + 2)
    assert await reach.audited() == []


async def test_desks_too_hear_in_time_that_the_database_is_silent(reach: Field, relay: Relay) -> None:
    """More of them than there are connections."""
    case = await reach.begun()
    path, note = f"/v1/orders/{case.order_id}", {"kind": "note.added", "v": 1, "body": {"text": "Call first"}}
    said = note | {"id": str(new_id())}
    assert (await reach.client.get(path, headers=headers(MANAGER))).status_code == 200
    relay.silence(new_ones_too=True)
    async with asyncio.timeout(ENDURED_S):
        answers = await asyncio.gather(
            *[reach.client.get(path, headers=headers(MANAGER)) for _ in range(20)],
            reach.post(DISPATCHER, said, f"{path}/facts"),
            reach.client.get("/readyz"),
        )
    assert {answer.status_code for answer in answers} == {503}
    assert all(5 <= int(answer.headers["Retry-After"]) <= 15 for answer in answers)
    relay.heal()
    assert (await reach.post(DISPATCHER, said, f"{path}/facts")).json()["replayed"] is False
    assert await reach.audited() == []
