"""What leaves the store, and what comes back unused (S1-3.7.4). No piece is promised twice."""

from typing import Any
from uuid import UUID

import pytest

from backend.order.document import Account, AccountKind, Condition, Issue, Movement
from backend.order.parts.issue import reserved
from backend.order.parts.stock import STORE, unexplained
from backend.people.actor import Actor
from tests.makers import DISPATCHER, LI, MANAGER, STOREKEEPER, VALVE, WANG, ZHAO, Case, new_id, team
from tests.order.parts.books import (
    LI_TRANSIT,
    LI_VAN,
    WANG_TRANSIT,
    WANG_VAN,
    approved,
    filed,
    flags,
    lies,
    pieces,
    requisition,
    stocked,
)


def issue(case: Case, quantity: int, *serials: str, **more: Any) -> str:
    return case.say(STOREKEEPER, "part.issued", lines=pieces(case, quantity, *serials), **more)


def test_the_store_issues_all_or_part_and_never_more_than_approved() -> None:
    case = approved(stocked((STORE, 9, "")), 3)
    assert issue(case, 2) == "applied"
    assert issue(case, 2) == "rejected too_many"
    assert issue(case, 1) == "applied"
    assert issue(case, 1) == "rejected too_many"
    assert (lies(case, STORE), lies(case, LI_TRANSIT)) == (6, 3)


@pytest.mark.parametrize(("held", "outcome"), [(0, "rejected out_of_stock"), (1, "rejected out_of_stock"),
                                               (2, "applied")])  # fmt: skip
def test_the_store_gives_out_what_it_has(held: int, outcome: str) -> None:
    case = approved(stocked((STORE, held, "")) if held else stocked(), 2)
    assert issue(case, 2) == outcome


def test_what_is_confirmed_is_with_the_technician_and_not_before() -> None:
    case = approved(stocked((STORE, 9, "")), 2)
    issue(case, 2)
    assert (lies(case, LI_TRANSIT), lies(case, LI_VAN)) == (2, 0)
    assert case.say(LI, "part.received") == "applied"
    assert (lies(case, LI_TRANSIT), lies(case, LI_VAN)) == (0, 2)
    assert case.say(LI, "part.received") == "applied"
    assert lies(case, LI_VAN) == 2


@pytest.mark.parametrize(
    ("by", "outcome", "where"),
    [(LI, "applied", LI_VAN), (WANG, "applied", WANG_VAN), (ZHAO, "parked not_on_team", LI_TRANSIT)],
    ids=["who asked", "who took it with him", "a stranger"],
)
def test_a_parcel_is_with_whom_it_reached(by: Actor, outcome: str, where: object) -> None:
    case = approved(stocked((STORE, 1, "")))
    issue(case, 1)
    assert case.say(by, "part.received") == outcome
    assert [lies(case, one) for one in (LI_VAN, WANG_VAN, LI_TRANSIT) if one == where] == [1]


def test_a_receipt_waits_for_the_issue_that_it_confirms() -> None:
    case = approved(stocked((STORE, 1, "")))
    coming = case.said(STOREKEEPER, "part.issued", id=new_id())
    assert case.say(LI, "part.received", issue_id=str(coming.id)) == "parked issue_unknown"
    case.hear(coming)
    assert lies(case, LI_VAN) == 1


def test_a_parcel_with_less_in_it_leaves_the_rest_on_its_way_and_a_flag() -> None:
    case = approved(stocked((STORE, 3, "")), 3)
    issue(case, 3)
    assert case.say(LI, "part.received", lines=[{"line_id": str(case.line), "quantity": 1}]) == "applied"
    assert (lies(case, LI_TRANSIT), lies(case, LI_VAN), flags(case)) == (2, 1, ["received_short"])


def parcel(case: Case) -> Issue:
    """What was issued first."""
    return requisition(case).issues[0]


def test_the_document_says_who_has_what_came_and_how_much_of_it() -> None:
    """Said again it is as it was said first, for so it is booked; only the time may prove to be earlier."""
    case = approved(stocked((STORE, 3, "")), 3)
    issue(case, 3)
    assert [line.received for line in parcel(case).lines] == [None]
    less = [{"line_id": str(case.line), "quantity": 1}]
    assert case.say(WANG, "part.received", lines=less, at=20) == "applied"
    first = parcel(case).received_at
    assert case.say(LI, "part.received", at=10) == "applied"
    assert [line.received for line in parcel(case).lines] == [1]
    assert parcel(case).received_by == WANG.staff_id
    assert first is not None
    assert (parcel(case).received_at or first) < first
    assert (lies(case, WANG_VAN), lies(case, LI_VAN), lies(case, LI_TRANSIT)) == (1, 0, 2)


def test_pieces_of_two_numbers_for_one_line_are_not_counted_twice() -> None:
    case = approved(stocked((STORE, 1, "")), 2)
    case.known.shelf.post(
        [Movement(number="OTHER", quantity=1, source=Account(kind=AccountKind.OPENING), target=STORE)]
    )
    other = pieces(case, 1)[0] | {"number": "OTHER"}
    assert case.say(STOREKEEPER, "part.issued", lines=[*pieces(case, 1), other]) == "applied"
    less = [{"line_id": str(case.line), "quantity": 1}]
    assert case.say(LI, "part.received", lines=less) == "applied"
    assert [(line.number, line.received) for line in parcel(case).lines] == [(VALVE, 1), ("OTHER", 0)]
    assert flags(case) == ["received_short"]


def test_who_is_not_on_the_team_gets_nothing() -> None:
    case = approved(stocked((STORE, 2, "")), 2)
    assert issue(case, 1, to=str(ZHAO.staff_id)) == "rejected not_on_team"
    assert issue(case, 1, to=str(WANG.staff_id)) == "applied"
    assert lies(case, WANG_TRANSIT) == 1


def test_a_number_that_grows_when_it_is_written_plainly_is_a_number_all_the_same() -> None:
    case = approved(stocked((STORE, 1, "")))
    lines = [pieces(case, 1)[0] | {"number": "㍿" * 120}]
    assert case.say(STOREKEEPER, "part.issued", lines=lines) == "rejected out_of_stock"
    assert case.say(STOREKEEPER, "part.reserved", lines=[]) == "applied"


# Serials


def test_a_piece_is_named_by_its_serial_where_pieces_have_one() -> None:
    case = approved(stocked((STORE, 1, "S-1"), (STORE, 1, "S-2")), 2)
    case.known.shelf.with_serial.add(VALVE)
    assert issue(case, 1) == "rejected serials_needed"
    assert issue(case, 1, "S-3") == "rejected out_of_stock"
    assert issue(case, 1, "S-2") == "applied"
    assert issue(case, 1, "S-2") == "rejected out_of_stock"
    case.say(LI, "part.received")
    assert lies(case, LI_VAN, serial="S-2") == 1


@pytest.mark.parametrize(("quantity", "serials"), [(1, ["S-1", "S-2"]), (2, ["S-1"]), (2, ["S-1", "S-1"])])
def test_there_are_as_many_serials_as_pieces(quantity: int, serials: list[str]) -> None:
    case = approved(stocked((STORE, 1, "S-1"), (STORE, 1, "S-2")), 2)
    assert issue(case, quantity, *serials) == "rejected unreadable"


# Reservations


def test_two_orders_never_get_one_piece() -> None:
    """What lies aside for one requisition is in the store for nobody else; without it, who is first."""
    first = approved(stocked((STORE, 1, "S-1"), (STORE, 1, "")), 2)
    second = Case(known=first.known, now=first.now)
    approved(second.begun(LI, WANG), 2)
    assert first.say(STOREKEEPER, "part.reserved", lines=pieces(first, 1, "S-1")) == "applied"
    assert second.say(STOREKEEPER, "part.reserved", lines=pieces(second, 1, "S-1")) == "rejected out_of_stock"
    assert issue(second, 1, "S-1") == "rejected out_of_stock"
    assert issue(second, 1) == "applied"
    assert issue(first, 1) == "rejected out_of_stock"
    assert issue(first, 1, "S-1") == "applied"
    assert requisition(first).reserved == []


@pytest.mark.parametrize("now", [0, 1, 2, 3])
def test_what_lies_aside_is_said_in_full_each_time(now: int) -> None:
    case = approved(stocked((STORE, 3, "")), 3)
    case.say(STOREKEEPER, "part.reserved", lines=pieces(case, 2))
    assert case.say(STOREKEEPER, "part.reserved", lines=pieces(case, now) if now else []) == "applied"
    aside = reserved(case.requisition)
    assert (lies(case, aside), lies(case, STORE)) == (now, 3 - now)
    assert sum(one.quantity for one in requisition(case).reserved) == now


def test_what_lies_aside_is_issued_first_and_the_rest_goes_on_lying_there() -> None:
    case = approved(stocked((STORE, 3, "")), 3)
    case.say(STOREKEEPER, "part.reserved", lines=pieces(case, 2))
    assert issue(case, 1) == "applied"
    assert [one.quantity for one in requisition(case).reserved] == [1]
    assert (lies(case, reserved(case.requisition)), lies(case, STORE)) == (1, 1)
    assert issue(case, 2) == "applied"
    assert (requisition(case).reserved, lies(case, reserved(case.requisition)), lies(case, STORE)) == (
        [],
        0,
        0,
    )


def test_two_lines_of_one_part_do_not_take_each_others() -> None:
    case, second = stocked((STORE, 4, "")), str(new_id())
    wanted = [
        {"id": line, "number": VALVE, "name": "Valve", "quantity": 2} for line in (str(case.line), second)
    ]
    case.say(LI, "part.requested", lines=wanted)
    case.say(MANAGER, "part.approved")
    both = [*pieces(case, 2), pieces(case, 2)[0] | {"line_id": second}]
    case.say(STOREKEEPER, "part.reserved", lines=both)
    assert issue(case, 1) == "applied"
    assert sum(one.quantity for one in requisition(case).reserved) == 3
    assert lies(case, reserved(case.requisition)) == 3


def test_what_lies_aside_for_an_order_that_was_called_off_is_let_go() -> None:
    case = approved(stocked((STORE, 1, "")))
    case.say(STOREKEEPER, "part.reserved")
    case.say(DISPATCHER, "order.cancelled")
    assert case.say(STOREKEEPER, "part.reserved") == "parked order_closed"
    assert case.say(STOREKEEPER, "part.reserved", lines=[]) == "applied"
    assert lies(case, STORE) == 1


# Unused


def returned(case: Case, quantity: int, who: UUID = LI.staff_id, **more: Any) -> str:
    lines = pieces(case, quantity)
    return case.say(STOREKEEPER, "part.returned_unused", lines=lines, technician=str(who), **more)


def test_what_was_not_used_comes_back_and_may_be_issued_again() -> None:
    case = approved(stocked((STORE, 2, "")), 2)
    issue(case, 2)
    case.say(LI, "part.received")
    assert returned(case, 3) == "rejected too_many"
    assert returned(case, 1) == "applied"
    assert (lies(case, STORE), lies(case, LI_VAN)) == (1, 1)
    assert issue(case, 1, to=str(WANG.staff_id)) == "applied"
    assert (flags(case), lies(case, WANG_TRANSIT)) == ([], 1)


def test_what_came_back_as_refurbished_is_in_the_store_as_that() -> None:
    case = approved(stocked((STORE, 1, "")))
    issue(case, 1)
    returned(case, 1, condition="refurbished")
    assert (lies(case, STORE), lies(case, STORE, Condition.REFURBISHED)) == (0, 1)


def test_what_comes_back_from_one_who_did_not_have_it_is_booked_and_flagged() -> None:
    case = approved(stocked((STORE, 1, "")))
    issue(case, 1)
    case.say(LI, "part.received")
    filed(case)
    assert returned(case, 1) == "applied"
    assert (lies(case, STORE), lies(case, unexplained(LI.staff_id)), flags(case)) == (
        1,
        -1,
        ["part_unexplained"],
    )


def test_a_former_member_brings_back_what_he_drew() -> None:
    case = approved(stocked((STORE, 1, "")))
    issue(case, 1)
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    assert case.say(LI, "part.received") == "applied"
    assert returned(case, 1, ZHAO.staff_id) == "rejected not_on_team"
    assert returned(case, 1) == "applied"
