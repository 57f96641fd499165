from uuid import uuid4

import pytest

from backend.uploads.lacking import asked_for, awaited
from backend.uploads.upload import LIFE, Dock, create, receive
from tests.notices.makers import NOW, Field
from tests.uploads.makers import PHOTO, claims, pieces, refused, taken

FOUND = "UPDATE blob SET state = $1, reason = $2, format = $3"


async def test_a_phone_is_told_what_is_here_of_its_own_photos(dock: Dock, field: Field) -> None:
    unknown, announced, half, whole = (uuid4() for _ in range(4))
    for photo_id in (announced, half, whole):
        await field.say(dock.database, taken(field, field.wei, photo_id))
    for photo_id, brought in ((half, PHOTO[:5000]), (whole, PHOTO)):
        mine = await create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")
        await refused(dock, field.wei, mine, pieces(brought, "unreadable"))
    asked = (whole, unknown, half, announced)
    async with dock.database.transaction() as tx:
        told = await asked_for(tx, asked, field.wei.staff_id)
        others = await asked_for(tx, asked, field.mei.staff_id)
    assert [(one.id, one.state, one.received) for one in told] == [
        (whole, "stored", len(PHOTO)),
        (unknown, "unknown", 0),
        (half, "missing", 5000),
        (announced, "missing", 0),
    ]
    assert {(one.state, one.received) for one in others} == {("unknown", 0)}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (("stored", None, None), None),
        (("ready", None, "image/jpeg"), None),
        (("ready", None, "image/png"), "wrong_type"),
        (("quarantined", "truncated", None), "truncated"),
    ],
)
async def test_a_phone_is_told_why_a_photo_is_no_picture(
    dock: Dock, field: Field, found: tuple[str | None, ...], told: str | None
) -> None:
    photo_id = uuid4()
    await field.say(dock.database, taken(field, field.wei, photo_id))
    mine = await create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")
    await receive(dock, claims(field.wei), mine, pieces(PHOTO))
    async with dock.database.transaction() as tx:
        await tx.sql.execute(FOUND, *found)
        [one] = await asked_for(tx, [photo_id], field.wei.staff_id)
    assert (one.state, one.quarantined) == ("stored", told)


async def test_a_desk_is_told_who_has_what_is_awaited_and_when_his_phone_was_heard(
    dock: Dock, field: Field
) -> None:
    photo_id = uuid4()
    await field.say(dock.database, taken(field, field.wei, photo_id))
    mine = await create(dock, claims(field.wei), photo_id, len(PHOTO), "create_upload")
    await refused(dock, field.wei, mine, pieces(PHOTO[:5000], "unreadable"))
    async with dock.database.transaction() as tx:
        [one] = await awaited(tx, field.order_id, [photo_id])
        assert await awaited(tx, uuid4(), [photo_id]) == []
    assert (one.name, one.device, one.received) == ("Wei", "A phone", 5000)
    assert one.last_seen_at == mine.expires_at - LIFE > NOW
