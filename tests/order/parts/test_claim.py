"""What a supplier owes is claimed within his terms; the last word is the manager's (S1-3.8, S5)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from backend.people.actor import Actor
from tests.makers import COORDINATOR, LI, MANAGER, STOREKEEPER, SUPPLIER, WANG, ZHAO, Case
from tests.order.parts.books import LI_VAN, filed, part, signed_off, stocked

MONEY = {"amount": 96_000, "currency": "CNY"}


def written_off() -> Case:
    """A valve was fitted, and written off."""
    case = stocked((LI_VAN, 9, ""))
    filed(case)
    signed_off(case)
    case.say(STOREKEEPER, "old_part.received")
    assert case.say(STOREKEEPER, "part.written_off") == "applied"
    return case


def opened() -> Case:
    case = written_off()
    assert case.say(COORDINATOR, "claim.opened") == "applied"
    return case


def test_a_claim_is_made_of_what_was_written_off() -> None:
    case = stocked((LI_VAN, 9, ""))
    assert case.say(MANAGER, "claim.opened") == "rejected part_unknown"
    filed(case)
    assert case.say(MANAGER, "claim.opened") == "rejected not_written_off"


def test_the_supplier_s_time_runs_from_the_repair_and_his_terms_are_those_of_the_day() -> None:
    case = opened()
    case.known.suppliers[SUPPLIER] = case.known.suppliers[SUPPLIER].model_copy(update={"claim_days": 1})
    [claim] = case.order.desk.claims
    replaced_at = part(case).replaced_at
    assert replaced_at is not None
    assert (claim.due_at - replaced_at, claim.supplier) == (timedelta(days=30), "Valve works")


def test_a_claim_on_nobody_is_none() -> None:
    said = written_off().say(MANAGER, "claim.opened", supplier_id=str(LI.staff_id))
    assert said == "rejected supplier_unknown"


@pytest.mark.parametrize(
    ("outcome", "again"),
    [(None, "rejected claim_exists"), ("accepted", "rejected claim_exists"), ("refused", "applied")],
)
def test_a_part_is_claimed_once_unless_the_claim_was_refused(outcome: str | None, again: str) -> None:
    case = opened()
    if outcome:
        case.say(COORDINATOR, "claim.sent")
        case.say(MANAGER, "claim.settled", outcome=outcome, recovered=MONEY, reason="They say wear")
    assert case.say(COORDINATOR, "claim.opened", claim_id=str(case.visit)) == again


@pytest.mark.parametrize(
    ("sent", "body", "outcome"),
    [
        (True, {"outcome": "accepted", "recovered": MONEY}, "applied"),
        (True, {"outcome": "refused", "recovered": None, "reason": "Wear"}, "applied"),
        (False, {"outcome": "accepted", "recovered": MONEY}, "rejected claim_not_sent"),
        (False, {"outcome": "refused", "recovered": None, "reason": "Not worth it"}, "applied"),
        (True, {"outcome": "accepted", "recovered": None}, "rejected unreadable"),
        (True, {"outcome": "refused", "recovered": None}, "rejected unreadable"),
        (
            True,
            {"outcome": "accepted", "recovered": {"amount": 1, "currency": "yuan"}},
            "rejected unreadable",
        ),
        (True, {"outcome": "accepted", "recovered": {"amount": -1}}, "rejected unreadable"),
    ],
    ids=["accepted", "refused", "never sent", "given up", "how much?", "why?", "of which money?", "a debt"],
)
def test_a_claim_is_settled_with_what_was_recovered_or_why_nothing_was(
    *, sent: bool, body: dict[str, Any], outcome: str
) -> None:
    case = opened()
    if sent:
        case.say(COORDINATOR, "claim.sent")
    assert case.say(MANAGER, "claim.settled", **body) == outcome


@pytest.mark.parametrize("by", [COORDINATOR, STOREKEEPER, LI])
def test_the_last_word_is_a_manager_s(by: Actor) -> None:
    assert opened().say(by, "claim.settled") == "rejected role"


@pytest.mark.parametrize("kind", ["claim.sent", "claim.settled"])
def test_what_is_settled_stays_settled(kind: str) -> None:
    case = opened()
    assert case.say(MANAGER, kind, claim_id=str(case.visit)) == "rejected claim_unknown"
    case.say(COORDINATOR, "claim.sent")
    case.say(MANAGER, "claim.settled")
    assert case.say(MANAGER, kind) == "rejected claim_settled"


def test_a_claim_that_is_sent_again_was_sent_when_it_was_sent_first() -> None:
    case = opened()
    case.say(COORDINATOR, "claim.sent", reference="A-1")
    first = case.order.desk.claims[0].sent
    case.say(COORDINATOR, "claim.sent", reference="A-2", amount=MONEY)
    again = case.order.desk.claims[0].sent
    assert first is not None
    assert again is not None
    assert (again.at, again.reference) == (first.at, "A-2")


def test_no_phone_is_told_what_anything_cost() -> None:
    case = opened()
    case.say(COORDINATOR, "claim.sent", amount=MONEY)
    case.say(LI, "freight.recorded")
    document, desk = case.order.render()
    assert "96000" not in document
    assert desk.count("96000") == 2


# Freight (S1-3.6.3)


@pytest.mark.parametrize(
    ("by", "outcome"),
    [(LI, "applied"), (WANG, "applied"), (ZHAO, "parked not_on_team"), (MANAGER, "rejected role")],
)
def test_freight_is_recorded_by_who_paid_it(by: Actor, outcome: str) -> None:
    assert stocked().say(by, "freight.recorded") == outcome


def test_freight_is_approved_once_by_a_leader_and_never_by_who_paid() -> None:
    case = stocked()
    assert case.say(MANAGER, "freight.approved") == "rejected freight_unknown"
    case.say(LI, "freight.recorded")
    assert case.say(LI, "freight.recorded") == "parked conflict"
    payer = replace(MANAGER, staff_id=LI.staff_id)
    assert case.say(payer, "freight.approved") == "rejected own_request"
    assert case.say(MANAGER, "freight.approved") == "applied"
    assert case.say(MANAGER, "freight.approved") == "rejected freight_approved"
