"""Every order in which some actors can go through named points, one of them moving at a time.

An actor is a coroutine that stops before each point until it is told to go on. One that runs into a lock of
PostgreSQL stands still by itself, and goes on by itself when that is let go.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import pytest

from backend.database import Database, Transaction
from backend.journal import feed, load, write

HANGS_S = 120
"""A schedule takes a tenth of a second: who takes so long will not come to an end."""
TRIES = 20

# All of them are blocked, twice in a row: nobody can have been on his way from one lock to the next.
BLOCKED = "SELECT bool_and(cardinality(pg_blocking_pids(pid)) > 0) FROM unnest($1::int[]) AS pid"

POINTS = {"first_answers": load, "locked": load, "entries": write, "bump": feed}
"""Functions of the door; to stop at one is to stop before it. `commit` is the last."""


@dataclass
class Actor:
    """One that is on its way; `at` is the point before which it stands, `pid` its backend."""

    name: str
    points: Sequence[str]
    task: asyncio.Task[Any] | None = None
    at: str | None = None
    pid: int | None = None
    go: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def moving(self) -> bool:
        """Neither at a point nor at the end."""
        return self.at is None and self.task is not None and not self.task.done()


ACTING: ContextVar[Actor | None] = ContextVar("ACTING", default=None)


async def stop(point: str) -> None:
    """Stand still before a point of one's own until it is one's turn; for whoever is no actor, nothing."""
    actor = ACTING.get()
    if actor is None or point not in actor.points:
        return
    actor.at = point
    await actor.go.wait()
    actor.go.clear()


@contextmanager
def stops() -> Iterator[None]:
    """Let actors stop at points of the door for as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for name, module in POINTS.items():
            patch.setattr(module, name, stopping(name, getattr(module, name)))
        patch.setattr(Database, "transaction", committing(Database.transaction))
        yield


def stopping(name: str, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """The function, with a stop before it."""

    async def stopped(*args: Any, **named: Any) -> Any:
        await stop(name)
        return await function(*args, **named)

    return stopped


def committing(transaction: Callable[[Database], Any]) -> Callable[[Database], Any]:
    """`Database.transaction`, with a stop before COMMIT."""

    @asynccontextmanager
    async def stopped(database: Database) -> AsyncIterator[Transaction]:
        async with transaction(database) as tx:
            if actor := ACTING.get():
                actor.pid = tx.sql.get_server_pid()
            yield tx
            await stop("commit")

    return stopped


Play = tuple[Callable[[], Coroutine[Any, Any, Any]], Sequence[str]]
"""What an actor does, and the points at which it stops."""


class Schedule:
    """One way through: `chosen` is who moved at each turn, `could` all who could have."""

    def __init__(self, monitor: asyncpg.Connection, plays: Mapping[str, Play], wanted: Sequence[str]) -> None:
        self.monitor = monitor
        self.plays = plays
        self.wanted = wanted
        self.actors = {name: Actor(name, points) for name, (_, points) in plays.items()}
        self.chosen: list[str] = []
        self.could: list[list[str]] = []

    async def run(self, between: Callable[[], Awaitable[None]]) -> dict[str, Any]:
        """Go it to the end, as wanted for as long as that can be; `between` is called at each turn.

        Gives what each actor gave. Raises whatever an actor raises, and AssertionError where none can move
        and not all have arrived.
        """
        async with asyncio.timeout(HANGS_S), asyncio.TaskGroup() as group:
            for actor in self.actors.values():
                actor.task = group.create_task(self.act(actor))
            await self.settle()
            while turn := [actor.name for actor in self.actors.values() if actor.at]:
                await between()
                wanted = self.wanted[len(self.chosen)] if len(self.chosen) < len(self.wanted) else None
                name = wanted if wanted in turn else turn[0]
                self.chosen.append(name)
                self.could.append(turn)
                await self.move(self.actors[name])
            stuck = [actor.name for actor in self.actors.values() if actor.moving]
            if stuck:
                raise AssertionError(f"{stuck} wait for each other after {self.chosen}")
        return {name: actor.task.result() for name, actor in self.actors.items() if actor.task}

    async def act(self, actor: Actor) -> Any:
        """One actor's way."""
        ACTING.set(actor)
        play, _ = self.plays[actor.name]
        return await play()

    async def move(self, actor: Actor) -> None:
        """Let one go on, until everybody stands still again."""
        actor.at = None
        actor.go.set()
        await self.settle()

    async def settle(self) -> None:
        """Wait until each actor is at a point, at its end, or behind somebody's lock."""
        seen = 0
        while moving := [actor for actor in self.actors.values() if actor.moving]:
            pids = [actor.pid for actor in moving]
            blocked = None not in pids and await self.monitor.fetchval(BLOCKED, pids)
            still = [actor for actor in self.actors.values() if actor.moving] == moving
            seen = seen + 1 if blocked and still else 0
            if seen == 2:
                return
            await asyncio.sleep(0)


class Ways:
    """All ways through, found by going them: what could have been done at a turn is done another time.

    Of two that wait for the same row PostgreSQL nearly always wakes the first to come first. Where it does
    not, that is a way of its own, which cannot be had again by wanting it: `TRIES` are enough.
    """

    def __init__(self) -> None:
        self.gone: set[tuple[str, ...]] = set()
        self._open: list[tuple[str, ...]] = [()]
        self._known: set[tuple[str, ...]] = {()}
        self._tries: Counter[tuple[str, ...]] = Counter()

    def next(self) -> tuple[str, ...] | None:
        """How the next way is to begin, the deepest fork first; None after the last."""
        return self._open.pop() if self._open else None

    def went(self, schedule: Schedule) -> None:
        """Remember a way, and where it forked."""
        chosen, wanted = tuple(schedule.chosen), tuple(schedule.wanted)
        self.gone.add(chosen)
        self._known |= {chosen[: at + 1] for at in range(len(chosen))}
        for at, turn in enumerate(schedule.could):
            forks = [(*chosen[:at], name) for name in turn]
            self._open += [fork for fork in forks if fork not in self._known]
            self._known.update(forks)
        if chosen[: len(wanted)] != wanted and self._tries[wanted] < TRIES:
            self._tries[wanted] += 1
            self._open.append(wanted)
