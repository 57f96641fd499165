"""What desks say: issued, amended, assigned, answered (S1-3.2.2, S1-3.2.3, S1-3.4.1)."""

from datetime import timedelta
from typing import Any

import pytest

from backend.journal.write import key_columns
from backend.order.document import Obligation, Verdict
from backend.people.actor import Actor
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, START, WANG, ZHAO, Case, new_id, team


def fault(category: str, **more: Any) -> dict[str, Any]:
    return {"category": category, "description": "It smokes", "reported_at": START.isoformat()} | more


def issued(**body: Any) -> Case:
    case = Case()
    assert case.say(DISPATCHER, "order.issued", **body) == "applied"
    return case


def verdicts(case: Case) -> dict[Obligation, Verdict]:
    return {one.obligation: one.verdict for one in case.order.deadlines}


@pytest.mark.parametrize("missing", ["customer", "site", "vehicle", "fault"])
def test_an_order_is_refused_without_what_the_technician_needs(missing: str) -> None:
    """S1-3.4.1A."""
    case = Case()
    assert case.say(DISPATCHER, "order.issued", **{missing: None}) == "rejected unreadable"


def test_an_order_is_issued_once_from_a_base_for_a_fault_of_the_past() -> None:
    tomorrow = fault("body", reported_at=(START + timedelta(days=1)).isoformat())
    case = Case()
    assert case.say(DISPATCHER, "order.issued", fault=tomorrow) == "rejected invalid_input"
    bases, case.known.bases = case.known.bases, []
    assert case.say(DISPATCHER, "order.issued") == "rejected no_base"
    case.known.bases = bases
    assert case.say(DISPATCHER, "order.issued") == "applied"
    assert case.say(DISPATCHER, "order.issued") == "rejected order_exists"
    assert (case.order.number, case.order.version) == ("DO-2026-000001", 1)


def test_an_amendment_is_made_on_what_is_there_and_says_something() -> None:
    case = issued()
    nothing = dict.fromkeys(("supplier_needed",))
    assert case.say(DISPATCHER, "order.amended", **nothing) == "rejected unreadable"
    assert case.say(DISPATCHER, "order.amended", seen=0) == "rejected stale_version"
    assert case.say(DISPATCHER, "order.amended", fault=fault("equipment")) == "applied"
    assert case.order.supplier_needed
    assert set(verdicts(case)) == {Obligation.RESPOND, Obligation.ARRIVE, Obligation.RESOLVE}


def test_a_supplier_who_becomes_needed_changes_what_is_promised_and_keeps_what_was_done() -> None:
    """S1-3.2.2b: an answer given before counts."""
    case = issued()
    assert verdicts(case) == {Obligation.ARRIVE: Verdict.OPEN}
    case.say(COORDINATOR, "order.replied")
    case.say(DISPATCHER, "order.amended")
    assert verdicts(case) == {Obligation.ARRIVE: Verdict.WITHDRAWN, Obligation.REPLY: Verdict.MET}


def test_a_confirmed_distance_ends_the_other_obligation_until_the_place_changes() -> None:
    nowhere: dict[str, Any] = {"address": "Somewhere in the hills", "place": None}
    case = issued(site=nowhere)
    assert verdicts(case) == {Obligation.ARRIVE: Verdict.OPEN, Obligation.REPLY: Verdict.OPEN}
    assert case.say(DISPATCHER, "order.distance_confirmed", within=False, km=130) == "applied"
    assert verdicts(case) == {Obligation.ARRIVE: Verdict.WITHDRAWN, Obligation.REPLY: Verdict.OPEN}
    assert case.say(DISPATCHER, "order.distance_confirmed") == "rejected nothing_to_confirm"
    case.say(DISPATCHER, "order.amended", supplier_needed=None, fault=fault("body", description="It leaks"))
    assert (case.order.distance.method, case.order.distance.km) == ("confirmed", 130)
    near = {"address": "Quarry road 7", "place": {"lat": 31.0, "lon": 114.5}}
    case.say(DISPATCHER, "order.amended", supplier_needed=None, site=near)
    assert (case.order.distance.method, case.order.distance.within) == ("geodesic", True)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (team(LI, WANG), "applied"),
        ({"team": []}, "applied"),
        ({"team": [{"id": str(LI.staff_id)}]}, "rejected team_lead"),
        ({"team": team(LI)["team"] + team(WANG)["team"]}, "rejected team_lead"),
        ({"team": team(LI)["team"] * 2}, "rejected invalid_input"),
        (team(MANAGER), "rejected person_unknown"),
        ({"team": [{"id": str(new_id()), "lead": True}]}, "rejected person_unknown"),
        ({"team": team(LI, *[LI] * 12)["team"]}, "rejected unreadable"),
    ],
)
def test_a_team_is_of_active_technicians_with_exactly_one_lead(body: dict[str, Any], outcome: str) -> None:
    """S1-3.4.1B."""
    assert issued().say(DISPATCHER, "order.assigned", **body) == outcome


@pytest.mark.parametrize(
    ("by", "kind", "body", "met"),
    [
        (COORDINATOR, "order.replied", {"medium": "sms"}, True),
        (COORDINATOR, "order.informed", {"medium": "email"}, True),
        (LI, "visit.contacted", {"medium": "chat"}, True),
        (DISPATCHER, "order.replied", {"medium": "phone"}, False),
        (DISPATCHER, "order.replied", {"medium": "in_person"}, False),
        (DISPATCHER, "order.replied", {"medium": "letter", "party": "supplier"}, False),
    ],
)
def test_a_chassis_fault_is_settled_in_writing_with_the_customer(
    by: Actor, kind: str, body: dict[str, Any], *, met: bool
) -> None:
    """S1-3.2.3."""
    case = issued(fault=fault("chassis_engine"))
    case.say(DISPATCHER, "order.assigned")
    assert case.say(by, kind, **body) == "applied"
    assert verdicts(case) == {Obligation.WRITTEN_CONTACT: Verdict.MET if met else Verdict.OPEN}


@pytest.mark.parametrize("blank", [{"text": " "}, {"whom": ""}])
def test_a_contact_without_words_or_whom_is_none(blank: dict[str, Any]) -> None:
    assert issued().say(DISPATCHER, "order.replied", **blank) == "rejected unreadable"


def test_a_leaders_decision_answers_an_escalation() -> None:
    """S1-3.4.2Ec."""
    case = Case().begun()
    assert case.say(MANAGER, "order.decided") == "rejected escalation_unknown"
    case.say(LI, "visit.escalated")
    case.say(MANAGER, "order.decided")
    [escalation] = case.order.escalations
    assert (escalation.decision, escalation.decided_by) == ("Tow it in", MANAGER.name)


def test_internal_words_stay_at_the_desk() -> None:
    case = Case().begun()
    assert case.say(LI, "note.added", text="He will not pay") == "applied"
    assert case.say(ZHAO, "note.added") == "parked not_on_team"
    assert case.say(MANAGER, "note.added") == "applied"
    document, desk = case.order.render()
    assert "He will not pay" not in document
    assert "He will not pay" in desk


def test_a_confirmation_that_contradicts_its_own_distance_is_none() -> None:
    case = issued(site={"address": "On the moor"})
    assert case.say(DISPATCHER, "order.distance_confirmed", within=True, km=500) == "rejected invalid_input"
    assert case.say(DISPATCHER, "order.distance_confirmed", within=False, km=100) == "rejected invalid_input"
    assert case.say(DISPATCHER, "order.distance_confirmed", within=True, km=100) == "applied"


@pytest.mark.parametrize(
    ("at", "verdict"), [(60, Verdict.WITHDRAWN), (60 * 25, Verdict.OPEN)], ids=["in time", "past due"]
)
def test_a_cancelled_order_withdraws_what_was_not_past_due_and_is_urgent_no_more(
    at: int, verdict: Verdict
) -> None:
    case = Case().begun()
    case.now += timedelta(minutes=at)
    assert case.say(DISPATCHER, "order.cancelled") == "applied"
    assert verdicts(case) == {Obligation.ARRIVE: verdict}
    due_at, watch_at = key_columns(case.order)[4:6]
    assert due_at is watch_at is None
