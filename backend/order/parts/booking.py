"""How what a fact moves is settled with it, and shown as flags of the order."""

from collections.abc import Iterable

from backend.order.document import AccountKind, Order
from backend.order.fact import Entry, Settled
from backend.order.parts.stock import Booking

UNEXPLAINED = "part_unexplained"
"""Flag: a piece that was used, or came back, was on nobody's books."""


def doubts(booking: Booking) -> list[str]:
    """The codes of flags that a booking raises."""
    nowhere = any(one.source.kind is AccountKind.UNEXPLAINED and not one.back for one in booking.movements)
    return sorted(booking.doubts | ({UNEXPLAINED} if nowhere else set()))


def settled_with(settled: Settled, booking: Booking, found: Iterable[str] = ()) -> Settled:
    """What the server decided, with what the ledger books and the flags that it raises."""
    codes = sorted({*doubts(booking), *found})
    return settled.model_copy(update={"stock": booking.movements or None, "doubts": codes or None})


def flag_all(order: Order, entry: Entry) -> None:
    """Raise the flags that were settled."""
    for code in entry.settled.doubts or []:
        order.flag(code, entry.fact_id)
