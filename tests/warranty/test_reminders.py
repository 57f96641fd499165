"""Who is reminded of old parts and claims, and that each is reminded once."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import pytest

from backend import worker
from backend.jobs import enqueue
from backend.notices.told import TELLS, Told
from backend.order.document import Order
from backend.parts.tables import CataloguePart
from backend.people.roles import Role
from backend.warranty import reminders
from backend.warranty.claims import Terms, not_claimed
from backend.worker import REMIND_EVERY, work_once
from tests.makers import COORDINATOR, LI, MANAGER, START, STOREKEEPER, SUPPLIER, VALVE, WANG, new_id
from tests.warranty.life import Store, lived

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
DESKS = frozenset({Role.COORDINATOR, Role.MANAGER})
STORE = frozenset({Role.STOREKEEPER})
NONE: frozenset[Role] = frozenset()
LIS = frozenset({LI.staff_id})
TERMS = {VALVE: Terms(SUPPLIER, "Valve works", 30)}


def part_due(order: Order) -> datetime:
    """When the old part is due."""
    at = order.parts[0].due_at
    assert at
    return at


def due(order: Order, now: datetime, terms: Mapping[str, Terms] = TERMS) -> list[Told]:
    """What is told of by then, as the catalogue knows who made the valve."""
    to_claim = not_claimed(order, now)
    of_unclaimed = [told for row in to_claim for told in reminders.of_unclaimed(row, terms, now)]
    return reminders.due(order, now) + of_unclaimed


def to_claim_by(order: Order) -> datetime:
    """Until when the supplier would take a claim that nobody has opened."""
    at = order.parts[0].replaced_at
    assert at
    return at + 30 * DAY


def claim_due(order: Order) -> datetime:
    """Until when the claim is to be filed."""
    return order.desk.claims[0].due_at


CASES: dict[str, tuple[str, Callable[[Order], datetime], timedelta, str | None]] = {
    # how far the part's life is, from which time, so long after; what is told
    "more than three days before": ("report.filed", part_due, -3 * DAY - SECOND, None),
    "three days before": ("report.filed", part_due, -3 * DAY, "old_part.due"),
    "just in time": ("report.filed", part_due, timedelta(0), "old_part.due"),
    "late": ("report.filed", part_due, SECOND, "old_part.overdue"),
    "on its way, and late": ("old_part.sent", part_due, SECOND, "old_part.overdue"),
    "received": ("old_part.received", part_due, DAY, None),
    "more than a week before the deadline": ("claim.opened", claim_due, -7 * DAY - SECOND, None),
    "a week before the deadline": ("claim.opened", claim_due, -7 * DAY, "claim.due"),
    "on the deadline": ("claim.opened", claim_due, timedelta(0), "claim.due"),
    "past the deadline": ("claim.opened", claim_due, SECOND, "claim.overdue"),
    "not claimed, more than a week before": ("part.written_off", to_claim_by, -7 * DAY - SECOND, None),
    "not claimed, a week before": ("part.written_off", to_claim_by, -7 * DAY, "claim.due"),
    "not claimed, on the day": ("part.written_off", to_claim_by, timedelta(0), "claim.due"),
    "not claimed, and too late": ("part.written_off", to_claim_by, SECOND, "claim.overdue"),
    "filed": ("claim.sent", claim_due, SECOND, None),
    "settled": ("claim.settled", claim_due, SECOND, None),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_told_when(case: str) -> None:
    step, since, after, expected = CASES[case]
    order = lived(step).order
    assert [one.kind for one in due(order, since(order) + after)] == [expected] * bool(expected)


TOLD: dict[str, tuple[frozenset[Role], bool, bool]] = {
    # roles, whether to the technician, whether urgent
    "old_part.due": (NONE, True, False),
    "old_part.overdue": (STORE, True, False),
    "claim.due": (DESKS, False, False),
    "claim.overdue": (DESKS, False, True),
}


@pytest.mark.parametrize("kind", TOLD)
def test_who_is_told(kind: str) -> None:
    step, since, after, _ = next(case for case in CASES.values() if case[3] == kind)
    order = lived(step).order
    [told] = due(order, since(order) + after)
    roles, technician, urgent = TOLD[kind]
    assert (told.roles, told.people, told.urgent) == (roles, LIS if technician else frozenset(), urgent)
    assert (told.order_id, told.data["number"], told.data["at"]) == (order.id, order.number, since(order))
    assert set(told.data) <= {"number", "about", "at", "days_over"}


def test_every_reminder_of_the_table_is_tried() -> None:
    assert {kind for kind in TELLS if kind.endswith(("due", "overdue"))} == set(TOLD)


@pytest.mark.parametrize("case", [name for name, case in CASES.items() if case[3]])
def test_two_orders_that_name_the_same_id_are_told_of_each(case: str) -> None:
    """Phones make the ids of parts: a copied report has them twice."""
    step, since, after, _ = CASES[case]
    order = lived(step).order
    other = order.model_copy(update={"id": new_id()})
    [one], [another] = (due(each, since(each) + after) for each in (order, other))
    assert (one.kind, one.data) == (another.kind, another.data)
    assert one.fact_id != another.fact_id


def test_a_part_that_nobody_has_claimed_is_told_of_as_itself_and_only_where_its_supplier_is_known() -> None:
    order = lived("part.written_off").order
    at = to_claim_by(order)
    told = [due(order, at + n * DAY)[0] for n in (-7, -1, 1, 30)]
    assert [one.data["about"] for one in told] == [order.parts[0].id] * 4
    assert [one.data["at"] for one in told] == [at] * 4
    assert [told[0].fact_id == told[1].fact_id, told[2].fact_id == told[3].fact_id] == [True, True]
    assert told[1].fact_id != told[2].fact_id
    assert due(order, at + DAY, {}) == []


def test_what_is_over_due_is_told_again_each_week_and_no_more() -> None:
    order = lived("report.filed").order
    days = [due(order, part_due(order) + SECOND + n * DAY)[0] for n in range(15)]
    assert [one.data["days_over"] for one in days] == list(range(15))
    assert [len({one.fact_id for one in days[:n]}) for n in (1, 7, 8, 14, 15)] == [1, 1, 2, 2, 3]
    early: list[Told] = [due(order, part_due(order) - n * DAY)[0] for n in range(4)]
    assert len({one.fact_id for one in early}) == 1


async def notices(store: Store) -> list[tuple[Any, ...]]:
    """Kind and recipient of every reminder."""
    query = """
    SELECT kind, recipient_id FROM notice WHERE kind ~ 'due$' ORDER BY kind, recipient_id
    """
    async with store.database.transaction() as tx:
        return [tuple(row) for row in await tx.sql.fetch(query)]


async def ask(store: Store, *keys: str) -> None:
    """The job is asked for."""
    async with store.database.transaction() as tx:
        for key in keys:
            await enqueue(tx, "remind_of_parts", key, store.case.now)


async def test_each_is_reminded_once_however_often_and_by_however_many_it_is_looked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AT_ONCE", 2)
    for lead in (LI, LI, WANG):
        await store.live("report.filed", lead=lead)
    await store.live("claim.opened")
    await store.live("claim.settled")
    now = store.case.now + 60 * DAY
    expected = sorted(
        [("old_part.overdue", LI.staff_id)] * 2
        + [("old_part.overdue", WANG.staff_id)]
        + [("old_part.overdue", STOREKEEPER.staff_id)] * 3
        + [("claim.overdue", one.staff_id) for one in (COORDINATOR, MANAGER)]
    )
    # Two workers have the same orders to look at, one of them from further on.
    await ask(store, "", "00000000-0000-0000-0000-000000000001")
    await asyncio.gather(*[work_once(store.tools, now) for _ in range(2)])
    while await work_once(store.tools, now):
        pass
    assert await notices(store) == expected
    await ask(store, "")
    while await work_once(store.tools, now + DAY):
        pass
    assert await notices(store) == expected
    async with store.database.transaction() as tx:
        asked = await tx.sql.fetch("SELECT key, run_at FROM job WHERE name = 'remind_of_parts'")
    assert [tuple(row) for row in asked] == [("", now + DAY + REMIND_EVERY)]
    while await work_once(store.tools, now + 8 * DAY):
        pass
    assert len(await notices(store)) == len(expected) + 6


async def test_the_suppliers_time_does_not_pass_in_silence(store: Store) -> None:
    async with store.database.transaction() as tx:
        tx.session.add(CataloguePart(id=new_id(), number=VALVE, name="Valve", supplier_id=SUPPLIER,
                                     created_at=START))  # fmt: skip
    cases = [await store.live("part.written_off") for _ in range(2)]
    for now in (store.case.now + 60 * DAY, store.case.now + 61 * DAY):
        await ask(store, "")
        while await work_once(store.tools, now):
            pass
        people = [("claim.overdue", one.staff_id) for one in (COORDINATOR, MANAGER)]
        assert await notices(store) == sorted(people * 2)
    items = (await store.get("/notices", COORDINATOR)).json()["items"]
    told = {(one["order_id"], one["data"]["about"]) for one in items if one["kind"] == "claim.overdue"}
    assert told == {(str(one.order_id), str(one.part)) for one in cases}


async def test_a_reminder_reaches_the_inbox(store: Store) -> None:
    case = await store.live("report.filed")
    await ask(store, "")
    while await work_once(store.tools, store.case.now + 60 * DAY):
        pass
    [one] = [one for one in (await store.get("/notices", LI)).json()["items"] if "overdue" in one["kind"]]
    assert (one["order_id"], one["data"]["about"]) == (str(case.order_id), str(case.part))
    assert not [
        one for one in (await store.get("/notices", MANAGER)).json()["items"] if "over" in one["kind"]
    ]


async def test_an_order_that_cannot_be_read_keeps_no_other_waiting(store: Store, owner_url: str) -> None:
    broken = await store.live("report.filed")
    await store.live("report.filed", lead=WANG)
    owner = await asyncpg.connect(owner_url)
    await owner.execute("UPDATE dispatch_order SET document = '{}' WHERE id = $1", broken.order_id)
    await owner.close()
    await ask(store, "")
    while await work_once(store.tools, store.case.now + 60 * DAY):
        pass
    expected = [("old_part.overdue", one.staff_id) for one in (WANG, STOREKEEPER)]
    assert await notices(store) == sorted(expected)
