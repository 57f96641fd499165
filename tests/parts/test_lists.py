"""What the store's lists say, page by page and as CSV; and what becomes of the old parts of reports."""

import csv
from collections import Counter
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient, Response

from backend.database import Database
from backend.order.report import digest
from backend.parts.stock import AT_ONCE
from backend.people.api import CSV_LIMIT_ROWS, csv_file
from backend.problems import Problem
from tests.makers import DISPATCHER, LI, STOREKEEPER, VALVE, Case, settle_in, team
from tests.parts.shop import STATION, SUPPLIER, entry, furnish, line, outcome, say, stock
from tests.people.makers import code_of

TO_STATION = {"target": {"station_id": STATION}}


def rows(answer: Response) -> list[dict[str, str]]:
    assert answer.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def pages(client: AsyncClient, path: str, limit: int, **params: Any) -> list[dict[str, Any]]:
    """A whole list, page by page."""
    seen: list[dict[str, Any]] = []
    page = (await client.get(path, params=params | {"limit": limit})).json()
    while page["next"]:
        assert len(page["items"]) == limit
        seen += page["items"]
        page = (await client.get(path, params=params | {"limit": limit, "after": page["next"]})).json()
    return [*seen, *page["items"]]


async def busy(client: AsyncClient) -> list[dict[str, Any]]:
    """Three receipts and a transfer."""
    await furnish(client)
    said = [
        entry(
            "receipt", line("VALVE", 3), line("PUMP", serials=["P2", "P1"]), supplier_id=SUPPLIER, note="Mon"
        ),
        entry("receipt", line("VALVE", 1, condition="old", quality="=worn", spec="24 V")),
        entry("receipt", line("VALVE", 1)),
        entry("transfer", line("VALVE", 2), line("PUMP", serials=["P1"]), **TO_STATION),
    ]
    return [(await say(client, one)).json() for one in said]


@pytest.mark.parametrize("limit", [1, 2, 100])
async def test_every_list_holds_everything_once_and_its_file_the_same(
    client: AsyncClient, limit: int
) -> None:
    made = await busy(client)
    receipts = await pages(client, "/receipts", limit)
    assert receipts == [one for one in reversed(made) if one.get("number")]
    moved = await pages(client, "/movements", limit)
    assert [one["seq"] for one in moved] == sorted((one["seq"] for one in moved), reverse=True)
    assert Counter(one["cause"] for one in moved) == Counter(
        {made[0]["id"]: 3, made[1]["id"]: 1, made[2]["id"]: 1, made[3]["id"]: 2}
    )
    lying = await pages(client, "/stock", limit)
    assert len({str(one) for one in lying}) == len(lying) == 10

    told = rows(await client.get("/stock", params={"format": "csv", "limit": 1}))
    assert [int(row["quantity"]) for row in told] == [one["quantity"] for one in lying]
    assert f"station/{STATION}" in {row["account"] for row in told}
    assert [row["seq"] for row in rows(await client.get("/movements", params={"format": "csv"}))] == [
        str(one["seq"]) for one in moved
    ]
    listed = rows(await client.get("/receipts", params={"format": "csv"}))
    assert [(row["part_number"], row["quality"]) for row in listed] == [
        ("VALVE", "good"),
        ("VALVE", "'=worn"),
        ("VALVE", "good"),
        ("PUMP", "good"),
    ]
    assert listed[-1]["serials"] == "P2 P1"


async def test_a_file_of_more_rows_than_are_made_at_once_has_each_once(client: AsyncClient) -> None:
    await furnish(client)
    serials = [f"P{n:03d}" for n in range(AT_ONCE + 7)]
    assert (await say(client, entry("receipt", line("PUMP", serials=serials)))).status_code == 201
    told = rows(await client.get("/stock", params={"format": "csv", "account": "store"}))
    assert [row["serial"] for row in told] == serials
    moved = rows(await client.get("/movements", params={"format": "csv"}))
    assert [row["serial"] for row in moved] == serials[::-1]


@pytest.mark.parametrize("more", [0, 1])
async def test_a_file_has_so_many_rows_and_no_more(more: int) -> None:
    made = csv_file("rows", ["n"], ([n] for n in range(CSV_LIMIT_ROWS + more)))
    if more:
        with pytest.raises(Problem, match="too_large"):
            await made
    else:
        assert bytes((await made).body).count(b"\r\n") == CSV_LIMIT_ROWS + 1


@pytest.mark.parametrize(
    ("params", "moved", "lying"),
    [
        ({"number": " valve"}, 4, 6),
        ({"number": "BRAKE"}, 0, 0),
        ({"account": "station"}, 2, 2),
        ({"account": f"station/{STATION}"}, 2, 2),
        ({"account": f"station/{SUPPLIER}"}, 0, 0),
        ({"account": "supplier", "number": "PUMP"}, 2, 2),
        ({"account": "store"}, 7, 3),
    ],
)
async def test_lists_are_narrowed(
    client: AsyncClient, params: dict[str, str], moved: int, lying: int
) -> None:
    await busy(client)
    assert len(await pages(client, "/movements", 100, **params)) == moved
    assert len(await pages(client, "/stock", 100, **params)) == lying


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/stock", {"account": "attic"}),
        ("/movements", {"account": "van/of Li"}),
        ("/movements", {"account": "van/" + "-" * 36}),
        ("/stock", {"after": "next"}),
        ("/stock", {"after": "W10="}),
        ("/stock", {"number": "a\x00b"}),
        ("/movements", {"after": "-1"}),
        ("/movements", {"colour": "red"}),
        ("/receipts", {"format": "xlsx"}),
    ],
)
async def test_what_cannot_be_asked_is_said(client: AsyncClient, path: str, params: dict[str, str]) -> None:
    assert code_of(await client.get(path, params=params)) == "invalid_input"


async def test_receipts_have_numbers_of_their_year_and_say_what_took_them_back(client: AsyncClient) -> None:
    made = await busy(client)
    numbers = [one["number"] for one in made[:3]]
    assert numbers == [f"RC-{made[0]['at'][:4]}-{n:06}" for n in (1, 2, 3)]
    assert made[0]["supplier"] == "Valve works"
    back = entry("reversal", reverses=made[1]["id"], reason="Not ours")
    assert await outcome(client, back) == "booked"
    found = (await client.get(f"/receipts/{made[1]['id']}")).json()
    assert found == made[1] | {"reversed_by": back["id"]}
    for other in (made[3]["id"], str(uuid4())):
        assert code_of(await client.get(f"/receipts/{other}")) == "not_found"


async def replaced(database: Database, quantity: int) -> Case:
    """Li replaced so many valves on an order, and the store has the old ones."""
    case, content = Case(), {}
    await settle_in(database)
    content = case.content()
    content["parts"][0] |= {"quantity": quantity, "serial_out": None}
    results = await case.record(
        database,
        case.said(DISPATCHER, "order.issued"),
        case.said(DISPATCHER, "order.assigned", **team(LI)),
        *(case.said(LI, kind) for kind in ("visit.accepted", "visit.departed", "visit.arrived")),
        case.said(LI, "report.filed", content=content, digest=digest(content)),
        case.said(STOREKEEPER, "old_part.received"),
    )
    assert {result.outcome for result in results} == {"applied"}
    return case


async def test_an_old_part_is_disposed_of_by_its_part_and_never_twice(
    client: AsyncClient, database: Database
) -> None:
    case = await replaced(database, 3)
    old = line(VALVE, 2, part_id=str(case.part))
    assert await outcome(client, entry("disposal", old, old, to="scrap")) == "too_many"
    wrong = entry("disposal", old, to="refurbished")
    assert await outcome(client, wrong) == "booked"
    assert await outcome(client, entry("disposal", old, to="scrap")) == "too_many"
    other = line("PUMP", 1, part_id=str(case.part))
    assert await outcome(client, entry("disposal", other, to="scrap")) == "part_unknown"
    assert await outcome(client, entry("reversal", reverses=wrong["id"], reason="Beyond repair")) == "booked"
    last = entry("disposal", old, line(VALVE, 1, part_id=str(case.part)), to="scrap")
    assert await outcome(client, last) == "booked"
    assert (await stock(client, VALVE))[f"{VALVE} old scrap"] == 3
    shown = await pages(client, "/movements", 100, account="scrap")
    assert {one["part_id"] for one in shown} == {str(case.part)}
    order = await pages(client, "/movements", 100, order=str(case.order_id))
    assert {one["order_id"] for one in order} == {str(case.order_id)}


async def test_an_id_that_a_fact_and_an_entry_happen_to_share_is_of_both(
    client: AsyncClient, database: Database
) -> None:
    """Whichever was first: no fact of a phone's waits for it, and each is taken back by itself."""
    case = await replaced(database, 2)
    came = (await pages(client, "/movements", 100, order=str(case.order_id)))[0]["cause"]
    said = entry("disposal", line(VALVE, condition="old"), to="scrap") | {"id": came}
    assert await outcome(client, said) == "booked"
    assert await outcome(client, entry("reversal", reverses=came, reason="?")) == "booked"
    assert (await stock(client, VALVE))[f"{VALVE} old store"] == 2

    first = entry("disposal", line(VALVE, condition="old"), to="scrap")
    assert await outcome(client, first) == "booked"
    assert await outcome(client, entry("reversal", reverses=first["id"], reason="?")) == "booked"
    [result] = await case.record(
        database, case.said(STOREKEEPER, "part.reversed", id=UUID(first["id"]), fact_id=came, seen=0)
    )
    assert result.outcome == "applied"
    assert f"{VALVE} old store" not in await stock(client, VALVE)
