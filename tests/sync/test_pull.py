"""A page of the feed, whatever others write meanwhile and however long a document is."""

from typing import Any

import asyncpg

from backend.journal.tables import DispatchOrder
from backend.sync import pull
from tests.makers import DISPATCHER, LI, Case, new_id
from tests.sync.conftest import Field, outcomes, owner, sent


class Busy:
    """A connection on which somebody speaks of the order after each statement."""

    def __init__(self, sql: asyncpg.Connection, reach: Field, case: Case) -> None:
        self.sql, self.reach, self.case = sql, reach, case

    def __getattr__(self, name: str) -> Any:
        async def ask(*args: Any) -> Any:
            answer = await getattr(self.sql, name)(*args)
            await self.case.record(self.reach.database, self.case.said(DISPATCHER, "note.added"))
            return answer

        return ask


async def test_what_is_written_during_a_pull_comes_with_the_next(reach: Field) -> None:
    """Page and cursor are of one moment: a head that was read later would pass over what came between."""
    case = await reach.begun()
    async with reach.database.transaction() as tx:
        first = await pull.pull(Busy(tx.sql, reach, case), LI.staff_id, None, None)
        assert first.cursor is not None
    async with reach.database.transaction() as tx:
        second = await pull.pull(tx.sql, LI.staff_id, first.epoch, first.cursor)
    assert (b'"version":2' in first.orders, b'"version":3' in second.orders) == (True, True)


async def test_a_document_longer_than_a_page_is_a_page(reach: Field, owner_url: str) -> None:
    """Else the phone would ask for it for ever, and for all that comes after it."""
    cases = [await reach.begun() for _ in range(3)]
    long = f"rpad(document, {pull.PAGE_BYTES + 1})"
    await owner(
        owner_url,
        f"UPDATE {DispatchOrder.__tablename__} SET document = {long} WHERE id = '{cases[1].order_id}'",  # noqa: S608  # our own words
    )
    page, pages = await reach.sync(LI), []
    for _ in cases:
        pages.append([order["id"] for order in page["orders"]])
        page = await reach.sync(LI, epoch=page["epoch"], cursor=page["cursor"])
    assert pages == [[str(case.order_id)] for case in cases]
    assert not page["more"]


async def test_a_sync_says_what_is_here_of_the_photos_that_it_names(reach: Field) -> None:
    case, other = await reach.begun(), str(new_id())
    answer = await reach.sync(LI, sent(case, "photo.taken"), photos=[str(case.photo), other])
    assert outcomes(answer) == ["applied"]
    assert answer["photos"] == [
        {"id": str(case.photo), "state": "missing", "received": 0, "quarantined": None},
        {"id": other, "state": "unknown", "received": 0, "quarantined": None},
    ]
    await reach.put_photo(LI, case.photo)
    [one] = (await reach.sync(LI, photos=[str(case.photo)]))["photos"]
    assert (one["state"], one["received"]) == ("stored", 16)
