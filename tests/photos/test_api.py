"""A picture as it leaves: what everybody may see, what is for few, and that it can do no harm."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from httpx import ASGITransport, AsyncClient
from PIL import Image

from backend import clock
from backend.app import create_app
from backend.database import Database
from backend.journal.audit import audit
from backend.photos.derive import Darkroom
from backend.photos.photo import checked
from backend.photos.store import open_store
from backend.settings import Settings
from backend.uploads.upload import Dock, create, receive, take
from backend.worker import Tools, tools_of, work_once
from tests.notices.makers import POLICY, Field
from tests.photos.makers import KEY, by, put, taken
from tests.photos.pictures import exif, saved, scene
from tests.uploads.makers import claims, pieces, refused, settings

PICTURE = saved(scene(), "JPEG", exif=exif())
NO_PICTURE = PICTURE + b"<html><script>alert(1)</script>"
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.fixture
async def field(database: Database) -> Field:
    return await Field().settled_in(database)


@pytest.fixture
def dock(database: Database, tmp_path: Path) -> Dock:
    settings = Settings(data=tmp_path, token_key=KEY)
    return Dock(database, open_store(settings), POLICY, settings)


@pytest.fixture
async def client(dock: Dock) -> AsyncIterator[AsyncClient]:
    app = create_app(dock.settings, dock.database)
    app.state.dock = dock
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test/v1") as client:
        yield client


def worker(dock: Dock, darkroom: Darkroom) -> Tools:
    """What jobs on the photos of this dock are done with."""
    tools = tools_of(dock.settings, dock.database, POLICY)
    return replace(tools, store=dock.store, darkroom=darkroom)


async def photo(
    client: AsyncClient, dock: Dock, field: Field, content: bytes, *, looked_at: bool = True
) -> UUID:
    """A photo of Wei's, stored, and looked at by the worker."""
    photo_id, darkroom = uuid4(), Darkroom()
    await field.say(dock.database, taken(field, field.wei, photo_id, content))
    assert (await put(client, field.wei, photo_id, content)).status_code == 201
    while looked_at and await work_once(worker(dock, darkroom), clock.now()):
        pass
    await darkroom.close()
    return photo_id


@pytest.mark.parametrize("size", [320, 1280])
async def test_who_sees_the_order_sees_the_photo_without_what_its_phone_wrote_in_it(
    client: AsyncClient, dock: Dock, field: Field, size: int
) -> None:
    photo_id = await photo(client, dock, field, PICTURE)
    for who in (field.wei, field.dana, field.cora, field.stella):
        answer = await client.get(f"/photos/{photo_id}", params={"size": size}, headers=by(who))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
        assert {name: answer.headers[name] for name in HARMLESS} == HARMLESS
        with Image.open(BytesIO(answer.content)) as shown:
            assert max(shown.size) == min(size, max(scene().size))
            assert not shown.getexif()
    stranger = await client.get(f"/photos/{photo_id}", params={"size": size}, headers=by(field.mei))
    assert stranger.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("wei", 200), ("mei", 404), ("dana", 403), ("stella", 403), ("cora", 200), ("max", 200)],
)
async def test_the_original_is_for_few_byte_for_byte_and_only_to_be_saved(
    client: AsyncClient, dock: Dock, field: Field, who: str, status: int
) -> None:
    photo_id = await photo(client, dock, field, PICTURE)
    answer = await client.get(f"/photos/{photo_id}", headers=by(getattr(field, who)))
    assert answer.status_code == status
    if status == 200:
        assert answer.content == PICTURE
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{photo_id}.jpeg"'
        assert {name: answer.headers[name] for name in HARMLESS} == HARMLESS


async def test_what_is_no_picture_is_shown_to_nobody_and_saved_as_bytes(
    client: AsyncClient, dock: Dock, field: Field
) -> None:
    photo_id = await photo(client, dock, field, NO_PICTURE)
    shown = await client.get(f"/photos/{photo_id}", params={"size": 320}, headers=by(field.cora))
    assert (shown.status_code, shown.json()["code"]) == (409, "photo_quarantined")
    saved_as = await client.get(f"/photos/{photo_id}", headers=by(field.cora))
    assert (saved_as.content, saved_as.headers["Content-Type"]) == (NO_PICTURE, "application/octet-stream")
    assert saved_as.headers["Content-Disposition"] == f'attachment; filename="{photo_id}.bin"'


async def test_a_photo_that_nobody_has_looked_at_yet_is_asked_for_again(
    client: AsyncClient, dock: Dock, field: Field
) -> None:
    photo_id = await photo(client, dock, field, PICTURE, looked_at=False)
    answer = await client.get(f"/photos/{photo_id}", params={"size": 320}, headers=by(field.cora))
    assert (answer.status_code, answer.json()["code"]) == (409, "photo_not_ready")
    assert answer.headers["Retry-After"] == "2"


@pytest.mark.parametrize("size", [{"size": 320}, {}])
async def test_a_link_is_opened_without_a_token_and_made_for_who_may_see(
    client: AsyncClient, dock: Dock, field: Field, size: dict[str, int]
) -> None:
    photo_id = await photo(client, dock, field, PICTURE)
    seen = await client.get(f"/photos/{photo_id}", params=size, headers=by(field.cora))
    made = await client.get(f"/photos/{photo_id}/link", params=size, headers=by(field.cora))
    opened = await client.get(made.json()["url"].removeprefix("/v1"))
    assert (opened.content, opened.headers["Content-Type"]) == (seen.content, seen.headers["Content-Type"])
    for who, status in ((field.mei, 404), (field.dana, 200 if size else 403)):
        made = await client.get(f"/photos/{photo_id}/link", params=size, headers=by(who))
        assert made.status_code == status
    forged = await client.get("/photo-links", params={"link": "x.y.z"})
    assert (forged.status_code, forged.json()["code"]) == (403, "link_refused")


async def test_a_photo_comes_to_a_bucket_is_resumed_shown_and_audited_as_in_a_folder(
    database: Database, field: Field, tmp_path: Path, bucket: str
) -> None:
    chosen, photo_id, darkroom = settings(tmp_path, store=bucket), uuid4(), Darkroom()
    dock = Dock(database, open_store(chosen), POLICY, chosen)
    await field.say(database, taken(field, field.wei, photo_id, PICTURE))
    half = len(PICTURE) // 2
    mine = await create(dock, claims(field.wei), photo_id, len(PICTURE), "create_upload")
    assert await refused(dock, field.wei, mine, pieces(PICTURE[:half], "unreadable")) == "unreadable"
    other = Dock(database, open_store(chosen), POLICY, chosen)
    mine = await take(other, claims(field.wei), mine.id, "append_to_upload", half)
    assert (await receive(other, claims(field.wei), mine, pieces(PICTURE[half:]))).stored
    while await work_once(worker(dock, darkroom), clock.now()):
        pass
    await darkroom.close()
    assert await audit(database, [checked(dock.store.holds)]) == []
    app = create_app(chosen, database)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test/v1") as client:
        for size in (320, 1280):
            answer = await client.get(f"/photos/{photo_id}", params={"size": size}, headers=by(field.cora))
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
        assert (await client.get(f"/photos/{photo_id}", headers=by(field.wei))).content == PICTURE
    assert not (tmp_path / "photos").exists()
