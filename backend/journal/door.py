"""The one door: every change to an order is a fact that comes through `record`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

import orjson
import structlog
from pydantic import BaseModel

from backend.database import Transaction
from backend.journal import feed, load, write
from backend.journal.chain import Receipt
from backend.notices import outbox
from backend.order.decide import Decided, Judged, decide, rejudge
from backend.order.fact import Fact, Parked, Rejected, Said, Unreadable, holds_nul
from backend.order.moment import server
from backend.order.policy import Policy
from backend.parts import ledger
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.problems import Problem, invalid_input

REUSED_IDS = UUID("a3c55a5e-8f0e-4f0f-8a0e-0d6c1f0f9b57")
"""Namespace of the ids under which facts are kept whose own were used before with other content."""
BOOKS = (outbox, ledger)
"""What is written in the same transaction from what was decided: the notices' outbox, the parts ledger."""
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one fact. `visible_at` is the sender's feed number at which its effect can be read,
    `receipt` its place in the chain, where it was applied.
    """

    id: UUID
    outcome: str
    code: str | None = None
    detail: str | None = None
    replayed: bool = False
    visible_at: int | None = None
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing: feed numbers by technician and order, receipts by fact."""

    seen: dict[tuple[UUID, UUID], int]
    receipts: dict[UUID, Receipt]


async def record(tx: Transaction, facts: Sequence[Said | Unreadable], policy: Policy) -> list[Result]:
    """Judge, fold and write facts of one sender; all or nothing in the caller's transaction.

    Gives a result for each fact in turn. A replay gets its standing answer, whatever else has happened; an
    id that was used with other content is rejected and the first use stands. Raises what the database or a
    rule raises: the caller rolls back.
    """
    if not facts:
        return []
    reader = facts[0].sender.staff_id
    answered = await load.first_answers(tx.sql, facts, reader)
    fresh, reused = unanswered(facts, answered)
    if reused:
        answered |= await load.first_answers(tx.sql, list(reused.values()), reader)
    again = [one for one in reused.values() if one.id not in answered]
    decided, written = await admit(tx, fresh, again, policy, facts[0].received_at)
    visible = {order_id: seq for (technician, order_id), seq in written.seen.items() if technician == reader}
    left = {change.order.id for change in decided.changes} - visible.keys()
    if left and Role.TECHNICIAN in facts[0].sender.roles:
        # He is not on their teams any more: what he did is to be seen with the word that they went.
        visible |= await feed.standing(tx.sql, reader, left)
    receipts = written.receipts
    results = {judged.said.id: result_of(judged, visible, receipts) for judged in decided.judged}
    moved = {judged.said.id: result_of(judged, visible, receipts) for judged in decided.released}
    return [
        answer(said, reused.get((said.id, said.content_hash)), answered, results, moved, visible)
        for said in facts
    ]


async def apply(
    tx: Transaction, fact: Fact, content: bytes, actor: Actor, policy: Policy, now: datetime
) -> bool:
    """Record a fact of a desk's, happening now, whose sender waits for it; gives whether it was there before.

    `content` is what makes two requests the same. Raises the problem of any outcome but applied, so that all
    of the request is rolled back and the id stays free.
    """
    # The same request twice at once: the second waits here, and then finds the first's answer.
    await tx.sql.execute(ALONE, str(fact.id))
    [result] = await record(tx, [Said(fact, actor, content, now, server(now))], policy)
    if result.outcome != "applied":
        raise Problem(result.code or "internal", result.detail or "")
    log.info("fact_said", fact_id=str(fact.id), kind=fact.kind, device_id=str(actor.device_id))
    return result.replayed


async def say(tx: Transaction, said: Sequence[Said], policy: Policy) -> None:
    """Record the server's own facts; one may have to wait. Raises the problem of one that is rejected."""
    for result in await record(tx, said, policy):
        if result.outcome == "rejected":
            raise Problem(result.code or "internal", result.detail or "")


def content_hash(said: BaseModel) -> bytes:
    """What makes two requests of a desk, or two facts that the server writes, the same.

    Raises `invalid_input` for what the database cannot hold.
    """
    try:
        canonical = orjson.dumps(said.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONEncodeError, ValueError):
        raise invalid_input([("body", "a number or a string in it is none that can be kept")]) from None
    if holds_nul(canonical):
        raise invalid_input([("body", "a string in it holds NUL")])
    return sha256(canonical).digest()


async def reconsider(tx: Transaction, order_ids: Iterable[UUID], policy: Policy, now: datetime) -> int:
    """Judge again what waits on these orders, without a new fact; gives how many moved."""
    sought = set(order_ids)
    orders, heads = await load.locked(tx.sql, sought)
    waiting = await load.waiting(tx.sql, sought, failed_too=True)
    asking = [one for said in waiting.values() for one in said]
    known = await load.known(tx.sql, policy, asking, orders, now)
    decided = rejudge(orders, waiting, known)
    await write_all(tx, decided, heads)
    return len(decided.released)


async def park_internal(tx: Transaction, said: Said) -> Result:
    """Store a fact whose rule failed on our side, alone and on a healthy connection: nothing is lost."""
    decided = Decided({}, {}, judged=[Judged(said, Parked("internal", "upgrade"))])
    await write_all(tx, decided, {})
    return Result(said.id, "parked", "internal")


async def admit(
    tx: Transaction,
    fresh: list[Said | Unreadable],
    reused: list[Said | Unreadable],
    policy: Policy,
    now: datetime,
) -> tuple[Decided, Written]:
    """Load and lock what the facts concern, decide, write."""
    if not fresh and not reused:
        return Decided({}, {}), Written({}, {})
    said = [one for one in fresh if isinstance(one, Said)]
    order_ids = {one.fact.order_id for one in said}
    orders, heads = await load.locked(tx.sql, order_ids | await elsewhere(tx, said))
    waiting = await load.waiting(tx.sql, order_ids)
    asking = said + [one for waits in waiting.values() for one in waits]
    known = await load.known(tx.sql, policy, asking, orders, now)
    decided = decide(orders, waiting, fresh, known)
    decided.judged += [Judged(one, Rejected("id_reused")) for one in reused]
    return decided, await write_all(tx, decided, heads)


async def elsewhere(tx: Transaction, said: Sequence[Said]) -> set[UUID]:
    """The orders of the stored facts that these decide on: nothing may become of them meanwhile."""
    fact_ids = {fact_id for one in said for fact_id in load.asked_by(one.fact, {}).facts}
    return await load.spoken_of(tx.sql, fact_ids) if fact_ids else set()


async def write_all(tx: Transaction, decided: Decided, heads: dict[UUID, bytes]) -> Written:
    """Entries and orders, then the books and what is to be done, then the feed's counters: last, because
    everybody wants them.
    """
    receipts = await write.entries(tx.sql, decided, heads)
    for book in BOOKS:
        await book.write(tx.sql, decided)
    await write.ask_for_press(tx.sql, decided)
    return Written(await feed.bump(tx.sql, decided), receipts)


def unanswered(
    facts: Sequence[Said | Unreadable], answered: dict[UUID, load.FirstAnswer]
) -> tuple[list[Said | Unreadable], dict[tuple[UUID, bytes], Said | Unreadable]]:
    """The facts that were never stored, each once; and by id and content those whose id has other content
    already, under the ids that they are kept by.
    """
    fresh: dict[UUID, Said | Unreadable] = {}
    reused: dict[tuple[UUID, bytes], Said | Unreadable] = {}
    for said in facts:
        first = answered.get(said.id) or fresh.setdefault(said.id, said)
        if first.content_hash != said.content_hash:
            kept_by = uuid5(REUSED_IDS, f"{said.id} {said.content_hash.hex()}")
            reused[said.id, said.content_hash] = under(kept_by, said)
    return list(fresh.values()), reused


def under(fact_id: UUID, said: Said | Unreadable) -> Said | Unreadable:
    """The same under another id."""
    if isinstance(said, Said):
        return replace(said, fact=said.fact.model_copy(update={"id": fact_id}))
    return replace(said, id=fact_id)


def result_of(judged: Judged, visible: dict[UUID, int], receipts: dict[UUID, Receipt]) -> Result:
    """What became of a fact now; `visible` is where orders stand in the sender's feed since."""
    said = judged.said
    visible_at = visible.get(said.fact.order_id) if isinstance(said, Said) and judged.entry else None
    return Result(said.id, *write.outcome(judged), visible_at=visible_at, receipt=receipts.get(said.id))


def answer(
    said: Said | Unreadable,
    kept: Said | Unreadable | None,
    answered: dict[UUID, load.FirstAnswer],
    results: dict[UUID, Result],
    moved: dict[UUID, Result],
    visible: dict[UUID, int],
) -> Result:
    """The answer to one fact: as it stands now, `replayed` where it was given before.

    `kept` is what it is stored as, where its id was used before with other content.
    """
    key = kept.id if kept else said.id
    if key in moved:
        return replace(moved[key], replayed=True)
    first = answered.get(key)
    if first is None:
        result = replace(results[key], id=said.id)
        results[key] = replace(result, replayed=True)
        return result
    visible_at = first.visible_at if first.outcome == "applied" else None
    if isinstance(said, Said) and visible_at:
        visible_at = visible.get(said.fact.order_id, visible_at)
    given = (first.outcome, first.code, first.detail)
    return Result(said.id, *given, replayed=True, visible_at=visible_at, receipt=first.receipt)
