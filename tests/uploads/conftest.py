"""An order with Wei on it, and where his photos arrive."""

from pathlib import Path

import pytest

from backend.database import Database
from backend.photos.store import open_store
from backend.uploads.upload import Dock
from tests.notices.makers import POLICY, Field
from tests.uploads.makers import settings


@pytest.fixture
async def field(database: Database) -> Field:
    return await Field().settled_in(database)


@pytest.fixture
def dock(database: Database, tmp_path: Path) -> Dock:
    chosen = settings(tmp_path)
    return Dock(database, open_store(chosen), POLICY, chosen)
