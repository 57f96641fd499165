"""A spare is written off with signed report, approval and old part, and never without (S1-3.6.2)."""

from itertools import product
from typing import Any
from uuid import UUID

import pytest

from backend.order.document import Account, AccountKind, State
from backend.order.parts.matters import Matter, matters
from backend.order.parts.stock import STORE
from backend.people.actor import Actor
from tests.makers import LI, MANAGER, STOREKEEPER, VALVE, Case
from tests.order.parts.books import (
    LI_FITTED,
    LI_TRANSIT,
    LI_VAN,
    approved,
    filed,
    flags,
    lies,
    old,
    other_line,
    part,
    pieces,
    requisition,
    signed_off,
    stocked,
)


def vehicle(case: Case) -> Account:
    return Account(kind=AccountKind.VEHICLE, holder=case.order.vehicle.id)


def used(**line: Any) -> Case:
    """A valve of Li's was fitted."""
    case = stocked((LI_VAN, 9, ""))
    filed(case, **line)
    return case


def all_three() -> Case:
    """And everything is there that its write-off needs."""
    case = signed_off(used())
    case.say(STOREKEEPER, "old_part.received")
    return case


def answered(case: Case, kind: str) -> None:
    """The customer answers, and the lead submits."""
    case.say(LI, "visit.arrived", at=1)
    [report] = case.order.reports
    case.say(LI, kind, digest=report.digest)
    case.say(LI, "report.submitted")


@pytest.mark.parametrize(("signed", "agreed", "back"), list(product([True, False], repeat=3)))
def test_a_spare_is_written_off_with_all_three_and_what_is_missing_is_named(
    *, signed: bool, agreed: bool, back: bool
) -> None:
    """A report that the customer refused to sign can be approved, and is not signed for that; an old part
    that was sent is not there yet.
    """
    case = used()
    answered(case, "report.signed" if signed else "report.unsigned")
    if agreed:
        assert case.say(MANAGER, "order.approved") == "applied"
    assert case.say(LI, "old_part.sent", carrier="SF", tracking="SF-1") == "applied"
    if back:
        assert case.say(STOREKEEPER, "old_part.received") == "applied"
    there = {"signed_report": signed, "approval": agreed, "old_part": back}
    missing = [name for name, is_there in there.items() if not is_there]
    off = case.said(STOREKEEPER, "part.written_off")
    [judged] = case.decide([off]).judged
    detail = getattr(judged.judgement, "detail", None)
    assert detail == (f"missing: {', '.join(missing)}" if missing else None)
    assert case.hear(off) == ["rejected write_off_incomplete" if missing else "applied"]
    assert (lies(case, LI_FITTED), lies(case, vehicle(case))) == ((1, 0) if missing else (0, 1))


def test_an_old_part_that_a_manager_has_waived_is_not_waited_for() -> None:
    case = signed_off(used())
    case.say(MANAGER, "old_part.waived")
    assert case.say(STOREKEEPER, "part.written_off") == "applied"


def test_some_of_the_old_parts_are_not_all_of_them() -> None:
    case = signed_off(used(quantity=2))
    case.say(STOREKEEPER, "old_part.received", quantity=1)
    assert case.say(STOREKEEPER, "part.written_off") == "rejected write_off_incomplete"
    case.say(STOREKEEPER, "old_part.received", quantity=1)
    assert case.say(STOREKEEPER, "part.written_off") == "applied"
    assert lies(case, vehicle(case)) == 2


def test_where_no_old_part_came_out_two_are_enough() -> None:
    case = signed_off(used(replaced=False))
    assert case.order.state is State.CLOSED
    assert case.say(STOREKEEPER, "part.written_off") == "applied"


@pytest.mark.parametrize("source", ["bought_locally", "customers_own"])
def test_what_the_store_never_gave_out_is_not_written_off(source: str) -> None:
    case = signed_off(used(source=source))
    case.say(STOREKEEPER, "old_part.received")
    assert case.say(STOREKEEPER, "part.written_off") == "rejected nothing_to_write_off"


def test_a_spare_is_written_off_once() -> None:
    case = all_three()
    assert case.say(STOREKEEPER, "part.written_off") == "applied"
    assert case.say(STOREKEEPER, "part.written_off") == "rejected nothing_to_write_off"


def test_an_older_version_that_was_signed_and_approved_does_not_count_for_a_newer_one() -> None:
    case = signed_off(used())
    filed(case, 2, quantity=2)
    case.say(STOREKEEPER, "old_part.received")
    [judged] = case.decide([case.said(STOREKEEPER, "part.written_off")]).judged
    assert getattr(judged.judgement, "detail", "") == "missing: signed_report, approval"


def test_what_was_written_off_stays_so_whatever_a_later_version_says() -> None:
    case = signed_off(used(replaced=False))
    case.say(STOREKEEPER, "part.written_off")
    assert filed(case, 2, lines=[]).startswith("parked order_closed")
    assert lies(case, vehicle(case)) == 1


# A wrong entry is taken back, not edited


def back(case: Case, fact_id: object) -> str:
    return case.say(STOREKEEPER, "part.reversed", fact_id=str(fact_id))


def test_an_issue_that_nobody_has_confirmed_is_taken_back() -> None:
    case = approved(stocked((STORE, 2, "")), 2)
    case.say(STOREKEEPER, "part.reserved", lines=pieces(case, 2))
    case.say(STOREKEEPER, "part.issued", lines=pieces(case, 2))
    first = case.issue()
    assert back(case, first) == "applied"
    assert (lies(case, STORE), lies(case, LI_TRANSIT), requisition(case).issues) == (2, 0, [])
    assert back(case, first) == "rejected not_reversible"
    case.say(STOREKEEPER, "part.issued", lines=pieces(case, 2))
    case.say(LI, "part.received")
    assert back(case, case.issue()) == "rejected not_reversible"


def test_an_issue_whose_pieces_were_used_before_he_confirmed_is_not_taken_back() -> None:
    case = approved(stocked((STORE, 1, "")))
    case.say(STOREKEEPER, "part.issued")
    filed(case)
    assert back(case, case.issue()) == "rejected out_of_stock"


def test_the_receipt_of_an_old_part_is_taken_back_and_it_is_owed_again() -> None:
    case = used(quantity=2)
    receipts = [
        case.said(STOREKEEPER, "old_part.received", quantity=1, condition=condition)
        for condition in ("worn", "broken")
    ]
    assert case.hear(*receipts) == ["applied", "applied"]
    assert back(case, receipts[1].id) == "applied"
    assert (part(case).owed, old(case, STORE), old(case, LI_VAN)) == (1, 1, 1)
    received = part(case).received
    assert received
    assert (received.condition, received.fact_ids) == ("worn", [receipts[0].id])
    assert back(case, receipts[0].id) == "applied"
    assert (part(case).received, part(case).owed, old(case, LI_VAN)) == (None, 2, 2)
    assert back(case, receipts[0].id) == "rejected not_reversible"


def test_a_write_off_is_taken_back_unless_it_was_claimed() -> None:
    case = all_three()
    off = case.said(STOREKEEPER, "part.written_off")
    case.hear(off)
    assert back(case, off.id) == "applied"
    assert (part(case).written_off, lies(case, LI_FITTED), flags(case)) == (None, 1, ["reversed"])
    again = case.said(STOREKEEPER, "part.written_off")
    case.hear(again)
    assert case.say(MANAGER, "claim.opened") == "applied"
    assert back(case, again.id) == "rejected not_reversible"


@pytest.mark.parametrize(
    ("line", "van", "on_vehicle"),
    [({"quantity": 3}, 6, 3), ({"number": "HOSE"}, 9, 0), ({"source": "customers_own"}, 9, 0)],
    ids=["more", "another part", "the customer's own"],
)
def test_a_version_that_says_otherwise_than_is_written_off_is_flagged_and_booked_when_that_is_taken_back(
    line: dict[str, Any], van: int, on_vehicle: int
) -> None:
    case = stocked((LI_VAN, 9, ""))
    first, case.report = case.report, UUID(int=2**128 - 1)
    filed(case, lines=[])  # a second report, which keeps the order open
    case.report = first
    filed(case, replaced=False)
    signed_off(case)
    off = case.said(STOREKEEPER, "part.written_off")
    assert case.hear(off) == ["applied"]
    assert filed(case, 2, replaced=False, **line) == "applied"
    assert (lies(case, LI_VAN), flags(case)) == (8, ["written_off_otherwise"])
    assert back(case, off.id) == "applied"
    assert (lies(case, LI_VAN), lies(case, LI_FITTED), lies(case, vehicle(case))) == (van, on_vehicle, 0)
    assert filed(case, 3, replaced=False) == "applied"
    assert (lies(case, LI_VAN), lies(case, LI_FITTED)) == (8, 1)


def test_a_write_off_of_a_piece_that_has_come_out_again_is_not_taken_back() -> None:
    case = stocked((LI_VAN, 1, "S-1"))
    filed(case, serial_in="S-1", replaced=False)
    signed_off(case)
    off = case.said(STOREKEEPER, "part.written_off")
    assert case.hear(off) == ["applied"]
    second = Case(known=case.known, now=case.now).begun()
    second.order.vehicle = case.order.vehicle
    filed(second, serial_out="S-1")
    assert old(second, LI_VAN, "S-1") == 1
    assert back(case, off.id) == "rejected out_of_stock"


def test_what_is_nothing_of_the_store_s_is_not_taken_back() -> None:
    case = used()
    [report] = case.order.reports
    assert back(case, report.id) == "rejected not_reversible"


# What is open


@pytest.mark.parametrize(
    ("say", "open_now"),
    [
        ([(LI, "part.requested")], "decision"),
        ([(LI, "part.requested"), (MANAGER, "part.refused")], ""),
        ([(LI, "part.requested"), (MANAGER, "part.approved")], "issue"),
        ([(LI, "part.requested"), (MANAGER, "part.approved"), (STOREKEEPER, "part.reserved")], "issue aside"),
        ([(LI, "part.requested"), (MANAGER, "part.approved"), (STOREKEEPER, "part.issued")], "receipt"),
        ([(LI, "report.filed")], "old_part write_off"),
        ([(LI, "report.filed"), (LI, "old_part.sent")], "old_part write_off"),
        ([(LI, "report.filed"), (STOREKEEPER, "old_part.received")], "write_off"),
        ([(LI, "freight.recorded")], "freight"),
        ([(LI, "freight.recorded"), (MANAGER, "freight.approved")], ""),
    ],
)
def test_what_somebody_has_still_to_do_is_found_by(say: list[tuple[Actor, str]], open_now: str) -> None:
    case = stocked((STORE, 9, ""), (LI_VAN, 9, ""))
    for by, kind in say:
        assert case.say(by, kind) == "applied", kind
    assert " ".join(matters(case.order)) == open_now


def test_a_claim_is_open_from_the_write_off_until_it_is_settled() -> None:
    case = all_three()
    case.say(STOREKEEPER, "part.written_off")
    for by, kind, found in ((MANAGER, "claim.opened", "claim"), (MANAGER, "claim.sent", "claim"),
                            (MANAGER, "claim.settled", "")):  # fmt: skip
        assert " ".join(matters(case.order)) == ("unclaimed" if kind == "claim.opened" else "claim")
        assert case.say(by, kind) == "applied"
        assert " ".join(matters(case.order)) == found


def test_of_two_parts_one_that_was_claimed_does_not_hide_the_other() -> None:
    case = stocked((LI_VAN, 9, ""))
    hose = other_line(source=None, number=VALVE, replaced=False)
    filed(case, lines=[case.content()["parts"][0], hose])
    signed_off(case)
    case.say(STOREKEEPER, "old_part.received")
    for key in (str(case.part), hose["id"]):
        assert case.say(STOREKEEPER, "part.written_off", part_id=key) == "applied"
    for kind in ("claim.opened", "claim.sent", "claim.settled"):
        assert case.say(MANAGER, kind) == "applied"
        assert Matter.UNCLAIMED in matters(case.order), kind
