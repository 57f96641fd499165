"""`callout run`, life after life, each killed at the point that a line of the input names.

A line is a point and the arrival at it: `commit 3` ends the life at the third COMMIT of a push; `none 0` lets
it live until a signal comes. What was imported once is forked, so that a life begins in a fraction of a
second. Said on the output: `ready`, `killed` with the ids of the new facts that were on their way, `ended`
with the exit code. The server's own words go to the file that the first argument names.
"""

import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from backend import __main__ as command
from backend.database import Database, Transaction
from backend.journal import feed, load, write
from backend.notices import outbox
from backend.sync import sync

POINTS: dict[str, tuple[Any, str]] = {
    "first_answers": (load, "first_answers"),
    "locked": (load, "locked"),
    "waiting": (load, "waiting"),
    "known": (load, "known"),
    "entries": (write, "entries"),
    "outbox": (outbox, "write"),
    "bump": (feed, "bump"),
    "answer": (sync, "answer"),
}
"""Functions on the way of a sync; to be killed at one is to be killed before it."""
BEFORE, AFTER = "commit", "committed"
"""Before a push's COMMIT is sent, and after it, before anything is answered."""
LOST = (*(point for point in POINTS if point != "answer"), BEFORE)
"""Where nothing of the push may be left."""
KEPT = (AFTER, "answer")
"""Where all of it is."""

PUSHED: ContextVar[list[str] | None] = ContextVar("PUSHED", default=None)
"""The facts of the push that is under way in this task, as far as they are known to be new."""


class End:
    """The end of a life, at the n-th arrival at a point."""

    def __init__(self, point: str, arrival: int, control: int) -> None:
        self.point, self.left, self.control = point, arrival, control

    def at(self, point: str) -> None:
        """Somebody came to a point with facts."""
        pushed = PUSHED.get()
        if point != self.point or pushed is None:
            return
        self.left -= 1
        if not self.left:
            tell(self.control, f"killed {' '.join(pushed)}")
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        """Put the points in the way."""
        self.put_points()
        startup = command.Server.startup

        async def started(server: command.Server, *args: Any, **named: Any) -> None:
            await startup(server, *args, **named)
            tell(self.control, "ready")

        put(command.Server, "startup", started)

    def put_points(self) -> None:
        """Those of a push."""
        for name, (module, attribute) in POINTS.items():
            put(module, attribute, self.before(name, getattr(module, attribute)))
        put(Database, "transaction", self.around(Database.transaction))

    def before(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function, with the point before it."""

        async def asked(sql: Any, facts: Any, reader: Any) -> Any:
            PUSHED.set(PUSHED.get() or [])
            self.at(name)
            answered = await function(sql, facts, reader)
            PUSHED.set([str(said.id) for said in facts if said.id not in answered])
            return answered

        def killed(*args: Any, **named: Any) -> Any:
            self.at(name)
            return function(*args, **named)

        return asked if name == "first_answers" else killed

    def around(self, transaction: Callable[[Database], Any]) -> Callable[[Database], Any]:
        """`Database.transaction`, with a point before and one after COMMIT where facts came through it."""

        @asynccontextmanager
        async def killed(database: Database) -> AsyncIterator[Transaction]:
            before = PUSHED.get()
            async with transaction(database) as tx:
                yield tx
                if before is None:
                    self.at(BEFORE)
            if before is None:
                self.at(AFTER)

        return killed


def put(owner: Any, name: str, value: Any) -> None:
    """Put something in the place of what is there."""
    getattr(owner, name)
    setattr(owner, name, value)


def tell(control: int, line: str) -> None:
    """A line for the test."""
    os.write(control, f"{line}\n".encode())


def main(end: type[End]) -> None:
    """Live as often as the input says, each life up to its end."""
    control = os.dup(1)
    words = os.open(sys.argv[1], os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        point, arrival = line.split()
        life = os.fork()
        if life == 0:
            os.dup2(words, 1)
            os.dup2(words, 2)
            end(point, int(arrival), control).install()
            command.app(["run"])
        _, status = os.waitpid(life, 0)
        tell(control, f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main(End)
