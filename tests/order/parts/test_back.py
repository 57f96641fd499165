"""Replaced old parts come back, or a manager gives them up (S1-3.4.2Ed, S1-3.6.3)."""

from typing import Any

import pytest

from backend.order.document import Account, Condition
from backend.order.parts.old_part import GIVEN_UP
from backend.order.parts.stock import STORE, unexplained
from backend.people.actor import Actor
from tests.makers import DISPATCHER, LI, MANAGER, STOREKEEPER, WANG, Case, team
from tests.order.parts.books import (
    LI_TRANSIT,
    LI_VAN,
    WANG_TRANSIT,
    filed,
    flags,
    old,
    part,
    stocked,
)

NOWHERE = unexplained(LI.staff_id)


def replaced(quantity: int = 1, **line: Any) -> Case:
    """So many valves were replaced; the old ones are in Li's van."""
    case = stocked((LI_VAN, 9, ""))
    filed(case, quantity=quantity, **line)
    return case


def came(case: Case, quantity: int | None = None, **more: Any) -> str:
    return case.say(STOREKEEPER, "old_part.received", quantity=quantity, **more)


@pytest.mark.parametrize(("by", "where"), [(LI, LI_TRANSIT), (WANG, WANG_TRANSIT)],
                         ids=["who took it out", "who takes it along"])  # fmt: skip
def test_what_was_sent_is_on_its_way(by: Actor, where: Account) -> None:
    case = replaced(2)
    assert case.say(by, "old_part.sent", carrier="SF", tracking="SF-1") == "applied"
    assert (old(case, LI_VAN), old(case, where)) == (0, 2)
    assert case.say(by, "old_part.sent") == "applied"
    assert old(case, where) == 2


@pytest.mark.parametrize("sent", [None, LI, WANG], ids=["carried", "sent", "sent by another"])
def test_what_was_received_is_in_the_store_wherever_it_was(sent: Actor | None) -> None:
    case = replaced(2)
    if sent:
        case.say(sent, "old_part.sent")
    assert came(case) == "applied"
    assert [old(case, one) for one in (LI_VAN, LI_TRANSIT, WANG_TRANSIT, STORE)] == [0, 0, 0, 2]
    assert (part(case).outstanding, flags(case)) == (False, [])


def test_fewer_than_are_owed_leave_the_rest_owed_and_a_flag() -> None:
    case = replaced(3)
    assert came(case, 4) == "rejected too_many"
    assert came(case, 1) == "applied"
    assert (part(case).owed, old(case, LI_VAN), flags(case)) == (2, 2, ["old_parts_short"])
    assert came(case, 3) == "rejected too_many"
    assert came(case, 2) == "applied"
    assert (part(case).owed, old(case, STORE)) == (0, 3)
    assert came(case, 1) == "parked part_settled"


def test_a_manager_gives_up_what_is_still_owed() -> None:
    case = replaced(3)
    came(case, 1)
    assert case.say(MANAGER, "old_part.waived") == "applied"
    assert (part(case).owed, old(case, GIVEN_UP), old(case, LI_VAN), old(case, STORE)) == (0, 2, 0, 1)
    assert case.say(MANAGER, "old_part.waived") == "parked part_settled"


def test_what_was_given_up_may_turn_up_all_the_same() -> None:
    case = replaced(2, serial_out=None)
    case.say(MANAGER, "old_part.waived")
    assert came(case, 3) == "rejected too_many"
    assert came(case) == "applied"
    assert (part(case).owed, old(case, GIVEN_UP), old(case, STORE)) == (0, 0, 2)
    assert came(case) == "parked part_settled"


def test_what_no_book_had_is_booked_all_the_same_and_flagged() -> None:
    """The old piece of another line was taken for this one."""
    case = replaced()
    case.known.shelf.balances = {
        stock: quantity
        for stock, quantity in case.known.shelf.balances.items()
        if stock.condition is not Condition.OLD
    }
    assert came(case) == "applied"
    assert (old(case, STORE), old(case, NOWHERE), flags(case)) == (1, -1, ["part_unexplained"])


@pytest.mark.parametrize(
    ("serial", "code"), [("S-1", []), (" ｓ-1", []), ("S-2", ["serial_mismatch"]), (None, [])]
)
def test_another_serial_than_the_one_that_came_out_is_flagged(serial: str | None, code: list[str]) -> None:
    """The new piece is such another: who sends it in has kept the old one."""
    case = replaced(serial_out="S-1", serial_in="S-2")
    assert old(case, LI_VAN, "S-1") == 1
    came(case, serial=serial)
    assert (old(case, STORE, "S-1"), flags(case)) == (1, code)


def test_an_old_part_is_found_whatever_its_report_calls_it_by_now() -> None:
    case = replaced(serial_out="S-1")
    case.say(LI, "old_part.sent")
    assert filed(case, 2, number="HOSE-1", serial_out="S-2", source="customers_own") == "applied"
    assert came(case) == "applied"
    assert (old(case, STORE, "S-1"), old(case, LI_TRANSIT, "S-1"), flags(case)) == (1, 0, [])


def test_a_former_member_brings_his_old_parts_back() -> None:
    case = replaced()
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    assert case.say(LI, "old_part.sent") == "applied"
    came(case)
    assert old(case, STORE) == 1


def test_a_receipt_before_the_news_that_it_was_sent_stands() -> None:
    case = replaced()
    came(case)
    assert case.say(LI, "old_part.sent", carrier="SF") == "applied"
    assert (old(case, STORE), old(case, LI_TRANSIT)) == (1, 0)
