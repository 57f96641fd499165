"""Where the bytes of photos are kept: a local folder, each object under the SHA-256 of what it holds.

<folder>/ab/cdef…    an object: whole, written to disk, never changed
<folder>/tmp/…       what is still arriving
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

import structlog

from backend import clock
from backend.problems import Problem

ABANDONED_AFTER = timedelta(hours=1)
"""Far longer than any upload lives without a byte, so that another process's upload is left alone."""

log = structlog.get_logger()


class Store:
    """Objects by digest. The same bytes are kept once, however many photos they are of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sweep(clock.now())

    async def put(self, chunks: AsyncIterator[bytes], digest: str, size: int) -> None:
        """Keep what arrives, on disk for good when this returns; a half object is never to be seen.

        Raises `photo_mismatch` where it is not `size` bytes with this SHA-256, `unavailable` where the
        disk takes no more, and the problems that `chunks` raises; then nothing is kept.
        """
        arriving = await asyncio.to_thread(Arriving, self.folder / "tmp" / uuid4().hex)
        try:
            async for chunk in chunks:
                await asyncio.to_thread(arriving.take, chunk)
                if arriving.size > size:
                    raise Problem("photo_mismatch", f"more than the {size} bytes that were announced")
            await asyncio.to_thread(arriving.keep, self.path(digest), digest, size)
        except OSError as trouble:
            log.error("photo_not_written", reason=trouble.strerror)  # noqa: TRY400  # a full disk needs no traceback
            raise Problem("unavailable", "the photo could not be written") from trouble
        finally:
            await asyncio.to_thread(arriving.drop)

    def path(self, digest: str) -> Path:
        """The file of an object, whether it is there or not; `digest` is lower-case hex."""
        return self.folder / digest[:2] / digest[2:]

    async def holds(self, digest: str) -> bool:
        """Whether the object is there and is still what its name says; reads all of it."""
        return await asyncio.to_thread(whole, self.path(digest), digest)

    def sweep(self, now: datetime) -> None:
        """Remove what stopped arriving because its process died."""
        for leftover in self.folder.glob("tmp/*"):
            with suppress(FileNotFoundError):
                if leftover.stat().st_mtime < (now - ABANDONED_AFTER).timestamp():
                    leftover.unlink()


class Arriving:
    """A file under way to its place. Blocks: to be used in a thread."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.file = path.open("xb", buffering=0)
        self.hash = sha256()
        self.size = 0

    def take(self, chunk: bytes) -> None:
        """Write the next bytes."""
        rest = memoryview(chunk)
        while rest:
            rest = rest[self.file.write(rest) :]
        self.hash.update(chunk)
        self.size += len(chunk)

    def keep(self, place: Path, digest: str, size: int) -> None:
        """Make it the object at `place`: file first, then name, each written through to the disk.

        Raises `photo_mismatch`.
        """
        if (self.size, self.hash.hexdigest()) != (size, digest):
            raise Problem("photo_mismatch", f"{self.size} bytes with SHA-256 {self.hash.hexdigest()} arrived")
        os.fsync(self.file.fileno())
        place.parent.mkdir(exist_ok=True)
        self.path.replace(place)
        for folder in place.parents[:3]:
            write_through(folder)

    def drop(self) -> None:
        """Let go of the file; what was not kept is gone."""
        self.file.close()
        self.path.unlink(missing_ok=True)


def write_through(folder: Path) -> None:
    """Write the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole(path: Path, digest: str) -> bool:
    """Whether a file has this SHA-256; false where there is none."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False
