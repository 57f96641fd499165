"""The API on a test's database with a photo store of its own, asked by whoever a test says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from httpx import ASGITransport, AsyncClient, Response

from backend import clock
from backend.app import create_app
from backend.database import Database
from backend.order.fact import Said
from backend.people.actor import Actor
from backend.people.tokens import issue_access
from backend.settings import Settings
from backend.uploads.upload import Dock
from tests.notices.makers import POLICY, Field

KEY = "07" * 32
LIMIT = 1000
BYTES = b"\xff\xd8 not really a picture \xff\xd9" * 20
DIGEST = sha256(BYTES).hexdigest()


@asynccontextmanager
async def asking(database: Database, data: Path) -> AsyncIterator[AsyncClient]:
    """Somebody who asks the app; photos are at most LIMIT bytes here."""
    app = create_app(Settings(data=data, token_key=KEY, photo_limit_bytes=LIMIT), database)
    app.state.policy = POLICY
    app.state.dock = Dock(database, app.state.store, POLICY, app.state.settings)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test/v1") as client:
        yield client


def by(actor: Actor) -> dict[str, str]:
    """The headers that say who asks."""
    token = issue_access(
        actor.staff_id, actor.device_id, bytes.fromhex(KEY), clock.now(), timedelta(minutes=5)
    )
    return {"Authorization": f"Bearer {token}"}


def taken(field: Field, by: Actor, photo_id: UUID, content: bytes = BYTES) -> Said:
    """The manifest of a photo."""
    return field.said(
        by,
        "photo.taken",
        photo_id=str(photo_id),
        purpose="fault",
        sha256=sha256(content).hexdigest(),
        size=len(content),
        content_type="image/jpeg",
    )


async def put(client: AsyncClient, actor: Actor, photo_id: UUID, content: bytes = BYTES) -> Response:
    """The bytes, as the phone of this person sends them."""
    return await client.put(f"/photos/{photo_id}", content=content, headers=by(actor))


async def with_photo(field: Field, database: Database, client: AsyncClient) -> UUID:
    """A photo of the order's, taken by Wei and stored."""
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    assert (await put(client, field.wei, photo_id)).status_code == 201
    return photo_id
