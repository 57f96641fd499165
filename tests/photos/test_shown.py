import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.database import Database
from backend.journal.audit import audit
from backend.order.document import Order
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.photos.derive import Developer
from backend.photos.outline import WORDS, Reason
from backend.photos.photo import checked, manifest, note_stored
from backend.photos.shown import SIZES, shown
from backend.photos.store import Store, derived, original
from backend.photos.tables import Blob
from backend.problems import Problem
from backend.settings import Settings
from backend.worker import Tools, tools_of, work_once
from tests.notices.makers import NOW, POLICY, Field
from tests.photos.makers import taken
from tests.photos.pictures import HTML, exif, saved, scene

GOOD, BAD = saved(scene(), "JPEG", exif=exif()), saved(scene(), "JPEG") + HTML
"""A JPEG as announced; one with something behind it."""
OTHER_TYPE = saved(scene(), "PNG")


@pytest.fixture
async def field(database: Database) -> Field:
    return await Field().settled_in(database)


@pytest.fixture
async def tools(database: Database, tmp_path: Path) -> AsyncIterator[Tools]:
    tools = tools_of(Settings(data=tmp_path), database, POLICY)
    yield tools
    await tools.darkroom.close()


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


async def kept(store: Store, content: bytes) -> None:
    """The bytes are in the store."""
    upload_id = uuid4()
    piece = await store.begin(upload_id, 1)
    await piece.add(content)
    await store.keep(upload_id, await piece.secure(), digest_of(content), len(content))
    await piece.close()


async def brought(tools: Tools, field: Field, content: bytes, *, by: Actor | None = None) -> UUID:
    """A photo of the order, announced as a JPEG, stored and noted; nobody has looked at it yet."""
    photo_id, by = uuid4(), by or field.wei
    await field.say(tools.database, taken(field, by, photo_id, content))
    await kept(tools.store, content)
    async with tools.database.transaction() as tx:
        await note_stored(tx, await manifest(tx, photo_id, by), by, POLICY, NOW)
    return photo_id


async def worked(tools: Tools) -> None:
    """All jobs that are due."""
    while await work_once(tools, NOW):
        pass


async def order_of(field: Field, database: Database) -> Order:
    async with database.transaction() as tx:
        columns = await tx.sql.fetchrow(
            "SELECT document, desk FROM dispatch_order WHERE id = $1", field.order_id
        )
    return Order.parse(*columns)


async def blob_of(tools: Tools, content: bytes) -> Blob:
    async with tools.database.transaction() as tx:
        return await tx.session.get_one(Blob, digest_of(content))


async def refusal(tools: Tools, photo_id: UUID, actor: Actor, size: int | None) -> tuple[str, str]:
    async with tools.database.transaction() as tx:
        with pytest.raises(Problem) as refused:
            await shown(tx, photo_id, actor, size)
    return refused.value.code, refused.value.detail


async def given(tools: Tools, photo_id: UUID, actor: Actor, size: int | None) -> tuple[bytes, str]:
    async with tools.database.transaction() as tx:
        got = await shown(tx, photo_id, actor, size)
    found = await tools.store.read(got.key)
    return b"".join([chunk async for chunk in found.chunks]), got.media_type


# What the worker finds


async def test_the_worker_makes_the_pictures_and_the_row_says_what_it_is(tools: Tools, field: Field) -> None:
    await brought(tools, field, GOOD)
    await worked(tools)
    blob = await blob_of(tools, GOOD)
    assert (blob.state, blob.format, blob.width, blob.height) == ("ready", "image/jpeg", 640, 480)
    order = await order_of(field, tools.database)
    assert (order.photos[0].stored, order.photos[0].quarantined, order.flags) == (True, None, [])


@pytest.mark.parametrize(
    ("content", "state", "reason"),
    [
        (BAD, "quarantined", "polyglot"),
        (OTHER_TYPE, "ready", "wrong_type"),
        (b"x", "quarantined", "not_a_picture"),
    ],
)
async def test_what_is_no_picture_is_said_once_on_every_order_that_it_is_on(
    tools: Tools, field: Field, content: bytes, state: str, reason: str
) -> None:
    second, differs = [await field.another(tools.database) for _ in range(2)]
    photo_id = await brought(tools, field, content)
    await differs.say(tools.database, differs.assigned(field.wei), taken(differs, field.wei, photo_id, GOOD))
    await second.say(tools.database, second.assigned(field.wei), taken(second, field.wei, photo_id, content))
    async with tools.database.transaction() as tx:
        await note_stored(tx, await manifest(tx, photo_id, field.wei), field.wei, POLICY, NOW)
    another = await brought(tools, field, content, by=field.cora)
    await worked(tools)
    assert (await blob_of(tools, content)).state == state
    orders = [await order_of(one, tools.database) for one in (field, second)]
    said = {photo.id: photo.quarantined for photo in orders[0].photos}
    assert said == {photo_id: reason, another: reason}
    assert [photo.quarantined for photo in orders[1].photos] == [reason]
    assert [[flag.code for flag in order.flags] for order in orders] == [
        ["photo_quarantined"] * 2, ["photo_quarantined"],
    ]  # fmt: skip
    assert not [one for one in orders[0].evidence.missing if one.what == "photo"]

    async with tools.database.transaction() as tx:
        assert await tx.sql.fetchval("SELECT count(*) FROM fact WHERE kind = 'photo.quarantined'") == 3
    await Developer(tools.database, tools.store, tools.darkroom, POLICY).derive(digest_of(content), NOW)
    assert [(await order_of(one, tools.database)).version for one in (field, second)] == [
        order.version for order in orders
    ]
    assert await audit(tools.database, [checked(tools.store.holds)]) == []


@pytest.mark.parametrize(("content", "reason"), [(BAD, "polyglot"), (OTHER_TYPE, "wrong_type"), (GOOD, None)])
async def test_a_photo_of_bytes_that_were_looked_at_before_is_told_at_once(
    tools: Tools, field: Field, content: bytes, reason: str | None
) -> None:
    second = await field.another(tools.database)
    await brought(tools, field, content)
    await worked(tools)
    await brought(tools, second, content)
    order = await order_of(second, tools.database)
    assert [(photo.stored, photo.quarantined) for photo in order.photos] == [(True, reason)]
    async with tools.database.transaction() as tx:
        assert await tx.sql.fetchval("SELECT count(*) FROM job WHERE name = 'derive_photo'") == 0


async def test_what_a_worker_that_died_had_not_said_is_said_by_the_next(tools: Tools, field: Field) -> None:
    await brought(tools, field, BAD)
    async with tools.database.transaction() as tx:
        await tx.sql.execute("UPDATE blob SET state = 'quarantined', reason = 'polyglot'")
    await worked(tools)
    assert (await order_of(field, tools.database)).photos[0].quarantined == "polyglot"


async def test_who_brings_a_photo_while_its_bytes_are_looked_at_is_told_too(
    tools: Tools, field: Field
) -> None:
    """He waits for the row, and finds in it what was found."""
    photo_id = await brought(tools, field, BAD)
    second = await field.another(tools.database)
    await second.say(tools.database, second.assigned(field.wei), taken(second, field.wei, photo_id, BAD))
    async with tools.database.transaction() as looking:
        blob = await looking.session.get_one(Blob, digest_of(BAD), with_for_update=True)
        bringing = asyncio.create_task(note_again(tools, field, photo_id))
        while not (bringing.done() or await looking.sql.fetchval(WAITING)):
            await looking.sql.execute("SELECT pg_stat_clear_snapshot()")
        blob.state, blob.reason = "quarantined", "polyglot"
    await bringing
    assert (await order_of(second, tools.database)).photos[0].quarantined == "polyglot"


WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND datname = current_database()
"""


async def note_again(tools: Tools, field: Field, photo_id: UUID) -> None:
    async with tools.database.transaction() as tx:
        await note_stored(tx, await manifest(tx, photo_id, field.wei), field.wei, POLICY, NOW)


async def test_a_manifest_that_is_parked_takes_the_word_along(tools: Tools, field: Field) -> None:
    photo_id = await brought(tools, field, BAD, by=field.mei)
    await worked(tools)
    assert (await order_of(field, tools.database)).photos == []
    await field.say(tools.database, field.assigned(field.mei))
    photos = (await order_of(field, tools.database)).photos
    assert [(photo.id, photo.stored, photo.quarantined) for photo in photos] == [(photo_id, True, "polyglot")]


async def test_an_object_that_is_missing_is_tried_again(tools: Tools, field: Field) -> None:
    await brought(tools, field, GOOD)
    await tools.store.delete(digest_of(GOOD))
    assert await work_once(tools, NOW)
    async with tools.database.transaction() as tx:
        assert (
            await tx.sql.fetchval("SELECT error FROM job WHERE name = 'derive_photo'") == "FileNotFoundError"
        )
        await tx.sql.execute("UPDATE job SET run_at = $1", NOW)
    assert (await blob_of(tools, GOOD)).state == "stored"
    await kept(tools.store, GOOD)
    await worked(tools)
    assert (await blob_of(tools, GOOD)).state == "ready"


# Who gets what


async def test_smaller_pictures_are_for_all_who_see_it_and_originals_for_few(
    tools: Tools, field: Field
) -> None:
    photo_id = await brought(tools, field, GOOD)
    auditor, admin = (replace(field.cora, roles=frozenset({role})) for role in (Role.AUDITOR, Role.ADMIN))
    await worked(tools)
    for actor in (field.wei, field.cora, field.max, auditor, admin):
        assert await given(tools, photo_id, actor, None) == (GOOD, "image/jpeg")
    for actor in (field.dana, field.stella):
        code, detail = await refusal(tools, photo_id, actor, None)
        assert (code, "size=1280" in detail) == ("role", True)
    for actor in (field.wei, field.dana, field.stella, field.cora):
        for size in SIZES:
            content, media_type = await given(tools, photo_id, actor, size)
            assert (media_type, b"Exif" in content) == ("image/jpeg", False)
    for any_size in (None, *SIZES):
        assert (await refusal(tools, photo_id, field.mei, any_size))[0] == "not_found"
    await field.say(tools.database, field.assigned(field.mei))
    assert (await given(tools, photo_id, field.mei, 1280))[0]
    assert (await refusal(tools, photo_id, field.mei, None))[0] == "role"
    assert (await given(tools, photo_id, field.wei, None))[0] == GOOD


async def test_until_somebody_has_looked_there_is_no_picture_and_the_original_is_of_no_type(
    tools: Tools, field: Field
) -> None:
    photo_id = await brought(tools, field, GOOD)
    assert (await refusal(tools, photo_id, field.dana, 320))[0] == "photo_not_ready"
    assert await given(tools, photo_id, field.cora, None) == (GOOD, "application/octet-stream")


@pytest.mark.parametrize(("content", "reason"), [(BAD, Reason.POLYGLOT), (OTHER_TYPE, Reason.WRONG_TYPE)])
async def test_what_is_quarantined_is_shown_to_nobody_and_its_original_is_of_no_type(
    tools: Tools, field: Field, content: bytes, reason: Reason
) -> None:
    photo_id = await brought(tools, field, content)
    await worked(tools)
    for actor in (field.wei, field.dana, field.cora):
        assert await refusal(tools, photo_id, actor, 320) == ("photo_quarantined", WORDS[reason])
    for actor in (field.wei, field.cora):
        assert await given(tools, photo_id, actor, None) == (content, "application/octet-stream")


def test_every_reason_has_words_for_a_reader() -> None:
    assert WORDS.keys() == set(Reason)


def test_the_pictures_of_an_object_have_keys_of_their_own() -> None:
    keys = {original("ab" * 32), *(derived("ab" * 32, size) for size in SIZES)}
    assert len(keys) == 3
