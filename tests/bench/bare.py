"""The bare handler: Starlette and asyncpg, which send the statements that the application would, and answer
the bytes that it would. No login, no rules, no JSON: what is left when all of Callout is taken away.

    python -m tests.bench.bare <what was recorded> <database URL> <port>

Nothing slows it: uvloop and httptools, statements prepared once a connection, no reset when a connection goes
back to the pool, no log, nothing for the garbage collector to look at.
"""

import gc
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.database import SERVER_SETTINGS

POOL = 6
"""Connections: as many as one process of the application has."""

Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request of the application: its transactions, each with statements and arguments, and its answer."""

    transactions: list[list[Statement]]
    answer: bytes

    @property
    def statements(self) -> int:
        """How many there are, BEGIN and COMMIT not counted."""
        return sum(map(len, self.transactions))


def bare(recorded: list[Recorded], url: str) -> Starlette:
    """The application on the database at `url`; a request says by its number what to replay."""

    async def keep(_: asyncpg.Connection) -> None:
        """Nothing is left behind on a connection that would have to be reset."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(
            url, min_size=POOL, max_size=POOL, reset=keep, server_settings=SERVER_SETTINGS
        ) as pool:
            app.state.pool = pool
            yield

    async def sync(request: Request) -> Response:
        await request.body()
        found = recorded[int(request.headers["x-number"])]
        for statements in found.transactions:
            async with request.app.state.pool.acquire() as sql, sql.transaction():
                for query, values in statements:
                    await sql.fetch(query, *values)
        return Response(found.answer, media_type="application/json")

    async def ready(_: Request) -> Response:
        return Response(b"{}")

    routes = [Route("/v1/sync", sync, methods=["POST"]), Route("/readyz", ready)]
    return Starlette(routes=routes, lifespan=lifespan)


def main(recorded: str, url: str, port: str) -> None:
    """Serve until a signal comes."""
    app = bare(pickle.loads(Path(recorded).read_bytes()), url)  # noqa: S301  # the bench wrote it a moment ago
    gc.collect()
    gc.freeze()
    uvicorn.run(app, port=int(port), loop="uvloop", http="httptools", log_config=None, access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
