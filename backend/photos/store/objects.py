"""What a store of photos and papers is, and what a folder and a bucket have in common: reading and removing.

ab/cdef…                          an object: whole, durable, never changed
derived/<size>/ab/cdef…           a smaller picture of it
papers/ab/cdef…                   a printed report
uploads/<upload id>/<piece>       what is still arriving
"""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol
from uuid import UUID

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import ObjectStore

from backend.problems import Problem, unavailable

CHUNK_BYTES = 256 * 1024
"""So much is read at once, and gathered before it is written: a hop to a thread costs more than 64 KiB do."""
DIGEST = re.compile(r"[0-9a-f]{64}")
KEY = re.compile(r"(derived/[0-9]+/|papers/)?[0-9a-f]{2}/[0-9a-f]{62}")
OBJECT = re.compile(r"([0-9a-f]{2})/([0-9a-f]{62})")
ARRIVING = re.compile(r"uploads/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.+")
PIECE = re.compile(r"[0-9]+(\.[0-9]+)?")

Pieces = Sequence[tuple[str, int]]
"""Name and length in bytes of each piece, in order; what lies beyond a length is nobody's."""

log = structlog.get_logger()


class Gone(Problem):
    """A piece is not there any more, or less of it than was secured: the upload starts over."""

    def __init__(self) -> None:
        super().__init__("photo_mismatch", "what had arrived of the photo is not there any more")


@dataclass(frozen=True, slots=True)
class Read:
    """An object to be read: its size in bytes, and its content."""

    size: int
    chunks: AsyncIterator[bytes]


class Piece(Protocol):
    """What one request writes of an upload. Used by that request alone."""

    async def add(self, data: bytes) -> None:
        """Append; it may be lost until it is secured. Raises `unavailable`: the piece is of no more use."""

    async def secure(self) -> list[tuple[str, int]]:
        """All that was added is durable when this returns; gives the piece so far.

        Raises `unavailable`, and Gone where the upload was let go of meanwhile.
        """

    async def close(self) -> None:
        """Let go of it; what was secured stays. Closing again does nothing."""


class Store(ABC):
    """Objects by digest. The same bytes are kept once, however many photos they are of."""

    def __init__(self, objects: ObjectStore) -> None:
        self.objects = objects

    @abstractmethod
    async def begin(self, upload_id: UUID, generation: int) -> Piece:
        """A new, empty piece of an upload, for whoever holds the generation. Raises `unavailable`."""

    @abstractmethod
    async def keep(self, upload_id: UUID, pieces: Pieces, digest: str, size: int) -> None:
        """Make the pieces, in order, the object of this digest: durable when this returns, and written anew
        even where it is there, so that its time is now. Pieces may be gone then; keeping again is safe.

        Raises `photo_mismatch` where they are not `size` bytes with this SHA-256, or are gone and the object
        is not there either; `unavailable` where disk or bucket take no more. Then nothing is kept.
        """

    @abstractmethod
    async def put(self, key: str, content: bytes) -> None:
        """Keep a small object, durable when this returns. Raises `unavailable`."""

    @abstractmethod
    async def drop(self, upload_id: UUID) -> None:
        """All pieces of an upload go; none there is fine. Raises `unavailable`."""

    @abstractmethod
    async def sweep(self, before: datetime) -> None:
        """Remove what processes that died before then have left, uploads excepted. Raises `unavailable`."""

    async def contents(self, upload_id: UUID, pieces: Pieces) -> AsyncIterator[bytes]:
        """What was secured of an upload, in order. Raises Gone, `unavailable`."""
        for name, length in pieces:
            try:
                found = await self.read_any(piece_key(upload_id, name))
            except FileNotFoundError:
                raise Gone from None
            if found.size < length:
                raise Gone
            rest = length
            async for chunk in found.chunks:
                yield chunk[:rest]
                rest -= min(rest, len(chunk))
                if not rest:
                    break

    async def read(self, key: str) -> Read:
        """An object or a derivative. Raises FileNotFoundError, `unavailable`, ValueError for no such key."""
        return await self.read_any(checked(key))

    async def read_any(self, key: str) -> Read:
        """Whatever is under a key, pieces too. Raises FileNotFoundError, `unavailable`."""
        with trouble("photo_not_read", passes=FileNotFoundError):
            found = await obstore.get_async(self.objects, key)
            return Read(found.meta["size"], chunks_of(found))

    async def holds(self, digest: str, key: str | None = None) -> bool:
        """Whether the object is there and still what its name says; reads all of it. Raises `unavailable`.

        `key`: where it is, unless it is a photo's.
        """
        hashed = sha256()
        try:
            found = await self.read(key or original(digest))
            async for chunk in found.chunks:
                await asyncio.to_thread(hashed.update, chunk)
        except FileNotFoundError:
            return False
        return hashed.hexdigest() == digest

    async def listed(self, top: str, before: datetime) -> AsyncIterator[str]:
        """The digests that begin with these two digits, of objects written last before then.

        Raises `unavailable`.
        """
        with trouble("photo_not_read"):
            async for found in obstore.list(self.objects, prefix=top):
                for one in found:
                    named = OBJECT.fullmatch(one["path"])
                    if named and one["last_modified"] < before:
                        yield named[1] + named[2]

    async def uploads(self, before: datetime) -> AsyncIterator[UUID]:
        """The uploads that have pieces, none of them written to since then. Raises `unavailable`."""
        last: dict[UUID, datetime] = {}
        with trouble("photo_not_read"):
            async for found in obstore.list(self.objects, prefix="uploads"):
                for one in found:
                    if named := ARRIVING.fullmatch(one["path"]):
                        at = one["last_modified"]
                        last[UUID(named[1])] = max(at, last.get(UUID(named[1]), at))
        for upload_id, written in last.items():
            if written < before:
                yield upload_id

    async def delete(self, digest: str) -> None:
        """The object goes, after its derivatives; none there is fine. Raises `unavailable`."""
        with trouble("photo_not_removed"):
            sizes = await obstore.list_with_delimiter_async(self.objects, prefix="derived")
            keys = [f"{size}/{original(digest)}" for size in sizes["common_prefixes"]]
            for key in (*keys, original(digest)):
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self.objects, key)


def original(digest: str) -> str:
    """The key of an object; `digest` is lower-case hex, else ValueError."""
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no digest")
    return f"{digest[:2]}/{digest[2:]}"


def derived(digest: str, size: int) -> str:
    """The key of an object's smaller picture; `size` in pixels names it."""
    return f"derived/{size:d}/{original(digest)}"


def paper(digest: str) -> str:
    """The key of a printed report."""
    return f"papers/{original(digest)}"


def piece_key(upload_id: UUID, name: str) -> str:
    """The key of a piece. Raises ValueError for what is no piece's name."""
    if not PIECE.fullmatch(name):
        raise ValueError(f"{name!r} is no piece")
    return f"uploads/{upload_id}/{name}"


def checked(key: str) -> str:
    """The key, if it is an object's or a derivative's. Raises ValueError."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key")
    return key


async def chunks_of(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    """The content, as it comes. Raises `unavailable` where it breaks off."""
    with trouble("photo_not_read"):
        async for chunk in found.stream(min_chunk_size=CHUNK_BYTES):
            yield bytes(chunk)


@contextmanager
def trouble(event: str, passes: type[Exception] | tuple[()] = ()) -> Iterator[None]:
    """Trouble of the disk or the bucket is ours: it is logged, and leaves as `unavailable`."""
    try:
        yield
    except passes:
        raise
    except (OSError, BaseError) as error:
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        log.error(event, reason=reason)  # noqa: TRY400  # a full disk needs no traceback
        raise unavailable("the photo could not be written or read") from error
