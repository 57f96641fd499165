"""Which change tells whom, as a table."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import orjson
import pytest

from backend.notices.told import TELLS, told
from backend.order.decide import Decided
from backend.order.fact import Said, Unreadable
from backend.people.roles import Role
from tests.notices.makers import NOW, PRIVATE, Field

Told = tuple[str, str, bool]
"""Kind, who beside the coordinators, urgent."""


def served(field: Field) -> list[Said]:
    """Arrived and filed: from here the customer may sign."""
    return [field.on_visit("arrived"), field.of_report("filed")]


def returned(field: Field, serial: str) -> list[Said]:
    return [
        *served(field),
        field.old_part("sent", field.wei),
        field.old_part("received", field.stella, condition="worn", serial=serial),
    ]


def taken_over(field: Field) -> list[Said]:
    """Wei, who has seen version 2, arrives after the order became Mei's."""
    return [field.assigned(field.mei), field.on_visit("arrived", seen=2)]


def taken_back(field: Field) -> list[Said]:
    return [field.said(field.dana, "order.assigned", team=[]), field.on_visit("arrived", seen=2)]


def drawn(field: Field) -> list[Said]:
    """A valve is on its way to Wei."""
    return [
        field.of_requisition("requested", field.wei),
        field.of_requisition("approved", field.max),
        field.of_requisition("issued", field.stella),
    ]


def short(field: Field) -> list[Said]:
    """The parcel was empty."""
    *before, issued = drawn(field)
    nothing = [{"line_id": str(field.part), "quantity": 0}]
    received = field.of_requisition("received", field.wei, issue_id=str(issued.id), lines=nothing)
    return [*before, issued, received]


def used(**line: Any) -> Callable[[Field], list[Said]]:
    """A valve was fitted, as the line says."""
    return lambda field: [field.of_report("filed", line={"source": "van"} | line)]


def restated(field: Field) -> list[Said]:
    """A version says two, and the store has written off one; a photo lacks, which keeps the order open."""
    line = {"source": "van", "number": "VALVE", "serial_out": None, "replaced": False, "photo_out": "0" * 64}
    return [
        field.on_visit("arrived"),
        field.of_report("filed", line=line),
        field.signed(line=line),
        field.of_report("submitted"),
        field.said(field.max, "order.approved", report_id=str(field.report), version=1),
        field.said(field.stella, "part.written_off", part_id=str(field.part)),
        field.of_report("filed", version=2, line=line | {"quantity": 2}),
    ]


ARRIVED = ("visit.arrived", "", False)
SENT = ("old_part.sent", "storekeeper", False)
DRAWN = [
    ("part.requested", "manager", False),
    ("part.approved", "storekeeper Wei", False),
    ("part.issued", "Wei", False),
]
RESTATED = [
    ARRIVED,
    ("part_unexplained", "manager storekeeper", False),
    ("report.signed", "", False),
    ("report.submitted", "manager", False),
    ("written_off_otherwise", "storekeeper", False),
]

PHOTO: dict[str, Any] = {"photo_id": str(uuid4()), "sha256": "0" * 64}

CASES: dict[str, tuple[Callable[[Field], list[Said]], list[Told]]] = {
    "accepted": (lambda f: [f.on_visit("accepted")], [("visit.accepted", "", False)]),
    "declined": (
        lambda f: [f.on_visit("declined", reason=PRIVATE[4])],
        [("visit.declined", "dispatcher", False)],
    ),
    "departing is the phone's own matter": (lambda f: [f.on_visit("departed")], []),
    "arrived": (lambda f: [f.on_visit("arrived")], [ARRIVED]),
    "left": (lambda f: [f.left()], [("visit.left", "", False)]),
    "escalated and decided": (
        lambda f: [
            f.escalated(),
            f.said(f.max, "order.decided", escalation_id=str(f.escalation), decision=PRIVATE[4]),
        ],
        [("visit.escalated", "manager", True), ("order.decided", "Wei", True)],
    ),
    "signed": (lambda f: [*served(f), f.signed()], [ARRIVED, ("report.signed", "", False)]),
    "signed and content": (lambda f: [*served(f), f.signed(3)], [ARRIVED, ("report.signed", "", False)]),
    "signed and discontent": (lambda f: [*served(f), f.signed(2)], [ARRIVED, ("report.signed", "", True)]),
    "signed before the arrival came": (
        lambda f: [f.of_report("filed"), f.signed(), f.on_visit("arrived")],
        [ARRIVED, ("report.signed", "", False)],
    ),
    "refused and submitted": (
        lambda f: [
            *served(f),
            f.of_report("unsigned", reason="refused", explanation=PRIVATE[4]),
            f.of_report("submitted"),
        ],
        [ARRIVED, ("report.unsigned", "", False), ("report.submitted", "manager", False)],
    ),
    "old part returned": (lambda f: returned(f, "OUT-1"), [ARRIVED, SENT]),
    "another old part returned": (
        lambda f: returned(f, "OUT-2"),
        [ARRIVED, SENT, ("serial_mismatch", "manager", False)],
    ),
    "parts asked for and refused": (
        lambda f: [f.of_requisition("requested", f.wei), f.of_requisition("refused", f.max)],
        [DRAWN[0], ("part.refused", "Wei", False)],
    ),
    "parts asked for, approved and issued": (drawn, DRAWN),
    "less arrived than was issued": (short, [*DRAWN, ("received_short", "storekeeper", False)]),
    "a part that nobody had": (used(), [("part_unexplained", "manager storekeeper", False)]),
    "a part that the store has": (
        used(serial_in="S-1"),
        [("part_unexplained", "manager storekeeper", False), ("serial_elsewhere", "storekeeper", False)],
    ),
    "a part that another had": (used(serial_in="S-2"), [("part_of_another", "storekeeper", False)]),
    "other pieces than are written off": (restated, RESTATED),
    "fewer old parts returned than are owed": (
        lambda f: [
            f.of_report("filed", line={"quantity": 2, "serial_out": None}),
            f.old_part("received", f.stella, condition="worn", quantity=1),
        ],
        [("old_parts_short", "storekeeper", False)],
    ),
    "freight paid": (
        lambda f: [
            f.said(
                f.wei,
                "freight.recorded",
                freight_id=str(uuid4()),
                what="old_part",
                about_id=str(f.part),
                carrier="driver",
                cost={"amount": 1200},
            ),
        ],
        [("freight.recorded", "manager", False)],
    ),
    "arrived at what is another's now": (
        taken_over,
        [ARRIVED, ("double_visit", "dispatcher", True)],
    ),
    "arrived at what is nobody's now": (taken_back, [ARRIVED]),
    "a stranger's fact": (
        lambda f: [f.on_visit("accepted", by=f.mei)],
        [("fact.parked", "", False)],
    ),
    "a fact without sense": (
        lambda f: [f.said(f.wei, "visit.left", visit_id="none")],
        [("fact.rejected", "", False)],
    ),
    "bytes that are no picture": (
        lambda f: [
            f.said(f.wei, "photo.taken", **PHOTO, purpose="fault", size=1, content_type="image/png"),
            f.said(f.wei, "photo.stored", server=True, **PHOTO),
            f.said(f.wei, "photo.quarantined", server=True, **PHOTO, reason="truncated"),
        ],
        [("photo.quarantined", "", False)],
    ),
    "a photo that nobody waits for": (
        lambda f: [
            f.said(f.wei, "photo.taken", **PHOTO, purpose="fault", size=1, content_type="image/png"),
            f.said(f.max, "photo.waived", sha256=PHOTO["sha256"], reason=PRIVATE[4]),
        ],
        [],
    ),
    "the server's own fact that waits": (
        lambda f: [
            f.said(f.wei, "photo.stored", server=True, photo_id=str(uuid4()), sha256="0" * 64),
        ],
        [],
    ),
}


def named(field: Field, decided: Decided) -> list[Told]:
    names = {field.wei.staff_id: "Wei"}
    return [
        (
            one.kind,
            " ".join(sorted(one.roles - {Role.COORDINATOR}) + [names[each] for each in one.people]),
            one.urgent,
        )
        for one in told(decided)
        if Role.COORDINATOR in one.roles
    ]


@pytest.mark.parametrize("case", CASES)
def test_who_is_told_of_what(case: str) -> None:
    field = Field()
    facts, expected = CASES[case]
    assert named(field, field.decided(*facts(field))) == expected


def test_every_kind_of_notice_is_in_the_table_above() -> None:
    # tests/warranty/test_reminders.py and test_accounts.py have these
    no_fact = {kind for kind in TELLS if kind.endswith(("due", "overdue", ".difference"))}
    assert {kind for _, expected in CASES.values() for kind, _, _ in expected} == set(TELLS) - no_fact


@pytest.mark.parametrize("case", CASES)
def test_a_notice_holds_nothing_private(case: str) -> None:
    field = Field()
    said = orjson.dumps([one.data for one in told(field.decided(*CASES[case][0](field)))]).decode()
    assert not [word for word in (*PRIVATE, "OUT-", "driver") if word in said]


def test_a_notice_says_which_order_who_and_when() -> None:
    field = Field()
    (signed,) = [one for one in told(field.decided(*served(field), field.signed(5))) if "signed" in one.kind]
    assert (signed.order_id, signed.author_id) == (field.order_id, field.wei.staff_id)
    assert signed.data == {
        "number": "DO-2026-000001",
        "by": "Wei",
        "at": NOW,
        "about": field.report,
        "rating": 5,
    }


def test_a_fact_that_waited_tells_as_applied_when_it_is_released() -> None:
    field = Field()
    waiting = field.on_visit("accepted", by=field.mei)
    decided = field.decided(field.assigned(field.mei), waiting=(waiting,))
    assert [(one.kind, one.fact_id) for one in told(decided)] == [("visit.accepted", waiting.id)]


def test_what_is_no_fact_at_all_is_told_too() -> None:
    field = Field()
    unreadable = Unreadable(uuid4(), field.wei, b"", NOW, "unreadable", "no order_id")
    (one,) = told(field.decided(unreadable))
    assert (one.kind, one.order_id, one.fact_id) == ("fact.rejected", None, unreadable.id)
    assert one.data == {"by": "Wei", "at": NOW, "code": "unreadable"}
