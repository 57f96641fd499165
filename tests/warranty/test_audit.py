"""Whoever holds the database may change the parts ledger: `callout audit` names what he did."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from backend import postgres
from backend.database import Database
from backend.journal.audit import audit
from backend.warranty.audit import booked
from tests.makers import DISPATCHER, LI, MANAGER, STOREKEEPER, Case, settle_in


@pytest.fixture
async def used(database: Database) -> Case:
    """A valve was drawn and fitted, and its old one came back."""
    case = Case()
    await settle_in(database)
    said = [(DISPATCHER, "order.issued"), (DISPATCHER, "order.assigned"), (LI, "part.requested"),
            (MANAGER, "part.approved"), (STOREKEEPER, "part.issued"), (LI, "report.filed"),
            (STOREKEEPER, "old_part.received")]  # fmt: skip
    for by, kind in said:
        [result] = await case.record(database, case.said(by, kind))
        assert result.outcome == "applied", kind
    assert await audit(database, [booked]) == []
    return case


@pytest.fixture
async def root(
    used: Case,  # noqa: ARG001  # what it changes must be there first
    cluster: postgres.Cluster,
    database_name: str,
) -> AsyncIterator[asyncpg.Connection]:
    """A superuser, whom neither triggers nor constraints hold."""
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await root.execute("SET session_replication_role = replica")
    await root.execute("ALTER TABLE balance DROP CONSTRAINT balance_strict")
    await root.execute("DROP INDEX balance_one_place")
    yield root
    await root.close()


ELSEWHERE = "INSERT INTO balance VALUES ('X', 'S-1', 'van', gen_random_uuid(), 'new', 1)"


@pytest.mark.parametrize(
    ("did", "named"),
    [
        ("UPDATE movement SET serial = 'S-1' WHERE target = 'fitted'", ["it settled", *["balance"] * 4]),
        ("UPDATE movement SET technician = NULL WHERE target = 'fitted'", ["it settled"]),
        ("UPDATE movement SET at = at + interval '1 second' WHERE target = 'transit'", ["it settled"]),
        (
            "DELETE FROM movement WHERE target = 'store' AND becomes = 'old'",
            ["it settled", "balance", "balance"],
        ),
        (
            "UPDATE movement SET cause = gen_random_uuid() WHERE target = 'transit'",
            ["it settled", "not there"],
        ),
        ("DELETE FROM store_entry", ["not there"]),
        ("UPDATE balance SET quantity = quantity + 1 WHERE account = 'fitted'", ["balance"]),
        ("UPDATE balance SET quantity = -1 WHERE account = 'fitted'", ["balance", "below zero"]),
        ("DELETE FROM balance WHERE account = 'transit'", ["balance"]),
        (f"{ELSEWHERE}; {ELSEWHERE}", ["balance", "balance", "more than one place"]),
    ],
)
async def test_what_was_changed_in_the_ledger_is_named_and_nothing_else(
    database: Database, root: asyncpg.Connection, did: str, named: list[str]
) -> None:
    await root.execute(did)
    found = [str(finding) for finding in await audit(database, [booked])]
    assert len(found) == len(named)
    assert all(word in line for word, line in zip(named, found, strict=True)), found
