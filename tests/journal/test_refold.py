"""`callout refold`: what older code has folded is folded anew, and phones hear of what has changed."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from backend import postgres
from backend.database import Database
from backend.journal.audit import audit
from backend.journal.refold import refold
from backend.journal.write import FOLD_VERSION
from tests.journal.conftest import all_of, begun, one
from tests.makers import DISPATCHER, LI, WANG, Case, team

OLDER = """
UPDATE dispatch_order SET fold_version = 1, document = replace(document, ',"doubt":null', '')
"""
FEED = "SELECT technician_id, seq, removed FROM feed WHERE kind = 'order' AND id = $1 ORDER BY seq"


async def aged(database: Database, *others: Any) -> Case:
    """An order as version 1 of the fold left it."""
    case = await begun(database, *others)
    async with database.transaction() as tx:
        await tx.sql.execute(OLDER)
    return case


async def fold_version(database: Database) -> int:
    found: int = await one(database, "SELECT fold_version FROM dispatch_order")
    return found


async def test_what_older_code_folded_is_folded_anew_and_the_audit_agrees_again(office: Database) -> None:
    await aged(office)
    before = await all_of(office, "SELECT version, head, number, changed_at FROM dispatch_order")
    [finding] = await audit(office)
    assert "it was folded by an older version of Callout" in finding.what

    assert await refold(office) == (1, [])

    assert await audit(office) == []
    assert await fold_version(office) == FOLD_VERSION
    assert await all_of(office, "SELECT version, head, number, changed_at FROM dispatch_order") == before
    assert '"doubt":null' in await one(office, "SELECT document FROM dispatch_order")
    assert await refold(office) == (0, [])


async def test_phones_that_show_the_order_hear_of_it_and_no_others(office: Database) -> None:
    case = await aged(office, WANG)
    await case.record(office, case.said(DISPATCHER, "order.assigned", **team(LI)))
    await all_of(office, OLDER)
    before = {row["technician_id"]: row for row in await all_of(office, FEED, case.order_id)}
    assert before[WANG.staff_id]["removed"] == "reassigned"

    await refold(office)

    after = {row["technician_id"]: row for row in await all_of(office, FEED, case.order_id)}
    assert after[LI.staff_id]["seq"] > before[LI.staff_id]["seq"]
    assert after[WANG.staff_id] == before[WANG.staff_id]


async def test_a_document_that_stays_as_it_is_is_sent_to_nobody(office: Database) -> None:
    case = await begun(office)
    await all_of(office, "UPDATE dispatch_order SET fold_version = 1")
    before = await all_of(office, FEED, case.order_id)

    assert await refold(office) == (1, [])

    assert await all_of(office, FEED, case.order_id) == before


async def test_a_fact_folded_on_top_makes_no_older_fold_a_new_one(office: Database) -> None:
    case = await aged(office)

    await case.record(office, case.said(LI, "visit.accepted"))

    assert await fold_version(office) == 1
    assert await refold(office) == (1, [])
    assert await audit(office) == []


@pytest.mark.parametrize("tamper", ["UPDATE journal SET body = '{}'", "DELETE FROM journal WHERE seq = 2"])
async def test_an_order_whose_chain_does_not_hold_is_left_as_it_is_and_named(
    office: Database, cluster: postgres.Cluster, database_name: str, tamper: str
) -> None:
    await aged(office)
    document = await one(office, "SELECT document FROM dispatch_order")
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await root.execute("SET session_replication_role = replica")
    await root.execute(tamper)
    await root.close()

    done, findings = await refold(office)

    assert done == 0
    assert findings
    assert await one(office, "SELECT document FROM dispatch_order") == document
    assert await fold_version(office) == 1


async def test_the_command_says_how_many(office: Database, database_url: str, tmp_path: Path) -> None:
    await aged(office)
    ours = {"CALLOUT_DATABASE_URL": database_url, "CALLOUT_DATA": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "backend", "refold", env=os.environ | ours, stdout=asyncio.subprocess.PIPE
    )
    said = (await process.communicate())[0].decode()

    assert (process.returncode, said) == (0, "orders folded anew: 1\n")
    assert await fold_version(office) == FOLD_VERSION
