"""Each technician's account: what it says at each step of a part's life, what differs, who hears of it."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from backend.jobs import enqueue
from backend.order.document import Movement
from backend.order.report import digest
from backend.parts import ledger
from backend.parts.ledger import Moved, account_of
from backend.parts.tables import NOBODY
from backend.warranty.accounts import AccountRow, Flow, Held, accounts, proved
from backend.worker import NIGHT, next_night, work_once
from tests.makers import COORDINATOR, LI, MANAGER, STOREKEEPER, VALVE, WANG, new_id
from tests.parts.test_together import queued
from tests.warranty.life import STEPS, Store
from tests.warranty.test_lists import table

L, W = LI.staff_id, WANG.staff_id
HIS = {L: "Li"}
NEW, OLD = False, True
STORE, VAN, FITTED = ("store", NOBODY, NEW), ("van", L, NEW), ("fitted", L, NEW)
NOWHERE, VEHICLE = ("unexplained", L, NEW), ("vehicle", new_id(), NEW)
WANGS, LACKING, OUT_AGAIN = ("van", W, NEW), ("unexplained", NOBODY, NEW), ("van", L, OLD)
Place = tuple[str, UUID, bool]
CASES: dict[str, tuple[list[tuple[Place, Place, int]], dict[str, int], dict[str, int]]] = {
    # what was moved, what lies with Li; what his account of new pieces says beside that
    "issued": ([(STORE, VAN, 3)], {"van": 3}, {"issued": 3}),
    "within his own": ([(STORE, VAN, 3), (VAN, FITTED, 1)], {"van": 2, "fitted": 1}, {"issued": 3}),
    "written off": ([(STORE, VAN, 1), (VAN, FITTED, 1), (FITTED, VEHICLE, 1)], {},
                    {"issued": 1, "written_off": 1}),
    "returned": ([(STORE, VAN, 2), (VAN, STORE, 2)], {}, {"issued": 2, "returned": 2}),
    "a slip that was taken back": ([(STORE, VAN, 2), (STORE, VAN, -2)], {}, {}),
    "to a colleague": ([(STORE, VAN, 1), (VAN, WANGS, 1)], {}, {"issued": 1, "handed_over": 1}),
    "from a colleague": ([(WANGS, FITTED, 1)], {"fitted": 1}, {"taken_over": 1}),
    "it came out again": ([(STORE, FITTED, 1), (FITTED, OUT_AGAIN, 1)], {}, {"issued": 1, "handed_over": 1}),
    "used, and nobody gave it to him": ([(NOWHERE, FITTED, 1)], {"fitted": 1}, {"difference": -1}),
    "and written off": ([(NOWHERE, FITTED, 1), (FITTED, VEHICLE, 1)], {},
                        {"written_off": 1, "difference": -1}),
    "used, and it lacked in the store": ([(LACKING, FITTED, 1)], {"fitted": 1}, {"difference": -1}),
    "returned, and nobody gave it to him": ([(NOWHERE, STORE, 1)], {}, {"returned": 1, "difference": -1}),
    "balances below what was moved": ([(STORE, VAN, 3)], {"van": 2}, {"issued": 3, "difference": 1}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_came_is_gone_or_with_him_or_it_differs(case: str) -> None:
    moved, held, expected = CASES[case]
    flows = [Flow("P", *source, *target, quantity, 1) for source, target, quantity in moved]
    lots = [Held("P", name, L, NEW, quantity) for name, quantity in held.items()]
    rows = {row.kind: row.model_dump() for row in proved(flows, lots, HIS)}
    numbers = {name: value for name, value in rows["new"].items() if isinstance(value, int) and value}
    assert numbers == expected | held


def test_nobody_else_is_on_the_list() -> None:
    flows = [Flow("P", "van", W, NEW, "van", L, NEW, 1, 1)]
    assert [row.technician for row in proved(flows, [], HIS)] == [L]


LIFE: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    # new ones, of which 99 were in his van before: issued, written off, van, transit, fitted;
    # old ones: came out, returned, van, transit
    "part.approved": ((99, 0, 99, 0, 0), ()),
    "part.issued": ((100, 0, 99, 1, 0), ()),
    "part.received": ((100, 0, 100, 0, 0), ()),
    "report.filed": ((100, 0, 99, 0, 1), (1, 0, 1, 0)),
    "old_part.sent": ((100, 0, 99, 0, 1), (1, 0, 0, 1)),
    "old_part.received": ((100, 0, 99, 0, 1), (1, 1, 0, 0)),
    "part.written_off": ((100, 1, 99, 0, 0), (1, 1, 0, 0)),
}


@pytest.mark.parametrize("step", LIFE)
async def test_the_account_at_each_step_of_a_life(store: Store, step: str) -> None:
    await store.live(step)
    answer = await store.get("/accounts/technicians", STOREKEEPER, technician=LI.staff_id)
    rows = {row["kind"]: row for row in answer.json()["items"]}
    new, old = LIFE[step]
    assert [rows["new"][name] for name in ("issued", "written_off", "van", "transit", "fitted")] == [*new]
    olds = [rows["old"][name] for name in ("came_out", "returned", "van", "transit")] if "old" in rows else []
    assert olds == [*old]
    assert {row["difference"] for row in rows.values()} == {0}


async def file(store: Store, version: int = 1, **line: Any) -> None:
    """A report of Li's on which a hose was used."""
    hose = {"id": str(store.case.part), "name": "Hose", "quantity": 1, "reason": "burst", "warranty": False}
    content = store.case.content(version, parts=[hose | {"replaced": False} | line])
    await store.say("report.filed", LI, version=version, content=content, digest=digest(content))


async def night(store: Store, now: datetime) -> datetime:
    """Everything that is due by then is done; gives when it is due again."""
    while await work_once(store.tools, now):
        pass
    async with store.database.transaction() as tx:
        [row] = await tx.sql.fetch("SELECT run_at FROM job WHERE name = 'prove_accounts'")
    run_at: datetime = row["run_at"]
    return run_at


async def told(store: Store) -> list[tuple[UUID, str]]:
    """Who was told of a difference, and of which."""
    query = """
    SELECT recipient_id, data::json ->> 'difference' FROM notice WHERE kind = 'account.difference'
    ORDER BY created_at, recipient_id
    """
    async with store.database.transaction() as tx:
        return [tuple(row) for row in await tx.sql.fetch(query)]


async def test_store_and_managers_are_told_once_of_each_difference(store: Store) -> None:
    both = sorted([STOREKEEPER.staff_id, MANAGER.staff_id])
    await store.live("visit.arrived")
    async with store.database.transaction() as tx:
        await enqueue(tx, "prove_accounts", "", store.case.now)
    now = await night(store, store.case.now)
    assert await told(store) == []  # all is in order
    await file(store)
    for _ in range(3):
        now = await night(store, now)
    assert await told(store) == [(one, "-1") for one in both]

    await file(store, 2, source="bought_locally")
    now = await night(store, now)
    await file(store, 3, quantity=2)
    for _ in range(2):
        now = await night(store, now)
    await file(store, 4, source="customers_own")
    await file(store, 5)
    now = await night(store, now)
    assert await told(store) == [(one, which) for which in ("-1", "-2", "-1") for one in both]


async def test_a_balance_that_is_not_what_was_moved_is_told_of(store: Store, owner_url: str) -> None:
    await store.live("part.received")
    owner = await asyncpg.connect(owner_url)
    await owner.execute("UPDATE balance SET quantity = 90 WHERE account = 'van' AND holder = $1", L)
    await owner.close()
    answer = await store.get("/accounts/technicians", MANAGER, differing=True)
    assert [(row["technician_name"], row["difference"]) for row in answer.json()["items"]] == [("Li", 10)]
    async with store.database.transaction() as tx:
        await enqueue(tx, "prove_accounts", "", store.case.now)
    await night(store, store.case.now)
    assert {which for _, which in await told(store)} == {"10"}
    inbox = (await store.get("/notices", STOREKEEPER)).json()["items"]
    [one] = [one for one in inbox if one["kind"] == "account.difference"]
    assert one["data"] == {"by": "Li", "part": VALVE, "kind": "new", "difference": 10}


async def test_what_moves_while_an_account_is_read_is_no_difference(store: Store) -> None:
    """Movements and balances are of one moment: here one moves when the first of them may have been read."""

    async def differing() -> list[AccountRow]:
        async with store.database.transaction() as tx:
            return [row for row in await accounts(tx, None) if row.difference]

    lot = Movement(number=VALVE, quantity=5, source=account_of("van", L), target=account_of("van", W))
    async with store.database.transaction() as tx:
        await tx.sql.execute("LOCK TABLE balance")
        reading = asyncio.create_task(differing())
        await queued(store.database, 1)
        await ledger.post(tx.sql, [Moved(new_id(), 0, None, store.case.now, lot)])
    assert await reading == []


async def test_a_technician_reads_his_own_page_by_page(store: Store) -> None:
    for lead in (LI, WANG):
        await store.live([*STEPS][-1], lead=lead)

    async def read(who: Any, **params: Any) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for _ in range(20):
            page = (await store.get("/accounts/technicians", who, **params)).json()
            found += [(row["technician_name"], row["kind"]) for row in page["items"]]
            if page["after"] is None:
                return found
            params["after"] = page["after"]
        raise AssertionError("the list has no end")

    everybody = [("Li", "new"), ("Li", "old"), ("Wang", "new"), ("Wang", "old"), ("Zhao", "new")]
    assert await read(COORDINATOR, limit=2) == await read(COORDINATOR) == everybody
    assert await read(LI) == await read(LI, technician=L, limit=1) == everybody[:2]
    assert await read(LI, technician=W) == []
    assert await read(MANAGER, differing=True) == []
    assert (await store.get("/accounts/technicians", LI, after="no")).json()["code"] == "invalid_input"
    answer = await store.get("/accounts/technicians", STOREKEEPER, format="csv", technician=L)
    lines = table(answer.content)
    assert [(row["technician"], row["kind"], row["written_off"], row["difference"]) for row in lines] == [
        ("Li", "new", "1", "0"),
        ("Li", "old", "0", "0"),
    ]


def test_the_next_night_is_ahead() -> None:
    tonight = datetime.combine(date(2026, 3, 2), NIGHT)
    for before in (timedelta(hours=24), timedelta(hours=1), timedelta(microseconds=1)):
        assert next_night(tonight - before) == tonight
    assert next_night(tonight) == tonight + timedelta(days=1)
