"""The background work of a process: takes jobs as they fall due and does what HANDLERS says by name."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import asyncpg
import structlog

from backend import clock
from backend.database import Database, Transaction
from backend.jobs import Claimed, claim, enqueue, settle
from backend.journal import upkeep
from backend.journal.door import reconsider
from backend.order.policy import Policy
from backend.photos.derive import Darkroom, Developer
from backend.photos.store import Store, open_store
from backend.reports.anchor import Anchor, open_anchor
from backend.reports.anchor import heads as anchored
from backend.reports.keys import Keys, open_keys
from backend.reports.press import Press
from backend.settings import Settings
from backend.uploads.sweep import DIGITS, expire
from backend.uploads.sweep import sweep_objects as remove_orphans
from backend.warranty.accounts import tell_of_differences
from backend.warranty.reminders import remind

POLL_S = 1
"""A job that was asked for is heard of at once; one that falls due, or whose bell was lost, after this."""
HANDLER_TIMEOUT_S = 50
"""Less than the lease: nobody else has the job while a handler runs."""
SWEEP_EVERY = timedelta(minutes=1)
ARCHIVE_EVERY = timedelta(hours=1)
EXPIRE_EVERY = timedelta(hours=1)
ORPHANS_EVERY = timedelta(days=1)
REMIND_EVERY = timedelta(days=1)
NIGHT = time(18, tzinfo=UTC)
"""When nobody waits for the database: 02:00 at the offices of China."""
ANCHOR_EVERY = timedelta(hours=1)
ANCHOR_AGAIN = timedelta(minutes=5)
ANCHOR_TIMEOUT_S = 40
"""Less than HANDLER_TIMEOUT_S: there is to be time to ask for the next one."""
AT_ONCE = 500
"""So many orders or feed rows are taken at once."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tools:
    """What every job of a process is done with."""

    database: Database
    policy: Policy
    store: Store
    darkroom: Darkroom
    keys: Keys
    anchor: Anchor
    public_address: str

    def work(self, key: str, now: datetime) -> "Work":
        """A job on `key`, taken now, to be done with these."""
        return Work(**{one.name: getattr(self, one.name) for one in fields(Tools)}, key=key, now=now)


@dataclass(frozen=True, slots=True)
class Work(Tools):
    """What a handler works with; `key` says what to work on, `now` is when the job was taken."""

    key: str
    now: datetime


Handler = Callable[[Work], Awaitable[None]]
"""May run again after it has succeeded, and must then change nothing more."""


async def sweep_waiting(work: Work) -> None:
    """Judge again what raced."""
    await sweep(work, "sweep_waiting", upkeep.raced)
    if not work.key:
        async with work.database.transaction() as tx:
            await enqueue(tx, "sweep_waiting", "", work.now + SWEEP_EVERY)


async def sweep_upgraded(work: Work) -> None:
    """Judge again what waited for this version."""
    await sweep(work, "sweep_upgraded", upkeep.upgraded)


async def sweep(
    work: Work, name: str, orders: Callable[[Transaction, UUID, int], Awaitable[list[UUID]]]
) -> None:
    """Judge again what waits on `orders`, each in a transaction of its own, and ask for what is left.

    The key is the order after which to go on, empty at the beginning.
    """
    after = UUID(work.key) if work.key else UUID(int=0)
    async with work.database.transaction() as tx:
        found = await orders(tx, after, AT_ONCE)
    for order_id in found:
        await sweep_order(work, order_id)
    if len(found) == AT_ONCE:
        async with work.database.transaction() as tx:
            await enqueue(tx, name, str(found[-1]), work.now)


async def sweep_order(work: Work, order_id: UUID) -> None:
    """Judge again what waits on one order. What fails here must not keep the others waiting."""
    try:
        async with work.database.transaction() as tx:
            moved = await reconsider(tx, [order_id], work.policy, work.now)
        log.info("waits_swept", order_id=str(order_id), moved=moved)
    except Exception:
        log.exception("sweep_failed", order_id=str(order_id))


async def anchor_heads(work: Work) -> None:
    """Anchor the heads of all chains; what fails is tried again, for silence is suspicious."""
    number = None
    try:
        async with asyncio.timeout(ANCHOR_TIMEOUT_S):
            number = await anchored.anchor_heads(work.database, work.anchor, work.keys, work.now)
        log.info("heads_anchored", number=number)
    except Exception:
        log.exception("anchor_failed")
    # Whoever seems to be writing may be dead: his connection outlives him a little.
    wait = ANCHOR_EVERY if number else ANCHOR_AGAIN
    async with work.database.transaction() as tx:
        await enqueue(tx, "anchor_heads", "", work.now + wait)


async def archive_closed(work: Work) -> None:
    """Take orders beyond the horizon off the phones."""
    archived = AT_ONCE
    while archived == AT_ONCE:
        async with work.database.transaction() as tx:
            archived = await upkeep.archive(tx, work.now, AT_ONCE)
    async with work.database.transaction() as tx:
        await enqueue(tx, "archive_closed", "", work.now + ARCHIVE_EVERY)


async def derive_photo(work: Work) -> None:
    """Look at an object of the store; the key is its SHA-256."""
    await Developer(work.database, work.store, work.darkroom, work.policy).derive(work.key, work.now)


async def expire_uploads(work: Work) -> None:
    """Let go of uploads that nobody goes on with, and of what killed processes left of them."""
    await expire(work.database, work.store, work.now)
    async with work.database.transaction() as tx:
        await enqueue(tx, "expire_uploads", "", work.now + EXPIRE_EVERY)


async def remind_of_parts(work: Work) -> None:
    """Remind of old parts and claims that are due. The key is the order after which to go on."""
    after = UUID(work.key) if work.key else UUID(int=0)
    async with work.database.transaction() as tx:
        last = await remind(tx, after, work.now, AT_ONCE)
        await enqueue(
            tx, "remind_of_parts", str(last) if last else "", work.now if last else work.now + REMIND_EVERY
        )


async def prove_accounts(work: Work) -> None:
    """Prove what each technician was given, and tell of differences."""
    async with work.database.transaction() as tx:
        differing = await tell_of_differences(tx)
        await enqueue(tx, "prove_accounts", "", next_night(work.now))
    log.info("accounts_proved", differing=differing)


def next_night(now: datetime) -> datetime:
    """The next NIGHT after `now`."""
    tonight = datetime.combine(now.astimezone(UTC), NIGHT)
    return tonight if tonight > now else tonight + timedelta(days=1)


async def press_reports(work: Work) -> None:
    """Seal and print what an order's reports owe; the key is the order's id."""
    press = Press(work.database, work.policy, work.store, work.darkroom, work.keys, work.public_address)
    await press.press(UUID(work.key), work.now)


async def sweep_objects(work: Work) -> None:
    """Remove objects that no row names. The key is the digit that their digests begin with."""
    digit = work.key or DIGITS[0]
    swept = await remove_orphans(work.database, work.store, digit, work.now)
    log.info("objects_swept", digit=digit, count=swept)
    follows = DIGITS[DIGITS.index(digit) + 1 :][:1]
    async with work.database.transaction() as tx:
        await enqueue(tx, "sweep_objects", follows, work.now if follows else work.now + ORPHANS_EVERY)


HANDLERS: dict[str, Handler] = {
    "anchor_heads": anchor_heads,
    "archive_closed": archive_closed,
    "derive_photo": derive_photo,
    "expire_uploads": expire_uploads,
    "press_reports": press_reports,
    "prove_accounts": prove_accounts,
    "remind_of_parts": remind_of_parts,
    "sweep_objects": sweep_objects,
    "sweep_upgraded": sweep_upgraded,
    "sweep_waiting": sweep_waiting,
}
AT_START = (
    "anchor_heads", "archive_closed", "expire_uploads", "prove_accounts", "remind_of_parts", "sweep_objects",
    "sweep_upgraded", "sweep_waiting",
)  # fmt: skip
"""Asked for at every start; what is periodic then asks for itself."""


def tools_of(settings: Settings, database: Database, policy: Policy) -> Tools:
    """What the jobs of this process are done with."""
    store, keys, anchor = open_store(settings), open_keys(settings), open_anchor(settings)
    return Tools(database, policy, store, Darkroom(), keys, anchor, settings.public_address)


async def run(tools: Tools, stop: asyncio.Event) -> None:
    """Work until `stop` is set; a job under way is finished first. Trouble with the database is outlived."""
    bell, started = Bell(tools.database), False
    while not stop.is_set():
        try:
            await bell.listen()
            if not started:
                await start(tools.database, clock.now())
                started = True
            worked = await work_once(tools, clock.now())
        except Exception:
            log.exception("worker_failed")
            worked = False
        if not worked:
            await bell.wait(stop)
    await bell.close()
    await tools.darkroom.close()


async def start(database: Database, now: datetime) -> None:
    """Ask for periodic work, and for what this version, which may be a new one, can end."""
    async with database.transaction() as tx:
        for name in AT_START:
            await enqueue(tx, name, "", now)


async def work_once(tools: Tools, now: datetime) -> bool:
    """Do the job that is due longest; false where none is due."""
    async with tools.database.transaction() as tx:
        job = await claim(tx, list(HANDLERS), now)
    if job is None:
        return False
    failed = await failure(job, tools.work(job.key, now))
    async with tools.database.transaction() as tx:
        if not await settle(tx, job, clock.now(), failed):
            log.warning("lease_lost", job=job.name, job_id=str(job.id))
    return True


async def failure(job: Claimed, work: Work) -> str | None:
    """Do a job; gives the name of the error that ended it, if one did."""
    try:
        async with asyncio.timeout(HANDLER_TIMEOUT_S):
            await HANDLERS[job.name](work)
    except Exception as error:
        log.exception("job_failed", job=job.name, job_id=str(job.id), attempts=job.attempts)
        return type(error).__name__
    return None


class Bell:
    """Rings when a job is asked for. Only saves waiting: what it misses, the next poll finds."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.rung = asyncio.Event()
        self.line: asyncpg.Connection | None = None

    async def listen(self) -> None:
        """Listen from now on, anew where the connection was lost."""
        self.rung.clear()
        if self.line is None or self.line.is_closed():
            self.line = await self.database.listen()
            await self.line.add_listener("jobs", lambda *_: self.rung.set())

    async def wait(self, stop: asyncio.Event) -> None:
        """Until it rings, or `stop` is set, or it is time to look anyway."""
        waits = [asyncio.ensure_future(event.wait()) for event in (self.rung, stop)]
        await asyncio.wait(waits, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    async def close(self) -> None:
        """Stop listening."""
        if self.line is not None:
            await self.line.close()
