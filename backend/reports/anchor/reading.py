"""The anchor read from its first line to its last, and the journal held against it."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from backend.database import Transaction
from backend.journal.audit import Check, Finding
from backend.reports.anchor.entry import Heads, Loss, digest, read
from backend.reports.anchor.place import Anchor
from backend.reports.anchor.tree import Ascending
from backend.reports.keys import Keys

JUST_NOW = timedelta(minutes=2)
"""Younger lines are not held against the journal: they may know what the audit's snapshot does not."""

DIFFER = """
SELECT a.order_id, a.seq, j.hash IS NULL AS gone, o.number, o.version
FROM unnest($1::uuid[], $2::int[], $3::text[]) AS a(order_id, seq, hash)
LEFT JOIN journal j ON j.order_id = a.order_id AND j.seq = a.seq
LEFT JOIN dispatch_order o ON o.id = a.order_id
WHERE j.hash IS DISTINCT FROM decode(a.hash, 'hex')
ORDER BY a.order_id, a.seq
"""
HERE = "SELECT now() AS now, (SELECT coalesce(max(number), 0) FROM anchored) AS noted"


@dataclass(frozen=True, slots=True)
class Torn:
    """An entry that a line of the anchor knows and the journal does not have, or has otherwise.

    `number` and `version` are of the order, where its row is there.
    """

    order_id: UUID
    seq: int
    gone: bool
    number: str | None
    version: int | None
    at: datetime

    def __str__(self) -> str:
        """What happened, for a reader."""
        if self.version is None:
            return f"order {self.order_id} is gone; the anchor of {self.at:%Y-%m-%d %H:%M}Z knows it"
        if not self.gone:
            return f"the entry was rewritten: the anchor of {self.at:%Y-%m-%d %H:%M}Z knows another"
        return (
            f"the chain was cut: it ends at entry {self.version}, "
            f"the anchor of {self.at:%Y-%m-%d %H:%M}Z knows entry {self.seq}"
        )


@dataclass(slots=True)
class Reading:
    """How far the anchor was read, and what does not agree so far."""

    last: int = 0
    previous: str | None = None
    missing: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    torn: dict[tuple[UUID, int], Torn] = field(default_factory=dict)
    heads: dict[UUID, tuple[int, str]] = field(default_factory=dict)
    orders: int | None = None
    root: str | None = None

    def follow(self, entry: Heads | Loss, line: bytes) -> bool:
        """Take the next good line; false for one that does not come after those before it."""
        if entry.number <= self.last:
            self.wrong.append(f"line {entry.number} stands a second time, or at a wrong place")
            return False
        if entry.number > self.last + 1:
            self.missing.append((self.last + 1, entry.number - 1))
        elif entry.previous != self.previous:
            self.wrong.append(f"line {entry.number} does not follow the one before it")
        self.last, self.previous = entry.number, digest(line)
        return True

    def grow(self, entry: Heads) -> None:
        """The leaves of a line, and its root over all there are."""
        if entry.anew:
            self.heads.clear()
        self.heads |= {order_id: (seq, head) for order_id, seq, head in entry.leaves}
        self.orders, self.root = entry.orders, entry.root

    def forgive(self, entry: Loss) -> None:
        """What somebody has said to be lost is told no more, whatever stands in its place by now."""
        lost = dict(entry.orders)
        self.torn = {
            key: one
            for key, one in self.torn.items()
            if one.order_id not in lost or one.seq < lost[one.order_id]
        }
        self.missing = [gap for gap in self.missing if gap not in entry.missing]

    def rooted(self) -> bool:
        """The last root is that over the leaves that the lines say; or it is still to come."""
        if self.root is None:
            return True
        tree = Ascending()
        for order_id in sorted(self.heads):
            seq, head = self.heads[order_id]
            tree.add(order_id, seq, bytes.fromhex(head))
        return (tree.orders, tree.root().hex()) == (self.orders, self.root)


async def reading(tx: Transaction, anchor: Anchor, keys: Keys) -> Reading:
    """Read the whole anchor and hold every leaf of it against the journal as this transaction sees it.

    A line that is none of ours is passed over: what it was is missing from the numbers then, unless it is
    half a line that a crash has left. Raises what the anchor's place raises.
    """
    here = await tx.sql.fetchrow(HERE)
    found = Reading()
    async for line, _ in anchor.lines():
        entry = read(line, keys)
        if entry is None or not found.follow(entry, line):
            continue
        if isinstance(entry, Loss):
            found.forgive(entry)
            continue
        found.grow(entry)
        if entry.at < here["now"] - JUST_NOW:
            found.torn |= {(one.order_id, one.seq): one for one in await torn(tx, entry)}
    if here["noted"] > found.last:
        found.missing.append((found.last + 1, here["noted"]))
    if not found.rooted():
        found.wrong.append(f"the root in line {found.last} is not that of the leaves")
    return found


async def torn(tx: Transaction, entry: Heads) -> list[Torn]:
    """The leaves of a line that the journal does not have as they are."""
    if not entry.leaves:
        return []
    rows = await tx.sql.fetch(DIFFER, *(list(column) for column in zip(*entry.leaves, strict=True)))
    return [Torn(**row, at=entry.at) for row in rows]


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
            yield Finding(one.number, None if one.version is None else one.seq, str(one))

    return check
