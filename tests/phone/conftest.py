"""A phone of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.phone.makers import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "phone.sqlite")
    yield bench
    bench.phone.close()
    bench.client.close()
