"""How often somebody may try to sign in: counted in PostgreSQL, before any password is hashed."""

import math
from datetime import datetime, timedelta

from sqlalchemy import Column, DateTime, case, delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select

from backend.database import Transaction

LIMIT = 10
WINDOW = timedelta(minutes=5)
SWEEP_LIMIT = 100


class SignInAttempts(SQLModel, table=True):
    """Attempts under one key (a login, or a login with an address) in the window begun at `since`."""

    __tablename__ = "sign_in_attempts"

    key: str = Field(primary_key=True)
    since: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False, index=True))
    tries: int


async def count(tx: Transaction, keys: set[str], now: datetime) -> int:
    """Count one attempt under each key; gives the seconds to wait, 0 if the attempt may go on.

    Ten attempts in five minutes are let through under each key. The caller commits before it goes on: a
    refused sign-in must not take back its own count.
    """
    begun = col(SignInAttempts.since)
    over = begun <= now - WINDOW
    # Sorted, so that two attempts at the same keys never wait for each other.
    rows = [{"key": key, "since": now, "tries": 1} for key in sorted(keys)]
    counted = insert(SignInAttempts).values(rows)
    counted = counted.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "since": case((over, now), else_=begun),
            "tries": case((over, 1), else_=col(SignInAttempts.tries) + 1),
        },
    )
    found = await tx.session.exec(counted.returning(begun, col(SignInAttempts.tries)))
    waits = [since + WINDOW - now for since, tries in found if tries > LIMIT]
    await sweep(tx, now)
    return max((math.ceil(wait.total_seconds()) for wait in waits), default=0)


async def sweep(tx: Transaction, now: datetime) -> None:
    """Forget some windows that are over, so that guessing logins cannot fill the disk.

    Last in its transaction and never waiting: rows that others are counting on are left to them.
    """
    old = select(SignInAttempts.key).where(col(SignInAttempts.since) <= now - WINDOW)
    old = old.limit(SWEEP_LIMIT).with_for_update(skip_locked=True)
    await tx.session.exec(delete(SignInAttempts).where(col(SignInAttempts.key).in_(old)))
