"""What the store books of itself, for no order: what is said, and what it comes to (S1-3.7). Pure.

A storekeeper says what he did; `booked` decides the movements on the shelf as it is, or raises the Problem
that stands against it, with the number of the line from 1.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from backend.order.document import Account, Condition, Movement
from backend.order.parts.stock import FIT_TO_USE, STORE, Booking, Shelf, as_number, unexplained
from backend.parts.store.pieces import (
    LINES_LIMIT,
    OPENING,
    SCRAP,
    SERIALS_LIMIT,
    Books,
    Line,
    Pieces,
    Place,
    Serial,
    Words,
    at_line,
    bring,
    come,
    few,
    move,
    supplier,
)
from backend.problems import Problem


class Said(BaseModel, extra="forbid", frozen=True):
    """What a storekeeper says that he did, under an id made by the caller."""

    id: UUID
    kind: str

    def about(self) -> Iterable["Pieces | Counted"]:
        """The lines whose part numbers must be locked."""
        return ()

    def parties(self) -> set[UUID | None]:
        """Suppliers and stations that it names."""
        return set()

    @abstractmethod
    def booked(self, books: Books) -> list[Movement]:
        """The movements that it comes to. Raises the Problem that stands against it."""


class Received(Pieces):
    """A line of a receipt: spec and quality as the storekeeper sees them (S1-3.7.1)."""

    quality: Line = Field(examples=["good, packing undamaged"])
    spec: Line | None = Field(None, examples=["24 V, 3/2"])
    part_id: None = Field(None, exclude=True)


class Receipt(Said, frozen=True):
    """Pieces that came into the store, from a supplier or from elsewhere (S1-3.7.2)."""

    kind: Literal["receipt"] = "receipt"
    supplier_id: UUID | None = None
    lines: Annotated[list[Received], AfterValidator(few)] = Field(min_length=1, max_length=LINES_LIMIT)
    note: Words | None = None

    def about(self) -> Sequence[Pieces]:
        """All its lines."""
        return self.lines

    def parties(self) -> set[UUID | None]:
        """From whom."""
        return {self.supplier_id}

    def booked(self, books: Books) -> list[Movement]:
        """Into the store, if the catalogue has them."""
        booking, source = Booking(books.shelf.copy()), supplier(self.supplier_id, books)
        for n, line in enumerate(self.lines, 1):
            with at_line(n):
                bring(booking, books, line, source, STORE)
        return booking.movements


class Transfer(Said, frozen=True):
    """Spares sent to a service station, back from one, or from one to another (S1-3.7.6)."""

    kind: Literal["transfer"]
    source: Place = Place()
    target: Place = Place()
    lines: Annotated[list[Pieces], AfterValidator(few)] = Field(min_length=1, max_length=LINES_LIMIT)
    note: Words | None = None

    @model_validator(mode="after")
    def goes_somewhere(self) -> "Transfer":
        """From one place to another."""
        if self.source == self.target:
            raise ValueError("source and target are the same place")
        return self

    def about(self) -> Sequence[Pieces]:
        """All its lines."""
        return self.lines

    def parties(self) -> set[UUID | None]:
        """The stations."""
        return {self.source.station_id, self.target.station_id}

    def booked(self, books: Books) -> list[Movement]:
        """What lies there, and no more."""
        booking = Booking(books.shelf.copy())
        source, target = self.source.account(books), self.target.account(books)
        for n, line in enumerate(self.lines, 1):
            with at_line(n):
                for movement in line.moved(source, target):
                    move(booking, movement)
        return booking.movements


class Disposed(Pieces):
    """Pieces that the store is done with: old ones, unless it says otherwise; `part_id` is the part of a
    report that they came from.
    """

    condition: Condition = Condition.OLD


class Disposal(Said, frozen=True):
    """What becomes of old parts: back to the supplier, to scrap, or refurbished for use (S1-3.7.5)."""

    kind: Literal["disposal"]
    to: Literal["supplier", "scrap", "refurbished"]
    supplier_id: UUID | None = None
    lines: Annotated[list[Disposed], AfterValidator(few)] = Field(min_length=1, max_length=LINES_LIMIT)
    note: Words | None = None

    @model_validator(mode="after")
    def goes_where_it_says(self) -> "Disposal":
        """A supplier is named where they go to one; what is refurbished was old."""
        if (self.to == "supplier") != (self.supplier_id is not None):
            raise ValueError("supplier_id is of what goes to a supplier")
        if self.to == "refurbished" and any(one.condition is not Condition.OLD for one in self.lines):
            raise ValueError("only old pieces are refurbished")
        return self

    def about(self) -> Sequence[Pieces]:
        """All its lines."""
        return self.lines

    def parties(self) -> set[UUID | None]:
        """To whom."""
        return {self.supplier_id}

    def booked(self, books: Books) -> list[Movement]:
        """Out of the store; of a replaced part no more than came of it."""
        booking = Booking(books.shelf.copy())
        ends = {"supplier": supplier(self.supplier_id, books), "scrap": SCRAP, "refurbished": STORE}
        becomes = Condition.REFURBISHED if self.to == "refurbished" else None
        left = dict(books.came)
        for n, line in enumerate(self.lines, 1):
            with at_line(n):
                of_part(line, left)
                for movement in line.moved(STORE, ends[self.to], becomes):
                    move(booking, movement)
        return booking.movements


def of_part(line: Disposed, left: dict[tuple[UUID, str], int]) -> None:
    """Count a line against what came of the part that it names. Raises `part_unknown`, `too_many`."""
    if line.part_id is None:
        return
    key = (line.part_id, as_number(line.number))
    if key not in left:
        raise Problem("part_unknown", f"no old {key[1]} of this part has come")
    if line.condition is not Condition.OLD or line.quantity > left[key]:
        raise Problem("too_many", f"{left[key]} old {key[1]} of this part are here")
    left[key] -= line.quantity


class Counted(BaseModel, extra="forbid", frozen=True):
    """What a count of the shelf found of a part in one condition; `serials` are those of pieces that have."""

    number: Line = Field(examples=["81.50321-0007"])
    found: int = Field(ge=0, le=1_000_000, examples=[11])
    serials: list[Serial] = Field([], max_length=SERIALS_LIMIT)
    condition: Condition = Condition.NEW
    part_id: None = Field(None, exclude=True)

    @model_validator(mode="after")
    def a_serial_is_a_piece(self) -> "Counted":
        """Each was found once."""
        if len(set(self.serials)) != len(self.serials) or len(self.serials) > self.found:
            raise ValueError("each serial is of one of the pieces that were found")
        return self

    def differences(self, place: Account, shelf: Shelf) -> Iterator[tuple[str, int]]:
        """By serial (empty for pieces without) how many more were found than the books say."""
        number = as_number(self.number)
        lots = {one.serial: shelf.held(one) for one in shelf.lots(place, number, [self.condition])}
        found = {"": self.found - len(self.serials)} | dict.fromkeys(self.serials, 1)
        for serial in sorted({*lots, *found}):
            if difference := found.get(serial, 0) - lots.get(serial, 0):
                yield serial, difference


class Count(Said, frozen=True):
    """The shelf shows other than the books say (S1-3.7.3): the difference is booked, with the reason."""

    kind: Literal["count"]
    place: Place = Place()
    lines: Annotated[list[Counted], AfterValidator(few)] = Field(min_length=1, max_length=LINES_LIMIT)
    reason: Words

    @model_validator(mode="after")
    def each_once(self) -> "Count":
        """Two counts of the same would contradict each other."""
        keys = {(as_number(one.number), one.condition) for one in self.lines}
        if len(keys) != len(self.lines):
            raise ValueError("a part is counted twice in the same condition")
        return self

    def about(self) -> Sequence[Counted]:
        """All its lines."""
        return self.lines

    def parties(self) -> set[UUID | None]:
        """Where."""
        return {self.place.station_id}

    def booked(self, books: Books) -> list[Movement]:
        """What lacks goes to `unexplained`, what is too much comes from there."""
        booking, place = Booking(books.shelf.copy()), self.place.account(books)
        for n, line in enumerate(self.lines, 1):
            with at_line(n):
                for serial, difference in line.differences(place, books.shelf):
                    correct(booking, books, line, (place, serial, difference))
        return booking.movements


def correct(booking: Booking, books: Books, line: Counted, found: tuple[Account, str, int]) -> None:
    """Book a difference. Raises `part_number_unknown` for a part that nobody has heard of, `serials_needed`,
    `piece_elsewhere`.
    """
    place, serial, difference = found
    number, more = as_number(line.number), difference > 0
    if more and number not in books.listed and all(one.number != number for one in books.shelf.balances):
        raise Problem("part_number_unknown", number)
    if more and not serial and number in books.shelf.with_serial and line.condition in FIT_TO_USE:
        raise Problem("serials_needed", number)
    ends = (unexplained(), place) if more else (place, unexplained())
    movement = Movement(
        number=number,
        quantity=abs(difference),
        serial=serial,
        source=ends[0],
        target=ends[1],
        condition=line.condition,
    )
    if more:
        come(booking, movement)
    else:
        move(booking, movement)


class Reversal(Said, frozen=True):
    """An entry of the store's was wrong: it is taken back whole, once, and stays in the books."""

    kind: Literal["reversal"]
    reverses: UUID
    reason: Words

    def booked(self, books: Books) -> list[Movement]:
        """Everything back to where it came from. Raises `out_of_stock` where it lies there no more."""
        if not books.taken_back:
            raise Problem("not_reversible", "it moved nothing")
        booking = Booking(books.shelf.copy())
        for movement in reversed(books.taken_back):
            try:
                move(booking, movement.reversed())
            except Problem as problem:
                raise Problem("out_of_stock", f"the pieces have gone on: {problem.detail}") from None
        return booking.movements


COLUMNS = {
    "part_number_unknown": "number",
    "serials_needed": "serial",
    "piece_elsewhere": "serial",
    "station_unknown": "account",
}
"""Of the file of an opening stock, by what stands against a line."""


class Opened(Pieces):
    """A line of a list of what is there, with its number in the file and its place."""

    line: int
    place: Place = Place()
    part_id: None = Field(None, exclude=True)


class Opening(Said, frozen=True):
    """What was there before the books began."""

    kind: Literal["opening"] = "opening"
    lines: list[Opened] = Field(max_length=2000)

    def about(self) -> Sequence[Pieces]:
        """All its lines."""
        return self.lines

    def parties(self) -> set[UUID | None]:
        """The stations."""
        return {one.place.station_id for one in self.lines}

    def booked(self, books: Books) -> list[Movement]:
        """From `opening`. Raises `file_invalid` with each line that is wrong."""
        booking, findings = Booking(books.shelf.copy()), []
        for one in self.lines:
            try:
                bring(booking, books, one, OPENING, one.place.account(books))
            except Problem as problem:
                reason = f"{problem.code}: {problem.kind.title}; {problem.detail}"
                findings.append({"line": one.line, "column": COLUMNS[problem.code], "reason": reason})
        if findings:
            raise Problem("file_invalid", findings=findings)
        return booking.movements
