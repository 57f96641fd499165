"""A person's inbox: notices by number, so that a reader who keeps one cursor misses nothing.

A sequence would give numbers when rows are written, and a row that commits late would come to stand behind
the cursor of somebody who has already read on. So rows are numbered after their commit, under a lock that
is held until the numbers themselves are committed: numbers become visible in their order.
"""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from backend.database import Transaction
from backend.notices.tables import Notice
from backend.problems import Problem

PAGE_LIMIT = 100

HEAD = """
SELECT coalesce((SELECT max(seq) FROM notice), 0) AS head,
       EXISTS (SELECT FROM notice WHERE seq IS NULL) AS unnumbered
"""
# A statement of its own: the one that numbers must see what the last holder of the lock has committed.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('notices', 0))"
NUMBER = """
WITH fresh AS (
    SELECT id, row_number() OVER (ORDER BY created_at, id) AS place FROM notice WHERE seq IS NULL
), numbered AS (
    UPDATE notice SET seq = coalesce((SELECT max(seq) FROM notice), 0) + fresh.place
    FROM fresh WHERE notice.id = fresh.id
    RETURNING notice.seq
)
SELECT greatest((SELECT max(seq) FROM numbered), (SELECT max(seq) FROM notice), 0)
"""


async def sequence(tx: Transaction) -> int:
    """Number every notice that is committed and has no number yet; gives the highest number.

    Without any, one statement and no lock. That misses nothing: a row whose number is not committed still
    shows as unnumbered here, and then the lock is waited for.
    """
    found = await tx.sql.fetchrow(HEAD)
    if not found["unnumbered"]:
        return int(found["head"])
    await tx.sql.execute(LOCK)
    return int(await tx.sql.fetchval(NUMBER))


async def page(tx: Transaction, recipient_id: UUID, *, after: int, limit: int) -> list[Notice]:
    """A person's numbered notices beyond `after`, the first of them, at most `limit`."""
    query = select(Notice).where(Notice.recipient_id == recipient_id, col(Notice.seq) > after)
    return list(await tx.session.exec(query.order_by(col(Notice.seq)).limit(limit)))


async def acknowledge(tx: Transaction, notice_id: UUID, recipient_id: UUID, now: datetime) -> Notice:
    """Note that a person has seen a notice; the first time stays.

    Raises `not_found` for one that is not his.
    """
    mine = (Notice.id == notice_id, Notice.recipient_id == recipient_id, col(Notice.seq).is_not(None))
    notice = (await tx.session.exec(select(Notice).where(*mine).with_for_update())).one_or_none()
    if notice is None:
        raise Problem("not_found", "There is no such notice.")
    notice.acknowledged_at = notice.acknowledged_at or now
    tx.session.add(notice)
    return notice
