"""The lists over HTTP: who sees which rows, page by page, and all of them as CSV."""

import csv
from io import StringIO
from typing import Any
from uuid import UUID

import pytest

from backend.warranty import orders
from tests.makers import (
    AUDITOR,
    COORDINATOR,
    DISPATCHER,
    LI,
    MANAGER,
    STOREKEEPER,
    SUPPLIER,
    WANG,
    new_id,
    team,
)
from tests.warranty.life import Store


def table(text: bytes) -> list[dict[str, str]]:
    """A CSV as a spreadsheet reads it."""
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(text.decode("utf-8-sig"), newline="")))


LISTS: list[tuple[str, dict[str, Any], str, dict[str, str]]] = [
    # which list, narrowed how, for orders that got so far; what the line in CSV says
    ("/requisitions", {"waiting": "decision"}, "part.requested", {"waiting": "decision", "quantity": "1"}),
    ("/requisitions", {"waiting": "issue"}, "part.approved", {"approved": "1", "issued": "0"}),
    ("/requisitions", {"waiting": "receipt"}, "part.issued", {"issued": "1", "technician": "Li"}),
    ("/old-parts", {"sent": False}, "report.filed", {"serial_out": "OUT-1", "overdue": "true"}),
    ("/old-parts", {"sent": True, "overdue": True}, "old_part.sent", {"technician": "Li", "owed": "1"}),
    ("/write-offs", {"ready": True}, "old_part.received", {"lacks": "", "name": "Tipping valve"}),
    ("/claims", {"state": "unclaimed"}, "part.written_off", {"state": "unclaimed", "supplier": ""}),
    ("/claims", {"overdue": True}, "claim.opened", {"state": "opened", "supplier": "Valve works"}),
    ("/claims", {"supplier": SUPPLIER}, "claim.sent", {"state": "sent", "overdue": "false"}),
    ("/claims", {"state": "settled"}, "claim.settled", {"recovered": "96000", "state": "accepted"}),
]


@pytest.mark.parametrize(("path", "narrowed", "step", "line"), LISTS)
async def test_a_list_has_what_was_asked_for_page_by_page_and_as_csv(
    store: Store, path: str, narrowed: dict[str, Any], step: str, line: dict[str, str]
) -> None:
    wanted = [(await store.live(step)).order_id for _ in range(3)]
    for further in ("part.requested", "claim.settled", "report.filed", "part.issued"):
        if further != step:
            await store.live(further)
    reader = MANAGER
    assert await store.ids(path, reader, **narrowed) == wanted
    assert await store.ids(path, reader, limit=1, **narrowed) == wanted
    answer = await store.get(path, reader, format="csv", limit=1, **narrowed)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    lines = table(answer.content)
    assert len(lines) == 3
    assert {name: lines[0][name] for name in line} == line


async def test_all_claims_are_found_whatever_became_of_them(store: Store) -> None:
    steps = ("claim.settled", "claim.opened", "claim.sent")
    found = [(await store.live(step)).order_id for step in steps]
    await store.live("part.written_off")
    assert await store.ids("/claims", AUDITOR, state="all") == found
    assert await store.ids("/claims", AUDITOR, state="all", limit=1) == found
    assert await store.ids("/claims", COORDINATOR) == found[1:]


async def test_freights_are_found_before_and_after_they_were_approved(store: Store) -> None:
    open_one = await store.live("old_part.sent")
    await store.say("freight.recorded")
    approved = await store.live("old_part.sent")
    await store.say("freight.recorded")
    await store.say("freight.approved", MANAGER)
    for narrowed, expected in (
        ({"open": True}, [open_one]),
        ({"open": False}, [approved]),
        ({}, [open_one, approved]),
    ):
        ids = [one.order_id for one in expected]
        assert await store.ids("/freights", STOREKEEPER, **narrowed) == ids
        lines = table((await store.get("/freights", AUDITOR, format="csv", **narrowed)).content)
        assert [one["amount"] for one in lines] == ["96000"] * len(ids)


@pytest.mark.parametrize(
    ("path", "step"), [("/requisitions", "part.requested"), ("/old-parts", "report.filed")]
)
async def test_a_technician_sees_his_own(store: Store, path: str, step: str) -> None:
    lis = await store.live(step)
    wangs = await store.live(step, lead=WANG)
    assert await store.ids(path, LI) == [lis.order_id]
    assert await store.ids(path, WANG) == [wangs.order_id]
    assert await store.ids(path, LI, technician=WANG.staff_id) == []
    assert await store.ids(path, STOREKEEPER, technician=WANG.staff_id) == [wangs.order_id]
    lines = table((await store.get(path, LI, format="csv")).content)
    assert [one["technician"] for one in lines] == ["Li"]


async def test_ageing_counts_what_each_owes(store: Store) -> None:
    for lead in (LI, LI, WANG):
        await store.live("report.filed", lead=lead)
    found = (await store.get("/old-parts/ageing", COORDINATOR)).json()
    assert [(one["technician_name"], one["more"], one["total"]) for one in found] == [
        ("Li", 2, 2),
        ("Wang", 1, 1),
    ]
    lines = table((await store.get("/old-parts/ageing", COORDINATOR, format="csv")).content)
    assert [(one["technician"], one["more"]) for one in lines] == [("Li", "2"), ("Wang", "1")]


async def test_a_page_that_looked_far_enough_says_where_to_go_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "ORDERS_LIMIT", 2)
    monkeypatch.setattr(orders, "AT_ONCE", 2)
    for _ in range(4):
        await store.live("report.filed")
    last = await store.live("old_part.sent")
    first = (await store.get("/old-parts", MANAGER, sent=True)).json()
    assert first["items"] == []
    assert first["after"]
    assert await store.ids("/old-parts", MANAGER, sent=True) == [last.order_id]
    for _ in range(2):
        await store.live("claim.settled")
    assert len(await store.ids("/claims", MANAGER, state="settled", limit=1)) == 2
    assert await store.ids("/claims", MANAGER, state="all", overdue=True) == []


@pytest.mark.parametrize("path", ["/old-parts", "/claims", "/freights", "/old-parts/months/2026-03"])
async def test_a_cursor_of_no_such_list_is_refused(store: Store, path: str) -> None:
    await store.live("claim.opened")
    of_orders = f"{'A' * 10}.{'-' * 36}"
    answer = await store.get(path, MANAGER, after=of_orders)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert (await store.get(path, MANAGER, after="nonsense")).status_code == 422


@pytest.mark.parametrize(
    ("path", "step"), [("/requisitions", "part.requested"), ("/old-parts", "report.filed")]
)
async def test_a_technician_sees_nothing_of_a_colleague_or_of_an_order_that_he_has_left(
    store: Store, path: str, step: str
) -> None:
    case = await store.live(step)
    await store.say("order.assigned", DISPATCHER, **team(LI, WANG))
    assert await store.ids(path, WANG) == []
    assert await store.ids(path, WANG, technician=LI.staff_id) == []
    assert await store.ids(path, LI) == [case.order_id]
    await store.say("order.assigned", DISPATCHER, **team(WANG))
    assert await store.ids(path, LI) == []
    assert await store.ids(path, MANAGER) == [case.order_id]


async def test_a_claim_that_was_settled_is_not_open_because_another_of_its_order_is(store: Store) -> None:
    case = await store.live("claim.opened")
    await store.say("claim.settled", MANAGER, outcome="refused", recovered=None, reason="Too late")
    first, second = case.claim, new_id()
    await store.say("claim.opened", COORDINATOR, claim_id=str(second))
    for state, expected in (("open", [second]), ("settled", [first]), ("all", [first, second])):
        items = (await store.get("/claims", MANAGER, state=state)).json()["items"]
        assert [UUID(one["id"]) for one in items] == expected, state
