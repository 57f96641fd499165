"""A photo's manifest, the row of its bytes, and the server's word that they are stored."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

import orjson
from sqlalchemy import Column, DateTime
from sqlmodel import Field, SQLModel, and_, col, func, or_, select

from backend.database import Transaction
from backend.journal.audit import Check, Finding
from backend.journal.door import record
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import seen_by
from backend.order.fact import Fact, Said
from backend.order.moment import server
from backend.order.photo import PhotoTaken
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.once import insert_once
from backend.problems import Problem

AUDIT_BATCH = 500
"""So many photos are read at once by the audit."""
PHOTOS = """
SELECT COALESCE(photo.id, said.about), photo.sha256, said.body, o.number
FROM photo
FULL JOIN (SELECT f.about, f.order_id, COALESCE(j.body, f.body) AS body
           FROM fact f LEFT JOIN journal j ON j.fact_id = f.id
           WHERE f.kind = 'photo.stored') AS said ON said.about = photo.id
LEFT JOIN dispatch_order o ON o.id = said.order_id
"""


class Photo(SQLModel, table=True):
    """The bytes of a photo: which object holds them, and who brought them from which device."""

    id: UUID = Field(primary_key=True)
    sha256: str
    size: int
    content_type: str
    stored_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    uploaded_by: UUID
    device_id: UUID


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a phone announced of a photo, applied or still parked."""

    photo_id: UUID
    order_id: UUID
    author_id: UUID
    sha256: str
    size: int
    content_type: str


APPLIED_MANIFEST = (col(FactRow.kind) == "photo.taken", col(FactRow.outcome) == "applied")


async def manifest(tx: Transaction, photo_id: UUID, actor: Actor) -> Manifest:
    """What the bytes of this photo must be, if it is the actor's to send them.

    Its author may, whatever became of the order (design: evidence). Raises `photo_unknown` where no
    manifest has arrived, `not_found` where it is somebody else's.
    """
    query = (
        select(FactRow.order_id, FactRow.author_id, func.coalesce(JournalRow.body, FactRow.body))
        .join(JournalRow, col(JournalRow.fact_id) == col(FactRow.id), isouter=True)
        .where(FactRow.about == photo_id, FactRow.kind == "photo.taken")
        .where(col(FactRow.outcome).in_(("applied", "parked")))
        .order_by(col(FactRow.outcome), col(FactRow.received_at), col(FactRow.id))
        .limit(1)
    )
    found = (await tx.session.exec(query)).one_or_none()
    if found is None:
        raise Problem("photo_unknown", "send the photo's manifest (photo.taken) before its bytes")
    order_id, author_id, body = found
    if author_id != actor.staff_id or order_id is None:
        raise Problem("not_found", "There is no such photo.")
    taken = PhotoTaken.model_validate(orjson.loads(body))
    return Manifest(photo_id, order_id, author_id, taken.sha256, taken.size, taken.content_type)


async def stored(tx: Transaction, photo_id: UUID) -> Photo | None:
    """The row of a photo's bytes, once they are kept."""
    return await tx.session.get(Photo, photo_id)


async def seen(tx: Transaction, photo_id: UUID, actor: Actor) -> Photo:
    """A stored photo, for those who may see the order that it belongs to, and for who took it.

    Raises `not_found`.
    """
    query = (
        select(Photo)
        .join(FactRow, and_(*APPLIED_MANIFEST, col(FactRow.about) == col(Photo.id)), isouter=True)
        .join(DispatchOrder, col(DispatchOrder.id) == col(FactRow.order_id), isouter=True)
        .where(Photo.id == photo_id, or_(col(Photo.uploaded_by) == actor.staff_id, seen_by(actor)))
    )
    photo = (await tx.session.exec(query)).first()
    if photo is None:
        raise Problem("not_found", "There is no such photo.")
    return photo


async def note_stored(
    tx: Transaction, announced: Manifest, actor: Actor, policy: Policy, now: datetime
) -> bool:
    """Note that the bytes are kept, and say so in the order's journal; gives whether that is new.

    The fact waits where the manifest waits. Raises `photo_mismatch` where other bytes were kept before.
    """
    about = {"photo_id": str(announced.photo_id), "sha256": announced.sha256}
    row = Photo(
        id=announced.photo_id,
        sha256=announced.sha256,
        size=announced.size,
        content_type=announced.content_type,
        stored_at=now,
        uploaded_by=actor.staff_id,
        device_id=actor.device_id,
    )
    if await insert_once(tx, row):
        [result] = await record(tx, [server_says(announced.order_id, about, actor, now)], policy)
        if result.outcome == "rejected":
            raise Problem(result.code or "internal", result.detail or "")
        return True
    before = await stored(tx, announced.photo_id)
    if before is None or before.sha256 != announced.sha256:
        raise Problem("photo_mismatch", "this photo is stored with other bytes")
    return False


def server_says(order_id: UUID, body: dict[str, str], actor: Actor, now: datetime) -> Said:
    """The server's own `photo.stored`, under an id that follows from the photo's."""
    fact_id = uuid5(UUID(body["photo_id"]), "photo.stored")
    fact = Fact(id=fact_id, order_id=order_id, kind="photo.stored", v=1, body=body)
    content = orjson.dumps(fact.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    return Said(fact, actor, sha256(content).digest(), now, server(now), by_server=True)


def checked(held: Callable[[str], Awaitable[bool]]) -> Check:
    """The audit's part on photos: rows, facts and objects must agree; `held` asks the store for an object."""

    async def check(tx: Transaction) -> AsyncIterator[Finding]:
        async for photo_id, digest, said, number in tx.sql.cursor(PHOTOS, prefetch=AUDIT_BATCH):
            told = orjson.loads(said)["sha256"] if said else None
            if digest is None:
                wrong = "the journal says that it is stored, but its row is missing"
            elif told != digest:
                wrong = "its row and its photo.stored do not agree"
            elif not await held(digest):
                wrong = "its bytes are missing or altered in the store"
            else:
                continue
            yield Finding(number, None, f"photo {photo_id}: {wrong}")

    return check
