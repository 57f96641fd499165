"""The API on a real database, with technicians whose phones speak to it."""

import asyncio
from collections.abc import AsyncIterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import orjson
import pytest
from httpx import ASGITransport, AsyncClient, Response
from pydantic import SecretStr
from sqlalchemy import event
from structlog.testing import capture_logs

from app_contract.phone import Phone, Reply
from app_contract.phone.store import Session, keep_session
from backend import clock
from backend.app import create_app
from backend.database import Database
from backend.journal.audit import audit
from backend.people.actor import Actor
from backend.people.tokens import issue_access
from backend.settings import Settings
from tests.makers import DISPATCHER, LI, START, Case, settle_in, team

KEY = "07" * 32
ASKED: ContextVar[bool] = ContextVar("ASKED", default=False)
"""Whether a statement is sent for a request: the notices' sequencer works beside it."""


@dataclass
class Field:
    """The API, and every statement that it sends to the database."""

    database: Database
    client: AsyncClient
    statements: list[str] = field(default_factory=list)

    async def begun(self, lead: Actor = LI, *others: Actor) -> Case:
        """An order, issued and assigned."""
        case = Case()
        issued, assigned = case.said(DISPATCHER, "order.issued"), case.said(
            DISPATCHER, "order.assigned", **team(lead, *others)
        )  # fmt: skip
        await case.record(self.database, issued, assigned)
        return case

    async def post(self, by: Actor, body: bytes | dict[str, Any], path: str = "/v1/sync") -> Response:
        """A request with this person's token."""
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        asked = ASKED.set(True)
        try:
            return await self.client.post(
                path, content=content, headers=headers(by) | {"Content-Type": "application/json"}
            )
        finally:
            ASKED.reset(asked)

    async def get(self, by: Actor, path: str) -> Response:
        """What he reads."""
        return await self.client.get(path, headers=headers(by))

    async def put_photo(self, by: Actor, photo_id: UUID) -> Response:
        """The bytes of a photo as makers.Case takes it."""
        sending = headers(by) | {"Content-Type": "image/jpeg"}
        return await self.client.put(f"/v1/photos/{photo_id}", content=photo_id.bytes, headers=sending)

    async def audited(self) -> list[str]:
        """What the audit finds."""
        return [str(finding) for finding in await audit(self.database)]

    async def sync(self, by: Actor, *facts: dict[str, Any], **members: Any) -> dict[str, Any]:
        """What a phone of his hears for these facts."""
        answer = await self.post(by, envelope(by, **members) | {"facts": facts})
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def exchange(self, phone: Phone, by: Actor) -> None:
        """One sync of the reference phone."""
        sending = phone.outgoing()
        answer = await self.post(by, sending.content)
        phone.settle(sending, Reply(answer.status_code, answer.headers["Content-Type"], answer.content))

    async def one(self, query: str, *values: Any) -> Any:
        """What the database says."""
        async with self.database.transaction() as tx:
            return await tx.sql.fetchval(query, *values)

    async def kept(self) -> tuple[int, int]:
        """How many facts and how many requests are stored."""
        return await self.one("SELECT count(*) FROM fact"), await self.one("SELECT count(*) FROM raw_request")


class Bridge(httpx.BaseTransport):
    """The way of a phone, which waits for its answers, to the API, which runs in the test's own loop."""

    def __init__(self, client: AsyncClient) -> None:
        self.client, self.loop = client, asyncio.get_running_loop()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = self.client.request(
            request.method, str(request.url), content=request.read(), headers=request.headers
        )
        answer = asyncio.run_coroutine_threadsafe(asked, self.loop).result()
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def headers(by: Actor) -> dict[str, str]:
    """Who he is, as a request says it."""
    token = issue_access(by.staff_id, by.device_id, bytes.fromhex(KEY), clock.now(), timedelta(minutes=5))
    return {"Authorization": f"Bearer {token}"}


def envelope(by: Actor, **members: Any) -> dict[str, Any]:
    """A sync without facts."""
    reading = {"wall": START.isoformat(), "boot": "b1", "uptime_ms": 7_200_000}
    return {"protocol": 1, "device_id": str(by.device_id), "epoch": None, "cursor": None,
            "app": {"version": "2.4.1"}, "clock": reading, "facts": []} | members  # fmt: skip


def sent(case: Case, kind: str, *, uptime_ms: int = 0, **body: Any) -> dict[str, Any]:
    """A fact as a phone sends it; by default made two hours before it is sent."""
    case.now += timedelta(minutes=1)
    uptime_ms = uptime_ms or int((case.now - START).total_seconds() * 1000)
    fact = case.said(LI, kind, seen=body.pop("seen", 0), **body).fact
    reading = {"wall": START.isoformat(), "boot": "b1", "uptime_ms": uptime_ms}
    said: dict[str, Any] = orjson.loads(fact.model_dump_json(exclude_none=True))
    return said | {"clock": reading}


def outcomes(answer: dict[str, Any]) -> list[str]:
    """Outcome, and why not, of each fact."""
    return [
        result["outcome"] + (f" {result['problem']['code']}" if result["problem"] else "")
        for result in answer["results"]
    ]


def installed(path: Path, by: Actor, client: AsyncClient | None = None) -> Phone:
    """A reference phone that he is signed in on, in the place of his device; with `client` it asks itself, in
    a thread (`asyncio.to_thread`).
    """
    transport = Bridge(client) if client else None
    phone = Phone(path, httpx.Client(transport=transport, base_url="http://callout.test"))
    token = headers(by)["Authorization"].removeprefix("Bearer ")
    with phone._db as db:
        db.execute("UPDATE phone SET device_id = ?", (str(by.device_id),))
        keep_session(db, Session(by.staff_id, token, "token"))
    return phone


async def owner(url: str, *statements: str) -> None:
    """Do something to the database that we may not."""
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


@pytest.fixture
async def reach(database: Database, folder: Path) -> AsyncIterator[Field]:
    statements: list[str] = []

    def log(record: Any) -> None:
        # What the driver asks once on each new connection is not the request's.
        once = "typeinfo_tree" in record.query or "set_config('jit'" in record.query
        if ASKED.get() and not once and not record.query.startswith((";", "BEGIN", "COMMIT", "ROLLBACK")):
            statements.append(record.query)

    @event.listens_for(database.engine.sync_engine, "connect")
    def logged(connection: Any, _record: Any) -> None:
        connection.driver_connection.add_query_logger(log)

    await settle_in(database)
    app = create_app(Settings(data=folder, token_key=SecretStr(KEY)), database)
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://callout.test") as client,
    ):
        with capture_logs():
            yield Field(database, client, statements)
