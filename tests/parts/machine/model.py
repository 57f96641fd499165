"""The books as one after another would have left them: the rules themselves, without a database.

What is compared with the tables is all of it: documents, outcomes, balances, and what each cause moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from backend.journal import write
from backend.order.decide import decide
from backend.order.document import AccountKind, Condition, Movement, Order
from backend.order.fact import Said
from backend.order.parts.stock import Shelf, Stock
from backend.parts.store.entries import Reversal
from backend.parts.store.entries import Said as Entered
from backend.parts.store.pieces import Books
from backend.problems import Problem
from tests.makers import SUPPLIER, known

Outcome = tuple[str, str | None, str | None]
"""What became of a fact, with code and detail."""


@dataclass
class Seen:
    """All that can be seen of the books of some orders and part numbers."""

    orders: dict[UUID, tuple[str, str]] = field(default_factory=dict)
    facts: dict[UUID, Outcome] = field(default_factory=dict)
    moved: dict[UUID, list[Movement]] = field(default_factory=dict)
    balances: dict[Stock, int] = field(default_factory=dict)

    def differs(self, other: "Seen") -> str:
        """What the other one has otherwise, for a reader."""
        lines = []
        for name in ("facts", "balances", "moved", "orders"):
            mine, theirs = getattr(self, name), getattr(other, name)
            odd = [key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)]
            lines += [f"{name} {key}:\n    {mine.get(key)}\n    {theirs.get(key)}" for key in odd]
        return "\n".join(lines)


@dataclass
class Model:
    """The books in memory. `stations` are those that there are, `listed` the numbers of the catalogue."""

    orders: dict[UUID, tuple[str, str]]
    facts: dict[UUID, Outcome]
    shelf: Shelf
    listed: set[str]
    stations: set[UUID]
    waiting: list[Said] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    moved_by: dict[UUID, list[Movement]] = field(default_factory=dict)
    entries: dict[UUID, list[Movement]] = field(default_factory=dict)
    final: set[UUID] = field(default_factory=set)
    """Entries that were taken back, and those that took them back."""

    def copy(self) -> "Model":
        """Another one, that this one knows nothing of."""
        return Model(
            dict(self.orders), dict(self.facts), self.shelf.copy(), self.listed, self.stations,
            list(self.waiting), dict(self.keys), dict(self.moved_by), dict(self.entries), set(self.final),
        )  # fmt: skip

    def seen(self) -> Seen:
        """What the tables should show."""
        moved = {cause: some for cause, some in {**self.moved_by, **self.entries}.items() if some}
        lying = {stock: quantity for stock, quantity in self.shelf.balances.items() if quantity}
        return Seen(dict(self.orders), dict(self.facts), moved, lying)

    def record(self, batch: Sequence[Said]) -> list[Outcome]:
        """What the door would answer to these facts of one sender."""
        fresh = [one for one in batch if one.id not in self.facts]
        about = {one.fact.order_id for one in fresh}
        orders = {key: Order.parse(*self.orders[key]) for key in about if key in self.orders}
        waiting = {key: [one for one in self.waiting if one.fact.order_id == key] for key in about}
        loaded = replace(known(), shelf=self.shelf, moved_by=self.moved_by, keys=self.keys)
        decided = decide(orders, waiting, fresh, loaded)

        for judged in (*decided.judged, *decided.released, *decided.waiting.values()):
            self.facts[judged.said.id] = write.outcome(judged)
        parked = [one for one in fresh if self.facts[one.id][0] == "parked"]
        still = [one for one in (*self.waiting, *parked) if self.facts[one.id][0] == "parked"]
        self.waiting = sorted(still, key=lambda one: (one.received_at, one.id))
        self.orders |= {change.order.id: change.order.render() for change in decided.changes}
        return [self.facts[one.id] for one in batch]

    def apply(self, said: Said) -> None:
        """What a desk would be answered. Raises Problem where the fact does not apply; then nothing is."""
        tried = self.copy()
        [(outcome, code, detail)] = tried.record([said])
        if outcome != "applied":
            raise Problem(code or "internal", detail or "")
        vars(self).update(vars(tried))

    def book(self, said: Entered) -> None:
        """What the store would be answered. Raises Problem."""
        if said.id in self.entries:
            return
        books = Books(self.shelf.copy(), self.listed, {SUPPLIER}, self.stations, self.came())
        if isinstance(said, Reversal):
            if said.reverses not in self.entries:
                raise Problem("entry_unknown", str(said.reverses))
            if said.reverses in self.final:
                raise Problem("entry_reversed", str(said.reverses))
            books.taken_back = self.entries[said.reverses]
        moved = said.booked(books)
        self.shelf.post(moved)
        self.entries[said.id] = moved
        self.final |= {said.id, said.reverses} if isinstance(said, Reversal) else set()

    def came(self) -> dict[tuple[UUID, str], int]:
        """How many old pieces of each replaced part, of those that came, the store still has."""
        came: dict[tuple[UUID, str], int] = {}
        left: dict[tuple[UUID, str], int] = {}
        for one in (
            one for moved in (self.moved_by, self.entries) for some in moved.values() for one in some
        ):
            if one.part_id is None:
                continue
            key, store = (one.part_id, one.number), AccountKind.STORE
            if one.target.kind is store and (one.becomes or one.condition) is Condition.OLD:
                came[key] = came.get(key, 0) + one.quantity
            if one.source.kind is store and one.condition is Condition.OLD:
                left[key] = left.get(key, 0) + one.quantity
        return {key: quantity - left.get(key, 0) for key, quantity in came.items()}
