"""What a phone waits for when it files a report: without part lines, and with some that use pieces."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import orjson

from backend.database import Database
from backend.journal import policies
from backend.order.document import Movement
from backend.order.parts.stock import van
from backend.order.report import digest
from tests.bench.client import Line, line
from tests.bench.parts.desks import Figure
from tests.bench.parts.orders import OPENING, received
from tests.bench.phones import Ask, Phone, installed, issue
from tests.bench.recording import recorded
from tests.makers import new_id

PHONES, LINES, WARM, TURNS = 8, 3, 3, 25
ORDERS = 5 * (WARM + TURNS) + 3
"""Of each phone, a report on each."""
STATEMENTS_GOAL = 16
"""At most, of a sync with a visit's facts and all books that it touches."""


@dataclass(frozen=True, slots=True)
class Way:
    """How reports are filed: with so many lines, of parts that all phones use or only one, by how many phones
    at once, and within how many milliseconds each, where that was said.
    """

    lines: int = 0
    same: bool = False
    at_once: int = 1
    goal_ms: float | None = None


WAYS = {
    "a report without part lines, alone": Way(),
    f"a report of {LINES} lines, alone": Way(LINES, goal_ms=25),
    f"without part lines, {PHONES} phones at once": Way(at_once=PHONES),
    f"{LINES} lines, {PHONES} phones at once": Way(LINES, at_once=PHONES),
    f"{LINES} lines, {PHONES} phones at once, all of the same parts": Way(LINES, same=True, at_once=PHONES),
}


def number(phone: int, n: int, *, same: bool) -> str:
    """A part's number: of this phone alone, or of all phones."""
    return f"SAME-{n}" if same else f"OWN-{phone}-{n}"


def report(place: int, phone: Phone, turn: int, way: Way) -> dict[str, Any]:
    """The contract's example as the report on an order of the phone's, each of its lines uses a piece."""
    order_id, report_id = phone.orders[turn], str(new_id())
    said = phone.fact(order_id, "report.filed", "", 0)
    content = said["body"]["content"]
    line = content["parts"][0] | {"serial_in": None, "serial_out": None}
    numbers = [number(place, n, same=way.same) for n in range(way.lines)]
    content |= {"order_id": str(order_id), "report_id": report_id,
                "parts": [line | {"id": str(new_id()), "number": one} for one in numbers]}  # fmt: skip
    said["body"] = {"report_id": report_id, "version": 1, "digest": digest(content), "content": content}
    return said


class Fleet:
    """Phones with orders to report on, each with a connection of its own and its van full."""

    def __init__(self, phones: list[Phone], epoch: str) -> None:
        self.phones, self.epoch = phones, epoch
        self.turns = [0] * len(phones)
        self.lines: list[Line] = []

    def ask(self, place: int, way: Way) -> Ask:
        """The next report of a phone; its order comes back, and nothing else."""
        phone, turn = self.phones[place], self.turns[place]
        self.turns[place] += 1
        facts = [report(place, phone, turn, way)]
        return Ask.of(phone.envelope(self.epoch, len(phone.orders) + turn, turn, facts), phone.token, turn)

    async def send(self, place: int, ask: Ask) -> None:
        """Raises RuntimeError where it is not applied, or a piece was on nobody's books."""
        answer = await self.lines[place].ask(ask.raw)
        said = orjson.loads(answer.partition(b"\r\n\r\n")[2])
        outcomes = [one["outcome"] for one in said.get("results", [])]
        if (outcomes, [one["flags"] for one in said.get("orders", [])]) != (["applied"], [[]]):
            raise RuntimeError(f"a report is answered {answer[:800]!r}")


async def fleet(database: Database, key: bytes) -> Fleet:
    """All phones, with their orders and what is in their vans."""
    phones = [await installed(database, f"Reporter {n}", key) for n in range(PHONES)]
    async with database.transaction() as tx:
        policy = await policies.keep(tx, policies.text_in(None))
        epoch: str = await tx.sql.fetchval("SELECT value FROM epoch")
    for phone in phones:
        await issue(database, policy, phone, ORDERS)
    pieces = [
        Movement(number=number(place, n, same=same), quantity=1000, source=OPENING,
                 target=van(phone.actor.staff_id))
        for place, phone in enumerate(phones) for n in range(LINES) for same in (False, True)
    ]  # fmt: skip
    await received(database, "opening", pieces)
    return Fleet(phones, epoch)


async def filed(url: str, fleet: Fleet) -> dict[str, Figure]:
    """Each way by turns, so that a busy machine is one for all: milliseconds of a report; where all send at
    once, of all divided by their number.
    """
    fleet.lines = [await line(url) for _ in fleet.phones]
    took: dict[str, list[float]] = {name: [] for name in WAYS}
    for turn in range(WARM + TURNS):
        for name, way in WAYS.items():
            for first in range(0, PHONES, way.at_once):
                places = range(first, first + way.at_once)
                asks = [fleet.ask(place, way) for place in places]
                began = perf_counter()
                await asyncio.gather(*map(fleet.send, places, asks))
                if turn >= WARM:
                    took[name].append(1000 * (perf_counter() - began) / way.at_once)
    return {name: Figure(median(times), WAYS[name].goal_ms) for name, times in took.items()}


async def counted(url: str, folder: Path, key: str, fleet: Fleet) -> dict[str, int]:
    """Statements of the sync that brings a report, BEGIN and COMMIT not counted; of one that is known."""
    ways = {"a report without part lines": Way(), f"a report of {LINES} lines": Way(LINES)}
    found = await recorded(url, folder, key, [fleet.ask(0, way) for way in (Way(), *ways.values())])
    return {name: one.statements for name, one in zip(ways, found[1:], strict=True)}
