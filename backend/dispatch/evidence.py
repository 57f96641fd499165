"""How far an order's evidence has come, for a desk: "4 of 6 photos, phone last heard at …"."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel
from sqlmodel import select

from backend.database import Transaction
from backend.dispatch.orders import document_of
from backend.journal.tables import DispatchOrder
from backend.order.document import Missing, Order, Photo
from backend.people.actor import Actor
from backend.uploads.lacking import Awaited, awaited


class Phone(BaseModel):
    """The phone that holds a photo, and when it was last heard of."""

    id: UUID
    name: str
    last_heard_at: AwareDatetime


class AwaitedPhoto(BaseModel):
    """A photo whose bytes have not all arrived: `received` of `size` are here.

    `phone` is null where the phone is not known any more, or sent no facts itself.
    """

    id: UUID
    purpose: str
    size: int
    received: int
    announced_at: AwareDatetime
    by: UUID
    by_name: str
    phone: Phone | None


class EvidenceOut(BaseModel):
    """What of the evidence is there. `missing` says the same as in the document, `awaited` who has it."""

    complete: bool
    missing: list[Missing]
    announced: int
    stored: int
    quarantined: int
    awaited: list[AwaitedPhoto]


async def evidence_of(tx: Transaction, order_id: UUID, actor: Actor) -> EvidenceOut:
    """How far the order's evidence has come, over all of its photos. Raises `not_found`."""
    await document_of(tx, order_id, actor)
    columns = select(DispatchOrder.document, DispatchOrder.desk).where(DispatchOrder.id == order_id)
    order = Order.parse(*(await tx.session.exec(columns)).one())
    lacking = {photo.id: photo for photo in order.photos if not photo.stored and photo.waived is None}
    found = await awaited(tx, order_id, list(lacking))
    return EvidenceOut(
        complete=order.evidence.complete,
        missing=order.evidence.missing,
        announced=len(order.photos),
        stored=sum(photo.stored for photo in order.photos),
        quarantined=sum(photo.quarantined is not None for photo in order.photos),
        awaited=[shown(one, lacking[one.photo_id]) for one in found],
    )


def shown(one: Awaited, photo: Photo) -> AwaitedPhoto:
    """An awaited photo as a desk sees it."""
    phone = None
    if one.device_id and one.device and one.last_seen_at:
        phone = Phone(id=one.device_id, name=one.device, last_heard_at=one.last_seen_at)
    return AwaitedPhoto(
        id=photo.id,
        purpose=photo.purpose,
        size=photo.size,
        received=one.received,
        announced_at=one.announced_at,
        by=one.staff_id,
        by_name=one.name,
        phone=phone,
    )
