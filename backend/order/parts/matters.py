"""What of an order's parts is open, so that desks find it: a key column, and a pure function of the order."""

from collections.abc import Iterator
from enum import StrEnum

from backend.order.document import Order, Part, Requisition, State
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


def awaits(requisition: Requisition, order: Order) -> Iterator[Matter]:
    """What of a requisition is open."""
    over = order.state in (State.CLOSED, State.CANCELLED)
    if not (over or requisition.approved or requisition.refused):
        yield Matter.DECISION
    if not over and requisition.approved and any(one.approved > one.issued for one in requisition.lines):
        yield Matter.ISSUE
    if any(not issue.received_at for issue in requisition.issues):
        yield Matter.RECEIPT
    if requisition.reserved:
        yield Matter.ASIDE


def unclaimed(order: Order) -> list[Part]:
    """The warranty parts that were written off and for which nobody was ever asked (S1-3.8)."""
    claimed = {one.part_id for one in order.desk.claims}
    return [one for one in order.parts if one.warranty and one.written_off and one.id not in claimed]


def matters(order: Order) -> list[Matter]:
    """What is open, in the order of `Matter`."""
    asked = {matter for requisition in order.requisitions for matter in awaits(requisition, order)}
    is_open = {
        Matter.OLD_PART: any(one.outstanding for one in order.parts),
        Matter.WRITE_OFF: any(to_write_off(one) for one in order.parts),
        Matter.UNCLAIMED: bool(unclaimed(order)),
        Matter.CLAIM: any(not one.settled for one in order.desk.claims),
        Matter.FREIGHT: any(not one.approved for one in order.desk.freights),
    }
    return [matter for matter in Matter if matter in asked or is_open.get(matter)]
