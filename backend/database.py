"""The engine and `transaction()`: one pool, one connection, one transaction. The only BEGIN and COMMIT.

asyncpg owns the transaction and SQLAlchemy's engine runs in AUTOCOMMIT: SQLAlchemy sends BEGIN only
before its own first statement, so a raw statement under an ordinary session would commit by itself.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

CONNECT_TIMEOUT_S = 5
COMMAND_TIMEOUT_S = 20
SERVER_SETTINGS = {
    "application_name": "callout",
    "timezone": "UTC",
    "lock_timeout": "5s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
}


class Transaction:
    """One open transaction: `sql` and `session` write on the same connection and vanish together."""

    def __init__(self, sql: asyncpg.Connection, connection: AsyncConnection) -> None:
        self.sql = sql
        self._connection = connection
        self._session: AsyncSession | None = None

    @property
    def session(self) -> AsyncSession:
        """A SQLModel session on this transaction's connection, made at its first use."""
        if self._session is None:
            self._session = AsyncSession(self._connection, expire_on_commit=False, autoflush=True)
        return self._session

    async def flush(self) -> None:
        """Send what the session still holds, so that COMMIT covers it."""
        if self._session is not None:
            await self._session.flush()

    async def close(self) -> None:
        """Let go of the session; the transaction itself ends with `Database.transaction`."""
        if self._session is not None:
            await self._session.close()


class Database:
    """The pool of one process."""

    def __init__(self, url: str, pool_size: int = 6) -> None:
        """`url` is `postgresql://…`, of the application's role; `pool_size` is also the upper bound."""
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url),
            isolation_level="AUTOCOMMIT",
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            pool_pre_ping=True,
            connect_args={
                "timeout": CONNECT_TIMEOUT_S,
                "command_timeout": COMMAND_TIMEOUT_S,
                "server_settings": SERVER_SETTINGS,
            },
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Everything done inside is committed when the block ends, or nothing is.

        Raises whatever the block or COMMIT raises; then all of it, raw and session, is rolled back.
        """
        async with self.engine.connect() as connection:
            sql = await driver_connection(connection)
            transaction = Transaction(sql, connection)
            try:
                async with sql.transaction():
                    yield transaction
                    await transaction.flush()
            finally:
                await transaction.close()

    async def listen(self) -> asyncpg.Connection:
        """A connection of its own, outside the pool, for LISTEN; the caller closes it."""
        return await asyncpg.connect(
            self.url,
            timeout=CONNECT_TIMEOUT_S,
            command_timeout=COMMAND_TIMEOUT_S,
            server_settings={"application_name": "callout listener"},
        )

    async def close(self) -> None:
        """Close every connection of the pool."""
        await self.engine.dispose()


async def driver_connection(connection: AsyncConnection) -> asyncpg.Connection:
    """The asyncpg connection under a SQLAlchemy one."""
    raw = await connection.get_raw_connection()
    driver: asyncpg.Connection = raw.driver_connection
    return driver


def sqlalchemy_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy names it with the asyncpg driver.

    Raises ValueError for any other scheme: PostgreSQL is the only database.
    """
    scheme = urlsplit(url).scheme
    if scheme not in ("postgresql", "postgres"):
        raise ValueError(f"a database URL begins with postgresql://, not {scheme}://")
    return "postgresql+asyncpg" + url[len(scheme) :]


LOCK_TROUBLE = ("40", "55")
CONNECTION_TROUBLE = ("08", "53", "57", "58")
"""SQLSTATE classes after which the same work may well succeed: locks and deadlocks; connection, resources,
operator intervention, system."""


def passing(error: Exception) -> bool:
    """Whether an error is trouble with locks or the connection, not with what was asked."""
    return locked_out(error) or disconnected(error)


def locked_out(error: Exception) -> bool:
    """Somebody else held what was needed, for too long or in the other order."""
    return isinstance(error, asyncpg.PostgresError) and (error.sqlstate or "").startswith(LOCK_TROUBLE)


def disconnected(error: Exception) -> bool:
    """The database was not reached, or not in time."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
        error = error.orig.__cause__ if isinstance(error.orig.__cause__, Exception) else error.orig
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "").startswith(CONNECTION_TROUBLE)
    if isinstance(error, asyncpg.InterfaceError):
        # asyncpg has one class for a lost connection and for a call that was wrong.
        return "closed" in str(error)
    return isinstance(error, OSError | TimeoutError | PoolTimeout)
