"""What is said over HTTP: refusals before a byte is read, the protocol's headers, forms."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx import ASGITransport, AsyncClient

from backend.app import create_app
from backend.database import Database
from backend.order.photo import PhotoTaken
from backend.photos.store import open_store
from backend.settings import Settings
from backend.uploads.api import BODY_LIMIT_BYTES
from backend.uploads.upload import Dock
from tests.notices.makers import POLICY, Field
from tests.photos.makers import by
from tests.uploads.makers import PHOTO, about, create, order_of, patch, said, settings, stored, taken

HALF = len(PHOTO) // 2
WRONG = "sha256 " + b64encode(bytes(32)).decode()
RIGHT = "sha256 " + b64encode(sha256(PHOTO).digest()).decode()


@pytest.fixture
def dock(database: Database, tmp_path: Path) -> Dock:
    chosen = settings(tmp_path, photo_limit_bytes=len(PHOTO))
    return Dock(database, open_store(chosen), POLICY, chosen)


@pytest.fixture
async def client(database: Database, dock: Dock) -> AsyncIterator[AsyncClient]:
    app = create_app(dock.settings, database)
    app.state.dock = dock
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test/v1") as client:
        yield client


async def untouched() -> AsyncIterator[bytes]:
    """A body that must not be read."""
    assert not PHOTO, "the body was read"
    yield b""


async def test_a_photo_travels_by_tus_and_the_answers_say_how_far(
    field: Field, database: Database, client: AsyncClient, dock: Dock
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    made = await create(client, field.wei, photo_id)
    place = made.headers["Location"].removeprefix("/v1")
    assert (made.status_code, made.headers["Upload-Offset"], made.content) == (201, "0", b"")
    half = await patch(client, field.wei, place, 0, PHOTO[:HALF])
    assert (half.status_code, half.headers["Upload-Offset"]) == (204, str(HALF))
    looked = await client.head(place, headers=said(field.wei))
    told = {name: looked.headers[name] for name in ("Upload-Offset", "Upload-Length", "Cache-Control")}
    assert told == {"Upload-Offset": str(HALF), "Upload-Length": str(len(PHOTO)), "Cache-Control": "no-store"}
    rest = await patch(client, field.wei, place, HALF, PHOTO[HALF:])
    assert (rest.status_code, rest.headers["Upload-Offset"]) == (204, str(len(PHOTO)))
    for answer in (made, half, looked, rest):
        assert answer.headers["Tus-Resumable"] == "1.0.0"
        assert answer.headers["Upload-Expires"].endswith("GMT")
    assert await stored(dock) == PHOTO
    version = (await order_of(field, database)).version

    again = await patch(client, field.wei, place, len(PHOTO), b"")
    remade = await create(client, field.wei, photo_id)
    assert (again.status_code, remade.headers["Location"]) == (204, made.headers["Location"])
    assert remade.headers["Upload-Offset"] == str(len(PHOTO))
    assert (await order_of(field, database)).version == version


async def test_a_photo_may_come_with_its_creation(
    field: Field, database: Database, client: AsyncClient, dock: Dock
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    headers = said(field.wei, **about(photo_id), Content_Type="application/offset+octet-stream")
    whole = await client.post("/uploads", headers=headers | {"Upload-Checksum": RIGHT}, content=PHOTO)
    assert (whole.status_code, whole.headers["Upload-Offset"]) == (201, str(len(PHOTO)))
    assert await stored(dock) == PHOTO


REFUSALS: list[tuple[str | None, dict[str, str | None], int, str]] = [
    (None, {}, 401, "unauthenticated"),
    ("mei", {}, 404, "not_found"),
    ("wei", {"Tus_Resumable": None}, 412, "tus_version"),
    ("wei", {"Tus_Resumable": "0.2.2"}, 412, "tus_version"),
    ("wei", {"Content_Type": "image/jpeg"}, 415, "media_type"),
    ("wei", {"Upload_Offset": None}, 400, "unreadable"),
    ("wei", {"Upload_Offset": "-1"}, 400, "unreadable"),
    ("wei", {"Upload_Offset": "1"}, 409, "upload_offset"),
    ("wei", {"Upload_Checksum": "md5 AAAA"}, 400, "unreadable"),
    ("wei", {"Content_Length": str(len(PHOTO) + 1)}, 422, "photo_mismatch"),
]


@pytest.mark.parametrize(("who", "headers", "status", "code"), REFUSALS)
async def test_bytes_that_are_refused_are_refused_before_one_is_read(
    field: Field,
    database: Database,
    client: AsyncClient,
    who: str | None,
    headers: dict[str, str | None],
    status: int,
    code: str,
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    place = (await create(client, field.wei, photo_id)).headers["Location"].removeprefix("/v1")
    usual = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    spoken = said(getattr(field, who) if who else None, **({"Content_Length": "9"} | usual | headers))
    answer = await client.patch(place, headers=spoken, content=untouched())
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    looked = await client.head(place, headers=said(field.wei))
    assert looked.headers["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("who", "headers", "status", "code"),
    [
        (None, {}, 401, "unauthenticated"),
        ("dana", {}, 409, "photo_unknown"),
        ("mei", {}, 409, "photo_unknown"),
        ("wei", {"Tus_Resumable": None}, 412, "tus_version"),
        ("wei", {"Upload_Length": None}, 400, "unreadable"),
        ("wei", {"Upload_Defer_Length": "1", "Upload_Length": None}, 400, "unreadable"),
        ("wei", {"Upload_Length": str(len(PHOTO) - 1)}, 422, "photo_mismatch"),
        ("wei", {"Upload_Length": str(len(PHOTO) + 1)}, 413, "too_large"),
        ("wei", {"Upload_Metadata": None}, 400, "unreadable"),
        ("wei", about(uuid4()), 409, "photo_unknown"),
        ("wei", {"Content_Type": "image/jpeg"}, 415, "media_type"),
    ],
)
async def test_an_upload_begins_only_for_a_photo_that_was_announced(
    field: Field,
    database: Database,
    client: AsyncClient,
    who: str | None,
    headers: dict[str, str | None],
    status: int,
    code: str,
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    usual = about(photo_id) | {"Content_Type": "application/offset+octet-stream", "Content_Length": "9"}
    spoken = said(getattr(field, who) if who else None, **(usual | headers))
    answer = await client.post("/uploads", headers=spoken, content=untouched())
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Tus-Resumable"] == "1.0.0"


async def test_a_checksum_that_is_wrong_has_the_status_of_the_protocol(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    place = (await create(client, field.wei, photo_id)).headers["Location"].removeprefix("/v1")
    answer = await patch(client, field.wei, place, 0, PHOTO[:9], Upload_Checksum=WRONG)
    assert (answer.status_code, answer.json()["code"]) == (460, "upload_checksum")


async def test_what_is_spoken_here_is_told_to_anybody(client: AsyncClient) -> None:
    answer = await client.options("/uploads")
    assert (answer.status_code, answer.headers["Tus-Version"]) == (204, "1.0.0")
    assert answer.headers["Tus-Max-Size"] == str(len(PHOTO))
    assert answer.headers["Tus-Extension"].split(",") == [
        "creation", "creation-with-upload", "termination", "expiration", "checksum"
    ]  # fmt: skip


async def test_a_network_that_lets_no_patch_pass_is_got_around(
    field: Field, database: Database, client: AsyncClient, dock: Dock
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    place = (await create(client, field.wei, photo_id)).headers["Location"].removeprefix("/v1")

    async def meant(method: str, content: bytes = b"", **headers: str) -> Any:
        return await client.post(
            place, headers=said(field.wei, X_HTTP_Method_Override=method, **headers), content=content
        )

    offset = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    assert (await meant("PATCH", PHOTO, **offset)).status_code == 204
    assert (await meant("HEAD")).headers["Upload-Offset"] == str(len(PHOTO))
    assert (await meant("DELETE")).status_code == 204
    assert (await meant("HEAD")).status_code == 404
    assert (await meant("PURGE")).status_code == 422
    assert await stored(dock) == PHOTO


FORM: dict[str, Any] = {"purpose": "document"}


@pytest.mark.parametrize("who", ["dana", "cora", "max", "stella"])
async def test_a_desk_adds_a_photo_with_a_form_and_again_it_is_the_same(
    field: Field, database: Database, client: AsyncClient, dock: Dock, who: str
) -> None:
    form = FORM | {"photo_id": str(uuid4())}
    for status in (201, 200):
        answer = await client.post(
            f"/orders/{field.order_id}/photos",
            headers=by(getattr(field, who)),
            data=form,
            files={"photo": ("../letter.jpg", PHOTO, "image/jpeg")},
        )
        assert (answer.status_code, answer.json()["id"]) == (status, form["photo_id"])
    [photo] = (await order_of(field, database)).photos
    assert (photo.purpose, photo.stored) == ("document", True)
    assert await stored(dock) == PHOTO


async def test_a_form_that_is_sent_several_times_at_once_is_one_photo(
    field: Field, database: Database, client: AsyncClient
) -> None:
    async def send(purpose: str = "document") -> int | str:
        answer = await client.post(
            f"/orders/{field.order_id}/photos",
            headers=by(field.dana),
            data={"photo_id": photo_id, "purpose": purpose},
            files={"photo": ("letter.jpg", PHOTO, "image/jpeg")},
        )
        code: int | str = answer.json().get("code", answer.status_code)
        return code

    photo_id = str(uuid4())
    assert set(await asyncio.gather(*(send() for _ in range(4)))) <= {200, 201, "upload_taken_over"}
    assert await send() == 200
    assert await send("scene") == "id_reused"
    [photo] = (await order_of(field, database)).photos
    assert (photo.purpose, photo.stored) == ("document", True)


@pytest.mark.parametrize(
    ("form", "file", "status", "code"),
    [
        ({"photo_id": None}, PHOTO, 422, "invalid_input"),
        ({"purpose": "selfie"}, PHOTO, 422, "invalid_input"),
        ({"more": "x"}, PHOTO, 422, "invalid_input"),
        ({}, b"", 422, "invalid_input"),
        ({}, None, 422, "invalid_input"),
        ({}, PHOTO + b"x", 413, "too_large"),
    ],
)
async def test_a_form_that_cannot_be_used_leaves_nothing(
    field: Field,
    database: Database,
    client: AsyncClient,
    form: dict[str, Any],
    file: bytes | None,
    status: int,
    code: str,
) -> None:
    written = FORM | {"photo_id": str(uuid4())} | form
    answer = await client.post(
        f"/orders/{field.order_id}/photos",
        headers=by(field.dana),
        data={name: value for name, value in written.items() if value is not None},
        files={"photo": ("x.jpg", file, "image/jpeg")} if file is not None else {"other": b""},
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await order_of(field, database)).photos == []


@pytest.mark.parametrize(
    ("who", "other", "status", "code"),
    [
        (None, False, 401, "unauthenticated"),
        ("wei", False, 403, "role"),
        ("dana", True, 404, "not_found"),
        ("dana", False, 413, "too_large"),
    ],
)
async def test_a_form_is_refused_before_it_is_read(
    field: Field, client: AsyncClient, who: str | None, other: bool, status: int, code: str
) -> None:
    order_id = uuid4() if other else field.order_id
    spoken = (by(getattr(field, who)) if who else {}) | {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(BODY_LIMIT_BYTES if code == "too_large" else 9),
    }
    answer = await client.post(f"/orders/{order_id}/photos", headers=spoken, content=untouched())
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_largest_photo_that_may_be_announced_may_be_sent() -> None:
    largest = PhotoTaken.model_json_schema()["properties"]["size"]["maximum"]
    assert largest == BODY_LIMIT_BYTES == Settings.model_fields["photo_limit_bytes"].default
