"""How many photos and bytes are taken: of a device in a day, and of an order; one statement asks for both."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.database import Transaction
from backend.problems import Problem
from backend.settings import Settings

A_DAY = timedelta(days=1)
# A row that would go beyond its limit is left as it is, and is missing in the answer.
TAKE = """
INSERT INTO photo_quota (key, bytes, photos, until)
SELECT key, $2::bigint, 1, until
FROM unnest($1::text[], $3::timestamptz[]) AS asked(key, until)
WHERE $2::bigint <= CASE WHEN until IS NULL THEN $4::bigint ELSE $5::bigint END
ORDER BY key
ON CONFLICT (key) DO UPDATE
SET bytes = photo_quota.bytes + excluded.bytes, photos = photo_quota.photos + 1
WHERE photo_quota.bytes + excluded.bytes
          <= CASE WHEN excluded.until IS NULL THEN $4::bigint ELSE $5::bigint END
      AND photo_quota.photos < CASE WHEN excluded.until IS NULL THEN $6::int ELSE $7::int END
RETURNING key
"""
FORGET = "DELETE FROM photo_quota WHERE until < $1"


async def take(
    tx: Transaction, device_id: UUID, orders: Iterable[UUID], size: int, settings: Settings, now: datetime
) -> None:
    """Count one photo of `size` bytes for the device's day (UTC) and for each order.

    Raises `over_quota` with what is exhausted; then nothing is to be counted: the caller rolls back. The
    phone keeps the photo and tries again: tomorrow, or when an operator has raised the order's limit.
    """
    tomorrow = datetime.combine(now.astimezone(UTC).date() + A_DAY, datetime.min.time(), UTC)
    today = f"device:{device_id}:{now.astimezone(UTC):%Y-%m-%d}"
    asked: dict[str, datetime | None] = {today: tomorrow} | {f"order:{one}": None for one in orders}
    limits = (
        settings.photo_bytes_per_order,
        settings.photo_bytes_per_day,
        settings.photos_per_order,
        settings.photos_per_day,
    )
    rows: list[Any] = await tx.sql.fetch(TAKE, list(asked), size, list(asked.values()), *limits)
    exhausted = asked.keys() - {row["key"] for row in rows}
    if exhausted:
        whose = "this device's for today" if today in exhausted else "the order's"
        wait = int((tomorrow - now).total_seconds()) + 1
        raise Problem("over_quota", f"it is {whose}", headers={"Retry-After": str(wait)})


async def forget(tx: Transaction, now: datetime) -> None:
    """Let go of the days that are over."""
    await tx.sql.execute(FORGET, now)
