"""The life of deadlines: what facts make of them, and what an amendment does (design: deadlines)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.order.document import (
    Deadline,
    Distance,
    Doubt,
    FaultCategory,
    Firsts,
    Moment,
    Obligation,
    Quality,
    Rule,
    Verdict,
)
from backend.order.moment import server, suspect
from backend.order.policy import SHIPPED, Policy, next_due, reckon, watch_at

ORDER = UUID(int=7)
REPORTED = datetime(2026, 3, 2, 8, tzinfo=UTC)
POLICY = Policy.parse(SHIPPED.read_text(encoding="utf-8"))
NEAR = Distance(km=62, within=True, method="geodesic")
FAR = Distance(km=180, within=False, method="geodesic")
EDGE = Distance(km=100, within=True, method="geodesic", needs_confirmation=True)

ARRIVE = POLICY.choose(FaultCategory.BODY, NEAR, supplier_needed=False)
REPLY = POLICY.choose(FaultCategory.BODY, NEAR, supplier_needed=True)
BOTH = POLICY.choose(FaultCategory.BODY, EDGE, supplier_needed=False)
WRITE = POLICY.choose(FaultCategory.CHASSIS_ENGINE, NEAR, supplier_needed=False)
CENTRE = POLICY.choose(FaultCategory.EQUIPMENT, NEAR, supplier_needed=False)


def at(hours: float) -> datetime:
    """So many hours after the fault was reported."""
    return REPORTED + timedelta(hours=hours)


def surely(hours: float) -> Moment:
    return server(at(hours))


def about(hours: float, doubt_h: float) -> Moment:
    return Moment(at=at(hours), quality=Quality.SKEW, doubt_s=doubt_h * 3600)


def firsts(**moments: Moment) -> Firsts:
    facts = Firsts(reported_at=REPORTED)
    for obligation, moment in moments.items():
        facts.note(obligation, moment)
    return facts


def after(
    rules: list[Rule],
    facts: Firsts | None = None,
    *,
    before: list[Deadline] | None = None,
    amended: datetime | None = None,
) -> list[Deadline]:
    return reckon(before or [], rules, facts or firsts(), order_id=ORDER, changed_at=amended)


def verdicts(deadlines: list[Deadline]) -> dict[Obligation, Verdict]:
    return {one.obligation: one.verdict for one in deadlines}


def says_born_past_due(deadline: Deadline) -> bool:
    return deadline.because.inputs.get("born_past_due", False) is True


# By facts only


@pytest.mark.parametrize(
    ("arrival", "verdict"),
    [
        (None, Verdict.OPEN),
        (surely(23), Verdict.MET),
        (surely(24), Verdict.MET),
        (server(at(24) + timedelta(microseconds=1)), Verdict.MISSED),
        (about(23, 1), Verdict.MET),
        (about(23, 1.01), Verdict.UNCERTAIN),
        (about(24, 0.01), Verdict.UNCERTAIN),
        (about(25, 1), Verdict.UNCERTAIN),
        (about(25, 0.99), Verdict.MISSED),
        (suspect(at(24)), Verdict.MET),
        (suspect(at(30)), Verdict.UNCERTAIN),
    ],
)
def test_met_or_missed_only_where_that_is_sure(arrival: Moment | None, verdict: Verdict) -> None:
    [deadline] = after(ARRIVE, firsts(arrive=arrival) if arrival else firsts())

    assert (deadline.starts, deadline.due_at) == (REPORTED, at(24))
    assert deadline.verdict is verdict
    assert deadline.met_at == (arrival.at if arrival else None)
    assert deadline.doubt == (Doubt(met=arrival, starts=surely(0)) if verdict is Verdict.UNCERTAIN else None)


@pytest.mark.parametrize("rule", [*ARRIVE, *REPLY, *WRITE, *CENTRE], ids=lambda rule: rule.obligation)
def test_each_obligation_is_met_by_its_own_fact_and_by_no_other(rule: Rule) -> None:
    facts = {obligation: firsts(work_started=surely(0)) for obligation in Obligation}
    for obligation, fact in facts.items():
        fact.note(obligation, surely(0.25))

    met = {obligation for obligation, fact in facts.items() if after([rule], fact)[0].verdict is Verdict.MET}

    assert met == {rule.obligation}


def test_a_deadline_of_work_waits_for_the_work_and_moves_with_an_earlier_start() -> None:
    [*_, waiting] = after(CENTRE)
    [*_, begun] = after(CENTRE, firsts(work_started=surely(20)), before=after(CENTRE))
    [*_, sooner] = after(CENTRE, firsts(work_started=surely(19)), before=[begun])

    assert (waiting.starts, waiting.due_at, waiting.verdict) == (None, None, Verdict.OPEN)
    assert (begun.starts, begun.due_at) == (at(20), at(44))
    assert (sooner.starts, sooner.due_at) == (at(19), at(43))
    assert waiting.id == begun.id == sooner.id


@pytest.mark.parametrize(
    ("resolved", "verdict"),
    [
        (surely(42), Verdict.MET),
        (surely(43), Verdict.UNCERTAIN),
        (about(43, 2), Verdict.UNCERTAIN),
        (surely(47), Verdict.MISSED),
    ],
)
def test_where_it_is_unsure_when_work_began_the_end_is_judged_by_both_bounds_and_says_so(
    resolved: Moment, verdict: Verdict
) -> None:
    began = about(20, 2)

    [*_, deadline] = after(CENTRE, firsts(work_started=began, resolve=resolved))

    assert (deadline.obligation, deadline.verdict) == (Obligation.RESOLVE, verdict)
    assert deadline.doubt == (Doubt(met=resolved, starts=began) if verdict is Verdict.UNCERTAIN else None)


def test_what_was_uncertain_says_why_no_more_once_it_is_certain_or_withdrawn() -> None:
    unsure = after(ARRIVE, firsts(arrive=about(24, 1)))
    sure = after(ARRIVE, firsts(arrive=surely(22)), before=unsure)
    withdrawn = after(REPLY, firsts(arrive=about(24, 1)), before=unsure, amended=at(5))

    assert unsure[0].doubt == Doubt(met=about(24, 1), starts=surely(0))
    assert [(one.verdict, one.doubt) for one in sure] == [(Verdict.MET, None)]
    assert (withdrawn[0].verdict, withdrawn[0].doubt) == (Verdict.WITHDRAWN, None)


# Amended


def test_the_supplier_turns_out_to_be_needed_and_an_earlier_reply_counts() -> None:
    facts = firsts(reply=surely(3))

    deadlines = after(REPLY, facts, before=after(ARRIVE, facts), amended=at(5))

    assert verdicts(deadlines) == {Obligation.ARRIVE: Verdict.WITHDRAWN, Obligation.REPLY: Verdict.MET}
    assert not any(map(says_born_past_due, deadlines))


@pytest.mark.parametrize(("hours", "verdict"), [(24, Verdict.WITHDRAWN), (24.01, Verdict.OPEN)])
def test_what_was_past_due_when_amended_stays(hours: float, verdict: Verdict) -> None:
    deadlines = after(REPLY, before=after(ARRIVE), amended=at(hours))

    assert verdicts(deadlines)[Obligation.ARRIVE] is verdict


def test_what_stays_past_due_is_still_judged_by_facts_that_come_later() -> None:
    amended = after(REPLY, before=after(ARRIVE), amended=at(30))

    on_time = after(REPLY, firsts(arrive=surely(23)), before=amended)
    late = after(REPLY, firsts(arrive=surely(29)), before=amended)

    assert verdicts(on_time)[Obligation.ARRIVE] is Verdict.MET
    assert verdicts(late)[Obligation.ARRIVE] is Verdict.MISSED


def test_what_stays_past_due_keeps_the_doubt_of_its_start() -> None:
    facts = firsts(work_started=about(1, 2), resolve=surely(24.5))
    before = after(CENTRE, facts)

    amended = after(WRITE, facts, before=before, amended=at(26))

    assert verdicts(before)[Obligation.RESOLVE] is Verdict.UNCERTAIN
    assert verdicts(amended)[Obligation.RESOLVE] is Verdict.UNCERTAIN
    assert [one.doubt for one in amended if one.verdict is Verdict.UNCERTAIN] == [
        Doubt(met=surely(24.5), starts=about(1, 2))
    ]


def test_what_counts_stands_after_what_is_withdrawn_because_long_lists_are_cut_in_front() -> None:
    amended = after(WRITE, before=after(BOTH)[::-1], amended=at(13))

    assert [(one.obligation, one.verdict) for one in amended] == [
        (Obligation.ARRIVE, Verdict.WITHDRAWN),
        (Obligation.REPLY, Verdict.OPEN),
        (Obligation.WRITTEN_CONTACT, Verdict.OPEN),
    ]


@pytest.mark.parametrize(("hours", "born_past_due"), [(11.99, False), (12, True), (13, True)])
def test_a_deadline_born_past_due_says_so_from_then_on(hours: float, *, born_past_due: bool) -> None:
    amended = after(REPLY, before=after(ARRIVE), amended=at(hours))
    [*_, reply] = after(REPLY, firsts(reply=surely(14)), before=amended)

    assert reply.verdict is Verdict.MISSED
    assert says_born_past_due(reply) is born_past_due


def test_an_order_issued_after_a_deadline_says_so_too() -> None:
    [deadline] = after(REPLY, amended=at(13))

    assert says_born_past_due(deadline)


def test_amending_back_revives_what_was_withdrawn_and_makes_no_second_one() -> None:
    first = after(ARRIVE)
    second = after(REPLY, before=first, amended=at(2))

    third = after(ARRIVE, before=second, amended=at(3))

    assert verdicts(third) == {Obligation.ARRIVE: Verdict.OPEN, Obligation.REPLY: Verdict.WITHDRAWN}
    assert third[-1] == first[0]
    assert len(third) == 2


def test_what_comes_back_only_after_it_was_due_says_that_it_was_born_past_due() -> None:
    away = after(REPLY, before=after(ARRIVE), amended=at(2))

    [*_, back] = after(ARRIVE, before=away, amended=at(25))

    assert (back.verdict, says_born_past_due(back)) == (Verdict.OPEN, True)


def test_while_the_distance_is_in_doubt_both_run_and_confirming_withdraws_one() -> None:
    doubtful = after(BOTH)

    confirmed = after(ARRIVE, before=doubtful, amended=at(1))

    assert verdicts(doubtful) == {Obligation.ARRIVE: Verdict.OPEN, Obligation.REPLY: Verdict.OPEN}
    assert verdicts(confirmed) == {Obligation.ARRIVE: Verdict.OPEN, Obligation.REPLY: Verdict.WITHDRAWN}


def test_a_corrected_time_of_the_report_starts_the_deadline_anew() -> None:
    corrected = Firsts(reported_at=at(2))

    old, new = after(ARRIVE, corrected, before=after(ARRIVE), amended=at(3))

    assert (old.due_at, old.verdict) == (at(24), Verdict.WITHDRAWN)
    assert (new.due_at, new.verdict) == (at(26), Verdict.OPEN)


def test_more_time_by_a_new_policy_does_not_save_what_was_past_due() -> None:
    generous = [rule.model_copy(update={"seconds": 36 * 3600, "policy": "new"}) for rule in ARRIVE]

    deadlines = after(generous, firsts(arrive=surely(29)), before=after(ARRIVE), amended=at(30))

    assert [one.verdict for one in deadlines] == [Verdict.MISSED, Verdict.MET]


def test_the_time_zone_that_the_report_was_written_in_makes_no_other_deadline() -> None:
    zone = datetime.fromisoformat("2026-03-02T16:00:00+08:00")

    assert after(ARRIVE, Firsts(reported_at=zone)) == after(ARRIVE)


# For the watch


def test_the_next_due_and_the_first_in_danger_are_of_the_open_ones_that_have_begun() -> None:
    fresh = after(CENTRE)
    answered = after(CENTRE, firsts(respond=surely(0.1)), before=fresh)
    at_work = after(CENTRE, firsts(respond=surely(0.1), arrive=surely(5), work_started=surely(5)))
    withdrawn = after([], before=after(ARRIVE), amended=at(1))

    assert (next_due(fresh), watch_at(fresh)) == (at(0.5), at(0.4))
    assert (next_due(answered), watch_at(answered)) == (at(24), at(19.2))
    assert (next_due(at_work), watch_at(at_work)) == (at(29), at(24.2))
    assert (next_due(withdrawn), watch_at(withdrawn)) == (None, None)


# Whatever happens

hours = st.integers(0, 40 * 60).map(lambda minutes: minutes / 60)
moments = st.builds(about, hours, st.sampled_from([0, 0.5, 8])) | hours.map(at).map(suspect)
names = st.sampled_from([*Obligation, "work_started"])
noted = st.lists(st.tuples(names, moments), max_size=8)
choices = st.sampled_from([ARRIVE, REPLY, BOTH, WRITE, CENTRE])


def live(rules: list[Rule], facts: list[tuple[str, Moment]], before: list[Deadline]) -> list[Deadline]:
    """The deadlines after each fact was folded in turn."""
    known = firsts()
    deadlines = after(rules, known, before=before)
    for name, moment in facts:
        known.note(name, moment)
        deadlines = after(rules, known, before=deadlines)
    return deadlines


@given(first=choices, second=choices, facts=noted, when=hours, data=st.data())
def test_facts_commute_before_and_after_an_amendment(
    first: list[Rule],
    second: list[Rule],
    facts: list[tuple[str, Moment]],
    when: float,
    data: st.DataObject,
) -> None:
    before = after(second, before=live(first, facts, []), amended=at(when))

    assert live(first, data.draw(st.permutations(facts)), []) == live(first, facts, [])
    assert live(second, data.draw(st.permutations(facts)), before) == live(second, facts, before)


@given(amendments=st.lists(st.tuples(choices, hours), min_size=1, max_size=5), facts=noted)
def test_reckoning_again_changes_nothing(
    amendments: list[tuple[list[Rule], float]], facts: list[tuple[str, Moment]]
) -> None:
    known = firsts()
    for name, moment in facts:
        known.note(name, moment)
    deadlines: list[Deadline] = []
    for rules, when in sorted(amendments, key=lambda amendment: amendment[1]):
        deadlines = after(rules, known, before=deadlines, amended=at(when))

        assert after(rules, known, before=deadlines, amended=at(when)) == deadlines
        assert after(rules, known, before=deadlines) == deadlines
        assert len({one.id for one in deadlines}) == len(deadlines)
        assert [one.because.rule for one in deadlines[-len(rules) :]] == [rule.rule for rule in rules]


@given(
    rules=choices,
    facts=st.lists(st.tuples(st.sampled_from(Obligation), hours, st.sampled_from([0, 0.5, 2, 8]))),
)
@example(rules=ARRIVE, facts=[(Obligation.ARRIVE, 23, 0), (Obligation.ARRIVE, 22, 8)])
def test_what_was_met_is_never_unmet_by_a_later_fact(
    rules: list[Rule], facts: list[tuple[str, float, float]]
) -> None:
    known = firsts(work_started=surely(1))
    course = [verdicts(after(rules, known))]
    for obligation, when, doubt in facts:
        known.note(obligation, about(when, doubt))
        course.append(verdicts(after(rules, known)))

    for earlier, later in pairwise(course):
        met = {obligation for obligation, verdict in earlier.items() if verdict is Verdict.MET}
        assert met <= {obligation for obligation, verdict in later.items() if verdict is Verdict.MET}
