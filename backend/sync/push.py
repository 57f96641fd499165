"""The facts of one sync: the whole batch in one transaction, or else one by one.

Nothing that a phone recorded is lost, duplicated or silently refused: each fact is applied, parked, rejected
with a reason, or `retry`, which alone stays in the phone's outbox.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4, uuid5
from weakref import WeakValueDictionary

import structlog

from backend.database import Database, Transaction, disconnected, locked_out, passing
from backend.journal import door, load
from backend.journal.door import Result
from backend.order import moment
from backend.order.document import Moment
from backend.order.fact import SERVERS_IDS, Fact, Said, Unreadable
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.tokens import Claims
from backend.problems import Problem
from backend.sync import sighting
from backend.sync.envelope import Envelope, Item
from backend.sync.sighting import Sighted

KEEP_RAW = """
INSERT INTO raw_request (id, device_id, received_at, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING
"""
HURRIED_MS = 100
"""For one lock, once a batch has failed."""
LOCKED_OUT_LIMIT = 10
"""So many facts taken one by one wait for a lock in vain; then the phone must bring the rest again."""
SHOWN_LIMIT = 4000
"""So many characters of an item that is no fact are shown to a person; the request itself is kept whole."""
UNREADABLE_IDS = UUID("5f1b6c1e-7f5d-4f0c-9a43-0d2f6c6d2a11")
"""Namespace of the ids of items in which none could be read."""

log = structlog.get_logger()


class Gates:
    """One push of a device at a time in this process, before a database connection is taken for it."""

    def __init__(self) -> None:
        self._gates: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    def of(self, device_id: UUID) -> asyncio.Lock:
        """The gate of a device."""
        gate = self._gates.get(device_id)
        if gate is None:
            gate = self._gates[device_id] = asyncio.Lock()
        return gate


class Push:
    """One request's facts on their way to the door."""

    def __init__(
        self,
        database: Database,
        policy: Policy,
        claims: Claims,
        envelope: Envelope,
        body: bytes,
        now: datetime,
        request_id: UUID | None = None,
    ) -> None:
        self.database = database
        self.policy = policy
        self.claims = claims
        self.envelope = envelope
        self.body = body
        self.now = now
        self.request_id = request_id or uuid4()
        self.patience_ms = sighting.PATIENCE_MS

    async def whole(self, items: Sequence[Item]) -> tuple[Actor, list[Result]]:
        """All of `items` in one transaction; the request's bytes are kept where one was not applied."""
        async with self.database.transaction() as tx:
            sighted = await self.sight(tx)
            return sighted.actor, await self.record(tx, sighted, items)

    async def around_the_held(self) -> tuple[Actor, list[Result]]:
        """All in one transaction but the facts of orders that somebody else holds: those are `retry`."""
        async with self.database.transaction() as tx:
            sighted = await self.sight(tx)
            held = await load.held(tx.sql, [one.fact.order_id for one in self.envelope.items if one.fact])
            free = [item for item in self.envelope.items if order_of(item) not in held]
            answers = iter(await self.record(tx, sighted, free))
        results = [retry(item) if order_of(item) in held else next(answers) for item in self.envelope.items]
        return sighted.actor, results

    async def record(self, tx: Transaction, sighted: Sighted, items: Sequence[Item]) -> list[Result]:
        """Take items through the door."""
        results = await door.record(tx, [self.said(item, sighted) for item in items], self.policy)
        await self.keep_raw(tx, results)
        return results

    async def one_by_one(self) -> tuple[Actor | None, list[Result]]:
        """Each item in a transaction of its own; after a `retry`, its order's later facts are `retry` too.

        After LOCKED_OUT_LIMIT of those, and once the database is gone, so is all that is left.
        """
        actor, results, held, left = None, list[Result](), set[UUID | None](), LOCKED_OUT_LIMIT
        for item in self.envelope.items:
            if order_of(item) in held or left <= 0:
                results.append(retry(item))
                continue
            try:
                actor, answers = await self.whole([item])
                results += answers
            except Problem:
                raise
            except Exception as error:  # noqa: BLE001  # whatever a rule or the database raises
                result = retry(item) if passing(error) else await self.park(item, error)
                results.append(result)
                left = 0 if disconnected(error) else left - locked_out(error)
                if result.outcome == "retry":
                    held |= {order_of(item)} - {None}
        return actor, results

    async def park(self, item: Item, error: Exception) -> Result:
        """An error that repeats alone, on a healthy connection: the fact is kept, and waits for us."""
        log.error("fact_failed", fact_id=str(item.id), exc_info=error)
        try:
            async with self.database.transaction() as tx:
                sighted = await self.sight(tx)
                said = self.said(item, sighted)
                if not isinstance(said, Said):
                    return retry(item)
                result = await door.park_internal(tx, said)
                await self.keep_raw(tx, [result])
        except Exception:
            log.exception("fact_not_parked", fact_id=str(item.id))
            return retry(item)
        return result

    async def sight(self, tx: Transaction) -> Sighted:
        """Who sends, and what is known of the phone's boots; from then on no lock is waited for longer than
        `patience_ms`. Raises Problem where he is not let in.
        """
        return await sighting.sight(tx.sql, self.claims, self.envelope, self.now, self.patience_ms)

    async def keep_raw(self, tx: Transaction, results: Sequence[Result]) -> None:
        """Keep the request byte for byte, once, where an item was not applied for the first time."""
        if any(result.outcome != "applied" and not result.replayed for result in results):
            await tx.sql.execute(KEEP_RAW, self.request_id, self.claims.device_id, self.now, self.body)

    def said(self, item: Item, sighted: Sighted) -> Said | Unreadable:
        """An item as the door takes it, with the time it really happened."""
        if item.fact is None:
            problem = item.problem or Problem("unreadable")
            return Unreadable(
                id=self.kept_under(item),
                sender=sighted.actor,
                content_hash=item.content_hash,
                received_at=self.now,
                code=problem.code,
                detail=problem.detail,
                request_id=self.request_id,
                shown=shown(item.raw),
            )
        occurred = self.occurred(item.fact, sighted)
        return Said(
            item.fact, sighted.actor, item.content_hash, self.now, occurred, request_id=self.request_id
        )

    def occurred(self, fact: Fact, sighted: Sighted) -> Moment:
        """When it happened, by the clocks of the fact and of this sending."""
        if fact.clock and self.envelope.clock:
            return moment.corrected(fact.clock, self.envelope.clock, self.now, sighted.earlier)
        return moment.suspect(self.now)

    def kept_under(self, item: Item) -> UUID:
        """The id of what is no fact: its own, or one made from the bytes where it has none.

        Nor is it kept under an id that is the server's own: the fact that is still to be made under it would
        be taken for another use of the id, and refused.
        """
        if item.id and item.id.version != SERVERS_IDS:
            return item.id
        return uuid5(UNREADABLE_IDS, f"{self.claims.device_id} {item.content_hash.hex()}")


async def push(work: Push) -> tuple[Actor | None, list[Result]]:
    """Record the facts of one sync; gives who sent them (None where nothing reached the database).

    Raises Problem only where the sender is not let in: `unauthenticated`, `role`.
    """
    try:
        return await work.whole(work.envelope.items)
    except Problem:
        raise
    except Exception as error:
        if disconnected(error):
            return None, [retry(item) for item in work.envelope.items]
        log.warning("batch_rolled_back", device_id=str(work.claims.device_id), exc_info=error)
        contended = locked_out(error)
    work.patience_ms = HURRIED_MS
    if contended:
        # It has waited once for all of them: what is still held is not waited for again.
        try:
            return await work.around_the_held()
        except Problem:
            raise
        except Exception as error:
            log.warning("batch_rolled_back", device_id=str(work.claims.device_id), exc_info=error)
    return await work.one_by_one()


def order_of(item: Item) -> UUID | None:
    """The order that an item is about, where it can be read."""
    return item.fact.order_id if item.fact else None


def shown(raw: bytes) -> str:
    """Bytes that may be anything, as text that the database can hold."""
    return raw.decode(errors="backslashreplace").replace("\0", "\\0")[:SHOWN_LIMIT]


def retry(item: Item) -> Result:
    """Not stored; the phone sends it again. `id` is nil where none could be read."""
    return Result(item.id or UUID(int=0), "retry", "unavailable")
