"""The database on which everything happens, and how several people do something there at once."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import asyncpg

from backend.database import Database, drivers, lock_keys, passing
from backend.journal.audit import audit
from backend.parts import ledger
from backend.problems import Problem
from backend.warranty.audit import booked
from tests.makers import settle_in
from tests.parts.machine.acts import Act, Answer

MOST_AT_ONCE = 4
TRIES = 3
WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""

T = TypeVar("T")


class Stage:
    """One database and a loop of its own. `deadlocks` collects those that PostgreSQL had to break."""

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self.database = Database(url, pool_size=MOST_AT_ONCE + 1)
        self.deadlocks: list[Exception] = []

    def prepare(self) -> None:
        """Everybody is known."""
        self.run(settle_in(self.database))

    def close(self) -> None:
        """Let go of everything."""
        self.run(self.database.close())
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something to the end."""
        return self._runner.run(work)

    def at_once(self, acts: Sequence[Act], held: Sequence[str] = ()) -> list[Answer]:
        """The answers to what is done at once. Before the first may look at a `held` part number, all of them
        have come as far as they can without it.
        """
        return self.run(self._held_up(acts, held) if held else self._together(acts))

    async def _together(self, acts: Sequence[Act]) -> list[Answer]:
        return await asyncio.gather(*map(self._attempt, acts))

    async def _held_up(self, acts: Sequence[Act], numbers: Sequence[str]) -> list[Answer]:
        async with asyncio.timeout(20), self.database.transaction() as tx:
            await lock_keys(tx.sql, ledger.locks(numbers))
            tasks = [asyncio.create_task(self._attempt(act)) for act in acts]
            come = 0
            while come < len(tasks):
                await tx.sql.execute("SELECT pg_stat_clear_snapshot()")  # or it sees the same for ever
                come = sum(task.done() for task in tasks) + await tx.sql.fetchval(WAITING)
        return await asyncio.gather(*tasks)

    async def _attempt(self, act: Act) -> Answer:
        """Once more after trouble with locks, as phones and desks do, and after a twin that was quicker."""
        for _ in range(TRIES):
            try:
                async with self.database.transaction() as tx:
                    return await act.perform(tx)
            except Problem as problem:
                return problem.code, problem.detail
            except Exception as error:
                trouble = drivers(error)
                if isinstance(trouble, asyncpg.DeadlockDetectedError):
                    self.deadlocks.append(trouble)
                elif not (passing(error) or same_fact(trouble)):
                    raise
        raise AssertionError(f"in vain: {act}")

    def fetch(self, query: str, *values: object) -> list[asyncpg.Record]:
        """What the database says."""

        async def read() -> list[asyncpg.Record]:
            async with self.database.transaction() as tx:
                rows: list[asyncpg.Record] = await tx.sql.fetch(query, *values)
                return rows

        return self.run(read())

    def findings(self) -> list[str]:
        """What `callout audit` says is wrong."""
        return [str(finding) for finding in self.run(audit(self.database, [booked]))]


def same_fact(error: Exception) -> bool:
    """Somebody has stored this fact meanwhile."""
    return isinstance(error, asyncpg.UniqueViolationError) and error.constraint_name == "fact_pkey"
