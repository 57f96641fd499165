"""The way of a photo's bytes: let in, received piece by piece, kept, noted. No connection is held in between.

An upload belongs to a photo of somebody's. Each request that brings bytes takes it over from the one before
(`generation`) and writes a piece of its own, so that a request which is dead, and does not know it yet, can
touch nothing. What is safe on disk is committed to PostgreSQL every COMMIT_BYTES. The last bytes are
committed together with the server's word that the photo is stored, and never before.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson

from backend import clock
from backend.database import Database, Transaction
from backend.order.policy import Policy
from backend.people.access import may
from backend.people.actor import Actor
from backend.people.device import actor_of
from backend.people.tokens import Claims
from backend.photos.photo import Manifest, manifest, note_stored
from backend.photos.shown import known_to
from backend.photos.store import Gone, Piece, Store
from backend.problems import Problem
from backend.settings import Settings
from backend.uploads import quota

COMMIT_BYTES = 1024 * 1024
"""A connection or a process that dies loses at most so much of what it had brought."""
LIFE = timedelta(days=30)
"""So long after its last request an upload is forgotten: phones are offline for weeks."""
PIECES_LIMIT = 100
"""More pieces than this, of a network that breaks at every step, are made one."""
# Asked of the driver, some of it for every MiB: the session would take several times as long to write them.
LOCK_OBJECT = """
SELECT EXISTS (SELECT FROM photo WHERE sha256 = $1)
FROM pg_advisory_xact_lock(hashtextextended('object:' || $1, 0))
"""
# Where other bytes were announced first, which never came, those that are meant now take their place.
BEGUN = """
INSERT INTO upload (id, photo_id, author_id, device_id, sha256, length, created_at, expires_at,
                    committed, generation, pieces)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, '[]')
ON CONFLICT (photo_id, author_id) DO UPDATE
SET id = excluded.id, sha256 = excluded.sha256, length = excluded.length, created_at = excluded.created_at,
    committed = 0, pieces = '[]', generation = upload.generation + 1
WHERE upload.sha256 <> excluded.sha256
RETURNING true
"""
TAKEN = """
UPDATE upload SET generation = generation + 1, device_id = $3, expires_at = $4
WHERE {} = $1 AND author_id = $2
RETURNING id, photo_id, sha256, length, committed, generation, pieces, expires_at
"""
BY_ID, OF_PHOTO = TAKEN.format("id"), TAKEN.format("photo_id")
SAFE = "UPDATE upload SET committed = $3, pieces = $4 WHERE id = $1 AND generation = $2 RETURNING true"
ALL_THERE = """
UPDATE upload SET committed = length, pieces = '[]' WHERE id = $1 AND generation = $2 RETURNING true
"""
ONE_PIECE = """
UPDATE upload SET generation = generation + 1, pieces = $3 WHERE id = $1 AND generation = $2 RETURNING true
"""
GONE = "DELETE FROM upload WHERE id = $1 AND generation = $2 RETURNING true"


@dataclass(frozen=True, slots=True)
class Dock:
    """Where uploads arrive: all that they need of this process."""

    database: Database
    store: Store
    policy: Policy
    settings: Settings


@dataclass(frozen=True, slots=True)
class Held:
    """An upload as the request holds it that has it now; `pieces` hold the bytes that are committed."""

    id: UUID
    photo_id: UUID
    sha256: str
    length: int
    committed: int
    generation: int
    pieces: tuple[tuple[str, int], ...]
    expires_at: datetime

    @property
    def stored(self) -> bool:
        """All of it is there: the photo is stored."""
        return self.committed == self.length


# Who holds an upload


async def create(
    dock: Dock, claims: Claims, photo_id: UUID, length: int, operation: str, *, anew: bool = False
) -> Held:
    """The upload of a photo of his, held from now on; `anew` lets go of the bytes that came before.

    Asked for again it is the same one, so that a lost answer leaves nothing behind. Where the very bytes are
    stored as a photo that he may see, this one is stored too, and none are waited for: nobody else learns
    by a hash what it is of (findings: sync, R10). Raises what `let_in` raises, `photo_unknown`,
    `photo_mismatch`, `over_quota`.
    """
    now = clock.now()
    async with dock.database.transaction() as tx:
        actor = await let_in(tx, claims, operation)
        announced = await manifest(tx, photo_id, actor)
        if length != announced.size:
            raise Problem("photo_mismatch", f"{length} bytes, where {announced.size} were announced")
        kept = await meant(tx, dock, announced, actor, now)
        # Locked before the photo and its orders, as whoever finishes does.
        mine = await held(tx, OF_PHOTO, photo_id, actor, now)
        if mine.stored or announced.stored or (kept and await known_to(tx, announced.sha256, actor)):
            await change(tx, mine, ALL_THERE)
            await note_stored(tx, announced, actor, dock.policy, now)
            return replace(mine, committed=mine.length, pieces=())
        if anew:
            await change(tx, mine, SAFE, 0, "[]")
            return replace(mine, committed=0, pieces=())
        return mine


async def meant(tx: Transaction, dock: Dock, announced: Manifest, actor: Actor, now: datetime) -> bool:
    """See to it that the photo has an upload of just these bytes; a new one counts for the quota.

    Gives whether the store has them. Who removes objects that no row names takes the same lock first: from
    here on this one is meant.
    """
    kept = await tx.sql.fetchval(LOCK_OBJECT, announced.sha256)
    new = await tx.sql.fetchval(
        BEGUN,
        *(uuid4(), announced.photo_id, actor.staff_id, actor.device_id),
        *(announced.sha256, announced.size, now, now + LIFE),
    )
    if new and not announced.stored:
        await quota.take(tx, actor.device_id, announced.order_ids, announced.size, dock.settings, now)
    return bool(kept)


async def take(
    dock: Dock, claims: Claims, upload_id: UUID, operation: str, offset: int | None = None
) -> Held:
    """An upload of his, held from now on; whoever held it before finds out when he next commits.

    Raises what `let_in` raises, `not_found`, and `upload_offset` where it is not at `offset`: then nothing
    has changed.
    """
    now = clock.now()
    async with dock.database.transaction() as tx:
        actor = await let_in(tx, claims, operation)
        mine = await held(tx, BY_ID, upload_id, actor, now)
        if offset not in (None, mine.committed):
            raise Problem("upload_offset", f"{mine.committed} bytes are here", offset=mine.committed)
        return mine


async def let_in(tx: Transaction, claims: Claims, operation: str) -> Actor:
    """Who sends. A revoked device may still bring what it recorded, as in sync: evidence is not lost with it.

    Raises `unauthenticated`, `role`.
    """
    actor = await actor_of(tx, claims)
    if not may(actor.roles, operation):
        raise Problem("role", "None of your roles may do this.")
    return actor


async def held(tx: Transaction, statement: str, about: UUID, actor: Actor, now: datetime) -> Held:
    """Take an upload of his over, from this device. Raises `not_found`."""
    row = await tx.sql.fetchrow(statement, about, actor.staff_id, actor.device_id, now + LIFE)
    if row is None:
        raise Problem("not_found", "There is no such upload, or not any more.")
    pieces = tuple((name, size) for name, size in orjson.loads(row["pieces"]))
    return Held(**dict(row) | {"pieces": pieces})


async def change(tx: Transaction, mine: Held, statement: str, *values: Any) -> None:
    """Change an upload that is still held. Raises `upload_taken_over`."""
    if not await tx.sql.fetchval(statement, mine.id, mine.generation, *values):
        raise Problem("upload_taken_over")


# What is brought


async def receive(
    dock: Dock, claims: Claims, mine: Held, chunks: AsyncIterator[bytes], checksum: bytes | None = None
) -> Held:
    """Take in what one request brings, and finish where that is all; gives the upload as it is then.

    What came before a connection ended is kept. Raises what `chunks` raises; `photo_mismatch` for more bytes
    than were announced and `upload_checksum` where these are not those that the request states (of either
    nothing is kept); `upload_taken_over`; what `finish` raises; `unavailable`.
    """
    if mine.stored:
        return mine
    if len(mine.pieces) >= PIECES_LIMIT:
        mine = await in_one(dock, mine)
    piece = await dock.store.begin(mine.id, mine.generation)
    brought = Brought(dock, mine, piece, hashed=checksum is not None)
    try:
        try:
            async for chunk in chunks:
                await brought.add(chunk)
        except Problem as problem:
            if problem.code in ENDED:
                await settle(dock, claims, brought)
            raise
        if brought.hash and brought.hash.digest() != checksum:
            await commit(dock, mine)
            raise Problem("upload_checksum", "send these bytes again")
        return await settle(dock, claims, brought)
    finally:
        await piece.close()


class Brought:
    """What one request has brought so far, behind the bytes that were committed before.

    `hashed`: its own SHA-256 is asked for. That of the whole photo is taken when it is kept.
    """

    def __init__(self, dock: Dock, before: Held, piece: Piece, *, hashed: bool) -> None:
        self.dock, self.before, self.piece = dock, before, piece
        self.size = before.committed
        self.hash = sha256() if hashed else None
        self.said: Held | None = None

    async def add(self, chunk: bytes) -> None:
        """The next bytes. Raises `photo_mismatch` for more than were announced: then none of it was good."""
        self.size += len(chunk)
        if self.size > self.before.length:
            await commit(self.dock, self.before)
            raise Problem("photo_mismatch", f"more than the {self.before.length} bytes that were announced")
        if self.hash:
            self.hash.update(chunk)
        await self.piece.add(chunk)
        safe = self.said.committed if self.said else self.before.committed
        if self.size - safe >= COMMIT_BYTES and self.size < self.before.length:
            await self.assured()

    async def assured(self) -> Held:
        """The upload with all that was brought, once that is on disk and the database says so.

        Raises `upload_taken_over`.
        """
        if self.said is None or self.said.committed < self.size:
            secured = await self.secured()
            await commit(self.dock, secured)
            self.said = secured
        return self.said

    async def secured(self) -> Held:
        """The upload with all that was brought, on disk for good, though not committed yet.

        Raises `upload_taken_over` where another request has finished or ended the upload; `unavailable`.
        """
        try:
            parts = await self.piece.secure()
        except Gone:
            raise Problem("upload_taken_over") from None
        return replace(self.before, committed=self.size, pieces=(*self.before.pieces, *parts))


ENDED = frozenset({"stalled", "unreadable"})
"""The connection ended: what it had brought by then is good."""


async def settle(dock: Dock, claims: Claims, brought: Brought) -> Held:
    """Finish where all is there, else commit what is."""
    if brought.size == brought.before.length:
        return await finish(dock, claims, await brought.secured())
    return await brought.assured()


async def commit(dock: Dock, mine: Held) -> None:
    """Say in the database what is safe. Raises `upload_taken_over`."""
    async with dock.database.transaction() as tx:
        await change(tx, mine, SAFE, mine.committed, orjson.dumps(mine.pieces).decode())


async def finish(dock: Dock, claims: Claims, mine: Held) -> Held:
    """Make the object of an upload whose bytes are all on disk, and only then say that it is stored.

    Raises `photo_mismatch` where they are not what was announced and `not_found` where they are lost:
    then the upload is over. `photo_unknown`, `upload_taken_over`, `unavailable`.
    """
    try:
        await dock.store.keep(mine.id, mine.pieces, mine.sha256, mine.length)
        await say_stored(dock, claims, mine)
    except Gone:
        await forget(dock, mine)
        raise lost() from None
    except Problem as problem:
        if problem.code == "photo_mismatch":
            await forget(dock, mine)
        raise
    await dock.store.drop(mine.id)
    return mine


async def say_stored(dock: Dock, claims: Claims, mine: Held) -> None:
    """Say that the photo is stored, whose object is in its place; raises what `finish` raises.

    The manifest is asked for again: a desk may have closed the one that the upload was begun for, and what is
    announced now are bytes that nobody has brought.
    """
    async with dock.database.transaction() as tx:
        await change(tx, mine, ALL_THERE)
        actor = await actor_of(tx, claims)
        announced = await manifest(tx, mine.photo_id, actor)
        if announced.sha256 != mine.sha256:
            raise Problem("photo_mismatch", "other bytes are announced now")
        await note_stored(tx, announced, actor, dock.policy, clock.now())


async def forget(dock: Dock, mine: Held) -> None:
    """Let go of an upload and its bytes; a photo that is stored stays. Raises `upload_taken_over`."""
    async with dock.database.transaction() as tx:
        await change(tx, mine, GONE)
    await dock.store.drop(mine.id)


def lost() -> Problem:
    """Bytes that were committed are gone, with a backup that was restored: the upload begins anew."""
    return Problem("not_found", "The bytes that came before are gone.")


async def in_one(dock: Dock, mine: Held) -> Held:
    """Make one piece of many; gives the upload with it, still held. Raises `upload_taken_over`."""
    piece, unsafe, parts = await dock.store.begin(mine.id, mine.generation), 0, list[tuple[str, int]]()
    try:
        async for data in dock.store.contents(mine.id, mine.pieces):
            await piece.add(data)
            unsafe += len(data)
            if unsafe >= COMMIT_BYTES:
                unsafe, parts = 0, await piece.secure()
        parts = await piece.secure()
    except Gone:
        await forget(dock, mine)
        raise lost() from None
    finally:
        await piece.close()
    whole = replace(mine, generation=mine.generation + 1, pieces=tuple(parts))
    async with dock.database.transaction() as tx:
        await change(tx, mine, ONE_PIECE, orjson.dumps(whole.pieces).decode())
    return whole
