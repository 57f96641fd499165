"""A folder as the store of photos. Reading is obstore's; writing is ours, because obstore does no fsync.

Beside what every store has: tmp/…, what is being made and is not yet in its place. A rename is whole or not
at all after a power cut, as on every file system with a journal, and certain once the new folder is written.
"""

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from errno import EBADF
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar
from uuid import UUID, uuid4

from obstore.store import LocalStore

from backend.photos.store.objects import (
    CHUNK_BYTES,
    Gone,
    Pieces,
    Store,
    checked,
    original,
    piece_key,
    trouble,
)
from backend.problems import Problem

Args = ParamSpec("Args")
Made = TypeVar("Made")


class FolderStore(Store):
    """Objects as files of a folder, which processes of one machine may share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        missing = [one for one in self.folder.parents if not one.exists()]
        self.folder.mkdir(parents=True, exist_ok=True)
        for one in (self.folder, *missing):
            write_through(one.parent)
        super().__init__(LocalStore(self.folder))

    async def begin(self, upload_id: UUID, generation: int) -> "FolderPiece":
        """A new file. Raises `unavailable`."""
        path = self.folder / piece_key(upload_id, str(generation))
        return await blocking(FolderPiece, path, self)

    async def keep(self, upload_id: UUID, pieces: Pieces, digest: str, size: int) -> None:
        """One file with nothing beyond what was secured becomes the object; else what was secured is copied.

        Whoever wrote such a file has closed it.
        """
        place = self.folder / original(digest)
        parts = [(self.folder / piece_key(upload_id, name), length) for name, length in pieces]
        if sum(length for _, length in parts) != size:
            raise Problem("photo_mismatch", f"not the {size} bytes that were announced")
        try:
            await blocking(self.make, parts, place, digest)
        except Gone:
            # Another request may have made the object of them.
            if not await self.holds(digest):
                raise
            await blocking(self.renew, place)

    async def put(self, key: str, content: bytes) -> None:
        """By way of a temporary file. Raises `unavailable`."""
        await blocking(self.write, [content], self.folder / checked(key))

    async def drop(self, upload_id: UUID) -> None:
        """The upload's folder goes."""
        await blocking(remove, self.folder / "uploads" / str(upload_id))

    async def sweep(self, before: datetime) -> None:
        """Temporary files go, and folders of uploads without a piece."""
        await blocking(self.clean, before.timestamp())

    def make(self, parts: list[tuple[Path, int]], place: Path, digest: str) -> None:
        """Put the object in its place, if the parts are that. Blocks. Raises Gone, `photo_mismatch`."""
        with gone():
            if len(parts) == 1 and parts[0][0].stat().st_size == parts[0][1]:
                for _ in verified(parts, digest):
                    pass
                # Its bytes are on the disk since they were secured.
                os.utime(parts[0][0])
                self.move(parts[0][0], place)
            else:
                self.write(verified(parts, digest), place)

    def write(self, chunks: Iterable[bytes], place: Path) -> None:
        """Make a file in its place: the bytes first, then the names. Blocks."""
        path = self.folder / "tmp" / uuid4().hex
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            for chunk in chunks:
                write_all(handle, chunk)
            os.fsync(handle)
            self.move(path, place)
        finally:
            os.close(handle)
            path.unlink(missing_ok=True)

    def move(self, path: Path, place: Path) -> None:
        """Give a file whose bytes are on the disk its name, and write that through. Blocks."""
        place.parent.mkdir(parents=True, exist_ok=True)
        # The folder first: what is renamed into one that is lost is lost under its old name too.
        self.name(place.parent)
        path.replace(place)
        write_through(place.parent)

    def renew(self, place: Path) -> None:
        """An object that another has put in its place is durable here too, and its time is now. Blocks."""
        os.utime(place)
        self.name(place)

    def name(self, path: Path) -> None:
        """Write through the folders that name a file; who made them may not have come to it. Blocks."""
        for folder in path.parents:
            write_through(folder)
            if folder == self.folder:
                break

    def clean(self, before_s: float) -> None:
        """What `sweep` does. Blocks."""
        for path in self.folder.glob("tmp/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before_s:
                    path.unlink()
        for path in self.folder.glob("uploads/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before_s and not any(path.iterdir()):
                    remove(path)


class FolderPiece:
    """A piece as a file. Made in a thread."""

    def __init__(self, path: Path, store: FolderStore) -> None:
        self.path = path
        self.store = store
        self.gathered: list[bytes] = []
        self.waiting = 0
        self.size = 0
        self.named = False
        # Who was cancelled does not wait for his thread: the file must not be closed under it.
        self.lock = Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        # After a restore of the database a generation may come again; what it had left is another's.
        path.unlink(missing_ok=True)
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)

    async def add(self, data: bytes) -> None:
        """Append; written once enough of it is gathered. Raises `unavailable`."""
        self.gathered.append(data)
        self.waiting += len(data)
        if self.waiting >= CHUNK_BYTES:
            await blocking(self.write, self.taken())

    async def secure(self) -> list[tuple[str, int]]:
        """Write through to the disk; gives the file's name and length. Raises Gone, `unavailable`."""
        await blocking(self.write, self.taken(), through=True)
        return [(self.path.name, self.size)]

    async def close(self) -> None:
        """Let go of the file."""
        await asyncio.to_thread(self.let_go)

    def taken(self) -> bytes:
        """What was gathered."""
        data = b"".join(self.gathered)
        self.gathered, self.waiting = [], 0
        return data

    def write(self, data: bytes, *, through: bool = False) -> None:
        """Write the next bytes, and through to the disk. Blocks.

        A file that failed once is let go: what the disk says of it afterwards is not to be believed.
        """
        with self.lock:
            if self.handle < 0:
                raise OSError(EBADF, "the piece is closed")
            try:
                write_all(self.handle, data)
                self.size += len(data)
                if through:
                    os.fsync(self.handle)
                    if not self.named:
                        with gone():
                            self.store.name(self.path)
                        self.named = True
            except OSError:
                self.shut()
                raise

    def let_go(self) -> None:
        """Close, once nobody writes. Blocks."""
        with self.lock:
            self.shut()

    def shut(self) -> None:
        """Close; whatever is written later is refused."""
        handle, self.handle = self.handle, -1
        if handle >= 0:
            os.close(handle)


def verified(parts: list[tuple[Path, int]], digest: str) -> Iterator[bytes]:
    """What was secured, in order. Blocks. Raises Gone, and at the end `photo_mismatch`."""
    hashed = sha256()
    for path, length in parts:
        rest = length
        with path.open("rb", buffering=0) as file:
            while rest:
                chunk = file.read(min(rest, CHUNK_BYTES))
                if not chunk:
                    raise Gone
                hashed.update(chunk)
                rest -= len(chunk)
                yield chunk
    if hashed.hexdigest() != digest:
        raise Problem("photo_mismatch", f"bytes with SHA-256 {hashed.hexdigest()} arrived")


@contextmanager
def gone() -> Iterator[None]:
    """A piece that is not there is Gone."""
    try:
        yield
    except FileNotFoundError:
        raise Gone from None


def remove(folder: Path) -> None:
    """A folder of files goes, if it is there. Blocks."""
    with suppress(FileNotFoundError):
        for path in list(folder.iterdir()):
            path.unlink(missing_ok=True)
        # Who begins a piece at this moment keeps it; it is swept with its upload.
        with suppress(OSError):
            folder.rmdir()


def write_all(handle: int, data: bytes) -> None:
    """Write all of it. Blocks."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def write_through(folder: Path) -> None:
    """Write the names in a folder to the disk. Blocks."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def blocking(do: Callable[Args, Made], *args: Args.args, **named: Args.kwargs) -> Made:
    """Do it in a thread. Raises `unavailable` for whatever the disk says."""
    with trouble("photo_not_written"):
        return await asyncio.to_thread(do, *args, **named)
