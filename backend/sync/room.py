"""How many syncs a process takes on at once; the others are asked to come back before they cost anything.

Phones that were cut off together come back together. What they bring can wait and is safe where it is; a desk
whose every request waits behind them cannot.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from backend.problems import unavailable

WAITING_A_PLACE = 4
"""So many wait for each place: not for long, and none stands empty while phones pause."""
ANSWER_TIMEOUT_S = 4
"""What takes longer is not for lack of time: the database does not answer, and does not say so."""


class Room:
    """The places of those that may hold a database connection, and room for as many more as may wait."""

    def __init__(self, pool_size: int) -> None:
        """Two thirds of the pool's connections, at least one, are for syncs; desks have the rest."""
        places = max(1, pool_size * 2 // 3)
        self._places = asyncio.Semaphore(places)
        self._limit = (1 + WAITING_A_PLACE) * places
        self._inside = 0

    def admit(self) -> None:
        """Raises `unavailable` where there is no room: asked before a body is read, and again once it is."""
        if self._inside >= self._limit:
            raise unavailable("Too many phones sync at once.")

    @asynccontextmanager
    async def place(self, turn: AbstractAsyncContextManager[object] | None = None) -> AsyncIterator[None]:
        """A place for as long as the block lasts, taken when it is the caller's `turn`.

        Raises `unavailable` where there is no room, and where all of it, the wait too, takes longer than
        ANSWER_TIMEOUT_S: then nobody knows what was committed, and all of it can be sent again.
        """
        self.admit()
        self._inside += 1
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S), turn or nullcontext(), self._places:
                yield
        except TimeoutError as late:
            raise unavailable() from late
        finally:
            self._inside -= 1
