"""Which rows an order has in each list, at each step of a part's life."""

from datetime import timedelta
from typing import Any

import pytest

from backend.order.document import Order
from backend.order.parts.matters import matters
from backend.warranty.claims import Terms, claims, not_claimed, under
from backend.warranty.freights import freights
from backend.warranty.old_parts import age_class, ageing, old_parts
from backend.warranty.requisitions import requisitions
from backend.warranty.write_offs import write_offs
from tests.makers import LI, MANAGER, START, STOREKEEPER, SUPPLIER, WANG, new_id
from tests.warranty.life import STEPS, lived

NOW = START + timedelta(days=100)
DAY = timedelta(days=1)

LIFE: dict[str, tuple[list[str], int, list[str] | None, list[str]]] = {
    # what the requisition waits for, old pieces owed, what the write-off lacks, claims
    "part.requested": (["decision"], 0, None, []),
    "part.approved": (["issue"], 0, None, []),
    "part.issued": (["receipt"], 0, None, []),
    "part.received": ([], 0, None, []),
    "report.filed": ([], 1, ["signed_report", "approval", "old_part"], []),
    "report.signed": ([], 1, ["approval", "old_part"], []),
    "order.approved": ([], 1, ["old_part"], []),
    "old_part.sent": ([], 1, ["old_part"], []),
    "old_part.received": ([], 0, [], []),
    "part.written_off": ([], 0, None, ["unclaimed"]),
    "claim.opened": ([], 0, None, ["opened"]),
    "claim.sent": ([], 0, None, ["sent"]),
    "claim.settled": ([], 0, None, ["accepted"]),
}


def in_lists(order: Order) -> tuple[list[str], int, list[str] | None, list[str]]:
    waiting: list[str] = [what for row in requisitions(order, NOW) for what in row.waiting]
    owed = sum(row.owed for row in old_parts(order, NOW))
    lacking = [list[str](row.lacks) for row in write_offs(order, NOW)]
    claimed = [row.state for row in (*not_claimed(order, NOW), *claims(order, NOW))]
    return waiting, owed, lacking[0] if lacking else None, list[str](claimed)


@pytest.mark.parametrize("step", LIFE)
def test_a_part_is_in_the_lists_of_those_who_must_act(step: str) -> None:
    assert in_lists(lived(step).order) == LIFE[step]


def test_every_row_of_a_life_is_found_by_its_matter() -> None:
    for step in STEPS:
        case = lived(step)
        waiting, owed, lacking, claimed = in_lists(case.order)
        expected = {*waiting, *["old_part"] * bool(owed), *["write_off"] * (lacking is not None)}
        expected |= {"unclaimed"} if "unclaimed" in claimed else set()
        expected |= {"claim"} if {"opened", "sent"} & {*claimed} else set()
        assert expected == set(matters(case.order)), step


def test_what_lies_aside_waits_and_what_was_refused_or_called_off_does_not() -> None:
    case = lived("part.approved")
    case.say(STOREKEEPER, "part.reserved")
    [row] = requisitions(case.order, NOW)
    assert row.waiting == ["issue", "aside"]
    case.say(MANAGER, "order.cancelled")
    [row] = requisitions(case.order, NOW)
    assert row.waiting == ["aside"]
    refused = lived("part.requested")
    refused.say(MANAGER, "part.refused")
    assert requisitions(refused.order, NOW) == []


def test_a_debt_is_the_authors_with_all_that_is_known_of_the_piece() -> None:
    case = lived("report.filed")
    case.say(LI, "old_part.sent", carrier="SF", tracking="SF-77")
    part, [row] = case.order.parts[0], old_parts(case.order, NOW)
    assert part.due_at is not None
    assert part.replaced_at is not None
    assert (row.id, row.order_number, row.technician, row.technician_name) == (
        case.part,
        case.order.number,
        LI.staff_id,
        "Li",
    )
    assert (row.serial_out, row.carrier, row.tracking, row.sent_at) == ("OUT-1", "SF", "SF-77", case.now)
    assert (row.days_old, row.days_over) == (
        (NOW - part.replaced_at).days,
        (NOW - part.due_at).days,
    )


@pytest.mark.parametrize(
    ("moment", "overdue", "days_over"),
    [(-DAY, False, -1), (timedelta(0), False, 0), (timedelta(seconds=1), True, 0), (8 * DAY, True, 8)],
)
def test_a_debt_is_overdue_once_its_time_has_passed(moment: timedelta, overdue: bool, days_over: int) -> None:
    case = lived("report.filed")
    due_at = case.order.parts[0].due_at
    assert due_at is not None
    [row] = old_parts(case.order, due_at + moment)
    assert (row.overdue, row.days_over) == (overdue, days_over)


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        (-DAY, "not_due"),
        (timedelta(0), "not_due"),
        (SECOND, "up_to_7"),
        (7 * DAY, "up_to_7"),
        (7 * DAY + SECOND, "up_to_30"),
        (30 * DAY, "up_to_30"),
        (30 * DAY + SECOND, "more"),
    ],
)
def test_the_class_of_a_debt(over: timedelta, expected: str) -> None:
    assert age_class(NOW - over, NOW) == expected
    assert age_class(None, NOW) == "undated"


def test_ageing_counts_pieces_by_who_owes_them() -> None:
    [row] = old_parts(lived("report.filed").order, NOW)
    late = row.model_copy(update={"due_at": NOW - 40 * DAY, "owed": 3})
    wangs = row.model_copy(update={"technician": WANG.staff_id, "technician_name": "Wang", "due_at": None})
    found = ageing([wangs, row.model_copy(update={"due_at": NOW + DAY}), late], NOW)
    assert [one.model_dump(exclude={"technician"}) for one in found] == [
        {"technician_name": name, "not_due": due, "up_to_7": 0, "up_to_30": 0, "more": more,
         "undated": undated, "total": total}
        for name, due, more, undated, total in (("Li", 1, 3, 0, 4), ("Wang", 0, 0, 1, 1))
    ]  # fmt: skip


def test_a_claim_is_overdue_until_it_is_sent() -> None:
    opened, sent = (claims(lived(step).order, NOW)[0] for step in ("claim.opened", "claim.sent"))
    assert (opened.due_at, opened.overdue, sent.overdue) == (sent.due_at, True, False)
    assert opened.due_at is not None
    [before] = claims(lived("claim.opened").order, opened.due_at)
    assert not before.overdue


def test_an_unclaimed_part_has_the_deadline_of_its_supplier_if_he_is_known() -> None:
    case = lived("part.written_off")
    [row] = not_claimed(case.order, NOW)
    replaced_at = case.order.parts[0].replaced_at
    assert replaced_at is not None
    known = under(row, Terms(SUPPLIER, "Valve works", 30), NOW)
    assert (known.supplier, known.due_at, known.overdue) == ("Valve works", replaced_at + 30 * DAY, True)
    unknown = under(row, None, NOW)
    assert (unknown.supplier, unknown.due_at, unknown.overdue) == (None, None, False)


def test_a_freight_says_what_it_cost_and_who_approved_it() -> None:
    case = lived("old_part.sent")
    case.say(LI, "freight.recorded")
    [row] = freights(case.order)
    assert (row.cost.amount, row.handler_name, row.approved) == (96_000, "Li", None)
    case.say(MANAGER, "freight.approved")
    [row] = freights(case.order)
    assert row.approved
    assert row.approved.by == "Manager"


def other() -> dict[str, Any]:
    """Another request of the order."""
    line = {"id": str(new_id()), "name": "Hose", "quantity": 2}
    return {"requisition_id": str(new_id()), "reason": "burst", "lines": [line]}


def test_each_requisition_waits_for_itself() -> None:
    case = lived("part.approved")
    case.say(LI, "part.requested", **other())
    assert [row.waiting for row in requisitions(case.order, NOW)] == [["issue"], ["decision"]]
