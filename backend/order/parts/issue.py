"""Parts that leave the store: laid aside, issued, confirmed by the technician, returned unused (S1-3.7.4)."""

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from pydantic import Field, model_validator

from backend.order.document import (
    OVER,
    Account,
    AccountKind,
    Condition,
    Issue,
    IssuedLine,
    Movement,
    Name,
    Order,
    Requisition,
    RequisitionLine,
    Value,
)
from backend.order.fact import (
    NOT_ON_TEAM,
    Applied,
    Asks,
    Body,
    Entry,
    Judgement,
    Known,
    Parked,
    Rejected,
    kind,
)
from backend.order.parts.booking import flag_all, settled_with
from backend.order.parts.requisition import OfRequisition
from backend.order.parts.stock import (
    FIT_TO_USE,
    STORE,
    Booking,
    Serial,
    as_number,
    transit,
    unexplained,
    van,
)
from backend.order.visit import By
from backend.people.roles import Role

Store = frozenset({Role.STOREKEEPER})
EACH_ITS_OWN = "there must be as many different serials as pieces"
SHORT = "received_short"
"""Flag: a technician got fewer pieces than the store gave out."""


class Pieces(Value):
    """Pieces of one part for a line of a requisition; each by its serial, where its pieces have serials."""

    line_id: UUID
    number: Name
    quantity: int = Field(ge=1, le=10_000)
    serials: list[Serial] = Field([], max_length=100)

    @model_validator(mode="after")
    def no_piece_lacks_a_serial(self) -> "Pieces":
        """Either none has a serial, or all have. Whether each has its own is asked when it is judged: what
        was said before two spellings were one serial can still be read.
        """
        if self.serials and len(self.serials) < self.quantity:
            raise ValueError(EACH_ITS_OWN)
        return self

    def each_serial_is_one_piece(self) -> bool:
        """Either none has a serial, or each has its own, however they were typed."""
        return not self.serials or len(self.serials) == len(set(self.serials)) == self.quantity

    def line(self) -> IssuedLine:
        """As the document holds it."""
        return IssuedLine(
            line_id=self.line_id,
            number=as_number(self.number),
            quantity=self.quantity,
            serials=sorted(self.serials),
        )


def asked(lines: Iterable[Pieces | IssuedLine]) -> Asks:
    """The part numbers and serials of these lines."""
    lines = list(lines)
    return Asks(
        numbers=frozenset(as_number(one.number) for one in lines),
        serials=frozenset(serial for one in lines for serial in one.serials),
    )


def wanted(line: IssuedLine, target: Account, technician: UUID | None) -> list[Movement]:
    """The movements of a line to an account: one for each serial, else one. From where is still open."""
    pieces = [(serial, 1) for serial in line.serials] or [("", line.quantity)]
    return [
        Movement(
            number=line.number,
            quantity=quantity,
            serial=serial,
            source=unexplained(technician),
            target=target,
            technician=technician,
        )
        for serial, quantity in pieces
    ]


def reserved(requisition_id: UUID) -> Account:
    """What lies aside in the store for a requisition."""
    return Account(kind=AccountKind.RESERVED, holder=requisition_id)


class OfPieces(OfRequisition):
    """Pieces handled in the store for an approved requisition."""

    lines: list[Pieces] = Field(max_length=50)

    def asks(self, order: Order) -> Asks:
        """Where these pieces are, and those that lie aside."""
        requisition = order.requisition(self.requisition_id)
        return asked(self.lines) | asked(requisition.reserved if requisition else [])

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """None skips approval; no more than is still to be issued; serials where pieces have them."""
        if requisition.approved is None:
            return Rejected("requisition_not_approved")
        for line in requisition.lines:
            pieces = sum(one.quantity for one in self.lines if one.line_id == line.id)
            if pieces > self.limit(line):
                return Rejected("too_many", f"{line.name}: {self.limit(line)} are open")
        for one in self.lines:
            if requisition.line(one.line_id) is None:
                return Rejected("requisition_unknown", f"it has no line {one.line_id}")
            if not one.each_serial_is_one_piece():
                return Rejected("unreadable", EACH_ITS_OWN)
            if as_number(one.number) in known.shelf.with_serial and not one.serials:
                return Rejected("serials_needed", one.number)
        return Applied(entry.settled)

    def limit(self, line: RequisitionLine) -> int:
        """How many pieces of a line it may be of."""
        return line.to_issue

    def from_store(
        self, booking: Booking, requisition: Requisition, target: Account, technician: UUID | None
    ) -> Rejected | None:
        """Draw the pieces from what lies aside, then from the store; refused where they are not there."""
        shelves = [reserved(requisition.id), STORE]
        shelves = [one for one in shelves if one != target]
        for one in self.lines:
            for movement in wanted(one.line(), target, technician):
                lacking = booking.draw(movement, shelves, FIT_TO_USE, guess=False)
                if lacking:
                    serial = f" {movement.serial}" if movement.serial else ""
                    return Rejected("out_of_stock", f"{movement.number}{serial}: {lacking} lacking")
        return None


@kind("part.reserved", by=Store)
class PartReserved(OfPieces):
    """The pieces that lie aside for a requisition, in full; an empty list lets them go."""

    on_closed: ClassVar[bool] = True

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """Two orders never get one piece: what lies aside is in the store for nobody else. For an order that
        is over nothing is laid aside, but what lies there is let go.
        """
        if self.lines and order.state in OVER and not entry.decided:
            return Parked("order_closed", "person")
        judgement = super().judge_requisition(requisition, order, entry, known)
        if not isinstance(judgement, Applied):
            return judgement
        booking, aside = Booking(known.shelf.copy()), reserved(requisition.id)
        for line in requisition.reserved:
            for movement in wanted(line, STORE, None):
                booking.draw(movement, [aside], FIT_TO_USE)
        lacking = self.from_store(booking, requisition, aside, None)
        return lacking or Applied(settled_with(entry.settled, booking))

    def fold(self, order: Order, entry: Entry) -> None:
        """Nothing else lies aside any more."""
        requisition = order.requisition(self.requisition_id)
        if requisition:
            requisition.reserved = [one.line() for one in self.lines]


@kind("part.issued", by=Store)
class PartIssued(OfPieces):
    """The store gives out pieces for an approved requisition (S1-3.7.4), all or part of it; they are on their
    way until the technician confirms them. `to`: somebody else of the team than who asked.
    """

    lines: list[Pieces] = Field(min_length=1, max_length=50)
    to: UUID | None = None
    carrier: Name | None = None
    tracking: Name | None = None

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """What the store does not have it does not give; to the team alone."""
        judgement = super().judge_requisition(requisition, order, entry, known)
        if not isinstance(judgement, Applied):
            return judgement
        to = self.to or requisition.by
        if not order.was_member(to):
            return Rejected("not_on_team")
        booking = Booking(known.shelf.copy())
        lacking = self.from_store(booking, requisition, transit(to), to)
        return lacking or Applied(settled_with(entry.settled, booking))

    def fold(self, order: Order, entry: Entry) -> None:
        """On the way; what lay aside for it lies there no more."""
        requisition = order.requisition(self.requisition_id)
        if requisition is None:
            return
        lines = [one.line() for one in self.lines]
        for issued in lines:
            line = requisition.line(issued.line_id)
            if line:
                line.issued += issued.quantity
        taken = [one for one in entry.settled.stock or [] if one.source == reserved(requisition.id)]
        requisition.reserved = without(requisition.reserved, taken)
        requisition.issues.append(
            Issue(
                id=entry.fact_id,
                at=entry.at,
                by=entry.settled.author.name,
                to=self.to or requisition.by,
                lines=lines,
                carrier=self.carrier,
                tracking=self.tracking,
            )
        )


def without(lines: Iterable[IssuedLine], taken: Iterable[Movement]) -> list[IssuedLine]:
    """What still lies aside of these lines after pieces were taken from there."""
    gone, left = Counter[tuple[str, str]](), list[IssuedLine]()
    for one in taken:
        gone[one.number, one.serial] += one.quantity
    for line in lines:
        serials = [serial for serial in line.serials if not gone[line.number, serial]]
        some = min(line.quantity, gone[line.number, ""]) if not line.serials else 0
        gone[line.number, ""] -= some
        quantity = len(serials) if line.serials else line.quantity - some
        if quantity:
            left.append(line.model_copy(update={"quantity": quantity, "serials": serials}))
    return left


class Got(Value):
    """How many pieces of a line were in the parcel."""

    line_id: UUID
    quantity: int = Field(ge=0, le=10_000)


@kind("part.received", by=By)
class PartReceived(Body):
    """The technician has what the store issued; `lines` where it was less, or not every line."""

    on_closed: ClassVar[bool] = True

    requisition_id: UUID
    issue_id: UUID
    lines: list[Got] | None = Field(None, max_length=50)

    def about(self) -> UUID:
        """The requisition."""
        return self.requisition_id

    def issue(self, order: Order) -> Issue | None:
        """What he confirms."""
        requisition = order.requisition(self.requisition_id)
        issues = requisition.issues if requisition else []
        return next((one for one in issues if one.id == self.issue_id), None)

    def asks(self, order: Order) -> Asks:
        """Where these pieces are."""
        issue = self.issue(order)
        return asked(issue.lines if issue else [])

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Waits for the issue; what was used meanwhile is where it was used."""
        if not (order.was_member(entry.author) or entry.decided):
            return NOT_ON_TEAM
        issue = self.issue(order)
        if issue is None:
            return Parked("issue_unknown", "part")
        if issue.received_at:
            return Applied(entry.settled)
        booking, short = Booking(known.shelf.copy()), False
        for line, got in zip(issue.lines, self.came(issue), strict=True):
            short = short or got < line.quantity
            for movement in wanted(line, van(entry.author), entry.author)[: got if line.serials else None]:
                quantity = 1 if line.serials else got
                if quantity:
                    arrived = movement.model_copy(update={"quantity": quantity})
                    booking.draw(arrived, [transit(issue.to)], FIT_TO_USE)
        return Applied(settled_with(entry.settled, booking, [SHORT] if short else []))

    def came(self, issue: Issue) -> list[int]:
        """How many pieces of each of its lines he got; where two are of one line that was asked for, those of
        the first are counted first.
        """
        if self.lines is None:
            return [line.quantity for line in issue.lines]
        left, found = Counter[UUID](), list[int]()
        for one in self.lines:
            left[one.line_id] += one.quantity
        for line in issue.lines:
            found.append(min(line.quantity, left[line.line_id]))
            left[line.line_id] -= found[-1]
        return found

    def fold(self, order: Order, entry: Entry) -> None:
        """With him since then; what came is what was said first, as it is booked."""
        issue = self.issue(order)
        if issue and issue.received_at is None:
            issue.received_by = entry.author
            for line, came in zip(issue.lines, self.came(issue), strict=True):
                line.received = came
        if issue and (issue.received_at is None or entry.at < issue.received_at):
            issue.received_at = entry.at
        flag_all(order, entry)


@kind("part.returned_unused", by=Store)
class PartReturnedUnused(OfPieces):
    """Pieces that a technician drew and did not use are back in the store (S1-3.7.4)."""

    on_closed: ClassVar[bool] = True

    lines: list[Pieces] = Field(min_length=1, max_length=50)
    technician: UUID
    condition: Condition = Condition.NEW

    def limit(self, line: RequisitionLine) -> int:
        """What was issued and has not come back."""
        return line.issued - line.returned

    def judge_requisition(
        self, requisition: Requisition, order: Order, entry: Entry, known: Known
    ) -> Judgement:
        """From whom they came; what was not on his account is booked from nowhere, with a flag."""
        judgement = super().judge_requisition(requisition, order, entry, known)
        if not isinstance(judgement, Applied):
            return judgement
        if not order.was_member(self.technician):
            return Rejected("not_on_team")
        booking = Booking(known.shelf.copy())
        for one in self.lines:
            for movement in wanted(one.line(), STORE, self.technician):
                self.bring_back(booking, movement)
        return Applied(settled_with(entry.settled, booking))

    def bring_back(self, booking: Booking, movement: Movement) -> None:
        """Book a piece, or so many, back into the store as what it has become."""
        movement = movement.model_copy(update={"becomes": self.condition})
        lacking = booking.draw(movement, [van(self.technician), transit(self.technician)], FIT_TO_USE)
        if not lacking:
            return
        elsewhere = movement.serial and booking.shelf.where(movement.number, movement.serial)
        changes = {"quantity": lacking, "condition": self.condition, "becomes": None}
        changes |= {"serial": ""} if elsewhere else {}
        booking.move(movement.model_copy(update=changes))

    def fold(self, order: Order, entry: Entry) -> None:
        """They may be issued again."""
        requisition = order.requisition(self.requisition_id)
        for one in self.lines if requisition else []:
            line = requisition.line(one.line_id) if requisition else None
            if line:
                line.returned += one.quantity
        flag_all(order, entry)
