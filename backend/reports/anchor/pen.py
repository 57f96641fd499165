"""The pen at the end of the anchor: finds the last good line, and writes what follows it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.database import Transaction
from backend.reports.anchor.entry import Heads, Loss, digest, read, signed
from backend.reports.anchor.place import Anchor, Tail
from backend.reports.keys import Keys

# A statement of its own: what is read in the same one may be older than what whoever held it has committed.
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('callout/anchor', 0))"
HERE = """
SELECT (SELECT value FROM epoch) AS epoch, (SELECT coalesce(max(number), 0) FROM anchored) AS noted
"""


@dataclass(slots=True)
class Pen:
    """Where the anchor ends: after `last`, the line of this SHA-256.

    `number` is the highest that was given out. `whole` is false where something after `last` was lost.
    """

    anchor: Anchor
    keys: Keys
    epoch: str
    last: Heads | Loss | None
    previous: str | None
    number: int
    end: int
    whole: bool

    async def write(self, kind: type[Heads] | type[Loss], at: datetime, **said: Any) -> int:
        """Write a line; gives its number. Raises Taken where another writes too, what the place raises."""
        number = self.number + 1
        entry = kind(number=number, at=at, epoch=self.epoch, previous=self.previous, **said)
        line = await asyncio.to_thread(signed, entry, self.keys)
        self.end = await self.anchor.add(number, line, self.end)
        self.last, self.previous, self.number, self.whole = entry, digest(line), number, True
        return number

    @property
    def follows(self) -> bool:
        """Whether what the anchor says is complete as far as `last`: the root of all heads of this epoch."""
        last = self.last
        return self.whole and isinstance(last, Heads) and last.root is not None and last.epoch == self.epoch


async def pen(tx: Transaction, anchor: Anchor, keys: Keys) -> Pen | None:
    """The pen, until the transaction ends; None where another has it. Raises what the place raises.

    The first thing that the transaction does.
    """
    if not await tx.sql.fetchval(LOCK):
        return None
    here = await tx.sql.fetchrow(HERE)
    tail = await anchor.tail()
    last, line = newest(tail, keys)
    number = max(last.number if last else 0, tail.used, here["noted"])
    whole = last is not None and line == tail.lines[-1] and number == last.number
    previous = digest(line) if last else None
    return Pen(anchor, keys, here["epoch"], last, previous, number, tail.end, whole)


def newest(tail: Tail, keys: Keys) -> tuple[Heads | Loss | None, bytes]:
    """The last good line, and its entry; none where no line is good."""
    for line in reversed(tail.lines):
        if entry := read(line, keys):
            return entry, line
    return None, b""
