"""A real PostgreSQL for every test that asks for one, and no network beyond this machine.

One server per run belongs to the process that starts the tests; the workers of xdist share it. Its
database `callout` is made by the migrations, and each test has a fresh copy of it.
"""

import ipaddress
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import hypothesis
import pytest
import structlog

from backend import postgres
from backend.database import Database
from backend.migrations import migrate

FOLDER = "callout-test-"
STOP = pytest.StashKey[ExitStack]()
CLUSTER = pytest.StashKey[postgres.Cluster]()

# The same examples in every run: a failure is never luck. `--hypothesis-profile explore` looks for new ones.
hypothesis.settings.register_profile("callout", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.register_profile(
    "soak", deadline=None, max_examples=50, stateful_step_count=80, database=None, print_blob=False
)
hypothesis.settings.load_profile("callout")


# The library's own way to print a traceback is slow and shows local variables.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


def only_this_machine(event: str, args: tuple[Any, ...]) -> None:
    """Refuse to connect to any address that is not a Unix socket or loopback."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = str(args[1][0])
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise RuntimeError(f"a test tried to connect to {host}")


sys.addaudithook(only_this_machine)


@contextmanager
def passable_folder() -> Iterator[Path]:
    """A folder that goes away, and that every user may pass through, as the server of a root must."""
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def sweep() -> None:
    """Remove what runs that were killed have left; their servers died with them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}[0-9]*-*"):
        try:
            os.kill(int(folder.name.removeprefix(FOLDER).partition("-")[0]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except PermissionError:
            continue


def pytest_addoption(parser: pytest.Parser) -> None:
    """How large a crowd syncs at once in tests/faults/test_liveness.py."""
    parser.addoption("--phones", type=int, default=60, help="phones that come back from an outage together")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server in the process that starts the tests, before it starts its workers."""
    if hasattr(session.config, "workerinput"):
        return
    sweep()
    stop = session.config.stash[STOP] = ExitStack()
    data = stop.enter_context(passable_folder())
    # Whatever is temporary, of the workers and of servers that they start too, goes there and away with it.
    os.environ["TMPDIR"] = tempfile.tempdir = str(data)
    cluster = session.config.stash[CLUSTER] = stop.enter_context(postgres.running(data, durable=False))
    migrate(cluster.url(postgres.OWNER))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the last worker is gone."""
    if stop := config.stash.get(STOP, None):
        stop.close()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the server is."""
    cluster = node.config.stash[CLUSTER]
    node.workerinput["cluster"] = (str(cluster.folder), str(cluster.socket))


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> postgres.Cluster:
    """The server of this run."""
    if hasattr(request.config, "workerinput"):
        folder, socket = request.config.workerinput["cluster"]
        return postgres.Cluster(Path(folder), Path(socket))
    return request.config.stash[CLUSTER]


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that the server's user can reach, which pytest's own `tmp_path` is not for root."""
    with passable_folder() as made:
        yield made


@pytest.fixture
async def database_name(cluster: postgres.Cluster) -> AsyncIterator[str]:
    """A database of this test's own, fresh from the migrations."""
    name = f"test_{uuid4().hex}"
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, "postgres"))
    try:
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {postgres.DATABASE} OWNER {postgres.OWNER}")
        yield name
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()


@pytest.fixture
def database_url(cluster: postgres.Cluster, database_name: str) -> str:
    """The test's database, as the application sees it."""
    return cluster.url(postgres.API, database_name)


@pytest.fixture
def owner_url(cluster: postgres.Cluster, database_name: str) -> str:
    """The test's database, as its owner sees it."""
    return cluster.url(postgres.OWNER, database_name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The application's pool on the test's database."""
    database = Database(database_url, pool_size=4)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server that forgets everything in the end."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  # few tests want it, and it takes a second

    # It says on stderr what it was asked, and what was broken off.
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """`s3://…` of an empty bucket, which the environment gives access to."""
    for name, value in {
        "AWS_ENDPOINT_URL": s3,
        "AWS_ACCESS_KEY_ID": "photos",
        "AWS_SECRET_ACCESS_KEY": "not-to-be-logged",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"photos-{uuid4().hex}"
    httpx.put(f"{s3}/{name}").raise_for_status()
    return f"s3://{name}/of/callout"
