"""The way of a photo's bytes: let in, streamed to the store, noted. No connection is held in between."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from backend.database import Database
from backend.order.policy import Policy
from backend.people.access import may
from backend.people.actor import Actor
from backend.people.device import actor_of
from backend.people.tokens import Claims
from backend.photos.photo import Manifest, manifest, note_stored
from backend.photos.store import Store
from backend.problems import Problem


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request says of the bytes that it brings; `length` is what it declared, in bytes."""

    photo_id: UUID
    claims: Claims
    length: int | None


async def upload(
    database: Database,
    store: Store,
    policy: Policy,
    wanted: Upload,
    chunks: AsyncIterator[bytes],
    now: datetime,
) -> tuple[Manifest, bool]:
    """Keep a photo's bytes; gives its manifest, and whether they are new here.

    `chunks` is not touched before the sender is let in, and not at all where the bytes are stored already.
    Raises `length_required`, `photo_unknown`, `photo_mismatch`, what `admitted` raises, and what the store
    raises.
    """
    announced, actor = await let_in(database, wanted)
    if not announced.stored:
        await keep(store, announced, chunks)
    async with database.transaction() as tx:
        return announced, await note_stored(tx, announced, actor, policy, now)


async def keep(store: Store, announced: Manifest, chunks: AsyncIterator[bytes]) -> None:
    """Bring the bytes into the store, in one piece. Raises `photo_mismatch`, `unavailable`."""
    upload_id = uuid4()
    piece = await store.begin(upload_id, 1)
    try:
        size = 0
        async for chunk in chunks:
            size += len(chunk)
            if size > announced.size:
                raise Problem("photo_mismatch", f"more than the {announced.size} bytes that were announced")
            await piece.add(chunk)
        await store.keep(upload_id, await piece.secure(), announced.sha256, announced.size)
    finally:
        await piece.close()
        await store.drop(upload_id)


async def let_in(database: Database, wanted: Upload) -> tuple[Manifest, Actor]:
    """The manifest and who sends; refuses in a short transaction.

    A revoked device may still bring what it recorded, as in sync: evidence is not lost with it.
    """
    async with database.transaction() as tx:
        actor = await actor_of(tx, wanted.claims)
        if not may(actor.roles, "put_photo"):
            raise Problem("role", "None of your roles may do this.")
        announced = await manifest(tx, wanted.photo_id, actor)
    if wanted.length is None:
        raise Problem("length_required", "say how many bytes come (Content-Length)")
    if wanted.length != announced.size:
        raise Problem("photo_mismatch", f"{wanted.length} bytes, where {announced.size} were announced")
    return announced, actor
