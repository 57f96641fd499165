"""Postage and freight of parts: written off with the handler's and a leader's word (S1-3.6.3).

What it cost is for desks alone, and for the technician who paid: no phone gets it.
"""

from typing import ClassVar, Literal
from uuid import UUID

from backend.order.document import Decision, Freight, Money, Name, Order, Sha256
from backend.order.fact import NOT_ON_TEAM, Applied, Body, Entry, Judgement, Known, Parked, Rejected, kind
from backend.people.roles import Role


class OfFreight(Body):
    """A fact of one shipment's cost."""

    on_closed: ClassVar[bool] = True

    freight_id: UUID

    def about(self) -> UUID:
        """The freight."""
        return self.freight_id

    def freight(self, order: Order) -> Freight | None:
        """The freight."""
        return next((one for one in order.desk.freights if one.id == self.freight_id), None)


@kind("freight.recorded", by={Role.TECHNICIAN, Role.STOREKEEPER})
class FreightRecorded(OfFreight):
    """What it cost to send parts: `about_id` is the issue, or the part whose old piece went back, or the
    requisition whose unused pieces did. `voucher` is the photo of the receipt, by its SHA-256.
    """

    what: Literal["issue", "old_part", "unused"]
    about_id: UUID
    carrier: Name
    tracking: Name | None = None
    cost: Money
    voucher: Sha256 | None = None

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By the store, or by who is or was on the team; once."""
        if not (entry.settled.desk or order.was_member(entry.author) or entry.decided):
            return NOT_ON_TEAM
        if self.freight(order):
            return Parked("conflict", "person", "this freight was recorded before")
        return Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        """It waits for a leader."""
        if self.freight(order):
            return
        order.desk.freights.append(
            Freight(
                id=self.freight_id,
                what=self.what,
                about_id=self.about_id,
                carrier=self.carrier,
                tracking=self.tracking,
                cost=self.cost,
                handler=entry.author,
                handler_name=entry.settled.author.name,
                at=entry.at,
                voucher=self.voucher,
            )
        )


@kind("freight.approved", by={Role.MANAGER})
class FreightApproved(OfFreight):
    """A leader approves what it cost, and never what he paid himself."""

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Once."""
        freight = self.freight(order)
        if freight is None:
            return Rejected("freight_unknown")
        if freight.approved:
            return Rejected("freight_approved")
        if freight.handler == entry.author:
            return Rejected("own_request")
        return Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        """Written off."""
        freight = self.freight(order)
        if freight:
            freight.approved = Decision(at=entry.at, by=entry.settled.author.name)
