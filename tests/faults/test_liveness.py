"""T8: after an outage the backlog of many phones drains, whatever they meet on the way."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import structlog

from backend import postgres
from backend.database import Database
from backend.demo import stage
from backend.journal.audit import audit
from backend.problems import RETRY_AFTER_S
from backend.sync.sync import NEXT_SYNC_S, SPREAD
from tests.faults import outage
from tests.faults.outage import KEY, POOL_SIZE, ROOM, Crowd, prepared
from tests.makers import DISPATCHER

JOURNALLED = "SELECT fact_id FROM journal JOIN fact ON fact.id = fact_id WHERE fact.author_id <> $1"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1"
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = $1"

log = structlog.get_logger()


async def drained(crowd: Crowd, url: str, owner_url: str) -> float:
    """They come back while the outage has not ended for any of them; gives when the last one was done."""
    limits = httpx.Limits(max_connections=None)
    outage_ends = asyncio.create_task(outage.outage(owner_url, crowd.full))
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60, trust_env=False) as client:
        last_s = await crowd.drain(client)
    await outage_ends
    return last_s


async def root(cluster: postgres.Cluster, statement: str, *values: str) -> Any:
    """As whom nothing holds."""
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, "postgres"))
    try:
        return await admin.fetchval(statement, *values)
    finally:
        await admin.close()


async def deadlocks(cluster: postgres.Cluster, name: str) -> int:
    """How many the database has seen, when all who could tell of one have left."""
    async with asyncio.timeout(60):
        while await root(cluster, OTHERS, name):
            pass
    seen: int = await root(cluster, DEADLOCKS, name)
    return seen


async def test_the_backlog_of_an_outage_drains(
    cluster: postgres.Cluster, database_name: str, owner_url: str, folder: Path, pytestconfig: pytest.Config
) -> None:
    await root(cluster, f"ALTER DATABASE {database_name} SET deadlock_timeout = '20ms'")
    database = Database(cluster.url(postgres.API, database_name))
    crowd = await prepared(database, pytestconfig.getoption("phones"))
    phones, recorded = len(crowd.members), [entry.id for entry in crowd.entries()]
    settings = {"CALLOUT_DATABASE_URL": database.url, "CALLOUT_TOKEN_KEY": KEY,
                "CALLOUT_POOL_SIZE": str(POOL_SIZE), "CALLOUT_LOG_JSON": "true"}  # fmt: skip
    with stage.serving(folder, **settings) as url:
        last_s = await drained(crowd, url, owner_url)
    log.info("backlog_drained", phones=phones, facts=len(recorded), asked=crowd.asked, last_s=round(last_s),
             turned_away=len(crowd.refused), facts_answered_twice=crowd.replayed)  # fmt: skip

    assert {(entry.state, entry.outcome) for entry in crowd.entries()} == {("final", "applied")}
    assert crowd.replayed > 0
    async with database.transaction() as tx:
        rows = await tx.sql.fetch(JOURNALLED, DISPATCHER.staff_id)
        assert sorted(row["fact_id"] for row in rows) == sorted(recorded)
        assert await tx.sql.fetchval("SELECT count(*) FROM fact WHERE outcome <> 'applied'") == 0
    assert await audit(database) == []
    await database.close()

    least, most = RETRY_AFTER_S
    assert len(crowd.refused) >= phones - ROOM
    assert all(least <= wait_s <= most for wait_s in crowd.refused)
    assert len(crowd.next_sync_s) == phones
    assert all(abs(wait_s - NEXT_SYNC_S) <= NEXT_SYNC_S * SPREAD for wait_s in crowd.next_sync_s)
    assert len(set(crowd.next_sync_s)) > 1
    assert await deadlocks(cluster, database_name) == 0
    assert "Deadlock" not in (folder / "log").read_text(encoding="utf-8")
    crowd.close()
