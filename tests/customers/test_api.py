"""Customers, vehicles and bases over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from backend.database import Database
from backend.people.roles import Role
from tests.people.makers import add_person, client_of, code_of, signed_in

JSON = {"Content-Type": "application/json"}
CUSTOMER = {"name": "Qiantang Haulage", "contact": "Ms Zhou", "phone": "+86 571 8888 0000"}
BASE = {"name": "Hangzhou", "lat": 30.2741, "lon": 120.1551}
VEHICLE = {"model": "KX-40", "serial": "KX40-0017342", "in_service_on": "2024-02-29"}


@pytest.fixture
async def client(database: Database) -> AsyncIterator[AsyncClient]:
    """A dispatcher who is the administrator too."""
    await add_person(database, "dan", Role.DISPATCHER, Role.ADMIN)
    async with client_of(database) as client:
        await signed_in(client, "dan")
        yield client


async def added(client: AsyncClient, path: str, **said: Any) -> dict[str, Any]:
    answer = await client.post(path, json={"id": str(uuid4())} | said)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.mark.parametrize(
    ("path", "said", "other"),
    [
        ("/bases", BASE, {"lat": 30.2742}),
        ("/customers", CUSTOMER, {"language": "en"}),
        ("/vehicles", VEHICLE, {"in_service_on": None}),
    ],
)
async def test_what_is_sent_several_times_at_once_is_made_once(
    client: AsyncClient, path: str, said: dict[str, Any], other: dict[str, Any]
) -> None:
    owner = await added(client, "/customers", **CUSTOMER)
    whole = {"id": str(uuid4())} | said | ({"customer_id": owner["id"]} if path == "/vehicles" else {})
    answers = await asyncio.gather(*(client.post(path, json=whole) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200] * 4 + [201]
    assert len({answer.text for answer in answers}) == 1
    refused = await client.post(path, json=whole | other)
    assert (refused.status_code, code_of(refused)) == (409, "id_reused")
    stored = {each["id"]: each for each in (await client.get(path)).json()["items"]}
    assert stored[whole["id"]] == answers[0].json()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bases", BASE | {"lat": 90.01}),
        ("/bases", BASE | {"datum": "wgs72"}),
        ("/bases", BASE | {"country": "CN"}),
        ("/customers", CUSTOMER | {"name": "  "}),
        ("/customers", CUSTOMER | {"name": "a\x00b"}),
        ("/customers", CUSTOMER | {"name": "a\ud800b"}),
        ("/customers", CUSTOMER | {"name": "x" * 121}),
        ("/customers", CUSTOMER | {"phone": "none"}),
        ("/customers", CUSTOMER | {"language": "fr"}),
        ("/vehicles", VEHICLE),
    ],
)
async def test_what_cannot_be_is_refused(client: AsyncClient, path: str, said: dict[str, Any]) -> None:
    answer = await client.post(path, content=json.dumps({"id": str(uuid4())} | said), headers=JSON)
    assert answer.status_code == 422


async def test_a_vehicle_has_a_customer(client: AsyncClient) -> None:
    vehicle = {"id": str(uuid4()), "customer_id": str(uuid4())} | VEHICLE
    assert code_of(await client.post("/vehicles", json=vehicle)) == "not_found"


async def test_vehicles_are_found_by_customer_and_by_serial(client: AsyncClient) -> None:
    first = await added(client, "/customers", **CUSTOMER)
    second = await added(client, "/customers", **CUSTOMER)
    one = await added(client, "/vehicles", customer_id=first["id"], **VEHICLE)
    two = await added(client, "/vehicles", customer_id=second["id"], **VEHICLE | {"serial": "KX40-1"})
    for params, found in (
        ({"customer": first["id"]}, [one]),
        ({"serial": "KX40-1"}, [two]),
        ({"serial": "KX40"}, []),
        ({}, sorted([one, two], key=lambda vehicle: str(vehicle["id"]))),
    ):
        assert (await client.get("/vehicles", params=params)).json()["items"] == found


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("haul", ["Qiantang Haulage"]),
        ("钱塘", ["钱塘运输"]),
        ("zhou", ["100% Fresh", "Qiantang Haulage", "钱塘运输"]),
        ("0%", ["100% Fresh"]),
        ("8888 0000", ["100% Fresh", "Qiantang Haulage", "钱塘运输"]),
        ("_", []),
        ("\\", []),
    ],
)
async def test_customers_are_found_by_part_of_name_contact_or_phone(
    client: AsyncClient, q: str, names: list[str]
) -> None:
    for name in ("Qiantang Haulage", "钱塘运输", "100% Fresh"):
        await added(client, "/customers", **CUSTOMER | {"name": name})
    found = (await client.get("/customers", params={"q": q})).json()["items"]
    assert sorted(each["name"] for each in found) == names


@pytest.mark.parametrize("path", ["/customers", "/bases"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
async def test_pages_hold_everything_once(client: AsyncClient, path: str, limit: int) -> None:
    said = CUSTOMER if path == "/customers" else BASE
    made = {(await added(client, path, **said | {"name": name}))["id"] for name in "babacbc"}
    page = (await client.get(path, params={"limit": limit})).json()
    seen: list[dict[str, Any]] = page["items"]
    while page["next"]:
        page = (await client.get(path, params={"limit": limit, "after": page["next"]})).json()
        assert 1 <= len(page["items"]) <= limit
        seen += page["items"]
    assert sorted(each["id"] for each in seen) == sorted(made)
    if path == "/customers":
        assert [each["name"] for each in seen] == sorted("babacbc")


async def test_the_store_does_not_see_customers(database: Database) -> None:
    await add_person(database, "sun", Role.STOREKEEPER)
    async with client_of(database) as client:
        await signed_in(client, "sun")
        assert code_of(await client.get("/customers")) == "role"
        assert (await client.get("/bases")).status_code == 200
