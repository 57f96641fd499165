"""What desks wait for: a page of a list, the whole of it as a file, and a file of what was there before."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import orjson

from backend.people.actor import Actor
from backend.people.tokens import issue_access
from tests.bench.client import Line, line
from tests.bench.parts.orders import TECHNICIANS
from tests.makers import MANAGER, STOREKEEPER, new_id

ROUNDS, PAGE, PIECES = 9, 50, 2000
PAGE_GOAL_MS, WHOLE_GOAL_MS, FILE_GOAL_MS = 100, 2000, 500
LISTS = {
    "requisitions": "requisitions?",
    "old parts": "old-parts?",
    "write-offs": "write-offs?",
    "claims by age": "claims?",
    "claims, the settled too": "claims?state=all&",
    "freights to approve": "freights?open=true&",
    "freights": "freights?",
    "accounts of technicians": "accounts/technicians?",
    "stock": "stock?",
}
OF_ONE = f"old-parts?technician={TECHNICIANS[7].staff_id}&"


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds, the median of some rounds, and how many they may be at most, where that was said."""

    ms: float
    goal_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who asks over a connection of his own."""

    line: Line
    token: str

    async def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        """The body of what is answered. Raises RuntimeError for any answer but 200."""
        head = (
            f"{method} /v1/{path} HTTP/1.1\r\nhost: callout\r\nauthorization: Bearer {self.token}\r\n"
            f"content-type: text/csv\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        answer = await self.line.ask(head.encode() + body)
        said, _, content = answer.partition(b"\r\n\r\n")
        if not said.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path} is answered {answer[:800]!r}")
        return content


async def desk(url: str, who: Actor, key: bytes) -> Desk:
    """Somebody at his desk."""
    token = issue_access(who.staff_id, who.device_id, key, datetime.now(UTC), timedelta(hours=1))
    return Desk(await line(url), token)


async def timed(work: Callable[[], Awaitable[Any]], goal_ms: float | None = None) -> Figure:
    """How long this takes, once it has been done before."""
    await work()
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        await work()
        times.append(1000 * (perf_counter() - began))
    return Figure(median(times), goal_ms)


async def page(desk: Desk, path: str) -> None:
    """The first of a list. Raises RuntimeError where it is empty."""
    if not orjson.loads(await desk.ask("GET", f"{path}limit={PAGE}"))["items"]:
        raise RuntimeError(f"{path} is empty")


async def whole(desk: Desk, path: str) -> None:
    """All of a list. Raises RuntimeError where it has no more than a page."""
    rows = (await desk.ask("GET", f"{path}format=csv")).count(b"\n") - 1
    if rows <= PAGE:
        raise RuntimeError(f"{path} has {rows} rows in all")


async def lists(url: str, key: bytes) -> dict[str, Figure]:
    """Each list as a manager reads it, and what somebody else waits at most while the longest is made."""
    manager, other = await desk(url, MANAGER, key), await desk(url, STOREKEEPER, key)
    figures = {}
    for name, path in LISTS.items():
        figures[f"{name}, a page of {PAGE}"] = await timed(partial(page, manager, path), PAGE_GOAL_MS)
        figures[f"{name}, all as CSV"] = await timed(partial(whole, manager, path), WHOLE_GOAL_MS)
    figures[f"old parts of one technician, a page of {PAGE}"] = await timed(
        partial(page, manager, OF_ONE), PAGE_GOAL_MS
    )
    waits = [await longest_wait(other, whole(manager, LISTS["stock"])) for _ in range(ROUNDS)]
    figures["longest wait of another request meanwhile"] = Figure(median(waits))
    return figures


async def longest_wait(desk: Desk, work: Coroutine[Any, Any, None]) -> float:
    """Milliseconds of the slowest of this person's requests, one after another, until the work is done."""
    waits, working = [], asyncio.create_task(work)
    while not working.done():
        began = perf_counter()
        await desk.ask("GET", "me")
        waits.append(1000 * (perf_counter() - began))
    await working
    return max(waits)


async def files(url: str, key: bytes) -> dict[str, Figure]:
    """A file of what was there before, 2,000 pieces with serials: tried, and meant."""
    storekeeper = await desk(url, STOREKEEPER, key)

    async def sent(numbers: int, *, dry_run: bool) -> None:
        key = new_id()
        rows = [f"store,PUMP-1-{n % numbers},1,{key}-{n}" for n in range(PIECES)]
        body = "\n".join(["account,number,quantity,serial", *rows]).encode()
        path = f"stock/import?id={key}&dry_run={str(dry_run).lower()}"
        if orjson.loads(await storekeeper.ask("POST", path, body))["added"] != PIECES:
            raise RuntimeError("a file is not taken whole")

    named = f"a file of {PIECES} pieces with serials"
    return {
        f"{named}, of one part, tried": await timed(lambda: sent(1, dry_run=True), FILE_GOAL_MS),
        f"{named}, of 100 parts, tried": await timed(lambda: sent(100, dry_run=True), FILE_GOAL_MS),
        f"{named}, of 100 parts, taken": await timed(lambda: sent(100, dry_run=False), FILE_GOAL_MS),
    }
