"""People to sign in to the app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from pydantic import SecretStr

from backend.app import create_app
from backend.database import Database
from backend.people.passwords import HASHER
from backend.people.roles import Role
from backend.people.staff import Staff, add_staff
from backend.settings import Settings

KEY = bytes(range(32))
NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PASSWORD = "the right pass phrase"  # noqa: S105  # of people who exist in tests only
WRONG = "a wrong pass phrase"
NEW = "another pass phrase"
PASSWORD_HASH = HASHER.hash(PASSWORD)


def app_of(database: Database) -> FastAPI:
    """The app on this database."""
    return create_app(Settings(token_key=SecretStr(KEY.hex())), database)


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
