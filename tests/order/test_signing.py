"""Filed, signed or refused, handed in: what a report's facts need of each other (S1-3.3.2, S1-3.4.1B)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.order.document import Moment, Order, Quality, Report, ReportState, State
from backend.order.report import digest
from tests.makers import LI, MANAGER, START, WANG, Case, pen

DAY_S = 86_400.0


def about(minutes: int, doubt_s: float) -> Moment:
    return Moment(at=START + timedelta(minutes=minutes), quality=Quality.SKEW, doubt_s=doubt_s)


def on_site() -> Case:
    """Li leads, Wang is with him; they have arrived, and Li has filed."""
    case = Case().begun(LI, WANG)
    assert case.say(LI, "visit.arrived") == case.say(LI, "report.filed") == "applied"
    return case


def second_version(case: Case, **changes: Any) -> dict[str, Any]:
    content = case.content(2, cause="Torn seal", **changes)
    return {"version": 2, "content": content, "digest": digest(content)}


def reports(order: Order) -> dict[int, ReportState]:
    return {one.version: one.state for one in order.reports}


# No signature before the service


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "in a later batch"])
def test_a_signature_before_its_arrival_and_its_report_waits_and_applies_itself(*, together: bool) -> None:
    case = Case().begun()
    kinds = ("visit.arrived", "report.filed", "report.signed", "report.submitted")
    arrived, filed, signed, submitted = (case.said(LI, kind) for kind in kinds)
    if together:
        assert case.hear(submitted, signed, filed, arrived) == ["applied"] * 4
    else:
        assert case.hear(submitted, signed) == ["parked report_unknown"] * 2
        assert case.hear(filed) == ["applied"]
        assert case.hear(arrived) == ["applied"]
    assert case.order.state is State.SUBMITTED
    assert [one.kind for one in case.entries[-2:]] == ["report.signed", "report.submitted"]


@pytest.mark.parametrize(
    ("arrival", "signature", "outcome"),
    [
        (about(60, 0), about(58, 0), "parked before_arrival"),
        (about(60, 0), about(59, 0), "applied"),  # the arrival's request may have been so long on its way
        (about(60, 0), about(60, 0), "applied"),
        (about(60, 0), about(90, 0), "applied"),
        (about(60, 0), about(58, 121), "applied"),  # it may have been after
        (about(60, 59), about(58, 0), "parked before_arrival"),
        (about(60, 60), about(58, 60), "applied"),
        (
            Moment(at=START + timedelta(hours=9), quality=Quality.SUSPECT, doubt_s=DAY_S),
            about(1, 0),
            "applied",
        ),
    ],
)
def test_only_a_signature_that_was_surely_before_the_arrival_waits(
    arrival: Moment, signature: Moment, outcome: str
) -> None:
    case = Case().begun()
    case.hear(case.said(LI, "report.filed"), case.said(LI, "visit.arrived", moment=arrival))
    assert case.say(LI, "report.signed", moment=signature) == outcome


@pytest.mark.parametrize("kind", ["report.signed", "report.unsigned"])
def test_an_earlier_arrival_that_comes_late_heals_what_seemed_too_early(kind: str) -> None:
    case = Case().begun(LI, WANG)
    case.hear(case.said(LI, "report.filed"), case.said(LI, "visit.arrived", at=60))
    assert case.say(LI, kind, at=50) == "parked before_arrival"
    assert case.say(WANG, "visit.arrived", at=45, visit_id=str(uuid4())) == "applied"
    assert case.order.state is State.SIGNED
    assert case.waiting == []


# Exactly the version that was shown, and by the lead


@pytest.mark.parametrize(
    ("by", "changes", "outcome"),
    [
        (LI, {}, "applied"),
        (LI, {"digest": "0" * 64}, "parked report_unknown"),
        (LI, {"version": 2}, "parked report_unknown"),
        (LI, {"report_id": str(uuid4())}, "parked report_unknown"),
        (WANG, {}, "parked not_lead"),
    ],
)
@pytest.mark.parametrize("kind", ["report.signed", "report.unsigned"])
def test_the_customer_answers_exactly_what_was_shown_and_to_the_lead(
    kind: str, by: Any, changes: dict[str, Any], outcome: str
) -> None:
    assert on_site().say(by, kind, **changes) == outcome


def test_a_new_version_needs_a_new_signature_and_the_old_one_stays() -> None:
    case = on_site()
    case.say(LI, "report.signed")
    assert case.say(LI, "report.filed", **second_version(case)) == "applied"
    old, new = case.order.reports
    assert (old.state, old.signature is not None) == (ReportState.SUPERSEDED, True)
    assert (new.state, new.signature) == (ReportState.FILED, None)
    assert [one.what for one in case.order.evidence.missing] == ["signature", "old_part"]


@pytest.mark.parametrize("late", ["the signature", "the first version and its signature"])
def test_an_older_version_is_sealed_by_its_signature_and_stays_superseded(late: str) -> None:
    case = Case().begun()
    case.say(LI, "visit.arrived")
    newer = case.said(LI, "report.filed", **second_version(case))
    first, signed = case.said(LI, "report.filed"), case.said(LI, "report.signed")
    for said in (first, newer, signed) if late == "the signature" else (newer, signed, first):
        case.hear(said)
    assert reports(case.order) == {1: ReportState.SUPERSEDED, 2: ReportState.FILED}
    assert case.order.reports[0].signature is not None


def test_a_version_is_filed_once_and_by_whoever_began_the_report() -> None:
    case = on_site()
    other = case.content(cause="Something else")
    assert case.say(LI, "report.filed", content=other, digest=digest(other)) == "parked conflict"
    assert case.say(WANG, "report.filed", **second_version(case)) == "parked conflict"
    assert case.say(LI, "report.filed") == "applied"
    assert len(case.order.reports) == 1


# What a signature is


def drawn(points: int, every_ms: int) -> dict[str, Any]:
    return {"width": 99, "height": 99, "strokes": [[[n, 2 * n, n * every_ms] for n in range(points)]]}


@pytest.mark.parametrize(
    ("strokes", "outcome", "flagged"),
    [
        (drawn(20, every_ms=11), "applied", False),
        (drawn(19, every_ms=20), "applied", True),
        (drawn(20, every_ms=10), "applied", True),
        ({"width": 9, "height": 9, "strokes": [[[1, 2]] * 30]}, "applied", True),
        ({"width": 9, "height": 9, "strokes": [[[1, 2, 5]] * 30]}, "applied", True),
        ({"width": 9, "height": 9, "strokes": []}, "rejected strokes_empty", False),
        ({"width": 9, "height": 9, "strokes": [[], []]}, "rejected strokes_empty", False),
        ({"width": 9, "height": 9, "strokes": [[[]]]}, "rejected unreadable", False),
        ({"width": 9, "height": 9, "strokes": [[[1e300, 2, 3]]]}, "rejected unreadable", False),
        (None, "rejected unreadable", False),
    ],
)
def test_blank_strokes_are_refused_and_doubtful_ones_flagged(
    strokes: Any, outcome: str, *, flagged: bool
) -> None:
    case = on_site()
    assert case.say(LI, "report.signed", strokes=strokes) == outcome
    assert [flag.code for flag in case.order.flags] == ["signature_doubtful"] * flagged


@pytest.mark.parametrize("elsewhere", ["another version", "another order", "the same version"])
def test_the_same_strokes_sign_one_version_of_one_report(elsewhere: str) -> None:
    case, strokes = on_site(), pen()
    assert case.say(LI, "report.signed", strokes=strokes) == "applied"
    if elsewhere == "another order":
        case = Case(known=case.known).begun()
        case.hear(case.said(LI, "visit.arrived"), case.said(LI, "report.filed"))
    newer = second_version(case) if elsewhere == "another version" else {}
    if newer:
        case.say(LI, "report.filed", **newer)
        newer.pop("content")
    expected = "applied" if elsewhere == "the same version" else "rejected strokes_reused"
    assert case.say(LI, "report.signed", strokes=strokes, **newer) == expected


def test_a_stamp_waits_for_the_manifest_of_its_photo() -> None:
    case = on_site()
    stamp: dict[str, Any] = {
        "method": "stamp",
        "strokes": None,
        "stamp": {"sha256": case.named("photo")["sha256"]},
    }
    assert case.say(LI, "report.signed", **stamp) == "parked photo_unknown"
    assert case.say(LI, "photo.taken", purpose="stamp") == "applied"
    assert reports(case.order) == {1: ReportState.SIGNED}


def signature(case: Case) -> Report:
    [report] = case.order.reports
    return report


@pytest.mark.parametrize("first", ["report.signed", "report.unsigned"])
def test_a_refusal_says_why_and_a_signature_outweighs_it(first: str) -> None:
    case = on_site()
    second = {"report.signed": "report.unsigned", "report.unsigned": "report.signed"}[first]
    case.say(LI, first)
    if first == "report.unsigned":
        assert signature(case).state is ReportState.REFUSED
        said = signature(case).signature
        assert said is not None
        assert (said.method, said.remarks) == ("absent", "The driver had gone home")
    assert case.say(LI, second) == "applied"
    assert signature(case).state is ReportState.SIGNED


@pytest.mark.parametrize("explanation", ["", "  ", None])
def test_a_refusal_without_a_reason_is_none(explanation: str | None) -> None:
    assert on_site().say(LI, "report.unsigned", explanation=explanation) == "rejected unreadable"


# Handed in, sent back, approved


def test_a_report_is_handed_in_by_the_lead_once_the_customer_has_answered() -> None:
    case = on_site()
    assert case.say(WANG, "report.submitted") == "parked not_lead"
    assert case.say(LI, "report.submitted") == "parked report_not_signed"
    assert case.say(LI, "report.unsigned") == "applied"
    assert case.order.state is State.SUBMITTED


def test_the_leader_sends_back_or_approves_what_was_handed_in() -> None:
    case = on_site()
    case.say(LI, "report.signed")
    assert case.say(MANAGER, "order.approved") == "rejected report_not_submitted"
    case.say(LI, "report.submitted")
    assert case.say(MANAGER, "order.sent_back") == "applied"
    assert (case.order.state, signature(case).sent_back) == (State.SIGNED, "Which seal?")
    assert case.say(MANAGER, "order.approved") == "rejected report_not_submitted"
    case.say(LI, "report.submitted")
    assert case.say(MANAGER, "order.approved") == "applied"
    assert signature(case).sent_back is None
    assert case.say(MANAGER, "order.approved", version=2) == "rejected report_unknown"


# What a report must say


@pytest.mark.parametrize("missing", ["reason", "name", "quantity"])
def test_a_part_line_without_reason_name_or_quantity_is_refused(missing: str) -> None:
    """S1-3.4.2Eb."""
    case = Case().begun()
    content = case.content()
    del content["parts"][0][missing]
    assert case.say(LI, "report.filed", content=content, digest=digest(content)) == "rejected unreadable"


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"order_id": str(uuid4())}, "rejected report_digest"),
        ({"domain": "callout/quote/1"}, "rejected unreadable"),
        ({"version": 2}, "rejected unreadable"),
        ({"report_id": str(uuid4())}, "rejected unreadable"),
        ({"cause": " "}, "rejected unreadable"),
        ({"seen_by_the_customer": ["and signed"]}, "applied"),
    ],
)
def test_a_report_is_complete_and_speaks_of_itself(changes: dict[str, Any], outcome: str) -> None:
    case = Case().begun()
    content = case.content(**changes)
    assert case.say(LI, "report.filed", content=content, digest=digest(content)) == outcome


def test_a_report_may_write_ids_in_capitals_as_some_phones_do() -> None:
    case = Case().begun()
    content = case.content(order_id=str(case.order_id).upper())
    assert case.say(LI, "report.filed", content=content, digest=digest(content)) == "applied"


@pytest.mark.parametrize("odd", [1.5, 2**60])
def test_a_report_that_has_no_canonical_form_has_no_digest(odd: float) -> None:
    case = Case().begun()
    content = case.content(mood=odd)
    assert case.say(LI, "report.filed", content=content, digest="0" * 64) == "rejected report_digest"
    assert case.say(LI, "report.filed", digest="0" * 64) == "rejected report_digest"


def test_a_stamp_that_was_photographed_once_is_not_used_twice() -> None:
    """S1-3.3.2: the same photograph on another report is a copy."""
    stamp: dict[str, Any] = {"method": "stamp", "strokes": None, "stamp": {"sha256": "ab" * 32}}
    taken: dict[str, Any] = {"photo_id": str(uuid4()), "sha256": "ab" * 32}
    first, second = on_site(), on_site()
    second.known = first.known
    outcomes = []
    for case in (first, second):
        case.say(LI, "photo.taken", **taken)
        outcomes.append(case.say(LI, "report.signed", **stamp))
    assert outcomes == ["applied", "rejected stamp_reused"]


@pytest.mark.parametrize(
    "change",
    [
        lambda point: [point[0] + 7, point[1] + 9, *point[2:]],
        lambda point: [*point[:2], point[2] + 1000, *point[3:]],
    ],
    ids=["moved", "later"],
)
def test_strokes_that_were_moved_or_made_later_are_the_same_strokes(change: Any) -> None:
    original = pen()
    copy = original | {
        "strokes": [[change(point) for point in stroke] for stroke in original["strokes"]] + [[]]
    }
    first, second = on_site(), on_site()
    second.known = first.known
    assert first.say(LI, "report.signed", strokes=original) == "applied"
    assert second.say(LI, "report.signed", strokes=copy) == "rejected strokes_reused"


def test_a_dot_is_a_doubtful_signature() -> None:
    case = on_site()
    dot = {"width": 300, "height": 100, "strokes": [[[5, 5, 10 * n] for n in range(40)]]}
    assert case.say(LI, "report.signed", strokes=dot) == "applied"
    assert [flag.code for flag in case.order.flags] == ["signature_doubtful"]


def test_a_submission_made_before_the_report_was_sent_back_does_not_undo_that() -> None:
    case = on_site()
    case.say(LI, "report.signed")
    seen = case.order.version
    case.say(LI, "report.submitted")
    assert case.say(MANAGER, "order.sent_back") == "applied"
    assert case.say(LI, "report.submitted", seen=seen) == "applied"
    assert (case.order.state, case.order.reports[0].sent_back) == (State.SIGNED, "Which seal?")
    assert case.say(LI, "report.submitted") == "applied"
    assert case.order.state is State.SUBMITTED


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"quantity": "1"}, "quantity"),
        ({"warranty": "yes"}, "warranty"),
        ({"replaced": "no"}, "replaced"),
        ({"quantity": 1.0}, "quantity"),
    ],
)
def test_what_is_signed_is_read_strictly(part: dict[str, Any], why: str) -> None:
    case = Case().begun()
    content = case.content()
    content["parts"][0] |= part
    filed = case.said(LI, "report.filed", content=content, digest="0" * 64)
    assert case.hear(filed) == ["rejected unreadable"], why
