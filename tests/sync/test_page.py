"""What a pull costs: a page is read row by row, however large the tables are."""

from typing import Any

from backend.database import Database
from backend.sync.pull import PAGE
from tests.makers import DISPATCHER, LI, Case, settle_in, team

ORDERS = 60
TABLES = {"dispatch_order", "fact", "feed"}


def scans(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Every node of a plan that reads one of TABLES."""
    below = [one for part in node.get("Plans", []) for one in scans(part)]
    return [node, *below] if node.get("Relation Name") in TABLES else below


async def test_a_page_of_one_order_reads_one_row_of_the_feed_and_one_order(database: Database) -> None:
    await settle_in(database)
    cases = [Case() for _ in range(ORDERS)]
    said = [(one.said(DISPATCHER, "order.issued"), one.said(DISPATCHER, "order.assigned", **team(LI)))
            for one in cases]  # fmt: skip
    await cases[0].record(database, *[fact for both in said for fact in both])
    async with database.transaction() as tx:
        # What the planner would do with tables too large to be read through.
        await tx.sql.execute("SET LOCAL enable_seqscan = off")
        epoch = await tx.sql.fetchval("SELECT value FROM epoch")
        explain = f"EXPLAIN (ANALYZE, FORMAT JSON) {PAGE}"
        (plan,) = await tx.sql.fetchval(explain, LI.staff_id, epoch, ORDERS - 1)
    read = {
        one["Relation Name"]: (one["Actual Rows"] + one.get("Rows Removed by Filter", 0))
        * one["Actual Loops"]
        for one in scans(plan["Plan"])
    }
    assert read == {"feed": 1, "dispatch_order": 1, "fact": 0}
