"""The monthly list: old pieces that came into the store, and what became of each (S1-3.7.5)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from backend.order.document import Account, AccountKind, Condition, Movement
from backend.order.parts.stock import STORE, van
from backend.parts import ledger
from backend.parts.ledger import Moved
from backend.warranty.months import Lot, Step, span, story
from tests.makers import COORDINATOR, LI, MANAGER, STOREKEEPER, SUPPLIER, VALVE, new_id
from tests.warranty.life import Store
from tests.warranty.test_lists import table

PART = new_id()
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
SCRAP = Account(kind=AccountKind.SCRAP)
MAKER = Account(kind=AccountKind.SUPPLIER, holder=SUPPLIER)


def old(target: Account, quantity: int = 1, source: Account = STORE, part: UUID = PART) -> Movement:
    return Movement(
        number=VALVE, quantity=quantity, source=source, target=target, condition=Condition.OLD, part_id=part
    )


CAME = old(STORE, 2, van(LI.staff_id))
TO_MAKER, SCRAPPED = old(MAKER), old(SCRAP)
REFURBISHED = old(STORE).model_copy(update={"becomes": Condition.REFURBISHED})
MOVED_AWAY = old(Account(kind=AccountKind.STATION, holder=new_id()))

STORIES: dict[str, tuple[list[Movement], list[int], dict[str, int], int]] = {
    # what moved; the lots that stand, what became of them, what is left
    "came": ([CAME], [2], {}, 2),
    "one back, one scrapped": ([CAME, TO_MAKER, SCRAPPED], [2], {"to_supplier": 1, "scrapped": 1}, 0),
    "one refurbished": ([CAME, REFURBISHED], [2], {"refurbished": 1}, 1),
    "one somewhere else": ([CAME, MOVED_AWAY], [2], {"elsewhere": 1}, 1),
    "a receipt that was taken back": ([CAME, CAME.reversed()], [], {}, 0),
    "received again": ([CAME, CAME.reversed(), old(STORE, 1, van(LI.staff_id))], [1], {}, 1),
    "the second receipt was taken back": ([CAME, CAME, CAME.reversed()], [2], {}, 2),
    "a disposal that was taken back": ([CAME, TO_MAKER, TO_MAKER.reversed()], [2], {}, 2),
    "a refurbishing that was taken back": ([CAME, REFURBISHED, REFURBISHED.reversed()], [2], {}, 2),
}  # fmt: skip


@pytest.mark.parametrize("case", STORIES)
def test_what_came_and_what_became_of_it(case: str) -> None:
    movements, lots, fates, left = STORIES[case]
    told = story(Step(AT + timedelta(days=n), one) for n, one in enumerate(movements))
    assert [lot.quantity for lot in told.lots] == lots
    assert {name: n for name, n in told.fates.items() if n} == fates
    assert told.left == left


def test_what_stands_of_two_receipts_is_the_earlier() -> None:
    steps = [Step(AT + timedelta(days=n), one) for n, one in enumerate([CAME, CAME, CAME.reversed()])]
    assert story(steps).lots == [Lot(AT, 2)]


def test_a_month_begins_and_ends_at_midnight_where_the_store_is() -> None:
    begin, end = span("2026-12", "Asia/Shanghai")
    assert begin == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert end == datetime(2026, 12, 31, 16, tzinfo=UTC)


async def dispose(store: Store, *movements: Movement) -> None:
    """The store's entry of these disposals."""
    entry = new_id()
    async with store.database.transaction() as tx:
        await ledger.post(tx.sql, [Moved(entry, n, None, AT, one) for n, one in enumerate(movements)])


async def test_a_month_lists_what_came_in_it_and_what_is_still_there_from_before(store: Store) -> None:
    gone, waiting = [await store.live("old_part.received") for _ in range(2)]
    store.case.now = datetime(2026, 4, 10, tzinfo=UTC)
    scrapped, refurbished, fresh = [await store.live("old_part.received") for _ in range(3)]

    def named(movement: Movement, part: UUID) -> Movement:
        return movement.model_copy(update={"part_id": part})

    await dispose(
        store,
        named(TO_MAKER, gone.part).model_copy(update=await serial_of(store, gone.part)),
        named(SCRAPPED, scrapped.part).model_copy(update=await serial_of(store, scrapped.part)),
        named(REFURBISHED, refurbished.part).model_copy(update=await serial_of(store, refurbished.part)),
    )
    month = (await store.get("/old-parts/months/2026-04", COORDINATOR)).json()
    assert [UUID(one["order_id"]) for one in month["items"]] == [
        waiting.order_id,
        scrapped.order_id,
        refurbished.order_id,
        fresh.order_id,
    ]
    sums = {name: month[name] for name in month if isinstance(month[name], int)}
    assert sums == {"received": 3, "to_supplier": 0, "refurbished": 1, "scrapped": 1, "elsewhere": 0,
                    "still_there": 2, "earlier_still_there": 1}  # fmt: skip
    first = month["items"][0]
    assert (first["received"], first["received_before"], first["still_there"]) == (0, 1, 1)
    assert (first["technician_name"], first["number"]) == ("Li", VALVE)
    march = (await store.get("/old-parts/months/2026-03", MANAGER)).json()
    assert [(one["to_supplier"], one["still_there"]) for one in march["items"]] == [(1, 0), (0, 1)]
    assert await store.ids("/old-parts/months/2026-04", STOREKEEPER, limit=1) == [
        one.order_id for one in (waiting, scrapped, refurbished, fresh)
    ]
    lines = table((await store.get("/old-parts/months/2026-04", STOREKEEPER, format="csv")).content)
    assert [one["still_there"] for one in lines] == ["1", "0", "0", "1"]


async def serial_of(store: Store, part: UUID) -> dict[str, str]:
    """The serial under which the ledger has an old piece: one is kept of pieces that have the same."""
    query = "SELECT serial FROM movement WHERE part_id = $1 AND target = 'store'"
    async with store.database.transaction() as tx:
        return {"serial": await tx.sql.fetchval(query, part)}


async def test_a_receipt_that_was_taken_back_is_on_no_list(store: Store) -> None:
    await store.live("old_part.sent")
    received = new_id()
    await store.say("old_part.received", STOREKEEPER, id=received)
    assert len(await store.ids("/old-parts/months/2026-03", STOREKEEPER)) == 1
    await store.say("part.reversed", STOREKEEPER, fact_id=str(received))
    assert await store.ids("/old-parts/months/2026-03", STOREKEEPER) == []


@pytest.mark.parametrize("month", ["2026-13", "2026-3", "1999-01", "now"])
async def test_what_is_no_month_is_refused(store: Store, month: str) -> None:
    assert (await store.get(f"/old-parts/months/{month}", MANAGER)).status_code == 422


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../passwd", "", "\x00"])
async def test_what_is_no_zone_is_refused(store: Store, zone: str) -> None:
    assert (await store.get("/old-parts/months/2026-03", MANAGER, zone=zone)).status_code == 422
