from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.database import Database
from tests.makers import DISPATCHER, settle_in
from tests.reports.shop import Shop


@pytest.fixture
async def shop(database: Database, tmp_path: Path) -> AsyncIterator[Shop]:
    await settle_in(database)
    shop = Shop(database, tmp_path)
    await shop.say("order.issued", DISPATCHER)
    await shop.say("order.assigned", DISPATCHER)
    await shop.say("visit.arrived")
    yield shop
    await shop.client.aclose()
    await shop.tools.darkroom.close()
