"""Storekeepers at once, replays, and books that nobody edits: real transactions, held up by each other."""

import asyncio
from typing import Any

import asyncpg
import pytest
from httpx import AsyncClient

from backend.database import Database, lock_keys
from backend.order.document import Account, AccountKind, Movement
from backend.order.parts.stock import STORE
from backend.parts import ledger
from backend.parts.ledger import Moved
from backend.people.roles import Role
from tests.makers import DISPATCHER, LI, MANAGER, START, STOREKEEPER, Case, new_id, settle_in
from tests.makers import VALVE as TIPPING_VALVE
from tests.parts.shop import STATION, SUPPLIER, entry, furnish, line, outcome, say, stock, sums_agree
from tests.people.makers import add_person, client_of, code_of, signed_in

WAITING = """
SELECT count(DISTINCT pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE NOT l.granted AND a.datname = current_database()
"""
TO_STATION = {"target": {"station_id": STATION}}


@pytest.fixture(autouse=True)
async def furnished(client: AsyncClient) -> None:
    """Ten valves and a pump lie in the store."""
    await furnish(client)
    assert (
        await outcome(client, entry("receipt", line("VALVE", 10), line("PUMP", serials=["P1"]))) == "booked"
    )


async def queued(database: Database, so_many: int) -> None:
    """Wait until so many transactions of this database wait for another's lock."""
    async with asyncio.timeout(20), database.transaction() as tx:
        while await tx.sql.fetchval(WAITING) < so_many:
            await tx.sql.execute("SELECT pg_stat_clear_snapshot()")  # or it sees the same for ever


async def together(database: Database, number: str, client: AsyncClient, *said: dict[str, Any]) -> list[str]:
    """What becomes of these when all of them wait for the same part before the first may look."""
    async with database.transaction() as tx:
        await lock_keys(tx.sql, ledger.locks([number]))
        waiters = [asyncio.create_task(outcome(client, one)) for one in said]
        await queued(database, len(waiters))
    return sorted(await asyncio.gather(*waiters))


async def test_what_lies_somewhere_may_be_more_than_any_one_movement(
    client: AsyncClient, database: Database
) -> None:
    """Nobody has so many valves; a hundred receipts with a slip of the finger have."""
    most = 2**31 - 1
    lot = Movement(number="VALVE", quantity=most, source=Account(kind=AccountKind.OPENING), target=STORE)
    async with database.transaction() as tx:
        await ledger.post(tx.sql, [Moved(new_id(), 0, None, START, lot)])
    assert await outcome(client, entry("receipt", line("VALVE", 100_000))) == "booked"
    assert (await stock(client, "VALVE"))["VALVE new store"] == most + 100_010
    assert await sums_agree(database)


async def test_two_storekeepers_never_give_out_one_valve_twice(
    client: AsyncClient, database: Database
) -> None:
    said = [entry("transfer", line("VALVE", 6), **TO_STATION) for _ in range(2)]
    assert await together(database, "VALVE", client, *said) == ["booked", "out_of_stock"]
    assert await stock(client, "VALVE") == {
        "VALVE new store": 4,
        "VALVE new station": 6,
        "VALVE new supplier": -10,
    }
    assert await sums_agree(database)


async def test_what_the_store_gives_away_meanwhile_an_order_does_not_get(database: Database) -> None:
    """An order's fact waits for the part before it looks, as the store does."""
    case = Case()
    await settle_in(database)
    for by, kind in ((DISPATCHER, "order.issued"), (DISPATCHER, "order.assigned"), (LI, "part.requested"),
                     (MANAGER, "part.approved")):  # fmt: skip
        await case.record(database, case.said(by, kind))
    away = Movement(number=TIPPING_VALVE, quantity=99, source=STORE, target=Account(kind=AccountKind.SCRAP))
    async with database.transaction() as tx:
        await lock_keys(tx.sql, ledger.locks([TIPPING_VALVE]))
        await ledger.post(tx.sql, [Moved(new_id(), 0, None, case.now, away)])
        waiter = asyncio.create_task(case.record(database, case.said(STOREKEEPER, "part.issued")))
        await queued(database, 1)
    [result] = await waiter
    assert (result.outcome, result.code) == ("rejected", "out_of_stock")
    assert await sums_agree(database)


async def test_one_pump_is_received_sent_and_counted_in_some_order(
    client: AsyncClient, database: Database
) -> None:
    said = [
        entry("receipt", line("PUMP", serials=["P2"]), supplier_id=SUPPLIER),
        entry("receipt", line("PUMP", serials=["P2"])),
    ]
    assert await together(database, "PUMP", client, *said) == ["booked", "piece_elsewhere"]
    assert await sums_agree(database)


@pytest.mark.parametrize("kind", ["receipt", "transfer", "count"])
async def test_what_is_said_twice_at_once_is_booked_once(
    client: AsyncClient, database: Database, kind: str
) -> None:
    said = {
        "receipt": entry("receipt", line("VALVE", 3)),
        "transfer": entry("transfer", line("VALVE", 3), **TO_STATION),
        "count": entry("count", {"number": "VALVE", "found": 9}, reason="One is gone"),
    }[kind]
    async with database.transaction() as tx:
        await lock_keys(tx.sql, ledger.locks(["VALVE"]))
        # The first holds the entry's key, which the second waits for.
        waiters = [asyncio.create_task(say(client, said)) for _ in range(2)]
        await queued(database, len(waiters))
    answers = await asyncio.gather(*waiters)
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert answers[0].json() == answers[1].json()
    before = await stock(client)
    assert (await say(client, said)).json() == answers[0].json()
    assert await stock(client) == before
    other = said | ({"reason": "Another"} if kind == "count" else {"note": "Another"})
    assert code_of(await say(client, other)) == "id_reused"


async def test_one_id_for_two_parts_at_once_is_the_firsts(client: AsyncClient, database: Database) -> None:
    first = entry("transfer", line("VALVE"), **TO_STATION)
    other = first | {"lines": [line("PUMP", serials=["P1"])]}
    async with database.transaction() as tx:
        await lock_keys(tx.sql, ledger.locks(["VALVE", "PUMP"]))
        waiters = [asyncio.create_task(outcome(client, one)) for one in (first, other)]
        await queued(database, len(waiters))
    assert sorted(await asyncio.gather(*waiters)) == ["booked", "id_reused"]


async def test_an_entry_is_reversed_once_and_a_reversal_never(
    client: AsyncClient, database: Database
) -> None:
    wrong = entry("transfer", line("VALVE", 4), line("PUMP", serials=["P1"]), **TO_STATION)
    before = await stock(client)
    assert await outcome(client, wrong) == "booked"
    back = [entry("reversal", reverses=wrong["id"], reason="Wrong station") for _ in range(2)]
    assert await together(database, "VALVE", client, *back) == ["booked", "entry_reversed"]
    assert await stock(client) == before
    done = (await client.get("/movements")).json()["items"][0]
    assert done["back"]
    again = entry("reversal", reverses=done["cause"], reason="It was right")
    assert await outcome(client, again) == "entry_reversed"
    assert await outcome(client, entry("count", {"number": "VALVE", "found": 10}, reason="Right")) == "booked"


async def test_what_is_only_now_being_booked_can_be_reversed(client: AsyncClient, database: Database) -> None:
    before = await stock(client)
    sent = entry("transfer", line("VALVE", 4), **TO_STATION)
    async with database.transaction() as tx:
        await lock_keys(tx.sql, ledger.locks(["VALVE"]))
        first = asyncio.create_task(outcome(client, sent))
        await queued(database, 1)
        back = asyncio.create_task(
            outcome(client, entry("reversal", reverses=sent["id"], reason="Wrong station"))
        )
        await queued(database, 2)
    assert [await first, await back] == ["booked", "booked"]
    assert await stock(client) == before


async def test_what_has_gone_on_is_not_reversed_and_nothing_of_it_is(client: AsyncClient) -> None:
    sent = entry("transfer", line("VALVE", 4), line("PUMP", serials=["P1"]), **TO_STATION)
    assert await outcome(client, sent) == "booked"
    home = entry("transfer", line("VALVE", 1), source={"station_id": STATION})
    assert await outcome(client, home) == "booked"
    before = await stock(client)
    answer = await say(client, entry("reversal", reverses=sent["id"], reason="Too late"))
    assert (code_of(answer), "VALVE: 3 new" in answer.json()["detail"]) == ("out_of_stock", True)
    assert await stock(client) == before


async def test_a_count_that_found_nothing_amiss_cannot_be_reversed(client: AsyncClient) -> None:
    right = entry("count", {"number": "VALVE", "found": 10}, reason="Right")
    assert await outcome(client, right) == "booked"
    assert await outcome(client, entry("reversal", reverses=right["id"], reason="?")) == "not_reversible"


async def test_a_refusal_leaves_the_id_free(client: AsyncClient) -> None:
    said = entry("transfer", line("VALVE", 11), **TO_STATION)
    assert await outcome(client, said) == "out_of_stock"
    assert await outcome(client, said | {"lines": [line("VALVE", 1)]}) == "booked"


@pytest.mark.parametrize("table", ["movement", "store_entry"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
async def test_what_was_booked_is_never_edited(
    database: Database, owner_url: str, table: str, statement: str
) -> None:
    async with database.transaction() as tx:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await tx.sql.execute(f"SAVEPOINT here; {statement.format(table)}")
        await tx.sql.execute("ROLLBACK TO SAVEPOINT here")
    owner = await asyncpg.connect(owner_url)
    try:
        with pytest.raises(asyncpg.PostgresError, match="append"):
            await owner.execute(statement.format(table))
    finally:
        await owner.close()


async def test_storekeepers_share_one_store(client: AsyncClient, database: Database) -> None:
    await add_person(database, "qin", Role.STOREKEEPER)
    async with client_of(database) as other:
        await signed_in(other, "qin")
        said = entry("receipt", line("VALVE", 1))
        first, second = await say(client, said), await say(other, said)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["by_name"] == "Sun"
