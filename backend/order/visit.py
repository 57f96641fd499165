"""What a technician's phone says of a visit. These facts commute: a phone may deliver them in any order."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.order.document import Escalation, Name, Order, Text, Visit, VisitResult
from backend.order.fact import (
    NOT_ON_TEAM,
    Applied,
    Body,
    Entry,
    Judgement,
    Known,
    Parked,
    kind,
    standing,
)
from backend.order.office import Contacting, Reason
from backend.people.roles import Role

By = frozenset({Role.TECHNICIAN})
Problem = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


def credited(order: Order, entry: Entry) -> Judgement:
    """Work by the team applies; work by who did not know that he had left it is credited and flagged.

    Anybody else's waits until he is on the team, or a person decides (design: facts, outcomes).
    """
    match standing(order, entry):
        case "stranger" if entry.decided:
            return Applied(entry.settled)
        case "member":
            return Applied(entry.settled)
        case "unaware":
            return Applied(entry.settled.model_copy(update={"after_reassignment": True}))
        case "stranger":
            return NOT_ON_TEAM


class OfVisit(Body):
    """A fact of one visit."""

    moment: ClassVar[str]
    """The visit's time that it says."""

    visit_id: UUID

    def about(self) -> UUID:
        """The visit."""
        return self.visit_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By the team, or credited; a visit belongs to one technician, unless a person decides otherwise."""
        visit = next((one for one in order.visits if one.id == self.visit_id), None)
        if visit and visit.technician != entry.author and not entry.decided:
            return Parked("conflict", "person", "the visit is another technician's")
        return credited(order, entry)

    def fold(self, order: Order, entry: Entry) -> None:
        """The earliest time said of the visit stands, whatever the order of arrival."""
        self.note(self.visit(order, entry), entry)

    def note(self, visit: Visit, entry: Entry) -> None:
        """Note the time; work that was done outweighs that the visit was declined."""
        visit.note(self.moment, entry.at)
        if visit.result is VisitResult.DECLINED and under_way(visit):
            visit.result = None

    def visit(self, order: Order, entry: Entry) -> Visit:
        """The visit, begun where this is the first that is heard of it."""
        visit = next((one for one in order.visits if one.id == self.visit_id), None)
        if visit is None:
            visit = Visit(id=self.visit_id, technician=entry.author)
            order.visits = sorted([*order.visits, visit], key=lambda one: one.id)
        if entry.settled.after_reassignment:
            visit.after_reassignment = True
            order.flag("after_reassignment", entry.fact_id)
        return visit


def under_way(visit: Visit) -> bool:
    """He has set out, whatever else was said."""
    return visit.departed_at is not None or visit.arrived_at is not None


@kind("visit.accepted", by=By)
class VisitAccepted(OfVisit):
    """The technician takes the order."""

    moment: ClassVar[str] = "accepted_at"


@kind("visit.declined", by=By)
class VisitDeclined(OfVisit):
    """The technician cannot take it, and says why; a dispatcher assigns somebody else."""

    reason: Reason

    def fold(self, order: Order, entry: Entry) -> None:
        """Work that was done all the same outweighs it."""
        visit = self.visit(order, entry)
        if visit.result is None and not under_way(visit):
            visit.result = VisitResult.DECLINED


@kind("visit.contacted", by=By)
class VisitContacted(OfVisit, Contacting):
    """The customer (station, supplier) is contacted before leaving (S1-3.4.1B)."""

    moment: ClassVar[str] = "contacted_at"

    def fold(self, order: Order, entry: Entry) -> None:
        """A time of the visit, and a contact."""
        self.note(self.visit(order, entry), entry)
        self.contact(order, entry)


@kind("visit.departed", by=By)
class VisitDeparted(OfVisit):
    """On the way."""

    moment: ClassVar[str] = "departed_at"


@kind("visit.arrived", by=By)
class VisitArrived(OfVisit):
    """On site: meets `arrive`, and starts the work that `resolve` counts from (S1-3.2.2a, S4-6)."""

    moment: ClassVar[str] = "arrived_at"

    def fold(self, order: Order, entry: Entry) -> None:
        """The earliest arrival of any visit counts, a former member's too."""
        self.note(self.visit(order, entry), entry)
        order.desk.firsts.note("arrive", entry.settled.occurred)
        order.desk.firsts.note("work_started", entry.settled.occurred)


@kind("visit.escalated", by=By)
class VisitEscalated(OfVisit):
    """A large problem is reported at once, with proposal and demand (S1-3.4.2Ec)."""

    escalation_id: UUID
    problem: Problem
    proposal: Problem
    demand: Problem

    def fold(self, order: Order, entry: Entry) -> None:
        """The leader's decision is awaited."""
        self.visit(order, entry)
        if all(one.id != self.escalation_id for one in order.escalations):
            escalation = Escalation(
                id=self.escalation_id,
                by=entry.author,
                at=entry.at,
                problem=self.problem,
                proposal=self.proposal,
                demand=self.demand,
            )
            order.escalations = sorted([*order.escalations, escalation], key=lambda one: (one.at, one.id))


@kind("visit.left", by=By)
class VisitLeft(OfVisit):
    """The visit ended, with the result in short and whether he is ready for the next order (S1-3.4.2F)."""

    moment: ClassVar[str] = "left_at"

    result: Literal[VisitResult.RESOLVED, VisitResult.UNFINISHED]
    brief: Text
    ready_for_next: bool = Field(description="free for another order from here")
    told: Name | None = Field(None, description="whom on site the result was told")

    def fold(self, order: Order, entry: Entry) -> None:
        """The result that goes with the earliest leaving stands; `resolved` meets S4-6."""
        visit = self.visit(order, entry)
        if visit.left_at is None or (entry.at, self.result) < (visit.left_at, visit.result or ""):
            visit.left_at, visit.result = entry.at, VisitResult(self.result)
        if self.result == VisitResult.RESOLVED:
            order.desk.firsts.note("resolve", entry.settled.occurred)
