"""The promise to old apps: what was recorded with protocol 1 is answered the same by every build."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import pytest

from backend.database import Database
from tests.golden.__main__ import SUMS, add
from tests.golden.recording import V1, Recording, Step, stage
from tests.golden.sessions import SESSIONS, START, Day, anybody, anywhere, recorded

RECORDED = sorted(V1.glob("*.json"))


def reading(path: Path) -> Recording:
    return Recording.model_validate_json(path.read_bytes())


@pytest.mark.parametrize("path", RECORDED, ids=[path.stem for path in RECORDED])
async def test_an_old_app_hears_what_it_was_promised(database: Database, folder: Path, path: Path) -> None:
    old = reading(path)
    async with stage(database, folder, old.people, old.base, old.steps[0].at) as player:
        for number, step in enumerate(old.steps):
            assert await player.play(step) == step.promised, f"step {number}, by {step.by}"
    assert set(old.members) - player.members == set(), "a member of the document that is gone"


def test_what_is_recorded_is_never_changed() -> None:
    """A recording that is wrong was promised all the same: it goes only by a decision on the protocol."""
    sums = {f"{sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in RECORDED}
    assert sums == set((V1 / SUMS).read_text().splitlines())
    assert {session.__name__ for session in SESSIONS} <= {path.stem for path in RECORDED}


def test_recording_again_changes_nothing(tmp_path: Path) -> None:
    recording = reading(RECORDED[0])
    add(tmp_path, "a", recording)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(FileExistsError):
        add(tmp_path, "a", recording.model_copy(update={"about": "another"}))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def said(steps: list[Step]) -> list[list[tuple[int, str, str]]]:
    """What became of each fact of each request, whatever its id."""
    return [
        [(one["index"], one["outcome"], one["code"]) for one in step.promised.get("results", [])]
        for step in steps
    ]


@pytest.mark.parametrize("session", SESSIONS)
async def test_the_phone_of_today_is_answered_as_the_recorded_one(
    database: Database, folder: Path, session: Callable[[Day], Awaitable[None]]
) -> None:
    """The recorder still records: another day of the same kind, with ids of its own."""
    base, old = anywhere(), reading(V1 / f"{session.__name__}.json")
    async with stage(database, folder, anybody(), base, START) as player:
        assert said((await recorded(player, base, session)).steps) == said(old.steps)
