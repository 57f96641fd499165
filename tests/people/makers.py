"""A small app of these routers, and people to sign in to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from httpx import ASGITransport, AsyncClient, Response

from backend.customers import api as customers
from backend.database import Database
from backend.people import api as people
from backend.people.passwords import HASHER
from backend.people.roles import Role
from backend.people.staff import Staff, add_staff
from backend.problems import Problem
from backend.settings import Settings

KEY = bytes(range(32))
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PASSWORD = "the right pass phrase"  # noqa: S105  # of people who exist in tests only
WRONG = "a wrong pass phrase"
NEW = "another pass phrase"
PASSWORD_HASH = HASHER.hash(PASSWORD)


def refused(_: Request, error: Exception) -> JSONResponse:
    """A problem as the app answers it."""
    assert isinstance(error, Problem)
    return JSONResponse(
        error.document(), error.kind.status, headers=error.headers, media_type="application/problem+json"
    )


def misread(_: Request, error: Exception) -> JSONResponse:
    """Input that is not valid, as the app answers it: what was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    return refused(_, Problem("invalid_input"))


def app_of(database: Database) -> FastAPI:
    """The routes of people and customers on this database."""
    app = FastAPI()
    app.include_router(people.router)
    app.include_router(customers.router)
    app.add_exception_handler(Problem, refused)
    app.add_exception_handler(RequestValidationError, misread)
    app.state.database, app.state.settings, app.state.token_key = database, Settings(), KEY
    return app


@asynccontextmanager
async def client_of(database: Database, address: str = "192.0.2.1") -> AsyncIterator[AsyncClient]:
    """Somebody who asks the app, from this address."""
    transport = ASGITransport(app_of(database), client=(address, 40000))
    async with AsyncClient(transport=transport, base_url="http://callout.test/v1") as client:
        yield client


async def add_person(database: Database, login: str, *roles: Role) -> Staff:
    """A person whose password is PASSWORD."""
    person = Staff(
        id=uuid4(),
        name=login.title(),
        login=login,
        password_hash=PASSWORD_HASH,
        roles=list(roles or (Role.TECHNICIAN,)),
        created_at=NOW,
    )
    async with database.transaction() as tx:
        return (await add_staff(tx, person))[0]


async def sign_in(
    client: AsyncClient, login: str, device: UUID | None = None, password: str = PASSWORD
) -> Response:
    """One attempt to sign in, from a device of its own unless told otherwise."""
    said = {"id": str(device or uuid4()), "name": "A phone", "platform": "android"}
    return await client.post("/sign-in", json={"login": login, "password": password, "device": said})


async def signed_in(client: AsyncClient, login: str, device: UUID | None = None) -> dict[str, Any]:
    """Sign in, and let the client ask as this person from now on; gives the answer."""
    answer = await sign_in(client, login, device)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    client.headers["Authorization"] = f"Bearer {said['access_token']}"
    return said


def code_of(answer: Response) -> str:
    """The problem's code."""
    code: str = answer.json()["code"]
    return code
