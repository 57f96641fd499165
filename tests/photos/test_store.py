import asyncio
import os
import resource
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from backend import clock
from backend.photos.store import ABANDONED_AFTER, Store
from backend.problems import Problem

CONTENT = bytes(range(256)) * 300
DIGEST = sha256(CONTENT).hexdigest()


async def pieces(content: bytes, breaks: Exception | None = None) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 7000):
        yield content[start : start + 7000]
    if breaks:
        raise breaks


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def test_the_same_bytes_are_kept_once_however_often_they_come(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await asyncio.gather(*(store.put(pieces(CONTENT), DIGEST, len(CONTENT)) for _ in range(5)))
    await store.put(pieces(CONTENT), DIGEST, len(CONTENT))
    assert files(tmp_path) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]
    assert store.path(DIGEST).read_bytes() == CONTENT
    assert await store.holds(DIGEST)


@pytest.mark.parametrize(
    ("sent", "breaks", "code"),
    [
        (CONTENT[:-1], None, "photo_mismatch"),
        (CONTENT + b"x", None, "photo_mismatch"),
        (CONTENT[:-1] + b"x", None, "photo_mismatch"),
        (b"", None, "photo_mismatch"),
        (CONTENT, Problem("stalled"), "stalled"),
        (CONTENT[:9000], Problem("unreadable"), "unreadable"),
    ],
)
async def test_nothing_is_kept_of_what_is_not_what_was_announced(
    tmp_path: Path, sent: bytes, breaks: Exception | None, code: str
) -> None:
    store = Store(tmp_path)
    with pytest.raises(Problem) as refused:
        await store.put(pieces(sent, breaks), DIGEST, len(CONTENT))
    assert refused.value.code == code
    assert files(tmp_path) == []
    assert not await store.holds(DIGEST)


async def test_what_is_sent_beyond_the_size_is_not_waited_for(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield CONTENT

    with pytest.raises(Problem, match="photo_mismatch"):
        await Store(tmp_path).put(endless(), DIGEST, len(CONTENT))


async def test_a_disk_that_takes_no_more_is_our_trouble_and_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(Problem, match="unavailable"):
            await store.put(pieces(CONTENT), DIGEST, len(CONTENT))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(tmp_path) == []


async def test_an_object_that_rotted_is_not_held_and_comes_back_with_the_same_bytes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    await store.put(pieces(CONTENT), DIGEST, len(CONTENT))
    store.path(DIGEST).write_bytes(CONTENT[:-1] + b"x")
    assert not await store.holds(DIGEST)
    await store.put(pieces(CONTENT), DIGEST, len(CONTENT))
    assert await store.holds(DIGEST)


def test_a_start_sweeps_what_was_abandoned_and_leaves_what_still_arrives(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    for name, age in (("abandoned", ABANDONED_AFTER + timedelta(minutes=1)), ("arriving", timedelta())):
        (tmp_path / "tmp" / name).write_bytes(b"half")
        then = (clock.now() - age).timestamp()
        os.utime(tmp_path / "tmp" / name, (then, then))
    Store(tmp_path)
    assert files(tmp_path) == ["tmp/arriving"]
