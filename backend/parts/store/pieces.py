"""Pieces that the store handles, and the rules by which each moves. Pure.

What stands against a movement is raised as a Problem, with the number of its line from 1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Protocol, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from backend.order.document import Account, AccountKind, Condition, Movement, Name
from backend.order.parts.stock import FIT_TO_USE, STORE, Booking, Shelf, Stock, as_number, as_serial
from backend.problems import Problem

Line = Annotated[Name, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One line of text, which PostgreSQL can hold and a slip can show."""
Serial = Annotated[Line, AfterValidator(as_serial)]
"""The serial of a piece, as the ledger writes it."""
Words = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
    ),
]
"""A reason or a remark, perhaps of several lines."""
Quantity = Annotated[int, Field(ge=1, le=100_000)]
LINES_LIMIT, SERIALS_LIMIT = 200, 1000
"""Of one entry."""
SCRAP = Account(kind=AccountKind.SCRAP)
OUTSIDE = (AccountKind.SUPPLIER, AccountKind.UNEXPLAINED)
"""Accounts from which a piece may come back: given to a supplier, or missed in a count."""
OPENING = Account(kind=AccountKind.OPENING)


class Named(Protocol):
    """Something of which pieces are named by their serials."""

    @property
    def serials(self) -> list[str]:
        """Their serials."""


Kept = TypeVar("Kept", bound=Named)


@dataclass(slots=True)
class Books:
    """What an entry must know, as it is under the locks of its numbers.

    `listed`: its numbers that the catalogue has. `came`: of replaced parts, how many old pieces of them lie
    in the store. `taken_back`: what the entry that is to be reversed moved; none where it may not be.
    """

    shelf: Shelf
    listed: set[str] = field(default_factory=set)
    suppliers: set[UUID] = field(default_factory=set)
    stations: set[UUID] = field(default_factory=set)
    came: dict[tuple[UUID, str], int] = field(default_factory=dict)
    taken_back: list[Movement] = field(default_factory=list)


@contextmanager
def at_line(line: int) -> Iterator[None]:
    """Whatever is raised inside names this line."""
    try:
        yield
    except Problem as problem:
        detail = f"line {line}: {problem.detail}" if problem.detail else f"line {line}"
        raise Problem(problem.code, detail, line=line) from None


def few(lines: list[Kept]) -> list[Kept]:
    """An entry is decided in one go."""
    if sum(len(one.serials) for one in lines) > SERIALS_LIMIT:
        raise ValueError(f"more than {SERIALS_LIMIT} serials; make several entries")
    return lines


class Pieces(BaseModel, extra="forbid", frozen=True):
    """So many pieces of a part; each by its serial, where its pieces have serials."""

    number: Line = Field(examples=["81.50321-0007"])
    quantity: Quantity = Field(examples=[2])
    serials: list[Serial] = Field([], max_length=SERIALS_LIMIT)
    condition: Condition = Condition.NEW
    part_id: UUID | None = None

    @model_validator(mode="after")
    def as_many_serials_as_pieces(self) -> "Pieces":
        """Either none has a serial, or all have. Whether each has its own is asked when they move: what was
        said before two spellings were one serial can still be read.
        """
        if self.serials and len(self.serials) != self.quantity:
            raise ValueError("there must be as many different serials as pieces")
        return self

    def moved(self, source: Account, target: Account, becomes: Condition | None = None) -> list[Movement]:
        """Their movements: one for each serial, else one. Raises `invalid_input` where two pieces have the
        same serial, however it was typed.
        """
        if len(set(self.serials)) != len(self.serials):
            raise Problem("invalid_input", "there must be as many different serials as pieces")
        pieces = [(serial, 1) for serial in self.serials] or [("", self.quantity)]
        return [
            Movement(
                number=as_number(self.number),
                quantity=quantity,
                serial=serial,
                source=source,
                target=target,
                condition=self.condition,
                becomes=becomes if becomes != self.condition else None,
                part_id=self.part_id,
            )
            for serial, quantity in pieces
        ]


def move(booking: Booking, movement: Movement) -> None:
    """Decide a movement. Raises `out_of_stock`, `serials_needed`, and `piece_elsewhere` for a piece with a
    serial that lies in another place.
    """
    number, serial = movement.number, movement.serial
    source = Stock(movement.source, number, serial, movement.condition)
    for place in booking.shelf.where(number, serial) if serial else ():
        if place != source:
            raise Problem("piece_elsewhere", f"{number} {serial}: {place.condition}, on {place.account}")
    if not booking.shelf.holds(movement):
        plain = not serial and number in booking.shelf.with_serial and movement.condition in FIT_TO_USE
        there = f"{number} {serial}".rstrip() + f": {booking.shelf.held(source)} {movement.condition}"
        raise Problem("serials_needed" if plain else "out_of_stock", f"{there} on {movement.source}")
    booking.move(movement)


def bring(booking: Booking, books: Books, pieces: Pieces, source: Account, target: Account) -> None:
    """Decide that pieces of the catalogue come. Raises what `move` does, and `part_number_unknown`."""
    number = as_number(pieces.number)
    if number not in books.listed:
        raise Problem("part_number_unknown", number)
    if number in booking.shelf.with_serial and not pieces.serials:
        raise Problem("serials_needed", number)
    for movement in pieces.moved(source, target):
        come(booking, movement)


def come(booking: Booking, movement: Movement) -> None:
    """Decide that pieces come from outside the books; one with a serial from where it went out of them."""
    lies = booking.shelf.where(movement.number, movement.serial) if movement.serial else []
    if lies and lies[0].account.kind in OUTSIDE:
        becomes = movement.condition if movement.condition != lies[0].condition else None
        changes = {"source": lies[0].account, "condition": lies[0].condition, "becomes": becomes}
        booking.move(movement.model_copy(update=changes))
    else:
        move(booking, movement)


class Place(BaseModel, extra="forbid", frozen=True):
    """The store, or a service station by its id."""

    station_id: UUID | None = None

    def account(self, books: Books) -> Account:
        """Its account. Raises `station_unknown`."""
        if self.station_id is None:
            return STORE
        if self.station_id not in books.stations:
            raise Problem("station_unknown", str(self.station_id))
        return Account(kind=AccountKind.STATION, holder=self.station_id)


def supplier(supplier_id: UUID | None, books: Books) -> Account:
    """Of a supplier, or of all that is nobody's. Raises `supplier_unknown`."""
    if supplier_id and supplier_id not in books.suppliers:
        raise Problem("supplier_unknown", str(supplier_id))
    return Account(kind=AccountKind.SUPPLIER, holder=supplier_id)
