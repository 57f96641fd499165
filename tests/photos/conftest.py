"""Both stores: a folder, and a bucket of an S3 server on loopback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backend.photos.store import Store, open_store
from backend.settings import Settings

Opened = Callable[[], Store]


@pytest.fixture(params=["folder", "bucket"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens the same store as often as it is called, as another process does."""
    address = request.getfixturevalue("bucket") if request.param == "bucket" else None
    return lambda: open_store(Settings(data=tmp_path, store=address))


@pytest.fixture
def store(opened: Opened) -> Store:
    """An empty store, of each kind in turn."""
    return opened()
