"""A report uses up the piece that its technician holds, and is never refused for stock (design: outcomes)."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from backend.order.document import Account, AccountKind
from backend.order.parts.stock import STORE, Stock, fitted, unexplained
from backend.order.report import digest
from tests.makers import DISPATCHER, LI, STOREKEEPER, VALVE, WANG, ZHAO, Case, team
from tests.order.parts.books import (
    LI_FITTED,
    LI_TRANSIT,
    LI_VAN,
    WANG_FITTED,
    WANG_TRANSIT,
    WANG_VAN,
    approved,
    filed,
    flags,
    lies,
    old,
    other_line,
    part,
    pieces,
    stocked,
)

NOWHERE = unexplained(LI.staff_id)


def vehicle(case: Case) -> Account:
    return Account(kind=AccountKind.VEHICLE, holder=case.order.vehicle.id)


def there(case: Case) -> dict[Stock, int]:
    """All that lies anywhere."""
    return {stock: quantity for stock, quantity in case.known.shelf.balances.items() if quantity}


def test_a_piece_goes_from_the_van_onto_the_vehicle_and_the_old_one_into_the_van() -> None:
    case = stocked((LI_VAN, 3, ""))
    assert filed(case, quantity=2) == "applied"
    assert (lies(case, LI_VAN), lies(case, LI_FITTED)) == (1, 2)
    assert (old(case, LI_VAN), old(case, vehicle(case)), flags(case)) == (2, -2, [])


@pytest.mark.parametrize(
    ("there", "left", "nowhere"),
    [
        ([(LI_VAN, 1), (LI_TRANSIT, 1)], [0, 1], 0),
        ([(LI_TRANSIT, 1)], [0], 0),
        ([(WANG_VAN, 1)], [1], -1),
        ([(STORE, 1)], [1], -1),
        ([], [], -1),
    ],
    ids=["van first", "not confirmed yet", "another's own", "the store's", "nobody's"],
)
def test_what_he_has_is_used_and_else_it_comes_from_nowhere(
    there: list[tuple[Account, int]], left: list[int], nowhere: int
) -> None:
    case = stocked(*[(where, n, "") for where, n in there])
    assert filed(case) == "applied"
    assert [lies(case, where) for where, _ in there] == left
    assert (lies(case, LI_FITTED), lies(case, NOWHERE)) == (1, nowhere)
    assert flags(case) == ["part_unexplained"] * -nowhere


def test_what_is_lacking_alone_comes_from_nowhere() -> None:
    case = stocked((LI_VAN, 2, ""))
    filed(case, quantity=3)
    assert (lies(case, LI_VAN), lies(case, NOWHERE), lies(case, LI_FITTED)) == (0, -1, 3)


@pytest.mark.parametrize("source", ["bought_locally", "customers_own"])
def test_what_was_not_drawn_from_the_store_is_on_no_book_and_the_old_one_is_owed_all_the_same(
    source: str,
) -> None:
    case = stocked((LI_VAN, 1, ""))
    filed(case, source=source)
    assert (lies(case, LI_VAN), lies(case, LI_FITTED), old(case, LI_VAN)) == (1, 0, 1)
    assert (part(case).source, part(case).outstanding, flags(case)) == (source, True, [])


def test_where_no_old_part_came_out_none_is_owed() -> None:
    case = stocked((LI_VAN, 1, ""))
    filed(case, replaced=False)
    assert (lies(case, LI_FITTED), old(case, LI_VAN), part(case).due_at) == (1, 0, None)


def test_a_part_without_a_number_goes_by_its_name_however_it_is_written() -> None:
    case = stocked((LI_VAN, 2, ""))
    filed(case, number="ＴＩＰＰＩＮＧ  valve ", name="举升阀")
    filed(case, 2, number=None, name="Tipping Valve", quantity=2)
    assert lies(case, LI_FITTED) == 2


def test_the_old_part_is_due_as_the_policy_says_from_the_first_time_it_was_named() -> None:
    case = stocked((LI_VAN, 2, ""))
    filed(case)
    replaced_at = part(case).replaced_at
    filed(case, 2, quantity=2)
    due = part(case).due_at
    assert due is not None
    assert replaced_at is not None
    assert part(case).replaced_at == replaced_at
    assert (due - replaced_at).days == case.known.policy.old_parts_days == 14


def test_an_old_part_that_a_later_version_is_the_first_to_name_is_due_as_well() -> None:
    case = stocked((LI_VAN, 2, ""))
    filed(case, replaced=False)
    replaced_at = part(case).replaced_at
    for version, came_out in ((2, True), (3, False), (4, True)):
        filed(case, version, replaced=came_out)
        assert part(case).outstanding is came_out
        assert part(case).due_at == (replaced_at or case.now) + timedelta(days=14)


# Who used it


def taken_over(*more: tuple[Account, int, str]) -> Case:
    """Li drew two valves and confirmed them; then the order became Wang's."""
    case = approved(stocked((STORE, 2, ""), *more), 2)
    case.say(STOREKEEPER, "part.issued", lines=pieces(case, 2))
    case.say(LI, "part.received")
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    return case


def test_after_a_reassignment_it_is_booked_to_who_really_used_it() -> None:
    case = taken_over()
    assert filed(case, by=WANG) == "applied"
    assert (lies(case, LI_VAN), lies(case, WANG_FITTED), lies(case, LI_FITTED)) == (1, 1, 0)
    assert flags(case) == ["part_of_another"]


def test_what_a_colleague_took_in_is_used_by_who_was_to_have_it() -> None:
    case = approved(stocked((STORE, 1, "")))
    case.say(STOREKEEPER, "part.issued")
    case.say(WANG, "part.received")
    assert filed(case) == "applied"
    assert (lies(case, WANG_VAN), lies(case, LI_FITTED), flags(case)) == (0, 1, ["part_of_another"])


def test_ones_own_is_used_before_another_s() -> None:
    case = taken_over((WANG_VAN, 1, ""))
    filed(case, by=WANG, quantity=2)
    assert (lies(case, WANG_VAN), lies(case, LI_VAN), lies(case, WANG_FITTED)) == (0, 1, 2)


def test_who_was_reassigned_unaware_has_used_his_own() -> None:
    case = taken_over()
    seen = case.order.version - 1
    content = case.content()
    assert case.say(LI, "report.filed", seen=seen, content=content) == "applied"
    assert (lies(case, LI_VAN), lies(case, LI_FITTED)) == (1, 1)


# Serials


@pytest.mark.parametrize(
    ("where", "used", "code"),
    [
        (LI_VAN, True, []),
        (LI_TRANSIT, True, []),
        (WANG_VAN, True, ["part_of_another"]),
        (WANG_TRANSIT, True, ["part_of_another"]),
        (STORE, False, ["part_unexplained", "serial_elsewhere"]),
        (fitted(ZHAO.staff_id), False, ["part_unexplained", "serial_elsewhere"]),
        (None, True, ["part_unexplained"]),
    ],
    ids=["his van", "coming to him", "another's van", "coming to another", "the store", "fitted", "nowhere"],
)  # fmt: skip
def test_a_piece_is_taken_from_where_its_serial_is(where: Account | None, used: Any, code: list[str]) -> None:
    """What the store or another vehicle has stays there: more likely the serial was misread."""
    case = stocked(*([(where, 1, "S-1")] if where else []))
    assert filed(case, serial_in="S-1") == "applied"
    assert flags(case) == code
    assert lies(case, LI_FITTED, serial="S-1" if used else "") == 1
    if where:
        assert lies(case, where, serial="S-1") == (not used)


@pytest.mark.parametrize(("held", "used"), [(1, True), (2, False)], ids=["no choice left", "which one?"])
def test_where_no_serial_is_said_it_is_guessed_only_where_there_is_one_answer(held: int, used: Any) -> None:
    case = stocked(*[(LI_VAN, 1, f"S-{n}") for n in range(held)])
    filed(case)
    assert lies(case, LI_FITTED, serial="S-0") == used
    assert flags(case) == ["part_unexplained"] * (not used)


def test_a_serial_that_no_book_knows_is_of_a_piece_without_one_and_never_of_another() -> None:
    case = stocked((LI_VAN, 1, ""), (LI_VAN, 1, "S-1"))
    filed(case, serial_in="S-9")
    assert (lies(case, LI_VAN), lies(case, LI_VAN, serial="S-1"), flags(case)) == (0, 1, [])
    other = stocked((LI_VAN, 1, "S-1"))
    filed(other, serial_in="S-9")
    assert (lies(other, LI_VAN, serial="S-1"), lies(other, LI_FITTED, serial="S-9")) == (1, 1)


def test_the_piece_that_was_fitted_at_an_earlier_visit_comes_out_as_the_old_one() -> None:
    case = stocked((LI_VAN, 1, "S-1"), (LI_VAN, 1, "S-2"))
    filed(case, serial_in="S-1")
    again = other_line(name="Valve", number=VALVE, serial_out="S-1", serial_in="S-2")
    first = case.content()["parts"][0] | {"serial_out": None, "serial_in": "S-1"}
    filed(case, 2, lines=[first, again])
    assert (lies(case, LI_FITTED, serial="S-1"), old(case, LI_VAN, "S-1")) == (0, 1)
    assert lies(case, LI_FITTED, serial="S-2") == 1


def test_an_old_piece_whose_serial_lies_in_the_store_is_booked_without_it() -> None:
    case = stocked((LI_VAN, 1, ""), (STORE, 1, "S-1"))
    filed(case, serial_out="S-1")
    assert (lies(case, STORE, serial="S-1"), old(case, LI_VAN), flags(case)) == (1, 1, ["serial_elsewhere"])


# Versions


@pytest.mark.parametrize(
    ("then", "van", "on_vehicle", "old_ones"),
    [
        ({}, 8, 1, 1),
        ({"quantity": 4}, 5, 4, 4),
        ({"source": "customers_own"}, 9, 0, 1),
        ({"replaced": False}, 8, 1, 0),
        ({"number": "HOSE-1"}, 9, 0, 0),
        ({"reason": "broken"}, 8, 1, 1),
    ],
    ids=["the same", "more", "not from the van", "nothing came out", "another part", "another reason"],
)
def test_a_new_version_books_as_if_it_had_been_the_first(
    then: dict[str, Any], van: int, on_vehicle: int, old_ones: int
) -> None:
    case = stocked((LI_VAN, 9, ""))
    filed(case)
    filed(case, 2, **then)
    assert (lies(case, LI_VAN), lies(case, LI_FITTED), old(case, LI_VAN)) == (van, on_vehicle, old_ones)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"quantity": 3}, {"quantity": 1}),
        ({"serial_in": "S-1"}, {"serial_in": "S-2"}),
        ({"serial_out": "S-8"}, {"serial_out": "S-9"}),
        ({"serial_in": "S-1", "replaced": False}, {"serial_out": "S-1", "serial_in": "S-2"}),
    ],
    ids=["how many", "the new ones", "the old ones", "what was fitted and came out again"],
)
def test_two_lines_that_were_mixed_up_are_put_right(first: dict[str, Any], second: dict[str, Any]) -> None:
    """What they said of each other's pieces is taken back before any is used anew."""
    case = stocked((LI_VAN, 2, ""), (LI_TRANSIT, 2, ""), (LI_VAN, 1, "S-1"), (LI_VAN, 1, "S-2"))
    keys = [other_line(name="Valve", number=VALVE) for _ in range(2)]
    right = deepcopy(case)
    lines = [key | said for key, said in zip(keys, (first, second), strict=True)]
    assert filed(right, lines=lines) == "applied"
    filed(case, lines=[key | said for key, said in zip(keys, (second, first), strict=True)])
    assert filed(case, 2, lines=lines) == "applied"
    assert there(case) == there(right)
    assert flags(right) == []


@pytest.mark.parametrize("what", ["serial_in", "serial_out"])
def test_a_serial_that_was_misread_is_put_right(what: str) -> None:
    case = stocked((LI_VAN, 1, "S-1"), (LI_VAN, 1, "S-2"))
    right: dict[str, Any] = {"serial_in": "S-1", "serial_out": "S-9"}
    filed(case, **right | {what: "S-2" if what == "serial_in" else "S-8"})
    filed(case, 2, **right)
    assert (lies(case, LI_FITTED, serial="S-1"), lies(case, LI_VAN, serial="S-2")) == (1, 1)
    assert (old(case, LI_VAN, "S-9"), old(case, LI_VAN, "S-8")) == (1, 0)


def test_a_piece_that_came_out_again_is_not_taken_back_into_the_van() -> None:
    case = stocked((LI_VAN, 1, "S-1"), (LI_VAN, 1, "S-2"))
    filed(case, serial_in="S-1")
    second = Case(known=case.known, now=case.now).begun()
    second.order.vehicle = case.order.vehicle
    filed(second, serial_out="S-1", source="customers_own")
    assert filed(case, 2, serial_in="S-2") == "applied"
    assert (lies(case, LI_FITTED, serial="S-1"), lies(case, LI_VAN, serial="S-1")) == (0, 0)
    assert (lies(case, LI_FITTED, serial="S-2"), old(case, LI_VAN, "S-1")) == (1, 1)


def test_a_line_that_a_new_version_drops_is_as_if_it_had_not_been() -> None:
    case = stocked((LI_VAN, 9, ""))
    filed(case)
    filed(case, 2, lines=[])
    assert (lies(case, LI_VAN), lies(case, LI_FITTED), old(case, LI_VAN)) == (9, 0, 0)
    assert case.order.desk.moved == {}


def test_what_the_customer_has_answered_to_stays_booked_when_a_later_version_is_silent() -> None:
    case = stocked((LI_VAN, 9, ""))
    case.say(LI, "visit.arrived")
    filed(case)
    [report] = case.order.reports
    assert case.say(LI, "report.signed", digest=report.digest) == "applied"
    filed(case, 2, lines=[])
    assert (lies(case, LI_FITTED), old(case, LI_VAN), flags(case)) == (1, 1, ["part_dropped"])


def test_a_version_that_comes_late_moves_nothing() -> None:
    case = stocked((LI_VAN, 9, ""))
    late = case.content(1)
    filed(case, 2, quantity=2)
    assert case.say(LI, "report.filed", content=late) == "applied"
    assert (lies(case, LI_VAN), lies(case, LI_FITTED)) == (7, 2)


def test_an_old_part_that_is_on_its_way_is_not_booked_anew() -> None:
    case = stocked((LI_VAN, 9, ""))
    filed(case)
    case.say(LI, "old_part.sent")
    filed(case, 2, quantity=2)
    assert (old(case, LI_TRANSIT), old(case, LI_VAN), lies(case, LI_FITTED)) == (1, 0, 2)


def test_two_versions_in_one_batch_end_as_the_later_one() -> None:
    case = stocked((LI_VAN, 9, ""))
    first, second = case.content(1), case.content(2)
    second["parts"][0]["quantity"] = 3
    said = [case.said(LI, "report.filed", version=n, content=content, digest=digest(content))
            for n, content in ((1, first), (2, second))]  # fmt: skip
    assert case.hear(*said) == ["applied", "applied"]
    assert (lies(case, LI_VAN), lies(case, LI_FITTED)) == (6, 3)


def test_a_piece_that_went_in_and_came_out_again_is_all_taken_back() -> None:
    case = stocked((LI_VAN, 1, "S1"), (LI_VAN, 1, "S2"))
    first, second = (other_line(name="Tipping valve", replaced=False) for _ in range(2))
    again = second | {"serial_in": "S2", "serial_out": "S1", "replaced": True}
    assert filed(case, 1, lines=[first | {"serial_in": "S1"}, again]) == "applied"
    assert old(case, LI_VAN, "S1") == 1
    assert filed(case, 2, lines=[first | {"serial_in": "S2"}]) == "applied"
    assert [lies(case, LI_VAN, serial=one) for one in ("S1", "S2")] == [1, 0]
    assert [lies(case, LI_FITTED, serial=one) for one in ("S1", "S2")] == [0, 1]
    assert old(case, LI_VAN, "S1") == 0
