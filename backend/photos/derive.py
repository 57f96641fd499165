"""What the server finds in a photo, and the smaller pictures that people see of it."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlmodel import col, select

from backend.database import Database, Transaction
from backend.order.policy import Policy
from backend.photos.outline import Format, Reason
from backend.photos.photo import say_quarantined, trouble_of
from backend.photos.shown import SIZES
from backend.photos.store import Store, derived, original
from backend.photos.tables import Blob, Photo

MEMORY_LIMIT_BYTES = 512 * 1024 * 1024
"""A progressive JPEG of 64 megapixels takes 380 MiB, a HEIC of 48 takes 420."""
CPU_LIMIT_S = 20
LOOK_TIMEOUT_S = 40
"""Longer than the child may compute, shorter than a handler may take."""
GOODBYE_TIMEOUT_S = 5
ROOT = Path(__file__).parents[2]


log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Found:
    """A picture: its size in pixels as it is shown, and a JPEG for each of SIZES, without metadata."""

    format: Format
    width: int
    height: int
    pictures: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Refused:
    """No picture to show; `detail` is for the log."""

    reason: Reason
    detail: str = ""


class Darkroom:
    """Looks at files in a process of its own (darkroom.py), started when there is something to see.

    A picture may take so much memory, and so many seconds of a processor.
    """

    def __init__(self, memory_bytes: int = MEMORY_LIMIT_BYTES, cpu_s: int = CPU_LIMIT_S) -> None:
        self._limits = {"memory_bytes": memory_bytes, "cpu_s": cpu_s}
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def look(self, path: Path) -> Found | Refused:
        """What is in a file (an absolute path); whatever its bytes do, they do it to another process.

        Raises TimeoutError or ChildProcessError for trouble of the machine, which says nothing of the file.
        """
        async with self._turn:
            with TemporaryDirectory(prefix="callout-darkroom-") as folder:
                answer = await self._ask(path, Path(folder))
                if "trouble" in answer:
                    raise ChildProcessError(answer["trouble"])
                if "reason" in answer:
                    return Refused(Reason(answer["reason"]), answer["detail"])
                pictures = await asyncio.to_thread(written, Path(folder))
            return Found(Format(answer["format"]), answer["width"], answer["height"], pictures)

    async def close(self) -> None:
        """End the process, if there is one."""
        if self._process is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_TIMEOUT_S):
                self._process.stdin.close()  # type: ignore[union-attr]  # it is a pipe
                await self._process.wait()
        await self._end()

    async def _ask(self, path: Path, folder: Path) -> dict[str, Any]:
        """One question; asked again, once, where the process had died before."""
        wanted = {"path": str(path), "folder": str(folder), "sizes": SIZES}
        request = orjson.dumps(wanted | self._limits) + b"\n"
        for _ in range(2):
            process = self._process = self._process or await begin()
            try:
                async with asyncio.timeout(LOOK_TIMEOUT_S):
                    if line := await exchange(process, request):
                        answer: dict[str, Any] = orjson.loads(line)
                        return answer
                await self._end()
            except BaseException:
                # Its answer would be taken for the next one's.
                await self._end()
                raise
        raise ChildProcessError("the process that looks at pictures does not stay alive")

    async def _end(self) -> None:
        """Kill the process with what it forked."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def written(folder: Path) -> dict[int, bytes]:
    """The smaller pictures that were made."""
    return {size: (folder / f"{size}.jpg").read_bytes() for size in SIZES}


async def begin() -> Process:
    """Start the process, in a group of its own; it inherits none of our settings, which hold keys."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CALLOUT_")}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "backend.photos.darkroom"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd=ROOT,
        # One heap, because every thread's own would count against the limit of memory.
        env=ours | {"MALLOC_ARENA_MAX": "1"},
        start_new_session=True,
    )


async def exchange(process: Process, request: bytes) -> bytes:
    """The line that answers; empty where the process is dead."""
    if process.stdin is None or process.stdout is None:
        raise ChildProcessError("started without pipes")
    try:
        process.stdin.write(request)
        await process.stdin.drain()
        return await process.stdout.readline()
    except (BrokenPipeError, ConnectionResetError):
        return b""


# What comes of it


@dataclass(frozen=True, slots=True)
class Developer:
    """Looks at the objects of a store and says what it found in them."""

    database: Database
    store: Store
    darkroom: Darkroom
    policy: Policy

    async def derive(self, digest: str, now: datetime) -> None:
        """Look at an object, keep its smaller pictures, and say of which photos it is no picture.

        What was found stands; again changes nothing, but says what a worker that died had not said. Raises
        FileNotFoundError where the store lacks the object, and what the store and the darkroom raise.
        """
        async with self.database.transaction() as tx:
            blob = await tx.session.get(Blob, digest)
        if blob is None:
            return
        if blob.state == "stored":
            found = await self.examined(digest)
            async with self.database.transaction() as tx:
                await note_found(tx, digest, found)
        # Each photo in a transaction of its own: two that are on many orders would lock them in two orders.
        async with self.database.transaction() as tx:
            wrong = await unfit(tx, digest)
        for key, reason in wrong:
            async with self.database.transaction() as tx:
                await say_quarantined(tx, key, reason, self.policy, now)

    async def examined(self, digest: str) -> Found | Refused:
        """What is in an object; its smaller pictures are in the store when this returns."""
        with TemporaryDirectory(prefix="callout-object-") as folder:
            path = Path(folder) / "object"
            await fetched(self.store, original(digest), path)
            found = await self.darkroom.look(path)
        if isinstance(found, Refused):
            log.info("photo_quarantined", sha256=digest, reason=found.reason, detail=found.detail)
            return found
        for size, picture in found.pictures.items():
            await self.store.put(derived(digest, size), picture)
        return found


async def fetched(store: Store, key: str, path: Path) -> None:
    """Copy an object to a file."""
    found = await store.read(key)
    with await asyncio.to_thread(path.open, "wb") as file:
        async for chunk in found.chunks:
            await asyncio.to_thread(file.write, chunk)


async def note_found(tx: Transaction, digest: str, found: Found | Refused) -> None:
    """What was found in an object, in its row. Who brings a photo of it meanwhile waits, or is waited for."""
    blob = await tx.session.get(Blob, digest, with_for_update=True)
    if blob is None or blob.state != "stored":
        return
    if isinstance(found, Refused):
        blob.state, blob.reason = "quarantined", found.reason
    else:
        blob.state, blob.format, blob.width, blob.height = "ready", found.format, found.width, found.height
    tx.session.add(blob)


async def unfit(tx: Transaction, digest: str) -> list[tuple[tuple[UUID, UUID], str]]:
    """The photos of an object that are not shown, each with the reason."""
    query = (
        select(Photo, Blob)
        .join(Blob, col(Blob.sha256) == col(Photo.sha256))
        .where(Photo.sha256 == digest)
        .order_by(col(Photo.id), col(Photo.uploaded_by))
    )
    rows = [
        (photo, trouble_of(blob.state, blob.reason, blob.format, photo.content_type))
        for photo, blob in await tx.session.exec(query)
    ]
    return [((photo.id, photo.uploaded_by), reason) for photo, reason in rows if reason]
