"""The pool and `transaction()`: one pool, one connection, one transaction. The only BEGIN and COMMIT.

We send BEGIN over asyncpg, and SQLAlchemy's engine runs in AUTOCOMMIT: SQLAlchemy sends its BEGIN only
before its own first statement, so a raw statement under an ordinary session would commit by itself.

The pool is ours, because to take a connection out of SQLAlchemy's and to ask each time whether it lives took
as long as two statements: BEGIN asks that, too. The engine makes the connections, and each stays checked out
of it for its life.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel.ext.asyncio.session import AsyncSession

CONNECT_TIMEOUT_S = 5
COMMAND_TIMEOUT_S = 20
REACH_TIMEOUT_S = 4
"""Until a transaction has begun, whatever that takes: a connection that comes free, or a new one."""
BEGIN_TIMEOUT_S = 2
"""BEGIN waits for nobody: a server that does not answer it went away without a word. Half the time to reach
it, so that there is some left for a new connection.
"""
ROLLBACK_TIMEOUT_S = 1
"""Where nobody answers, hanging up rolls back too."""
SERVER_SETTINGS = {
    "application_name": "callout",
    "timezone": "UTC",
    "lock_timeout": "5s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
}

LOCK_KEYS = """
SELECT pg_advisory_xact_lock(hashtextextended(key, 0))
FROM (SELECT key FROM unnest($1::text[]) AS key ORDER BY key) AS sorted
"""


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


@dataclass(frozen=True, slots=True)
class Line:
    """A connection of the pool, as asyncpg and as SQLAlchemy know it."""

    sql: asyncpg.Connection
    connection: AsyncConnection

    async def commit(self) -> None:
        """Raises what COMMIT raises, and InFailedSQLTransactionError where PostgreSQL rolled back instead: a
        statement had failed, and whoever sent it went on.
        """
        if await self.sql.execute("COMMIT") != "COMMIT":
            raise asyncpg.InFailedSQLTransactionError("a statement of the transaction had failed")

    async def drop(self) -> None:
        """Hang up without a word: there may be nobody to hear it."""
        self.sql.terminate()
        await self.connection.close()


class Database:
    """The pool of one process."""

    def __init__(self, url: str, pool_size: int = 6) -> None:
        """`url` is `postgresql://…`, of the application's role; `pool_size` is also the upper bound."""
        self.url = url
        self.pool_size = pool_size
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url),
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
            connect_args={
                "timeout": CONNECT_TIMEOUT_S,
                "command_timeout": COMMAND_TIMEOUT_S,
                "server_settings": SERVER_SETTINGS,
            },
        )
        self._places = asyncio.Semaphore(pool_size)
        self._free: list[Line] = []
        self._closed = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Everything done inside is committed when the block ends, or nothing is.

        Raises whatever the block or COMMIT raises; then all of it, raw and session, is rolled back.
        TimeoutError where the database is not reached within REACH_TIMEOUT_S.
        """
        until = asyncio.get_running_loop().time() + REACH_TIMEOUT_S
        await self._place(until)
        try:
            line, sound = await self._begun(until), False
            transaction = Transaction(line.sql, line.connection)
            try:
                yield transaction
                await transaction.flush()
                await line.commit()
                sound = True
            except BaseException:
                with suppress(Exception):
                    async with asyncio.timeout(ROLLBACK_TIMEOUT_S):
                        await line.sql.execute("ROLLBACK")
                    sound = True
                raise
            finally:
                await transaction.close()
                await self._give_back(line, sound=sound)
        finally:
            self._places.release()

    async def _place(self, until: float) -> None:
        """One of the places for connections in use, by that time of the loop. Raises TimeoutError."""
        if not self._places.locked():
            await self._places.acquire()
            return
        async with asyncio.timeout_at(until):
            await self._places.acquire()

    async def _begun(self, until: float) -> Line:
        """A connection with a transaction on it: the one that was used last, so that few are kept busy.

        Where it has died, those that lay idle for longer have, too, and a new one is made. Raises what the
        driver raises where the database is not reached by that time of the loop.
        """
        while True:
            new = not self._free
            line = await self._connect(until) if new else self._free.pop()
            left_s = until - asyncio.get_running_loop().time()
            try:
                await line.sql.execute("BEGIN", timeout=min(BEGIN_TIMEOUT_S, left_s))
            except BaseException as error:
                dead, self._free = (line, *self._free), []
                for one in dead:
                    await one.drop()
                if new or not isinstance(error, Exception):
                    raise
            else:
                return line

    async def _give_back(self, line: Line, *, sound: bool) -> None:
        """Keep a connection for the next, unless something was left half done on it."""
        if sound and not (self._closed or line.sql.is_closed() or line.connection.invalidated):
            self._free.append(line)
        else:
            await line.drop()

    async def _connect(self, until: float) -> Line:
        """A new connection. Raises what the driver raises where the database is not reached."""
        async with asyncio.timeout_at(until):
            connection = await self.engine.connect()
        raw = await connection.get_raw_connection()
        return Line(raw.driver_connection, connection)

    async def listen(self) -> asyncpg.Connection:
        """A connection of its own, outside the pool, for LISTEN; the caller closes it."""
        return await asyncpg.connect(
            self.url,
            timeout=CONNECT_TIMEOUT_S,
            command_timeout=COMMAND_TIMEOUT_S,
            server_settings={"application_name": "callout listener"},
        )

    async def close(self) -> None:
        """Close every connection of the pool; one that is in use, when it is given back."""
        self._closed = True
        while self._free:
            await self._free.pop().connection.close()
        await self.engine.dispose()


async def lock_keys(sql: asyncpg.Connection, keys: Iterable[str]) -> None:
    """Hold these shared keys until the commit, taken in sorted order: all that a transaction will need at
    once, for two that took one after another could wait for each other.
    """
    await sql.execute(LOCK_KEYS, list(keys))


def sqlalchemy_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy names it with the asyncpg driver.

    Raises ValueError for any other scheme: PostgreSQL is the only database.
    """
    scheme = urlsplit(url).scheme
    if scheme not in ("postgresql", "postgres"):
        raise ValueError(f"a database URL begins with postgresql://, not {scheme}://")
    return "postgresql+asyncpg" + url[len(scheme) :]


ENDED = "another operation (2) is in progress"
"""asyncpg's state 2: it has read an error that nothing was asked for, and waits for what never comes."""
LOCK_TROUBLE = ("40", "55")
CONNECTION_TROUBLE = ("08", "53", "57", "58")
"""SQLSTATE classes after which the same work may well succeed: locks and deadlocks; connection, resources,
operator intervention, system."""


def passing(error: Exception) -> bool:
    """Whether an error is trouble with locks or the connection, not with what was asked."""
    return locked_out(error) or disconnected(error)


def drivers(error: Exception) -> Exception:
    """The driver's own error, where the session has wrapped it."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
        return error.orig.__cause__ if isinstance(error.orig.__cause__, Exception) else error.orig
    return error


def locked_out(error: Exception) -> bool:
    """Somebody else held what was needed, for too long or in the other order."""
    error = drivers(error)
    return isinstance(error, asyncpg.PostgresError) and (error.sqlstate or "").startswith(LOCK_TROUBLE)


def disconnected(error: Exception) -> bool:
    """The database was not reached, or not in time."""
    error = drivers(error)
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "").startswith(CONNECTION_TROUBLE)
    if isinstance(error, asyncpg.InternalClientError):
        # So asyncpg says that the server has ended the connection while nothing was asked on it.
        return ENDED in str(error)
    if isinstance(error, asyncpg.InterfaceError):
        # asyncpg has one class for a lost connection and for a call that was wrong.
        return "closed" in str(error)
    return isinstance(error, OSError | TimeoutError)
