"""A piece with a serial is one piece, however each who names it types that: over HTTP, on a real database."""

from json import dumps
from typing import Any

import pytest
from httpx import AsyncClient

from backend.database import Database
from backend.order.report import digest
from backend.parts.tables import StoreEntry
from tests.makers import DISPATCHER, LI, MANAGER, START, STOREKEEPER, Case, new_id, settle_in
from tests.parts.shop import STATION, entry, furnish, line, outcome, say, stock, sums_agree
from tests.people.makers import code_of

CSV = {"Content-Type": "text/csv"}


@pytest.fixture(autouse=True)
async def furnished(client: AsyncClient) -> None:
    """A pump lies in the store."""
    await furnish(client)
    assert await outcome(client, entry("receipt", line("PUMP", serials=[" sn  1"]))) == "booked"


async def pumps(client: AsyncClient) -> list[str]:
    """Where pumps lie."""
    return [key.removeprefix("PUMP ") for key, n in (await stock(client, "PUMP")).items() if n > 0]


@pytest.mark.parametrize("typed", ["SN 1", "sn 1", "ｓｎ\u3000１ "])
async def test_the_store_finds_it_to_send_to_count_and_to_receive(client: AsyncClient, typed: str) -> None:
    assert await pumps(client) == ["SN 1 new store"]
    assert await outcome(client, entry("receipt", line("PUMP", serials=[typed]))) == "piece_elsewhere"
    counted = entry("count", {"number": "PUMP", "found": 1, "serials": [typed]}, reason="Year's end")
    assert (await say(client, counted)).json()["movements"] == []
    sent = entry("transfer", line("PUMP", serials=[typed]), target={"station_id": STATION})
    assert await outcome(client, sent) == "booked"
    assert await pumps(client) == ["SN 1 new station"]


@pytest.mark.parametrize("kind", ["receipt", "count"])
async def test_two_spellings_are_not_two_pieces(client: AsyncClient, kind: str) -> None:
    serials = ["sn 2", "SN  2"]
    counted = {"number": "PUMP", "found": 2, "serials": serials}
    said = {
        "receipt": entry("receipt", line("PUMP", serials=serials)),
        "count": entry("count", counted, reason="?"),
    }
    assert await outcome(client, said[kind]) == "invalid_input"
    assert await pumps(client) == ["SN 1 new store"]


async def test_a_receipt_of_before_that_named_two_spellings_can_still_be_read(
    client: AsyncClient, database: Database
) -> None:
    said = entry("receipt", line("PUMP", serials=["a1", "A1"], quality="good"))
    row = StoreEntry(id=said["id"], kind="receipt", number="RC-2026-999999", by=new_id(), by_name="Sun",
                     at=START, said=dumps(said), content_hash=b"")  # fmt: skip
    async with database.transaction() as tx:
        tx.session.add(row)
    answer = await client.get(f"/receipts/{said['id']}")
    assert (answer.status_code, answer.json()["lines"][0]["quantity"]) == (200, 2)


async def test_a_file_names_each_once_and_what_it_brings_is_found(client: AsyncClient) -> None:
    head = "account,number,quantity,serial\n"
    for lines, found in (
        ("store,PUMP,1,sn 2\nXiangyang,pump,1,ＳＮ 2", [(3, "number")]),
        ("store,PUMP,1,sn 1", [(2, "serial")]),
    ):
        answer = await client.post(
            "/stock/import", content=head + lines, headers=CSV, params={"id": str(new_id())}
        )
        assert code_of(answer) == "file_invalid"
        assert [(one["line"], one["column"]) for one in answer.json()["findings"]] == found
    body, params = head + "store,PUMP,1,sn 2", {"id": str(new_id())}
    assert (await client.post("/stock/import", content=body, headers=CSV, params=params)).status_code == 200
    assert await pumps(client) == ["SN 1 new store", "SN 2 new store"]


async def test_a_technician_and_the_store_each_in_his_own_way(
    client: AsyncClient, database: Database
) -> None:
    """From the shelf onto a vehicle, through the door."""
    case = Case()
    await settle_in(database)

    async def tell(by: Any, kind: str, **body: Any) -> None:
        [result] = await case.record(database, case.said(by, kind, **body))
        assert result.outcome == "applied", (kind, result)

    wanted = {"id": str(case.line), "number": "PUMP", "name": "Pump", "quantity": 1}
    piece = {"line_id": str(case.line), "number": "pump", "quantity": 1, "serials": ["ｓｎ 1"]}
    issue, content = new_id(), case.content()
    content["parts"][0] |= {"number": "Pump", "serial_in": "Sn 1", "serial_out": "sn 0"}
    await tell(DISPATCHER, "order.issued")
    await tell(DISPATCHER, "order.assigned")
    await tell(LI, "part.requested", lines=[wanted])
    await tell(MANAGER, "part.approved")
    await tell(STOREKEEPER, "part.issued", lines=[piece], id=issue)
    await tell(LI, "part.received", issue_id=str(issue))
    assert await pumps(client) == ["SN 1 new van"]
    await tell(LI, "report.filed", content=content, digest=digest(content))
    assert await pumps(client) == ["SN 0 old van", "SN 1 new fitted"]
    await tell(STOREKEEPER, "old_part.received", serial="ＳＮ 0")
    assert await pumps(client) == ["SN 0 old store", "SN 1 new fitted"]

    again = content | {"report_id": str(new_id())}
    out = {"id": str(new_id()), "source": "customers_own", "serial_in": None, "serial_out": "ｓn  1"}
    again["parts"] = [content["parts"][0] | out]
    await tell(
        LI, "report.filed", report_id=again["report_id"], version=1, content=again, digest=digest(again)
    )
    assert await pumps(client) == ["SN 0 old store", "SN 1 old van"]
    assert await sums_agree(database)
