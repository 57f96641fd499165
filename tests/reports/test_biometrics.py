"""A signature as a picture for whoever reads the report; its strokes, which are biometric, for auditors."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx import ASGITransport, AsyncClient, Response
from PIL import Image
from pydantic import SecretStr

from backend.app import create_app
from backend.database import Database
from backend.people.actor import Actor
from backend.photos.derive import Darkroom
from backend.reports.press import Press
from backend.settings import Settings
from tests.makers import (
    ADMIN,
    AUDITOR,
    COORDINATOR,
    DISPATCHER,
    LI,
    MANAGER,
    POLICY,
    STOREKEEPER,
    ZHAO,
    Case,
    settle_in,
)  # fmt: skip
from tests.photos.makers import KEY, by
from tests.sync.conftest import envelope

PEOPLE = (LI, DISPATCHER, COORDINATOR, MANAGER, STOREKEEPER, AUDITOR, ADMIN)
WAY = [[3117, 2113, 5], [3119, 2129, 15], [3121, 2131, 29], [3137, 2141, 300]]
PARKED = [[4111, 2203, 5], [4127, 2207, 15], [4129, 2213, 29], [4133, 2221, 300]]
PEN = re.compile("|".join(rf"{x}\D+{y}\b" for x, y, _ in WAY + PARKED))
"""Two coordinates of one point, however they are written."""


@dataclass
class Site:
    """A signed and sealed report, one whose signature waits for the arrival, and everybody who may ask."""

    database: Database
    app: FastAPI
    client: AsyncClient
    case: Case = field(default_factory=Case)

    async def say(self, kind: str, **body: Any) -> str:
        author = DISPATCHER if kind.startswith("order.") else LI
        [result] = await self.case.record(self.database, self.case.said(author, kind, seen=2, **body))
        return result.outcome

    async def get(self, path: str, actor: Actor | None) -> Response:
        # The stream of notices would never end, so it is asked for what is not there.
        after = {"after": "-1"} if path.endswith("/stream") else None
        return await self.client.get(path, headers=by(actor) if actor else {}, params=after)

    def paths(self) -> Iterator[str]:
        """Every address that can be read, of this order, report, signature and page."""
        ids = {"order_id": self.case.order_id, "report_id": self.case.report, "photo_id": self.case.photo}
        for route in routes(self.app):
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
                yield re.sub(r"{(\w+)}", lambda name: str(ids.get(name[1], self.case.verify)), route.path)


def routes(app: Any) -> Iterator[Any]:
    for route in app.routes:
        inside = getattr(route, "original_router", None)
        yield from routes(inside) if inside else [route]


def strokes(way: list[list[int]]) -> dict[str, Any]:
    return {"width": 5000, "height": 3000, "strokes": [way]}


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    await settle_in(database)
    app = create_app(Settings(data=tmp_path, token_key=SecretStr(KEY)), database)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://callout.test") as client,
    ):
        site = Site(database, app, client)
        for kind in ("order.issued", "order.assigned", "visit.arrived", "report.filed", "photo.taken"):
            assert await site.say(kind) == "applied"
        yield site


async def test_strokes_are_given_to_auditors_alone_and_in_the_journal_alone(site: Site) -> None:
    assert await site.say("report.signed", strokes=strokes(WAY)) == "applied"
    waits = {"version": 7, "strokes": strokes(PARKED)}
    assert await site.say("report.signed", **waits) == "parked"
    darkroom = Darkroom()
    state = site.app.state
    press = Press(site.database, POLICY, state.store, darkroom, state.keys, "https://x.example")
    await press.seal(site.case.order_id, site.case.now)
    await darkroom.close()
    async with site.database.transaction() as tx:
        site.case.verify = await tx.sql.fetchval("SELECT about FROM fact WHERE kind = 'report.sealed'")
    told, read = set(), set()
    for path in site.paths():
        for actor in (None, *PEOPLE):
            answer = await site.get(path, actor)
            read |= {path} if answer.status_code == 200 else set()
            told |= {(path, actor)} if PEN.search(answer.text) else set()
    order, report = f"/v1/orders/{site.case.order_id}", f"/v1/reports/{site.case.report}"
    mine = {order, f"{order}/journal", report, f"{report}/signature", f"{report}.pdf", "/v1/facts"}
    assert mine | {f"/verify/{site.case.verify}"} <= read
    assert told == {(f"{order}/journal", AUDITOR), ("/v1/facts", AUDITOR)}


async def test_a_phone_gets_no_strokes_back(site: Site) -> None:
    assert await site.say("report.signed", strokes=strokes(WAY)) == "applied"
    answer = await site.client.post("/v1/sync", headers=by(LI), json=envelope(LI))
    assert str(site.case.report) in answer.text
    assert not PEN.search(answer.text)


async def test_a_signature_is_shown_as_a_picture_to_whoever_may_read_the_report(site: Site) -> None:
    await site.say("report.signed", strokes=strokes(WAY))
    path = f"/v1/reports/{site.case.report}/signature"
    answer = await site.get(path, STOREKEEPER)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "no-store"
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.format == "PNG"
        assert set(picture.convert("L").tobytes()) >= {0, 255}
    asked = ((path, ZHAO), (path, None), (f"{path}?version=1", LI), (f"{path}?version=2", LI))
    statuses = [(await site.get(one, who)).status_code for one, who in asked]
    assert statuses == [404, 401, 200, 404]


@pytest.mark.parametrize("answer", ["stamped", "refused", "none"])
async def test_what_was_not_drawn_has_no_picture_and_a_stamp_is_named(site: Site, answer: str) -> None:
    photo = site.case.named("photo")
    stamp = {"method": "stamp", "strokes": None, "stamp": {"sha256": photo["sha256"]}}
    if answer != "none":
        kind, body = ("report.signed", stamp) if answer == "stamped" else ("report.unsigned", {})
        assert await site.say(kind, **body) == "applied"
    found = await site.get(f"/v1/reports/{site.case.report}/signature", LI)
    problem = found.json()
    assert (found.status_code, problem["code"]) == (404, "not_found")
    assert problem.get("photo_id") == (photo["photo_id"] if answer == "stamped" else None)
    assert answer != "stamped" or UUID(problem["photo_id"]) == site.case.photo
