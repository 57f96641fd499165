"""The client that measures: HTTP/1.1 over connections that stay open, with as little of its own as can be."""

import asyncio
import re
from typing import cast
from urllib.parse import urlsplit

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Line(asyncio.Protocol):
    """One connection, with one request at a time."""

    def __init__(self) -> None:
        self._heard = bytearray()
        self._expected: int | None = None
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is open."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Bytes of the answer; the last of them end the wait."""
        self._heard += data
        if self._expected is None:
            head = self._heard.find(b"\r\n\r\n")
            if head < 0:
                return
            length = LENGTH.search(self._heard, 0, head)
            self._expected = head + 4 + int(length[1]) if length else head + 4
        if len(self._heard) >= self._expected and self._answer:
            answer, self._heard, self._expected = bytes(self._heard), bytearray(), None
            self._answer.set_result(answer)

    def connection_lost(self, reason: Exception | None) -> None:
        """Whoever waits is told."""
        if self._answer and not self._answer.done():
            self._answer.set_exception(reason or ConnectionResetError("the server hung up"))

    def ask(self, *parts: bytes | memoryview) -> asyncio.Future[bytes]:
        """Send a request, part after part; the future gives the whole answer, its head included."""
        assert self._transport
        self._answer = asyncio.get_running_loop().create_future()
        for part in parts:
            self._transport.write(part)
        return self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()


async def line(url: str) -> Line:
    """A connection to a server."""
    address = urlsplit(url)
    loop = asyncio.get_running_loop()
    _, made = await loop.create_connection(Line, address.hostname or "", address.port or 80)
    return made
