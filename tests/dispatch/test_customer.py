"""A customer who changes: on file, and on the orders that are open."""

from typing import Any
from uuid import uuid4

import orjson

from tests.dispatch.conftest import Office, new_order

NEW = {"phone": "+86 571 9999"}


async def changed(
    office: Office, customer: str, changes: object, name: str = "dispatcher"
) -> tuple[int, dict[str, Any]]:
    answer = await office.client.patch(
        f"/customers/{customer}",
        content=orjson.dumps(changes),
        headers=office.headers(name) | {"Content-Type": "application/json"},
    )
    return answer.status_code, answer.json()


async def test_a_new_phone_number_reaches_the_open_orders_and_no_other(office: Office) -> None:
    customer = new_order()["customer"]
    first, second, over = [await office.issued(customer=customer) for _ in range(3)]
    other = await office.issued()
    await office.say("dispatcher", over, "order.cancelled", {"reason": "called off"})
    await office.assigned(first, "li")

    status, answer = await changed(office, customer["id"], NEW)

    assert (status, answer["phone"], answer["name"]) == (200, NEW["phone"], customer["name"])
    for order, phone in (
        (first, NEW["phone"]),
        (second, NEW["phone"]),
        (over, customer["phone"]),
        (other, other["customer"]["phone"]),
    ):
        assert (await office.get("manager", f"/orders/{order['id']}")).json()["customer"]["phone"] == phone
    assert await office.count("SELECT seq FROM feed WHERE technician_id = $1", office.id("li")) == 2


async def test_only_what_is_said_changes_and_only_a_customer_on_file(office: Office) -> None:
    customer = new_order()["customer"]
    order = await office.issued(customer=customer)
    assert (await changed(office, customer["id"], {"contact": None}))[0] == 422
    assert (await changed(office, customer["id"], NEW, "coordinator"))[1]["code"] == "role"
    assert (await changed(office, str(uuid4()), NEW))[1]["code"] == "not_found"
    assert (await office.get("manager", f"/orders/{order['id']}")).json() == order
