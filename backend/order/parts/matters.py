"""What of an order's parts is open, so that desks find it: a key column, and a pure function of the order."""

from enum import StrEnum

from backend.order.document import Order, State
from backend.order.parts.write_off import to_write_off


class Matter(StrEnum):
    """Something that somebody still has to do about parts."""

    DECISION = "decision"
    """A manager: on a requisition (S1-3.6.1)."""
    ISSUE = "issue"
    """The store: what was approved."""
    RECEIPT = "receipt"
    """A technician: confirm what was issued."""
    ASIDE = "aside"
    """The store: pieces lie aside."""
    OLD_PART = "old_part"
    """A technician, then the store: an old piece comes back (S1-3.4.2Ed)."""
    WRITE_OFF = "write_off"
    """The store: a fitted piece is still on a technician's account (S1-3.6.2)."""
    UNCLAIMED = "unclaimed"
    """A coordinator: a warranty part was written off and nobody was asked for it (S1-3.8)."""
    CLAIM = "claim"
    """A coordinator, then a manager: a claim is not settled."""
    FREIGHT = "freight"
    """A manager: approve what it cost (S1-3.6.3)."""


def matters(order: Order) -> list[Matter]:
    """What is open, in the order of `Matter`."""
    asked, claims = order.requisitions, order.desk.claims
    claimed = {one.part_id for one in claims}
    approved = [one for one in asked if one.approved]
    over = order.state in (State.CLOSED, State.CANCELLED)
    is_open = {
        Matter.DECISION: not over and any(not (one.approved or one.refused) for one in asked),
        Matter.ISSUE: not over and any(line.approved > line.issued for one in approved for line in one.lines),
        Matter.RECEIPT: any(not issue.received_at for one in asked for issue in one.issues),
        Matter.ASIDE: any(one.reserved for one in asked),
        Matter.OLD_PART: any(one.outstanding for one in order.parts),
        Matter.WRITE_OFF: any(to_write_off(one) for one in order.parts),
        Matter.UNCLAIMED: any(
            one.warranty and one.written_off and one.id not in claimed for one in order.parts
        ),
        Matter.CLAIM: any(not one.settled for one in claims),
        Matter.FREIGHT: any(not one.approved for one in order.desk.freights),
    }
    return [matter for matter in Matter if is_open[matter]]
