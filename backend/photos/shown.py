"""What a reader gets of a photo: a smaller picture, or the original; and who may see it at all."""

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from sqlalchemy import JSON, ColumnElement
from sqlmodel import cast, col, or_, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import seen_by
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.photos.link import Link
from backend.photos.outline import WORDS, Reason
from backend.photos.photo import trouble_of
from backend.photos.store import derived, original
from backend.photos.tables import Blob, Photo
from backend.problems import Problem


class Size(IntEnum):
    """The longest side, in pixels, of a smaller picture: for a list, and for a screen."""

    LIST = 320
    SCREEN = 1280


SIZES = tuple(size.value for size in Size)
"""The smaller pictures that are made of each photo."""
ORIGINALS = frozenset({Role.COORDINATOR, Role.MANAGER, Role.AUDITOR, Role.ADMIN})
"""Who gets the bytes of others as they came."""
PICTURE_TYPE, UNKNOWN_TYPE = "image/jpeg", "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a photo a reader gets: the key of the store, and the media type."""

    photo: Photo
    key: str
    media_type: str

    @property
    def original(self) -> bool:
        """The bytes as they came."""
        return self.key == original(self.photo.sha256)


async def shown(tx: Transaction, photo_id: UUID, actor: Actor, size: int | None = None) -> Shown:
    """What a reader gets of a photo that he may see: a smaller picture, or the original without `size`.

    An original carries what its phone wrote into it, as where it was taken: it is for who brought it and for
    ORIGINALS. Raises `not_found`; `role` for an original; what `as_shown` raises.
    """
    photo = await seen(tx, photo_id, actor)
    if size is None and photo.uploaded_by != actor.staff_id and actor.roles.isdisjoint(ORIGINALS):
        raise Problem("role", f"the original is not for everybody; ask for size={max(SIZES)}")
    return await as_shown(tx, photo, size)


async def linked(tx: Transaction, link: Link) -> Shown:
    """What a link stands for; who had it made might see it. Raises what `as_shown` raises."""
    return await as_shown(tx, await tx.session.get_one(Photo, (link.photo_id, link.author_id)), link.size)


async def as_shown(tx: Transaction, photo: Photo, size: int | None) -> Shown:
    """The original, or a smaller picture.

    Raises `photo_not_ready` while nobody has looked at the object, and `photo_quarantined` where there is no
    picture to show.
    """
    blob = await tx.session.get_one(Blob, photo.sha256)
    reason = trouble_of(blob.state, blob.reason, blob.format, photo.content_type)
    if size is None:
        known = blob.state == "ready" and reason is None
        return Shown(photo, original(photo.sha256), photo.content_type if known else UNKNOWN_TYPE)
    if reason:
        raise Problem("photo_quarantined", WORDS[Reason(reason)])
    if blob.state != "ready":
        raise Problem("photo_not_ready", "ask again in a moment", headers={"Retry-After": "2"})
    return Shown(photo, derived(photo.sha256, size), PICTURE_TYPE)


async def seen(tx: Transaction, photo_id: UUID, actor: Actor) -> Photo:
    """A stored photo, for those who may see an order that it was applied to, and for who brought it.

    Where several people used one id, it is the asker's own, else the one stored first. Raises `not_found`.
    """
    own = col(Photo.uploaded_by) == actor.staff_id
    query = select(Photo).where(Photo.id == photo_id, shown_to(actor))
    query = query.order_by(own.desc(), col(Photo.stored_at), col(Photo.uploaded_by))
    photo = (await tx.session.exec(query)).first()
    if photo is None:
        raise Problem("not_found", "There is no such photo.")
    return photo


async def known_to(tx: Transaction, digest: str, actor: Actor) -> bool:
    """Whether these very bytes are stored as a photo that the actor may see."""
    query = select(Photo.id).where(Photo.sha256 == digest, shown_to(actor)).limit(1)
    return (await tx.session.exec(query)).first() is not None


def shown_to(actor: Actor) -> ColumnElement[bool]:
    """The photos that the actor may see, as a condition on `photo`.

    Bytes are shown by their own author's manifest alone: naming a photo does not open it.
    """
    announced = cast(col(JournalRow.body), JSON)["sha256"].as_string()
    on_an_order_seen = (
        select(FactRow.id)
        .join(JournalRow, col(JournalRow.fact_id) == col(FactRow.id))
        .join(DispatchOrder, col(DispatchOrder.id) == col(JournalRow.order_id))
        .where(FactRow.kind == "photo.taken", FactRow.outcome == "applied", seen_by(actor))
        .where(FactRow.about == Photo.id, FactRow.author_id == Photo.uploaded_by, announced == Photo.sha256)
        .exists()
    )
    return or_(col(Photo.uploaded_by) == actor.staff_id, on_an_order_seen)
