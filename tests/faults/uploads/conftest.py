"""A server whose lives end in uploads, and Li, who brings them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.database import Database
from tests.faults.fleet import Server
from tests.makers import settle_in

LIMIT_BYTES = 8 * 1024 * 1024
"""No photo is larger."""


@pytest.fixture
def server(folder: Path, database_url: str) -> Iterator[Server]:
    limited = {"CALLOUT_PHOTO_LIMIT_BYTES": str(LIMIT_BYTES)}
    server = Server(folder, "uploads.launcher", CALLOUT_DATABASE_URL=database_url, **limited)
    yield server
    server.end()


@pytest.fixture
async def people(database: Database) -> Database:
    """The database, with Li in it."""
    await settle_in(database)
    return database
