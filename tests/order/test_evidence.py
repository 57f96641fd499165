"""Photos and old parts, and what an order still owes before it closes (S1-3.4.2Ed, S1-3.6.3)."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from backend.order.document import State
from backend.order.report import digest
from backend.people.actor import Actor
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, STOREKEEPER, WANG, ZHAO, Case, team


def approved() -> Case:
    """All said but for one photo's bytes and one old part."""
    case = Case().begun()
    said = [case.said(LI, kind) for kind in ("visit.arrived", "photo.taken", "report.filed", "report.signed")]
    assert case.hear(*said, case.said(LI, "report.submitted")) == ["applied"] * 5
    assert case.say(MANAGER, "order.approved") == "applied"
    return case


def missing(case: Case) -> list[str]:
    return [one.what for one in case.order.evidence.missing]


@pytest.mark.parametrize("last", ["photo.stored", "old_part.received", "old_part.waived"])
def test_an_order_closes_when_the_last_of_its_evidence_is_there(last: str) -> None:
    case = approved()
    facts = {
        "photo.stored": (LI, True),
        "old_part.received": (STOREKEEPER, False),
        "old_part.waived": (MANAGER, False),
    }
    first = "old_part.received" if last == "photo.stored" else "photo.stored"
    assert missing(case) == ["photo", "old_part"]
    for kind in (first, last):
        assert case.order.state is State.SUBMITTED
        assert case.say(facts[kind][0], kind, server=facts[kind][1]) == "applied"
    assert (case.order.state, missing(case)) == (State.CLOSED, [])


@pytest.mark.parametrize(
    ("by", "outcome"),
    [(LI, "applied"), (WANG, "applied"), (ZHAO, "parked not_on_team")],
    ids=["who replaced it", "who took over", "a stranger"],
)
def test_an_old_part_comes_back_from_whoever_was_ever_on_the_team(by: Actor, outcome: str) -> None:
    case = approved()
    case.say(DISPATCHER, "order.assigned", **team(WANG))
    assert case.say(by, "old_part.sent") == outcome


def test_the_earliest_sending_stands_and_may_be_news_after_the_receipt() -> None:
    case = approved()
    case.say(STOREKEEPER, "old_part.received")
    assert case.say(LI, "old_part.sent", at=40, carrier="SF") == "applied"
    assert case.say(LI, "old_part.sent", at=30, carrier="YTO") == "applied"
    assert case.say(LI, "old_part.sent", at=35, carrier="STO") == "applied"
    sent = case.order.parts[0].sent
    assert sent is not None
    assert sent.carrier == "YTO"


@pytest.mark.parametrize("kind", ["old_part.received", "old_part.waived"])
def test_what_is_accounted_for_stays_so(kind: str) -> None:
    case = approved()
    case.say(STOREKEEPER, "old_part.received")
    by = STOREKEEPER if kind == "old_part.received" else MANAGER
    assert case.say(by, kind) == "parked part_settled"


@pytest.mark.parametrize(("serial", "matches"), [("OUT-1", True), ("OUT-2", False), (None, None)])
def test_an_old_part_with_another_serial_is_flagged(serial: str | None, matches: Any) -> None:
    case = approved()
    case.say(STOREKEEPER, "old_part.received", serial=serial)
    received = case.order.parts[0].received
    assert received is not None
    assert received.serial_matches is matches
    assert ["serial_mismatch"] * (matches is False) == [flag.code for flag in case.order.flags]


def test_an_old_part_waits_for_the_report_that_names_it() -> None:
    case = Case().begun()
    assert case.say(LI, "old_part.sent") == "parked part_unknown"
    case.say(LI, "report.filed")
    assert case.order.parts[0].sent is not None


@pytest.mark.parametrize(("sent", "left"), [(True, ["Tipping valve", "Hose"]), (False, ["Hose"])])
def test_a_new_version_replaces_the_parts_that_are_not_on_their_way(*, sent: bool, left: list[str]) -> None:
    case = Case().begun()
    case.say(LI, "report.filed")
    if sent:
        case.say(LI, "old_part.sent")
    hose = case.content()["parts"][0] | {"id": str(case.photo), "name": "Hose"}
    content = case.content(2, parts=[hose])
    case.say(LI, "report.filed", version=2, content=content, digest=digest(content))
    assert sorted(part.name for part in case.order.parts) == sorted(left)


def test_what_was_not_replaced_owes_nothing() -> None:
    case = Case().begun()
    content = case.content()
    content["parts"][0]["replaced"] = False
    case.say(LI, "report.filed", content=content, digest=digest(content))
    assert missing(case) == ["signature"]


def test_bytes_are_stored_for_a_manifest_and_for_no_other() -> None:
    case = Case().begun()
    assert case.say(LI, "photo.stored", server=True) == "parked photo_unknown"
    assert case.say(LI, "photo.stored") == "rejected role"
    assert case.say(LI, "photo.taken") == "applied"
    assert case.order.photos[0].stored
    assert case.say(LI, "photo.taken", sha256="0" * 64) == "parked conflict"


def test_a_photo_that_a_report_names_is_missing_until_it_is_announced_and_stored() -> None:
    case = Case().begun()
    content = case.content(photos=[sha256(case.photo.bytes).hexdigest()])
    case.say(LI, "visit.arrived")
    case.say(LI, "report.filed", content=content, digest=digest(content))

    def photos() -> list[tuple[bool, bool]]:
        return [
            (one.id is None, one.sha256 is None) for one in case.order.evidence.missing if one.what == "photo"
        ]

    assert photos() == [(True, False)]
    case.say(LI, "photo.taken")
    assert photos() == [(False, True)]
    case.say(LI, "photo.stored", server=True)
    assert photos() == []


def test_bytes_that_are_no_picture_are_there_all_the_same_and_somebody_looks_at_it() -> None:
    case = approved()
    case.say(STOREKEEPER, "old_part.received")
    assert case.say(LI, "photo.quarantined", server=True, sha256="0" * 64) == "parked photo_unknown"
    assert case.say(LI, "photo.stored", server=True) == "applied"
    assert case.order.state is State.CLOSED
    assert case.say(LI, "photo.quarantined", server=True) == "applied"
    assert (case.order.photos[0].quarantined, case.order.state) == ("truncated", State.CLOSED)
    assert [flag.code for flag in case.order.flags] == ["photo_quarantined"]


def test_what_is_not_stored_yet_is_missing_though_it_is_no_picture() -> None:
    case = approved()
    case.say(LI, "photo.quarantined", server=True)
    assert missing(case) == ["photo", "old_part"]


@pytest.mark.parametrize("by", [MANAGER, COORDINATOR])
def test_a_photo_that_can_never_come_is_waived_and_the_order_closes(by: Actor) -> None:
    case = approved()
    case.say(STOREKEEPER, "old_part.received")
    assert (missing(case), case.order.photos[0].waived) == (["photo"], None)
    assert case.say(by, "photo.waived") == "applied"
    waived = case.order.photos[0].waived
    assert waived
    assert (waived.by, waived.reason) == (by.name, "The phone fell into the river")
    assert (case.order.state, missing(case)) == (State.CLOSED, [])
    assert case.say(LI, "photo.stored", server=True) == "applied"
    assert (case.order.photos[0].stored, case.order.photos[0].waived) == (True, waived)


def test_a_photo_that_a_report_only_names_is_waived_and_says_so_once_it_is_announced() -> None:
    assert Case().begun().say(MANAGER, "photo.waived") == "parked photo_unknown"
    case = Case().begun()
    named = case.content(photos=[case.named("photo")["sha256"]])
    case.say(LI, "report.filed", content=named, digest=digest(named))
    assert "photo" in missing(case)
    assert case.say(MANAGER, "photo.waived") == "applied"
    assert "photo" not in missing(case)
    assert case.say(COORDINATOR, "photo.waived", reason="He has found it") == "applied"
    assert case.say(LI, "photo.taken") == "applied"
    waived = case.order.photos[0].waived
    assert waived
    assert (waived.by, "photo" in missing(case)) == (MANAGER.name, False)
    assert case.say(LI, "photo.taken", photo_id=str(uuid4()), sha256="0" * 64) == "applied"
    assert missing(case).count("photo") == 1


def test_what_a_superseded_version_names_is_neither_missing_nor_waived() -> None:
    case = Case().begun()
    for version, photos in ((1, [case.named("photo")["sha256"]]), (2, [])):
        content = case.content(version, photos=photos)
        case.say(LI, "report.filed", version=version, content=content, digest=digest(content))
    assert "photo" not in missing(case)
    assert case.say(MANAGER, "photo.waived") == "parked photo_unknown"


@pytest.mark.parametrize(
    ("by", "kind", "outcome"),
    [
        (LI, "photo.taken", "applied"),
        (ZHAO, "photo.taken", "parked not_on_team"),
        (DISPATCHER, "photo.taken", "applied"),
        (COORDINATOR, "photo.taken", "applied"),
        (MANAGER, "photo.taken", "applied"),
        (STOREKEEPER, "photo.taken", "applied"),
        (LI, "photo.waived", "rejected role"),
        (DISPATCHER, "photo.waived", "rejected role"),
        (MANAGER, "photo.quarantined", "rejected role"),
    ],
)
def test_who_may_say_what_of_a_photo(by: Actor, kind: str, outcome: str) -> None:
    assert Case().begun().say(by, kind) == outcome


@pytest.mark.parametrize("reason", ["", " ", "x" * 501])
def test_a_waiver_says_why_in_a_few_words(reason: str) -> None:
    case = Case().begun()
    case.say(LI, "photo.taken")
    assert case.say(MANAGER, "photo.waived", reason=reason) == "rejected unreadable"


def test_nothing_is_waived_on_an_order_that_is_over() -> None:
    case = approved()
    case.say(STOREKEEPER, "old_part.received")
    case.say(LI, "photo.stored", server=True)
    assert case.say(MANAGER, "photo.waived") == "parked order_closed"


def version_of(case: Case, version: int, parts: list[dict[str, Any]]) -> dict[str, Any]:
    content = case.content(version, parts=parts)
    return {"version": version, "content": content, "digest": digest(content)}


@pytest.mark.parametrize("answered", [True, False])
def test_an_old_part_that_the_customer_has_answered_to_stays_owed(*, answered: bool) -> None:
    """S1-3.4.2Ed."""
    case = Case().begun()
    case.say(LI, "visit.arrived")
    case.say(LI, "report.filed")
    if answered:
        case.say(LI, "report.signed")
    assert case.say(LI, "report.filed", **version_of(case, 2, [])) == "applied"
    assert [part.outstanding for part in case.order.parts] == [True] * answered
    assert [flag.code for flag in case.order.flags if flag.code == "part_dropped"] == [
        "part_dropped"
    ] * answered


def test_a_later_version_corrects_a_part_that_is_on_its_way() -> None:
    case = Case().begun()
    case.say(LI, "report.filed")
    case.say(LI, "old_part.sent", carrier="SF")
    line = case.content()["parts"][0] | {"name": "Relief valve", "quantity": 2}
    assert case.say(LI, "report.filed", **version_of(case, 2, [line])) == "applied"
    [part] = case.order.parts
    assert (part.name, part.quantity, part.sent is not None) == ("Relief valve", 2, True)


def test_a_part_is_in_one_report() -> None:
    case = Case().begun()
    case.say(LI, "report.filed")
    other = str(uuid4())
    content = case.content(report_id=other)
    filed: dict[str, Any] = {"report_id": other, "content": content, "digest": digest(content)}
    assert case.say(LI, "report.filed", **filed) == "parked conflict"
