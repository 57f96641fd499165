"""Routes of photos: the bytes of one in a single streamed PUT, and back as they came."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.requests import ClientDisconnect

from backend import clock
from backend.order.document import Sha256
from backend.people.api import ASKING, Asker, Caller, Output, Tx, problems_of
from backend.photos.photo import seen
from backend.photos.store import Store, original
from backend.photos.tables import Photo
from backend.photos.upload import Upload, upload
from backend.problems import Problem

BODY_LIMIT_BYTES = 64 * 1024 * 1024
"""The largest photo that a manifest can announce; CALLOUT_PHOTO_LIMIT_BYTES is asked before."""
STALL_TIMEOUT_S = 30
"""So long may a phone send nothing before the request is ended; it sends the photo again."""
FORMATS = ("image/jpeg", "image/png", "image/webp", "image/heic")
BYTES = {name: {"schema": {"type": "string", "format": "binary"}} for name in FORMATS}
# A photo is shown to whoever may see it as what it says that it is, and never runs as anything else.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

PhotoId = Annotated[UUID, Path(description="the `photo_id` of its manifest")]


class PhotoOut(Output):
    """The server holds these bytes, written to disk; the phone may forget them."""

    id: UUID
    sha256: Sha256
    stored: Literal[True] = Field(True, examples=[True])


Responses = dict[int | str, dict[str, Any]]
STORED_BEFORE: Responses = {200: {"model": PhotoOut, "description": "Stored before; nothing more was read"}}
PHOTO: Responses = {200: {"content": BYTES, "description": "The photo, byte for byte"}}

router = APIRouter(prefix="/v1", tags=["photos"])


@router.put(
    "/photos/{photo_id}",
    operation_id="put_photo",
    status_code=201,
    max_body_size=BODY_LIMIT_BYTES,
    openapi_extra={"requestBody": {"required": True, "content": BYTES}},
    responses=STORED_BEFORE
    | problems_of(
        *ASKING, "photo_unknown", "photo_mismatch", "length_required", "too_large", "stalled",
        "unreadable", "unavailable",
    ),
)  # fmt: skip
async def put_photo(request: Request, claims: Caller, photo_id: PhotoId, response: Response) -> PhotoOut:
    """Bring the bytes of a photo whose manifest was synced before. Sending them again is safe."""
    state = request.app.state
    wanted = Upload(photo_id, claims, declared(request, state.settings.photo_limit_bytes))
    chunks = arriving(request, STALL_TIMEOUT_S)
    kept, new = await upload(state.database, state.store, state.policy, wanted, chunks, clock.now())
    response.status_code = 201 if new else 200
    return PhotoOut(id=photo_id, sha256=kept.sha256, stored=True)


@router.get(
    "/photos/{photo_id}",
    operation_id="get_photo",
    response_class=Response,
    responses=PHOTO | problems_of(*ASKING, "not_found"),
)
async def get_photo(request: Request, tx: Tx, actor: Asker, photo_id: PhotoId) -> Response:
    """The photo as it was taken, for those who may see its order and for who took it.

    Where several people used one id: the asker's own, else the one that was stored first.
    """
    return await as_file(await seen(tx, photo_id, actor), request.app.state.store)


def declared(request: Request, limit_bytes: int) -> int | None:
    """The length that the request declares, if it does. Raises `too_large`."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal():
        return None
    if int(length) > limit_bytes:
        raise Problem("too_large", f"a photo has at most {limit_bytes} bytes", limit_bytes=limit_bytes)
    return int(length)


async def arriving(request: Request, stall_timeout_s: float) -> AsyncIterator[bytes]:
    """The body, piece by piece. Raises `stalled`, and `unreadable` where the connection ends before it."""
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(stall_timeout_s):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise Problem("stalled", f"nothing came for {stall_timeout_s} s") from None
        except ClientDisconnect:
            raise Problem("unreadable", "the connection ended before the content") from None
        yield chunk


async def as_file(photo: Photo, store: Store) -> Response:
    """The bytes as an attachment under the photo's id."""
    extension = photo.content_type.partition("/")[2]
    found = await store.read(original(photo.sha256))
    headers = {
        "Content-Length": str(found.size),
        "Content-Disposition": f'attachment; filename="{photo.id}.{extension}"',
    }
    return StreamingResponse(found.chunks, media_type=photo.content_type, headers=HARMLESS | headers)
