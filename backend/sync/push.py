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

from backend.database import Database, Transaction, disconnected, passing
from backend.journal import door
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

    async def whole(self, items: Sequence[Item]) -> tuple[Actor, list[Result]]:
        """All of `items` in one transaction; the request's bytes are kept where one was not applied."""
        async with self.database.transaction() as tx:
            sighted = await self.sight(tx)
            said = [self.said(item, sighted) for item in items]
            results = await door.record(tx, said, self.policy)
            await self.keep_raw(tx, results)
        return sighted.actor, results

    async def one_by_one(self) -> tuple[Actor | None, list[Result]]:
        """Each item in a transaction of its own; after a `retry`, its order's later facts are `retry` too."""
        actor, results, held = None, [], set()
        for item in self.envelope.items:
            order_id = item.fact.order_id if item.fact else None
            if order_id in held:
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
                if result.outcome == "retry" and order_id:
                    held.add(order_id)
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
        """Who sends, and what is known of the phone's boots. Raises Problem where he is not let in."""
        return await sighting.sight(tx.sql, self.claims, self.envelope, self.now)

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
    return await work.one_by_one()


def shown(raw: bytes) -> str:
    """Bytes that may be anything, as text that the database can hold."""
    return raw.decode(errors="backslashreplace").replace("\0", "\\0")[:SHOWN_LIMIT]


def retry(item: Item) -> Result:
    """Not stored; the phone sends it again. `id` is nil where none could be read."""
    return Result(item.id or UUID(int=0), "retry", "unavailable")
