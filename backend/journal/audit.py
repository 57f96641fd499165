"""The audit: every chain checked, every order folded anew, everything that does not agree named.

It never judges: what was applied stays applied, whatever the rules or the policy say today.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from asyncpg import Connection, Record

from backend.database import Database, Transaction
from backend.journal import chain
from backend.journal.write import FOLD_VERSION, key_columns
from backend.order.decide import fold
from backend.order.document import Order
from backend.order.fact import Entry, Settled
from backend.order.kinds import KINDS

BATCH = 50
"""So many rows are fetched at once; a row is at most about 200 KiB."""
QUERY_TIMEOUT_S = 3600

SNAPSHOT = """
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0
"""
ORDERS = "SELECT * FROM dispatch_order ORDER BY id"
ENTRIES = """
SELECT j.*, (f.outcome, f.order_id, f.kind, f.v) IS NOT DISTINCT FROM ('applied', j.order_id, j.kind, j.v)
            AS vouched
FROM journal j LEFT JOIN fact f ON f.id = j.fact_id
WHERE j.order_id = $1 ORDER BY j.seq
"""
STRAYS = """
SELECT NULL, j.seq, 'an entry of order ' || j.order_id || ', which is not there'
FROM journal j WHERE NOT EXISTS (SELECT FROM dispatch_order o WHERE o.id = j.order_id)
UNION ALL
SELECT o.number, NULL, 'fact ' || f.id || ' (' || f.kind || ') counts as applied and has no entry'
FROM fact f LEFT JOIN dispatch_order o ON o.id = f.order_id
WHERE f.outcome = 'applied' AND NOT EXISTS (SELECT FROM journal j WHERE j.fact_id = f.id)
"""

DERIVED = ("state", "base_id", "customer_id", "team", "due_at", "watch_at", "owes", "matters", "search")
"""The key columns in the order in which `key_columns` gives them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: with which order (its number), at which entry, and what."""

    order: str | None
    seq: int | None
    what: str

    def __str__(self) -> str:
        """A line for a reader."""
        where = self.order or "no order"
        return f"{where}, entry {self.seq}: {self.what}" if self.seq else f"{where}: {self.what}"


Check = Callable[[Transaction], AsyncIterator[Finding]]
"""A part of the audit that belongs to what stands above the journal."""


async def audit(database: Database, checks: Sequence[Check] = ()) -> list[Finding]:
    """All that is wrong, as of one moment; nothing where all is well. Orders are read one at a time."""
    found: list[Finding] = []
    async with database.transaction() as tx:
        await tx.sql.execute(SNAPSHOT)
        async for row in tx.sql.cursor(ORDERS, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
            found += await of_order(tx.sql, row)
        async for stray in tx.sql.cursor(STRAYS, prefetch=BATCH, timeout=QUERY_TIMEOUT_S):
            found.append(Finding(*stray))
        for check in checks:
            found += [finding async for finding in check(tx)]
    return found


async def of_order(sql: Connection, row: Record) -> list[Finding]:
    """What is wrong with one order."""
    walk = await walked(sql, row)
    walk.compare(row)
    return walk.found


async def walked(sql: Connection, row: Record) -> "Walk":
    """The whole way along the chain of the order in `row`."""
    walk = Walk(row["number"], row["id"])
    async for entry in sql.cursor(ENTRIES, row["id"], prefetch=BATCH):
        walk.check(entry)
        walk.fold(entry)
    return walk


class Walk:
    """The way along one order's chain: how far it has come, and what was found."""

    def __init__(self, number: str, order_id: UUID) -> None:
        self.number = number
        self.found: list[Finding] = []
        self.seq, self.head = 0, chain.GENESIS
        self.order: Order | None = Order.blank(order_id)
        self.last: Settled | None = None

    def note(self, seq: int | None, what: str) -> None:
        """Something is wrong."""
        self.found.append(Finding(self.number, seq, what))

    def check(self, row: Record) -> None:
        """The entry follows the one before it, and its fact vouches for it."""
        if row["seq"] != self.seq + 1:
            self.note(row["seq"], f"it comes after entry {self.seq}")
        expected = chain.link(
            self.head,
            row["order_id"],
            row["seq"],
            row["fact_id"],
            row["kind"],
            row["v"],
            chain.salted(row["settled_salt"], row["settled"]),
            chain.salted(row["body_salt"], row["body"]),
        )
        if row["hash"] != expected:
            self.note(row["seq"], "its hash does not follow: it was altered, or stands at a wrong place")
        if not row["vouched"]:
            self.note(row["seq"], f"fact {row['fact_id']} is missing or is not what was applied")
        self.seq, self.head = row["seq"], row["hash"]

    def fold(self, row: Record) -> None:
        """Fold the entry; after one that cannot be folded there is no document to compare."""
        if self.order is None:
            return
        try:
            body = KINDS[row["kind"], row["v"]].model_validate(orjson.loads(row["body"]))
            self.last = Settled.model_validate_json(row["settled"])
            entry = Entry(row["fact_id"], self.order.id, row["seq"], body, self.last)
            fold(self.order, entry)
        except Exception as error:  # noqa: BLE001  # whatever a body that was tampered with makes of a rule
            self.order = None
            self.note(row["seq"], f"{row['kind']} v{row['v']} cannot be folded ({type(error).__name__})")

    def reach(self, row: Record) -> None:
        """The chain leads as far as the order's row says, and no farther."""
        if (row["version"], row["head"]) != (self.seq, self.head):
            self.note(None, f"its chain ends at entry {self.seq}, the order at version {row['version']}")

    def compare(self, row: Record) -> None:
        """The order's row is what its chain leads to."""
        self.reach(row)
        if self.order is None or self.last is None:
            return
        if row["fold_version"] < FOLD_VERSION:
            self.note(None, "it was folded by an older version of Callout; run: callout refold")
            return
        document, desk = self.order.render()
        expected = dict(zip(DERIVED, key_columns(self.order), strict=True))
        expected |= {"number": self.order.number, "changed_at": self.last.received_at}
        expected |= {"document": document, "desk": desk}
        arrays = {name: "{" + ",".join(map(str, row[name])) + "}" for name in ("team", "matters")}
        stored = {**row, **arrays}
        wrong = [name for name, value in expected.items() if stored[name] != value]
        if wrong:
            self.note(None, f"its entries fold to other values of: {', '.join(wrong)}")
