"""What was promised of photos is true after a power cut at any moment (findings: security, case 8)."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from backend.photos.store import FolderStore, derived, original
from tests.photos.powercut import Killed, Recorder, World, worlds

CONTENT = bytes(range(200)) * 3
DIGEST = sha256(CONTENT).hexdigest()
PLACE = f"data/photos/{original(DIGEST)}"
FIRST, SECOND = UUID(int=1), UUID(int=2)

Parts = list[tuple[str, int]]
Story = Callable[[Recorder, Path], Awaitable[None]]


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """A disk whose power may be cut; the store writes a little at a time."""
    monkeypatch.setattr("backend.photos.store.folder.CHUNK_BYTES", 150)
    recorder = Recorder(tmp_path)
    recorder.stand_before(monkeypatch)
    return recorder


def store_on(disk: Recorder) -> FolderStore:
    return FolderStore(disk.root / "data" / "photos")


async def secured(
    disk: Recorder, store: FolderStore, upload_id: UUID, generation: int, content: bytes
) -> Parts:
    """A piece that arrives in bites of 100 bytes, secured every 200."""
    piece = await store.begin(upload_id, generation)
    parts: Parts = []
    for start in range(0, len(content), 100):
        await piece.add(content[start : start + 100])
        if start % 200:
            parts = await piece.secure()
            path = f"data/photos/uploads/{upload_id}/{generation}"
            disk.say(("secured", path, content[: parts[-1][1]]))
    await piece.close()
    return parts


async def kept(disk: Recorder, store: FolderStore, upload_id: UUID, parts: Parts) -> None:
    await store.keep(upload_id, parts, DIGEST, len(CONTENT))
    disk.say(("kept", PLACE, CONTENT))


async def dropped(disk: Recorder, store: FolderStore, upload_id: UUID) -> None:
    disk.say(("dropped", f"data/photos/uploads/{upload_id}/", b""))
    await store.drop(upload_id)


async def one_piece(disk: Recorder) -> None:
    store = store_on(disk)
    await kept(disk, store, FIRST, await secured(disk, store, FIRST, 1, CONTENT))
    await dropped(disk, store, FIRST)


async def several_pieces(disk: Recorder) -> None:
    store = store_on(disk)
    parts = await secured(disk, store, FIRST, 1, CONTENT[:200])
    parts += await secured(disk, store, FIRST, 2, CONTENT[200:])
    await kept(disk, store, FIRST, parts)
    await dropped(disk, store, FIRST)


async def twice(disk: Recorder) -> None:
    await one_piece(disk)
    store = store_on(disk)
    await kept(disk, store, SECOND, await secured(disk, store, SECOND, 1, CONTENT))
    await kept(disk, store, SECOND, [("1", len(CONTENT))])
    await dropped(disk, store, SECOND)


async def smaller_pictures(disk: Recorder) -> None:
    store = store_on(disk)
    for content in (b"smaller", b"made anew"):
        await store.put(derived(DIGEST, 320), content)
        disk.say(("derived", f"data/photos/{derived(DIGEST, 320)}", content))


def broken(world: World, promised: list[tuple[str, str, bytes]]) -> list[str]:
    """What a folder lacks of what was promised."""
    wrong = [
        f"other bytes at {path}"
        for path, content in world.items()
        if path.startswith(PLACE) and content is not None and content != CONTENT
    ]
    gone = [path for what, path, _ in promised if what == "dropped"]
    for what, path, content in promised:
        held = world.get(path) or b""
        if what == "secured":
            there = held.startswith(content) or world.get(PLACE) == CONTENT or path.startswith(tuple(gone))
        elif what == "derived":
            there = held in {one for _, also, one in promised if also == path} or held == b"made anew"
        else:
            there = what == "dropped" or held == content
        if not there:
            wrong.append(f"{what} {path} is lost")
    return wrong


def lost(disk: Recorder, first: int = 0) -> list[str]:
    """What a power cut costs, at whatever moment after the first steps."""
    return [
        f"cut after step {end}: {what}"
        for end in range(first, len(disk.steps) + 1)
        for world in worlds(disk.steps[:end])
        for what in broken(world, [step.said for step in disk.steps[:end] if step.what == "said"])
    ]


@pytest.mark.parametrize("story", [one_piece, several_pieces, twice, smaller_pictures])
async def test_what_was_secured_or_kept_survives_a_power_cut_at_any_moment(
    disk: Recorder, story: Callable[[Recorder], Awaitable[None]]
) -> None:
    await story(disk)
    assert lost(disk) == []
    *_, luckiest = worlds(disk.steps)
    really = {path.relative_to(disk.root).as_posix(): path for path in disk.root.rglob("*")}
    assert luckiest | {"": None} == {"": None} | {
        name: path.read_bytes() if path.is_file() else None for name, path in really.items()
    }, "the recorder has missed a change"


@pytest.mark.parametrize("pieces", [1, 2])
async def test_what_another_finishes_after_a_process_was_killed_survives_a_power_cut(
    disk: Recorder, tmp_path: Path, pieces: int
) -> None:
    """The first is killed before each of its steps in turn."""
    for steps in range(100):
        disk.root, disk.steps = tmp_path / str(steps), []
        disk.root.mkdir()
        store = store_on(disk)
        parts = await secured(disk, store, FIRST, 1, CONTENT[: 800 - 200 * pieces])
        parts += await secured(disk, store, FIRST, 2, CONTENT[400:]) if pieces == 2 else []
        disk.kill_in = steps
        try:
            await kept(disk, store, FIRST, parts)
        except Killed:
            disk.kill_in = None
            before = len(disk.steps)
            await kept(disk, store_on(disk), FIRST, parts)
            assert lost(disk, before) == []
        else:
            assert steps >= 4
            return
    pytest.fail("the first was killed for ever")
