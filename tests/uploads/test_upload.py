"""Every way in which an upload can go wrong ends with the exact bytes, or with a clear problem."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.database import Database
from backend.journal.audit import audit
from backend.photos.photo import checked
from backend.photos.store import open_store
from backend.problems import Problem
from backend.uploads import upload
from backend.uploads.upload import COMMIT_BYTES, Dock, Held, create, forget, receive, take
from tests.notices.makers import NOW, POLICY, Field
from tests.uploads.makers import PHOTO, claims, order_of, pieces, refused, settings, stored, taken

HALF = len(PHOTO) // 2
ZEROS = bytes(len(PHOTO) - HALF)
CUTS = (1, len(PHOTO) // 100, len(PHOTO) // 2, len(PHOTO) * 99 // 100, len(PHOTO) - 1)


async def begun(dock: Dock, field: Field) -> Held:
    """An upload that nothing was brought for."""
    photo_id = uuid4()
    await field.say(dock.database, taken(field, field.wei, photo_id))
    return await create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")


async def again(dock: Dock, field: Field, mine: Held) -> Held:
    """The upload as its phone finds it, and holds it from now on."""
    return await take(dock, claims(field.wei), mine.id, "look_at_upload")


async def is_stored(dock: Dock, field: Field) -> bool:
    """The order says that all its photos are stored, and the bytes are what was announced."""
    photos = (await order_of(field, dock.database)).photos
    return all(photo.stored for photo in photos) and await stored(dock) == PHOTO


async def test_a_photo_that_comes_at_once_is_stored_and_leaves_no_pieces(dock: Dock, field: Field) -> None:
    mine = await begun(dock, field)
    assert (mine.committed, mine.stored) == (0, False)
    done = await receive(dock, claims(field.wei), mine, pieces(PHOTO))
    assert done.stored
    assert await is_stored(dock, field)
    assert list((dock.settings.data / "photos/uploads").glob("*/*")) == []


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("ends", ["unreadable", "stalled"])
async def test_what_came_before_a_connection_ended_is_kept_to_the_byte(
    dock: Dock, field: Field, cut: int, ends: str
) -> None:
    mine = await begun(dock, field)
    assert await refused(dock, field.wei, mine, pieces(PHOTO[:cut], ends)) == ends
    mine = await again(dock, field, mine)
    assert mine.committed == cut
    assert not (await order_of(field, dock.database)).photos[0].stored
    assert (await receive(dock, claims(field.wei), mine, pieces(PHOTO[cut:]))).stored
    assert await is_stored(dock, field)


async def test_a_photo_whose_last_byte_came_before_the_connection_ended_is_stored(
    dock: Dock, field: Field
) -> None:
    mine = await begun(dock, field)
    assert await refused(dock, field.wei, mine, pieces(PHOTO, "unreadable")) == "unreadable"
    assert (await again(dock, field, mine)).stored
    assert await is_stored(dock, field)


async def test_a_process_that_dies_loses_no_more_than_it_had_not_committed(dock: Dock, field: Field) -> None:
    mine = await begun(dock, field)
    with pytest.raises(KeyboardInterrupt):
        await receive(dock, claims(field.wei), mine, dying(PHOTO[: COMMIT_BYTES * 2 + 70_000]))
    mine = await again(dock, field, mine)
    assert mine.committed >= COMMIT_BYTES * 2
    await receive(dock, claims(field.wei), mine, pieces(PHOTO[mine.committed :]))
    assert await is_stored(dock, field)


async def dying(content: bytes) -> AsyncIterator[bytes]:
    """A body that is never read to its end."""
    async for piece in pieces(content):
        yield piece
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "brings", [ZEROS[: COMMIT_BYTES // 2], ZEROS, PHOTO[HALF:]], ids=["some", "all", "right"]
)
async def test_who_takes_over_is_not_disturbed_by_who_does_not_know_yet(
    dock: Dock, field: Field, brings: bytes
) -> None:
    mine, wakes, waits = await begun(dock, field), asyncio.Event(), asyncio.Event()

    async def ghost() -> AsyncIterator[bytes]:
        yield PHOTO[:HALF]
        waits.set()
        await wakes.wait()
        yield brings

    older = asyncio.create_task(refused(dock, field.wei, mine, ghost()))
    await waits.wait()
    newer = await again(dock, field, mine)
    assert newer.committed == HALF
    cut = HALF + COMMIT_BYTES
    await refused(dock, field.wei, newer, pieces(PHOTO[HALF:cut], "unreadable"))
    wakes.set()
    assert await older == "upload_taken_over"
    newer = await again(dock, field, mine)
    assert newer.committed == cut
    assert (await receive(dock, claims(field.wei), newer, pieces(PHOTO[cut:]))).stored
    assert await is_stored(dock, field)


@pytest.mark.parametrize("cut", [5000, COMMIT_BYTES + 5000])
async def test_who_was_slow_is_told_that_another_request_has_brought_the_photo(
    dock: Dock, field: Field, cut: int
) -> None:
    mine = await begun(dock, field)

    async def slow() -> AsyncIterator[bytes]:
        yield PHOTO[:cut]
        newer = await again(dock, field, mine)
        await receive(dock, claims(field.wei), newer, pieces(PHOTO[newer.committed :]))
        yield PHOTO[cut:]

    assert await refused(dock, field.wei, mine, slow()) == "upload_taken_over"
    assert await is_stored(dock, field)


async def test_of_bytes_with_a_wrong_checksum_nothing_is_kept(dock: Dock, field: Field) -> None:
    mine = await begun(dock, field)
    await refused(dock, field.wei, mine, pieces(PHOTO[:1000], "unreadable"))
    mine = await again(dock, field, mine)
    wrong = await refused(dock, field.wei, mine, pieces(b"\x00" * (COMMIT_BYTES * 2)), checksum=bytes(32))
    assert wrong == "upload_checksum"
    mine = await again(dock, field, mine)
    assert mine.committed == 1000
    await receive(dock, claims(field.wei), mine, pieces(PHOTO[1000:]))
    assert await is_stored(dock, field)


async def test_of_more_bytes_than_were_announced_nothing_is_kept(dock: Dock, field: Field) -> None:
    mine = await begun(dock, field)
    assert await refused(dock, field.wei, mine, pieces(PHOTO + b"x")) == "photo_mismatch"
    mine = await again(dock, field, mine)
    assert mine.committed == 0
    await receive(dock, claims(field.wei), mine, pieces(PHOTO))
    assert await is_stored(dock, field)


@pytest.mark.parametrize("at", [0, len(PHOTO) // 2, len(PHOTO) - 1])
async def test_other_bytes_than_were_announced_end_the_upload_and_the_right_ones_still_come(
    dock: Dock, field: Field, at: int
) -> None:
    mine = await begun(dock, field)
    damaged = PHOTO[:at] + bytes([PHOTO[at] ^ 1]) + PHOTO[at + 1 :]
    assert await refused(dock, field.wei, mine, pieces(damaged)) == "photo_mismatch"
    assert not (await order_of(field, dock.database)).photos[0].stored
    fresh = await create(dock, claims(field.wei), mine.photo_id, len(PHOTO), "create_upload")
    assert (fresh.id == mine.id, fresh.committed) == (False, 0)
    await receive(dock, claims(field.wei), fresh, pieces(PHOTO))
    assert await is_stored(dock, field)


async def test_a_manifest_that_was_closed_meanwhile_takes_its_bytes_with_it(dock: Dock, field: Field) -> None:
    photo_id, now_announced = uuid4(), PHOTO[::-1]
    hers = await field.another(dock.database)
    [waits] = await field.say(dock.database, parked := taken(field, field.mei, photo_id))
    later = replace(taken(hers, field.mei, photo_id, now_announced), received_at=NOW + timedelta(seconds=1))
    await hers.say(dock.database, later)
    assert waits.outcome == "parked"
    mine = await create(dock, claims(field.mei), photo_id, len(PHOTO), "create_upload")
    assert mine.sha256 == sha256(PHOTO).hexdigest()
    closing = field.said(field.cora, "fact.closed", fact_id=str(parked.id), note="Not hers")
    assert [one.outcome for one in await field.say(dock.database, closing)] == ["applied"]
    assert await refused(dock, field.mei, mine, pieces(PHOTO)) == "photo_mismatch"
    assert not (await order_of(hers, dock.database)).photos[0].stored

    fresh = await create(dock, claims(field.mei), photo_id, len(PHOTO), "create_upload")
    assert (await receive(dock, claims(field.mei), fresh, pieces(now_announced))).stored
    assert (await order_of(hers, dock.database)).photos[0].stored
    assert await audit(dock.database, [checked(dock.store.holds)]) == []


async def test_a_network_that_breaks_at_every_step_still_brings_the_photo(
    dock: Dock, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "PIECES_LIMIT", 3)
    mine, step = await begun(dock, field), len(PHOTO) // 11
    while not mine.stored:
        part = PHOTO[mine.committed : mine.committed + step]
        await refused(dock, field.wei, mine, pieces(part, "unreadable"))
        mine = await again(dock, field, mine)
        assert len(mine.pieces) <= 4
    assert await is_stored(dock, field)


async def test_a_photo_has_one_upload_and_what_came_for_it_counts(dock: Dock, field: Field) -> None:
    mine = await begun(dock, field)
    await refused(dock, field.wei, mine, pieces(PHOTO[:5000], "unreadable"))
    same = await create(dock, claims(field.wei), mine.photo_id, len(PHOTO), "create_upload")
    assert (same.id, same.committed) == (mine.id, 5000)
    anew = await create(dock, claims(field.wei), mine.photo_id, len(PHOTO), "put_photo", anew=True)
    assert (anew.id, anew.committed) == (mine.id, 0)


async def test_an_upload_that_was_let_go_of_is_gone_and_begins_anew(dock: Dock, field: Field) -> None:
    mine = await begun(dock, field)
    await refused(dock, field.wei, mine, pieces(PHOTO[:5000], "unreadable"))
    await forget(dock, await again(dock, field, mine))
    assert list((dock.settings.data / "photos/uploads").glob("*")) == []
    fresh = await create(dock, claims(field.wei), mine.photo_id, len(PHOTO), "create_upload")
    assert (fresh.id == mine.id, fresh.committed) == (False, 0)


async def test_bytes_that_were_lost_with_a_restored_backup_are_asked_for_anew(
    dock: Dock, field: Field
) -> None:
    mine = await begun(dock, field)
    await refused(dock, field.wei, mine, pieces(PHOTO[:5000], "unreadable"))
    await dock.store.drop(mine.id)
    mine = await again(dock, field, mine)
    assert await refused(dock, field.wei, mine, pieces(PHOTO[5000:])) == "not_found"
    fresh = await create(dock, claims(field.wei), mine.photo_id, len(PHOTO), "create_upload")
    assert fresh.committed == 0


@pytest.mark.parametrize(("who", "knows"), [("wei", True), ("mei", False)])
async def test_bytes_are_not_sent_again_by_who_may_see_them_and_by_nobody_else(
    dock: Dock, field: Field, who: str, knows: bool
) -> None:
    first = await begun(dock, field)
    await receive(dock, claims(field.wei), first, pieces(PHOTO))
    other, photo_id, asker = await field.another(dock.database), uuid4(), getattr(field, who)
    await other.say(dock.database, other.assigned(asker), taken(other, asker, photo_id))
    second = await create(dock, claims(asker), photo_id, len(PHOTO), "create_upload")
    assert (second.stored, second.committed) == (knows, len(PHOTO) if knows else 0)
    assert (await order_of(other, dock.database)).photos[0].stored is knows


async def test_an_order_and_a_device_take_so_many_photos_and_say_when_there_is_room(
    database: Database, field: Field, tmp_path: Path
) -> None:
    async def outcome(photo_id: UUID, on: Field, **limits: int) -> str:
        chosen = settings(tmp_path, **limits)
        dock = Dock(database, open_store(chosen), POLICY, chosen)
        await on.say(database, taken(on, field.wei, photo_id))
        try:
            await create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")
        except Problem as problem:
            in_time = 0 < int(problem.headers["Retry-After"]) <= 86_401
            return problem.detail if in_time else "never"
        return "begun"

    first, second, third, size = uuid4(), uuid4(), uuid4(), len(PHOTO)
    other = await field.another(database)
    await other.say(database, other.assigned(field.wei))
    for limit, photo_id, on, comes in (
        ({"photo_bytes_per_day": size - 1}, first, field, "it is this device's for today"),
        ({"photo_bytes_per_order": size - 1}, first, field, "it is the order's"),
        ({"photos_per_order": 1, "photo_bytes_per_day": size}, first, field, "begun"),
        ({"photos_per_order": 1, "photo_bytes_per_day": size}, first, field, "begun"),
        ({"photos_per_order": 1}, second, field, "it is the order's"),
        ({"photo_bytes_per_order": 2 * size - 1}, second, field, "it is the order's"),
        ({"photo_bytes_per_day": 2 * size - 1}, second, field, "it is this device's for today"),
        ({"photos_per_day": 1}, third, other, "it is this device's for today"),
        ({"photos_per_order": 1, "photos_per_day": 2}, third, other, "begun"),
    ):
        assert await outcome(photo_id, on, **limit) == comes
