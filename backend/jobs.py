"""Jobs: what must happen after a transaction, asked for inside it. At least once, never by two at a time.

Our own queue on PostgreSQL: docs/decisions/job-queue.md says what the libraries lost.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from asyncpg import Connection
from sqlalchemy import DateTime, Index, text
from sqlmodel import Field, SQLModel

from backend.database import Transaction

MOMENT: Any = DateTime(timezone=True)
LEASE = timedelta(seconds=60)
"""How long a job is its worker's; a handler is stopped before."""
ATTEMPTS_LIMIT = 8
"""A job that failed so often, or took so many workers with it, is dead until somebody looks at it."""
FIRST_DELAY_S, LONGEST_DELAY_S = 2, 900

ENQUEUE = """
WITH asked AS (
    INSERT INTO job (id, name, key, run_at, asked, attempts)
    SELECT gen_random_uuid(), $1, key, $3, 1, 0 FROM unnest($2::text[]) AS key ORDER BY key
    ON CONFLICT (name, key) WHERE dead_at IS NULL
    DO UPDATE SET run_at = excluded.run_at, asked = job.asked + 1
    RETURNING id
)
SELECT pg_notify('jobs', '') FROM asked LIMIT 1
"""
CLAIM = """
UPDATE job SET attempts = attempts + 1, lease_by = $1, lease_until = $2,
               dead_at = CASE WHEN attempts >= $5 THEN $3::timestamptz END
WHERE id = (SELECT id FROM job
            WHERE dead_at IS NULL AND run_at <= $3 AND name = ANY($4::text[])
                  AND (lease_until IS NULL OR lease_until <= $3)
            ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, name, key, attempts, asked, lease_by, dead_at
"""
FINISH = "DELETE FROM job WHERE id = $1 AND lease_by = $2 AND asked = $3 RETURNING id"
RELEASE = """
UPDATE job SET lease_by = NULL, lease_until = NULL, attempts = $3, error = $4,
               run_at = COALESCE($5::timestamptz, run_at), dead_at = $6
WHERE id = $1 AND lease_by = $2 RETURNING id
"""


class Job(SQLModel, table=True):
    """Something to be done; gone when it is done. One for each name and key, dead ones apart.

    `asked` counts how often it was asked for, `attempts` how often it was begun since it last went well.
    """

    __table_args__ = (
        Index("job_asked", "name", "key", unique=True, postgresql_where=text("dead_at IS NULL")),
        Index("job_due", "run_at", "id", postgresql_where=text("dead_at IS NULL")),
    )

    id: UUID = Field(primary_key=True)
    name: str
    key: str
    run_at: datetime = Field(sa_type=MOMENT)
    asked: int
    attempts: int
    lease_by: UUID | None = None
    lease_until: datetime | None = Field(None, sa_type=MOMENT)
    dead_at: datetime | None = Field(None, sa_type=MOMENT)
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that is ours until its lease ends."""

    id: UUID
    name: str
    key: str
    attempts: int
    asked: int
    lease_by: UUID


async def enqueue(tx: Transaction, name: str, key: str, run_at: datetime) -> None:
    """Ask for a job, from `run_at` on; the last word on when counts. One that runs now runs again then."""
    await enqueue_each(tx.sql, name, [key], run_at)


async def enqueue_each(sql: Connection, name: str, keys: Sequence[str], run_at: datetime) -> None:
    """The same for several keys, in one statement."""
    await sql.execute(ENQUEUE, name, keys, run_at)


async def claim(tx: Transaction, names: list[str], now: datetime) -> Claimed | None:
    """Take the job of these names that is due longest, if any, under a lease of its own.

    The attempt is counted here, so that a job that kills its workers dies too.
    """
    while row := await tx.sql.fetchrow(CLAIM, uuid4(), now + LEASE, now, names, ATTEMPTS_LIMIT):
        if row["dead_at"] is None:
            return Claimed(*list(row)[:-1])
    return None


async def settle(tx: Transaction, job: Claimed, now: datetime, error: str | None = None) -> bool:
    """Say how it went: done, or what failed, to be tried again later. False where the lease was lost."""
    if error is None:
        done = await tx.sql.fetchval(FINISH, job.id, job.lease_by, job.asked)
        return bool(done or await release(tx.sql, job))
    dead = job.attempts >= ATTEMPTS_LIMIT
    return await release(tx.sql, job, job.attempts, error, now + delay(job.attempts), now if dead else None)


async def release(
    sql: Connection,
    job: Claimed,
    attempts: int = 0,
    error: str | None = None,
    run_at: datetime | None = None,
    dead_at: datetime | None = None,
) -> bool:
    """Let go of a job that is to run again, or is dead."""
    return bool(await sql.fetchval(RELEASE, job.id, job.lease_by, attempts, error, run_at, dead_at))


def delay(attempts: int) -> timedelta:
    """The wait after so many attempts: it doubles, spread so that what failed together comes back apart."""
    longest = min(FIRST_DELAY_S * 2 ** (attempts - 1), LONGEST_DELAY_S)
    return timedelta(seconds=random.uniform(longest / 2, longest))  # noqa: S311  # spreads load, guards nothing
