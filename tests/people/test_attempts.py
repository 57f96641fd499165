"""Ten attempts in five minutes under each key."""

import asyncio
from datetime import timedelta

from backend.database import Database
from backend.people import attempts
from tests.people.makers import NOW


async def counted(database: Database, keys: set[str], after_s: float = 0) -> int:
    async with database.transaction() as tx:
        return await attempts.count(tx, keys, NOW + timedelta(seconds=after_s))


async def test_ten_go_on_and_the_next_waits_for_the_window_to_end(database: Database) -> None:
    assert [await counted(database, {"wei"}) for _ in range(11)] == [0] * 10 + [300]
    assert await counted(database, {"wei"}, after_s=120.5) == 180
    assert await counted(database, {"ann"}) == 0
    assert await counted(database, {"ann", "wei"}, after_s=299.9) == 1
    assert await counted(database, {"wei"}, after_s=300) == 0


async def test_attempts_at_the_same_moment_are_all_counted(database: Database) -> None:
    waits = await asyncio.gather(*(counted(database, {"wei", f"wei {n % 2}"}) for n in range(16)))
    assert sorted(waits) == [0] * 10 + [300] * 6


async def test_windows_that_are_over_are_forgotten(database: Database) -> None:
    await counted(database, {f"guess {n}" for n in range(50)})
    await counted(database, {"wei"}, after_s=300)
    async with database.transaction() as tx:
        assert await tx.sql.fetchval("SELECT array_agg(key) FROM sign_in_attempts") == ["wei"]
