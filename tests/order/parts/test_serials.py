"""A piece is found however its serial is typed, by the store and by a technician in their own ways."""

from typing import Any

import pytest

from backend.order.document import Account, AccountKind
from backend.order.kinds import KINDS
from backend.order.parts.stock import STORE
from tests.makers import LI, STOREKEEPER, Case
from tests.order.parts.books import (
    LI_FITTED,
    LI_TRANSIT,
    LI_VAN,
    approved,
    filed,
    flags,
    lies,
    old,
    part,
    pieces,
    requisition,
    signed_off,
    stocked,
)

SERIAL = "SN 1"
TYPED = pytest.mark.parametrize("typed", ["SN 1", "sn 1", " Sn   1 ", "ｓｎ\u3000１"])


def issued(typed: str) -> Case:
    """The piece is on its way to Li, named so by the store."""
    case = approved(stocked((STORE, 1, SERIAL)))
    assert case.say(STOREKEEPER, "part.issued", lines=pieces(case, 1, typed)) == "applied"
    return case


@TYPED
def test_it_is_laid_aside_issued_and_confirmed(typed: str) -> None:
    case = approved(stocked((STORE, 1, SERIAL)))
    assert case.say(STOREKEEPER, "part.reserved", lines=pieces(case, 1, typed)) == "applied"
    assert case.say(STOREKEEPER, "part.issued", lines=pieces(case, 1, typed)) == "applied"
    assert (requisition(case).reserved, lies(case, LI_TRANSIT, serial=SERIAL)) == ([], 1)
    case.say(LI, "part.received")
    assert lies(case, LI_VAN, serial=SERIAL) == 1


@TYPED
def test_it_is_used_from_the_van_and_a_correction_of_its_spelling_moves_nothing(typed: str) -> None:
    case = issued("sn 1")
    case.say(LI, "part.received")
    filed(case, serial_in=typed, serial_out="out 1")
    assert (lies(case, LI_VAN, serial=SERIAL), lies(case, LI_FITTED, serial=SERIAL)) == (0, 1)
    assert part(case).serial_in == typed.strip()  # what the customer signs is as it was typed
    filed(case, version=2, serial_in="sN 1", serial_out="ＯＵＴ 1")
    assert case.entries[-1].settled.stock is None


@TYPED
def test_what_was_fitted_comes_out_as_the_old_piece_and_into_the_store(typed: str) -> None:
    case = stocked((Account(kind=AccountKind.FITTED, holder=LI.staff_id), 1, SERIAL))
    filed(case, source="bought_locally", serial_out=typed)
    assert old(case, LI_VAN, SERIAL) == 1
    assert case.say(STOREKEEPER, "old_part.received", serial="sn  1") == "applied"
    assert (old(case, STORE, SERIAL), old(case, LI_VAN, SERIAL), flags(case)) == (1, 0, [])


@TYPED
def test_it_comes_back_unused(typed: str) -> None:
    case = issued(SERIAL)
    lines, li = pieces(case, 1, typed), str(LI.staff_id)
    assert case.say(STOREKEEPER, "part.returned_unused", lines=lines, technician=li) == "applied"
    assert (lies(case, STORE, serial=SERIAL), flags(case)) == (1, [])


@pytest.mark.parametrize("serials", [["SN 1", "sn 1"], ["SN 1", "SN 1", "SN 2"]])
def test_one_piece_is_not_named_as_two_and_what_was_said_so_before_can_be_read(serials: list[str]) -> None:
    case = approved(stocked((STORE, 1, SERIAL), (STORE, 1, "SN 2")), 2)
    lines = pieces(case, 2, *serials)
    assert case.say(STOREKEEPER, "part.issued", lines=lines) == "rejected unreadable"
    before = {"requisition_id": str(case.requisition), "lines": lines}
    assert KINDS["part.issued", 1].model_validate(before).about() == case.requisition


@pytest.mark.parametrize("serial", ["㍿" * 120, "\x1c"])
def test_a_serial_that_grows_or_vanishes_when_it_is_written_plainly_is_one_all_the_same(serial: str) -> None:
    case = approved(stocked((STORE, 1, "")))
    lines = pieces(case, 1, serial)
    assert case.say(STOREKEEPER, "part.issued", lines=lines) == "rejected out_of_stock"


def test_what_is_booked_anew_when_a_write_off_is_taken_back_is_looked_for_as_the_ledger_writes_it() -> None:
    """The door loads what a fact asks for, and nothing else."""
    case = stocked((LI_VAN, 1, SERIAL), (LI_VAN, 1, "SN 2"))
    photo: dict[str, Any] = {"photo_out": "0" * 64}  # it lacks, which keeps the order open
    filed(case, serial_in="sn 1", replaced=False, **photo)
    signed_off(case)
    off = case.said(STOREKEEPER, "part.written_off")
    assert case.hear(off) == ["applied"]
    filed(case, version=2, serial_in="sn 2", replaced=False, **photo)
    body = KINDS["part.reversed", 1].model_validate({"fact_id": off.id, "reason": "Another one"})
    assert body.asks(case.order).serials == {SERIAL, "SN 2"}
    assert case.say(STOREKEEPER, "part.reversed", fact_id=str(off.id)) == "applied"
    assert [lies(case, LI_FITTED, serial=one) for one in (SERIAL, "SN 2")] == [0, 1]
