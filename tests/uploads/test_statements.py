"""What an upload asks of the database: a counted number of statements and transactions, whatever it is of."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event

from backend.app import create_app
from backend.database import Database
from backend.photos.store import open_store
from backend.uploads.upload import COMMIT_BYTES, Dock
from tests.notices.makers import POLICY, Field
from tests.photos.makers import by, put
from tests.uploads.makers import create, patch, pieces, said, settings, taken

ONCE = (";", "typeinfo_tree", "set_config('jit'")
MIB = COMMIT_BYTES
"""What is committed at once."""


@pytest.fixture
async def sent(database: Database) -> list[str]:
    """What is sent, BEGIN and COMMIT too: the driver's own, and SQLAlchemy's, of which it does not tell."""
    statements: list[str] = []

    def log(record: Any) -> None:
        if not any(word in record.query for word in ONCE):
            statements.append(record.query)

    @event.listens_for(database.engine.sync_engine, "connect")
    def logged(connection: Any, _record: Any) -> None:
        connection.driver_connection.add_query_logger(log)

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def asked(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    return statements


@pytest.fixture
async def field(database: Database, sent: list[str]) -> Field:
    sent.clear()
    return await Field().settled_in(database)


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    chosen = settings(tmp_path)
    app = create_app(chosen, database)
    app.state.dock = Dock(database, open_store(chosen), POLICY, chosen)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test/v1") as client:
        yield client


def counted(sent: list[str]) -> tuple[int, int]:
    """Statements and transactions since it was counted last."""
    begun = sum(one.startswith("BEGIN") for one in sent)
    others = [one for one in sent if not one.startswith(("BEGIN", "COMMIT"))]
    sent.clear()
    return len(others), begun


async def announced(field: Field, database: Database, sent: list[str], size: int) -> tuple[UUID, bytes]:
    """A photo of this size that the server knows of; nothing is counted yet."""
    photo_id = uuid4()
    content = photo_id.bytes * (size // 16)
    await field.say(database, taken(field, field.wei, photo_id, content))
    sent.clear()
    return photo_id, content


def sized(field: Field, content: bytes) -> dict[str, str]:
    """The headers of a body that comes in pieces, and says how long it is."""
    return by(field.wei) | {"Content-Length": str(len(content))}


@pytest.mark.parametrize("mib", [1, 2, 5])
async def test_a_put_takes_23_statements_and_one_for_each_mib_but_the_last(
    field: Field, database: Database, client: AsyncClient, sent: list[str], mib: int
) -> None:
    photo_id, content = await announced(field, database, sent, mib * MIB)
    answer = await client.put(f"/photos/{photo_id}", content=pieces(content), headers=sized(field, content))
    assert (answer.status_code, counted(sent)) == (201, (23 + mib - 1, 2 + mib - 1))


async def test_each_request_of_tus_takes_few_statements_and_one_transaction_more_than_it_has_mib(
    field: Field, database: Database, client: AsyncClient, sent: list[str]
) -> None:
    photo_id, content = await announced(field, database, sent, 6 * MIB)
    place = (await create(client, field.wei, photo_id, content)).headers["Location"].removeprefix("/v1")
    assert counted(sent) == (7, 1)
    for offset, size, expected in ((0, 1, (3, 2)), (1, 1, (3, 2)), (2, 3, (5, 4)), (5, 1, (17, 2))):
        some = content[offset * MIB : (offset + size) * MIB]
        await client.head(place, headers=said(field.wei))
        assert counted(sent) == (2, 1)
        await patch(client, field.wei, place, offset * MIB, pieces(some), Content_Length=str(len(some)))
        assert counted(sent) == expected, offset


async def test_what_is_stored_is_asked_for_again_in_one_transaction(
    field: Field, database: Database, client: AsyncClient, sent: list[str]
) -> None:
    photo_id, content = await announced(field, database, sent, MIB)
    for expected in ((23, 2), (11, 1)):
        answer = await put(client, field.wei, photo_id, content)
        assert (answer.is_success, counted(sent)) == (True, expected)
