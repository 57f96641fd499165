"""What a person decides on a parked fact: what only a person can know is lifted, the rest never is."""

from dataclasses import replace
from typing import Any

import pytest

from backend.order.decide import decide
from backend.order.document import State
from backend.order.fact import Author, Closed, Kept, Said
from backend.order.report import digest
from backend.people.actor import Actor
from backend.people.roles import Role
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, WANG, ZHAO, Case, new_id, team


def parked(case: Case, by: Actor, kind: str, *, seen: int | None = None, **body: Any) -> Said:
    """A fact that the door has parked."""
    said = case.said(by, kind, seen=seen, **body)
    [outcome] = case.hear(said)
    assert outcome.startswith("parked"), outcome
    return said


def decided(case: Case, kind: str, said: Said, *, of: Case | None = None, **body: Any) -> str:
    """What becomes of a decision on a fact that waits, said on the order of `case`."""
    case.known.facts[said.id] = Kept((of or case).order_id, "parked", said)
    return case.say(COORDINATOR, kind, fact_id=str(said.id), note="I asked him", **body)


def cancelled() -> Case:
    case = Case().begun()
    case.say(DISPATCHER, "order.cancelled")
    return case


def taken_over() -> Case:
    """Li did not know that Wang has the order, who has filed a report."""
    case = Case().begun()
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    theirs = case.content() | {"report_id": str(new_id()), "parts": []}
    case.say(WANG, "report.filed", **filed(theirs))
    return case


def filed(content: dict[str, Any]) -> dict[str, Any]:
    return {"report_id": content["report_id"], "content": content, "digest": digest(content)}


LIFTED: dict[str, tuple[Any, Actor, str, int | None]] = {
    "an arrival on an order that was cancelled meanwhile": (cancelled, LI, "visit.arrived", 2),
    "a report of who did not know that he was replaced": (taken_over, LI, "report.filed", 2),
    "the work of somebody who was never on the team": (Case().begun, ZHAO, "visit.arrived", None),
    "a note of somebody who was never on the team": (taken_over, ZHAO, "note.added", None),
}


@pytest.mark.parametrize("name", LIFTED)
def test_a_person_lifts(name: str) -> None:
    make, by, kind, seen = LIFTED[name]
    case = make()
    said = parked(case, by, kind, seen=seen)
    before = case.order.version
    assert decided(case, "fact.applied", said) == "applied"
    decision, fact = case.entries[-2:]
    assert (decision.kind, fact.kind, fact.settled.decision) == ("fact.applied", kind, decision.fact_id)
    assert [entry.seq for entry in case.entries[-2:]] == [before + 1, before + 2]
    assert fact.author == by.staff_id
    assert case.waiting == []


def test_what_was_done_on_a_cancelled_order_counts_and_it_stays_cancelled() -> None:
    case = cancelled()
    assert decided(case, "fact.applied", parked(case, LI, "visit.arrived", seen=2)) == "applied"
    assert case.order.visits[0].arrived_at is not None
    assert case.order.state is State.CANCELLED


NEVER: dict[str, tuple[Any, Actor, str, dict[str, Any], str]] = {
    "the report that is signed": (Case().begun, LI, "report.signed", {}, "report_unknown"),
    "the lead": (lambda: Case().begun(LI, WANG), WANG, "report.signed", {}, "not_lead"),
    "a stranger's signature": (Case().begun, ZHAO, "report.signed", {}, "not_lead"),
    "a kind that is not known": (Case().begun, LI, "visit.sung", {}, "unknown_kind"),
    "a part that nobody named": (Case().begun, LI, "old_part.sent", {}, "part_unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEVER)
def test_no_person_lifts(name: str) -> None:
    make, by, kind, body, code = NEVER[name]
    case = make()
    said = parked(case, by, kind, **body)
    version, waiting = case.order.version, list(case.waiting)
    assert decided(case, "fact.applied", said) == f"rejected {code}"
    assert (case.order.version, case.waiting) == (version, waiting)


def test_a_signature_that_was_surely_made_before_the_arrival_stays_parked() -> None:
    case = Case().begun()
    case.say(LI, "report.filed")
    early = parked(case, LI, "report.signed", at=5)
    case.say(LI, "visit.arrived", at=60)
    assert decided(case, "fact.applied", early) == "rejected before_arrival"


def test_one_version_of_a_report_never_has_two_contents() -> None:
    case = Case().begun()
    case.say(LI, "report.filed")
    other = parked(case, LI, "report.filed", **filed(case.content(cause="Something else")))
    assert decided(case, "fact.applied", other) == "rejected conflict"


def test_what_waits_for_a_fact_that_is_decided_on_follows_it() -> None:
    case = taken_over()
    report = parked(case, LI, "report.filed", seen=2)
    case.say(LI, "visit.arrived", seen=2)
    signed = parked(case, LI, "report.signed", seen=2)
    assert decided(case, "fact.applied", report) == "applied"
    assert [entry.fact_id for entry in case.entries[-2:]] == [report.id, signed.id]
    assert case.waiting == []


@pytest.mark.parametrize("kind", ["order.approved", "order.assigned", "fact.closed", "photo.stored"])
def test_nobody_approves_in_anothers_name(kind: str) -> None:
    """Nor by having it parked first: by a file, under another's login, or from a phone that was revoked."""
    case = Case().begun()
    brought = replace(case.said(MANAGER, kind), brought_by=Author(id=WANG.staff_id, name="Wang"))
    assert case.hear(brought) == ["rejected role"]
    revoked = parked(case, replace(MANAGER, revoked=True), kind)
    assert decided(case, "fact.applied", revoked) == "rejected role"
    said = case.said(WANG, kind)
    others = replace(said, fact=said.fact.model_copy(update={"actor": MANAGER.staff_id}))
    assert case.hear(others) == ["parked other_actor"]
    assert decided(case, "fact.applied", replace(brought, fact=others.fact)) == "rejected role"


# Another order


def test_work_that_names_an_order_that_is_not_there_is_attached_to_one_that_is() -> None:
    case, lost = Case().begun(), Case()
    said = lost.said(LI, "visit.arrived", seen=0)
    case.known.facts[said.id] = Kept(None, "parked", said)
    assert case.say(COORDINATOR, "fact.applied", fact_id=str(said.id)) == "rejected fact_elsewhere"
    assert case.say(COORDINATOR, "fact.attached", fact_id=str(said.id)) == "applied"
    assert case.entries[-1].order_id == case.order_id
    assert case.order.state is State.ON_SITE


def test_a_report_is_never_attached_to_another_order() -> None:
    case, lost = Case().begun(), Case()
    for kind in ("report.filed", "report.signed", "report.unsigned", "report.submitted"):
        said = lost.said(LI, kind, seen=0)
        case.known.facts[said.id] = Kept(None, "parked", said)
        assert case.say(COORDINATOR, "fact.attached", fact_id=str(said.id)) == "rejected report_elsewhere"


def test_a_photo_is_attached_with_the_servers_word_that_its_bytes_are_there() -> None:
    case, lost = Case().begun(), Case()
    taken, stored = lost.said(LI, "photo.taken", seen=0), lost.said(LI, "photo.stored", server=True, seen=0)
    case.known.facts[taken.id] = Kept(None, "parked", taken, (stored,))
    assert case.say(COORDINATOR, "fact.attached", fact_id=str(taken.id)) == "applied"
    assert [photo.stored for photo in case.order.photos] == [True]


# Closing and noting


def test_a_fact_is_closed_with_a_note_that_its_author_reads() -> None:
    case = cancelled()
    said = parked(case, LI, "visit.arrived", seen=2)
    case.known.facts[said.id] = Kept(case.order_id, "parked", said)
    closing = case.said(COORDINATOR, "fact.closed", fact_id=str(said.id), note="He was never there")
    done = decide(case.orders, {case.order_id: [said]}, [closing], case.known)
    [released] = done.released
    assert released.said.id == said.id
    assert released.judgement == Closed("He was never there")
    assert [(note.about, note.text) for note in case.order.desk.notes] == [(said.id, "He was never there")]
    assert case.order.visits == []


@pytest.mark.parametrize(
    ("kept", "kind", "outcome"),
    [
        (None, "fact.applied", "fact_unknown"),
        (None, "fact.annotated", "fact_unknown"),
        ("applied", "fact.closed", "fact_settled"),
        ("applied", "fact.annotated", "fact_settled"),
        ("rejected", "fact.applied", "fact_settled"),
        ("rejected", "fact.attached", "fact_settled"),
        ("closed", "fact.closed", "fact_settled"),
        ("rejected", "fact.annotated", None),
        ("closed", "fact.annotated", None),
    ],
)
def test_a_decision_is_on_what_waits_and_a_note_on_whatever_was_not_applied(
    kept: str | None, kind: str, outcome: str | None
) -> None:
    case, fact_id = Case().begun(), new_id()
    if kept:
        case.known.facts[fact_id] = Kept(case.order_id, kept)
    expected = f"rejected {outcome}" if outcome else "applied"
    assert case.say(COORDINATOR, kind, fact_id=str(fact_id), note="?") == expected


@pytest.mark.parametrize("kind", ["fact.applied", "fact.closed", "fact.annotated"])
def test_a_word_on_a_fact_is_said_on_the_order_that_it_names(kind: str) -> None:
    case, other = Case().begun(), Case().begun()
    said = parked(other, ZHAO, "visit.arrived")
    assert decided(case, kind, said, of=other) == "rejected fact_elsewhere"


@pytest.mark.parametrize("kind", ["fact.closed", "fact.annotated"])
def test_a_word_on_a_fact_of_no_order_is_said_on_any(kind: str) -> None:
    case, lost = Case().begun(), Case()
    said = lost.said(LI, "report.filed", seen=0)
    case.known.facts[said.id] = Kept(None, "parked", said)
    assert case.say(COORDINATOR, kind, fact_id=str(said.id), note="Never issued") == "applied"


def test_what_somebody_brought_whose_author_may_not_say_it_any_more_waits_for_a_person() -> None:
    case = Case().begun()
    former = replace(ZHAO, roles=frozenset({Role.STOREKEEPER}))
    said = replace(
        case.said(former, "visit.arrived"), brought_by=Author(id=COORDINATOR.staff_id, name="Coordinator")
    )
    assert case.hear(said) == ["parked role"]
    assert decided(case, "fact.applied", said) == "applied"
