"""A recorded session: what apps of a released protocol sent, byte for byte, and what they were promised.

It is played on a real API with the people, the base and the clock of the recording. Whatever the server
chooses itself is no promise: numbers, times, the words of a detail.
"""

import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import orjson
from httpx import ASGITransport, AsyncClient, Response
from pydantic import AwareDatetime, BaseModel, SecretStr

from backend import clock
from backend.app import create_app
from backend.customers.base import Base
from backend.database import Database
from backend.people.device import Device
from backend.people.roles import Role
from backend.people.staff import Staff
from backend.people.tokens import issue_access
from backend.settings import Settings

V1 = Path(__file__).parent / "v1"
SYNC = "/v1/sync"
KEY = bytes(32)
LIFE = timedelta(minutes=5)
EPOCH = re.compile(rb'("epoch"\s*:\s*)"[^"]*"')
CURSOR = re.compile(rb'("cursor"\s*:\s*)(?:\d+|null)')


class Person(BaseModel, extra="forbid"):
    """Somebody on a device of his own."""

    id: UUID
    device_id: UUID
    roles: list[Role]


class Place(BaseModel, extra="forbid"):
    """The base from which everybody drives."""

    id: UUID
    lat: float
    lon: float


class Step(BaseModel, extra="forbid"):
    """One request and what its answer promised. `body` is what was sent, in base64 where that is no text.

    `echoes`: epoch and cursor in it are those that this person had last been given; played again, they are
    those that he is given then, as any phone would send.
    """

    by: str
    at: AwareDatetime
    path: str
    body: str
    base64: bool = False
    echoes: bool = False
    promised: dict[str, Any]

    @property
    def content(self) -> bytes:
        """The bytes that were sent."""
        return base64.b64decode(self.body) if self.base64 else self.body.encode()


class Recording(BaseModel, extra="forbid"):
    """A session as its file holds it. `members`: every member that a document in it had, by path."""

    about: str
    app: str
    people: dict[str, Person]
    base: Place
    members: list[str]
    steps: list[Step]


class Player:
    """The people of a recording in front of an API."""

    def __init__(self, client: AsyncClient, people: dict[str, Person]) -> None:
        self.client = client
        self.people = people
        self.members: set[str] = set()
        self.stands: dict[str, tuple[str, int | None]] = {}

    async def ask(self, by: str, at: datetime, path: str, content: bytes) -> Response:
        """A request of this person at this time; where his feed stands is remembered from the answer."""
        person = self.people[by]
        with patch.object(clock, "now", lambda: at):
            token = issue_access(person.id, person.device_id, KEY, at, LIFE)
            sending = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            answer = await self.client.post(path, content=content, headers=sending)
        if path == SYNC and answer.status_code == 200:
            said = answer.json()
            self.stands[by] = (said["epoch"], said["cursor"])
            self.members.update(*(paths(order) for order in said["orders"]))
        return answer

    async def play(self, step: Step) -> dict[str, Any]:
        """What is promised of the answer that the step has today."""
        content = self.echoed(step) if step.echoes else step.content
        return promised(await self.ask(step.by, step.at, step.path, content))

    def echoed(self, step: Step) -> bytes:
        """The bytes that were sent, with the epoch and cursor that the phone would hold today."""
        epoch, cursor = self.stands[step.by]
        content, epochs = EPOCH.subn(rb'\1"%b"' % epoch.encode(), step.content)
        content, cursors = CURSOR.subn(rb"\g<1>%b" % orjson.dumps(cursor), content)
        assert (epochs, cursors) == (1, 1), "an envelope has one epoch and one cursor"
        return content


def promised(answer: Response) -> dict[str, Any]:
    """The parts of an answer that an app may rely on for ever."""
    said = orjson.loads(answer.content)
    if answer.status_code >= 400:
        return {"status": answer.status_code, "code": said["code"]}
    parts: dict[str, Any] = {"status": answer.status_code}
    for name in ("protocol", "reset", "more", "pull"):
        if name in said:
            parts[name] = said[name]
    for name in ("results", "verdicts"):
        if name in said:
            parts[name] = [told(one) for one in said[name]]
    if "orders" in said and "removed" in said:
        orders = [{name: order[name] for name in ("id", "state", "version")} for order in said["orders"]]
        parts["orders"] = sorted(orders, key=lambda order: str(order["id"]))
        parts["removed"] = sorted(said["removed"], key=lambda one: str(one["id"]))
    return parts


def told(result: dict[str, Any]) -> dict[str, Any]:
    """What became of one fact, without the words and numbers around it."""
    code = result["problem"]["code"] if result["problem"] else None
    rest = {name: result[name] for name in ("index", "replayed") if name in result}
    return rest | {"id": result["id"], "outcome": result["outcome"], "code": code}


def paths(value: Any, path: str = "") -> set[str]:
    """Every member below, by its path; the elements of a list are one."""
    if isinstance(value, list):
        return set().union(*(paths(one, f"{path}[]") for one in value))
    if not isinstance(value, dict):
        return {path}
    return set().union(*(paths(held, f"{path}.{name}" if path else name) for name, held in value.items()))


@asynccontextmanager
async def stage(
    database: Database, folder: Path, people: dict[str, Person], base: Place, at: datetime
) -> AsyncIterator[Player]:
    """An API on this empty database, to which these people and this base are known since `at`."""
    async with database.transaction() as tx:
        for name, one in people.items():
            tx.session.add(Staff(id=one.id, name=name, login=name.casefold(), password_hash="",
                                 roles=sorted(one.roles), created_at=at))  # fmt: skip
        await tx.session.flush()
        for one in people.values():
            tx.session.add(Device(id=one.device_id, staff_id=one.id, name="A phone", platform="test",
                                  registered_at=at, last_seen_at=at))  # fmt: skip
        tx.session.add(Base(id=base.id, name="Base", lat=base.lat, lon=base.lon, created_at=at))
    app = create_app(Settings(data=folder, token_key=SecretStr(KEY.hex())), database)
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://callout.test") as client,
    ):
        yield Player(client, people)
