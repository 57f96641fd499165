"""The anchor read from its first line to its last, and the journal held against it."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from backend.database import Transaction
from backend.journal.audit import Check, Finding
from backend.reports.anchor.entry import Heads, Loss, digest, read
from backend.reports.anchor.place import Anchor
from backend.reports.anchor.tree import Tree
from backend.reports.keys import Keys

JUST_NOW = timedelta(minutes=2)
"""Younger lines are not held against the journal: they may know what the audit's snapshot does not."""

DIFFER = """
SELECT a.order_id, a.seq, a.hash, o.number,
       (SELECT coalesce(max(e.seq), 0) FROM journal e WHERE e.order_id = a.order_id) AS ends
FROM unnest($1::uuid[], $2::int[], $3::text[]) AS a(order_id, seq, hash)
LEFT JOIN journal j ON j.order_id = a.order_id AND j.seq = a.seq
LEFT JOIN dispatch_order o ON o.id = a.order_id
WHERE j.hash IS DISTINCT FROM decode(a.hash, 'hex')
ORDER BY a.order_id, a.seq
"""
HERE = """
SELECT now() AS now, (SELECT value FROM epoch) AS epoch,
       (SELECT coalesce(max(number), 0) FROM anchored) AS noted
"""


@dataclass(frozen=True, slots=True)
class Torn:
    """An entry that a line of the anchor knows and the journal does not have, or has otherwise.

    `number` is the order's, where its row is there; the journal has entries of it until `ends`. `at` and
    `epoch` are of the line.
    """

    order_id: UUID
    seq: int
    hash: str
    number: str | None
    ends: int
    at: datetime
    epoch: str

    @property
    def gone(self) -> bool:
        """The chain does not come so far; else it comes there with another hash."""
        return self.seq > self.ends

    def finding(self) -> Finding:
        """What happened, for a reader."""
        knows = f"the anchor of {self.at:%Y-%m-%d %H:%M}Z knows"
        if self.number is None and not self.ends:
            return Finding(None, None, f"order {self.order_id} is gone; {knows} it")
        if self.gone:
            what = f"the chain was cut: it ends at entry {self.ends}, {knows} entry {self.seq}"
        else:
            what = f"the entry was rewritten: {knows} another"
        return Finding(self.number, self.seq, what)


@dataclass(slots=True)
class Reading:
    """How far the anchor was read, and what does not agree so far. `epoch` is the one that lasts."""

    epoch: str
    last: int = 0
    previous: str | None = None
    spoiled: bool = False
    missing: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    torn: dict[tuple[UUID, int, str], Torn] = field(default_factory=dict)
    tree: Tree | None = None

    def follow(self, entry: Heads | Loss | None, line: bytes, *, whole: bool) -> bool:
        """Take the next line; false for one that is none, or does not come after those before it.

        What is no line of ours does no harm where good ones before and after it follow each other: a crash
        has left it. Without its end it may be one that is being written.
        """
        if entry is None:
            self.spoiled = self.spoiled or whole
            return False
        if entry.number <= self.last:
            self.wrong.append(f"line {entry.number} stands a second time, or at a wrong place")
            return False
        if entry.number > self.last + 1:
            self.lack(entry.number - 1)
        elif entry.previous != self.previous:
            self.wrong.append(f"line {entry.number} does not follow the one before it")
        self.last, self.previous, self.spoiled = entry.number, digest(line), False
        return True

    def lack(self, upto: int) -> None:
        """The lines from here to this one are not there; what heads there are is not known until all are
        said anew.
        """
        self.missing.append((self.last + 1, upto))
        self.tree = None

    def grow(self, entry: Heads) -> None:
        """The leaves of a line; the root over all must follow from them. Where it does not, an order was kept
        from the anchor: who holds the database can make its note say that it was anchored.
        """
        if entry.anew:
            self.tree = Tree()
        if self.tree is None:
            return
        for order_id, seq, head in entry.leaves:
            self.tree.put(order_id, seq, bytes.fromhex(head))
        if entry.root and entry.root != self.tree.root().hex():
            self.wrong.append(f"the root in line {entry.number} is not that of the leaves")
            self.tree = None

    def forgive(self, entry: Loss) -> None:
        """What somebody has said to be lost is told no more, whatever stands in its place by now. Of the
        epoch in which it was said nothing was lost by a restore.
        """
        lost = dict(entry.orders)
        self.torn = {
            key: one
            for key, one in self.torn.items()
            if one.epoch == entry.epoch or one.order_id not in lost or one.seq < lost[one.order_id]
        }
        self.missing = [gap for gap in self.missing if gap not in entry.missing]

    def end(self, noted: int) -> None:
        """There is no more; the database knows of a line of this number."""
        if noted > self.last:
            self.lack(noted)
        elif self.spoiled:
            self.wrong.append(f"what stands after line {self.last} is no line of ours, or was altered")


async def reading(tx: Transaction, anchor: Anchor, keys: Keys) -> Reading:
    """Read the whole anchor and hold every leaf of it against the journal as this transaction sees it.

    Raises what the anchor's place raises.
    """
    here = await tx.sql.fetchrow(HERE)
    found = Reading(here["epoch"])
    async for line, whole in anchor.lines():
        entry = read(line, keys)
        if not found.follow(entry, line, whole=whole):
            continue
        if isinstance(entry, Loss):
            found.forgive(entry)
        elif entry:
            found.grow(entry)
            if entry.at < here["now"] - JUST_NOW:
                for one in await torn(tx, entry):
                    found.torn.setdefault((one.order_id, one.seq, one.hash), one)
    found.end(here["noted"])
    return found


async def torn(tx: Transaction, entry: Heads) -> list[Torn]:
    """The leaves of a line that the journal does not have as they are."""
    if not entry.leaves:
        return []
    rows = await tx.sql.fetch(DIFFER, *(list(column) for column in zip(*entry.leaves, strict=True)))
    return [Torn(**row, at=entry.at, epoch=entry.epoch) for row in rows]


def first_of_each(torn: Iterable[Torn]) -> list[Torn]:
    """Of each order the first entry that is gone, and the first that was rewritten."""
    first: dict[tuple[UUID, bool], Torn] = {}
    for one in sorted(torn, key=lambda one: (str(one.order_id), one.seq)):
        first.setdefault((one.order_id, one.gone), one)
    return list(first.values())


def spans(missing: Iterable[tuple[int, int]]) -> list[str]:
    """The lines that are not there, for a reader."""
    return [f"line {a}" if a == b else f"lines {a} to {b}" for a, b in missing]


def anchored(anchor: Anchor, keys: Keys) -> Check:
    """The audit's part on the anchor: every line of it, and every chain as far as a line knows it."""

    async def check(tx: Transaction) -> AsyncIterator[Finding]:
        found = await reading(tx, anchor, keys)
        for what in spans(found.missing):
            yield Finding(None, None, f"the anchor lacks {what}: removed or altered")
        for wrong in found.wrong:
            yield Finding(None, None, f"the anchor: {wrong}")
        for one in first_of_each(found.torn.values()):
            yield one.finding()

    return check
