"""A way to the database that can go silent, as a network does: nothing is closed, and nothing comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backend.postgres.server import SOCKET_NAME


class Relay:
    """Stands in `folder` for the server whose socket is in `target`."""

    def __init__(self, target: Path, folder: Path) -> None:
        self.target = target
        self.folder = folder
        self.stopped = asyncio.Event()
        self._stop_at: bytes | None = None
        self._open = True
        self._flows: list[asyncio.Event] = []
        self._pumps: list[asyncio.Task[None]] = []

    @asynccontextmanager
    async def standing(self) -> AsyncIterator["Relay"]:
        """Stand there until the block ends."""
        async with await asyncio.start_unix_server(self._join, self.folder / SOCKET_NAME):
            yield self
            for task in self._pumps:
                task.cancel()
            await asyncio.gather(*self._pumps, return_exceptions=True)

    def silence(self, *, new_ones_too: bool = False) -> None:
        """What is open now goes silent, and what is opened later if it is said so."""
        self._open = not new_ones_too
        for flow in self._flows:
            flow.clear()

    def silence_after(self, words: bytes) -> None:
        """The connection that next carries these words to the server goes silent behind them; `stopped` says
        when.
        """
        self._stop_at = words
        self.stopped.clear()

    def heal(self) -> None:
        """Everything flows again, what was held up too."""
        self._open = True
        for flow in self._flows:
            flow.set()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Both directions of one connection."""
        flow = asyncio.Event()
        self._flows.append(flow)
        if self._open:
            flow.set()
        self._pumps.append(asyncio.create_task(self._up(flow, reader, writer)))

    async def _up(
        self, flow: asyncio.Event, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """To the server, and in a task of its own, back."""
        await flow.wait()
        source, sink = await asyncio.open_unix_connection(self.target / SOCKET_NAME)
        back = asyncio.create_task(self._back(flow, source, writer))
        try:
            while data := await reader.read(2**16):
                await flow.wait()
                if self._stop_at and self._stop_at in data:
                    flow.clear()
                    self._stop_at = None
                    self.stopped.set()
                sink.write(data)
        finally:
            sink.close()
            writer.close()
            back.cancel()

    async def _back(
        self, flow: asyncio.Event, source: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """From the server."""
        while data := await source.read(2**16):
            await flow.wait()
            writer.write(data)
        writer.close()
