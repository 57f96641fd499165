"""An anchor of each kind, the orders that it is about, and who may tamper with both."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from backend import postgres
from backend.database import Database
from backend.journal.audit import audit
from backend.reports.anchor import Anchor, open_anchor
from backend.reports.anchor.entry import Heads, Loss, read
from backend.reports.anchor.heads import anchor_heads
from backend.reports.anchor.loss import accept_loss
from backend.reports.anchor.reading import anchored
from backend.reports.keys import Keys
from backend.settings import Settings
from tests.notices.makers import NOW, Field


@dataclass
class Office:
    """A database with orders, its anchor, and a superuser; an hour passes with each anchor."""

    database: Database
    anchor: Anchor
    keys: Keys
    root: asyncpg.Connection
    now: datetime = NOW
    address: str = ""

    async def order(self, facts: int = 0) -> Field:
        """An order that is issued and assigned, and so many facts more: `2 + facts` entries."""
        made = Field()
        await made.settle_in(self.database)
        await made.say(self.database, *made.issued())
        await self.go_on(made, facts)
        return made

    async def go_on(self, order: Field, facts: int = 1) -> None:
        """The order moves on."""
        said = [order.said(order.cora, "note.added", text=f"note {n}") for n in range(facts)]
        assert {one.outcome for one in await order.say(self.database, *said)} <= {"applied"}

    async def anchored(self) -> int | None:
        """An hour passes, and the heads are anchored."""
        self.now += timedelta(hours=1)
        return await anchor_heads(self.database, self.anchor, self.keys, self.now)

    async def entries(self) -> list[Heads | Loss]:
        """What the anchor says."""
        read_all = [read(line, self.keys) async for line, _ in self.anchor.lines()]
        return [one for one in read_all if one]

    async def heads(self) -> list[Heads]:
        """The same, of an anchor that gives nothing up."""
        return [one for one in await self.entries() if isinstance(one, Heads)]

    async def findings(self) -> list[str]:
        """What the audit says is wrong."""
        return [str(one) for one in await audit(self.database, [anchored(self.anchor, self.keys)])]

    async def number(self, order: Field) -> str:
        """What people call it."""
        return str(
            await self.root.fetchval("SELECT number FROM dispatch_order WHERE id = $1", order.order_id)
        )

    async def new_epoch(self) -> None:
        """As the runbook says after a restore."""
        await self.root.execute("UPDATE epoch SET value = replace(gen_random_uuid()::text, '-', '')")

    async def accept(self) -> tuple[int, int]:
        """`callout accept-loss`."""
        return await accept_loss(self.database, self.anchor, self.keys, "the disk of Tuesday", self.now)

    async def alone(self) -> None:
        """Nobody has the anchor's lock any more: who was killed keeps it until PostgreSQL has noticed."""
        for verb in ("lock", "unlock"):
            await self.root.execute(f"SELECT pg_advisory_{verb}(hashtextextended('callout/anchor', 0))")

    async def line(self, number: int) -> bytes:
        """The line of this number, as it stands."""
        lines = [line async for line, _ in self.anchor.lines()]
        return next(line for line in lines if (entry := read(line, self.keys)) and entry.number == number)


@pytest.fixture
async def root(cluster: postgres.Cluster, database_name: str) -> AsyncIterator[asyncpg.Connection]:
    """The superuser, whom neither grants nor triggers hold."""
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await root.execute("SET session_replication_role = replica")
    yield root
    await root.close()


@pytest.fixture
def office(database: Database, root: asyncpg.Connection, tmp_path: Path) -> Office:
    """With its anchor in a file."""
    settings = Settings(data=tmp_path)
    return Office(database, open_anchor(settings), Keys(tmp_path / "keys"), root)


@pytest.fixture(params=["file", "bucket"])
def either(request: pytest.FixtureRequest, office: Office, tmp_path: Path) -> Office:
    """With its anchor in a file, and in a bucket."""
    if request.param == "bucket":
        office.address = request.getfixturevalue("bucket")
        office.anchor = open_anchor(Settings(data=tmp_path, anchor=office.address))
    return office
