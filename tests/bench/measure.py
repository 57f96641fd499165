"""The application and the bare handler, asked the same by turns: what each takes."""

import asyncio
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median, quantiles

import orjson

from tests.bench.client import Line, line
from tests.bench.phones import ALONE, KINDS, PHONES, PULLED, SYNCS, WARM, Ask

IN_A_ROUND = 3
"""Requests of each phone in one round of all phones."""
PULLS_ALONE = 1500
PULL_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds a request for the application and for the bare handler: of each request, or of each round
    divided by the requests in it.
    """

    ours: list[float]
    bare: list[float]

    @property
    def over_bare(self) -> float:
        """How many requests the application answers while the bare handler answers one."""
        return median(self.bare) / median(self.ours)

    @property
    def undisturbed(self) -> float:
        """The same of the fastest tenth of either: what a machine with other work to do hides least."""
        return quantiles(self.bare, n=10)[0] / quantiles(self.ours, n=10)[0]


async def by_turns(urls: tuple[str, str], rounds: Sequence[Sequence[Sequence[Ask]]]) -> Figure:
    """Each round to the application and to the bare handler, the one first that was second before.

    A round is a list of requests for each phone that takes part; phones ask beside one another, and each its
    own requests in turn, over a connection of its own. Raises RuntimeError where an answer is not what was
    asked for.
    """
    sides = [[await line(url) for _ in rounds[0]] for url in urls]
    took: tuple[list[float], list[float]] = ([], [])
    for turn, asked in enumerate(rounds):
        for side in (turn % 2, 1 - turn % 2):
            began = time.perf_counter()
            answers = await beside(sides[side], asked)
            seconds = time.perf_counter() - began
            took[side].append(1000 * seconds / sum(map(len, asked)))
            check(asked, answers)
    for one in (*sides[0], *sides[1]):
        one.close()
    return Figure(*took)


async def beside(lines: Sequence[Line], asked: Sequence[Sequence[Ask]]) -> list[list[bytes]]:
    """What all phones are answered; one alone needs no task."""
    if len(lines) == 1:
        return [await talk(lines[0], asked[0])]
    return await asyncio.gather(*map(talk, lines, asked))


async def talk(line: Line, asks: Sequence[Ask]) -> list[bytes]:
    """Requests of one phone, in turn."""
    return [await line.ask(ask.raw) for ask in asks]


def check(asked: Sequence[Sequence[Ask]], answers: Sequence[Sequence[bytes]]) -> None:
    """Every fact is applied, and what ought to be pulled is there."""
    for ask, answer in zip(chain(*asked), chain(*answers), strict=True):
        head, _, body = answer.partition(b"\r\n\r\n")
        said = orjson.loads(body) if head.startswith(b"HTTP/1.1 200") else {}
        outcomes = [result["outcome"] for result in said.get("results", [])]
        pushes = ask.number < PHONES * SYNCS
        expected = (["applied"] * len(KINDS), PULLED) if pushes else ([], 0)
        if (outcomes, len(said.get("orders", "?"))) != expected:
            raise RuntimeError(f"request {ask.number} is answered {answer[:400]!r}")


async def measured(ours: str, bare: str, asks: Sequence[Ask]) -> dict[str, Figure]:
    """The four figures, by name."""
    syncs = [asks[number * SYNCS : (number + 1) * SYNCS] for number in range(PHONES)]
    pulls = [[ask] for ask in asks[PHONES * SYNCS :]]
    urls = (ours, bare)
    gc.collect()
    gc.freeze()
    gc.disable()
    await by_turns(urls, [[mine[turn : turn + 1] for mine in syncs] for turn in range(WARM)])
    await by_turns(urls, [pulls] * WARM)
    alone = range(WARM, WARM + ALONE)
    together = range(WARM + ALONE, SYNCS, IN_A_ROUND)
    figures = {
        "sync": await by_turns(urls, [[mine[turn : turn + 1]] for turn in alone for mine in syncs]),
        "empty_pull": await by_turns(urls, [[pulls[n % PHONES]] for n in range(PULLS_ALONE)]),
        "sync_together": await by_turns(
            urls, [[mine[turn : turn + IN_A_ROUND] for mine in syncs] for turn in together]
        ),
        "empty_pull_together": await by_turns(urls, [[one * IN_A_ROUND for one in pulls]] * PULL_ROUNDS),
    }
    gc.enable()
    return figures
