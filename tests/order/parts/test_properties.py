"""Whatever is booked, pieces are neither made nor lost, and what is taken back is as if it had not been."""

from collections import Counter
from copy import deepcopy
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from backend.order.document import Account, Condition, Movement
from backend.order.parts.stock import BOTTOMLESS, STORE, Booking, Shelf, Stock, unexplained
from tests.makers import LI, VALVE, Case
from tests.order.parts.books import LI_FITTED, LI_TRANSIT, LI_VAN, OPENING, WANG_VAN, filed, stocked

STRICT = [LI_VAN, LI_TRANSIT, WANG_VAN, LI_FITTED, STORE]
SERIALS = [f"S{n}" for n in range(4)]
SERIAL = st.sampled_from(["", "", *SERIALS, "N1"])
ACCOUNTS = st.lists(st.sampled_from(STRICT), min_size=1, max_size=3, unique=True)
CONDITIONS = st.lists(st.sampled_from(Condition), min_size=1, unique=True)
ENDS = st.sampled_from([*STRICT, unexplained(LI.staff_id)])
DRAWN = st.tuples(ENDS, SERIAL, st.integers(1, 4), ACCOUNTS, CONDITIONS, st.booleans())
LINE = st.fixed_dictionaries(
    {
        "quantity": st.integers(1, 3),
        "serial_in": st.none() | st.sampled_from([*SERIALS, "N1"]),
        "serial_out": st.none() | st.sampled_from([*SERIALS, "N1"]),
        "replaced": st.booleans(),
        "source": st.sampled_from([None, None, "bought_locally"]),
    }
)
VERSIONS = st.lists(st.lists(st.none() | LINE, min_size=2, max_size=2), min_size=1, max_size=4)


@st.composite
def lots(draw: st.DrawFn, *, serials: bool = True) -> list[tuple[Account, int, str]]:
    """What lies where at first: pieces without a serial, and each with one in one place."""
    plain = [(place, draw(st.integers(0, 3)), "") for place in STRICT]
    named = draw(st.sets(st.sampled_from(SERIALS))) if serials else set()
    numbered = [(draw(st.sampled_from(STRICT)), 1, serial) for serial in sorted(named)]
    return [one for one in (*plain, *numbered) if one[1]]


def shelf_of(lying: list[tuple[Account, int, str]]) -> Shelf:
    shelf = Shelf()
    shelf.post(
        Movement(number=VALVE, quantity=n, source=OPENING, target=place, serial=serial)
        for place, n, serial in lying
    )
    return shelf


def there(shelf: Shelf) -> dict[Stock, int]:
    return {stock: quantity for stock, quantity in shelf.balances.items() if quantity}


def wrong(shelf: Shelf) -> list[str]:
    """What may never be so of a shelf."""
    below = [f"below zero: {stock}" for stock, n in shelf.balances.items()
             if n < 0 and stock.account.kind not in BOTTOMLESS]  # fmt: skip
    places = Counter(stock.serial for stock, n in shelf.balances.items() if stock.serial and n > 0)
    twice = [f"in {n} places: {serial}" for serial, n in places.items() if n > 1]
    several = [f"{n} of one piece: {stock}" for stock, n in shelf.balances.items() if stock.serial and n > 1]
    return below + twice + several + (["from thin air"] if sum(shelf.balances.values()) else [])


@given(lots(), st.lists(DRAWN, max_size=6))
def test_what_is_drawn_was_there_and_is_what_was_named(
    lying: list[tuple[Account, int, str]], said: list[tuple[Any, ...]]
) -> None:
    booking = Booking(shelf_of(lying))
    for target, serial, quantity, accounts, conditions, guess in said:
        before, moved = booking.shelf.copy(), len(booking.movements)
        wanted = Movement(number=VALVE, quantity=1 if serial else quantity, serial=serial,
                          source=OPENING, target=target)  # fmt: skip
        sources = [one for one in accounts if one != target]
        lacking = booking.draw(wanted, sources, conditions, guess=guess)
        drawn = booking.movements[moved:]
        assert lacking + sum(one.quantity for one in drawn) == wanted.quantity
        assert all(one.source in sources and one.condition in conditions for one in drawn)
        assert all(one.target == target for one in drawn)
        if serial:
            assert {one.serial for one in drawn} <= {serial}
        elif not guess:
            assert not any(one.serial for one in drawn)
        lots = [before.held(lot) for place in sources for lot in before.lots(place, VALVE, conditions)
                if lot.serial == serial]  # fmt: skip
        assert lacking <= max(0, wanted.quantity - sum(lots)), "it left some that it could have had"
        assert wrong(booking.shelf) == []


@given(lots(), st.lists(DRAWN, max_size=6))
def test_all_that_was_moved_taken_back_is_the_shelf_as_it_was(
    lying: list[tuple[Account, int, str]], said: list[tuple[Any, ...]]
) -> None:
    booking = Booking(shelf_of(lying))
    before = there(booking.shelf)
    for target, serial, quantity, accounts, conditions, guess in said:
        wanted = Movement(number=VALVE, quantity=1 if serial else quantity, serial=serial, source=OPENING,
                          target=target, becomes=Condition.REFURBISHED)  # fmt: skip
        booking.draw(wanted, [one for one in accounts if one != target], conditions, guess=guess)
    moved = list(booking.movements)
    booking.take_back(moved)
    assert there(booking.shelf) == before
    assert [one.reversed() for one in reversed(booking.movements[len(moved) :])] == moved


def file_all(case: Case, versions: list[Any], first: int = 1) -> Case:
    """These versions of one report were filed, the first of them as this one."""
    for version, lines in enumerate(versions, first):
        parts = [as_line(UUID(int=n), line) for n, line in enumerate(lines, 1) if line]
        assert filed(case, version, lines=parts) == "applied"
        assert wrong(case.known.shelf) == []
    return case


def as_line(part_id: UUID, said: dict[str, Any]) -> dict[str, Any]:
    line = {"id": str(part_id), "name": "Tipping valve", "reason": "leaks", "warranty": True}
    return line | said


@given(lots(), VERSIONS)
def test_many_versions_of_a_report_and_an_empty_one_leave_nothing(
    lying: list[tuple[Account, int, str]], versions: list[Any]
) -> None:
    case = file_all(stocked(*lying), [*versions, [None, None]])
    assert there(case.known.shelf) == there(shelf_of(lying))
    assert (case.order.parts, case.order.desk.moved) == ([], {})


@given(lots(), st.lists(LINE, min_size=1, max_size=4))
def test_many_versions_of_a_line_book_what_the_last_one_alone_had_booked(
    lying: list[tuple[Account, int, str]], lines: list[Any]
) -> None:
    case = stocked(*lying)
    last = file_all(deepcopy(case), [lines[-1:]], len(lines))
    many = file_all(case, [[line] for line in lines])
    assert there(many.known.shelf) == there(last.known.shelf)


@given(lots(serials=False), VERSIONS)
def test_many_versions_of_several_lines_use_as_much_as_the_last_one_alone(
    lying: list[tuple[Account, int, str]], versions: list[Any]
) -> None:
    """A line that stays keeps its piece: only from which of his two accounts that came may be otherwise."""
    unnamed = {"serial_in": None, "serial_out": None}
    plain = [[line and line | unnamed for line in lines] for lines in versions]
    case = stocked(*lying)
    last = file_all(deepcopy(case), plain[-1:], len(plain))
    many = file_all(case, plain)
    assert amounts(many.known.shelf) == amounts(last.known.shelf)


def amounts(shelf: Shelf) -> Counter[Any]:
    """How many of each condition lie where; what Li has at hand is taken as one."""
    found = Counter[Any]()
    for stock, quantity in there(shelf).items():
        place = LI_VAN if stock.account == LI_TRANSIT else stock.account
        found[place, stock.condition] += quantity
    return found
