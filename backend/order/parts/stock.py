"""Which pieces lie on which account, and from where what was used is taken. Pure.

Every movement of a part number is decided under that number's lock, so that all are as if one after another.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import AfterValidator

from backend.order.document import Account, AccountKind, Condition, Movement, Name

BOTTOMLESS = frozenset(
    {AccountKind.SUPPLIER, AccountKind.VEHICLE, AccountKind.OPENING, AccountKind.UNEXPLAINED}
)
"""Accounts that may stand below zero: pieces come from there that no book knows. All others never do."""
CARRIED = (AccountKind.VAN, AccountKind.TRANSIT)
"""What a technician has at hand, in the order in which it is used up."""
FIT_TO_USE = (Condition.NEW, Condition.REFURBISHED)
STORE = Account(kind=AccountKind.STORE)


def as_number(text: str) -> str:
    """A part number or, where a report names none, a part's name, as the ledger writes it: however it was
    typed, the same part is one account.
    """
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())


def as_serial(text: str | None) -> str:
    """A piece's serial as the ledger writes it: however it was typed, it is the same piece. Empty where none
    is named, and only there.
    """
    return (as_number(text) or text) if text else ""


Serial = Annotated[Name, AfterValidator(as_serial)]
"""A serial as a desk names it, as the ledger writes it."""


def van(technician: UUID) -> Account:
    """What he carries with him."""
    return Account(kind=AccountKind.VAN, holder=technician)


def transit(technician: UUID) -> Account:
    """What is on its way to him, or from him to the store."""
    return Account(kind=AccountKind.TRANSIT, holder=technician)


def fitted(technician: UUID) -> Account:
    """What he has fitted and nobody has written off yet (S1-3.6.2)."""
    return Account(kind=AccountKind.FITTED, holder=technician)


def unexplained(technician: UUID | None = None) -> Account:
    """What he handled that was on nobody's books; without him, what a count of the shelf found."""
    return Account(kind=AccountKind.UNEXPLAINED, holder=technician)


class Stock(NamedTuple):
    """Pieces that are alike: where, which, in which condition. `serial` is empty where none is known."""

    account: Account
    number: str
    serial: str
    condition: Condition


@dataclass(slots=True)
class Shelf:
    """The balances that a judgement may need; `with_serial` are the numbers whose pieces have serials.

    `places`: where a piece was ever seen, by number and serial, so that nobody looks through all balances for
    it. Copies share them: whether it still lies there, the balance says.
    """

    balances: dict[Stock, int] = field(default_factory=dict)
    with_serial: set[str] = field(default_factory=set)
    places: dict[tuple[str, str], list[Stock]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.see(self.balances)

    def copy(self) -> "Shelf":
        """One to try movements on."""
        copied = Shelf(with_serial=self.with_serial, places=self.places)
        copied.balances = dict(self.balances)
        return copied

    def add(self, balances: Mapping[Stock, int]) -> None:
        """What lies elsewhere, too."""
        self.balances |= balances
        self.see(balances)

    def see(self, lots: Iterable[Stock]) -> None:
        """Remember where pieces with a serial are."""
        for stock in lots:
            if stock.serial:
                places = self.places.setdefault((stock.number, stock.serial), [])
                if stock not in places:
                    places.append(stock)

    def held(self, stock: Stock) -> int:
        """How many lie there."""
        return self.balances.get(stock, 0)

    def post(self, movements: Iterable[Movement]) -> None:
        """Move the pieces. What a strict account does not hold is the caller's mistake, which the database
        refuses.
        """
        for one in movements:
            source = Stock(one.source, one.number, one.serial, one.condition)
            target = Stock(one.target, one.number, one.serial, one.becomes or one.condition)
            self.balances[source] = self.held(source) - one.quantity
            self.balances[target] = self.held(target) + one.quantity
            self.see([target])

    def holds(self, movement: Movement) -> bool:
        """Whether what it moves lies where it takes it from; of a bottomless account a named piece may come,
        unless it is known to be elsewhere.
        """
        if movement.source.kind in BOTTOMLESS:
            places = self.where(movement.number, movement.serial) if movement.serial else []
            return all(stock.account == movement.source for stock in places)
        stock = Stock(movement.source, movement.number, movement.serial, movement.condition)
        return self.held(stock) >= movement.quantity

    def where(self, number: str, serial: str) -> list[Stock]:
        """Where the piece with that serial lies; at most one place."""
        return [stock for stock in self.places.get((number, serial), []) if self.held(stock) > 0]

    def lots(self, account: Account, number: str, conditions: Sequence[Condition]) -> list[Stock]:
        """What of a part lies on an account in one of these conditions: pieces without a serial first."""
        found = [
            stock
            for stock, quantity in self.balances.items()
            if quantity > 0
            and (stock.account, stock.number) == (account, number)
            and stock.condition in conditions
        ]
        return sorted(found, key=lambda stock: (stock.serial, conditions.index(stock.condition)))


@dataclass(slots=True)
class Booking:
    """Movements as they are decided one after another on a copy of the shelf.

    `doubts` are codes of flags: what was booked otherwise than it was said.
    """

    shelf: Shelf
    movements: list[Movement] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)

    def move(self, movement: Movement) -> None:
        """Decide a movement."""
        self.shelf.post([movement])
        self.movements.append(movement)

    def take_back(self, movements: Iterable[Movement]) -> None:
        """Take earlier movements back, the last first; one whose pieces have gone on stays as it is."""
        for one in reversed([*movements]):
            if self.shelf.holds(one.reversed()):
                self.move(one.reversed())

    def draw(
        self,
        wanted: Movement,
        accounts: Sequence[Account],
        conditions: Sequence[Condition],
        *,
        guess: bool = True,
    ) -> int:
        """Move pieces from the first of these accounts that hold any to `wanted.target`; gives how many are
        still lacking. Its own source and condition do not count.

        Where a serial is named, that piece and no other. Where none is, pieces without one, and those with
        one only where no choice is left: the account holds exactly as many as are lacking. Not even then
        unless `guess`.
        """
        lacking = wanted.quantity
        for account in accounts:
            if wanted.serial:
                places = self.shelf.where(wanted.number, wanted.serial)
                some = [one for one in places if one.account == account and one.condition in conditions]
            else:
                some = self.unnamed(account, wanted.number, conditions, lacking if guess else None)
            for lot in some:
                taken = min(lacking, self.shelf.held(lot))
                if taken:
                    self.move(from_lot(wanted, lot, taken))
                    lacking -= taken
        return lacking

    def unnamed(
        self, account: Account, number: str, conditions: Sequence[Condition], lacking: int | None
    ) -> list[Stock]:
        """What of a part may be taken from an account where no serial is named: pieces without one; with
        `lacking`, how many are wanted, all where that leaves no choice.
        """
        lots = self.shelf.lots(account, number, conditions)
        plain = [lot for lot in lots if not lot.serial]
        left = None if lacking is None else lacking - sum(self.shelf.held(lot) for lot in plain)
        return lots if left == len(lots) - len(plain) else plain


def from_lot(wanted: Movement, lot: Stock, quantity: int) -> Movement:
    """The movement, of so many pieces of this lot."""
    becomes = wanted.becomes if wanted.becomes != lot.condition else None
    changes = {"source": lot.account, "condition": lot.condition, "serial": lot.serial}
    return wanted.model_copy(update=changes | {"quantity": quantity, "becomes": becomes})
