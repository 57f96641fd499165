"""Uploads on a test's database with a store of their own, brought by whoever a test says."""

from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from backend import clock
from backend.database import Database
from backend.order.document import Order
from backend.order.fact import Said
from backend.people.actor import Actor
from backend.people.tokens import Claims
from backend.photos.store import original
from backend.problems import Problem
from backend.settings import Settings
from backend.uploads import tus
from backend.uploads.upload import Dock, Held, receive
from tests.notices.makers import Field
from tests.photos.makers import by

PHOTO = bytes(range(256)) * 12_000
"""Three commits long, and not of a whole number of them."""


def claims(actor: Actor) -> Claims:
    """What the token of somebody says."""
    now = clock.now()
    return Claims(actor.staff_id, actor.device_id, now, now + timedelta(minutes=5))


def taken(field: Field, who: Actor, photo_id: UUID, content: bytes = PHOTO) -> Said:
    """The manifest of a photo."""
    digest = sha256(content).hexdigest()
    body: dict[str, Any] = {
        "purpose": "fault",
        "sha256": digest,
        "size": len(content),
        "content_type": "image/jpeg",
    }
    return field.said(who, "photo.taken", photo_id=str(photo_id), **body)


async def pieces(content: bytes, ends: str | None = None, size: int = 65_536) -> AsyncIterator[bytes]:
    """A body as it comes in; `ends` is the problem that it breaks off with."""
    for start in range(0, len(content), size):
        yield content[start : start + size]
    if ends:
        raise Problem(ends)


async def refused(dock: Dock, who: Actor, mine: Held, chunks: AsyncIterator[bytes], **more: Any) -> str:
    """The code of the problem that a request ends with."""
    try:
        await receive(dock, claims(who), mine, chunks, **more)
    except Problem as problem:
        return problem.code
    return "nothing"


async def stored(dock: Dock, content: bytes = PHOTO) -> bytes:
    """What the store holds under the digest of this content."""
    read = await dock.store.read(original(sha256(content).hexdigest()))
    return b"".join([bytes(chunk) async for chunk in read.chunks])


async def order_of(field: Field, database: Database) -> Order:
    """The order as it stands."""
    async with database.transaction() as tx:
        columns = await tx.sql.fetchrow(
            "SELECT document, desk FROM dispatch_order WHERE id = $1", field.order_id
        )
    return Order.parse(*columns)


def said(actor: Actor | None, **headers: str | None) -> dict[str, str]:
    """The headers of a request of tus; what is None is not said."""
    usual: dict[str, str | None] = {"Tus-Resumable": tus.VERSION} | (by(actor) if actor else {})  # type: ignore[assignment]  # widened
    written = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    return {name: value for name, value in written.items() if value is not None}


def about(photo_id: UUID, content: bytes = PHOTO) -> dict[str, str]:
    """What a creation says of a photo."""
    name = b64encode(str(photo_id).encode()).decode()
    return {"Upload_Length": str(len(content)), "Upload_Metadata": f"photo_id {name}"}


async def create(client: AsyncClient, actor: Actor, photo_id: UUID, content: bytes = PHOTO) -> Response:
    """Begin an upload over HTTP."""
    return await client.post("/uploads", headers=said(actor, **about(photo_id, content)))


async def patch(
    client: AsyncClient, actor: Actor, place: str, offset: int, content: Any, **more: str | None
) -> Response:
    """Bring bytes over HTTP."""
    usual: dict[str, str | None] = {"Upload_Offset": str(offset), "Content_Type": tus.BYTES}
    return await client.patch(place, headers=said(actor, **(usual | more)), content=content)


def settings(data: Path, **more: Any) -> Settings:
    """As an operator may have set them."""
    return Settings(data=data, token_key="07" * 32, **more)
