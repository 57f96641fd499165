import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend import clock
from backend.database import Database, Transaction
from backend.photos.store import original
from backend.uploads import sweep
from backend.uploads.sweep import GRACE, expire, sweep_objects
from backend.uploads.upload import LIFE, Dock, Held, create, receive, take
from tests.notices.makers import Field
from tests.uploads.makers import PHOTO, claims, pieces, refused, taken

LATE = timedelta(minutes=1)
DIGEST = sha256(PHOTO).hexdigest()
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'"
UPLOADS = "SELECT id FROM upload"


async def half_way(dock: Dock, field: Field) -> Held:
    """An upload of which some has come."""
    photo_id = uuid4()
    await field.say(dock.database, taken(field, field.wei, photo_id))
    mine = await create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")
    await refused(dock, field.wei, mine, pieces(PHOTO[:5000], "unreadable"))
    return mine


def age(folder: Path, by: timedelta) -> None:
    """Everything in a folder was written so long ago."""
    then = (clock.now() - by).timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


async def uploads(database: Database) -> set[UUID]:
    async with database.transaction() as tx:
        return {row["id"] for row in await tx.sql.fetch(UPLOADS)}


async def test_an_upload_is_kept_for_its_time_and_its_pieces_go_with_it(dock: Dock, field: Field) -> None:
    mine, photos = await half_way(dock, field), dock.settings.data / "photos"
    age(photos, GRACE + LATE)
    await expire(dock.database, dock.store, clock.now() + LIFE - LATE)
    assert await uploads(dock.database) == {mine.id}
    assert list(photos.glob("uploads/*/*"))
    await expire(dock.database, dock.store, clock.now() + LIFE + LATE)
    assert await uploads(dock.database) == set()
    assert list(photos.glob("uploads/*")) == []


async def test_what_a_killed_process_left_goes_after_a_day_and_what_is_on_its_way_stays(
    dock: Dock, field: Field
) -> None:
    mine, photos = await half_way(dock, field), dock.settings.data / "photos"
    for name in ("uploads", "tmp"):
        (photos / name / str(uuid4())).mkdir(parents=True)
    for folder in (photos / "tmp").iterdir():
        folder.rmdir()
    (photos / "tmp" / "old").write_bytes(b"half")
    [stray] = [one for one in (photos / "uploads").iterdir() if one.name != str(mine.id)]
    (stray / "1").write_bytes(b"nobody's")
    age(photos, GRACE + LATE)
    (photos / "tmp" / "new").write_bytes(b"half")
    await expire(dock.database, dock.store, clock.now())
    assert [one.name for one in (photos / "uploads").iterdir()] == [str(mine.id)]
    assert [one.name for one in (photos / "tmp").iterdir()] == ["new"]


async def left_behind(dock: Dock, by: timedelta) -> None:
    """An object that a process put and was killed before its row."""
    piece, upload_id = await dock.store.begin(uuid4(), 1), uuid4()
    await piece.close()
    piece = await dock.store.begin(upload_id, 1)
    await piece.add(PHOTO)
    await dock.store.keep(upload_id, await piece.secure(), DIGEST, len(PHOTO))
    await piece.close()
    age(dock.settings.data / "photos", by)


async def test_an_object_without_a_row_goes_after_a_day_and_comes_again(dock: Dock, field: Field) -> None:
    await left_behind(dock, GRACE - LATE)
    assert await sweep_objects(dock.database, dock.store, DIGEST[0], clock.now()) == 0
    assert await sweep_objects(dock.database, dock.store, DIGEST[0], clock.now() + 2 * LATE) == 1
    with pytest.raises(FileNotFoundError):
        await dock.store.read(original(DIGEST))
    mine = await half_way(dock, field)
    mine = await create(dock, claims(field.wei), mine.photo_id, len(PHOTO), "put_photo", anew=True)
    await receive(dock, claims(field.wei), mine, pieces(PHOTO))
    age(dock.settings.data / "photos", GRACE + LATE)
    assert await sweep_objects(dock.database, dock.store, DIGEST[0], clock.now()) == 0
    assert await dock.store.holds(DIGEST)


async def test_an_object_that_an_upload_means_stays_before_it_has_its_row(dock: Dock, field: Field) -> None:
    await left_behind(dock, GRACE + LATE)
    await half_way(dock, field)
    assert await sweep_objects(dock.database, dock.store, DIGEST[0], clock.now() + LATE) == 0


@pytest.mark.parametrize("done", ["before he asks", "after he asked"])
async def test_a_photo_that_is_stored_while_the_sweeper_asks_for_its_object_keeps_it(
    dock: Dock, field: Field, monkeypatch: pytest.MonkeyPatch, done: str
) -> None:
    """Its upload begins before the sweeper has the lock."""
    await left_behind(dock, GRACE + LATE)
    asks, begun = sweep.named, list[Held]()

    async def asked(tx: Transaction, digests: list[str]) -> set[str]:
        found = await asks(tx, digests)
        if not begun:
            begun.append(await half_way(dock, field))
            return found
        mine = await take(dock, claims(field.wei), begun[0].id, "look_at_upload")
        await receive(dock, claims(field.wei), mine, pieces(PHOTO[mine.committed :]))
        return found if done == "after he asked" else await asks(tx, digests)

    monkeypatch.setattr(sweep, "named", asked)
    assert await sweep_objects(dock.database, dock.store, DIGEST[0], clock.now()) == 0
    assert begun
    assert await dock.store.holds(DIGEST)


async def test_an_upload_that_begins_while_its_object_is_removed_waits_until_that_is_done(
    dock: Dock, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    await left_behind(dock, GRACE + LATE)
    photo_id, removes = uuid4(), dock.store.delete
    await field.say(dock.database, taken(field, field.wei, photo_id))
    begins: list[asyncio.Task[Held]] = []

    async def slowly(digest: str) -> None:
        """The object is removed only when the upload waits for it."""
        begun = create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")
        begins.append(asyncio.create_task(begun))
        async with dock.database.transaction() as tx:
            while not (begins[0].done() or await tx.sql.fetchval(WAITING)):
                await tx.sql.execute("SELECT pg_stat_clear_snapshot()")
        assert not begins[0].done()
        await removes(digest)

    patched: Callable[[str], Awaitable[None]] = slowly
    monkeypatch.setattr(type(dock.store), "delete", staticmethod(patched))
    assert await sweep_objects(dock.database, dock.store, DIGEST[0], clock.now()) == 1
    await receive(dock, claims(field.wei), await begins[0], pieces(PHOTO))
    assert await dock.store.holds(DIGEST)
