"""Files from a spreadsheet: what is wrong is said line by line, and nothing is taken before all is right."""

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.database import Database
from backend.spreadsheet import written
from tests.parts.shop import STATION, SUPPLIER, entry, furnish, line, outcome, stock, sums_agree
from tests.people.makers import code_of

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
CSV = {"Content-Type": "text/csv"}
CATALOGUE = "number,name,spec,with_serial,supplier,warranty_days,warranty_km\n"
STOCK = "account,number,quantity,serial,condition\n"


@pytest.fixture(autouse=True)
async def furnished(client: AsyncClient) -> None:
    await furnish(client)


async def send(client: AsyncClient, path: str, body: str | bytes, **params: Any) -> Response:
    said = params if path == "/parts/import" else {"id": str(uuid4())} | params
    return await client.post(path, content=body, headers=CSV, params=said)


async def parts(client: AsyncClient) -> dict[str, dict[str, Any]]:
    found = (await client.get("/parts", params={"limit": 100})).json()["items"]
    return {one["number"]: one for one in found}


# The catalogue


async def test_a_catalogue_adds_and_changes_by_number_and_says_what(client: AsyncClient) -> None:
    body = (
        CATALOGUE
        + "valve,Tipping valve II,,否,Valve works,730,\nhose,Hose,12 mm,yes,,,100000\nPUMP,Pump,,true,,,"
    )
    tried = (await send(client, "/parts/import", body, dry_run=True)).json()
    before = await parts(client)
    assert set(before) == {"VALVE", "PUMP"}
    done = (await send(client, "/parts/import", body)).json()
    assert done == tried | {"dry_run": False}
    assert [done[name] for name in ("added", "changed", "unchanged", "findings")] == [1, 1, 1, []]
    assert done["changes"][0] == {
        "line": 2,
        "number": "VALVE",
        "action": "changed",
        "members": {"name": "Tipping valve II", "supplier_id": SUPPLIER, "warranty_days": 730},
    }
    after = await parts(client)
    assert after["VALVE"] == before["VALVE"] | done["changes"][0]["members"]
    assert (after["HOSE"]["with_serial"], after["HOSE"]["warranty_km"]) == (True, 100_000)
    assert after["PUMP"] == before["PUMP"]
    assert (await send(client, "/parts/import", body)).json()["unchanged"] == 3


async def test_what_has_no_column_stays_and_our_own_file_changes_nothing(client: AsyncClient) -> None:
    await send(client, "/parts/import", CATALOGUE + "VALVE,Valve,=1+1,no,Valve works,730,5")
    await send(client, "/parts/import", "number;name\nVALVE;Valve B")
    assert (await parts(client))["VALVE"]["warranty_km"] == 5
    ours = (await client.get("/parts", params={"format": "csv"})).content
    assert (await send(client, "/parts/import", ours)).json()["unchanged"] == 2


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ("X,Name,,maybe,,,", [(2, "with_serial")]),
        ("X,,,,,,", [(2, "name")]),
        (",Name,,,,,", [(2, "number")]),
        ("X,Name,,,,-1,", [(2, "warranty_days")]),
        ("X,Name,,,,1.5,many", [(2, "warranty_days"), (2, "warranty_km")]),
        ("X,Name,,,Nobody,,", [(2, "supplier")]),
        ("X,Na\x00me,,,,,", [(2, "name")]),
        ("x,Name,,,,,\nY,Name,,,,,\nＸ ,Other,,,,,", [(4, "number")]),
        ("X,Name,,,,\nY,Name,,,,,", [(2, None)]),
        ('X,"Name', [(2, None)]),
    ],
)
async def test_one_wrong_line_of_a_catalogue_keeps_all_out_and_is_named(
    client: AsyncClient, lines: str, findings: list[tuple[int, str | None]]
) -> None:
    body = CATALOGUE + lines + ("" if '"' in lines else "\nGOOD,Good,,,,,")
    tried = await send(client, "/parts/import", body, dry_run=True)
    refused = await send(client, "/parts/import", body)
    assert (tried.status_code, refused.status_code, code_of(refused)) == (200, 422, "file_invalid")
    assert [(one["line"], one["column"]) for one in refused.json()["findings"]] == findings
    assert tried.json()["findings"] == refused.json()["findings"]
    assert all(one["reason"] for one in refused.json()["findings"])
    assert set(await parts(client)) == {"VALVE", "PUMP"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        "number,name\n阀,阀门".encode("gb18030"),
        b"number,name\n" + b"a,b\n" * 2001,
        b"PK\x03\x04",
    ],
)
@pytest.mark.parametrize("path", ["/parts/import", "/stock/import"])
async def test_what_is_no_such_file_is_refused(client: AsyncClient, path: str, body: bytes) -> None:
    answer = await send(client, path, body)
    assert answer.status_code == 422
    assert code_of(answer) == ("file_invalid" if body else "invalid_input")
    assert code_of(await send(client, path, b"x" * (1024 * 1024 + 1))) == "too_large"


async def test_a_part_gets_serials_only_once_no_piece_without_one_is_at_hand(client: AsyncClient) -> None:
    assert (
        await outcome(client, entry("receipt", line("VALVE", 2), line("VALVE", condition="old"))) == "booked"
    )
    numbered = "number,name,with_serial\nVALVE,Valve,yes\n"
    answer = await send(client, "/parts/import", numbered)
    assert code_of(answer) == "file_invalid"
    assert [(one["line"], one["column"]) for one in answer.json()["findings"]] == [(2, "with_serial")]
    assert "2 without serials (store)" in answer.json()["findings"][0]["reason"]
    assert (
        await outcome(client, entry("count", {"number": "VALVE", "found": 0}, reason="To be numbered"))
        == "booked"
    )
    assert (await send(client, "/parts/import", numbered)).status_code == 200
    found = {"number": "VALVE", "found": 2, "serials": ["V1", "V2"]}
    assert await outcome(client, entry("count", found, reason="Numbered")) == "booked"
    assert (await stock(client, "VALVE"))["VALVE V1 new store"] == 1


async def test_a_part_cannot_be_added_with_serials_either(client: AsyncClient) -> None:
    await send(client, "/parts/import", "number,name,with_serial\nHOSE,Hose,no\n")
    assert await outcome(client, entry("receipt", line("HOSE"))) == "booked"
    again = {"id": str(uuid4()), "number": "HOSE", "name": "Hose", "with_serial": True}
    assert code_of(await client.post("/parts", json=again)) == "part_number_taken"


# What was there before


async def test_opening_stock_is_one_entry_that_is_booked_once_and_can_be_reversed(
    client: AsyncClient, database: Database
) -> None:
    body = (
        STOCK + f"store,valve,7,,\nXiangyang,VALVE,2,,\n{STATION},VALVE,1,,old\nStore,PUMP,1,P1,refurbished\n"
    )
    key = str(uuid4())
    tried = await send(client, "/stock/import", body, id=key, dry_run=True)
    assert (tried.json()["added"], tried.json()["findings"], await stock(client)) == (4, [], {})
    answers = [await send(client, "/stock/import", body, id=key) for _ in range(2)]
    assert [answer.json() for answer in answers] == [tried.json() | {"dry_run": False}] * 2
    begun = {
        "VALVE new store": 7,
        "VALVE new station": 2,
        "VALVE old station": 1,
        "PUMP P1 refurbished store": 1,
        "VALVE new opening": -9,
        "VALVE old opening": -1,
        "PUMP P1 refurbished opening": -1,
    }
    assert await stock(client) == begun
    assert (
        code_of(await send(client, "/stock/import", body + "store,VALVE,1,,refurbished", id=key))
        == "id_reused"
    )
    assert await outcome(client, entry("reversal", reverses=key, reason="Last year's list")) == "booked"
    assert (await stock(client), await sums_agree(database)) == ({}, True)


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ("attic,VALVE,1,,", [(2, "account")]),
        ("store,BRAKE,1,,", [(2, "number")]),
        ("store,PUMP,2,,", [(2, "serial")]),
        ("store,PUMP,2,P1,", [(2, None)]),
        ("store,VALVE,0,,\nstore,VALVE,x,,old", [(2, "quantity"), (3, "quantity")]),
        ("store,VALVE,1,,broken", [(2, "condition")]),
        ("store,VALVE,1,,\nstore, valve,1,,new", [(3, "number")]),
        ("store,PUMP,1,P1,\nXiangyang,PUMP,1,P1,", [(3, "number")]),
        ("store,PUMP,1,P5,", [(2, "serial")]),
        ("", [(1, None)]),
    ],
)
async def test_one_wrong_line_of_a_stock_keeps_all_out_and_is_named(
    client: AsyncClient, lines: str, findings: list[tuple[int, str | None]]
) -> None:
    assert await outcome(client, entry("receipt", line("PUMP", serials=["P5"]))) == "booked"
    before, body = await stock(client), STOCK + lines + ("\nstore,VALVE,5,,refurbished" if lines else "")
    tried = await send(client, "/stock/import", body, dry_run=True)
    refused = await send(client, "/stock/import", body)
    assert (tried.status_code, refused.status_code, code_of(refused)) == (200, 422, "file_invalid")
    assert [(one["line"], one["column"]) for one in refused.json()["findings"]] == findings
    assert tried.json()["findings"] == refused.json()["findings"]
    assert {one["line"] for one in tried.json()["changes"]}.isdisjoint(place for place, _ in findings)
    assert await stock(client) == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), min_size=2, max_size=2))
)
async def test_no_file_fails_on_our_side(client: AsyncClient, rows: list[list[str]]) -> None:
    body = written(["number", "name"], rows)
    assert (await send(client, "/parts/import", body)).status_code in (200, 422)
