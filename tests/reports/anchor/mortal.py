"""One anchor by a process that is killed where its argument says: database, data folder, anchor, point."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from backend import clock
from backend.database import Database
from backend.reports.anchor import heads, open_anchor, place
from backend.reports.anchor.pen import Pen
from backend.reports.keys import Keys
from backend.settings import Settings


def die(*_: Any, **__: Any) -> None:
    """The power is gone."""
    os.kill(os.getpid(), signal.SIGKILL)


async def die_in_turn(*_: Any, **__: Any) -> None:
    """The same, where it is awaited."""
    die()


def half(handle: int, data: bytes) -> None:
    """Write half of it, and die."""
    os.write(handle, data[: len(data) // 2])
    die()


async def done_and_dead(*args: Any) -> None:
    """Do all of it, and die."""
    await WRITTEN(*args)
    die()


WRITTEN = heads.written
TRAPS: dict[str, tuple[Any, str, Any]] = {
    "before the line": (Pen, "write", die_in_turn),
    "in the midst of the line": (place, "write_all", half),
    "before it is on the disk": (os, "fsync", die),
    "before the note": (heads, "note", die_in_turn),
    "before the commit": (heads, "written", done_and_dead),
}
"""What is put in the place of what, for each point."""


async def main(url: str, data: str, address: str, point: str) -> None:
    """Anchor the heads, as far as it comes."""
    settings = Settings(data=Path(data), anchor=address or None)
    database = Database(url, 1)
    if point in TRAPS:
        where, name, trap = TRAPS[point]
        setattr(where, name, trap)
    await heads.anchor_heads(database, open_anchor(settings), Keys(Path(data) / "keys"), clock.now())
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
