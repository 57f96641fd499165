"""A sealed report, its public page, and who may tamper with what it rests on."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import SecretStr

from backend import postgres
from backend.app import create_app
from backend.database import Database
from backend.order.document import Moment, Quality
from backend.photos.derive import Darkroom
from backend.reports.keys import Keys
from backend.reports.press import Press
from backend.settings import Settings
from backend.wording import wording
from tests.makers import DISPATCHER, LI, POLICY, START, Case, settle_in
from tests.photos.makers import KEY

LATER = START + timedelta(days=1)
SEALS = "SELECT body FROM journal WHERE kind = 'report.sealed' ORDER BY order_id, seq"
CHECK = re.compile(r'<li class="(yes|no|unasked)">(.*?)</li>', re.DOTALL)
WORDS = {
    text: key.removeprefix("verify.check.")
    for key, text in wording("en").texts.items()
    if key.startswith("verify.check.")
}


@dataclass
class Sealed:
    """An order whose report was signed and sealed."""

    database: Database
    app: FastAPI
    client: AsyncClient
    case: Case
    root: asyncpg.Connection

    @property
    def keys(self) -> Keys:
        keys: Keys = self.app.state.keys
        return keys

    async def say(self, kind: str, **body: Any) -> None:
        by = body.pop("by", LI)
        [result] = await self.case.record(self.database, self.case.said(by, kind, seen=2, **body))
        assert result.outcome == "applied", result

    async def seal(self) -> None:
        darkroom = Darkroom()
        press = Press(self.database, POLICY, self.app.state.store, darkroom, self.keys, "https://x.example")
        await press.seal(self.case.order_id, LATER)
        await darkroom.close()

    async def seals(self) -> list[dict[str, Any]]:
        return [orjson.loads(row["body"]) for row in await self.root.fetch(SEALS)]

    async def page(self, verify_id: str | None = None) -> str:
        verify_id = verify_id or (await self.seals())[0]["verify_id"]
        answer = await self.client.get(f"/verify/{verify_id}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        return answer.text

    async def tamper(self, *statements: str) -> None:
        """As the superuser, whom neither grants nor triggers hold."""
        for statement in statements:
            assert await self.root.execute(statement) not in ("UPDATE 0", "DELETE 0")


def checks(page: str) -> dict[str, str]:
    """What the page says came of each check, by the check's name."""
    found = {}
    for answer, text in CHECK.findall(page):
        [name] = [name for words, name in WORDS.items() if words in unescape(text)]
        found[name] = answer
    return found


def failed(page: str) -> set[str]:
    return {name for name, answer in checks(page).items() if answer == "no"}


async def with_report(database: Database, app: FastAPI, client: AsyncClient, root: Any) -> Sealed:
    case = Case()
    sealed = Sealed(database, app, client, case, root)
    await sealed.say("order.issued", by=DISPATCHER)
    await sealed.say("order.assigned", by=DISPATCHER)
    await sealed.say("visit.arrived")
    await sealed.say("report.filed")
    return sealed


@pytest.fixture
async def filed(
    database: Database, cluster: postgres.Cluster, database_name: str, tmp_path: Path
) -> AsyncIterator[Sealed]:
    """A report that was filed, and nothing more."""
    await settle_in(database)
    app = create_app(Settings(data=tmp_path, token_key=SecretStr(KEY)), database)
    app.state.policy = POLICY
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await root.execute("SET session_replication_role = replica")
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test") as client:
        yield await with_report(database, app, client, root)
    await root.close()


@pytest.fixture
async def sealed(filed: Sealed) -> Sealed:
    """One that was signed and sealed."""
    moment = Moment(at=START + timedelta(minutes=9), quality=Quality.MONO, doubt_s=2.4)
    words: dict[str, Any] = {"phone_tail": "0101", "remarks": "Secret remarks", "consent": "Secret consent"}
    await filed.say("report.signed", moment=moment, role="<b>driver</b>", **words)
    await filed.seal()
    return filed
