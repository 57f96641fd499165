"""A photo's manifest, the row of its bytes, and the server's word on them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import orjson

from backend.database import Transaction
from backend.jobs import enqueue
from backend.journal.audit import Check, Finding
from backend.journal.door import content_hash, say
from backend.order.fact import Fact, Said
from backend.order.moment import server
from backend.order.photo import PhotoTaken
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.staff import Staff, roles_of
from backend.photos.outline import Reason
from backend.photos.tables import Blob, Photo
from backend.problems import Problem

AUDIT_BATCH = 500
"""So many photos are read at once by the audit."""
# What a request for a photo asks is asked of the driver: the session would take most of its time.
ANNOUNCED = """
SELECT fact.order_id, coalesce(journal.body, fact.body) AS body
FROM fact LEFT JOIN journal ON journal.fact_id = fact.id
WHERE fact.about = $1 AND fact.author_id = $2 AND fact.kind = 'photo.taken'
      AND fact.outcome IN ('applied', 'parked')
ORDER BY fact.received_at, fact.id
"""
KEPT = "SELECT sha256 FROM photo WHERE id = $1 AND uploaded_by = $2"
NEW_BLOB = """
INSERT INTO blob (sha256, size, stored_at, state) VALUES ($1, $2, $3, 'stored')
ON CONFLICT DO NOTHING RETURNING true
"""
NEW_PHOTO = """
INSERT INTO photo (id, uploaded_by, sha256, size, content_type, stored_at, device_id)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
"""
LOCKED = """
SELECT photo.*, blob.state, blob.reason, blob.format
FROM photo JOIN blob USING (sha256)
WHERE photo.id = $1 AND photo.uploaded_by = $2
FOR UPDATE OF photo FOR SHARE OF blob
"""
PHOTOS = """
SELECT COALESCE(photo.id, said.about), photo.sha256, said.body, o.number
FROM photo
FULL JOIN (SELECT f.about, f.author_id, f.order_id, COALESCE(j.body, f.body) AS body
           FROM fact f LEFT JOIN journal j ON j.fact_id = f.id
           WHERE f.kind = 'photo.stored' AND f.by_server AND f.outcome IN ('applied', 'parked')) AS said
     ON said.about = photo.id AND said.author_id = photo.uploaded_by
LEFT JOIN dispatch_order o ON o.id = said.order_id
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What somebody announced of a photo, applied or still parked; `stored`: these bytes came before."""

    photo_id: UUID
    order_ids: frozenset[UUID]
    stored: bool
    sha256: str
    size: int
    content_type: str


async def manifest(tx: Transaction, photo_id: UUID, actor: Actor) -> Manifest:
    """What the bytes of this photo must be: those the actor brought before, else those he announced first.

    All the orders that he announced just these on are meant. Whose manifest arrived may send the
    bytes, whatever became of the order (design: evidence); nobody else's manifest counts. Raises
    `photo_unknown` where none of his has arrived.
    """
    found = await announced_by(tx, photo_id, actor.staff_id)
    if not found:
        raise Problem("photo_unknown", "send the photo's manifest (photo.taken) before its bytes")
    kept = await tx.sql.fetchval(KEPT, photo_id, actor.staff_id)
    meant = next((taken for _, taken in found if taken.sha256 == kept), found[0][1])
    orders = frozenset(order_id for order_id, taken in found if order_id and taken.sha256 == meant.sha256)
    return Manifest(photo_id, orders, kept == meant.sha256, meant.sha256, meant.size, meant.content_type)


async def announced_by(
    tx: Transaction, photo_id: UUID, author_id: UUID
) -> list[tuple[UUID | None, PhotoTaken]]:
    """What somebody announced of a photo, applied or parked, and on which orders; the first is the oldest."""
    return [
        (row["order_id"], PhotoTaken.model_validate(orjson.loads(row["body"])))
        for row in await tx.sql.fetch(ANNOUNCED, photo_id, author_id)
    ]


async def note_stored(
    tx: Transaction, announced: Manifest, actor: Actor, policy: Policy, now: datetime
) -> None:
    """Note that the bytes are kept, and say so on each order that lacks them.

    New bytes are looked at by the worker; of those that were looked at before, what is wrong is said at once.
    The facts wait where the manifest waits. Raises `photo_mismatch` where he brought other bytes before.
    """
    digest, size = announced.sha256, announced.size
    if await tx.sql.fetchval(NEW_BLOB, digest, size, now):
        await enqueue(tx, "derive_photo", digest, now)
    key = (announced.photo_id, actor.staff_id)
    await tx.sql.execute(NEW_PHOTO, *key, digest, size, announced.content_type, now, actor.device_id)
    photo, blob = await locked(tx, *key)
    if photo.sha256 != digest:
        raise Problem("photo_mismatch", "this photo is stored with other bytes")
    told: dict[str, dict[str, str]] = {"photo.stored": {}}
    if reason := trouble_of(blob.state, blob.reason, blob.format, photo.content_type):
        told["photo.quarantined"] = {"reason": reason}
    said = [
        server_says(kind, order_id, photo, actor, now, more)
        for kind, more in told.items()
        for order_id in announced.order_ids
    ]
    await say(tx, said, policy)


async def locked(tx: Transaction, photo_id: UUID, author_id: UUID) -> tuple[Photo, Blob]:
    """A stored photo and its object as they are now.

    The photo is locked, so that of two requests at once the later finds the facts of the earlier. Whoever
    looks at the object is waited for: he may not know yet of this photo, or on which orders it is.
    """
    row = await tx.sql.fetchrow(LOCKED, photo_id, author_id)
    both = {name: row[name] for name in ("sha256", "size", "stored_at")}
    photo = {name: row[name] for name in ("id", "uploaded_by", "content_type", "device_id")}
    blob = {name: row[name] for name in ("state", "reason", "format")}
    return Photo(**both, **photo), Blob(**both, **blob)


async def say_quarantined(
    tx: Transaction, key: tuple[UUID, UUID], reason: str, policy: Policy, now: datetime
) -> None:
    """Say of a photo (its id, and whose it is) that it is not shown, on every order that it is on."""
    photo = await tx.session.get_one(Photo, key, with_for_update=True)
    author = await tx.session.get_one(Staff, photo.uploaded_by)
    actor = Actor(author.id, author.name, roles_of(author.roles), photo.device_id, revoked=False)
    found = await announced_by(tx, photo.id, author.id)
    orders = {order_id for order_id, taken in found if order_id and taken.sha256 == photo.sha256}
    more = {"reason": reason}
    said = [server_says("photo.quarantined", order_id, photo, actor, now, more) for order_id in orders]
    await say(tx, said, policy)


def trouble_of(state: str | None, reason: str | None, found: str | None, announced: str | None) -> str | None:
    """Why a photo is not shown, as far as its object has been looked at.

    `state`, `reason` and `found` (its format) are of the object, `announced` is the photo's own type: a wrong
    type is of the photo, all else that is wrong of its bytes.
    """
    if state == "quarantined":
        return reason
    return Reason.WRONG_TYPE if state == "ready" and found != announced else None


def server_says(
    kind: str, order_id: UUID, photo: Photo, actor: Actor, now: datetime, more: Mapping[str, str]
) -> Said:
    """The server's own fact of a photo's bytes, under an id that follows from the photo, order and author."""
    fact_id = uuid5(photo.id, f"{kind}/{order_id}/{photo.uploaded_by}")
    body = {"photo_id": str(photo.id), "sha256": photo.sha256, **more}
    fact = Fact(id=fact_id, order_id=order_id, kind=kind, v=1, body=body)
    return Said(fact, actor, content_hash(fact), now, server(now), by_server=True)


def checked(held: Callable[[str], Awaitable[bool]]) -> Check:
    """The audit's part on photos: rows, facts and objects must agree; `held` asks the store for an object."""

    async def check(tx: Transaction) -> AsyncIterator[Finding]:
        async for photo_id, digest, said, number in tx.sql.cursor(PHOTOS, prefetch=AUDIT_BATCH):
            told = digest_in(said) if said else None
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


def digest_in(body: str) -> str | None:
    """What an entry says a photo's bytes are; None where somebody has written into it."""
    with suppress(ValueError, LookupError, TypeError):
        return str(orjson.loads(body)["sha256"])
    return None
