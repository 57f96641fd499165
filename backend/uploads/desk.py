"""A photo that a desk adds to an order: its manifest is a fact of the desk's, refused at once or applied."""

from collections.abc import AsyncIterator, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, Field, ValidationError
from sqlmodel import select

from backend import clock
from backend.journal.door import apply, content_hash
from backend.journal.tables import DispatchOrder
from backend.journal.visible import seen_by
from backend.order.fact import Fact
from backend.order.photo import ContentType, PhotoTaken, Purpose
from backend.people.tokens import Claims
from backend.problems import Problem, invalid_input
from backend.uploads.upload import Dock, Held, create, let_in


class Added(BaseModel, extra="forbid"):
    """What a form says of its photo; the id is made by whoever fills it in."""

    photo_id: UUID
    purpose: Purpose
    content_type: ContentType
    size: int = Field(ge=1)

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Added":
        """The fields of a form. Raises `invalid_input`, naming what is wrong."""
        try:
            return cls.model_validate(said)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_input=False, include_context=False)
            raise invalid_input([(str(fault["loc"][0]), fault["msg"]) for fault in faults]) from None


async def may_add(dock: Dock, claims: Claims, order_id: UUID) -> None:
    """Before anything is read of a form. Raises what `let_in` raises, and `not_found` for the order."""
    async with dock.database.transaction() as tx:
        actor = await let_in(tx, claims, "add_photo")
        query = select(DispatchOrder.id).where(DispatchOrder.id == order_id, seen_by(actor))
        if (await tx.session.exec(query)).first() is None:
            raise Problem("not_found", "There is no such order.")


async def announce(dock: Dock, claims: Claims, order_id: UUID, wanted: Added, digest: str) -> Held:
    """Say the manifest (`photo.taken`) of bytes with this digest, and begin their upload.

    Raises what the manifest is refused with, and what an upload is.
    """
    now = clock.now()
    async with dock.database.transaction() as tx:
        actor = await let_in(tx, claims, "add_photo")
        taken = PhotoTaken(sha256=digest, **wanted.model_dump())
        fact_id = uuid5(wanted.photo_id, f"photo.taken/{order_id}/{actor.staff_id}")
        body = taken.model_dump(mode="json")
        fact = Fact(id=fact_id, order_id=order_id, kind=taken.kind, v=taken.v, body=body)
        await apply(tx, fact, content_hash(fact), actor, dock.policy, now)
    return await create(dock, claims, wanted.photo_id, wanted.size, "add_photo", anew=True)


async def digest_of(pieces: AsyncIterator[bytes]) -> str:
    """The SHA-256 of what comes, in lower-case hex."""
    digest = sha256()
    async for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
