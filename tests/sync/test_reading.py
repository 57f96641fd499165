"""All that a technician may see reaches his phone, however often it dies on the way, and leaves in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from app_contract.phone import Reply
from backend.journal import upkeep
from backend.journal.upkeep import HORIZON
from backend.sync.pull import PAGE_BYTES
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, WANG, Case, team
from tests.sync.conftest import Field, installed

OPEN = 500
AT_ONCE = 100
LOST = (0, 2)
"""The pages whose first reply never reaches the phone."""


async def issued(reach: Field, count: int) -> list[Case]:
    """So many orders of Li's."""
    cases = [Case() for _ in range(count)]
    for start in range(0, count, AT_ONCE):
        some = cases[start : start + AT_ONCE]
        batch = [case.said(DISPATCHER, "order.issued") for case in some]
        batch += [case.said(DISPATCHER, "order.assigned", **team(LI)) for case in some]
        await cases[0].record(reach.database, *batch)
    return cases


def documents_in(content: bytes) -> bytes:
    """The documents of an answer, as bytes."""
    return content.partition(b'"orders":[')[2].partition(b'],"removed":[')[0]


async def test_a_first_sync_of_five_hundred_orders_outlives_every_page(reach: Field, tmp_path: Path) -> None:
    cases, others = await issued(reach, OPEN), await reach.begun(WANG)
    pages: list[list[str]] = []
    lost, more = list(LOST), True
    while more:
        phone = installed(tmp_path / "phone", LI)
        sending = phone.outgoing()
        answer = await reach.post(LI, sending.content)
        assert len(documents_in(answer.content)) <= PAGE_BYTES
        page = [order["id"] for order in answer.json()["orders"]]
        if len(pages) in lost:
            lost.remove(len(pages))
            assert phone.settle(sending, None).answer is None
        else:
            phone.settle(sending, Reply(200, answer.headers["Content-Type"], answer.content))
            pages.append(page)
            more = answer.json()["more"]
        phone.close()
    read = [order_id for page in pages for order_id in page]
    assert lost == []
    assert len(pages) > max(LOST) + 1
    assert len(read) == len(set(read)) == OPEN
    assert str(others.order_id) not in read
    phone = installed(tmp_path / "phone", LI)
    assert {order["id"] for order in phone.orders()} == {str(case.order_id) for case in cases}
    async with reach.database.transaction() as tx:
        rows = await tx.sql.fetch("SELECT document FROM dispatch_order WHERE id = ANY($1::uuid[])", read)
    assert by_id(phone.orders()) == by_id(orjson.loads(row["document"]) for row in rows)
    phone.close()


def by_id(orders: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Orders in the order of their ids."""
    return sorted(orders, key=lambda order: str(order["id"]))


async def test_an_order_that_is_over_leaves_the_phone_after_a_fortnight_and_comes_back_with_news(
    reach: Field, tmp_path: Path
) -> None:
    over, still_open = await reach.begun(), await reach.begun()
    await over.record(reach.database, over.said(MANAGER, "order.cancelled"))
    phone = installed(tmp_path / "phone", LI)

    async def seen(now: datetime) -> list[str]:
        """What the phone shows after the worker has archived."""
        async with reach.database.transaction() as tx:
            await upkeep.archive(tx, now, 500)
        await reach.exchange(phone, LI)
        return sorted(order["id"] for order in phone.orders())

    both, one = sorted([str(over.order_id), str(still_open.order_id)]), [str(still_open.order_id)]
    assert await seen(over.now) == both
    assert await seen(over.now + HORIZON - timedelta(days=1)) == both
    assert await seen(over.now + HORIZON) == both
    before = await reach.sync(LI)
    assert await seen(over.now + HORIZON + timedelta(seconds=1)) == one
    archived = await reach.sync(LI, epoch=before["epoch"], cursor=before["cursor"])
    assert archived["removed"] == [{"id": str(over.order_id), "reason": "archived"}]

    over.now += HORIZON + timedelta(days=5)
    await over.record(reach.database, over.said(COORDINATOR, "note.added"))
    assert await seen(over.now + HORIZON) == both
    assert phone.order(over.order_id) is not None
    assert await seen(over.now + HORIZON + timedelta(seconds=1)) == one
    phone.close()
