"""More phones than there is room for: those that wait cost nothing, and desks do not wait with them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from httpx import Response

from backend.sync import room as subject
from backend.sync import sighting
from tests.makers import COORDINATOR, DISPATCHER, LI
from tests.sync.conftest import Field, envelope, headers, sent
from tests.sync.test_bundle import BUNDLE, file_of

ROOM = 10
"""Of the tests' pool of four: two syncs have a place, and eight wait for one."""


WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'journal'::regclass"


class Unread:
    """A body that nobody should want."""

    asked = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.asked = True
        yield b"{}"


async def test_when_there_is_no_room_phones_are_told_at_once_and_desks_are_served(
    reach: Field, owner_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "ANSWER_TIMEOUT_S", 60)
    gate = await asyncpg.connect(owner_url)
    async with gate.transaction():
        # Whatever pulls waits for this.
        await gate.execute("LOCK TABLE epoch IN ACCESS EXCLUSIVE MODE")
        inside = [asyncio.create_task(reach.post(LI, envelope(LI))) for _ in range(ROOM + 1)]
        turned_away, _ = await asyncio.wait(inside, return_when=asyncio.FIRST_COMPLETED)
        refused = [one.result() for one in turned_away]
        for path, by in [("/v1/sync", LI)] * 30 + [(BUNDLE, COORDINATOR)]:
            body = Unread()
            refused.append(await reach.client.post(path, content=body, headers=headers(by)))
            assert not body.asked
        assert (await reach.get(DISPATCHER, "/v1/orders")).status_code == 200
        assert sum(not one.done() for one in inside) == ROOM
    await gate.close()
    assert {(one.status_code, one.json()["code"]) for one in refused} == {(503, "unavailable")}
    waits = {int(one.headers["Retry-After"]) for one in refused}
    assert waits <= set(range(5, 16))
    assert len(waits) > 1
    answers: list[Response] = [await one for one in inside if one not in turned_away]
    assert [answer.status_code for answer in answers] == [200] * ROOM
    assert (await reach.post(LI, envelope(LI))).status_code == 200
    assert (await reach.post(COORDINATOR, file_of(), BUNDLE)).status_code == 200


async def test_a_phone_that_sends_twice_takes_one_place(
    reach: Field, owner_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "ANSWER_TIMEOUT_S", 60)
    monkeypatch.setattr(sighting, "PATIENCE_MS", 60_000)
    case = await reach.begun()
    stuck: dict[str, Any] = {"facts": [sent(case, "visit.departed")]}
    gate = await asyncpg.connect(owner_url)
    async with gate.transaction():
        await gate.execute("LOCK TABLE journal IN EXCLUSIVE MODE")
        both = [asyncio.create_task(reach.post(LI, envelope(LI) | stuck)) for _ in range(2)]
        async with asyncio.timeout(60):
            while not await gate.fetchval(WAITING):
                pass
        other = await asyncio.wait_for(reach.post(LI, envelope(LI)), 60)
        assert other.status_code == 200
        assert not any(one.done() for one in both)
    await gate.close()
    assert [(await one).json()["results"][0]["outcome"] for one in both] == ["applied"] * 2
