"""A part line of a report: the piece that it uses up, and the debt of the old one (S1-3.4.2Eb, S1-3.4.2Ed).

A report is never refused for stock. What is on nobody's books is booked from `unexplained`, with a flag.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    PartSource,
    Sha256,
    Value,
)
from backend.order.fact import Asks
from backend.order.parts.stock import (
    FIT_TO_USE,
    Booking,
    Shelf,
    Stock,
    as_number,
    as_serial,
    fitted,
    from_lot,
    transit,
    unexplained,
    van,
)

ELSEWHERE = "serial_elsewhere"
"""Flag: the books have a piece with that serial at another place."""
OF_ANOTHER = "part_of_another"
"""Flag: a piece that another technician had on his account was used."""
DROPPED = "part_dropped"
"""Flag: a later version is silent about a part whose old piece is owed."""
OTHERWISE = "written_off_otherwise"
"""Flag: a later version says another piece, or another number of them, than is written off for the part."""
MAY_BE_USED = frozenset({AccountKind.VAN, AccountKind.TRANSIT})
"""From where a report takes a piece by its serial, whosever it is; what the store answers for it leaves."""
IN_A_VEHICLE = frozenset({AccountKind.FITTED, AccountKind.VEHICLE})


class PartLine(Value):
    """A part that was fitted (S1-3.4.2Eb: reason, name and quantity are required)."""

    id: UUID
    name: Name
    number: Name | None = None
    quantity: int = Field(ge=1, le=10_000)
    reason: Name
    warranty: bool
    replaced: bool = Field(True, description="an old part came out and owes its return (S1-3.4.2Ed)")
    serial_out: Name | None = None
    serial_in: Name | None = None
    source: PartSource | None = Field(
        None, description="from where the new one came; without it, from the technician's van"
    )
    photo_out: Sha256 | None = Field(None, description="of the old part, by its SHA-256")

    def part(self, report_id: UUID, before: Part | None, at: datetime, days: int | None) -> Part:
        """The part as this line says it, with what has happened to it; the old one is due after `days`, from
        the first version that names the part, though another be the first to say that something came out.
        """
        kept = {"sent", "received", "waived", "written_off", "replaced_at", "due_at"}
        happened = before.model_dump(include=kept) if before else {"replaced_at": at, "due_at": None}
        since, owed_before = happened["replaced_at"] or at, before is not None and before.owes_return
        if days and self.replaced and not owed_before:
            happened["due_at"] = happened["due_at"] or since + timedelta(days=days)
        said = self.model_dump(exclude={"replaced"}) | {"report_id": report_id, "owes_return": self.replaced}
        return Part.model_validate(said | happened)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The parts of a report before and after its newest version; `kept` are owed although it is silent."""

    before: dict[UUID, Part]
    now: dict[UUID, Part]
    kept: dict[UUID, Part]


def renewed(
    order: Order, report_id: UUID, lines: Iterable[PartLine], at: datetime, days: int | None
) -> Renewed:
    """What a new version makes of the parts of its report.

    What is on its way back keeps that, and what the customer has answered to stays owed: a part that came
    out does not vanish because a later version is silent about it.
    """
    before = {part.id: part for part in order.parts if part.report_id == report_id}
    answered = any(one.signature for one in order.reports if one.id == report_id)
    now = {line.id: line.part(report_id, before.get(line.id), at, days) for line in lines}
    kept = {
        key: part
        for key, part in before.items()
        if key not in now and (answered or part.sent or part.received or part.waived or part.written_off)
    }
    return Renewed(before, now, kept)


def numbers(order: Order, report_id: UUID, lines: Iterable[PartLine]) -> frozenset[str]:
    """The part numbers that a version of a report may move: those it names, and those named before."""
    named = {as_number(line.number or line.name) for line in lines}
    before = {part.id for part in order.parts if part.report_id == report_id}
    moved = {one.number for part_id in before for one in order.desk.moved.get(part_id, [])}
    return frozenset(named | moved)


def serials(order: Order, report_id: UUID, lines: Iterable[PartLine]) -> frozenset[str]:
    """The serials of the pieces that it may move."""
    said = (serial for line in lines for serial in (line.serial_in, line.serial_out))
    named = {as_serial(serial) for serial in said if serial}
    before = {part.id for part in order.parts if part.report_id == report_id}
    moved = {one.serial for part_id in before for one in order.desk.moved.get(part_id, []) if one.serial}
    return frozenset(named | moved)


def booked(order: Order, author: UUID, parts: Renewed, shelf: Shelf) -> Booking:
    """What the ledger books for a version: what earlier ones moved and this one says otherwise goes back,
    and what is new is taken. Changes neither order nor shelf.

    All goes back before any is taken: a line may need what another held by mistake. What came out of the
    vehicle goes back first, for it may have been fitted by another line.
    """
    booking, moved = Booking(shelf.copy()), order.desk.moved
    booking.doubts |= {OTHERWISE} if restated(parts) else set()
    anew, out = new_pieces(parts), old_pieces(parts)
    for keys, kind in ((out, AccountKind.VAN), (anew, AccountKind.FITTED)):
        for key in keys:
            booking.take_back(one for one in moved.get(key, []) if one.target.kind is kind)
    for key, part in parts.now.items():
        if key in anew:
            use(booking, part, author, helpers(order, author, part))
        if key in out:
            take_out(booking, part, author, order.vehicle.id)
    return booking


def gone(parts: Renewed) -> list[UUID]:
    """The parts that a version drops."""
    return [key for key in parts.before if key not in parts.now and key not in parts.kept]


def new_pieces(parts: Renewed) -> list[UUID]:
    """The parts whose fitted piece a version says otherwise; what is written off stays so."""
    return gone(parts) + [
        key
        for key, part in parts.now.items()
        if part.written_off is None and new_piece(parts.before.get(key)) != new_piece(part)
    ]


def restated(parts: Renewed) -> list[UUID]:
    """The parts of which a version says otherwise what is written off already. Only the store can take that
    back; until then it stays so.
    """
    return [
        key
        for key, part in parts.now.items()
        if part.written_off and new_piece(parts.before.get(key)) != new_piece(part)
    ]


def old_pieces(parts: Renewed) -> list[UUID]:
    """The parts whose old piece it says otherwise; one that is on its way, or was given up, stays so."""
    return gone(parts) + [
        key
        for key, part in parts.now.items()
        if not (part.sent or part.received or part.waived)
        and old_piece(parts.before.get(key)) != old_piece(part)
    ]


def new_piece(part: Part | None) -> tuple[object, ...] | None:
    """What of a part decides which piece is used; None where none of ours is."""
    if part is None or not part.from_van:
        return None
    return (as_number(part.number or part.name), part.quantity, as_serial(part.serial_in))


def old_piece(part: Part | None) -> tuple[object, ...] | None:
    """What of a part decides which old piece came out; None where none did."""
    if part is None or not part.owes_return:
        return None
    return (as_number(part.number or part.name), part.quantity, as_serial(part.serial_out))


def helpers(order: Order, author: UUID, part: Part) -> list[UUID]:
    """Who else drew pieces of this part for this order, or took the parcel in: after a reassignment, and
    where two drive out, they are used by who is there.
    """
    number = as_number(part.number or part.name)
    drawn = {
        who
        for requisition in order.requisitions
        for issue in requisition.issues
        for who in (issue.to, issue.received_by)
        if who and any(line.number == number for line in issue.lines)
    }
    return sorted(drawn - {author})


def use(booking: Booking, part: Part, author: UUID, others: Sequence[UUID]) -> None:
    """Book the piece that was fitted: from the author's own, then from theirs, then from nowhere."""
    if not part.from_van:
        return
    wanted = Movement(
        number=as_number(part.number or part.name),
        quantity=part.quantity,
        source=unexplained(author),
        target=fitted(author),
        serial=as_serial(part.serial_in),
        technician=author,
        part_id=part.id,
    )
    known = booking.shelf.where(wanted.number, wanted.serial) if wanted.serial else []
    if known and part.quantity == 1:
        use_known(booking, wanted, known[0])
        return
    mine = [van(author), transit(author)]
    theirs = [account for other in others for account in (van(other), transit(other))]
    lacking = draw_unnamed(booking, wanted, mine, wanted.quantity)
    left = draw_unnamed(booking, wanted, theirs, lacking)
    if left < lacking:
        booking.doubts.add(OF_ANOTHER)
    if left:
        booking.move(from_nowhere(wanted, left))


def asked_of(part: Part, serial: str | None, moved: Iterable[Movement]) -> Asks:
    """What must be known of a part's piece with that serial: under the number that the part is called by, and
    of what was booked for it, which a later version may call otherwise.
    """
    booked = [*moved]
    serials = {as_serial(serial), *(one.serial for one in booked)}
    return Asks(
        numbers=frozenset({as_number(part.number or part.name), *(one.number for one in booked)}),
        serials=frozenset(one for one in serials if one),
    )


def use_anew(booking: Booking, part: Part, order: Order) -> None:
    """Book the piece of a part as its report says it by now, instead of what was booked for it."""
    moved = [one for one in order.desk.moved.get(part.id, []) if one.target.kind is AccountKind.FITTED]
    booking.take_back(moved)
    author = next((one.technician for one in moved if one.technician), None)
    if author:
        use(booking, part, author, helpers(order, author, part))


def draw_unnamed(booking: Booking, wanted: Movement, accounts: Sequence[Account], quantity: int) -> int:
    """Take so many pieces from these accounts; gives how many are lacking.

    Where the report names a serial that the books do not know, a piece without one is meant, and never one
    with another.
    """
    if not quantity:
        return 0
    plain = wanted.model_copy(update={"serial": "", "quantity": quantity})
    return booking.draw(plain, accounts, FIT_TO_USE, guess=not wanted.serial)


def use_known(booking: Booking, wanted: Movement, lot: Stock) -> None:
    """Book a piece that the books know by its serial: from whichever technician has it on his account.

    What the store, a station or a vehicle has stays there: more likely the serial is wrong than the store.
    """
    if lot.account.kind not in MAY_BE_USED or lot.condition not in FIT_TO_USE:
        booking.doubts.add(ELSEWHERE)
        booking.move(wanted.model_copy(update={"serial": ""}))
    else:
        if lot.account.holder != wanted.technician:
            booking.doubts.add(OF_ANOTHER)
        booking.move(from_lot(wanted, lot, 1))


def from_nowhere(wanted: Movement, quantity: int) -> Movement:
    """The movement of what nobody had; a serial is of one piece."""
    serial = wanted.serial if wanted.quantity == 1 else ""
    return wanted.model_copy(update={"quantity": quantity, "serial": serial})


def take_out(booking: Booking, part: Part, author: UUID, vehicle: UUID) -> None:
    """Book the old piece from the vehicle into the author's van."""
    if not part.owes_return:
        return
    wanted = Movement(
        number=as_number(part.number or part.name),
        quantity=part.quantity,
        source=Account(kind=AccountKind.VEHICLE, holder=vehicle),
        target=van(author),
        condition=Condition.OLD,
        serial=as_serial(part.serial_out) if part.quantity == 1 else "",
        technician=author,
        part_id=part.id,
    )
    known = booking.shelf.where(wanted.number, wanted.serial) if wanted.serial else []
    if known and known[0].account.kind in IN_A_VEHICLE:
        booking.move(from_lot(wanted.model_copy(update={"becomes": Condition.OLD}), known[0], 1))
    elif known:
        booking.doubts.add(ELSEWHERE)
        booking.move(wanted.model_copy(update={"serial": ""}))
    else:
        booking.move(wanted)


def remember(order: Order, movements: Iterable[Movement]) -> None:
    """Note what was booked for each part of a report, so that a new version can take it back."""
    for one in movements:
        if one.part_id is None:
            continue
        moved = order.desk.moved.setdefault(one.part_id, [])
        if one.back and one.reversed() in moved:
            moved.remove(one.reversed())
        else:
            moved.append(one)
        if not moved:
            del order.desk.moved[one.part_id]
