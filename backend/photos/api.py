"""Routes of photos: the pictures, for whoever may see them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from backend.people.api import ASKING, Asker, Tx, problems_of
from backend.photos.photo import seen
from backend.photos.store import Store, original
from backend.photos.tables import Photo

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
PHOTO: dict[int | str, dict[str, Any]] = {200: {"content": BYTES, "description": "The photo, byte for byte"}}

router = APIRouter(prefix="/v1", tags=["photos"])


@router.get(
    "/photos/{photo_id}",
    operation_id="get_photo",
    response_class=Response,
    responses=PHOTO | problems_of(*ASKING, "not_found"),
)
async def get_photo(request: Request, tx: Tx, actor: Asker, photo_id: PhotoId) -> StreamingResponse:
    """The photo as it was taken, for those who may see its order and for who took it.

    Where several people used one id: the asker's own, else the one that was stored first.
    """
    return await as_file(await seen(tx, photo_id, actor), request.app.state.store)


async def as_file(photo: Photo, store: Store) -> StreamingResponse:
    """The bytes as an attachment under the photo's id."""
    extension = photo.content_type.partition("/")[2]
    found = await store.read(original(photo.sha256))
    headers = {
        "Content-Length": str(found.size),
        "Content-Disposition": f'attachment; filename="{photo.id}.{extension}"',
    }
    return StreamingResponse(found.chunks, media_type=photo.content_type, headers=HARMLESS | headers)
