"""One database for all examples; each has part numbers and orders of its own."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.parts.machine.stage import Stage


@pytest.fixture
def stage(database_url: str) -> Iterator[Stage]:
    stage = Stage(database_url)
    with closing(stage):
        stage.prepare()
        yield stage
