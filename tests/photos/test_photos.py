import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi import Request
from httpx import AsyncClient

from backend import clock
from backend.database import Database
from backend.journal.audit import audit
from backend.order.document import Order
from backend.people.device import revoke
from backend.photos.photo import checked, manifest, note_stored
from backend.photos.store import FolderStore
from backend.problems import Problem
from backend.uploads.api import arriving
from tests.notices.makers import NOW, POLICY, Field
from tests.photos.makers import BYTES, DIGEST, LIMIT, asking, by, put, taken, with_photo

STALL = 0.01
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND datname = current_database()
"""
OTHER = b"\xff\xd8 another picture \xff\xd9"


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    async with asking(database, tmp_path) as client:
        yield client


@pytest.fixture
async def field(database: Database) -> Field:
    return await Field().settled_in(database)


async def untouched() -> AsyncIterator[bytes]:
    """A body that must not be read."""
    assert not BYTES, "the body was read"
    yield b""


async def order_of(field: Field, database: Database) -> Order:
    async with database.transaction() as tx:
        columns = await tx.sql.fetchrow(
            "SELECT document, desk FROM dispatch_order WHERE id = $1", field.order_id
        )
    return Order.parse(*columns)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.glob("photos/**/*") if path.is_file()]


async def test_a_photo_is_stored_once_and_the_order_says_so(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    assert not (await order_of(field, database)).photos[0].stored
    first = await put(client, field.wei, photo_id)
    assert (first.status_code, first.json()) == (201, {"id": str(photo_id), "sha256": DIGEST, "stored": True})
    after = await order_of(field, database)
    assert (after.photos[0].stored, after.version) == (True, 4)

    headers = by(field.wei) | {"Content-Length": str(len(BYTES))}
    again = await client.put(f"/photos/{photo_id}", content=untouched(), headers=headers)
    assert (again.status_code, again.content) == (200, first.content)
    assert (await order_of(field, database)).version == 4


async def test_a_photo_sent_several_times_at_once_is_one(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    answers = await asyncio.gather(*(put(client, field.wei, photo_id) for _ in range(4)))
    codes = {answer.json().get("code", answer.status_code) for answer in answers}
    assert codes <= {200, 201, "upload_taken_over"}
    assert (await put(client, field.wei, photo_id)).status_code == 200
    assert (await order_of(field, database)).version == 4


@pytest.mark.parametrize(
    ("who", "headers", "status", "code"),
    [
        (None, {}, 401, "unauthenticated"),
        ("dana", {}, 409, "photo_unknown"),
        ("mei", {}, 409, "photo_unknown"),
        ("wei", {"Content-Length": None}, 411, "length_required"),
        ("wei", {"Content-Length": str(LIMIT + 1)}, 413, "too_large"),
        ("wei", {"Content-Length": str(len(BYTES) - 1)}, 422, "photo_mismatch"),
        ("wei", {"photo": "another"}, 409, "photo_unknown"),
    ],
)
async def test_what_is_refused_is_refused_before_its_body_is_read(
    field: Field,
    database: Database,
    client: AsyncClient,
    tmp_path: Path,
    who: str | None,
    headers: dict[str, Any],
    status: int,
    code: str,
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    if headers.pop("photo", None):
        photo_id = uuid4()
    said = {"Content-Length": str(len(BYTES))} | headers | (by(getattr(field, who)) if who else {})
    given = {name: value for name, value in said.items() if value is not None}
    answer = await client.put(f"/photos/{photo_id}", content=untouched(), headers=given)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert kept(tmp_path) == []


async def test_other_bytes_of_the_same_length_leave_nothing_and_the_right_ones_still_come(
    field: Field, database: Database, client: AsyncClient, tmp_path: Path
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    answer = await put(client, field.wei, photo_id, BYTES[:-1] + b"x")
    assert (answer.status_code, answer.json()["code"]) == (422, "photo_mismatch")
    assert kept(tmp_path) == []
    assert not (await order_of(field, database)).photos[0].stored
    assert (await put(client, field.wei, photo_id)).status_code == 201


async def test_bytes_are_taken_while_the_manifest_waits_and_both_apply_with_the_order(
    database: Database, client: AsyncClient
) -> None:
    field, photo_id = Field(), uuid4()
    await field.settle_in(database)
    [waits] = await field.say(database, taken(field, field.wei, photo_id))
    assert (waits.outcome, waits.code) == ("parked", "order_unknown")
    assert (await put(client, field.wei, photo_id)).status_code == 201
    await field.say(database, *field.issued())
    assert [photo.stored for photo in (await order_of(field, database)).photos] == [True]


async def test_who_took_a_photo_may_send_it_and_read_it_whatever_became_of_the_order(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    await field.say(database, field.assigned(field.mei))
    await field.say(database, field.said(field.dana, "order.cancelled", reason="sold"))
    assert (await put(client, field.wei, photo_id)).status_code == 201
    assert (await order_of(field, database)).photos[0].stored
    assert (await client.get(f"/photos/{photo_id}", headers=by(field.wei))).content == BYTES


async def test_a_device_that_was_revoked_brings_what_it_had_announced(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    await field.say(database, taken(field, field.wei, photo_id))
    async with database.transaction() as tx:
        await revoke(tx, field.wei.device_id, clock.now())
    assert (await put(client, field.wei, photo_id)).status_code == 201
    assert (await order_of(field, database)).photos[0].stored
    assert (await client.get(f"/photos/{photo_id}", headers=by(field.wei))).json()["code"] == "device_revoked"


@pytest.mark.parametrize("announced", [BYTES, OTHER])
async def test_to_name_anothers_photo_on_ones_own_order_shows_ones_own_bytes_alone(
    field: Field, database: Database, client: AsyncClient, announced: bytes
) -> None:
    photo_id = await with_photo(field, database, client)
    meis = await field.another(database)
    [named] = await meis.say(database, taken(meis, field.mei, photo_id, announced))
    assert named.outcome == "applied"
    assert (await client.get(f"/photos/{photo_id}", headers=by(field.mei))).status_code == 404
    assert not (await order_of(meis, database)).photos[0].stored
    assert (await put(client, field.mei, photo_id, announced)).status_code == 201
    for who, content in ((field.mei, announced), (field.wei, BYTES), (field.cora, BYTES)):
        assert (await client.get(f"/photos/{photo_id}", headers=by(who))).content == content


async def test_a_stranger_who_is_first_neither_keeps_the_photo_out_nor_takes_its_place(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    [waits] = await field.say(database, taken(field, field.mei, photo_id, OTHER))
    assert (waits.outcome, waits.code) == ("parked", "not_on_team")
    assert (await put(client, field.mei, photo_id, OTHER)).status_code == 201
    assert (await client.get(f"/photos/{photo_id}", headers=by(field.dana))).status_code == 404
    await field.say(database, taken(field, field.wei, photo_id))
    assert (await put(client, field.wei, photo_id)).status_code == 201
    assert [(one.sha256, one.stored) for one in (await order_of(field, database)).photos] == [(DIGEST, True)]
    for who, content in ((field.mei, OTHER), (field.wei, BYTES), (field.cora, BYTES)):
        assert (await client.get(f"/photos/{photo_id}", headers=by(who))).content == content


async def test_a_photo_of_several_orders_is_stored_once_and_each_of_them_says_so(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = uuid4()
    second, third, differs = [await field.another(database) for _ in range(3)]
    for one in (second, third, differs):
        await one.say(database, one.assigned(field.wei))
    for one in (field, second):
        await one.say(database, taken(one, field.wei, photo_id))
    assert (await put(client, field.wei, photo_id)).status_code == 201
    await third.say(database, taken(third, field.wei, photo_id))
    await differs.say(database, taken(differs, field.wei, photo_id, OTHER))
    assert (await put(client, field.wei, photo_id)).status_code == 200
    orders = [await order_of(one, database) for one in (field, second, third, differs)]
    assert [one.photos[0].stored for one in orders] == [True, True, True, False]
    assert [one.version for one in orders] == [4, 5, 5, 4]

    await differs.say(database, differs.assigned(field.mei))
    assert (await client.get(f"/photos/{photo_id}", headers=by(field.mei))).status_code == 404
    await third.say(database, third.assigned(field.mei))
    assert (await client.get(f"/photos/{photo_id}", headers=by(field.mei))).json()["code"] == "role"


async def test_of_two_requests_at_once_the_later_waits_and_the_order_says_it_once(
    field: Field, database: Database, client: AsyncClient
) -> None:
    photo_id = await with_photo(field, database, client)
    second = await field.another(database)
    await second.say(database, second.assigned(field.wei), taken(second, field.wei, photo_id))
    async with database.transaction() as tx:
        await note_stored(tx, await manifest(tx, photo_id, field.wei), field.wei, POLICY, NOW)
        later = asyncio.create_task(put(client, field.wei, photo_id))
        while not await tx.sql.fetchval(WAITING):
            await tx.sql.execute("SELECT pg_stat_clear_snapshot()")
    assert (await later).status_code == 200
    order = await order_of(second, database)
    assert (order.photos[0].stored, order.version) == (True, 5)


async def test_the_audit_believes_the_servers_word_alone_on_what_is_stored(
    field: Field, database: Database, client: AsyncClient, tmp_path: Path
) -> None:
    photo_id, sha = await with_photo(field, database, client), "0" * 64
    await field.say(database, taken(field, field.mei, photo_id, OTHER))
    await put(client, field.mei, photo_id, OTHER)
    revoked = replace(field.wei, revoked=True)
    for who, outcome in ((field.wei, "rejected"), (revoked, "parked")):
        for named in (photo_id, uuid4()):
            lie = field.said(who, "photo.stored", photo_id=str(named), sha256=sha)
            assert [result.outcome for result in await field.say(database, lie)] == [outcome]
    assert await audit(database, [checked(FolderStore(tmp_path / "photos").holds)]) == []


async def test_a_phone_that_stops_sending_or_vanishes_is_not_waited_for() -> None:
    async def silent() -> Any:
        await asyncio.Event().wait()

    async def gone() -> Any:
        return {"type": "http.disconnect"}

    for receive, code in ((silent, "stalled"), (gone, "unreadable")):
        with pytest.raises(Problem, match=code):
            [chunk async for chunk in arriving(Request({"type": "http"}, receive), STALL)]
