"""Staff over HTTP: added once, changed with effect, told apart by role."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute

from backend.customers import api as customers
from backend.database import Database
from backend.people import api as people
from backend.people.access import ACCESS, PUBLIC, may
from backend.people.roles import EVERYONE, Role
from tests.people.makers import NEW, PASSWORD, add_person, app_of, client_of, code_of, sign_in, signed_in

ROUTES = [route for api in (people, customers) for route in api.router.routes if isinstance(route, APIRoute)]
GUARDED = [route for route in ROUTES if ACCESS[str(route.operation_id)] != PUBLIC]


def somebody(**said: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "name": "Li Wei",
        "login": "Wei",
        "password": PASSWORD,
        "roles": ["technician", "dispatcher"],
    } | said


async def test_a_person_sent_twice_is_added_once(database: Database) -> None:
    await add_person(database, "root", Role.ADMIN)
    wei = somebody()
    async with client_of(database) as client:
        await signed_in(client, "root")
        first = await client.post("/staff", json=wei)
        again = await client.post("/staff", json=wei | {"roles": ["dispatcher", "technician"]})
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
        assert first.json()["login"] == "wei"
        assert "password" not in first.text
        assert code_of(await client.post("/staff", json=wei | {"name": "Li Na"})) == "id_reused"
        assert code_of(await client.post("/staff", json=somebody(login="wEI"))) == "login_taken"
        assert (await sign_in(client, "wei", password=PASSWORD)).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"roles": []}, {"roles": ["boss"]}, {"password": "short"}, {"phone": "call me"}, {"active": 1}]
)
async def test_what_cannot_be_a_person_is_refused(database: Database, wrong: dict[str, Any]) -> None:
    await add_person(database, "root", Role.ADMIN)
    async with client_of(database) as client:
        await signed_in(client, "root")
        assert (await client.post("/staff", json=somebody(**wrong))).status_code == 422


async def test_a_change_takes_effect_at_once(database: Database) -> None:
    wei = await add_person(database, "wei")
    await add_person(database, "root", Role.ADMIN)
    async with client_of(database) as admin, client_of(database) as client:
        await signed_in(admin, "root")
        said = await signed_in(client, "wei")
        assert code_of(await client.get("/staff")) == "role"

        changed = await admin.patch(f"/staff/{wei.id}", json={"roles": ["manager"], "phone": "13800000000"})
        assert (changed.json()["roles"], changed.json()["name"]) == (["manager"], "Wei")
        assert (await client.get("/staff")).status_code == 200
        assert (await client.get("/me")).json()["roles"] == ["manager"]

        await admin.patch(f"/staff/{wei.id}", json={"password": NEW})
        answer = await client.post("/token/refresh", json={"refresh_token": said["refresh_token"]})
        assert code_of(answer) == "refresh_refused"
        assert (await sign_in(client, "wei")).status_code == 401
        assert (await sign_in(client, "wei", password=NEW)).status_code == 200

        await admin.patch(f"/staff/{wei.id}", json={"active": False, "phone": None})
        assert code_of(await client.get("/me")) == "unauthenticated"

        assert (await admin.patch(f"/staff/{wei.id}", json={"name": None})).status_code == 422
        assert code_of(await admin.patch(f"/staff/{uuid4()}", json={"name": "X"})) == "not_found"


async def test_staff_come_by_name_in_pages_with_their_devices(database: Database) -> None:
    for login in ("dan", "ann", "bea", "cho"):
        await add_person(database, login, Role.MANAGER, Role.TECHNICIAN)
    await add_person(database, "eve", Role.AUDITOR)
    async with client_of(database) as client:
        device = (await signed_in(client, "ann"))["me"]["device_id"]
        first = (await client.get("/staff", params={"limit": 3, "role": "manager"})).json()
        last = (await client.get("/staff", params={"role": "manager", "after": first["next"]})).json()
    assert [person["name"] for person in first["items"]] == ["Ann", "Bea", "Cho"]
    assert [person["name"] for person in last["items"]] == ["Dan"]
    assert last["next"] is None
    assert [each["id"] for each in first["items"][0]["devices"]] == [device]


@pytest.mark.parametrize("role", sorted(EVERYONE))
async def test_each_route_lets_in_whom_the_table_names(database: Database, role: Role) -> None:
    await add_person(database, "wei", role)
    async with client_of(database) as client:
        said = await signed_in(client, "wei")
        for route in GUARDED:
            # Sign-out has a test of its own; nothing else here gets past its input.
            path = route.path.removeprefix("/v1").format(
                **dict.fromkeys(route.param_convertors, said["me"]["id"])
            )
            answer = await client.request(min(route.methods or ()), path, json={})
            refused = answer.status_code == 403 and code_of(answer) == "role"
            assert refused is not may(frozenset({role}), str(route.operation_id)), route.operation_id


def test_a_route_that_nobody_entered_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        may(EVERYONE, "forgotten")


async def test_the_contract_declares_problems_and_locks(database: Database) -> None:
    contract = app_of(database).openapi()
    for route in ROUTES:
        said = contract["paths"][route.path][min(route.methods or ()).lower()]
        assert ("security" in said) is (route in GUARDED), route.path
        assert "invalid_input" in said["responses"]["422"]["content"]["application/problem+json"]["examples"]
