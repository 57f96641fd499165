"""A database with people and a base, and what it says."""

from typing import Any

import pytest

from backend.database import Database
from tests.makers import DISPATCHER, LI, Case, settle_in, team


@pytest.fixture
async def office(database: Database) -> Database:
    """A database with people and a base."""
    await settle_in(database)
    return database


async def begun(database: Database, *others: Any) -> Case:
    """An order, issued and assigned to Li."""
    case = Case()
    issued = case.said(DISPATCHER, "order.issued")
    results = await case.record(
        database, issued, case.said(DISPATCHER, "order.assigned", **team(LI, *others))
    )
    assert [one.outcome for one in results] == ["applied"] * 2
    return case


async def all_of(database: Database, query: str, *values: Any) -> list[dict[str, Any]]:
    async with database.transaction() as tx:
        return [dict(row) for row in await tx.sql.fetch(query, *values)]


async def one(database: Database, query: str, *values: Any) -> Any:
    async with database.transaction() as tx:
        return await tx.sql.fetchval(query, *values)
