"""The server of the machine, with pages so small that what a phone hears comes in several."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backend import postgres
from backend.sync import pull
from tests.machine.stage import Stage
from tests.machine.world import World

PAGE_BYTES = 8 * 1024
"""Two or three documents."""


@pytest.fixture
def stage(cluster: postgres.Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    small = pull.PAGE.replace(str(pull.PAGE_BYTES), str(PAGE_BYTES))
    assert small != pull.PAGE
    monkeypatch.setattr(pull, "PAGE", small)
    stage = Stage(World(cluster, folder), folder)
    with closing(stage):
        stage.prepare()
        yield stage
