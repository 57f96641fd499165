"""Whatever happens to uploads, in whatever order, nothing is lost, altered or falsely said to be stored.

Hypothesis chooses: requests of one upload that are alive together, cuts, damage, processes that die where
they stand and whose last bytes come to the disk later, sweepers whose clock is far ahead, a database of
yesterday. What must hold is looked at after every step; in the end an honest phone brings everything.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from sys import exc_info
from typing import cast

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend import postgres
from backend.photos.store import folder as store_folder
from backend.uploads import upload
from tests.machine.test_machine import bounds
from tests.uploads.harbour import Process
from tests.uploads.port import SHOTS, Port, Scene
from tests.uploads.visits import ALL, Plan

EXAMPLES = 16
STEPS = 40
AT_ONCE = 5
MOST_BACKUPS = 1

NTH = st.integers(0, 7)
PLANS = st.builds(
    Plan,
    shot=st.integers(0, SHOTS - 1),
    way=st.sampled_from(["create", "create_with", "put", "patch", "patch", "patch", "look", "forget"]),
    sizes=st.lists(st.sampled_from([1, 700, 3000, 4096, 5000, ALL]), min_size=1, max_size=4).map(tuple),
    ends=st.sampled_from(["", "", "", "unreadable", "stalled"]),
    checksum=st.sampled_from(["none", "none", "none", "right", "wrong"]),
    damaged=st.sampled_from([False, False, False, False, True]),
    beyond=st.sampled_from([False, False, False, False, True]),
)
AHEAD = st.sampled_from([timedelta(0), timedelta(days=2), timedelta(days=31)])


class Uploads(RuleBasedStateMachine):
    """Every move there is."""

    def __init__(self, port: Port) -> None:
        super().__init__()
        self.port = port
        self.scene: Scene = port.run(port.begin())
        self.backups = 0

    @initialize(nth=st.integers(0, 3))
    def choose(self, nth: int) -> None:
        """Backups take their time: only some examples have one."""
        self.backups = MOST_BACKUPS if nth else 0

    def one(self, nth: int) -> Process:
        """One of those on their way."""
        return self.scene.alive[nth % len(self.scene.alive)]

    @precondition(lambda self: len(self.scene.alive) < AT_ONCE)
    @rule(plan=PLANS, moves=st.integers(0, 30))
    def visit(self, plan: Plan, moves: int) -> None:
        """A request comes, and gets so far at once."""
        process = self.scene.visit(plan)
        self.port.run(self.scene.move(process, moves))

    @precondition(lambda self: self.scene.alive)
    @rule(nth=NTH, moves=st.sampled_from([1, 1, 2, 5, 30]))
    def move(self, nth: int, moves: int) -> None:
        self.port.run(self.scene.move(self.one(nth), moves))

    @precondition(lambda self: self.scene.alive)
    @rule(nth=NTH)
    def die(self, nth: int) -> None:
        self.scene.die(self.one(nth))

    @precondition(lambda self: self.scene.dead)
    @rule()
    def haunt(self) -> None:
        self.port.run(self.scene.haunt())

    @precondition(lambda self: self.scene.alive or self.scene.watch.open)
    @rule(ahead=AHEAD, moves=st.integers(0, 30))
    def sweep(self, ahead: timedelta, moves: int) -> None:
        self.port.run(self.scene.move(self.scene.sweep(ahead), moves))

    @precondition(lambda self: self.backups < MOST_BACKUPS)
    @rule()
    def back_up(self) -> None:
        self.backups += 1
        self.port.run(self.scene.back_up())

    @precondition(lambda self: self.scene.backup)
    @rule()
    def restore(self) -> None:
        self.port.run(self.scene.restore())

    def teardown(self) -> None:
        try:
            if exc_info()[0] is None:
                self.port.run(self.scene.come_to_rest())
        finally:
            self.port.run(self.scene.end())


@pytest.fixture
def port(cluster: postgres.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Port]:
    """Everything small: some commits to a photo, some writes to a commit."""
    monkeypatch.setattr(upload, "COMMIT_BYTES", 4096)
    monkeypatch.setattr(upload, "PIECES_LIMIT", 3)
    monkeypatch.setattr(store_folder, "CHUNK_BYTES", 1024)
    with asyncio.Runner() as runner:
        port = Port(cluster, tmp_path, runner)
        port.name = runner.run(port.copy(port.name))
        yield port


def test_uploads_lose_nothing_and_alter_nothing(port: Port) -> None:
    run_state_machine_as_test(cast("type[Uploads]", lambda: Uploads(port)), settings=bounds(EXAMPLES, STEPS))
    assert port.run(port.findings()) == []
