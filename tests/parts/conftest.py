"""A storekeeper, and a manager, at their desks."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from backend.database import Database
from backend.people.roles import Role
from tests.people.makers import add_person, client_of, signed_in


@pytest.fixture
async def client(database: Database) -> AsyncIterator[AsyncClient]:
    """The storekeeper."""
    await add_person(database, "sun", Role.STOREKEEPER)
    async with client_of(database) as client:
        await signed_in(client, "sun")
        yield client


@pytest.fixture
async def manager(database: Database) -> AsyncIterator[AsyncClient]:
    """The service manager."""
    await add_person(database, "ma", Role.MANAGER)
    async with client_of(database) as client:
        await signed_in(client, "ma")
        yield client
