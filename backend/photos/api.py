"""Routes of photos: the pictures, for whoever may see them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from backend import clock
from backend.people.api import ASKING, Asker, Output, Tx, problems_of
from backend.photos.link import LIFE, Link, opened, signed
from backend.photos.shown import Shown, Size, linked, shown
from backend.photos.store import Store

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
AskedSize = Annotated[
    Size | None, Query(description="longest side in pixels; without it the photo as it was taken")
]
PHOTO: dict[int | str, dict[str, Any]] = {200: {"content": BYTES, "description": "The picture"}}
SHOWING = ("not_found", "photo_not_ready", "photo_quarantined")

router = APIRouter(prefix="/v1", tags=["photos"])


class LinkOut(Output):
    """An address that needs no token, until then."""

    url: str
    expires_at: datetime


@router.get(
    "/photos/{photo_id}",
    operation_id="get_photo",
    response_class=Response,
    responses=PHOTO | problems_of(*ASKING, *SHOWING),
)
async def get_photo(
    request: Request, tx: Tx, actor: Asker, photo_id: PhotoId, size: AskedSize = None
) -> StreamingResponse:
    """A picture of the photo, for those who may see its order and for who took it.

    In a `size` it is a JPEG without metadata. As it was taken, byte for byte, it is for who took it and for
    coordinators, managers, auditors and admins. Where several people used one id: the asker's own, else the
    one that was stored first.
    """
    return await as_file(request, await shown(tx, photo_id, actor, size))


@router.get(
    "/photos/{photo_id}/link",
    operation_id="link_photo",
    responses=problems_of(*ASKING, *SHOWING),
)
async def link_photo(
    request: Request, tx: Tx, actor: Asker, photo_id: PhotoId, size: AskedSize = None
) -> LinkOut:
    """For a browser that sends no token: an address of what `GET /v1/photos/{id}` gives, for a minute."""
    found, now = await shown(tx, photo_id, actor, size), clock.now()
    text = signed(Link(photo_id, found.photo.uploaded_by, size), request.app.state.token_key, now)
    return LinkOut(url=f"/v1/photo-links?link={text}", expires_at=now + LIFE)


@router.get(
    "/photo-links",
    operation_id="open_photo_link",
    response_class=Response,
    responses=PHOTO | problems_of("link_refused", *SHOWING),
)
async def open_photo_link(
    request: Request, tx: Tx, link: Annotated[str, Query(max_length=1000)]
) -> StreamingResponse:
    """The picture that a link stands for."""
    told = opened(link, request.app.state.token_key, clock.now())
    return await as_file(request, await linked(tx, told))


async def as_file(request: Request, found: Shown) -> StreamingResponse:
    """A picture as it leaves: a smaller one to be looked at, an original to be saved under the photo's id.

    Whatever it is, it never runs as anything else.
    """
    store: Store = request.app.state.store
    read = await store.read(found.key)
    headers = HARMLESS | {"Content-Length": str(read.size)}
    if found.original:
        extension = found.media_type.partition("/")[2].replace("octet-stream", "bin")
        headers["Content-Disposition"] = f'attachment; filename="{found.photo.id}.{extension}"'
    return StreamingResponse(read.chunks, media_type=found.media_type, headers=headers)
