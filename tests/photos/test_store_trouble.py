"""What stands in the way of a store: a full disk, a silent bucket, processes that died, others' files."""

import asyncio
import os
import resource
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import obstore
import pytest
from httpx import AsyncClient
from obstore.store import S3Store
from structlog.testing import capture_logs

from backend import clock
from backend.photos.store import BucketStore, FolderStore, Store, derived, open_store, original
from backend.photos.store.bucket import ENDPOINTS
from backend.problems import Problem
from backend.settings import Settings

CONTENT = bytes(range(256)) * 3000
DIGEST = sha256(CONTENT).hexdigest()
SIZE = len(CONTENT)
UPLOAD, OTHER = UUID(int=7), UUID(int=8)
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def folder(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "photos")


@contextmanager
def full_disk(limit_bytes: int) -> Iterator[None]:
    """No file may grow beyond this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files(store: FolderStore) -> list[str]:
    return sorted(
        path.relative_to(store.folder).as_posix() for path in store.folder.rglob("*") if path.is_file()
    )


async def secured(store: Store, generation: int, content: bytes) -> list[tuple[str, int]]:
    piece = await store.begin(UPLOAD, generation)
    await piece.add(content)
    parts = await piece.secure()
    await piece.close()
    return parts


async def test_a_full_disk_is_our_trouble_and_what_was_secured_before_is_safe(folder: FolderStore) -> None:
    piece = await folder.begin(UPLOAD, 1)
    await piece.add(CONTENT[:20_000])
    committed = await piece.secure()
    with full_disk(300_000), capture_logs() as logs:
        with pytest.raises(Problem, match="unavailable") as refused:
            await piece.add(CONTENT[20_000:])
        assert refused.value.headers["Retry-After"]
    assert [line["event"] for line in logs] == ["photo_not_written"]
    with pytest.raises(Problem, match="unavailable"):
        await piece.secure()
    await piece.close()
    rest = await secured(folder, 2, CONTENT[20_000:])
    await folder.keep(UPLOAD, committed + rest, DIGEST, SIZE)
    assert await folder.holds(DIGEST)


@pytest.mark.parametrize("what", ["several pieces", "smaller picture"])
async def test_a_disk_that_is_full_at_the_end_leaves_nothing_half(folder: FolderStore, what: str) -> None:
    parts = await secured(folder, 1, CONTENT[:300_000]) + await secured(folder, 2, CONTENT[300_000:])
    before = files(folder)
    writing = (
        folder.keep(UPLOAD, parts, DIGEST, SIZE)
        if what == "several pieces"
        else folder.put(derived(DIGEST, 320), CONTENT)
    )
    with full_disk(310_000), pytest.raises(Problem, match="unavailable"):
        await writing
    assert files(folder) == before
    await folder.keep(UPLOAD, parts, DIGEST, SIZE)
    assert await folder.holds(DIGEST)


async def test_a_folder_that_cannot_be_written_is_our_trouble(folder: FolderStore) -> None:
    (folder.folder / "uploads").write_text("no folder")
    with pytest.raises(Problem, match="unavailable"):
        await folder.begin(UPLOAD, 1)


async def test_a_file_is_not_closed_under_the_thread_of_who_was_cancelled(
    folder: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another's file might have the same number by then."""
    piece, order = await folder.begin(UPLOAD, 1), list[str]()
    begun, closed = asyncio.Event(), threading.Event()
    loop, write, close = asyncio.get_running_loop(), os.write, os.close

    def slow(handle: int, data: Any) -> int:
        loop.call_soon_threadsafe(begun.set)
        closed.wait(0.2)
        order.append("written")
        return write(handle, data)

    def noted(handle: int) -> None:
        order.append("closed")
        closed.set()
        close(handle)

    adding = asyncio.create_task(piece.add(CONTENT))
    monkeypatch.setattr("backend.photos.store.folder.os.write", slow)
    monkeypatch.setattr("backend.photos.store.folder.os.close", noted)
    await begun.wait()
    adding.cancel()
    await piece.close()
    assert order == ["written", "closed"]


async def test_the_sweep_removes_what_dead_processes_left_and_nothing_else(folder: FolderStore) -> None:
    await secured(folder, 1, CONTENT)
    long_ago = clock.now() - timedelta(days=2)
    for name in ("tmp/dead", "tmp/alive"):
        (folder.folder / "tmp").mkdir(exist_ok=True)
        (folder.folder / name).write_bytes(b"half")
    (folder.folder / "uploads" / str(OTHER)).mkdir()
    for name in ("tmp/dead", f"uploads/{OTHER}", f"uploads/{UPLOAD}", f"uploads/{UPLOAD}/1"):
        os.utime(folder.folder / name, (long_ago.timestamp(),) * 2)
    await folder.sweep(clock.now() - timedelta(days=1))
    assert files(folder) == ["tmp/alive", f"uploads/{UPLOAD}/1"]
    assert not (folder.folder / "uploads" / str(OTHER)).exists()


async def test_an_object_that_is_kept_again_is_young_again_for_the_sweeper(folder: FolderStore) -> None:
    place = folder.folder / original(DIGEST)
    days_ago = (clock.now() - timedelta(days=3)).timestamp()
    for parts_left in (True, False):
        parts = [("1", SIZE)]
        if parts_left:
            parts = await secured(folder, 1, CONTENT)
            os.utime(folder.folder / "uploads" / str(UPLOAD) / "1", (days_ago, days_ago))
        else:
            os.utime(place, (days_ago, days_ago))
        await folder.keep(UPLOAD, parts, DIGEST, SIZE)
        assert [one async for one in folder.listed(DIGEST[:2], clock.now() - timedelta(days=1))] == []


async def test_files_of_others_in_the_folder_are_neither_objects_nor_uploads(folder: FolderStore) -> None:
    for name in ("ab/readme", "lost/file", "uploads/readme", "uploads/x/1", "keys", f"cd/{DIGEST}"):
        (folder.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.folder / name).write_bytes(b"of others")
    later = clock.now() + timedelta(days=1)
    assert [one for top in ("ab", "cd") async for one in folder.listed(top, later)] == []
    assert [one async for one in folder.uploads(later)] == []


async def test_the_settings_choose_the_store_and_opening_it_asks_and_removes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "photos" / "tmp" / "left"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert isinstance(open_store(Settings(data=tmp_path)), FolderStore)
    assert left.exists()
    monkeypatch.setenv("AWS_ENDPOINT_URL", NOBODY)
    assert isinstance(open_store(Settings(data=tmp_path / "none", store="s3://photos")), BucketStore)
    assert not (tmp_path / "none").exists()


ASKED: list[Callable[[Store], Awaitable[Any]]] = [
    lambda store: secured(store, 1, CONTENT),
    lambda store: store.put(derived(DIGEST, 320), b"smaller"),
    lambda store: store.drop(UPLOAD),
    lambda store: store.holds(DIGEST),
    lambda store: store.read(original(DIGEST)),
    lambda store: store.delete(DIGEST),
    lambda store: anext(store.listed(DIGEST[:2], clock.now())),
    lambda store: anext(store.uploads(clock.now())),
    lambda store: store.keep(UPLOAD, [("1.0", 1)], DIGEST, 1),
]


@pytest.mark.parametrize("asked", range(len(ASKED)))
async def test_a_bucket_that_is_out_of_reach_is_our_trouble_and_no_secret_is_logged(
    monkeypatch: pytest.MonkeyPatch, bucket: str, asked: int
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", NOBODY)
    with capture_logs() as logs, pytest.raises(Problem, match="unavailable"):
        await ASKED[asked](BucketStore(bucket))
    assert logs
    assert "not-to-be-logged" not in repr(logs)


async def test_a_silent_bucket_is_given_up(monkeypatch: pytest.MonkeyPatch, bucket: str) -> None:
    monkeypatch.setattr("backend.photos.store.bucket.WAIT", timedelta(seconds=0.1))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        for ask in (ASKED[0], ASKED[3]):
            async with asyncio.timeout(60):
                with pytest.raises(Problem, match="unavailable"):
                    await ask(BucketStore(bucket))


def test_a_phone_on_a_slow_line_has_an_hour_to_read_a_photo(bucket: str) -> None:
    """The time limit is for the whole of an answer, and obstore's own is half a minute."""
    objects = BucketStore(bucket).objects
    assert isinstance(objects, S3Store)
    assert (objects.client_options or {}).get("timeout") == "1h"


@pytest.mark.parametrize("variable", ENDPOINTS)
async def test_every_variable_that_names_another_server_counts_with_or_without_a_folder(
    monkeypatch: pytest.MonkeyPatch, s3: str, bucket: str, variable: str
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    monkeypatch.setenv(variable, s3)
    whole = f"s3://{bucket.split('/')[2]}"
    for address in (bucket, whole, f"{whole}/x/"):
        await obstore.put_async(BucketStore(address).objects, "ab/c", b"content")
    found = [one["path"] async for some in obstore.list(BucketStore(whole).objects) for one in some]
    assert sorted(found) == ["ab/c", "of/callout/ab/c", "x/ab/c"]


async def test_a_large_photo_that_is_not_what_was_announced_leaves_nothing_in_the_bucket(
    s3: str, bucket: str
) -> None:
    store, large = BucketStore(bucket), CONTENT * 16
    parts = await secured(store, 1, large)
    with pytest.raises(Problem, match="photo_mismatch"):
        await store.keep(UPLOAD, parts, DIGEST, len(large))
    await store.drop(UPLOAD)
    assert [one async for some in obstore.list(store.objects) for one in some] == []
    async with AsyncClient() as client:
        under_way = await client.get(f"{s3}/{bucket.split('/')[2]}?uploads")
    assert "ListMultipartUploadsResult" in under_way.text
    assert "<Upload>" not in under_way.text
