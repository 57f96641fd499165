"""Work by whoever was on the team, knew it or did not: nothing that was done is lost (design: facts)."""

from typing import Any

import pytest

from backend.order.document import Quality, State, Verdict
from backend.people.actor import Actor
from tests.makers import DISPATCHER, LI, MANAGER, WANG, ZHAO, Case, new_id, team


def reassigned() -> Case:
    """Issued, assigned to Li at version 2, to Wang at version 3."""
    case = Case().begun()
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    return case


@pytest.mark.parametrize(
    ("by", "seen", "outcome"),
    [
        (LI, 0, "applied"),
        (LI, 2, "applied"),
        (LI, 3, "parked not_on_team"),
        (WANG, 0, "applied"),
        (WANG, 3, "applied"),
        (ZHAO, 0, "parked not_on_team"),
    ],
)
@pytest.mark.parametrize(
    "kind",
    ["visit.accepted", "visit.contacted", "visit.arrived", "visit.escalated", "report.filed", "photo.taken"],
)
def test_who_did_not_know_that_he_had_lost_the_order_is_credited(
    kind: str, by: Actor, seen: int, outcome: str
) -> None:
    case = reassigned()
    assert case.say(by, kind, seen=seen) == outcome
    unaware = outcome == "applied" and by is LI
    assert [flag.code for flag in case.order.flags] == ["after_reassignment"] * unaware
    assert {visit.after_reassignment for visit in case.order.visits} <= {unaware}


def test_an_arrival_unaware_of_the_reassignment_meets_the_deadline() -> None:
    case = reassigned()
    case.say(LI, "visit.arrived", seen=2)
    assert [one.verdict for one in case.order.deadlines] == [Verdict.MET]
    assert case.order.state is State.ASSIGNED  # for Wang it is still to do


def test_what_waits_for_the_team_applies_once_he_is_on_it() -> None:
    case = reassigned()
    assert case.say(ZHAO, "visit.accepted") == "parked not_on_team"
    case.say(DISPATCHER, "order.assigned", **team(WANG, ZHAO))
    assert case.waiting == []
    assert case.order.state is State.ACCEPTED


@pytest.mark.parametrize("theirs", ["report.filed", "visit.arrived"])
def test_a_late_report_conflicts_only_with_one_of_the_new_team(theirs: str) -> None:
    case = reassigned()
    late = Case(order_id=case.order_id, orders=case.orders)
    fact = late.said(LI, "report.filed", seen=2)
    case.say(WANG, theirs)
    outcome = "parked conflict" if theirs == "report.filed" else "applied"
    assert case.hear(fact) == [outcome]


def test_a_visit_stays_its_technicians() -> None:
    case = reassigned()
    case.say(LI, "visit.accepted", seen=2)
    assert case.say(WANG, "visit.arrived") == "parked conflict"


@pytest.mark.parametrize("now_with", [(WANG,), (WANG, LI)], ids=["off the team", "still on it"])
@pytest.mark.parametrize(("seen", "outcome"), [(2, "applied"), (None, "parked")])
def test_a_signature_to_the_lead_counts_who_did_not_know_that_he_led_no_longer(
    now_with: tuple[Actor, ...], seen: int | None, outcome: str
) -> None:
    """S1-3.4.1B; the one who knows it is refused, and waits to be the lead again."""
    case = Case().begun()
    facts = [case.said(LI, kind, seen=2) for kind in ("visit.arrived", "report.filed")]
    case.hear(case.said(DISPATCHER, "order.assigned", **team(*now_with)), *facts)
    assert case.say(LI, "report.signed", seen=seen).startswith(outcome)
    case.say(DISPATCHER, "order.assigned", **team(LI))
    assert case.order.state is State.SIGNED


def test_who_never_led_does_not_by_a_reassignment() -> None:
    case = Case().begun(LI, WANG)
    facts = [case.said(WANG, kind, seen=2) for kind in ("visit.arrived", "report.filed", "report.signed")]
    assert case.hear(case.said(DISPATCHER, "order.assigned", **team(LI)), *facts)[-1] == "parked not_lead"


CLOSED_TO = ["visit.arrived", "report.filed", "photo.taken"]
OPEN_TO = ["note.added", "order.replied", "order.informed"]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [(one, "parked order_closed") for one in CLOSED_TO] + [(one, "applied") for one in OPEN_TO],
)
def test_a_cancelled_order_takes_late_news_and_no_more_work(kind: str, outcome: str) -> None:
    case = Case().begun()
    assert case.say(MANAGER, "order.cancelled") == "applied"
    by: Any = DISPATCHER if kind in OPEN_TO else LI
    assert case.say(by, kind, seen=2) == outcome
    assert case.order.state is State.CANCELLED


@pytest.mark.parametrize(
    ("sender", "changes", "outcome"),
    [
        (LI, {"kind": "visit.teleported"}, "parked unknown_kind"),
        (LI, {"v": 2}, "parked unknown_kind"),
        (LI, {"actor": WANG.staff_id}, "parked other_actor"),
        (LI, {"actor": LI.staff_id}, "applied"),
        (LI, {"order_id": new_id()}, "parked order_unknown"),
        (DISPATCHER, {}, "rejected role"),
    ],
)
def test_what_later_news_or_a_person_can_heal_is_parked(
    sender: Actor, changes: dict[str, Any], outcome: str
) -> None:
    case = Case().begun()
    said = case.said(sender, "visit.arrived")
    changed = type(said)(
        said.fact.model_copy(update=changes), sender, said.content_hash, said.received_at, said.occurred
    )
    assert case.hear(changed) == [outcome]


def test_nothing_happened_to_an_order_before_its_fault_was_reported() -> None:
    """A clock that says so is not believed: the arrival was some time before we heard of it."""
    case = Case().begun()
    assert case.say(LI, "visit.arrived", at=-39 * 60) == "applied"
    occurred = case.entries[-1].settled.occurred
    assert (occurred.quality, occurred.at) == (Quality.SUSPECT, case.now)
