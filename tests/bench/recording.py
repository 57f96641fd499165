"""What the application sends to its database for each request, and what it answers: for bare.py to replay."""

from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient
from pydantic import SecretStr
from sqlalchemy import event
from structlog.testing import capture_logs

from backend.app import create_app
from backend.database import Database
from backend.settings import Settings
from tests.bench.bare import Recorded, Statement
from tests.bench.phones import Ask

OPEN: ContextVar[list[list[Statement]] | None] = ContextVar("OPEN", default=None)
"""The transactions of the request that is being recorded; the process has other work beside it."""
ONCE = (";", "typeinfo_tree", "set_config('jit'")
"""How a statement begins or what is in it that a driver sends for itself: once on a new connection, or to
see whether one still lives.
"""


async def recorded(url: str, folder: Path, key: str, asks: Sequence[Ask]) -> list[Recorded]:
    """Send each request to the application on the database at `url`; gives what became of each, in turn."""
    database = Database(url)

    @event.listens_for(database.engine.sync_engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.driver_connection.add_query_logger(note)

    app = create_app(Settings(data=folder, token_key=SecretStr(key)), database)
    with capture_logs():
        async with (
            app.router.lifespan_context(app),
            AsyncClient(transport=ASGITransport(app), base_url="http://callout") as client,
        ):
            found = [await one(client, ask) for ask in asks]
    await database.close()
    return found


async def one(client: AsyncClient, ask: Ask) -> Recorded:
    """One request, and what it sends to the database."""
    headers = {"Authorization": f"Bearer {ask.token}", "Content-Type": "application/json"}
    transactions: list[list[Statement]] = []
    opened = OPEN.set(transactions)
    answer = await client.post("/v1/sync", content=ask.body, headers=headers)
    OPEN.reset(opened)
    return Recorded(transactions, answer.raise_for_status().content)


def note(sent: Any) -> None:
    """asyncpg's query logger: puts a statement into the transaction that is open."""
    transactions, query = OPEN.get(), sent.query
    if transactions is None or query.startswith(ONCE[0]) or any(word in query for word in ONCE[1:]):
        return
    if query.startswith("BEGIN"):
        transactions.append([])
    elif not query.startswith(("COMMIT", "ROLLBACK")):
        transactions[-1].append((query, tuple(sent.args or ())))
