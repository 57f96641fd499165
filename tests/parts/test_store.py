"""What the store books of itself, over HTTP on a real database (S1-3.7)."""

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from backend.database import Database
from tests.parts.shop import (
    OTHER,
    STATION,
    SUPPLIER,
    entry,
    furnish,
    line,
    outcome,
    stock,
    sums_agree,
)

TO_STATION = {"target": {"station_id": STATION}}
RECEIPT = entry("receipt", line("VALVE", 10), line("PUMP", serials=["P1", "P2"]), supplier_id=SUPPLIER)
OLD = entry("receipt", line("VALVE", 4, condition="old"), line("PUMP", serials=["P9"], condition="old"))
BEGIN = {"VALVE new store": 10, "VALVE new supplier": -10, "VALVE old store": 4, "VALVE old supplier": -4}


@pytest.fixture(autouse=True)
async def furnished(client: AsyncClient) -> None:
    """Ten new valves and two pumps lie in the store, and four old valves and an old pump."""
    await furnish(client)
    for said in (RECEIPT, OLD):
        assert await outcome(client, said) == "booked"


@pytest.mark.parametrize(
    ("said", "code", "changes"),
    [
        # receipts
        (entry("receipt", line(" valve ", 2)), "booked", {"VALVE new store": 12, "VALVE new supplier": -12}),
        (entry("receipt", line("BRAKE")), "part_number_unknown", {}),
        (entry("receipt", line(), line("BRAKE"), line("CLUTCH")), "part_number_unknown", {}),
        (entry("receipt", line("PUMP", 2)), "serials_needed", {}),
        (entry("receipt", line("PUMP", serials=["P1"])), "piece_elsewhere", {}),
        (entry("receipt", line("PUMP", serials=["P3"]), line("PUMP", serials=["P3"])), "piece_elsewhere", {}),
        (entry("receipt", line("PUMP", 3) | {"serials": ["P3", "P4"]}), "invalid_input", {}),
        (entry("receipt", line("PUMP", 2) | {"serials": ["P3", "P3"]}), "invalid_input", {}),
        (entry("receipt", line(), supplier_id=str(uuid4())), "supplier_unknown", {}),
        (entry("receipt", line(quality="good\x00")), "invalid_input", {}),
        (entry("receipt", line(), colour="red"), "invalid_input", {}),
        (entry("receipt", line(quantity=0)), "invalid_input", {}),
        # transfers (S1-3.7.6)
        (
            entry("transfer", line("VALVE", 10), **TO_STATION),
            "booked",
            {"VALVE new store": 0, "VALVE new station": 10},
        ),
        (entry("transfer", line("VALVE", 11), **TO_STATION), "out_of_stock", {}),
        (entry("transfer", line("VALVE", 6), line("VALVE", 5), **TO_STATION), "out_of_stock", {}),
        (entry("transfer", line("PUMP", 1), **TO_STATION), "serials_needed", {}),
        (entry("transfer", line("PUMP", serials=["P7"]), **TO_STATION), "out_of_stock", {}),
        (entry("transfer", line("PUMP", serials=["P9"]), **TO_STATION), "piece_elsewhere", {}),
        (entry("transfer", line(), source={"station_id": STATION}), "out_of_stock", {}),
        (entry("transfer", line()), "invalid_input", {}),
        (entry("transfer", line(), target={"station_id": SUPPLIER}), "station_unknown", {}),
        # old parts (S1-3.7.5)
        (
            entry("disposal", line("VALVE", 4), to="scrap"),
            "booked",
            {"VALVE old store": 0, "VALVE old scrap": 4},
        ),
        (
            entry("disposal", line("VALVE", 3), to="refurbished"),
            "booked",
            {"VALVE old store": 1, "VALVE refurbished store": 3},
        ),
        (
            entry("disposal", line("VALVE", 1), to="supplier", supplier_id=OTHER),
            "booked",
            {"VALVE old store": 3, "VALVE old supplier": -3},
        ),
        (entry("disposal", line("VALVE", 5), to="scrap"), "out_of_stock", {}),
        (entry("disposal", line("VALVE", 1), to="supplier"), "invalid_input", {}),
        (entry("disposal", line("VALVE", 1), to="scrap", supplier_id=OTHER), "invalid_input", {}),
        (entry("disposal", line(condition="new"), to="refurbished"), "invalid_input", {}),
        (entry("disposal", line(part_id=str(uuid4())), to="scrap"), "part_unknown", {}),
        (entry("disposal", line(), to="the_river"), "invalid_input", {}),
        # counts (S1-3.7.3)
        (
            entry("count", {"number": "VALVE", "found": 7}, reason="Three are gone"),
            "booked",
            {"VALVE new store": 7, "VALVE new unexplained": 3},
        ),
        (
            entry("count", {"number": "VALVE", "found": 12}, reason="Two more"),
            "booked",
            {"VALVE new store": 12, "VALVE new unexplained": -2},
        ),
        (entry("count", {"number": "VALVE", "found": 10}, reason="As it should be"), "booked", {}),
        (entry("count", {"number": "BRAKE", "found": 1}, reason="Never heard of"), "part_number_unknown", {}),
        (
            entry("count", {"number": "PUMP", "found": 3, "serials": ["P1", "P2"]}, reason="?"),
            "serials_needed",
            {},
        ),
        (entry("count", {"number": "VALVE", "found": 9}), "invalid_input", {}),
        (
            entry("count", {"number": "VALVE", "found": 9}, {"number": "valve", "found": 8}, reason="?"),
            "invalid_input",
            {},
        ),
        # reversals
        (entry("reversal", reverses=str(uuid4()), reason="?"), "entry_unknown", {}),
        (
            entry("reversal", reverses=OLD["id"], reason="Another's"),
            "booked",
            {"VALVE old store": 0, "VALVE old supplier": 0},
        ),
        (entry("stocktaking", line()), "invalid_input", {}),
    ],
    ids=lambda said: said["kind"] if isinstance(said, dict) and "kind" in said else None,
)
async def test_what_is_said_is_booked_whole_or_not_at_all(
    client: AsyncClient, database: Database, said: dict[str, Any], code: str, changes: dict[str, int]
) -> None:
    assert await outcome(client, said) == code
    assert await stock(client, "VALVE") == {key: n for key, n in (BEGIN | changes).items() if n}
    assert await sums_agree(database)
