"""The inbox over HTTP, live, through the loss of whatever can be lost."""

import asyncio
import socket
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import orjson
import pytest
import uvicorn
from fastapi import FastAPI
from httpx import AsyncClient, Response
from pydantic import SecretStr

from backend import clock, postgres
from backend.app import create_app
from backend.database import Database
from backend.notices import inbox
from backend.people.actor import Actor
from backend.people.device import revoke
from backend.people.tokens import issue_access
from backend.settings import Settings
from tests.notices.makers import NOW, Field
from tests.people.makers import KEY, code_of

Heard = tuple[int, str]
"""Event id and kind."""
LISTENER, EVERY_ONE = "callout listener", "callout%"
"""Connections of the process, as PostgreSQL knows them."""


@pytest.fixture
def app(database: Database, folder: Path) -> FastAPI:
    return create_app(Settings(data=folder, token_key=SecretStr(KEY.hex())), database)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Somebody who asks the app over real HTTP, on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        serving = asyncio.create_task(server.serve(sockets=[door]))
        async with AsyncClient(base_url=f"http://127.0.0.1:{door.getsockname()[1]}/v1") as client:
            yield client
        server.should_exit = True
        await serving


@asynccontextmanager
async def listening(
    client: AsyncClient, headers: dict[str, str], **params: Any
) -> AsyncIterator[AsyncIterator[Heard]]:
    """What somebody hears, from when the server has let him in."""
    async with (
        client.stream("GET", "/notices/stream", headers=headers, params=params) as response,
        aclosing(events(response)) as heard,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        yield heard


def token(actor: Actor, life: timedelta = timedelta(minutes=10)) -> dict[str, str]:
    """The header that says who asks."""
    said = issue_access(actor.staff_id, actor.device_id, KEY, clock.now(), life)
    return {"Authorization": f"Bearer {said}"}


async def events(response: Response) -> AsyncGenerator[Heard, None]:
    """The events of a stream as they come."""
    data = {}
    async for line in response.aiter_lines():
        if line.startswith("data: "):
            data = orjson.loads(line.removeprefix("data: "))
        if line.startswith("id: "):
            assert str(data["seq"]) == line.removeprefix("id: ")
            yield data["seq"], data["kind"]


async def kill(cluster: postgres.Cluster, database_name: str, application: str) -> int:
    """End connections from the side of the server; gives how many there were."""
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    killed = await admin.fetch(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = $1 AND application_name LIKE $2",
        database_name,
        application,
    )
    await admin.close()
    return len(killed)


async def test_a_coordinator_hears_each_step_through_lost_connections(
    client: AsyncClient, database: Database, cluster: postgres.Cluster, database_name: str
) -> None:
    field = await Field().settled_in(database)
    cora = token(field.cora)
    async with listening(client, cora) as heard:
        await field.say(database, field.on_visit("accepted"))
        assert await anext(heard) == (1, "visit.accepted")
        assert await kill(cluster, database_name, LISTENER) == 1
        await field.say(database, field.on_visit("arrived"))
        assert await anext(heard) == (2, "visit.arrived")
    await field.say(database, field.left())
    async with listening(client, cora | {"Last-Event-ID": "2"}, after=0) as heard:
        assert await anext(heard) == (3, "visit.left")
        await field.say(database, field.on_visit("arrived"))
        assert await anext(heard) == (4, "visit.arrived")


async def test_no_notice_is_lost_when_every_connection_is_again_and_again(
    client: AsyncClient, database: Database, cluster: postgres.Cluster, database_name: str
) -> None:
    field = await Field().settled_in(database)
    async with listening(client, token(field.cora)) as heard:
        for _ in range(5):
            assert await kill(cluster, database_name, EVERY_ONE) > 0
            await field.say(database, field.on_visit("accepted"), field.on_visit("arrived"))
        assert [(await anext(heard))[0] for _ in range(10)] == list(range(1, 11))


async def test_more_people_listen_than_there_are_connections(client: AsyncClient, database: Database) -> None:
    field = await Field().settled_in(database)
    async with AsyncExitStack() as stack:
        all_heard = [await stack.enter_async_context(listening(client, token(field.cora))) for _ in range(9)]
        await field.say(database, field.on_visit("accepted"))
        assert {await anext(heard) for heard in all_heard} == {(1, "visit.accepted")}


async def test_a_long_inbox_is_read_to_its_end(client: AsyncClient, database: Database) -> None:
    field = await Field().settled_in(database)
    many = inbox.PAGE_LIMIT * 2 + 1
    await field.say(database, *[field.on_visit("accepted") for _ in range(many)])
    async with listening(client, token(field.cora), after=3) as heard:
        assert [(await anext(heard))[0] for _ in range(many - 3)] == list(range(4, many + 1))


async def test_a_stream_ends_with_its_token(client: AsyncClient, database: Database) -> None:
    field = await Field().settled_in(database)
    await field.say(database, field.on_visit("accepted"))
    async with listening(client, token(field.cora, timedelta(seconds=2))) as heard:
        assert [one async for one in heard] == [(1, "visit.accepted")]


async def test_a_revoked_device_hears_nothing_more(client: AsyncClient, database: Database) -> None:
    field = await Field().settled_in(database)
    async with listening(client, token(field.cora)) as heard:
        async with database.transaction() as tx:
            await revoke(tx, field.cora.device_id, NOW)
        await field.say(database, field.on_visit("accepted"))
        assert [one async for one in heard] == []
    answer = await client.get("/notices/stream", headers=token(field.cora))
    assert (answer.status_code, code_of(answer)) == (403, "device_revoked")


async def test_a_stream_ends_when_the_process_does(
    app: FastAPI, client: AsyncClient, database: Database
) -> None:
    field = await Field().settled_in(database)
    async with listening(client, token(field.cora)) as heard:
        await app.state.stream.stop()
        assert [one async for one in heard] == []


async def test_without_a_token_nothing_is_said(client: AsyncClient) -> None:
    for address in ("/notices", "/notices/stream"):
        answer = await client.get(address)
        assert (answer.status_code, code_of(answer)) == (401, "unauthenticated")


async def test_the_inbox_is_read_in_parts_and_acknowledged(client: AsyncClient, database: Database) -> None:
    field = await Field().settled_in(database)
    client.headers.update(token(field.cora))
    await field.say(database, field.on_visit("accepted"), field.on_visit("arrived"), field.left())
    first = (await client.get("/notices", params={"limit": 2})).json()
    assert ([one["seq"] for one in first["items"]], first["after"], first["more"]) == ([1, 2], 2, True)
    rest = (await client.get("/notices", params={"after": 2})).json()
    assert ([one["seq"] for one in rest["items"]], rest["after"], rest["more"]) == ([3], 3, False)
    assert (await client.get("/notices", params={"after": 3})).json() == {
        "items": [],
        "after": 3,
        "more": False,
    }

    notice = rest["items"][0]
    assert notice["data"]["by"] == "Wei"
    assert notice["data"]["result"] == "resolved"
    seen = (await client.post(f"/notices/{notice['id']}/ack")).json()
    assert seen["acknowledged_at"] is not None
    assert (await client.post(f"/notices/{notice['id']}/ack")).json() == seen
    for other, asker in ((uuid4(), field.cora), (notice["id"], field.max)):
        refusal = await client.post(f"/notices/{other}/ack", headers=token(asker))
        assert (refusal.status_code, code_of(refusal)) == (404, "not_found")
