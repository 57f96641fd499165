"""Where the anchor is kept: what every place can do, and a file that is only ever appended to."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from backend.photos.store.folder import write_all, write_through

TAIL_BYTES = 8 * 1024 * 1024
"""So much of the end of the file is read for its last line: some lines as long as they may be."""


class Taken(Exception):
    """Another has written here meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The last lines, the newest last, and where the next one goes.

    `end` is the place's own; `used` is the highest number that was given out as far as the place knows.
    """

    lines: list[bytes]
    end: int
    used: int = 0


class Anchor(Protocol):
    """Lines that are added and never changed."""

    async def tail(self) -> Tail:
        """How it ends. Raises OSError."""

    async def add(self, number: int, line: bytes, end: int) -> int:
        """Add the line of this number where the place ended, and only there; gives where it ends now.

        Durable when this returns; where it raises, the line may be there, half or whole, or not. Raises
        Taken, OSError.
        """

    def lines(self) -> AsyncIterator[tuple[bytes, bool]]:
        """Every line from the first on, and whether it came to its end. Raises as `tail`."""


class FileAnchor:
    """One line after the other in a file.

    A crash may leave half a line at the end. It stays, for nothing here is ever overwritten or cut off; the
    next line begins on a new one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    async def tail(self) -> Tail:
        """The end of the file."""
        return await asyncio.to_thread(self._tail)

    async def add(self, number: int, line: bytes, end: int) -> int:
        """Append; `end` is the length of the file."""
        return await asyncio.to_thread(self._add, line, end)

    async def lines(self) -> AsyncIterator[tuple[bytes, bool]]:
        """Line by line; one that is too long to be one comes in pieces."""
        try:
            file = await asyncio.to_thread(self.path.open, "rb")
        except FileNotFoundError:
            return
        try:
            while line := await asyncio.to_thread(file.readline, TAIL_BYTES):
                yield line.rstrip(b"\n"), line.endswith(b"\n")
        finally:
            file.close()

    def _tail(self) -> Tail:
        """Blocks."""
        try:
            with self.path.open("rb") as file:
                end = file.seek(0, os.SEEK_END)
                start = file.seek(max(0, end - TAIL_BYTES))
                lines = file.read(end - start).split(b"\n")
        except FileNotFoundError:
            return Tail([], 0)
        return Tail([line for line in lines[start > 0 :] if line], end)

    def _add(self, line: bytes, end: int) -> int:
        """Blocks, but for nobody who writes here."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Taken from None
            if os.fstat(handle).st_size != end:
                raise Taken
            torn = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
            write_all(handle, (b"\n" if torn else b"") + line + b"\n")
            os.fsync(handle)
            # Its name too: whoever made the file may not have come to it.
            write_through(self.path.parent)
            return os.fstat(handle).st_size
        finally:
            os.close(handle)
