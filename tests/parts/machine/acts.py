"""What somebody does in one transaction: on the real books, and on the model's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.database import Transaction
from backend.journal.door import apply, record
from backend.order.fact import Said
from backend.parts.store import entries
from backend.parts.store.book import book
from tests.makers import POLICY, STOREKEEPER
from tests.parts.machine.model import Model, Outcome

Answer = list[Outcome] | tuple[str, str] | None
"""What became of each fact of a phone; of a desk's, the code and detail of what stands against it, if any."""


class Act(Protocol):
    """Something to be done at once with others. Both raise Problem where it is refused."""

    async def perform(self, tx: Transaction) -> Answer:
        """Through the code that production runs."""

    def on(self, model: Model) -> Answer:
        """In memory."""


@dataclass(frozen=True)
class Phone:
    """Facts of a technician, in one sync."""

    batch: tuple[Said, ...]

    async def perform(self, tx: Transaction) -> Answer:
        results = await record(tx, self.batch, POLICY)
        return [(one.outcome, one.code, one.detail) for one in results]

    def on(self, model: Model) -> Answer:
        return list(model.record(self.batch))

    def __str__(self) -> str:
        return "; ".join(map(told, self.batch))


@dataclass(frozen=True)
class Desk:
    """A fact of an order, said at a desk."""

    said: Said

    async def perform(self, tx: Transaction) -> Answer:
        one = self.said
        await apply(tx, one.fact, one.content_hash, one.sender, POLICY, one.received_at)
        return None

    def on(self, model: Model) -> None:
        model.apply(self.said)

    def __str__(self) -> str:
        return told(self.said)


@dataclass(frozen=True)
class Counter:
    """An entry of the store's own."""

    said: entries.Said
    now: datetime

    async def perform(self, tx: Transaction) -> Answer:
        await book(tx, STOREKEEPER, self.said, self.now)
        return None

    def on(self, model: Model) -> None:
        model.book(self.said)

    def __str__(self) -> str:
        return self.said.model_dump_json(exclude_none=True, exclude_defaults=True)


def told(said: Said) -> str:
    """A fact for a reader."""
    return f"{said.sender.name} {said.fact.kind} {said.id} {said.fact.body}"
