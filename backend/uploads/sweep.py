"""What nothing sets off: uploads that nobody goes on with, and what a killed process left in the store."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlmodel import col, delete, select

from backend.database import Database, Transaction
from backend.photos.store import Store
from backend.uploads import quota
from backend.uploads.tables import Upload
from backend.uploads.upload import LOCK_OBJECT

OPEN = col(Upload.committed) < col(Upload.length)
"""An upload that still needs its pieces, and its object a row."""
NAMED = """
SELECT sha256 FROM blob WHERE sha256 = ANY($1)
UNION
SELECT sha256 FROM upload WHERE sha256 = ANY($1) AND committed < length
"""
DIGITS = "0123456789abcdef"
AT_ONCE = 500
GRACE = timedelta(days=1)
"""What no row names may still be on its way to get one; nothing is on its way for so long."""


async def expire(database: Database, store: Store, now: datetime) -> None:
    """Let go of uploads whose time is over, of bytes whose upload is gone, and of quotas of past days."""
    async with database.transaction() as tx:
        await tx.session.exec(delete(Upload).where(col(Upload.expires_at) < now))
        await quota.forget(tx, now)
    async for upload_id in store.uploads(now - GRACE):
        async with database.transaction() as tx:
            goes_on = (await tx.session.exec(select(Upload.id).where(Upload.id == upload_id, OPEN))).first()
        if goes_on is None:
            await store.drop(upload_id)
    await store.sweep(now - GRACE)


async def sweep_objects(database: Database, store: Store, digit: str, now: datetime) -> int:
    """Remove objects that no row names, of those whose digests begin with this digit; gives how many.

    Who begins an upload takes the same lock as this does: an object is either meant by then and stays, or is
    gone before its bytes come again. So a row never points to an object that is not there.
    """
    swept = 0
    async for digests in in_batches(old_objects(store, digit, now)):
        async with database.transaction() as tx:
            orphans = set(digests) - await named(tx, digests)
        for digest in sorted(orphans):
            async with database.transaction() as tx:
                await tx.sql.execute(LOCK_OBJECT, digest)
                if not await named(tx, [digest]):
                    await store.delete(digest)
                    swept += 1
    return swept


async def old_objects(store: Store, digit: str, now: datetime) -> AsyncIterator[str]:
    """The digests that begin with this digit, of objects whose grace is over."""
    for second in DIGITS:
        async for digest in store.listed(digit + second, now - GRACE):
            yield digest


async def in_batches(digests: AsyncIterator[str]) -> AsyncIterator[list[str]]:
    """So many at once as one statement takes."""
    batch: list[str] = []
    async for digest in digests:
        batch.append(digest)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


async def named(tx: Transaction, digests: list[str]) -> set[str]:
    """Those of the objects that a row names, or an upload will.

    One statement: an upload that is done between two questions would be missed by both.
    """
    return {row["sha256"] for row in await tx.sql.fetch(NAMED, digests)}
