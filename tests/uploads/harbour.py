"""Uploads whose every request goes on only when it is told to, and what must be true of them at any moment.

A request stops before and after each transaction, around what the store does, and before each bite of its
body. Nothing is held at a stop, so that any other can go on. What must be true is read by plain SQL and from
plain files.
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from backend.database import Database, Transaction
from backend.people.actor import Actor
from backend.photos.store import FolderStore
from backend.photos.store.folder import FolderPiece
from backend.uploads.upload import Held

HANGS_S = 60
GARBAGE = b"of nobody" * 1000

UPLOADS = "SELECT * FROM upload WHERE photo_id = ANY($1::uuid[])"
PHOTOS = """
SELECT photo.*, blob.size AS whole FROM photo LEFT JOIN blob USING (sha256) WHERE photo.id = ANY($1::uuid[])
"""
TOLD = """
SELECT about, author_id, order_id FROM fact
WHERE kind = 'photo.stored' AND outcome = 'applied' AND about = ANY($1::uuid[])
"""
# A device's key has its day behind it.
QUOTAS = """
SELECT asked.key, photos, bytes FROM photo_quota JOIN unnest($1::text[]) AS asked(key)
ON photo_quota.key = asked.key OR starts_with(photo_quota.key, asked.key || ':')
"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo that somebody has announced on some orders."""

    photo_id: UUID
    by: Actor
    orders: tuple[UUID, ...]
    content: bytes

    @property
    def key(self) -> tuple[UUID, UUID]:
        """What the server knows it by."""
        return self.photo_id, self.by.staff_id

    @property
    def digest(self) -> str:
        """Of what was announced."""
        return sha256(self.content).hexdigest()


@dataclass(eq=False)
class Process:
    """Something on its way from stop to stop; `knew` is what was stored when it last began a transaction."""

    what: Coroutine[Any, Any, None]
    task: asyncio.Task[None] | None = None
    goes: asyncio.Event = field(default_factory=asyncio.Event)
    stands: asyncio.Event = field(default_factory=asyncio.Event)
    knew: frozenset[tuple[UUID, UUID]] = frozenset()
    holds: tuple[UUID, int] | None = None
    handle: int = -1
    damaged: bool = False
    builds_on: "list[Process]" = field(default_factory=list)

    @property
    def spoilt(self) -> bool:
        """Other bytes than the photo's may be in what it wrote."""
        return self.damaged or any(one.spoilt for one in self.builds_on if one is not self)

    async def move(self) -> bool:
        """Go on to the next stop; gives whether there is one. Raises what it raised."""
        self.stands.clear()
        self.goes.set()
        self.task = self.task or asyncio.create_task(self.run())
        stands = asyncio.create_task(self.stands.wait())
        async with asyncio.timeout(HANGS_S):
            await asyncio.wait({stands, self.task}, return_when=asyncio.FIRST_COMPLETED)
        stands.cancel()
        if self.task.done():
            self.task.result()
        return not self.task.done()

    async def run(self) -> None:
        """Its way, from its first move on."""
        RUNNING.set(self)
        self.goes.clear()
        await self.what

    def haunt(self) -> None:
        """It is dead, and its last bytes reach the disk only now."""
        if self.handle >= 0:
            os.write(self.handle, GARBAGE)

    async def end(self) -> None:
        """Nothing is left of it."""
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        self.what.close()
        self.let_go()

    def let_go(self) -> None:
        """It writes to its piece no more."""
        handle, self.handle = self.handle, -1
        if handle >= 0:
            os.close(handle)


RUNNING: ContextVar[Process | None] = ContextVar("RUNNING", default=None)


async def stop() -> None:
    """Stand still until it may go on; for whoever is no process, nothing."""
    if process := RUNNING.get():
        process.stands.set()
        await process.goes.wait()
        process.goes.clear()


class StoppingDatabase(Database):
    """The application's pool, with a stop before each transaction and one after its COMMIT."""

    stored: frozenset[tuple[UUID, UUID]] = frozenset()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        await stop()
        if process := RUNNING.get():
            process.knew = self.stored
        async with super().transaction() as tx:
            yield tx
        await stop()


class StoppingStore(FolderStore):
    """The store, with stops around what it does; remembers who wrote which piece."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.writers: dict[tuple[UUID, str], Process] = {}

    async def begin(self, upload_id: UUID, generation: int) -> FolderPiece:
        piece = await super().begin(upload_id, generation)
        if process := RUNNING.get():
            process.let_go()
            process.handle = os.dup(piece.handle)
            process.holds = upload_id, generation
            self.writers[upload_id, piece.path.name] = process
        await stop()
        return piece

    async def keep(self, upload_id: UUID, pieces: Any, digest: str, size: int) -> None:
        await stop()
        if process := RUNNING.get():
            process.let_go()
        await super().keep(upload_id, pieces, digest, size)
        await stop()

    async def drop(self, upload_id: UUID) -> None:
        await stop()
        await super().drop(upload_id)

    def wrote(self, mine: Held) -> list[Process]:
        """Whose pieces an upload has."""
        return [self.writers[mine.id, name] for name, _ in mine.pieces if (mine.id, name) in self.writers]


@dataclass
class Counted:
    """What of the quotas must be used: photos and bytes by key, for each upload that was ever begun."""

    photos: Counter[str] = field(default_factory=Counter)
    bytes: Counter[str] = field(default_factory=Counter)
    begun: set[UUID] = field(default_factory=set)
    day_over: bool = False

    def add(self, upload_id: UUID, shot: Shot, *, free: bool) -> None:
        """An upload is there; one of a photo that was stored already is `free`."""
        if upload_id not in self.begun and not free:
            for key in (f"device:{shot.by.device_id}", *(f"order:{one}" for one in shot.orders)):
                self.photos[key] += 1
                self.bytes[key] += len(shot.content)
        self.begun.add(upload_id)

    def copy(self) -> "Counted":
        """As it is now."""
        return Counted(self.photos.copy(), self.bytes.copy(), set(self.begun), self.day_over)


@dataclass
class Watch:
    """Reads what is there, and finds what must not be. `loses` are uploads that a restore brought back."""

    sql: asyncpg.Connection
    store: StoppingStore
    shots: dict[tuple[UUID, UUID], Shot]
    teams: dict[UUID, set[UUID]]
    counted: Counted
    stored: frozenset[tuple[UUID, UUID]] = frozenset()
    open: dict[tuple[UUID, UUID], UUID] = field(default_factory=dict)
    places: dict[tuple[UUID, int], int] = field(default_factory=dict)
    loses: frozenset[UUID] = frozenset()

    def ids(self) -> list[UUID]:
        """Of the photos that are looked at."""
        return [photo_id for photo_id, _ in self.shots]

    async def look(self, moved: Process | None = None) -> None:
        """Everything that must be true at any moment, also of who `moved` last. Raises AssertionError."""
        before, places = self.stored, self.places
        await self.photos()
        whole = self.objects()
        rows = await self.sql.fetch(UPLOADS, self.ids())
        self.open = {(row["photo_id"], row["author_id"]): row["id"] for row in rows}
        self.places = {(row["id"], row["generation"]): row["committed"] for row in rows}
        # What was answered to who holds an upload stays true: nobody else moves it on, or back.
        others = {key for key, place in self.places.items() if places.get(key, place) != place}
        assert others <= {moved.holds if moved else None}
        for row in rows:
            shot = self.shots[row["photo_id"], row["author_id"]]
            self.counted.add(row["id"], shot, free=shot.key in before)
            assert (row["sha256"], row["length"]) == (shot.digest, len(shot.content))
            assert (row["committed"] == row["length"]) == (shot.key in self.stored)
            self.pieces(row, shot, whole)
        await self.quotas()

    async def photos(self) -> None:
        """A photo has its rows, its object, and the server's word on each of its orders; or none of them."""
        rows, told = await self.sql.fetch(PHOTOS, self.ids()), await self.sql.fetch(TOLD, self.ids())
        said = Counter((row["about"], row["author_id"], row["order_id"]) for row in told)
        for row in rows:
            shot = self.shots[row["id"], row["uploaded_by"]]
            assert (row["sha256"], row["size"], row["whole"]) == (shot.digest, *[len(shot.content)] * 2)
            assert (self.store.folder / shot.digest[:2] / shot.digest[2:]).read_bytes() == shot.content
        self.stored = frozenset((row["id"], row["uploaded_by"]) for row in rows)
        assert said == Counter((*key, one) for key in self.stored for one in self.shots[key].orders)

    def objects(self) -> set[str]:
        """What is under a digest has it; gives the digests."""
        tops = {shot.digest[:2] for shot in self.shots.values()}
        paths = [path for top in tops for path in self.store.folder.glob(f"{top}/*")]
        found = {path.parent.name + path.name: path for path in paths}
        for digest, path in found.items():
            assert sha256(path.read_bytes()).hexdigest() == digest
        return set(found)

    def pieces(self, row: asyncpg.Record, shot: Shot, whole: set[str]) -> None:
        """What is committed is what the photo begins with, unless other bytes were sent.

        It may have become the object, whose row is not there yet.
        """
        place = 0
        pieces = orjson.loads(row["pieces"])
        assert sum(length for _, length in pieces) == (0 if shot.key in self.stored else row["committed"])
        for name, length in pieces if row["id"] not in self.loses else ():
            path = self.store.folder / "uploads" / str(row["id"]) / name
            if not self.store.writers[row["id"], name].spoilt and not (
                shot.digest in whole and not path.exists()
            ):
                assert path.read_bytes()[:length] == shot.content[place : place + length]
            place += length

    async def quotas(self) -> None:
        """What is counted is what was begun; of a day only until it is over."""
        keys = [f"order:{order_id}" for order_id in self.teams]
        keys += [f"device:{shot.by.device_id}" for shot in self.shots.values() if not self.counted.day_over]
        rows = await self.sql.fetch(QUOTAS, keys)
        used = {row["key"]: (row["photos"], row["bytes"]) for row in rows}
        counted = self.counted
        assert used == {key: (n, counted.bytes[key]) for key, n in counted.photos.items() if key in keys}
