"""The API and the worker on one database and one folder, and an order whose technician is on site."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from httpx import ASGITransport, AsyncClient, Response

from backend import clock
from backend.app import create_app
from backend.database import Database
from backend.order.report import digest
from backend.settings import Settings
from backend.uploads.upload import Dock
from backend.worker import tools_of, work_once
from tests.makers import COORDINATOR, LI, POLICY, Case, new_id
from tests.photos.makers import KEY, by, put
from tests.photos.pictures import saved, scene

PICTURE = saved(scene(), "JPEG")
ADDRESS = "https://callout.example/service"


class Shop:
    """The API and the worker on one database and one folder, and an order whose technician is on site."""

    def __init__(self, database: Database, data: Path) -> None:
        settings = Settings(data=data, token_key=KEY, public_url=ADDRESS)
        self.app = create_app(settings, database)
        state = self.app.state
        state.policy, state.dock = POLICY, Dock(database, state.store, POLICY, settings)
        self.client = AsyncClient(transport=ASGITransport(self.app), base_url="http://callout.test/v1")
        self.tools = tools_of(settings, database, POLICY)
        self.case = Case()

    async def say(self, kind: str, by: Any = LI, **body: Any) -> None:
        """A fact that applies."""
        seen = {"order.issued": 0, "order.amended": 3}.get(kind, 2)
        [result] = await self.case.record(self.tools.database, self.case.said(by, kind, seen=seen, **body))
        assert result.outcome == "applied", result

    async def file(self, version: int = 1, **changes: Any) -> None:
        """A version of the report."""
        content = self.case.content(version, **changes)
        await self.say("report.filed", version=version, content=content, digest=digest(content))

    async def sign(self, version: int = 1, kind: str = "report.signed", **body: Any) -> None:
        """The customer's answer to a version."""
        report = next(one for one in (await self.document())["reports"] if one["version"] == version)
        await self.say(kind, version=version, digest=report["digest"], **body)

    async def photo(self, content: bytes) -> None:
        """A photo arrives."""
        photo_id = new_id()
        await self.announce(photo_id, content)
        assert (await put(self.client, LI, photo_id, content)).status_code == 201

    async def announce(self, photo_id: UUID, content: bytes) -> None:
        """Its manifest."""
        told = {"photo_id": str(photo_id), "sha256": sha256(content).hexdigest(), "size": len(content)}
        await self.say("photo.taken", **told)

    async def work(self) -> None:
        """Everything that is due."""
        while await work_once(self.tools, clock.now()):
            pass

    async def document(self) -> dict[str, Any]:
        """The order."""
        async with self.tools.database.transaction() as tx:
            document: dict[str, Any] = orjson.loads(
                await tx.sql.fetchval("SELECT document FROM dispatch_order")
            )
        return document

    async def printed(self) -> list[dict[str, Any] | None]:
        """What the document says of the papers of its versions."""
        return [one["printed"] for one in (await self.document())["reports"]]

    async def paper(self, who: Any = COORDINATOR, **params: Any) -> Response:
        """The PDF as somebody gets it."""
        path = f"/reports/{self.case.report}.pdf"
        return await self.client.get(path, params=params, headers=by(who))
