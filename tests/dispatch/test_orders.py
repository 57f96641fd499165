"""Lists, single orders and their journal: complete for whom they are, and there for nobody else."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend import clock
from backend.order.report import digest
from tests.dispatch.conftest import LAT, LON, Office


def reported(hours_ago: float, **more: Any) -> dict[str, Any]:
    at = clock.now() - timedelta(hours=hours_ago)
    return {"category": "body", "description": "The body stays up", "reported_at": at.isoformat()} | more


async def test_a_list_is_narrowed_by_each_filter(office: Office) -> None:
    near = await office.assigned(await office.issued(), "li")
    late = await office.issued(fault=reported(23))
    far = await office.issued(
        site={"address": "100% Hill/Top_1", "place": {"lat": LAT, "lon": LON + 3}},
        fault=reported(1, description="Slow"),
    )
    cancelled = await office.issued(fault=reported(23))
    await office.say("dispatcher", cancelled, "order.cancelled", {"reason": "sold"})
    soon = (clock.now() + timedelta(hours=2)).isoformat()
    week = (clock.now() + timedelta(days=7)).isoformat()
    base = near["base"]["id"]
    for wanted, expected in [
        ({}, [cancelled, far, late, near]),
        ({"state": ["assigned", "cancelled"]}, [cancelled, near]),
        ({"base": base, "state": "open"}, [far, late]),
        ({"base": str(uuid4())}, []),
        ({"technician": str(office.id("li"))}, [near]),
        ({"technician": str(office.id("wang"))}, []),
        ({"due_before": soon, "state": "open"}, [late]),
        ({"due_before": week, "state": ["open", "assigned"]}, [late, far, near]),
        ({"owes": True}, []),
        ({"owes": False, "limit": 100}, [cancelled, far, late, near]),
        ({"q": "HILL zhou"}, [far]),
        ({"q": near["number"].lower()}, [near]),
        ({"q": "100% hill/top_1"}, [far]),
        ({"q": "%"}, [far]),
        ({"q": "hill_top"}, []),
    ]:
        answer = await office.get("dispatcher", "/orders", **wanted)
        assert [order["id"] for order in answer.json()["orders"]] == [one["id"] for one in expected], wanted


async def test_reading_part_by_part_loses_nothing_while_orders_are_added(office: Office) -> None:
    before = [(await office.issued())["id"] for _ in range(7)]
    found = await office.whole("dispatcher", "/orders", "orders", limit=3, between=office.issued)
    assert [order["id"] for order in found] == before[::-1]


async def test_the_urgent_list_loses_nothing_while_deadlines_are_met(office: Office) -> None:
    fault = reported(0)
    orders = [await office.issued(fault=fault, supplier_needed=True) for _ in range(6)]

    async def reply() -> None:
        for order in orders[:2]:
            reply = {"medium": "phone", "whom": "Ms Zhou", "text": "We come"}
            await office.say("dispatcher", order, "order.replied", reply)

    week = (clock.now() + timedelta(days=7)).isoformat()
    found = await office.whole("dispatcher", "/orders", "orders", limit=2, between=reply, due_before=week)
    assert [order["id"] for order in found] == [order["id"] for order in orders]


async def test_a_cursor_is_good_for_its_own_list_only(office: Office) -> None:
    for _ in range(2):
        await office.issued()
    week = (clock.now() + timedelta(days=7)).isoformat()
    newest = (await office.get("dispatcher", "/orders", limit=1)).json()["after"]
    urgent = (await office.get("dispatcher", "/orders", limit=1, due_before=week)).json()["after"]
    for wrong in [
        {"after": newest, "due_before": week},
        {"after": urgent},
        {"after": "zz"},
        {"after": b"{}".hex()},
        {"due_before": "0001-01-01T00:00:00+14:00"},
        {"stat": "open"},
        {"q": "\0"},
    ]:
        assert (await office.get("dispatcher", "/orders", **wrong)).status_code == 422, wrong


async def test_a_technician_sees_his_orders_and_a_former_member_nothing(office: Office) -> None:
    order = await office.assigned(await office.issued(), "li", "wang")
    await office.issued()
    path = f"/orders/{order['id']}"

    async def seen(name: str) -> tuple[int, int]:
        listed = (await office.get(name, "/orders")).json()["orders"]
        return (await office.get(name, path)).status_code, len(listed)

    assert [await seen(name) for name in ("li", "wang", "auditor")] == [(200, 1), (200, 1), (200, 2)]
    await office.assigned(order, "wang")
    assert [await seen(name) for name in ("li", "wang")] == [(404, 0), (200, 1)]
    assert (await office.get("wang", f"{path}/journal")).status_code == 403


async def test_a_document_leaves_as_it_is_stored(office: Office) -> None:
    order = await office.issued()
    async with office.database.transaction() as tx:
        stored = await tx.sql.fetchval("SELECT document FROM dispatch_order")
    assert (await office.get("dispatcher", f"/orders/{order['id']}")).text == stored


STROKES = {"width": 100, "height": 100, "strokes": [[[1, 2, 3], [2, 3, 9]]]}


async def signed(office: Office) -> tuple[dict[str, Any], dict[str, Any]]:
    """An order whose report is signed, and the signature's body."""
    order = await office.assigned(await office.issued(), "li")
    report_id = str(uuid4())
    content = {
        "domain": "callout/report/1",
        "order_id": order["id"],
        "report_id": report_id,
        "version": 1,
        "complaint": "The body stays up",
        "inspection": {"warranty": "in", "findings": "A valve leaks"},
        "cause": "A worn seal",
        "responsibility": "maker",
        "work_done": "Seal replaced",
        "parts": [],
    }
    about = {"report_id": report_id, "version": 1, "digest": digest(content)}
    signature = about | {"method": "strokes", "strokes": STROKES, "signer": "Ms Zhou", "role": "driver"}
    facts: dict[str, dict[str, Any]] = {
        "visit.arrived": {"visit_id": str(uuid4())},
        "report.filed": about | {"content": content},
        "report.signed": signature,
    }
    for kind, body in facts.items():
        assert (await office.field("li", order["id"], kind, body)).outcome == "applied"
    return order, signature


async def test_the_journal_tells_desks_all_and_auditors_the_strokes(office: Office) -> None:
    order, signature = await signed(office)
    await office.say("manager", order, "note.added", {"text": "mind the dog"})
    path = f"/orders/{order['id']}/journal"
    for name, strokes in [("auditor", STROKES), ("manager", None)]:
        entries = await office.whole(name, path, "entries", limit=2)
        assert [entry["seq"] for entry in entries] == [1, 2, 3, 4, 5, 6]
        assert entries[4]["body"] == signature | {"strokes": strokes}
        assert entries[4]["author"] == {"id": str(office.id("li")), "name": "li"}
        assert entries[5]["body"] == {"text": "mind the dog"}
    document = (await office.get("li", f"/orders/{order['id']}")).text
    assert 'strokes":' not in document
    assert "dog" not in document


async def test_facts_that_were_not_applied_are_listed_with_their_reason(office: Office) -> None:
    order = await office.issued()
    visit = {"visit_id": str(uuid4())}
    for _ in range(3):
        await office.field("li", order["id"], "visit.accepted", visit)
    await office.field("li", order["id"], "order.cancelled", {"reason": "no", "deep": [{"strokes": [1]}]})
    facts = await office.whole("coordinator", "/facts", "facts", limit=2)
    assert [(one["code"], one["waits_for"], one["body"]) for one in facts] == [
        ("not_on_team", "team", visit)
    ] * 3
    assert len({one["id"] for one in facts}) == 3
    for name, strokes in [("coordinator", None), ("auditor", [1])]:
        [rejected] = (await office.get(name, "/facts", outcome="rejected")).json()["facts"]
        assert (rejected["code"], rejected["author"]["name"]) == ("role", "li")
        assert rejected["body"]["deep"] == [{"strokes": strokes}]
    assert (await office.get("dispatcher", "/facts")).status_code == 403


@pytest.mark.parametrize("path", ["", "/journal", "/candidates"])
async def test_an_order_that_is_not_there_is_not_found(office: Office, path: str) -> None:
    assert (await office.get("dispatcher", f"/orders/{uuid4()}{path}")).status_code == 404
