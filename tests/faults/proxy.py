"""A way to PostgreSQL that breaks at one COMMIT: before the server hears of it, or before it answers."""

import asyncio
from enum import Enum, auto
from pathlib import Path
from uuid import UUID

SOCKET = ".s.PGSQL.5432"
COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
READ_BYTES = 64 * 1024


class Loses(Enum):
    """What of a COMMIT is lost with its connection."""

    REQUEST = auto()
    REPLY = auto()


class Proxy:
    """Passes bytes on from its socket in `folder` to the one in `server`."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.loses: Loses | None = None
        self.fact = b""

    def lose(self, what: Loses, fact_id: UUID) -> None:
        """Break the connection at the first COMMIT after this fact was sent on it. It breaks once."""
        self.loses, self.fact = what, fact_id.bytes

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until a side ends it or it breaks."""
        replies, requests = await asyncio.open_unix_connection(self.server / SOCKET)
        back = asyncio.create_task(passed_on(replies, writer))
        sent = b""
        try:
            while asked := await reader.read(READ_BYTES):
                sent += asked
                if self.loses and self.fact in sent and asked.endswith(COMMIT):
                    back.cancel()
                    await asyncio.wait([back])
                    await self.broken(asked, replies, requests)
                    return
                requests.write(asked)
        except ConnectionError:
            return  # the API has hung up without a word
        finally:
            back.cancel()
            for one in (writer, requests):
                one.transport.abort()

    async def broken(
        self, asked: bytes, replies: asyncio.StreamReader, requests: asyncio.StreamWriter
    ) -> None:
        """Lose it."""
        if self.loses is Loses.REPLY:
            requests.write(asked)
            assert b"COMMIT" in await replies.read(READ_BYTES)
        self.loses = None


async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """What the server says, until it says no more."""
    while said := await reader.read(READ_BYTES):
        writer.write(said)
    writer.close()
