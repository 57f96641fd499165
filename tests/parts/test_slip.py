"""The slip of a receipt, looked at: two copies, all that S1-3.7.2 wants on each, nothing off the page."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pypdfium2
from httpx import AsyncClient
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.parts.store.entries import Receipt
from backend.parts.store.receipt import Found
from backend.parts.store.slip import slip
from backend.parts.tables import StoreEntry
from tests.parts.shop import SUPPLIER, entry, furnish, line, say
from tests.people.makers import code_of
from tests.reports.test_paper_of_anything import outside

ID = UUID(int=7)
LINES: list[dict[str, Any]] = [
    {"number": "VALVE", "quantity": 12, "quality": "packing undamaged", "spec": "24 V", "condition": "new"},
    {"number": "PUMP", "quantity": 2, "serials": ["P1", "P2"], "quality": "良好", "condition": "refurbished"},
]


def found(lines: list[dict[str, Any]], **more: Any) -> Found:
    said = Receipt.model_validate({"id": ID, "lines": lines} | more)
    row = StoreEntry(
        id=ID, kind="receipt", number="RC-2026-000123", by=ID, by_name="孙", said="", content_hash=b"",
        reverses=None, at=datetime(2026, 3, 2, 8, 5, tzinfo=UTC),
    )  # fmt: skip
    return Found(row, said, "阀门厂 Valve works", None)


def pages(pdf: bytes) -> list[str]:
    """What each page says, without spaces."""
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def test_two_copies_say_the_same_each_for_whom_it_is() -> None:
    store, accounts = pages(slip(found(LINES, note="一箱破损"), "Asia/Shanghai"))
    assert store.count("仓库联Storecopy") == accounts.count("财务联Accountscopy") == 2
    assert store.replace("仓库联Storecopy", "") == accounts.replace("财务联Accountscopy", "")
    for words in (
        "收货单Goodsreceipt",
        "RC-2026-000123",
        "2026-03-0216:05:00UTC+08:00",
        "供应商Supplier阀门厂Valveworks",
        "库管员Storekeeper孙",
        "一箱破损",
        "1VALVE24V12新件newpackingundamaged",
        "2PUMP—2翻新件refurbished良好P1,P2",
        "送货人Broughtby收货人Receivedby财务Accounts",
    ):
        assert words in store


def test_a_receipt_that_was_taken_back_says_so_on_both_copies() -> None:
    valid = found(LINES)
    assert not any("REVERSED" in page for page in pages(slip(valid, "UTC")))
    said = pages(slip(replace(valid, reversed_by=ID), "UTC"))
    assert ["已冲销REVERSED" in page for page in said] == [True, True]


def test_the_same_receipt_is_the_same_bytes() -> None:
    assert slip(found(LINES), "UTC") == slip(found(LINES), "UTC")


def test_each_copy_of_a_long_receipt_begins_a_page_and_counts_its_own() -> None:
    said = pages(slip(found([LINES[0] | {"number": f"N{n:03}"} for n in range(120)]), "UTC"))
    half = len(said) // 2
    assert half > 1
    assert [re.findall(r"Page(\d+)", page) for page in said] == [[str(n + 1)] for n in range(half)] * 2
    for n in range(120):
        assert sum(f"N{n:03}" in page for page in said) == 2


@settings(max_examples=20)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120).filter(str.strip))
def test_whatever_is_written_stays_on_the_page(text: str) -> None:
    whole = LINES[0] | {"number": text, "quality": text, "spec": text, "quantity": 100_000}
    numbered = whole | {"quantity": 1, "serials": [text]}
    assert outside(slip(found([whole, numbered], note=text), "UTC")) == []


async def test_the_slip_comes_by_http_for_desks(client: AsyncClient) -> None:
    await furnish(client)
    receipt = (await say(client, entry("receipt", line(), supplier_id=SUPPLIER))).json()
    path = f"/receipts/{receipt['id']}.pdf"
    answer = await client.get(path)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert [receipt["number"] in page and "UTC+08:00" in page for page in pages(answer.content)] == [
        True,
        True,
    ]
    assert code_of(await client.get(path, params={"zone": "Moon/Crater"})) == "invalid_input"
    assert code_of(await client.get(f"/receipts/{SUPPLIER}.pdf")) == "not_found"
