"""Nothing is drawn that was not asked for and approved (S1-3.6.1)."""

from dataclasses import replace
from typing import Any

import pytest

from backend.order.parts.stock import STORE
from backend.people.actor import Actor
from backend.people.roles import Role
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, STOREKEEPER, WANG, ZHAO, Case, new_id, team
from tests.order.parts.books import approved, asked, pieces, requisition, stocked


@pytest.mark.parametrize(
    ("by", "outcome"), [(LI, "applied"), (WANG, "applied"), (ZHAO, "parked not_on_team")],
    ids=["the lead", "of the team", "a stranger"],
)  # fmt: skip
def test_the_team_asks_for_parts(by: Actor, outcome: str) -> None:
    assert Case().begun(LI, WANG).say(by, "part.requested") == outcome


def test_who_did_not_know_that_the_order_was_taken_from_him_is_heard() -> None:
    case = Case().begun(LI)
    seen = case.order.version
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    assert case.say(LI, "part.requested", seen=seen) == "applied"
    assert case.say(LI, "part.requested", requisition_id=str(case.claim)) == "parked not_on_team"


def test_a_requisition_is_asked_for_once() -> None:
    case = asked(Case().begun())
    assert case.say(LI, "part.requested") == "parked conflict"
    assert len(case.order.requisitions) == 1


ASKER = replace(MANAGER, roles=MANAGER.roles | {Role.TECHNICIAN})


@pytest.mark.parametrize("kind", ["part.approved", "part.refused"])
def test_nobody_decides_on_what_he_asked_for_himself(kind: str) -> None:
    case = Case().begun(LI)
    case.say(DISPATCHER, "order.assigned", **team(LI))
    person = case.known.people[MANAGER.staff_id]
    case.known.people[MANAGER.staff_id] = replace(person, roles=ASKER.roles)
    case.say(DISPATCHER, "order.assigned", **team(LI, ASKER))
    asked(case, by=ASKER)
    assert case.say(ASKER, kind) == "rejected own_request"
    assert requisition(case).approved is requisition(case).refused is None


@pytest.mark.parametrize("first", ["part.approved", "part.refused"])
@pytest.mark.parametrize("then", ["part.approved", "part.refused"])
def test_a_requisition_is_decided_on_once(first: str, then: str) -> None:
    case = asked(Case().begun())
    assert case.say(MANAGER, first) == "applied"
    assert case.say(MANAGER, then) == "rejected requisition_settled"


@pytest.mark.parametrize("by", [LI, STOREKEEPER, DISPATCHER, COORDINATOR])
def test_a_manager_alone_approves(by: Actor) -> None:
    assert asked(Case().begun()).say(by, "part.approved") == "rejected role"


@pytest.mark.parametrize(
    ("lines", "outcome", "may_be_issued"),
    [
        (None, "applied", 3),
        ([("line", 2)], "applied", 2),
        ([("line", 0)], "applied", 0),
        ([("line", 4)], "rejected too_many", 0),
        ([("visit", 1)], "rejected requisition_unknown", 0),
        ([("line", 1), ("line", 1)], "rejected invalid_input", 0),
    ],
    ids=["in full", "in part", "none of it", "more than asked", "another line", "a line twice"],
)
def test_what_is_approved_may_be_issued_and_no_more(lines: Any, outcome: str, may_be_issued: int) -> None:
    case = asked(stocked((STORE, 9, "")), 3)
    said = lines and [{"line_id": str(getattr(case, name)), "quantity": n} for name, n in lines]
    assert case.say(MANAGER, "part.approved", lines=said) == outcome
    [line] = requisition(case).lines
    assert line.to_issue == may_be_issued


def test_a_line_that_the_manager_does_not_name_is_not_approved() -> None:
    case, second = stocked((STORE, 9, "")), str(new_id())
    valves = [{"id": key, "name": "Valve", "quantity": 2} for key in (str(case.line), second)]
    case.say(LI, "part.requested", lines=valves)
    assert case.say(MANAGER, "part.approved", lines=[{"line_id": second, "quantity": 1}]) == "applied"
    assert [(str(line.id), line.to_issue) for line in requisition(case).lines] == [
        (str(case.line), 0),
        (second, 1),
    ]


@pytest.mark.parametrize("kind", ["part.issued", "part.reserved"])
def test_no_part_leaves_the_store_without_approval(kind: str) -> None:
    case = stocked((STORE, 9, ""))
    assert case.say(STOREKEEPER, kind) == "rejected requisition_unknown"
    asked(case)
    assert case.say(STOREKEEPER, kind) == "rejected requisition_not_approved"
    case.say(MANAGER, "part.refused")
    assert case.say(STOREKEEPER, kind) == "rejected requisition_not_approved"


def test_a_line_that_was_not_asked_for_is_not_issued() -> None:
    case = approved(stocked((STORE, 9, "")))
    strange = [pieces(case, 1)[0] | {"line_id": str(case.visit)}]
    assert case.say(STOREKEEPER, "part.issued", lines=strange) == "rejected requisition_unknown"
