"""A phone of its own for each test, before a scripted server or a real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import postgres
from tests.conftest import passable_folder
from tests.phone.makers import Bench
from tests.phone.site import Site, opened


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "phone.sqlite")
    yield bench
    bench.phone.close()
    bench.client.close()


@pytest.fixture(scope="module")
def site(cluster: postgres.Cluster) -> Iterator[Site]:
    with passable_folder() as folder, opened(cluster, folder) as site:
        yield site
