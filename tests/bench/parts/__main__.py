"""`python -m tests.bench.parts`: what parts cost: reports that book pieces, and lists and files of desks.

docs/performance.md has what was found. Everything is on this machine, in a database that goes away, and is as
durable as an operator's; it takes two or three minutes.
"""

import argparse
import secrets
from collections.abc import Mapping
from pathlib import Path

import uvloop
from rich.console import Console
from rich.table import Table

from backend import postgres
from backend.database import Database
from backend.demo import stage
from backend.migrations import migrate
from tests.bench.parts import desks, filing, nightly, orders
from tests.bench.parts.desks import Figure

WIDTH = 110


async def prepared(cluster: postgres.Cluster, key: bytes) -> filing.Fleet:
    """The database filled, the phones ready; and its statistics, which a server keeps by itself."""
    database, owner = Database(cluster.url()), Database(cluster.url(postgres.OWNER))
    await orders.filled(database)
    fleet = await filing.fleet(database, key)
    async with owner.transaction() as tx:
        await tx.sql.execute("ANALYZE")
    await database.close()
    await owner.close()
    return fleet


async def asked(url: str, fleet: filing.Fleet, key: bytes) -> dict[str, Figure]:
    """What is asked of a server."""
    return await filing.filed(url, fleet) | await desks.lists(url, key) | await desks.files(url, key)


async def by_night(url: str) -> dict[str, Figure]:
    """What is done without one."""
    database = Database(url)
    figures = await nightly.nightly(database)
    await database.close()
    return figures


def measured(folder: Path) -> tuple[dict[str, Figure], dict[str, int]]:
    """All figures, and how many statements a report takes."""
    key = secrets.token_hex(32)
    with postgres.running(folder / "parts") as cluster:
        migrate(cluster.url(postgres.OWNER))
        fleet = uvloop.run(prepared(cluster, bytes.fromhex(key)))
        figures = uvloop.run(by_night(cluster.url()))
        ours = {"CALLOUT_DATABASE_URL": cluster.url(), "CALLOUT_TOKEN_KEY": key, "CALLOUT_LOG_JSON": "true"}
        with stage.serving(folder, **ours) as url:
            figures = uvloop.run(asked(url, fleet, bytes.fromhex(key))) | figures
        statements = uvloop.run(filing.counted(cluster.url(), folder, key, fleet))
    return figures, statements


def table(figures: Mapping[str, Figure], statements: Mapping[str, int]) -> Table:
    """All of it, for a reader."""
    title = f"{orders.OPEN} orders of whose parts something is open, {orders.DONE} of which nothing is"
    shown = Table("what", "is", "goal", title=title)
    for name, count in statements.items():
        shown.add_row(f"statements of {name}", str(count), f"≤ {filing.STATEMENTS_GOAL}")
    for name, one in figures.items():
        shown.add_row(name, f"{one.ms:.1f} ms", f"≤ {one.goal_ms:.0f} ms" if one.goal_ms else "")
    return shown


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(prog="python -m tests.bench.parts", description=__doc__).parse_args()
    with stage.folder() as folder:
        Console(width=WIDTH).print(table(*measured(folder)))


if __name__ == "__main__":
    main()
