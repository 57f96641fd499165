"""Photos on their way while the server dies, its database goes, its disk is full: nothing is lost."""

import asyncio
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import asyncpg
import orjson
import pytest

from backend import clock, postgres
from backend.database import Database
from backend.photos.store import FolderStore
from backend.uploads.sweep import GRACE, expire, sweep_objects
from backend.uploads.upload import COMMIT_BYTES, LIFE
from tests.faults.fleet import Server
from tests.faults.uploads.launcher import LOST, STALLS, STORED, WHOLE
from tests.faults.uploads.sender import Answer, Sender, bites, drawn
from tests.test_main import ROOT, environment

SIZE = 3 * COMMIT_BYTES + 1234
SMALL = 200_000
ROUNDS = 20
CUT_BY = ("put", "patch", "patch")
CUTS = (1, 50, 99)
"""In per cent of what is sent."""
FULL_BYTES = 3 * COMMIT_BYTES // 2
"""No file may be larger while the disk is full."""
LATE = timedelta(minutes=1)
COMMITTED = "SELECT committed FROM upload WHERE photo_id = $1"


async def announced(server: Server, database: Database, folder: Path, size: int = SIZE) -> Sender:
    return await Sender.announced(server.url, database, folder, drawn(size))


async def end_at(server: Server, sender: Sender, point: str, way: str) -> None:
    """A life in which the photo is brought until it ends there, and what is true after it."""
    before, _, _ = await sender.see()
    await asyncio.to_thread(server.begin, point, 1)
    assert await asyncio.to_thread(sender.put if way == "put" else sender.resume) is None
    assert await asyncio.to_thread(server.hear) == ["killed", str(sender.photo_id)]
    assert await asyncio.to_thread(server.hear) == ["ended", f"{-signal.SIGKILL}"]
    committed, whole, stored = await sender.see()
    assert (point, stored) == (point, point in STORED)
    assert (point, whole) == (point, point in (*WHOLE, *STORED))
    assert way == "put" or committed >= before


async def audited(folder: Path, database_url: str) -> str:
    """What `callout audit` says."""
    done = await asyncio.to_thread(
        subprocess.run,
        (sys.executable, "-m", "backend", "audit"),
        cwd=ROOT,
        env=environment(folder, 0) | {"CALLOUT_DATABASE_URL": database_url, "CALLOUT_PORT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def code(answer: Answer | None) -> str:
    """Of a problem."""
    assert answer
    return str(orjson.loads(answer.content)["code"])


@pytest.mark.parametrize("way", ["tus", "put"])
async def test_a_server_killed_at_any_point_of_an_upload_leaves_nothing_half(
    server: Server, people: Database, folder: Path, database_url: str, way: str
) -> None:
    photos = [await announced(server, people, folder) for _ in STORED]
    for point in LOST:
        await end_at(server, photos[0], point, way)
    for point, sender in zip(STORED, photos, strict=True):
        await end_at(server, sender, point, way)
    await asyncio.to_thread(server.begin)
    for sender in photos:
        again, resumed = await asyncio.to_thread(sender.put), await asyncio.to_thread(sender.resume)
        assert (again and again.status, resumed and resumed.status) == (200, 204)
        assert (await sender.see())[1:] == (True, True)
    assert "everything agrees" in await audited(folder, database_url)


async def test_an_object_whose_row_was_never_written_goes_after_its_time_and_a_retry_succeeds(
    server: Server, people: Database, folder: Path
) -> None:
    sender, store = await announced(server, people, folder), FolderStore(folder / "photos")
    await end_at(server, sender, "kept", "tus")
    assert await sweep_objects(people, store, sender.digest[0], clock.now() + GRACE + LATE) == 0
    late = clock.now() + LIFE + LATE
    await expire(people, store, late)
    assert await sweep_objects(people, store, sender.digest[0], late) == 1
    assert await sender.see() == (0, False, False)
    await asyncio.to_thread(server.begin)
    await asyncio.to_thread(sender.create)
    await asyncio.to_thread(sender.resume)
    assert await sender.see() == (SIZE, True, True)


async def test_photos_whose_connection_is_cut_again_and_again_arrive_to_the_byte(
    server: Server, people: Database, folder: Path, database_url: str
) -> None:
    await asyncio.to_thread(server.begin)
    for number in range(ROUNDS):
        sender = await announced(server, people, folder, SMALL)
        for turn, method in enumerate(CUT_BY):
            await asyncio.to_thread(cut, sender, method, CUTS[(number + turn) % len(CUTS)])
            _, whole, stored = await sender.see()
            assert (whole, stored) == (False, False)
        done = await asyncio.to_thread(brought, sender, "tus" if number % 2 else "put")
        assert done.status == (204 if number % 2 else 201)
        assert await sender.see() == (SMALL, True, True)
    assert "everything agrees" in await audited(folder, database_url)


def brought(sender: Sender, way: str) -> Answer:
    """The answer that is not 409: a server may come to a request only after its connection was cut.

    Such a request takes over once, or moves the upload on once. So as many as were cut may stand in the way.
    """
    for _ in range(len(CUT_BY) + 1):
        done = sender.put() if way == "put" else sender.resume()
        assert done
        if done.status != 409:
            return done
        assert code(done) in {"upload_taken_over", "upload_offset"}
    raise AssertionError("more requests took over than were sent")


def cut(sender: Sender, method: str, per_cent: int) -> None:
    """A request whose connection ends after so much of its body."""

    class Cut(ConnectionError):
        pass

    def part(content: bytes) -> Iterator[bytes]:
        yield from bites(content[: len(content) * per_cent // 100])
        raise Cut

    if method == "put":
        assert sender.put(part(sender.content)) is None
        sender.create()
    else:
        looked = sender.look()
        assert looked
        assert sender.patch(looked.offset, part(sender.content[looked.offset :])) is None


async def test_a_database_that_goes_away_in_the_middle_costs_no_more_than_what_was_not_committed(
    server: Server, people: Database, folder: Path, cluster: postgres.Cluster, database_name: str
) -> None:
    sender = await announced(server, people, folder)
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, "postgres"))
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(server.begin)

    async def close() -> None:
        async with people.transaction() as tx:
            while not await tx.sql.fetchval(COMMITTED, sender.photo_id):
                continue
        await admin.execute(f"ALTER DATABASE {database_name} CONNECTION LIMIT 0")
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database_name
        )

    def body() -> Iterator[bytes]:
        yield from bites(sender.content[: COMMIT_BYTES * 2])
        asyncio.run_coroutine_threadsafe(close(), loop).result()
        yield from bites(sender.content[COMMIT_BYTES * 2 :])

    await asyncio.to_thread(sender.create)
    answer = await asyncio.to_thread(sender.patch, 0, body())
    assert code(answer) == "unavailable"
    assert code(await asyncio.to_thread(sender.create)) == "unavailable"
    await admin.execute(f"ALTER DATABASE {database_name} CONNECTION LIMIT -1")
    await admin.close()
    committed, whole, stored = await sender.see()
    assert (committed >= COMMIT_BYTES, whole, stored) == (True, False, False)
    await asyncio.to_thread(sender.resume)
    assert await sender.see() == (SIZE, True, True)


@pytest.mark.parametrize("way", ["tus", "put"])
async def test_a_full_disk_is_a_clear_problem_and_with_room_it_goes_on(
    server: Server, people: Database, folder: Path, database_url: str, way: str
) -> None:
    sender = await announced(server, people, folder)
    await asyncio.to_thread(server.begin)
    _, most = resource.prlimit(server.life, resource.RLIMIT_FSIZE)
    resource.prlimit(server.life, resource.RLIMIT_FSIZE, (FULL_BYTES, most))
    send = sender.put if way == "put" else sender.resume
    for _ in range(1 if way == "put" else SIZE // COMMIT_BYTES):
        assert code(await asyncio.to_thread(send)) == "unavailable"
        assert (await sender.see())[1:] == (False, False)
    resource.prlimit(server.life, resource.RLIMIT_FSIZE, (most, most))
    done = await asyncio.to_thread(send)
    assert done
    assert done.status == (201 if way == "put" else 204)
    assert await sender.see() == (SIZE, True, True)
    assert "everything agrees" in await audited(folder, database_url)


async def test_who_sends_slowly_and_then_nothing_is_let_go_of_and_what_came_is_kept(
    server: Server, people: Database, folder: Path
) -> None:
    sender = await announced(server, people, folder)
    await asyncio.to_thread(server.begin, STALLS, 1)
    await asyncio.to_thread(sender.create)
    slow = [sender.content[at : at + 1] for at in range(3)]
    assert code(await asyncio.to_thread(sender.patch, 0, slow)) == "stalled"
    assert await sender.see() == (3, False, False)
    await asyncio.to_thread(sender.resume)
    assert await sender.see() == (SIZE, True, True)
