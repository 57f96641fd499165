"""Routes by which photos come in: in one PUT, resumable by tus, or from a form."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response
from fastapi.routing import APIRoute
from pydantic import Field
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect

from backend.order.document import Sha256
from backend.order.photo import Purpose
from backend.people.api import ASKING, Caller, Output, problems_of
from backend.people.tokens import Claims
from backend.photos.api import BYTES, PhotoId
from backend.problems import Problem
from backend.uploads import tus
from backend.uploads.desk import Added, announce, digest_of, may_add
from backend.uploads.upload import Dock, Held, create, forget, receive, take

BODY_LIMIT_BYTES = 64 * 1024 * 1024
"""The largest photo that a manifest can announce; CALLOUT_PHOTO_LIMIT_BYTES is asked before."""
FORM_BYTES = 64 * 1024
"""What a form may hold beside its file."""
FORM_TIMEOUT_S = 300
PIECE_BYTES = 256 * 1024
STALL_TIMEOUT_S = 30
"""So long may a phone send nothing before the request is ended; what came is kept."""
TUS_BYTES = {tus.BYTES: {"schema": {"type": "string", "format": "binary"}}}
FORM = {
    "type": "object",
    "required": ["photo_id", "purpose", "photo"],
    "properties": {
        "photo_id": {"type": "string", "format": "uuid", "description": "made by whoever fills the form in"},
        "purpose": {"type": "string", "enum": list(get_args(Purpose))},
        "photo": {"type": "string", "format": "binary", "description": "the file, with its Content-Type"},
    },
}
SENDING = (
    "photo_unknown", "photo_mismatch", "over_quota", "upload_taken_over", "too_large", "stalled",
    "unreadable", "unavailable",
)  # fmt: skip

UploadId = Annotated[UUID, Path(description="from the `Location` of its creation")]


class PhotoOut(Output):
    """The server holds these bytes, written to disk; the phone may forget them."""

    id: UUID
    sha256: Sha256
    stored: Literal[True] = Field(True, examples=[True])


STORED_BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"model": PhotoOut, "description": "Stored before; nothing more was read"}
}

router = APIRouter(prefix="/v1", tags=["photos"])


@router.put(
    "/photos/{photo_id}",
    operation_id="put_photo",
    status_code=201,
    max_body_size=BODY_LIMIT_BYTES,
    openapi_extra={"requestBody": {"required": True, "content": BYTES}},
    responses=STORED_BEFORE | problems_of(*ASKING, "length_required", *SENDING),
)
async def put_photo(request: Request, claims: Caller, photo_id: PhotoId, response: Response) -> PhotoOut:
    """Bring the bytes of a small photo whose manifest was synced before. Sending them again is safe."""
    dock: Dock = request.app.state.dock
    if (length := declared(request)) is None:
        raise Problem("length_required", "say how many bytes come (Content-Length)")
    limited(length, dock)
    begun = await create(dock, claims, photo_id, length, "put_photo", anew=True)
    if begun.stored:
        response.status_code = 200
    await receive(dock, claims, begun, arriving(request, STALL_TIMEOUT_S))
    return PhotoOut(id=photo_id, sha256=begun.sha256, stored=True)


# Forms


@router.post(
    "/orders/{order_id}/photos",
    operation_id="add_photo",
    status_code=201,
    max_body_size=BODY_LIMIT_BYTES + FORM_BYTES,
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}},
    responses=STORED_BEFORE
    | problems_of(*ASKING, "not_found", "id_reused", "order_closed", "conflict", *SENDING),
)
async def add_photo(request: Request, claims: Caller, order_id: UUID, response: Response) -> PhotoOut:
    """Add a photo to an order from a desk, or from what can send nothing but a form.

    Manifest and bytes come together. Sending it again is safe.
    """
    dock: Dock = request.app.state.dock
    await may_add(dock, claims, order_id)
    limited((declared(request) or 0) - FORM_BYTES, dock)
    try:
        async with asyncio.timeout(FORM_TIMEOUT_S):
            form = await request.form(max_files=1, max_fields=4)
    except TimeoutError:
        raise Problem("stalled", f"the form took longer than {FORM_TIMEOUT_S} s") from None
    except ClientDisconnect:
        raise cut_off() from None
    try:
        return await added(dock, claims, order_id, form, response)
    finally:
        await form.close()


async def added(dock: Dock, claims: Claims, order_id: UUID, form: FormData, response: Response) -> PhotoOut:
    """The photo of a form, as it is kept. Raises `invalid_input` and what an upload raises."""
    file = form.get("photo")
    if not isinstance(file, UploadFile):
        raise Problem("invalid_input", "photo: a file is needed")
    limited(file.size or 0, dock)
    said = {name: value for name, value in form.items() if name != "photo"}
    wanted = Added.read(said | {"content_type": file.content_type, "size": file.size})
    begun = await announce(dock, claims, order_id, wanted, await digest_of(pieces(file)))
    if begun.stored:
        response.status_code = 200
    await receive(dock, claims, begun, pieces(file))
    return PhotoOut(id=begun.photo_id, sha256=begun.sha256, stored=True)


async def pieces(file: UploadFile) -> AsyncIterator[bytes]:
    """A form's file from its beginning."""
    await file.seek(0)
    while piece := await file.read(PIECE_BYTES):
        yield piece


# tus


class Resumable(APIRoute):
    """A route of tus: every answer says the version, refusals too, and another one is refused first."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, within the protocol."""
        inner = super().get_route_handler()

        async def within(request: Request) -> Response:
            try:
                if request.method != "OPTIONS":
                    tus.speaks(request.headers.get("Tus-Resumable"))
                response = await inner(request)
            except Problem as problem:
                problem.headers = problem.headers | {"Tus-Resumable": tus.VERSION}
                raise
            response.headers["Tus-Resumable"] = tus.VERSION
            return response

        return within


resumable = APIRouter(prefix="/v1/uploads", tags=["photos"], route_class=Resumable)

Offset = Annotated[str | None, Header(alias="Upload-Offset", description="how many bytes are there already")]
Length = Annotated[str | None, Header(alias="Upload-Length", description="of the whole photo, in bytes")]
Metadata = Annotated[
    str | None, Header(alias="Upload-Metadata", description="`photo_id` and its UUID in base64")
]
Checksum = Annotated[
    str | None, Header(alias="Upload-Checksum", description="`sha256` and that of this body in base64")
]
ContentType = Annotated[str | None, Header(alias="Content-Type", description=tus.BYTES)]
Override = Annotated[
    Literal["PATCH", "HEAD", "DELETE"], Header(alias="X-HTTP-Method-Override", description="what is meant")
]
TUS = (*ASKING, "tus_version", "not_found", "unavailable")
UPLOADING = (*TUS, *SENDING, "upload_offset", "upload_checksum", "media_type")


@resumable.options("", operation_id="upload_abilities", status_code=204)
async def upload_abilities(request: Request) -> Response:
    """What of tus is spoken here."""
    return Response(status_code=204, headers=tus.abilities(request.app.state.settings.photo_limit_bytes))


@resumable.post(
    "",
    operation_id="create_upload",
    status_code=201,
    response_class=Response,
    max_body_size=BODY_LIMIT_BYTES,
    openapi_extra={"requestBody": {"required": False, "content": TUS_BYTES}},
    responses=problems_of(*TUS, *SENDING, "upload_checksum", "media_type"),
)
async def create_upload(
    request: Request,
    claims: Caller,
    length: Length = None,
    metadata: Metadata = None,
    checksum: Checksum = None,
    content_type: ContentType = None,
) -> Response:
    """Begin to bring a photo whose manifest was synced before, with its first bytes or without.

    A photo has one upload: asked for again it is the same. `Upload-Offset` says what is there already.
    """
    dock: Dock = request.app.state.dock
    size, photo_id = tus.number("Upload-Length", length), tus.photo_of(metadata)
    limited(size, dock)
    stated, brings = tus.checksum_of(checksum), declared(request) != 0
    if brings:
        tus.brings_bytes(content_type)
    mine = await create(dock, claims, photo_id, size, "create_upload")
    if brings and mine.committed == 0:
        mine = await receive(dock, claims, mine, arriving(request, STALL_TIMEOUT_S), stated)
    return at(mine, 201, {"Location": f"/v1/uploads/{mine.id}"})


@resumable.head(
    "/{upload_id}", operation_id="look_at_upload", response_class=Response, responses=problems_of(*TUS)
)
async def look_at_upload(request: Request, claims: Caller, upload_id: UploadId) -> Response:
    """How far the upload has come. A request that still brings bytes for it is cut off: so it stays."""
    mine = await take(request.app.state.dock, claims, upload_id, "look_at_upload")
    return at(mine, 200, {"Upload-Length": str(mine.length), "Cache-Control": "no-store"})


@resumable.patch(
    "/{upload_id}",
    operation_id="append_to_upload",
    status_code=204,
    response_class=Response,
    max_body_size=BODY_LIMIT_BYTES,
    openapi_extra={"requestBody": {"required": True, "content": TUS_BYTES}},
    responses=problems_of(*UPLOADING),
)
async def append_to_upload(
    request: Request,
    claims: Caller,
    upload_id: UploadId,
    offset: Offset = None,
    checksum: Checksum = None,
    content_type: ContentType = None,
) -> Response:
    """Bring the next bytes. The answer to the last ones comes when the photo is stored."""
    dock: Dock = request.app.state.dock
    tus.brings_bytes(content_type)
    stated, place = tus.checksum_of(checksum), tus.number("Upload-Offset", offset)
    mine = await take(dock, claims, upload_id, "append_to_upload", place)
    if (declared(request) or 0) > mine.length - mine.committed:
        raise Problem("photo_mismatch", f"more than the {mine.length} bytes that were announced")
    return at(await receive(dock, claims, mine, arriving(request, STALL_TIMEOUT_S), stated), 204)


@resumable.delete(
    "/{upload_id}",
    operation_id="end_upload",
    status_code=204,
    response_class=Response,
    responses=problems_of(*TUS, "upload_taken_over"),
)
async def end_upload(request: Request, claims: Caller, upload_id: UploadId) -> Response:
    """Let go of the upload and its bytes. A photo that is stored stays."""
    dock: Dock = request.app.state.dock
    await forget(dock, await take(dock, claims, upload_id, "end_upload"))
    return Response(status_code=204)


@resumable.post(
    "/{upload_id}",
    operation_id="override_upload",
    status_code=204,
    response_class=Response,
    max_body_size=BODY_LIMIT_BYTES,
    responses=problems_of(*UPLOADING),
)
async def override_upload(
    request: Request,
    claims: Caller,
    upload_id: UploadId,
    method: Override,
    offset: Offset = None,
    checksum: Checksum = None,
    content_type: ContentType = None,
) -> Response:
    """PATCH, HEAD or DELETE for a network that lets neither pass (tus: X-HTTP-Method-Override)."""
    if method == "PATCH":
        return await append_to_upload(request, claims, upload_id, offset, checksum, content_type)
    return await (look_at_upload if method == "HEAD" else end_upload)(request, claims, upload_id)


def at(mine: Held, status: int, headers: dict[str, str] | None = None) -> Response:
    """The answer that says how far an upload is, and how long it will be known."""
    said = {"Upload-Offset": str(mine.committed), "Upload-Expires": tus.expires(mine.expires_at)}
    return Response(status_code=status, headers=said | (headers or {}))


# Bytes


def cut_off() -> Problem:
    """The connection ended; nobody will read it."""
    return Problem("unreadable", "the connection ended before the content")


def declared(request: Request) -> int | None:
    """The length that the request declares; 0 for no content, None where only its end will tell."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal():
        return int(length)
    return None if "Transfer-Encoding" in request.headers else 0


def limited(size: int, dock: Dock) -> None:
    """Raises `too_large` for a photo of more bytes than an operator lets in."""
    limit = dock.settings.photo_limit_bytes
    if size > limit:
        raise Problem("too_large", f"a photo has at most {limit} bytes", limit_bytes=limit)


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
            raise cut_off() from None
        yield chunk
