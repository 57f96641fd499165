"""Photos: the manifest that a phone records, and the server's word that the bytes are stored."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from backend.order.document import Order, Photo, Sha256
from backend.order.fact import Applied, Body, Entry, Judgement, Known, Parked, kind
from backend.order.visit import credited
from backend.people.access import PHOTOGRAPHERS

Purpose = Literal["scene", "fault", "nameplate", "odometer", "old_part", "document", "stamp", "other"]
ContentType = Literal["image/jpeg", "image/png", "image/webp", "image/heic"]


@kind("photo.taken", by=PHOTOGRAPHERS)
class PhotoTaken(Body):
    """The manifest: what the bytes will be. It comes first; bytes before it are refused.

    Desks say it too, of pictures and letters that they are sent.
    """

    photo_id: UUID
    purpose: Purpose
    sha256: Sha256
    size: int = Field(ge=1, le=64 * 1024 * 1024, description="bytes")
    content_type: ContentType

    def about(self) -> UUID:
        """The photo."""
        return self.photo_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By the team, or credited; one manifest for one photo."""
        standing = next((one for one in order.photos if one.id == self.photo_id), None)
        if standing and standing.sha256 != self.sha256:
            return Parked("conflict", "person", "the photo was announced with other bytes")
        return Applied(entry.settled) if entry.settled.desk else credited(order, entry)

    def fold(self, order: Order, entry: Entry) -> None:
        """The evidence lacks its bytes from now on."""
        if entry.settled.after_reassignment:
            order.flag("after_reassignment", entry.fact_id)
        if all(one.id != self.photo_id for one in order.photos):
            photo = Photo(id=self.photo_id, purpose=self.purpose, sha256=self.sha256, size=self.size)
            order.photos = sorted([*order.photos, photo], key=lambda one: one.id)


@kind("photo.stored", by=())
class PhotoStored(Body):
    """The server holds the bytes, whole and written to disk."""

    on_closed: ClassVar[bool] = True

    photo_id: UUID
    sha256: Sha256

    def about(self) -> UUID:
        """The photo."""
        return self.photo_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Waits for the manifest where that is parked."""
        if all((one.id, one.sha256) != (self.photo_id, self.sha256) for one in order.photos):
            return Parked("photo_unknown", "photo")
        return Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        """The evidence has it."""
        for photo in order.photos:
            if photo.id == self.photo_id:
                photo.stored = True
