"""What a phone waits for its sync while others stream photos without pause, from a process of their own.

    python -m tests.bench.streaming <photos of each phone> <URL>

This process says when the first photo is stored, streams until nobody holds its standard input any more, and
says then how many MB it brought in a second.
"""

import asyncio
import gc
import pickle
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import uvloop

from backend.demo import stage
from tests.bench.client import line
from tests.bench.measure import check
from tests.bench.phones import Ask
from tests.bench.photos import MB, Shot
from tests.bench.uploads import put

STREAMERS = 4
STREAMED = 300
"""Photos that each of them has to bring; more than it can."""
STREAMED_BYTES = 4 * MB
SYNCS, PULLS = 800, 3000
"""Requests, the second half of them beside photos."""
STOP_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds of each request, alone and while photos stream."""

    alone: list[float]
    streaming: list[float]

    def at(self, per_cent: int) -> tuple[float, float]:
        """What so many requests do not exceed: alone, and while photos stream."""
        alone, streaming = (quantiles(times, n=100)[per_cent - 1] for times in (self.alone, self.streaming))
        return alone, streaming


def waits(
    folder: Path, url: str, asks: Mapping[str, Sequence[Ask]], shots: Sequence[Sequence[Shot]]
) -> tuple[dict[str, Waits], float]:
    """What the requests of each kind wait, the first half alone, and how many MB/s came beside the second.

    Raises RuntimeError where an answer is wrong, and where photos ended before the requests.
    """
    halves = {name: (some[: len(some) // 2], some[len(some) // 2 :]) for name, some in asks.items()}
    alone = {name: uvloop.run(in_turn(url, half)) for name, (half, _) in halves.items()}
    path = folder / "shots"
    path.write_bytes(pickle.dumps(shots))
    command = (sys.executable, "-m", "tests.bench.streaming", str(path), url)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=stage.ROOT, stdin=pipe, stdout=pipe, text=True) as others:
        assert others.stdout
        others.stdout.readline()
        beside = {name: uvloop.run(in_turn(url, half)) for name, (_, half) in halves.items()}
        said, _ = others.communicate(timeout=STOP_TIMEOUT_S)
    if others.returncode:
        raise RuntimeError("the phones did not stream photos until the end")
    return {name: Waits(alone[name], beside[name]) for name in asks}, float(said)


async def in_turn(url: str, asks: Sequence[Ask]) -> list[float]:
    """Each request after the one before; gives the milliseconds of all but a first tenth."""
    phone, took = await line(url), []
    gc.collect()
    gc.disable()
    for ask in asks:
        began = time.perf_counter()
        answer = await phone.ask(ask.raw)
        took.append(1000 * (time.perf_counter() - began))
        check([[ask]], [[answer]])
    gc.enable()
    phone.close()
    return took[len(took) // 10 :]


async def stream(url: str, phones: Sequence[Sequence[Shot]]) -> float:
    """Bring photos until nobody wants more; gives MB/s. Raises RuntimeError where there are no more."""
    ended, brought = asyncio.Event(), 0

    async def carry(shots: Sequence[Shot]) -> None:
        nonlocal brought
        way = await line(url)
        for shot in shots:
            if ended.is_set():
                way.close()
                return
            await put(way, shot)
            brought += shot.size
            if brought == shot.size:
                print("streaming", flush=True)  # noqa: T201  # a word for the process that waits
        raise RuntimeError("the photos were too few")

    watch = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    watch.add_done_callback(lambda _: ended.set())
    began = time.perf_counter()
    await asyncio.gather(*map(carry, phones))
    return brought / MB / (time.perf_counter() - began)


if __name__ == "__main__":
    print(uvloop.run(stream(sys.argv[2], pickle.loads(Path(sys.argv[1]).read_bytes()))))  # noqa: S301, T201  # the bench wrote it
