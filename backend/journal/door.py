"""The one door: every change to an order is a fact that comes through `record`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from backend.database import Transaction
from backend.journal import feed, load, write
from backend.notices import outbox
from backend.order.decide import Decided, Judged, decide, rejudge
from backend.order.fact import Parked, Said, Unreadable
from backend.order.policy import Policy

BOOKS = (outbox,)
"""What is written in the same transaction from what was decided: the notices' outbox."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one fact. `visible_at` is the sender's feed number at which its effect can be read."""

    id: UUID
    outcome: str
    code: str | None = None
    detail: str | None = None
    replayed: bool = False
    visible_at: int | None = None


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
    fresh = unanswered(facts, answered)
    decided, seen = await admit(tx, fresh, policy, facts[0].received_at)
    results = {judged.said.id: result_of(judged, reader, seen) for judged in decided.judged}
    return in_order(facts, answered, results, decided, seen, reader)


async def reconsider(tx: Transaction, order_ids: Iterable[UUID], policy: Policy, now: datetime) -> int:
    """Judge again what waits on these orders, without a new fact; gives how many moved."""
    sought = set(order_ids)
    orders, heads = await load.locked(tx.sql, sought)
    waiting = await load.waiting(tx.sql, sought, failed_too=True)
    known = await load.known(tx.sql, policy, [one for said in waiting.values() for one in said], now)
    decided = rejudge(orders, waiting, known)
    await write_all(tx, decided, heads)
    return len(decided.released)


async def park_internal(tx: Transaction, said: Said) -> Result:
    """Store a fact whose rule failed on our side, alone and on a healthy connection: nothing is lost."""
    decided = Decided({}, {}, judged=[Judged(said, Parked("internal", "upgrade"))])
    await write_all(tx, decided, {})
    return Result(said.id, "parked", "internal")


async def admit(
    tx: Transaction, fresh: list[Said | Unreadable], policy: Policy, now: datetime
) -> tuple[Decided, dict[tuple[UUID, UUID], int]]:
    """Load and lock what the facts concern, decide, write; gives the feed numbers that came of it."""
    if not fresh:
        return Decided({}, {}), {}
    said = [one for one in fresh if isinstance(one, Said)]
    order_ids = {one.fact.order_id for one in said}
    orders, heads = await load.locked(tx.sql, order_ids)
    waiting = await load.waiting(tx.sql, order_ids)
    asking = said + [one for waits in waiting.values() for one in waits]
    known = await load.known(tx.sql, policy, asking, now)
    decided = decide(orders, waiting, fresh, known)
    return decided, await write_all(tx, decided, heads)


async def write_all(
    tx: Transaction, decided: Decided, heads: dict[UUID, bytes]
) -> dict[tuple[UUID, UUID], int]:
    """Entries and orders, then the books, then the feed's counters: last, because everybody wants them."""
    await write.entries(tx.sql, decided, heads)
    for book in BOOKS:
        await book.write(tx.sql, decided)
    return await feed.bump(tx.sql, decided)


def unanswered(
    facts: Sequence[Said | Unreadable], answered: dict[UUID, load.FirstAnswer]
) -> list[Said | Unreadable]:
    """The facts that were never stored, each once."""
    fresh: dict[UUID, Said | Unreadable] = {}
    for said in facts:
        if said.id not in answered:
            fresh.setdefault(said.id, said)
    return list(fresh.values())


def result_of(judged: Judged, reader: UUID, seen: dict[tuple[UUID, UUID], int]) -> Result:
    """The answer to a fresh fact."""
    said = judged.said
    visible_at = seen.get((reader, said.fact.order_id)) if isinstance(said, Said) and judged.entry else None
    return Result(said.id, *write.outcome(judged), visible_at=visible_at)


def in_order(
    facts: Sequence[Said | Unreadable],
    answered: dict[UUID, load.FirstAnswer],
    results: dict[UUID, Result],
    decided: Decided,
    seen: dict[tuple[UUID, UUID], int],
    reader: UUID,
) -> list[Result]:
    """The answers in the order of the facts: first answers again, and each fresh one once."""
    moved = {judged.said.id: result_of(judged, reader, seen) for judged in decided.released}
    hashes = {judged.said.id: judged.said.content_hash for judged in decided.judged}
    answers = []
    for said in facts:
        first = answered.get(said.id)
        if (first.content_hash if first else hashes[said.id]) != said.content_hash:
            answers.append(Result(said.id, "rejected", "id_reused"))
        elif said.id in moved:
            answers.append(replace(moved[said.id], replayed=first is not None))
        elif first is None:
            answers.append(results[said.id])
            results[said.id] = replace(results[said.id], replayed=True)
        else:
            visible_at = first.visible_at if first.outcome == "applied" else None
            if isinstance(said, Said) and visible_at:
                visible_at = seen.get((reader, said.fact.order_id), visible_at)
            answers.append(
                Result(said.id, first.outcome, first.code, first.detail, replayed=True, visible_at=visible_at)
            )
    return answers
