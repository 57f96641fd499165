"""Photos: the manifest, the server's word on the bytes, and the end of waiting for them."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.order.document import Order, Photo, Sha256, Waived
from backend.order.fact import Applied, Body, Entry, Judgement, Known, Parked, kind
from backend.order.office import Reason
from backend.order.visit import credited
from backend.people.access import PHOTOGRAPHERS
from backend.people.roles import Role

Purpose = Literal["scene", "fault", "nameplate", "odometer", "old_part", "document", "stamp", "other"]
ContentType = Literal["image/jpeg", "image/png", "image/webp", "image/heic"]
UNKNOWN = Parked("photo_unknown", "photo")


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
        """By the team, or credited, or by a desk; one manifest for one photo."""
        standing = next((one for one in order.photos if one.id == self.photo_id), None)
        if standing and standing.sha256 != self.sha256:
            return Parked("conflict", "person", "the photo was announced with other bytes")
        return Applied(entry.settled) if entry.settled.desk else credited(order, entry)

    def fold(self, order: Order, entry: Entry) -> None:
        """The evidence lacks its bytes from now on."""
        if entry.settled.after_reassignment:
            order.flag("after_reassignment", entry.fact_id)
        if all(one.id != self.photo_id for one in order.photos):
            photo = Photo(
                id=self.photo_id,
                purpose=self.purpose,
                sha256=self.sha256,
                size=self.size,
                waived=order.desk.waived_photos.get(self.sha256),
            )
            order.photos = sorted([*order.photos, photo], key=lambda one: one.id)


class OfBytes(Body):
    """The server's word on the bytes of one photo; it is true of closed orders too."""

    on_closed: ClassVar[bool] = True

    photo_id: UUID
    sha256: Sha256

    def about(self) -> UUID:
        """The photo."""
        return self.photo_id

    def photo(self, order: Order) -> Photo | None:
        """The photo in the order, if it was announced with these bytes."""
        about = (self.photo_id, self.sha256)
        return next((one for one in order.photos if (one.id, one.sha256) == about), None)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Waits for the manifest where that is parked."""
        return Applied(entry.settled) if self.photo(order) else UNKNOWN


@kind("photo.stored", by=())
class PhotoStored(OfBytes):
    """The server holds the bytes, whole and written to disk."""

    def fold(self, order: Order, entry: Entry) -> None:
        """The evidence has it."""
        if photo := self.photo(order):
            photo.stored = True


@kind("photo.quarantined", by=())
class PhotoQuarantined(OfBytes):
    """The bytes are no picture that can be shown. They are kept, so the evidence does not lack them."""

    reason: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")] = Field(
        description="why, in a word: sync.md, section 10"
    )

    def fold(self, order: Order, entry: Entry) -> None:
        """Somebody should look at it."""
        if photo := self.photo(order):
            photo.quarantined = self.reason
            order.flag("photo_quarantined", entry.fact_id)


@kind("photo.waived", by={Role.MANAGER, Role.COORDINATOR})
class PhotoWaived(Body):
    """A photo that can never come, as from a lost phone, is not waited for any more, with the reason.

    It is named by its digest, because nobody may have announced it. Bytes that come all the same are stored.
    """

    sha256: Sha256
    reason: Reason

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Of a photo that was announced, or that a current report names."""
        announced = {one.sha256 for one in order.photos}
        return Applied(entry.settled) if self.sha256 in announced | order.named_photos() else UNKNOWN

    def fold(self, order: Order, entry: Entry) -> None:
        """The evidence does not lack it; the first word stands."""
        said = Waived(at=entry.at, by=entry.settled.author.name, reason=self.reason)
        waived = order.desk.waived_photos.setdefault(self.sha256, said)
        for photo in order.photos:
            if photo.sha256 == self.sha256:
                photo.waived = waived
