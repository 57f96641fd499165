"""The live stream of inboxes: one LISTEN connection for a process, and nobody holds another while waiting.

What is committed is in the inbox, so a NOTIFY is only a hint to look there. Hints get lost with their
connection: the listener looks whenever it has connected, and every few seconds without any hint.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from asyncpg import Connection

from backend.database import Database, passing
from backend.notices import inbox
from backend.notices.outbox import CHANNEL
from backend.notices.tables import Notice

AT_ONCE = inbox.PAGE_LIMIT
POLL_S = 5.0
BURST_S = 0.1
"""Hints that come this close together are one look: nobody sees that a notice came a tenth of a second later,
and a look takes five round trips, which all phones that sync would wait for.
"""
FIRST_WAIT_S, LONGEST_WAIT_S = 0.1, 5.0

log = structlog.get_logger()

Read = Callable[[int], Awaitable[list[Notice]]]
"""Reads the first AT_ONCE notices beyond a number, in a short transaction of its own."""


class Stream:
    """Wakes the subscribers of one process when there may be something new in their inboxes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._head = 0
        self._hint = asyncio.Event()
        self._looked = asyncio.Event()
        self._ended = False
        self._listener: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to listen, in the background; a database that is not there yet is waited for."""
        self._listener = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Stop listening and end every subscription. May be called again."""
        self._ended = True
        self._looked.set()
        if self._listener:
            self._listener.cancel()
            await asyncio.wait([self._listener])

    async def subscribe(self, read: Read, after: int, for_s: float) -> AsyncIterator[Notice]:
        """One inbox from `after` on, as it grows, for so many seconds or until the process stops.

        Database trouble is sat out. Raises whatever else `read` raises.
        """
        until = asyncio.get_running_loop().time() + for_s
        read_to = None
        while not self._ended and asyncio.get_running_loop().time() < until:
            head = self._head
            if head == read_to:
                await self._next_look(until)
                continue
            try:
                notices = await read(after)
            except Exception as error:
                if not passing(error):
                    raise
                await self._next_look(until)
                continue
            for notice in notices:
                after = notice.seq or after
                yield notice
            if len(notices) < AT_ONCE:
                read_to = head

    async def _next_look(self, until: float) -> None:
        """Wait for the listener's next look, at most until that time of the loop."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(until):
                await self._looked.wait()

    async def _listen(self) -> None:
        """Listen for ever; connect again when the connection is lost, the later the more often it failed."""
        wait_s = FIRST_WAIT_S
        while True:
            try:
                async with self._listening() as connection:
                    while not connection.is_closed():
                        await self._look()
                        wait_s = FIRST_WAIT_S
                        await self._hinted(connection)
            except Exception as error:  # noqa: BLE001  # whatever it was, streams must not go deaf for it
                log.warning("notices_listener_failed", error=repr(error))
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)

    @asynccontextmanager
    async def _listening(self) -> AsyncIterator[Connection]:
        """A connection that hints at every commit of notices, and at its own end."""
        connection = await self._database.listen()
        try:
            connection.add_termination_listener(lambda _: self._hint.set())
            await connection.add_listener(CHANNEL, lambda *_: self._hint.set())
            yield connection
        finally:
            connection.terminate()

    async def _hinted(self, connection: Connection) -> None:
        """Wait for a hint, at most POLL_S; then the connection shows that it still lives, or raises."""
        try:
            async with asyncio.timeout(POLL_S):
                await self._hint.wait()
            await asyncio.sleep(BURST_S)
        except TimeoutError:
            await connection.execute("SELECT 1")

    async def _look(self) -> None:
        """Number what is new, and wake everybody: who has read up to that number goes on waiting."""
        self._hint.clear()
        async with self._database.transaction() as tx:
            head = await inbox.sequence(tx)
        self._head = head
        looked, self._looked = self._looked, asyncio.Event()
        looked.set()
