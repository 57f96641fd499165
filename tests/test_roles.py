"""Who may do what: one matrix over all routes and all kinds of fact, printed in docs/roles.md, then tried.

`CALLOUT_WRITE_DOCS=1 make test ARGS=tests/test_roles.py` writes the page anew.
"""

import os
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx import ASGITransport, AsyncClient, Response
from pydantic import SecretStr

from backend import clock
from backend.app import create_app
from backend.database import Database
from backend.order.kinds import KINDS
from backend.people.access import ACCESS, PUBLIC
from backend.people.actor import Actor
from backend.people.roles import DESK, Role
from backend.people.tokens import issue_access
from backend.settings import Settings
from tests.makers import ADMIN, AUDITOR, COORDINATOR, DISPATCHER, LI, MANAGER, STOREKEEPER, Case, settle_in
from tests.sync.conftest import envelope

PAGE = Path(__file__).parent.parent / "docs" / "roles.md"
HEAD = """# Who may do what

Written by `tests/test_roles.py` from `people/access.py` and the `by=` of each kind of fact, and tried by it:
every route and every kind, by every role. ● may · ○ may without signing in. What somebody may then see is a
question of visibility (`journal/visible.py`).
"""
PEOPLE = {
    Role.TECHNICIAN: LI,
    Role.DISPATCHER: DISPATCHER,
    Role.COORDINATOR: COORDINATOR,
    Role.MANAGER: MANAGER,
    Role.STOREKEEPER: STOREKEEPER,
    Role.AUDITOR: AUDITOR,
    Role.ADMIN: ADMIN,
}
READERS = {"/openapi.json", "/docs", "/docs/assets"}
"""For a reader of the contract: they tell what it tells."""
KEY = "07" * 32
SOMETHING = UUID(int=1)
RESUMABLE = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "2",
    "Upload-Offset": "0",
    "Upload-Metadata": f"photo_id {b64encode(str(SOMETHING).encode()).decode()}",
    "X-HTTP-Method-Override": "PATCH",
    "Content-Type": "application/offset+octet-stream",
}


def app_of(database: Database) -> FastAPI:
    return create_app(Settings(token_key=SecretStr(KEY)), database)


@pytest.fixture
def app(database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    monkeypatch.chdir(folder)
    return app_of(database)


def routes(app: Any) -> Iterator[Any]:
    """Every route, also of the routers inside."""
    for route in app.routes:
        inside = getattr(route, "original_router", None)
        yield from routes(inside) if inside else [route]


def operations(app: FastAPI) -> dict[str, tuple[str, str]]:
    """Method and path by operation id."""
    found = [route for route in routes(app) if isinstance(route, APIRoute)]
    return {
        route.operation_id or route.path: (method, route.path)
        for route in found
        for method in route.methods or ()
    }


# The page


def row(name: str, allowed: Any) -> str:
    marks = ["○" if allowed == PUBLIC else "●" if role in allowed else "" for role in PEOPLE]
    return f"| {name} | {' | '.join(marks)} |"


def page(app: FastAPI) -> str:
    def table(title: str, rows: list[str]) -> str:
        roles = " | ".join(PEOPLE)
        return "\n".join([f"\n## {title}\n", f"| | {roles} |", "| --- |" + " :-: |" * len(PEOPLE), *rows, ""])

    used = {name: f"{method} {path}" for name, (method, path) in operations(app).items()}
    kinds = [row(f"`{name}` v{v}", kind.by) for (name, v), kind in KINDS.items()]
    return (
        HEAD
        + table("Routes", [row(f"`{used[name]}`", allowed) for name, allowed in ACCESS.items()])
        + table("Facts", kinds)
        + "\nA kind that nobody may say is said by the server itself.\n"
    )


def test_the_page_shows_the_matrix_as_it_is(app: FastAPI) -> None:
    shown = page(app)
    if "CALLOUT_WRITE_DOCS" in os.environ:
        PAGE.write_text(shown, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == shown


def test_every_route_is_somebodys_and_nobody_has_a_route_that_is_not_there(app: FastAPI) -> None:
    assert set(operations(app)) == set(ACCESS)
    assert {route.path for route in routes(app) if not isinstance(route, APIRoute)} == READERS
    assert set(PEOPLE) == set(Role)


def test_every_kind_is_somebodys_or_the_servers() -> None:
    assert [name for (name, _), kind in KINDS.items() if not kind.by] == [
        "report.sealed",
        "report.printed",
        "photo.stored",
        "photo.quarantined",
    ]


# Tried


@dataclass
class Asked:
    """Every route, asked by anybody with as little as it takes."""

    database: Database
    client: AsyncClient
    operations: dict[str, tuple[str, str]]

    async def ask(self, operation_id: str, by: Actor | None, body: Any = None) -> str | None:
        """The code of the problem that the route answers with, if it does."""
        method, path = self.operations[operation_id]
        answer = await self.send(method, path.format_map(Ids()), by, operation_id, body)
        return code_of(answer)

    async def send(self, method: str, path: str, by: Actor | None, operation_id: str, body: Any) -> Response:
        headers = {"Content-Type": "image/jpeg" if operation_id == "put_photo" else "application/json"}
        if by:
            now, key = clock.now(), bytes.fromhex(KEY)
            token = issue_access(by.staff_id, by.device_id, key, now, timedelta(minutes=5))
            headers["Authorization"] = f"Bearer {token}"
        if "upload" in operation_id:
            headers |= RESUMABLE
        if operation_id == "sync":
            body = envelope(by or LI)
        # The stream would never end, so it is asked for what is not there.
        after = {"after": "-1"} if operation_id == "stream_notices" else {}
        content = None if method == "GET" else orjson.dumps({} if body is None else body)
        return await self.client.request(method, path, headers=headers, content=content, params=after)


class Ids(dict[str, str]):
    """Any id of any path."""

    def __missing__(self, name: str) -> str:
        return str(SOMETHING)


def code_of(answer: Response) -> str | None:
    if answer.headers.get("Content-Type") != "application/problem+json":
        return None
    if answer.request.method == "HEAD":  # it has no body that could say so
        return {401: "unauthenticated", 403: "role"}.get(answer.status_code)
    code: str = answer.json()["code"]
    return code


@pytest.fixture
async def asked(app: FastAPI, database: Database) -> AsyncIterator[Asked]:
    await settle_in(database)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://callout.test") as client,
    ):
        yield Asked(database, client, operations(app))


async def test_every_route_lets_in_whom_the_matrix_names_and_nobody_else(asked: Asked) -> None:
    wrong: dict[tuple[str, Role | None], str | None] = {}
    for operation_id, allowed in ACCESS.items():
        code = await asked.ask(operation_id, None)
        if (code == "unauthenticated") != (allowed != PUBLIC):
            wrong[operation_id, None] = code
        for role, person in PEOPLE.items():
            code = await asked.ask(operation_id, person)
            let_in = code not in ("role", "unauthenticated")
            if let_in != (allowed == PUBLIC or role in allowed):
                wrong[operation_id, role] = code
    assert wrong == {}


async def test_every_kind_is_taken_from_whom_the_matrix_names_and_nobody_else(asked: Asked) -> None:
    case = Case()
    await case.record(asked.database, case.said(DISPATCHER, "order.issued"))
    for role, person in PEOPLE.items():
        results = await case.record(asked.database, *[case.said(person, name) for name, _ in KINDS])
        refused = [result.code == "role" for result in results]
        assert refused == [role not in kind.by for kind in KINDS.values()], role


async def test_a_desk_says_what_the_matrix_names_and_nothing_else(asked: Asked) -> None:
    case, wrong = Case(), {}
    await case.record(asked.database, case.said(DISPATCHER, "order.issued"))
    path = f"/v1/orders/{case.order_id}/facts"
    for role in sorted(DESK):
        for (name, v), kind in KINDS.items():
            said = case.said(PEOPLE[role], name).fact
            body = {"id": str(said.id), "kind": name, "v": v, "body": said.body}
            code = code_of(await asked.send("POST", path, PEOPLE[role], "say_fact", body))
            if (code == "role") != (role not in kind.by):
                wrong[role, name] = code
    assert wrong == {}
