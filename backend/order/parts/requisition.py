"""Parts asked for by the technician, and approved or refused by a manager (S1-3.6.1)."""

from uuid import UUID

from pydantic import Field, model_validator

from backend.order.document import Decision, Name, Order, Requisition, RequisitionLine, Value
from backend.order.fact import Applied, Body, Entry, Judgement, Known, Parked, Rejected, kind
from backend.order.office import Reason
from backend.order.visit import By, credited
from backend.people.roles import Role

Leaders = frozenset({Role.MANAGER})


class Wanted(Value):
    """So many of one part; the number may be left to the storekeeper."""

    id: UUID
    number: Name | None = None
    name: Name
    quantity: int = Field(ge=1, le=10_000)


@kind("part.requested", by=By)
class PartRequested(Body):
    """The technician proposes which parts are needed, and why (S1-3.6.1)."""

    requisition_id: UUID
    reason: Reason
    lines: list[Wanted] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def each_line_is_one(self) -> "PartRequested":
        """Two lines under one id could not be told apart."""
        if len({line.id for line in self.lines}) < len(self.lines):
            raise ValueError("two lines have the same id")
        return self

    def about(self) -> UUID:
        """The requisition."""
        return self.requisition_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By the team; a requisition is asked for once."""
        if order.requisition(self.requisition_id):
            return Parked("conflict", "person", "this requisition was asked for before")
        return credited(order, entry)

    def fold(self, order: Order, entry: Entry) -> None:
        """It waits for a manager."""
        if entry.settled.after_reassignment:
            order.flag("after_reassignment", entry.fact_id)
        if order.requisition(self.requisition_id):
            return
        order.requisitions.append(
            Requisition(
                id=self.requisition_id,
                by=entry.author,
                at=entry.at,
                reason=self.reason,
                lines=[RequisitionLine.model_validate(line.model_dump()) for line in self.lines],
            )
        )
        order.requisitions.sort(key=lambda one: (one.at, one.id))


class OfRequisition(Body):
    """A desk's fact of one requisition."""

    requisition_id: UUID

    def about(self) -> UUID:
        """The requisition."""
        return self.requisition_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Only of one that is there."""
        requisition = order.requisition(self.requisition_id)
        if requisition is None:
            return Rejected("requisition_unknown")
        return self.judge_requisition(requisition, order, entry, known)

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """Whether it may be said of this one."""
        return Applied(entry.settled)


class Granted(Value):
    """How many of a line are approved."""

    line_id: UUID
    quantity: int = Field(ge=0, le=10_000)


class OnRequest(OfRequisition):
    """A manager's word on a request: once, and never on his own (S1-3.6.1)."""

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """Nobody approves what he asked for himself."""
        if requisition.approved or requisition.refused:
            return Rejected("requisition_settled")
        if requisition.by == entry.author:
            return Rejected("own_request")
        return Applied(entry.settled)


@kind("part.approved", by=Leaders)
class PartApproved(OnRequest):
    """A manager approves a requisition, in full or as `lines` say; what they do not name is not approved."""

    lines: list[Granted] | None = Field(None, min_length=1, max_length=50)

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """Of its own lines, each once, and no more than was asked for."""
        lines = self.lines or []
        if len({line.line_id for line in lines}) < len(lines):
            return Rejected("invalid_input", "a line is named twice")
        for granted in lines:
            line = requisition.line(granted.line_id)
            if line is None:
                return Rejected("requisition_unknown", f"it has no line {granted.line_id}")
            if granted.quantity > line.quantity:
                return Rejected("too_many", f"{line.name}: {line.quantity} were asked for")
        return super().judge_requisition(requisition, order, entry, known)

    def fold(self, order: Order, entry: Entry) -> None:
        """The store may issue so many."""
        requisition = order.requisition(self.requisition_id)
        if requisition is None:
            return
        requisition.approved = Decision(at=entry.at, by=entry.settled.author.name)
        granted = {line.line_id: line.quantity for line in self.lines or []}
        for line in requisition.lines:
            line.approved = line.quantity if self.lines is None else granted.get(line.id, 0)


@kind("part.refused", by=Leaders)
class PartRefused(OnRequest):
    """A manager refuses a requisition, with the reason."""

    reason: Reason

    def fold(self, order: Order, entry: Entry) -> None:
        """Nothing is issued."""
        requisition = order.requisition(self.requisition_id)
        if requisition:
            by = entry.settled.author.name
            requisition.refused = Decision(at=entry.at, by=by, reason=self.reason)
