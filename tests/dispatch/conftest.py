"""An office with a base, people of every role and the API, on a real database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from httpx import ASGITransport, AsyncClient, Response

from backend import clock
from backend.app import create_app
from backend.customers.base import Base
from backend.database import Database
from backend.journal.door import Result, record
from backend.order.document import Moment
from backend.order.fact import Fact, Said
from backend.order.policy import SHIPPED, Policy
from backend.people.actor import Actor
from backend.people.device import Device
from backend.people.roles import Role
from backend.people.staff import Staff, roles_of
from backend.people.tokens import issue_access
from backend.settings import Settings
from backend.sync.push import Gates
from backend.sync.room import Room
from backend.sync.sync import Station

LAT, LON = 30.0, 120.0
KEY = "07" * 32
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE NOT granted AND datname = current_database()
"""
Between = Callable[[], Awaitable[Any]]
POLICY = Policy.parse(SHIPPED.read_text())
# All but "gone" still work here.
PEOPLE = {
    "li": Role.TECHNICIAN,
    "wang": Role.TECHNICIAN,
    "gone": Role.TECHNICIAN,
    "dispatcher": Role.DISPATCHER,
    "coordinator": Role.COORDINATOR,
    "manager": Role.MANAGER,
    "storekeeper": Role.STOREKEEPER,
    "auditor": Role.AUDITOR,
}


@dataclass
class Office:
    """People by name, who ask the API or, in the field, say facts to the door."""

    database: Database
    client: AsyncClient
    people: dict[str, tuple[Staff, Device]]

    def id(self, name: str) -> UUID:
        return self.people[name][0].id

    def headers(self, name: str) -> dict[str, str]:
        person, device = self.people[name]
        token = issue_access(person.id, device.id, bytes.fromhex(KEY), clock.now(), timedelta(minutes=5))
        return {"Authorization": f"Bearer {token}"}

    async def get(self, name: str, path: str, **params: Any) -> Response:
        return await self.client.get(path, params=params, headers=self.headers(name))

    async def whole(
        self, name: str, path: str, member: str, between: Between | None = None, **params: Any
    ) -> list[Any]:
        """A list read to its end, part by part, with something happening after the first."""
        found: list[Any] = []
        while True:
            page = (await self.get(name, path, **params)).json()
            found += page[member]
            if between:
                await between()
                between = None
            if page["after"] is None:
                return found
            params["after"] = page["after"]

    async def post(self, name: str, path: str, said: dict[str, Any] | bytes) -> Response:
        content = said if isinstance(said, bytes) else orjson.dumps(said)
        headers = self.headers(name) | {"Content-Type": "application/json"}
        return await self.client.post(path, content=content, headers=headers)

    async def issued(self, **changes: Any) -> dict[str, Any]:
        """An order, issued by the dispatcher."""
        answer = await self.post("dispatcher", "/orders", new_order(**changes))
        assert answer.status_code == 201, answer.text
        order: dict[str, Any] = answer.json()
        return order

    async def say(self, name: str, order: dict[str, Any], kind: str, body: Any, **more: Any) -> Response:
        """A fact said at a desk, by default by one who has seen the order as given."""
        said = {"id": str(uuid4()), "kind": kind, "v": 1, "seen_version": order["version"], "body": body}
        return await self.post(name, f"/orders/{order['id']}/facts", said | more)

    async def assigned(self, order: dict[str, Any], *team: str) -> dict[str, Any]:
        """The order as it is once the team is on it, the first of it as the lead."""
        members = [{"id": str(self.id(name)), "lead": name == team[0]} for name in team]
        answer = await self.say("dispatcher", order, "order.assigned", {"team": members})
        assert answer.status_code == 200, answer.text
        after: dict[str, Any] = answer.json()["order"]
        return after

    async def field(self, name: str, order_id: str, kind: str, body: dict[str, Any]) -> Result:
        """A fact from a phone, happening now."""
        person, device = self.people[name]
        actor = Actor(person.id, person.name, roles_of(person.roles), device.id, revoked=False)
        fact = Fact(id=uuid4(), order_id=UUID(order_id), kind=kind, v=1, body=body)
        now = clock.now()
        async with self.database.transaction() as tx:
            [result] = await record(tx, [Said(fact, actor, b"", now, Moment(at=now))], POLICY)
        return result

    async def at_once(self, *calls: Coroutine[Any, Any, Response]) -> list[Response]:
        """The answers to requests of which none may write before all are under way."""
        async with self.database.transaction() as tx:
            await tx.sql.execute("LOCK TABLE dispatch_order IN EXCLUSIVE MODE")
            tasks = [asyncio.ensure_future(call) for call in calls]
            while await tx.sql.fetchval(WAITING) < sum(not task.done() for task in tasks):
                pass
        return await asyncio.gather(*tasks)

    async def count(self, query: str, *values: Any) -> int:
        async with self.database.transaction() as tx:
            return int(await tx.sql.fetchval(query, *values))


def new_order(**changes: Any) -> dict[str, Any]:
    """A body fault 11 km north of the base, by a customer and on a vehicle of their own."""
    return {
        "id": str(uuid4()),
        "customer": {"id": str(uuid4()), "name": "Haulage", "contact": "Ms Zhou", "phone": "+86 571 8888"},
        "vehicle": {"id": str(uuid4()), "model": "KX-40", "serial": "KX40-17"},
        "site": {"address": "Quarry road 7", "place": {"lat": LAT + 0.1, "lon": LON}},
        "fault": {
            "category": "body",
            "description": "The body stays up",
            "reported_at": clock.now().isoformat(),
        },
    } | changes


def deadlines(order: dict[str, Any]) -> dict[str, str]:
    """Verdict by obligation."""
    return {one["obligation"]: one["verdict"] for one in order["deadlines"]}


async def add_people(database: Database) -> dict[str, tuple[Staff, Device]]:
    now, people = clock.now(), {}
    async with database.transaction() as tx:
        for name, role in PEOPLE.items():
            person = Staff(
                id=uuid4(),
                name=name,
                login=name,
                password_hash="",
                roles=[role],
                active=name != "gone",
                created_at=now,
            )
            device = Device(
                id=uuid4(), staff_id=person.id, name="", platform="", registered_at=now, last_seen_at=now
            )
            people[name] = person, device
        tx.session.add_all([person for person, _ in people.values()])
        await tx.session.flush()
        tx.session.add_all([device for _, device in people.values()])
        tx.session.add(Base(id=uuid4(), name="Hangzhou", lat=LAT, lon=LON, created_at=now))
    return people


@pytest.fixture
async def office(database: Database, tmp_path: Path) -> AsyncIterator[Office]:
    people = await add_people(database)
    app = create_app(Settings(data=tmp_path, token_key=KEY), database)
    app.state.policy = POLICY
    app.state.station = Station(database, POLICY, Gates(), Room(database.pool_size), None)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test/v1") as client:
        yield Office(database, client, people)
