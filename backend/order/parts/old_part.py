"""Old parts on their way back: sent by the technician, received by the store, or waived (S1-3.4.2Ed)."""

from typing import ClassVar
from uuid import UUID

from backend.order.document import Name, Order, Part, Received, Sent, Waived
from backend.order.fact import NOT_ON_TEAM, Applied, Body, Entry, Judgement, Known, Parked, kind
from backend.order.office import Reason
from backend.people.roles import Role


class OfOldPart(Body):
    """A fact of one replaced part."""

    on_closed: ClassVar[bool] = True

    part_id: UUID

    def about(self) -> UUID:
        """The part."""
        return self.part_id

    def part(self, order: Order) -> Part | None:
        """The part in the order."""
        return next((one for one in order.parts if one.id == self.part_id), None)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Waits for the report that names the part; what is accounted for stays so."""
        part = self.part(order)
        if part is None:
            return Parked("part_unknown", "report")
        if not part.outstanding:
            return Parked("part_settled", "person")
        return Applied(entry.settled)


@kind("old_part.sent", by={Role.TECHNICIAN})
class OldPartSent(OfOldPart):
    """The old part is packed and on its way; without a carrier the technician carries it himself."""

    carrier: Name | None = None
    tracking: Name | None = None

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By whoever was ever on the team: an old part does not change hands with the order.

        Sent after it was received is late news, not a contradiction.
        """
        if self.part(order) is None:
            return Parked("part_unknown", "report")
        his = order.was_member(entry.author) or entry.decided
        return Applied(entry.settled) if his else NOT_ON_TEAM

    def fold(self, order: Order, entry: Entry) -> None:
        """The earliest sending stands."""
        part = self.part(order)
        if part and (part.sent is None or entry.at < part.sent.at):
            part.sent = Sent(at=entry.at, carrier=self.carrier, tracking=self.tracking)


@kind("old_part.received", by={Role.STOREKEEPER})
class OldPartReceived(OfOldPart):
    """The storekeeper has it, and says in what condition."""

    condition: Name
    serial: Name | None = None

    def fold(self, order: Order, entry: Entry) -> None:
        """Accounted for; a serial that is not the one that came out is flagged."""
        part = self.part(order)
        if part is None:
            return
        matches = None if part.serial_out is None or self.serial is None else part.serial_out == self.serial
        part.received = Received(
            at=entry.at,
            by=entry.settled.author.name,
            condition=self.condition,
            serial=self.serial,
            serial_matches=matches,
        )
        if matches is False:
            order.flag("serial_mismatch", entry.fact_id)


@kind("old_part.waived", by={Role.MANAGER})
class OldPartWaived(OfOldPart):
    """A manager gives the old part up, with the reason (S1-3.6.3)."""

    reason: Reason

    def fold(self, order: Order, entry: Entry) -> None:
        """Accounted for."""
        part = self.part(order)
        if part:
            part.waived = Waived(at=entry.at, by=entry.settled.author.name, reason=self.reason)
