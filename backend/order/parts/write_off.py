"""A spare part written off (S1-3.6.2), and what the storekeeper booked wrongly taken back."""

from collections.abc import Sequence
from typing import ClassVar, Literal
from uuid import UUID

from backend.order.document import (
    Account,
    AccountKind,
    Issue,
    Movement,
    Order,
    Part,
    ReportState,
    Requisition,
    WrittenOff,
)
from backend.order.fact import Applied, Asks, Body, Entry, Judgement, Known, Rejected, kind
from backend.order.office import Reason
from backend.order.parts.booking import flag_all, settled_with
from backend.order.parts.replaced import asked_of, remember, use_anew
from backend.order.parts.stock import STORE, Booking
from backend.people.roles import Role

Lack = Literal["signed_report", "approval", "old_part"]


def lacks(order: Order, part: Part) -> list[Lack]:
    """What a part's write-off still lacks of the three that it needs (S1-3.6.2): the report signed by the
    customer, the leader's approval of it, and the old part, received or waived by a leader (S1-3.6.3).

    A line for which no old part came out owes none.
    """
    current = [one for one in order.current_reports() if one.id == part.report_id]
    signed = any(one.state is ReportState.SIGNED for one in current)
    approved = any(one.approved_at for one in current)
    lacking: list[tuple[Lack, bool]] = [
        ("signed_report", not signed),
        ("approval", not approved),
        ("old_part", part.outstanding),
    ]
    return [name for name, so in lacking if so]


def to_write_off(part: Part) -> bool:
    """A piece of ours was fitted and is still on a technician's account."""
    return part.from_van and part.written_off is None


@kind("part.written_off", by={Role.STOREKEEPER})
class PartWrittenOff(Body):
    """The piece that was fitted is written off, with all three that it needs (S1-3.6.2, S1-3.7.4)."""

    on_closed: ClassVar[bool] = True

    part_id: UUID

    def about(self) -> UUID:
        """The part."""
        return self.part_id

    def used(self, order: Order) -> list[Movement]:
        """What its report booked as fitted."""
        moved = order.desk.moved.get(self.part_id, [])
        return [one for one in moved if one.target.kind is AccountKind.FITTED]

    def asks(self, order: Order) -> Asks:
        """Where these pieces are."""
        used = self.used(order)
        serials = frozenset(one.serial for one in used if one.serial)
        return Asks(numbers=frozenset(one.number for one in used), serials=serials)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Refused with the name of what is missing."""
        part = order.part(self.part_id)
        if part is None:
            return Rejected("part_unknown")
        if not to_write_off(part):
            return Rejected("nothing_to_write_off")
        if lacking := lacks(order, part):
            return Rejected("write_off_incomplete", f"missing: {', '.join(lacking)}")
        vehicle, booking = (
            Account(kind=AccountKind.VEHICLE, holder=order.vehicle.id),
            Booking(known.shelf.copy()),
        )
        for one in self.used(order):
            changes = {"source": one.target, "target": vehicle, "condition": one.becomes or one.condition}
            off = one.model_copy(update=changes | {"becomes": None})
            if booking.shelf.holds(off):  # a later visit may have taken it out again
                booking.move(off)
        return Applied(settled_with(entry.settled, booking))

    def fold(self, order: Order, entry: Entry) -> None:
        """Written off."""
        part = order.part(self.part_id)
        if part:
            by = entry.settled.author.name
            part.written_off = WrittenOff(at=entry.at, by=by, fact_id=entry.fact_id)


@kind("part.reversed", by={Role.STOREKEEPER})
class PartReversed(Body):
    """What the storekeeper booked by mistake is taken back, not edited: an issue that the technician has not
    confirmed, the receipt of an old part, a write-off that no claim was made of.
    """

    on_closed: ClassVar[bool] = True

    fact_id: UUID
    reason: Reason

    def about(self) -> UUID:
        """The fact."""
        return self.fact_id

    def asks(self, order: Order) -> Asks:
        """What it moved; of a write-off also what is used instead, if its report says otherwise by now."""
        asks = Asks(moved_by=frozenset({self.fact_id}))
        part = self.part_with(order, "written_off")
        if part is None:
            return asks
        return asks | asked_of(part, part.serial_in, order.desk.moved.get(part.id, []))

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Only while the pieces are where it put them."""
        if not (
            self.issue(order) or self.part_with(order, "received") or self.part_with(order, "written_off")
        ):
            return Rejected("not_reversible")
        booking = Booking(known.shelf.copy())
        for one in reversed(known.moved_by.get(self.fact_id, [])):
            back = one.reversed()
            if back.target.kind is AccountKind.RESERVED:
                back = back.model_copy(update={"target": STORE})
            if not booking.shelf.holds(back):
                return Rejected("out_of_stock", f"{back.number} is not at {back.source} any more")
            booking.move(back)
        part = self.part_with(order, "written_off")
        if part and part.id in order.desk.restated:
            use_anew(booking, part, order)
        return Applied(settled_with(entry.settled, booking))

    def issue(self, order: Order) -> tuple[Requisition, Issue] | None:
        """The issue, while nobody has confirmed it."""
        return next(
            (
                (requisition, issue)
                for requisition in order.requisitions
                for issue in requisition.issues
                if issue.id == self.fact_id and issue.received_at is None
            ),
            None,
        )

    def part_with(self, order: Order, what: Literal["received", "written_off"]) -> Part | None:
        """The part that this fact received, or wrote off while no claim was made."""
        for part in order.parts:
            if what == "received" and part.received and self.fact_id in part.received.fact_ids:
                return part if part.written_off is None else None
            off = part.written_off
            claimed = any(claim.part_id == part.id for claim in order.desk.claims)
            if what == "written_off" and off and off.fact_id == self.fact_id and not claimed:
                return part
        return None

    def fold(self, order: Order, entry: Entry) -> None:
        """As if it had not been said; the journal has both."""
        moved = entry.settled.stock or []
        if drawn := self.issue(order):
            requisition, issue = drawn
            requisition.issues.remove(issue)
            for issued in issue.lines:
                line = requisition.line(issued.line_id)
                if line:
                    line.issued -= issued.quantity
        elif part := self.part_with(order, "received"):
            unreceived(part, self.fact_id, order, moved)
        elif part := self.part_with(order, "written_off"):
            part.written_off = None
            order.desk.restated = [one for one in order.desk.restated if one != part.id]
            remember(order, [one for one in moved if one.source.kind is not AccountKind.VEHICLE])
            flag_all(order, entry)
        order.flag("reversed", entry.fact_id)


def unreceived(part: Part, fact_id: UUID, order: Order, moved: Sequence[Movement]) -> None:
    """The old part without one of its receipts; the last that is left speaks for it."""
    received = part.received
    if received is None:
        return
    fact_ids = [one for one in received.fact_ids if one != fact_id]
    quantity = (received.quantity or 0) - sum(one.quantity for one in moved)
    last = order.desk.receipts.get(fact_ids[-1], received) if fact_ids else None
    part.received = last.model_copy(update={"fact_ids": fact_ids, "quantity": quantity}) if last else None
