"""Which change tells whom: one table. Pure.

A notice may leave the house (push), so it holds ids, numbers, codes, times and the names of staff; never a
customer's name, phone or address, nor words that somebody wrote.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.order.decide import Decided, Judged
from backend.order.fact import Applied, Change, Parked, Said, Unreadable
from backend.people.roles import Role, Roles

DISCONTENT = 2
"""A rating of this or less is urgent (S1-3.2.1)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told beside the coordinators, how urgently, and which members of the fact the notice repeats.

    `quiet`: the coordinators are not told.
    """

    also: Roles = frozenset()
    urgent: bool = False
    says: tuple[str, ...] = ()
    quiet: bool = False


DISPATCH = frozenset({Role.DISPATCHER})
LEADERS = frozenset({Role.MANAGER})
STORE = frozenset({Role.STOREKEEPER})

TELLS: dict[str, Telling] = {
    # applied facts, by their kind
    "visit.accepted": Telling(),
    "visit.declined": Telling(DISPATCH),
    "visit.arrived": Telling(),
    "visit.left": Telling(says=("result", "ready_for_next")),
    "visit.escalated": Telling(LEADERS, urgent=True),  # S1-3.4.2Ec: to the leader at once
    "order.decided": Telling(urgent=True),  # and back to whoever escalated, who waits on site
    "report.signed": Telling(says=("rating",)),
    "report.unsigned": Telling(says=("reason",)),
    "report.submitted": Telling(LEADERS),  # S1-3.4.3: the leader approves
    "part.requested": Telling(LEADERS),  # S1-3.6.1: none is drawn before a leader approves
    "part.approved": Telling(STORE),  # and to whoever asked
    "part.refused": Telling(),  # and to whoever asked
    "part.issued": Telling(),  # and to whom it goes
    "old_part.sent": Telling(STORE),
    "freight.recorded": Telling(LEADERS),  # S1-3.6.3: a leader approves
    "photo.quarantined": Telling(says=("reason",)),
    # what a change shows beside what it says
    "double_visit": Telling(DISPATCH, urgent=True),
    "serial_mismatch": Telling(LEADERS),
    "part_unexplained": Telling(STORE | LEADERS),
    "serial_elsewhere": Telling(STORE),
    "part_of_another": Telling(STORE),
    "written_off_otherwise": Telling(STORE),  # who alone can take the write-off back
    "received_short": Telling(STORE),
    "old_parts_short": Telling(STORE),
    # facts that were not applied
    "fact.parked": Telling(),
    "fact.rejected": Telling(),
    # what no fact caused: a time that comes or has passed
    "old_part.due": Telling(quiet=True),  # S1-3.4.2Ed: to whoever owes it
    "old_part.overdue": Telling(STORE, quiet=True),  # and to whoever owes it, each week
    "claim.due": Telling(LEADERS),  # S1-3.8: the supplier's terms end
    "claim.overdue": Telling(LEADERS, urgent=True),
    "account.difference": Telling(STORE | LEADERS, quiet=True),  # S1-3.7.4: more was used than was given
}
"""Every kind of notice; coordinators get all of them but those that are `quiet`."""
FLAGS = (
    "serial_mismatch", "part_unexplained", "serial_elsewhere", "part_of_another", "written_off_otherwise",
    "received_short", "old_parts_short",
)  # fmt: skip
"""Flags of an order that are told of when a fact raises them."""
NOBODY = UUID(int=0)
"""The author of what no fact caused."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell: to everybody with one of `roles` and to `people`, but not to `author_id`.

    `fact_id` is the fact, or what stands for one; nobody is told twice of the same under one kind.
    """

    kind: str
    roles: Roles
    people: frozenset[UUID]
    urgent: bool
    order_id: UUID | None
    fact_id: UUID
    author_id: UUID
    data: dict[str, Any]


def told(decided: Decided) -> list[Told]:
    """What a batch tells, in the order of its chain; a parked fact tells again when it is released."""
    changes = [one for change in decided.changes for one in of_change(change)]
    refused = [of_refused(judged, decided) for judged in (*decided.judged, *decided.released)]
    return changes + [one for one in refused if one]


def of_change(change: Change) -> list[Told]:
    """The notices of one applied fact, and of what it shows."""
    order, entry = change.order, change.entry
    data = {
        "number": order.number,
        "by": entry.settled.author.name,
        "at": entry.at,
        "about": entry.body.about(),
    }
    kinds = [kind for kind in (entry.kind, *shown(change)) if kind in TELLS]
    repeated = {kind: {name: getattr(entry.body, name) for name in TELLS[kind].says} for kind in kinds}
    people = {entry.kind: concerned(change)}
    return [notice(kind, change.said, data | repeated[kind], people.get(kind, frozenset())) for kind in kinds]


def concerned(change: Change) -> frozenset[UUID]:
    """Whom a fact answers, by name: who escalated, who asked for parts, to whom they are on their way."""
    order, entry = change.order, change.entry
    about = entry.body.about()
    people = [one.by for one in order.escalations if one.id == about]
    if entry.kind in ("part.approved", "part.refused"):
        people += [one.by for one in order.requisitions if one.id == about]
    issues = [issue for one in order.requisitions for issue in one.issues]
    return frozenset([*people, *(issue.to for issue in issues if issue.id == entry.fact_id)])


def shown(change: Change) -> list[str]:
    """What a change shows beside what it says.

    Two technicians have driven out where somebody arrives who did not know that the order is another's now
    (design: outcomes); pieces were not where they ought to be, or not those that they ought to be.
    """
    order, entry = change.order, change.entry
    late = entry.kind == "visit.arrived" and entry.settled.after_reassignment and bool(order.team)
    raised = {flag.code for flag in order.flags if flag.fact_id == entry.fact_id}
    return ["double_visit"] * late + [code for code in FLAGS if code in raised]


def of_refused(judged: Judged, decided: Decided) -> Told | None:
    """The notice of a fact that was parked or rejected; nobody is told of the server's own."""
    said, judgement = judged.said, judged.judgement
    if isinstance(judgement, Applied):
        return None
    data = {"by": said.sender.name, "at": said.received_at, "code": judgement.code}
    if isinstance(said, Said):
        if said.by_server:
            return None
        data |= {"at": said.occurred.at, "fact_kind": said.fact.kind}
        if order := decided.orders.get(said.fact.order_id):
            data["number"] = order.number
    if isinstance(judgement, Parked):
        return notice("fact.parked", said, data | {"waits_for": judgement.waits_for})
    return notice("fact.rejected", said, data)


def notice(
    kind: str, said: Said | Unreadable, data: dict[str, Any], people: frozenset[UUID] = frozenset()
) -> Told:
    """A notice of a fact, told as the table says."""
    telling, rating = TELLS[kind], data.get("rating")
    return Told(
        kind=kind,
        roles=hearers(telling),
        people=people,
        urgent=telling.urgent or (rating is not None and rating <= DISCONTENT),
        order_id=said.fact.order_id if isinstance(said, Said) else None,
        fact_id=said.id,
        author_id=said.sender.staff_id,
        data=data,
    )


def hearers(telling: Telling) -> Roles:
    """The roles that are told."""
    return telling.also if telling.quiet else telling.also | {Role.COORDINATOR}


def reminder(
    kind: str, cause: UUID, order_id: UUID | None, data: dict[str, Any], people: frozenset[UUID] = frozenset()
) -> Told:
    """A notice that no fact caused, told as the table says; `cause` stands for one, so that it is told once.
    It has to follow from what it is of and from the time that came.
    """
    telling = TELLS[kind]
    return Told(
        kind=kind,
        roles=hearers(telling),
        people=people,
        urgent=telling.urgent,
        order_id=order_id,
        fact_id=cause,
        author_id=NOBODY,
        data=data,
    )
