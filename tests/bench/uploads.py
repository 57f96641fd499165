"""Uploads by every way, and a plain copy of the same bytes to the same disk, by turns: what each takes."""

import asyncio
import os
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest, sha256
from pathlib import Path

from backend.uploads import tus
from tests.bench.client import Line, line
from tests.bench.measure import Figure
from tests.bench.photos import MB, Shot

SIZES = (4 * MB, 40 * MB)
CARRIERS = 8
"""So many phones send at once in the second figure."""
ALONE = {4 * MB: 12, 40 * MB: 6}
TOGETHER = {4 * MB: 6, 40 * MB: 3}
"""Photos of one phone alone, and of each of those at once: by size, one to warm up among them."""
PATCH_BYTES = 1024 * 1024
PIECE_BYTES = 64 * 1024
"""What a plain copy writes at once, which is what the server reads at once."""

Way = Callable[[Line, Shot], Awaitable[None]]


async def put(line: Line, shot: Shot) -> None:
    """A raw PUT."""
    answer = await line.ask(head("PUT", f"/v1/photos/{shot.id}", shot, shot.size), *shot.parts())
    expect(answer, b"201")


async def whole(line: Line, shot: Shot) -> None:
    """By tus: a creation, and one PATCH."""
    place = await create(line, shot)
    await patch(line, shot, place, 0, list(shot.parts()))


async def in_pieces(line: Line, shot: Shot) -> None:
    """By tus: a creation, and a PATCH for each MiB."""
    place, offset = await create(line, shot), 0
    content = memoryview(b"".join(shot.parts()))
    while offset < shot.size:
        piece = content[offset : offset + PATCH_BYTES]
        await patch(line, shot, place, offset, [piece])
        offset += len(piece)


async def create(line: Line, shot: Shot) -> str:
    """Begin by tus; gives the path of the upload."""
    name = b64encode(str(shot.id).encode()).decode()
    said = {"Upload-Length": str(shot.size), "Upload-Metadata": f"photo_id {name}"}
    answer = await line.ask(head("POST", "/v1/uploads", shot, 0, said))
    expect(answer, b"201")
    return answer.lower().split(b"location: ")[1].partition(b"\r\n")[0].decode()


async def patch(line: Line, shot: Shot, place: str, offset: int, parts: Sequence[bytes | memoryview]) -> None:
    """The next bytes."""
    said = {"Upload-Offset": str(offset), "Content-Type": tus.BYTES}
    answer = await line.ask(head("PATCH", place, shot, sum(map(len, parts)), said), *parts)
    expect(answer, b"204")


def head(method: str, path: str, shot: Shot, length: int, said: dict[str, str] | None = None) -> bytes:
    """How a request begins."""
    lines = {"host": "callout", "authorization": f"Bearer {shot.token}", "content-length": str(length),
             "tus-resumable": tus.VERSION, **(said or {})}  # fmt: skip
    written = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{written}\r\n".encode()


def expect(answer: bytes, status: bytes) -> None:
    """Raises RuntimeError for another answer."""
    if not answer.startswith(b"HTTP/1.1 " + status):
        raise RuntimeError(f"a photo is answered {answer[:400]!r}")


WAYS: dict[str, Way] = {"put": put, "tus": whole, "tus_pieces": in_pieces}
Case = tuple[str, int, bool]
"""A way, a size in bytes, and whether all phones send at once."""
CASES: list[Case] = [(way, size, together) for size in SIZES for way in WAYS for together in (False, True)]


def wanted(case: Case) -> list[list[int]]:
    """The sizes of the photos that each phone brings."""
    _, size, together = case
    return [[size] * TOGETHER[size]] * CARRIERS if together else [[size] * ALONE[size]]


def copied(folder: Path, shot: Shot) -> None:
    """The yardstick: written in pieces and hashed, through to the disk, renamed, its folder written through.

    Blocks.
    """
    hashed, path = sha256(), folder / f"{shot.id}.part"
    with path.open("xb", buffering=0) as file:
        for piece in pieces(shot):
            hashed.update(piece)
            file.write(piece)
        os.fsync(file.fileno())
    path.rename(folder / hashed.hexdigest())
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(handle)
    os.close(handle)


def pieces(shot: Shot) -> Iterator[memoryview]:
    """The bytes of a photo, as they are written."""
    for part in shot.parts():
        view = memoryview(part)
        yield from (view[start : start + PIECE_BYTES] for start in range(0, len(view), PIECE_BYTES))


async def carried(url: str, data: Path, phones: Sequence[Sequence[Shot]], way: Way) -> Figure:
    """Milliseconds a photo for the application and for a plain copy, by turns.

    A round is one photo of each phone at once, or a copy of each in a thread of its own; `data` is the
    application's folder. Raises RuntimeError where an answer or a stored photo is not what it must be.
    """
    lines, beside = [await line(url) for _ in phones], data.parent / "copies"
    beside.mkdir(exist_ok=True)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(CARRIERS))
    took: tuple[list[float], list[float]] = ([], [])
    for turn, shots in enumerate(zip(*phones, strict=True)):
        for side in (turn % 2, 1 - turn % 2):
            copies = (asyncio.to_thread(copied, beside, shot) for shot in shots)
            ours = map(way, lines, shots)
            began = time.perf_counter()
            await asyncio.gather(*(copies if side else ours))
            took[side].append(1000 * (time.perf_counter() - began) / len(shots))
        for shot in shots:
            await asyncio.to_thread(verify, data, beside, shot)
    for one in lines:
        one.close()
    return Figure(*(times[1:] for times in took))


def verify(data: Path, beside: Path, shot: Shot) -> None:
    """Both have kept the very bytes; then they may go, for the disk need not hold them all. Blocks."""
    kept = data / "photos" / shot.digest[:2] / shot.digest[2:]
    for path in (kept, beside / shot.digest):
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != shot.digest:
                raise RuntimeError(f"{path} is not the photo")
        path.unlink()
