"""Suppliers, stations and the catalogue over HTTP, and every list of them as CSV."""

import asyncio
import csv
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.people.makers import code_of

SUPPLIER = {"name": "Valve works", "contact": "Mr Gao", "claim_days": 30}
STATION = {"name": "Xiangyang"}
PART = {"number": "81.50321-0007", "name": "Tipping valve", "spec": "24 V", "warranty_days": 730}
ALL = [("/suppliers", SUPPLIER), ("/stations", STATION), ("/parts", PART)]


async def added(client: AsyncClient, path: str, **said: Any) -> dict[str, Any]:
    answer = await client.post(path, json={"id": str(uuid4())} | said)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.mark.parametrize(("path", "said"), ALL)
async def test_what_is_sent_several_times_at_once_is_made_once(
    client: AsyncClient, path: str, said: dict[str, Any]
) -> None:
    whole = {"id": str(uuid4())} | said
    answers = await asyncio.gather(*(client.post(path, json=whole) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert code_of(await client.post(path, json=whole | {"name": "Another"})) == "id_reused"
    assert (await client.get(path)).json()["items"] == [answers[0].json()]


@pytest.mark.parametrize(("path", "said"), ALL)
async def test_pages_and_the_file_hold_everything_once(
    client: AsyncClient, path: str, said: dict[str, Any]
) -> None:
    for name in ("c", "a", "=1+1", "b", "a"):
        number = {"number": str(uuid4())} if "number" in said else {}
        await added(client, path, **said | {"name": name} | number)
    page = (await client.get(path, params={"limit": 2})).json()
    seen: list[dict[str, Any]] = page["items"]
    while page["next"]:
        page = (await client.get(path, params={"limit": 2, "after": page["next"]})).json()
        seen += page["items"]
    assert sorted(one["name"] for one in seen) == ["=1+1", "a", "a", "b", "c"]
    answer = await client.get(path, params={"format": "csv", "limit": 1})
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [one["id"] for one in seen]
    assert sorted(row["name"] for row in rows) == ["'=1+1", "a", "a", "b", "c"]


@pytest.mark.parametrize("number", ["81.50321-0007", " 81.50321-0007", "８１.50321-0007"])
async def test_a_number_is_one_part_however_it_is_typed(client: AsyncClient, number: str) -> None:
    part = await added(client, "/parts", **PART)
    again = await client.post("/parts", json=PART | {"id": str(uuid4()), "number": number})
    assert (again.status_code, code_of(again)) == (409, "part_number_taken")
    assert (await client.get("/parts", params={"q": "tipping"})).json()["items"] == [part]
    assert (await client.get("/parts", params={"q": "brake"})).json()["items"] == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/suppliers", SUPPLIER | {"claim_days": 0}),
        ("/suppliers", SUPPLIER | {"name": "a\x00b"}),
        ("/parts", PART | {"number": " "}),
        ("/parts", PART | {"name": "two\nlines"}),
        ("/parts", PART | {"warranty_days": -1}),
        ("/parts", PART | {"supplier_id": str(uuid4())}),
        ("/parts", PART | {"price": 1}),
    ],
)
async def test_what_cannot_be_is_refused(client: AsyncClient, path: str, said: dict[str, Any]) -> None:
    answer = await client.post(path, json={"id": str(uuid4())} | said)
    assert answer.status_code == 422


async def test_terms_of_a_supplier_change_by_the_store_and_the_manager(
    client: AsyncClient, manager: AsyncClient
) -> None:
    made = await added(client, "/suppliers", **SUPPLIER)
    path = f"/suppliers/{made['id']}"
    assert (await manager.patch(path, json={"claim_days": 45})).json() == made | {"claim_days": 45}
    changed = await client.patch(path, json={"contact": None})
    assert changed.json() == made | {"claim_days": 45, "contact": None}
    assert code_of(await client.patch(f"/suppliers/{uuid4()}", json={})) == "not_found"
    assert (await client.patch(path, json={"name": None})).status_code == 422
