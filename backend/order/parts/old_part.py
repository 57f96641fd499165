"""Old parts on their way back: sent by the technician, received by the store, or waived (S1-3.4.2Ed)."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from backend.order.document import (
    Account,
    AccountKind,
    Condition,
    Movement,
    Name,
    Order,
    Part,
    Received,
    Sent,
    Waived,
    ids,
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
from backend.order.office import Reason
from backend.order.parts.booking import flag_all, settled_with
from backend.order.parts.replaced import asked_of
from backend.order.parts.stock import (
    STORE,
    Booking,
    Shelf,
    Stock,
    as_number,
    as_serial,
    transit,
    unexplained,
    van,
)
from backend.people.roles import Role

GIVEN_UP = Account(kind=AccountKind.GIVEN_UP)
SHORT = "old_parts_short"
"""Flag: fewer old pieces came back than the line owes."""


class OfOldPart(Body):
    """A fact of one replaced part."""

    on_closed: ClassVar[bool] = True

    part_id: UUID

    def about(self) -> UUID:
        """The part."""
        return self.part_id

    def asks(self, order: Order) -> Asks:
        """Where the old piece is, under the number that it is called by, or was when it came out."""
        part = order.part(self.part_id)
        if part is None:
            return Asks()
        return asked_of(part, part.serial_out, came_out(part, order))

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Waits for the report that names the part; what is accounted for stays so."""
        part = order.part(self.part_id)
        if part is None:
            return Parked("part_unknown", "report")
        if self.settled(part):
            return Parked("part_settled", "person")
        return self.booked(part, order, entry, known)

    def settled(self, part: Part) -> bool:
        """Nothing is left to be said of it."""
        return not part.outstanding

    def booked(self, part: Part, order: Order, entry: Entry, known: Known) -> Judgement:
        """What the ledger books of it."""
        return Applied(entry.settled)


def came_out(part: Part, order: Order) -> list[Movement]:
    """What its report booked as old pieces; a later version may call the part otherwise."""
    return [one for one in order.desk.moved.get(part.id, []) if one.target.kind is AccountKind.VAN]


def old_pieces(part: Part, order: Order, shelf: Shelf, quantity: int) -> list[Movement]:
    """From where so many old pieces of this part can be taken, as movements that still need a target: what
    its report moved, wherever on the accounts of this order's people that lies now, or was given up. May be
    fewer.
    """
    moved = came_out(part, order)
    found, people = list[Movement](), holders(order, moved)
    accounts = [place(who) for who in people for place in (transit, van)]
    for account in [*accounts, GIVEN_UP] if part.waived else accounts:
        for serial, number in sorted({(one.serial, one.number) for one in moved}, reverse=True):
            stock = Stock(account, number, serial, Condition.OLD)
            taken = min(quantity, shelf.held(stock))
            if taken > 0:
                found.append(
                    Movement(
                        number=number,
                        quantity=taken,
                        serial=serial,
                        condition=Condition.OLD,
                        source=account,
                        target=account,
                        technician=account.holder,
                        part_id=part.id,
                    )
                )
                quantity -= taken
    return found


def holders(order: Order, moved: Sequence[Movement]) -> list[UUID]:
    """Who may have the old piece: whoever took it out, then all who are or were on the team."""
    first = [one.technician for one in moved if one.technician]
    others = sorted({*ids(order.team), *(one.id for one in order.desk.former)} - set(first))
    return list(dict.fromkeys([*first, *others]))


@kind("old_part.sent", by={Role.TECHNICIAN})
class OldPartSent(OfOldPart):
    """The old part is packed and on its way; without a carrier the technician carries it himself."""

    carrier: Name | None = None
    tracking: Name | None = None

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By whoever was ever on the team: an old part does not change hands with the order.

        Sent after it was received is late news, not a contradiction.
        """
        part = order.part(self.part_id)
        if part is None:
            return Parked("part_unknown", "report")
        his = order.was_member(entry.author) or entry.decided
        return self.booked(part, order, entry, known) if his else NOT_ON_TEAM

    def booked(self, part: Part, order: Order, entry: Entry, known: Known) -> Judgement:
        """From the van; what is not there any more has gone before."""
        booking = Booking(known.shelf.copy())
        for one in old_pieces(part, order, known.shelf, part.owed):
            if one.source.kind is AccountKind.VAN:
                booking.move(one.model_copy(update={"target": transit(entry.author)}))
        return Applied(settled_with(entry.settled, booking))

    def fold(self, order: Order, entry: Entry) -> None:
        """The earliest sending stands."""
        part = order.part(self.part_id)
        if part and (part.sent is None or entry.at < part.sent.at):
            part.sent = Sent(at=entry.at, carrier=self.carrier, tracking=self.tracking)


@kind("old_part.received", by={Role.STOREKEEPER})
class OldPartReceived(OfOldPart):
    """The storekeeper has it, and says in what condition; `quantity` where fewer came than the line owes.

    One that was waived may turn up all the same.
    """

    condition: Name
    serial: Name | None = None
    quantity: int | None = Field(None, ge=1, le=10_000)

    def settled(self, part: Part) -> bool:
        """All of it has come."""
        return part.missing == 0

    def booked(self, part: Part, order: Order, entry: Entry, known: Known) -> Judgement:
        """Into the store, from whoever had it; from nowhere, with a flag, where nobody had."""
        came = self.quantity or part.missing
        if came > part.missing:
            return Rejected("too_many", f"{part.missing} are owed")
        booking = Booking(known.shelf.copy())
        for one in old_pieces(part, order, known.shelf, came):
            booking.move(one.model_copy(update={"target": STORE}))
        lacking = came - sum(one.quantity for one in booking.movements)
        if lacking:
            booking.move(from_nowhere(part, order, lacking))
        return Applied(settled_with(entry.settled, booking, [SHORT] if came < part.owed else []))

    def fold(self, order: Order, entry: Entry) -> None:
        """Accounted for; a serial that is not the one that came out is flagged, however either was typed."""
        part = order.part(self.part_id)
        if part is None:
            return
        came, before = self.quantity or part.missing, part.received
        matches = same_serial(part.serial_out, self.serial)
        receipt = Received(
            at=entry.at,
            by=entry.settled.author.name,
            condition=self.condition,
            serial=self.serial,
            serial_matches=matches,
            quantity=came,
            fact_ids=[entry.fact_id],
        )
        order.desk.receipts[entry.fact_id] = receipt
        part.received = joined(before, receipt) if before else receipt
        if matches is False:
            order.flag("serial_mismatch", entry.fact_id)
        flag_all(order, entry)


def joined(before: Received, receipt: Received) -> Received:
    """A part's receipts: the last one speaks for all, and their pieces are counted."""
    quantity = (before.quantity or 0) + (receipt.quantity or 0)
    return receipt.model_copy(
        update={"quantity": quantity, "fact_ids": [*before.fact_ids, *receipt.fact_ids]}
    )


def same_serial(one: str | None, other: str | None) -> bool | None:
    """Whether two serials are the same, however each was typed; None where one of them is not known."""
    return as_serial(one) == as_serial(other) if one and other else None


def from_nowhere(part: Part, order: Order, quantity: int) -> Movement:
    """Old pieces that came and were on nobody's account."""
    report = next((one for one in order.reports if one.id == part.report_id), None)
    technician = report.by if report else None
    return Movement(
        number=as_number(part.number or part.name),
        quantity=quantity,
        condition=Condition.OLD,
        source=unexplained(technician),
        target=STORE,
        technician=technician,
        part_id=part.id,
    )


@kind("old_part.waived", by={Role.MANAGER})
class OldPartWaived(OfOldPart):
    """A manager gives the old part up, with the reason (S1-3.6.3)."""

    reason: Reason

    def booked(self, part: Part, order: Order, entry: Entry, known: Known) -> Judgement:
        """Off the technician's account, as far as it is on one."""
        booking = Booking(known.shelf.copy())
        for one in old_pieces(part, order, known.shelf, part.owed):
            booking.move(one.model_copy(update={"target": GIVEN_UP}))
        return Applied(settled_with(entry.settled, booking))

    def fold(self, order: Order, entry: Entry) -> None:
        """Accounted for."""
        part = order.part(self.part_id)
        if part:
            part.waived = Waived(at=entry.at, by=entry.settled.author.name, reason=self.reason)
