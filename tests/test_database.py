import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import asyncpg
import pytest
from fastapi import Depends, FastAPI
from httpx import ASGITransport, AsyncClient
from sqlalchemy import column, func, insert, table, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from backend import database as subject
from backend import postgres
from backend.database import Database, Transaction, disconnected, passing, sqlalchemy_url
from tests.faults.relay import Relay

Write = Callable[[Transaction], Awaitable[None]]

PROBE = """
CREATE TABLE probe (id int PRIMARY KEY, twin int REFERENCES probe DEFERRABLE INITIALLY DEFERRED);
GRANT SELECT, INSERT ON probe TO callout_app;
"""
INSERT = "INSERT INTO probe (id, twin) VALUES (1, NULL)"
INSERT_OTHER = insert(table("probe", column("id"))).values(id=2)
INSERT_REFUSED_AT_COMMIT = "INSERT INTO probe (id, twin) VALUES (3, 4)"


@pytest.fixture
async def probe(database: Database, owner_url: str) -> Database:
    owner = await asyncpg.connect(owner_url)
    await owner.execute(PROBE)
    await owner.close()
    return database


async def rows(database: Database) -> int:
    async with database.transaction() as tx:
        return int(await tx.sql.fetchval("SELECT count(*) FROM probe"))


async def raw_first(tx: Transaction) -> None:
    await tx.sql.execute(INSERT)
    await tx.session.exec(INSERT_OTHER)


async def session_first(tx: Transaction) -> None:
    await tx.session.exec(INSERT_OTHER)
    await tx.sql.execute(INSERT)


async def write_and_fail(database: Database, write: Write, *, at_commit: bool) -> None:
    async with database.transaction() as tx:
        await write(tx)
        if at_commit:
            await tx.sql.execute(INSERT_REFUSED_AT_COMMIT)
        else:
            raise ZeroDivisionError


@pytest.mark.parametrize("write", [raw_first, session_first])
async def test_raw_and_session_writes_stay_together(probe: Database, write: Write) -> None:
    async with probe.transaction() as tx:
        await write(tx)
    assert await rows(probe) == 2


@pytest.mark.parametrize("write", [raw_first, session_first])
@pytest.mark.parametrize("at_commit", [False, True])
async def test_raw_and_session_writes_vanish_together(probe: Database, write: Write, at_commit: bool) -> None:
    with pytest.raises((ZeroDivisionError, asyncpg.ForeignKeyViolationError)):
        await write_and_fail(probe, write, at_commit=at_commit)
    assert await rows(probe) == 0


async def test_what_was_rolled_back_for_a_statement_that_failed_is_not_called_committed(
    probe: Database,
) -> None:
    async def go_on() -> None:
        async with probe.transaction() as tx:
            await tx.sql.execute(INSERT)
            with suppress(asyncpg.UniqueViolationError):
                await tx.sql.execute(INSERT)

    with pytest.raises(asyncpg.InFailedSQLTransactionError):
        await go_on()
    assert await rows(probe) == 0


async def test_no_answer_of_success_leaves_before_the_commit(probe: Database) -> None:
    async def transaction() -> AsyncIterator[Transaction]:
        async with probe.transaction() as tx:
            yield tx

    app = FastAPI()

    @app.post("/probes")
    async def write(
        tx: Annotated[Transaction, Depends(transaction, scope="function")], statement: str
    ) -> None:
        await tx.sql.execute(statement)

    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://callout") as client:
        good = await client.post("/probes", params={"statement": INSERT})
        refused = await client.post("/probes", params={"statement": INSERT_REFUSED_AT_COMMIT})
    assert (good.status_code, refused.status_code) == (200, 500)
    assert await rows(probe) == 1


async def test_a_pool_whose_connections_have_died_recovers(
    probe: Database, cluster: postgres.Cluster, database_name: str
) -> None:
    async def hold(all_held: asyncio.Barrier) -> int:
        async with probe.transaction() as tx:
            await all_held.wait()
            return int(await tx.sql.fetchval("SELECT pg_backend_pid()"))

    before = await asyncio.gather(*map(hold, [asyncio.Barrier(4)] * 4))
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest($1::int[]) pid", before)
    await admin.close()
    after = await asyncio.gather(*map(hold, [asyncio.Barrier(4)] * 4))
    assert not set(before) & set(after)


@pytest.fixture
async def relay(
    cluster: postgres.Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Relay]:
    monkeypatch.setattr(subject, "COMMAND_TIMEOUT_S", 0.2)
    monkeypatch.setattr(subject, "BEGIN_TIMEOUT_S", 0.1)
    async with Relay(cluster.socket, folder).standing() as relay:
        yield relay


@pytest.fixture
async def far(probe: Database, relay: Relay) -> AsyncIterator[Database]:
    """The database at the end of the relay."""
    database = Database(f"{probe.url.partition('?')[0]}?host={relay.folder}", pool_size=2)
    yield database
    await database.close()


async def test_a_connection_that_went_silent_while_it_lay_idle_is_replaced(
    far: Database, relay: Relay
) -> None:
    assert await rows(far) == 0
    relay.silence()
    assert await rows(far) == 0


async def test_a_connection_that_goes_silent_in_use_is_an_error_in_time_and_the_next_is_a_new_one(
    far: Database, relay: Relay
) -> None:
    async def cut_off() -> None:
        async with far.transaction() as tx:
            await tx.sql.execute(INSERT)
            relay.silence()
            await tx.sql.execute("SELECT 1")

    with pytest.raises(TimeoutError) as silent:
        await cut_off()
    assert disconnected(silent.value)
    assert await rows(far) == 0


@pytest.mark.parametrize("session", [False, True])
async def test_a_connection_that_the_server_has_ended_between_two_statements_is_lost(
    probe: Database, *, session: bool
) -> None:
    """The word that it ends has been read, and its end has not: what is asked then was done by nobody."""
    said = b"SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"
    fatal = b"E" + (len(said) + 4).to_bytes(4, "big") + said

    async def asked() -> None:
        async with probe.transaction() as tx:
            await tx.sql.execute(INSERT)
            tx.sql._protocol.data_received(fatal)
            if session:
                await (await tx.session.connection()).execute(text("SELECT 1"))
            else:
                await tx.sql.execute("SELECT 1")

    with pytest.raises((asyncpg.InternalClientError, DBAPIError)) as lost:
        await asked()
    assert disconnected(lost.value)
    assert await rows(probe) == 0


@pytest.mark.parametrize("session", [False, True])
@pytest.mark.parametrize(
    ("state", "passes"),
    [("40P01", True), ("55P03", True), ("57P01", True), ("23505", False), ("22P02", False)],
)
async def test_trouble_that_passes_is_known_whether_the_driver_or_the_session_meets_it(
    database: Database, state: str, *, passes: bool, session: bool
) -> None:
    fails = f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"

    async def meet() -> None:
        async with database.transaction() as tx:
            if session:
                await (await tx.session.connection()).execute(text(fails))
            else:
                await tx.sql.execute(fails)

    with pytest.raises((asyncpg.PostgresError, DBAPIError)) as met:
        await meet()
    assert isinstance(met.value, DBAPIError) is session
    assert passing(met.value) is passes


async def test_work_that_is_cancelled_leaves_nothing_behind(probe: Database) -> None:
    begun = asyncio.Event()

    async def sleep() -> None:
        async with probe.transaction() as tx:
            await tx.sql.execute(INSERT)
            begun.set()
            await tx.sql.execute("SELECT pg_sleep(10)")

    working = asyncio.create_task(sleep())
    await begun.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert await asyncio.gather(*[rows(probe) for _ in range(8)]) == [0] * 8


async def test_nobody_waits_for_a_connection_for_ever(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_url, pool_size=1)
    async with database.transaction():
        with monkeypatch.context() as patch:
            patch.setattr(subject, "REACH_TIMEOUT_S", 0.05)
            with pytest.raises(TimeoutError) as full:
                async with database.transaction():
                    pass
        assert disconnected(full.value)
    async with database.transaction() as tx:
        assert await tx.sql.fetchval("SELECT 1") == 1
    await database.close()


async def test_one_connection_serves_who_asks_in_turn(probe: Database) -> None:
    async def served() -> tuple[int, int]:
        async with probe.transaction() as tx:
            raw = await tx.sql.fetchval("SELECT pg_backend_pid()")
            return raw, (await tx.session.exec(select(func.pg_backend_pid()))).one()

    pids = [await served() for _ in range(3)]
    assert len(set(sum(pids, ()))) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://a@/b?host=%2Ftmp", "postgresql+asyncpg://a@/b?host=%2Ftmp"),
        ("postgres://a:b@h:1/c", "postgresql+asyncpg://a:b@h:1/c"),
    ],
)
def test_a_database_url_names_the_driver(url: str, expected: str) -> None:
    assert sqlalchemy_url(url) == expected


def test_no_other_database_is_taken() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        sqlalchemy_url("sqlite:///callout.db")
