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
    """Who is told beside the coordinators, how urgently, and which members of the fact the notice repeats."""

    also: Roles = frozenset()
    urgent: bool = False
    says: tuple[str, ...] = ()


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
    "old_part.sent": Telling(STORE),
    "photo.quarantined": Telling(says=("reason",)),
    # what a change shows beside what it says
    "double_visit": Telling(DISPATCH, urgent=True),
    "serial_mismatch": Telling(LEADERS),
    # facts that were not applied
    "fact.parked": Telling(),
    "fact.rejected": Telling(),
}
"""Every kind of notice; coordinators get all of them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell: to everybody with one of `roles` and to `people`, but not to `author_id`."""

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
    """The notices of one applied fact; whoever escalated is told of the decision."""
    order, entry = change.order, change.entry
    about = entry.body.about()
    data = {"number": order.number, "by": entry.settled.author.name, "at": entry.at, "about": about}
    people = frozenset(one.by for one in order.escalations if one.id == about)
    kinds = [kind for kind in (entry.kind, *shown(change)) if kind in TELLS]
    repeated = {kind: {name: getattr(entry.body, name) for name in TELLS[kind].says} for kind in kinds}
    return [notice(kind, change.said, data | repeated[kind], people) for kind in kinds]


def shown(change: Change) -> list[str]:
    """What a change shows beside what it says.

    Two technicians have driven out where somebody arrives who did not know that the order is another's now
    (design: outcomes); an old part came back under another serial than the one that came out.
    """
    order, entry = change.order, change.entry
    late = entry.kind == "visit.arrived" and entry.settled.after_reassignment and bool(order.team)
    mismatch = any((flag.code, flag.fact_id) == ("serial_mismatch", entry.fact_id) for flag in order.flags)
    return ["double_visit"] * late + ["serial_mismatch"] * mismatch


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
        roles=telling.also | {Role.COORDINATOR},
        people=people,
        urgent=telling.urgent or (rating is not None and rating <= DISCONTENT),
        order_id=said.fact.order_id if isinstance(said, Said) else None,
        fact_id=said.id,
        author_id=said.sender.staff_id,
        data=data,
    )
