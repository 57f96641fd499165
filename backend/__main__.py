"""Every command: `callout run`, `callout migrate`."""

import asyncio
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
import uvicorn
import uvloop
from pydantic import ValidationError
from rich.console import Console

from backend import telemetry
from backend.app import create_app
from backend.database import Database
from backend.migrations import migrate as migrate_database
from backend.postgres import Addresses, addresses
from backend.postgres_home import CannotStart
from backend.settings import Settings, settings

GRACE_S = 5
BACKLOG = 512

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Callout: technicians on the road.")
console = Console(soft_wrap=True, highlight=False)


@app.command()
def run() -> None:
    """Serve: starts the embedded database unless CALLOUT_DATABASE_URL is set, migrates, listens."""
    with for_a_reader():
        chosen = settings()
        telemetry.configure(as_json=chosen.log_json)
        with listening(chosen) as door, addresses(chosen, alone=True) as database:
            migrate_database(database.owner)
            uvloop.run(serve(chosen, database, door))


@app.command()
def migrate() -> None:
    """Bring the database to the newest revision."""
    with for_a_reader(), addresses(settings()) as database:
        migrate_database(database.owner)
        console.print(f"{database.place} is at the newest revision")


@contextmanager
def for_a_reader() -> Iterator[None]:
    """Say in a line what an operator can mend, and exit with 1, where a traceback would say less."""
    try:
        yield
    except ValidationError as error:
        for one in error.errors():
            name = "_".join(str(part) for part in one["loc"]).upper()
            console.print(f"CALLOUT_{name}: {one['msg']}", style="red", markup=False)
        sys.exit(1)
    except (CannotStart, OSError) as error:
        console.print(str(error), style="red", markup=False)
        sys.exit(1)


@contextmanager
def listening(chosen: Settings) -> Iterator[socket.socket]:
    """The port, taken before anything is started. Raises CannotStart when somebody else has it."""
    family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((chosen.host, chosen.port))
            door.listen(BACKLOG)
        except OSError as error:
            raise CannotStart(
                f"cannot listen on {chosen.host} port {chosen.port} ({error.strerror}); "
                "set CALLOUT_PORT to a free one"
            ) from None
        yield door


class Server(uvicorn.Server):
    """Uvicorn that ends by returning: what surrounds it has a database to stop in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Finish open requests on the first signal, drop them on the second."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


async def serve(chosen: Settings, database: Addresses, door: socket.socket) -> None:
    """Answer requests at `door` until a signal comes."""
    pool = Database(database.api, chosen.pool_size)
    try:
        config = uvicorn.Config(
            create_app(chosen, pool, with_worker=True),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        console.print(f"[bold]Callout[/] http://{chosen.host}:{chosen.port} · API: /docs · Ctrl-C stops it")
        console.print(database.place, markup=False)
        await Server(config).serve(sockets=[door])
    finally:
        await pool.close()


if __name__ == "__main__":
    app()
