"""Every command: `callout --help` lists them."""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from ipaddress import ip_address
from typing import Annotated
from uuid import uuid4

import typer
import uvicorn
import uvloop
from pydantic import ValidationError
from rich.console import Console
from starlette.applications import Starlette

from backend import clock, contract, demo_data, telemetry
from backend import worker as background
from backend.app import create_app
from backend.database import Database, disconnected, sqlalchemy_url
from backend.journal import policies
from backend.journal.audit import Finding
from backend.journal.audit import audit as audited
from backend.journal.refold import refold as refolded
from backend.migrations import migrate as migrate_database
from backend.notices.stream import Stream
from backend.order.policy import Policy
from backend.people import passwords
from backend.people.api import StaffIn
from backend.people.roles import Role
from backend.people.staff import Staff, add_staff
from backend.people.tokens import token_key
from backend.photos.photo import checked
from backend.photos.store import open_store
from backend.postgres import Addresses, CannotStart, addresses
from backend.problems import Problem
from backend.reports.anchor import open_anchor
from backend.reports.anchor.loss import accept_loss as accepted
from backend.reports.anchor.reading import anchored
from backend.reports.audit import printed, sealed
from backend.reports.keys import open_keys
from backend.settings import Settings, settings
from backend.warranty.audit import booked

GRACE_S = 5
BACKLOG = 512

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Callout: technicians on the road.",
    # A traceback of typer's own shows local variables, and those hold passwords.
    pretty_exceptions_enable=False,
)
console = Console(soft_wrap=True, highlight=False)


@app.command()
def run() -> None:
    """Serve, on an embedded database unless CALLOUT_DATABASE_URL names another.

    The embedded one is migrated first; another only if CALLOUT_MIGRATION_URL says as whom.
    """
    with for_a_reader():
        chosen = settings()
        telemetry.configure(as_json=chosen.log_json)
        with listening(chosen) as door:
            check(chosen)
            with addresses(chosen, alone=True) as database:
                if chosen.database_url is None or chosen.migration_url:
                    migrate_database(database.owner)
                uvloop.run(serve(chosen, database, door))


@app.command()
def migrate() -> None:
    """Bring the database to the newest revision."""
    with for_a_reader(), addresses(settings()) as database:
        migrate_database(database.owner)
        console.print(f"{database.place} is at the newest revision")


@app.command()
def worker() -> None:
    """Do the background work, in a process of its own, until a signal comes."""
    with for_a_reader():
        chosen = settings()
        telemetry.configure(as_json=chosen.log_json)
        with standing(chosen) as database:
            uvloop.run(work(chosen, database))


@app.command()
def add_user(
    login: str,
    name: str,
    role: Annotated[list[Role], typer.Option(help="may be given more than once")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
) -> None:
    """Add a person who may sign in; the first admin is made this way."""
    with for_a_reader(), standing(settings()) as database:
        asyncio.run(put_on_staff(database, login, name, role, password))
        console.print(f"{login} may sign in as {', '.join(role)}")


@app.command()
def audit() -> None:
    """Check chains and seals, fold orders anew, look for photos and papers, read the anchor; exits with 1 if
    anything is wrong.
    """
    with for_a_reader():
        chosen = settings()
        with standing(chosen) as database:
            findings = asyncio.run(look(chosen, database))
        for finding in findings:
            console.print(str(finding), style="red", markup=False)
        console.print(f"{len(findings)} things are wrong" if findings else "everything agrees")
        sys.exit(1 if findings else 0)


@app.command()
def accept_loss(reason: str) -> None:
    """After a restore: write down in the anchor what the backup lacked, and why; the audit then agrees."""
    with for_a_reader():
        chosen = settings()
        with standing(chosen) as database:
            orders, others = asyncio.run(written_off(chosen, database, reason))
        console.print(f"orders that have lost entries: {orders}")
        if others:
            console.print(
                f"no restore took what {others} orders lack: it is of the epoch that lasts", style="red"
            )
        sys.exit(1 if others else 0)


@app.command()
def rotate_seal_key() -> None:
    """Seal with a new key from now on; what older keys have sealed stays good."""
    with for_a_reader():
        console.print(f"sealed from now on with key {open_keys(settings()).rotate()}", markup=False)


@app.command()
def refold() -> None:
    """Fold anew what an older version has folded, after an upgrade; also beside a running server."""
    with for_a_reader(), standing(settings()) as database:
        done, findings = asyncio.run(fold_anew(database))
        for finding in findings:
            console.print(str(finding), style="red", markup=False)
        console.print(f"orders folded anew: {done}")
        sys.exit(1 if findings else 0)


@app.command(name="contract")
def write_contract() -> None:
    """Write what app_contract/ says of the code anew from the code."""
    for path in contract.write():
        console.print(f"wrote {path}", markup=False)


@app.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
def conformance(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Try the promises of app_contract/sync.md on a server, through whatever stands before it; see --help."""
    from app_contract.conformance.__main__ import main  # noqa: PLC0415  # a server needs no client

    sys.exit(main(arguments or [], "callout conformance"))


@app.command()
def demo() -> None:
    """A day in the field against a server of its own; exits with 1 at the first claim that does not hold."""
    from backend.demo.day import play  # noqa: PLC0415  # a server needs neither the phone nor Pillow

    sys.exit(play())


@contextmanager
def standing(chosen: Settings) -> Iterator[Addresses]:
    """The database of a Callout that has run before. Raises CannotStart where there is none yet."""
    nothing_here = CannotStart(f"there is no Callout in {chosen.data} yet; start it with: callout run")
    homes = ("postgres", "postgres-is-at")
    if chosen.database_url is None and not any((chosen.data / home).exists() for home in homes):
        raise nothing_here
    with addresses(chosen) as database:
        yield database


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
    except (CannotStart, Problem, OSError) as error:
        console.print(str(error), style="red", markup=False)
        sys.exit(1)


def check(chosen: Settings) -> None:
    """Look at what the settings point to before anything is started. Raises CannotStart."""
    try:
        token_key(chosen)
        Policy.parse(policies.text_in(chosen.policy))
        for url in filter(None, (chosen.database_url, chosen.migration_url)):
            sqlalchemy_url(url)
    except ValueError as error:
        raise CannotStart(str(error)) from None


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

    def __init__(self, config: uvicorn.Config, api: Starlette) -> None:
        super().__init__(config)
        self.api = api

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Finish open requests on the first signal, drop them on the second."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """What is here now stays: the garbage collector need not walk through it under every few requests."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams of notices first: their connections would outlast the grace."""
        stream: Stream = self.api.state.stream
        await stream.stop()
        await super().shutdown(sockets)


async def serve(chosen: Settings, database: Addresses, door: socket.socket) -> None:
    """Answer requests at `door` until a signal comes."""
    pool = Database(database.api, chosen.pool_size)
    try:
        await answers(pool)
        api = create_app(chosen, pool, with_worker=chosen.database_url is None)
        config = uvicorn.Config(
            api,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
        where = f"http://{host}:{chosen.port}"
        console.print(f"Callout {where} · API: {where}/docs · Ctrl-C stops it", style="bold", markup=False)
        console.print(database.place, markup=False)
        if await demonstrates(chosen, pool):
            console.print(
                f"Demo data: sign in as {', '.join(demo_data.PEOPLE)}; password: {demo_data.PASSWORD}"
            )
        await Server(config, api).serve(sockets=[door])
    finally:
        await pool.close()


async def answers(pool: Database) -> None:
    """Raises CannotStart where the database is out of reach."""
    try:
        async with pool.transaction() as tx:
            await tx.sql.fetchval("SELECT 1")
    except Exception as error:
        if disconnected(error):
            raise CannotStart(f"the database does not answer: {error}") from None
        raise


async def demonstrates(chosen: Settings, pool: Database) -> bool:
    """Load the demo data where a database on this machine alone has nobody yet; whether it is there.

    Its password is public, so a server that others can reach never gets it.
    """
    if chosen.database_url or not (chosen.host == "localhost" or ip_address(chosen.host).is_loopback):
        return False
    async with pool.transaction() as tx:
        await demo_data.load(tx, Policy.parse(policies.text_in(chosen.policy)), clock.now())
        return await tx.session.get(Staff, demo_data.made("dispatcher")) is not None


@asynccontextmanager
async def connected(database: Addresses) -> AsyncIterator[Database]:
    """A small pool for one command."""
    pool = Database(database.api, pool_size=2)
    try:
        yield pool
    finally:
        await pool.close()


async def work(chosen: Settings, database: Addresses) -> None:
    """Run the worker until a signal comes; a job under way is finished first."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with connected(database) as pool:
        async with pool.transaction() as tx:
            policy = await policies.keep(tx, policies.text_in(chosen.policy))
        await background.run(background.tools_of(chosen, pool, policy), stop)


async def put_on_staff(database: Addresses, login: str, name: str, roles: list[Role], password: str) -> None:
    """Add a person, by the rules of the API. Raises Problem `login_taken`, CannotStart for one broken."""
    try:
        said = StaffIn(id=uuid4(), name=name, login=login, password=password, roles=frozenset(roles))
    except ValidationError as error:
        wrong = [f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors(include_input=False)]
        raise CannotStart("; ".join(wrong)) from None
    person = Staff(
        **said.model_dump(exclude={"password"}),
        password_hash=await passwords.hashed(said.password),
        created_at=clock.now(),
    )
    async with connected(database) as pool, pool.transaction() as tx:
        await add_staff(tx, person)


async def look(chosen: Settings, database: Addresses) -> list[Finding]:
    """All that is wrong with orders, photos, seals, papers and the anchor."""
    async with connected(database) as pool:
        holds, keys = open_store(chosen).holds, open_keys(chosen)
        checks = [checked(holds), sealed(keys), printed(holds), anchored(open_anchor(chosen), keys), booked]
        return await audited(pool, checks)


async def written_off(chosen: Settings, database: Addresses, reason: str) -> tuple[int, int]:
    """Accept what a restore has lost; gives of how many orders, and how many lack what none has taken."""
    async with connected(database) as pool:
        return await accepted(pool, open_anchor(chosen), open_keys(chosen), reason, clock.now())


async def fold_anew(database: Addresses) -> tuple[int, list[Finding]]:
    """How many orders were folded anew, and what is wrong with the others that should be."""
    async with connected(database) as pool:
        return await refolded(pool)


if __name__ == "__main__":
    app()
