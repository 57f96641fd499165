"""The order is the fold of its facts, and of nothing else (design: the idea)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, get_origin
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.order.decide import fold
from backend.order.document import (
    KEPT,
    LIMIT_BYTES,
    LISTS,
    Contact,
    Escalation,
    Flag,
    Medium,
    Member,
    Moment,
    Order,
    Place,
    Quality,
    State,
)
from backend.order.fact import Body, Entry, Said, Settled
from backend.order.kinds import KINDS
from backend.order.policy import Policy
from backend.people.actor import Actor
from tests.makers import (
    BASE,
    COORDINATOR,
    DISPATCHER,
    LI,
    MANAGER,
    START,
    STOREKEEPER,
    WANG,
    ZHAO,
    Case,
    new_id,
    team,
)

VISITS = [name for name, _ in KINDS if name.startswith("visit.")]


def speaker(body: type[Body]) -> Actor:
    """Somebody who may say this kind; the server speaks in Li's name."""
    return next((one for one in (LI, DISPATCHER, MANAGER, STOREKEEPER) if one.roles & body.by), LI)


def folded(entries: Sequence[Entry]) -> Order:
    """The document of a journal."""
    order = Order.blank(entries[0].order_id)
    for entry in entries:
        fold(order, entry)
    return order


def journalled(entry: Entry) -> Entry:
    """An entry as it comes back from its row."""
    body = KINDS[entry.kind, entry.body.v].model_validate_json(entry.body.model_dump_json())
    settled = Settled.model_validate_json(entry.settled.model_dump_json(exclude_defaults=True))
    return replace(entry, body=body, settled=settled)


# Any interleaving

MOMENTS = st.builds(
    lambda minutes, quality, doubt_s: Moment(
        at=START + timedelta(minutes=minutes), quality=quality, doubt_s=doubt_s
    ),
    st.integers(1, 3000),
    st.sampled_from(Quality),
    st.sampled_from([0, 60, 3600]),
)
FACTS = st.sampled_from([*KINDS.values(), *[KINDS[name, 1] for name in [*VISITS, "report.signed"]]])


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[type[Body], Actor, Moment]]:
    """Kinds in any order, each by somebody who may say it: the visit's by any of three technicians."""
    kinds = draw(st.lists(FACTS, min_size=1, max_size=25))
    technicians = st.sampled_from([LI, LI, WANG, ZHAO])
    return [
        (kind, draw(technicians) if LI.roles & kind.by else speaker(kind), draw(MOMENTS)) for kind in kinds
    ]


def told(case: Case, story: Sequence[tuple[type[Body], Actor, Moment]]) -> list[Said]:
    return [
        case.said(by, kind.kind, seen=10**6, moment=moment, server=not kind.by) for kind, by, moment in story
    ]


@given(stories(), st.integers(1, 25))
def test_any_interleaving_folds_to_a_legal_document_that_its_journal_gives_again(
    story: list[tuple[type[Body], Actor, Moment]], size: int
) -> None:
    case = Case()
    facts = [case.said(DISPATCHER, "order.issued"), *told(case, story)]
    for start in range(0, len(facts), size):
        case.hear(*facts[start : start + size])
    rendered = case.order.render()
    parsed = Order.parse(*rendered)
    assert parsed == case.order
    assert parsed.desk == case.order.desk
    assert parsed.render() == rendered
    assert len(rendered[0].encode()) <= LIMIT_BYTES
    assert [entry.seq for entry in case.entries] == list(range(1, case.order.version + 1))
    assert folded([journalled(entry) for entry in case.entries]).render() == rendered


def test_a_changed_policy_base_or_name_changes_no_history() -> None:
    case = Case().begun(LI, WANG)
    kinds = ("visit.accepted", "visit.arrived", "report.filed", "report.signed", "report.submitted")
    case.hear(*[case.said(LI, kind) for kind in kinds], case.said(MANAGER, "order.approved"))
    document = case.order.render()
    case.known.bases[:] = [BASE.model_copy(update={"name": "Elsewhere", "place": Place(lat=-30, lon=10)})]
    case.known.people.clear()
    case.known.policy = Policy("0" * 64, ())
    assert folded(case.entries).render() == document


# Facts of visits commute


@st.composite
def visits(draw: st.DrawFn) -> list[Callable[[Case], Said]]:
    """The facts of one to three visits by one or two technicians."""
    facts: list[Callable[[Case], Said]] = []
    for visit in range(draw(st.integers(1, 3))):
        by = draw(st.sampled_from([LI, WANG]))
        for name in draw(st.lists(st.sampled_from(VISITS), min_size=1, max_size=6)):
            more: dict[str, Any] = {"escalation_id": str(new_id())} if name == "visit.escalated" else {}
            if name == "visit.left":
                more["result"] = draw(st.sampled_from(["resolved", "unfinished"]))
            facts.append(
                partial(
                    Case.said,
                    by=by,
                    kind=name,
                    seen=draw(st.sampled_from([2, 10**6])),
                    id=new_id(),
                    visit_id=str(UUID(int=visit)),
                    moment=draw(MOMENTS),
                    **more,
                )
            )
    return facts


FAULTS = st.sampled_from(["body", "chassis_engine", "equipment"])


@given(visits(), FAULTS, st.data())
def test_facts_of_visits_give_the_same_document_in_any_order(
    facts: list[Callable[[Case], Said]], category: str, data: st.DataObject
) -> None:
    base = Case()
    fault = base.body("order.issued")["fault"] | {"category": category}
    base.say(DISPATCHER, "order.issued", fault=fault)
    base.say(DISPATCHER, "order.assigned", **team(WANG, LI))
    base.say(DISPATCHER, "order.assigned", **team(WANG))
    said = [make(base) for make in facts]

    def document(batch: Sequence[Said]) -> tuple[Order, Any]:
        case = Case(order_id=base.order_id, orders={base.order_id: base.order.model_copy(deep=True)})
        case.hear(*batch)
        case.order.version = 0
        return case.order, case.order.desk

    assert document(data.draw(st.permutations(said))) == document(said)


# Replays


def test_what_is_said_again_under_other_ids_changes_nothing_but_the_version() -> None:
    case = Case().begun()
    kinds = ["visit.accepted", "visit.contacted", "visit.departed", "visit.arrived", "visit.escalated"]
    kinds += ["photo.taken", "report.filed", "visit.left", "old_part.sent"]
    first = [case.said(LI, kind) for kind in kinds]
    case.hear(*first)
    before = case.order.model_copy(deep=True)
    again = [replace(one, fact=one.fact.model_copy(update={"id": new_id()})) for one in first]
    case.hear(*[one for one in again if one.fact.kind != "visit.contacted"])
    before.version = case.order.version
    assert case.order == before


# How far an order is


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ([], State.OPEN),
        ([(LI, "visit.accepted")], State.OPEN),
        ([(DISPATCHER, "order.assigned")], State.ASSIGNED),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.contacted")], State.ASSIGNED),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.accepted")], State.ACCEPTED),
        ([(LI, "visit.accepted"), (DISPATCHER, "order.assigned")], State.ACCEPTED),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.accepted"), (LI, "visit.declined")], State.ASSIGNED),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.declined"), (LI, "visit.arrived")], State.ON_SITE),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.arrived"), (LI, "visit.declined")], State.ON_SITE),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.departed")], State.TRAVELLING),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.arrived"), (LI, "visit.departed")], State.ON_SITE),
        ([(DISPATCHER, "order.assigned"), (LI, "visit.left")], State.ON_SITE),
        ([(DISPATCHER, "order.assigned"), (LI, "report.filed"), (LI, "visit.arrived")], State.ON_SITE),
        ([(DISPATCHER, "order.assigned"), (DISPATCHER, "order.cancelled")], State.CANCELLED),
    ],
)
def test_the_state_follows_from_the_set_of_facts(story: list[tuple[Actor, str]], state: State) -> None:
    case = Case()
    case.hear(case.said(DISPATCHER, "order.issued"), *[case.said(by, kind) for by, kind in story])
    assert case.order.state is state


def test_a_visit_that_asks_for_another_one_takes_the_order_back_to_assigned() -> None:
    case = Case().begun()
    states = []
    story: list[tuple[str, dict[str, Any]]] = [
        ("visit.arrived", {}),
        ("visit.left", {"result": "unfinished"}),
        ("visit.departed", {"visit_id": str(new_id())}),
    ]
    for kind, more in story:
        case.hear(case.said(LI, kind, **more))
        states.append(case.order.state)
    assert states == [State.ON_SITE, State.ASSIGNED, State.TRAVELLING]


# What fits on a phone

WORST = "\x01"
"""A character that JSON writes in six bytes."""


def test_a_document_stays_small_however_long_its_lists() -> None:
    case = Case().begun()
    case.hear(case.said(LI, "visit.arrived"), case.said(LI, "report.filed"))
    case.say(LI, "report.unsigned", explanation=f".{WORST * 498}.")
    order = case.order
    order.fault.description = WORST * 2000
    order.team = [Member(id=new_id(), name=WORST * 120, lead=False) for _ in range(12)]
    order.reports = [order.reports[0].model_copy(update={"id": new_id()}) for _ in range(300)]
    words = {"problem": WORST * 500, "proposal": WORST * 500, "demand": WORST * 500}
    for n in range(300):
        at = START + timedelta(minutes=n)
        order.escalations.append(Escalation(id=new_id(), by=LI.staff_id, at=at, **words))
        order.contacts.append(
            Contact(
                fact_id=new_id(),
                at=at,
                medium=Medium.LETTER,
                party="customer",
                whom="Ms Zhou",
                by="Li",
                text=WORST * 300,
            )
        )
        order.flags.append(Flag(code="signature_doubtful", fact_id=new_id()))
    document, desk = order.render()
    assert len(document.encode()) <= LIMIT_BYTES
    whole = Order.parse(document, desk)
    assert (whole, whole.desk) == (order, order.desk)
    assert whole.render() == (document, desk)


def test_of_a_long_list_the_end_stays_and_its_length_is_told() -> None:
    case = Case().begun()
    for n in range(KEPT + 5):
        case.say(COORDINATOR, "order.replied", text=f"Call {n}")
    shown = Order.model_validate_json(case.order.render()[0])
    assert [contact.text for contact in shown.contacts] == [f"Call {n}" for n in range(5, KEPT + 5)]
    assert shown.counts == {"contacts": KEPT + 5}


def test_every_list_that_may_grow_is_cut() -> None:
    lists = {name for name, field in Order.model_fields.items() if get_origin(field.annotation) is list}
    assert lists - {"team"} == set(LISTS)
