"""Whatever the store says: refused whole, or booked so that no strict account falls below zero, no piece is
in two places, and a reversal gives back exactly what was.
"""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from backend.order.document import Movement
from backend.order.parts.stock import BOTTOMLESS, Shelf
from backend.parts.shown import Booked
from backend.parts.store.entries import Opening, Receipt, Reversal, Said
from backend.parts.store.pieces import Books
from backend.problems import Problem

ID, STATION, SUPPLIER = UUID(int=1), UUID(int=2), UUID(int=3)
LISTED, NUMBERED = {"VALVE", "PUMP"}, {"PUMP"}
PUMP: dict[str, Any] = {"number": "PUMP", "quantity": 1, "serials": ["P1"], "condition": "new"}
ENTRIES: TypeAdapter[Said] = TypeAdapter(Booked)
SERIALS = st.lists(st.sampled_from(["P1", "P2", "P3"]), unique=True, max_size=2)
CONDITIONS = st.sampled_from(["new", "old", "refurbished"])
PLACES = st.sampled_from([{}, {"station_id": STATION}])
SUPPLIERS = st.sampled_from([None, SUPPLIER])


@st.composite
def pieces(draw: st.DrawFn, more: dict[str, Any] | None = None) -> dict[str, Any]:
    number, serials = draw(st.sampled_from(["VALVE", "PUMP", "BRAKE"])), draw(SERIALS)
    named = serials if number == "PUMP" else []
    quantity = len(named) or draw(st.integers(1, 4))
    said = {"number": number, "quantity": quantity, "serials": named, "condition": draw(CONDITIONS)}
    return said | (more or {})


@st.composite
def counted(draw: st.DrawFn) -> dict[str, Any]:
    one = draw(pieces())
    return {"found": draw(st.integers(len(one["serials"]), 5))} | {
        name: one[name] for name in ("number", "serials", "condition")
    }


@st.composite
def said(draw: st.DrawFn) -> dict[str, Any]:
    """An entry of any kind, which may well be refused."""
    kind = draw(st.sampled_from(["receipt", "transfer", "disposal", "count", "opening"]))
    if kind == "count":
        return {"kind": kind, "reason": "?", "place": draw(PLACES), "lines": [draw(counted())]}
    opened: dict[str, Any] = {"line": 2, "place": draw(PLACES)}
    more = {"receipt": {"quality": "good"}, "opening": opened}.get(kind)
    lines = draw(st.lists(pieces(more), min_size=1, max_size=3))
    if kind == "transfer":
        ends = [{}, {"station_id": STATION}]
        source, target = draw(st.permutations(ends))
        return {"kind": kind, "source": source, "target": target, "lines": lines}
    if kind == "disposal":
        to = draw(st.sampled_from(["scrap", "supplier", "refurbished"]))
        of = [one | {"condition": "old"} for one in lines] if to == "refurbished" else lines
        return {"kind": kind, "to": to, "supplier_id": SUPPLIER if to == "supplier" else None, "lines": of}
    return {"kind": kind, "lines": lines} | ({"supplier_id": draw(SUPPLIERS)} if kind == "receipt" else {})


def read(body: dict[str, Any]) -> Said:
    whole = body | {"id": ID}
    own: dict[str, type[Said]] = {"receipt": Receipt, "opening": Opening}
    return own[body["kind"]].model_validate(whole) if body["kind"] in own else ENTRIES.validate_python(whole)


def books(shelf: Shelf, taken_back: list[Movement] | None = None) -> Books:
    known = {SUPPLIER}
    return Books(shelf.copy(), set(LISTED), known, {STATION}, taken_back=taken_back or [])


def there(shelf: Shelf) -> dict[Any, int]:
    return {stock: quantity for stock, quantity in shelf.balances.items() if quantity}


@given(st.lists(said(), max_size=12))
def test_whatever_is_said_the_books_hold_and_a_reversal_gives_back_what_was(
    bodies: list[dict[str, Any]],
) -> None:
    shelf = Shelf(with_serial=set(NUMBERED))
    for body in bodies:
        before = there(shelf)
        try:
            moved = read(body).booked(books(shelf))
        except Problem:
            continue
        shelf.post(moved)
        for stock, quantity in shelf.balances.items():
            assert quantity >= 0 or stock.account.kind in BOTTOMLESS, stock
        placed = Counter(
            (stock.number, stock.serial) for stock, n in shelf.balances.items() if stock.serial and n > 0
        )
        assert set(placed.values()) <= {1}
        assert sum(shelf.balances.values()) == 0
        if moved:
            back = Reversal(id=ID, kind="reversal", reverses=ID, reason="?").booked(books(shelf, moved))
            undone = shelf.copy()
            undone.post(back)
            assert there(undone) == before


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "opening", "lines": [{"number": "PUMP", "quantity": 1, "serials": ["P1"], "line": 2}]},
        {
            "kind": "receipt",
            "lines": [{"number": "PUMP", "quantity": 1, "serials": ["P1"], "quality": "good"}],
        },
    ],
)
def test_a_piece_that_was_missed_or_given_to_its_maker_may_come_back(body: dict[str, Any]) -> None:
    for out in (
        {"kind": "count", "reason": "Missed", "lines": [{"number": "PUMP", "found": 0}]},
        {
            "kind": "disposal",
            "to": "supplier",
            "supplier_id": SUPPLIER,
            "lines": [PUMP],
        },
    ):
        shelf = Shelf(with_serial=set(NUMBERED))
        shelf.post(read(body).booked(books(shelf)))
        shelf.post(read(out).booked(books(shelf)))
        assert [one.account.kind for one in shelf.where("PUMP", "P1")] != ["store"]
        shelf.post(read(body).booked(books(shelf)))
        assert [one.account.kind for one in shelf.where("PUMP", "P1")] == ["store"]
