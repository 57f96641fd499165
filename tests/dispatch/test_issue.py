"""POST /v1/orders: complete or refused (S1-3.4.1A), once, and with its deadlines."""

from typing import Any
from uuid import uuid4

import pytest
from geopy.distance import geodesic

from tests.dispatch.conftest import LAT, LON, Office, deadlines, new_order

ALL = {"id", "customer", "vehicle", "site", "fault"}
CUSTOMERS = "SELECT count(*) FROM customer"


def without(member: str) -> dict[str, Any]:
    order = new_order()
    *path, last = member.split(".")
    holder = order
    for step in path:
        holder = holder[step]
    del holder[last]
    return order


def named(answer: Any) -> set[str]:
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    return {error["member"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    "member",
    [
        *sorted(ALL),
        "customer.phone",
        "customer.contact",
        "vehicle.model",
        "vehicle.serial",
        "site.address",
        "fault.category",
        "fault.description",
        "fault.reported_at",
    ],
)
async def test_what_is_missing_is_named(office: Office, member: str) -> None:
    assert named(await office.post("dispatcher", "/orders", without(member))) == {member}


async def test_all_that_is_missing_is_named_at_once(office: Office) -> None:
    assert named(await office.post("dispatcher", "/orders", {"supplier_needed": True})) == ALL


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"customer_id": str(uuid4())}, "customer"),
        ({"customer": None, "customer_id": "nobody"}, "customer_id"),
        ({"vehicle": None, "vehicle_id": None}, "vehicle"),
        ({"sight": {}}, "sight"),
        ({"site": {"address": "a", "place": {"lat": 1, "lon": 2, "date": "wgs84"}}}, "site.place.date"),
        ({"site": {"address": "a\0b"}}, "body"),
        ({"fault": new_order()["fault"] | {"reported_at": "0001-01-01T00:00:00+14:00"}}, "fault.reported_at"),
    ],
)
async def test_what_cannot_be_meant_is_refused(office: Office, change: dict[str, Any], member: str) -> None:
    assert member in named(await office.post("dispatcher", "/orders", new_order(**change)))


async def test_issued_twice_it_is_issued_once(office: Office) -> None:
    order = new_order()
    first = await office.post("dispatcher", "/orders", order)
    again = await office.post("dispatcher", "/orders", order)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["number"].startswith("DO-")


async def test_issued_twice_at_once_it_is_issued_once(office: Office) -> None:
    known = await office.issued()
    order = new_order(customer=None, customer_id=known["customer"]["id"], vehicle=known["vehicle"])
    answers = await office.at_once(*(office.post("dispatcher", "/orders", order) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 201]
    assert len({answer.text for answer in answers}) == 1


async def test_another_order_under_the_same_id_is_refused_and_leaves_nothing(office: Office) -> None:
    order = await office.issued()
    answer = await office.post("dispatcher", "/orders", new_order(id=order["id"]))
    assert (answer.status_code, answer.json()["code"]) == (409, "id_reused")
    assert await office.count(CUSTOMERS) == 1


async def test_customer_and_vehicle_may_be_referred_to(office: Office) -> None:
    known = await office.issued()
    order = await office.issued(
        customer=None,
        customer_id=known["customer"]["id"],
        vehicle=None,
        vehicle_id=known["vehicle"]["id"],
    )
    assert (order["customer"], order["vehicle"]) == (known["customer"], known["vehicle"])


@pytest.mark.parametrize("member", ["customer", "vehicle"])
async def test_a_reference_to_nothing_is_not_found(office: Office, member: str) -> None:
    order = new_order(**{member: None, f"{member}_id": str(uuid4())})
    assert (await office.post("dispatcher", "/orders", order)).status_code == 404


async def test_the_file_keeps_its_own_and_the_order_says_what_was_said(office: Office) -> None:
    known = await office.issued()
    renamed = known["customer"] | {"name": "Haulage and Sons"}
    order = await office.issued(customer=renamed)
    assert order["customer"] == renamed
    on_file = (await office.get("dispatcher", "/customers")).json()["items"]
    assert [customer["name"] for customer in on_file] == ["Haulage"]


def north(km: float) -> dict[str, Any]:
    point = geodesic(kilometers=km).destination((LAT, LON), bearing=0)
    return {"place": {"lat": point.latitude, "lon": point.longitude}}


BOTH = {"arrive": "open", "reply": "open"}


@pytest.mark.parametrize(
    ("site", "fault", "supplier", "within", "unsure", "expected"),
    [
        (north(62), "body", False, True, False, {"arrive": "open"}),
        (north(62), "body", True, True, False, {"reply": "open"}),
        (north(180), "body", False, False, False, {"reply": "open"}),
        (north(100), "body", False, True, True, BOTH),
        (north(100.001), "body", False, False, True, BOTH),
        ({"place": {"lat": LAT, "lon": LON, "datum": "gcj02"}}, "body", False, None, True, BOTH),
        ({}, "body", False, None, True, BOTH),
        (north(62), "chassis_engine", False, True, False, {"written_contact": "open"}),
        (
            north(62),
            "equipment",
            False,
            True,
            False,
            {"respond": "open", "arrive": "open", "resolve": "open"},
        ),
    ],
    ids=["near", "supplier", "far", "threshold", "beyond", "mixed", "nowhere", "chassis", "equipment"],
)
async def test_deadlines_follow_from_fault_and_distance(
    office: Office, site: Any, fault: str, supplier: bool, within: Any, unsure: bool, expected: Any
) -> None:
    order = await office.issued(
        site={"address": "Quarry road 7"} | site,
        fault=new_order()["fault"] | {"category": fault},
        supplier_needed=supplier,
    )
    assert (order["distance"]["within"], order["distance"]["needs_confirmation"]) == (within, unsure)
    assert deadlines(order) == expected
    assert all(one["because"]["rule"].startswith("S") for one in order["deadlines"])


async def test_without_a_base_nothing_is_issued_and_the_customer_is_not_kept(office: Office) -> None:
    async with office.database.transaction() as tx:
        await tx.sql.execute("UPDATE base SET active = false")
    answer = await office.post("dispatcher", "/orders", new_order())
    assert (answer.status_code, answer.json()["code"]) == (409, "no_base")
    assert await office.count(CUSTOMERS) == 0
