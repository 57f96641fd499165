from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.database import Database
from tests.makers import settle_in
from tests.warranty.life import Store


@pytest.fixture
async def store(database: Database, tmp_path: Path) -> AsyncIterator[Store]:
    await settle_in(database)
    store = Store(database, tmp_path)
    yield store
    await store.client.aclose()
    await store.tools.darkroom.close()
