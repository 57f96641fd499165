import asyncio
from uuid import UUID, uuid4

import asyncpg
import pytest
from alembic import command

from backend.migrations import configuration, migrate

OURS = """
SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = 'public' AND relkind IN ('r', 'S', 'v') AND relname <> 'alembic_version'
UNION ALL
SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'
UNION ALL
SELECT typname FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace
WHERE nspname = 'public' AND typtype IN ('e', 'd')
ORDER BY 1
"""


def ours(url: str) -> list[str]:
    async def fetch() -> list[str]:
        connection = await asyncpg.connect(url)
        try:
            return [row[0] for row in await connection.fetch(OURS)]
        finally:
            await connection.close()

    return asyncio.run(fetch())


def test_the_code_and_the_migrations_describe_the_same_database(owner_url: str) -> None:
    command.check(configuration(owner_url))


def test_what_the_migrations_make_they_can_take_away_and_make_again(owner_url: str) -> None:
    made = ours(owner_url)
    command.downgrade(configuration(owner_url), "base")
    assert ours(owner_url) == []
    migrate(owner_url)
    assert ours(owner_url) == made


MOVE = """
INSERT INTO movement (cause, line, order_id, number, serial, quantity, source, source_holder, condition,
                      target, target_holder, becomes, back, at)
VALUES ($1, 0, $2, 'VALVE', '', 1, 'opening', $3, 'new', 'store', $3, 'new', false, now()) RETURNING seq
"""


def test_movements_of_before_keep_their_numbers_and_an_id_may_be_of_a_fact_and_of_an_entry(
    owner_url: str,
) -> None:
    cause, nobody = uuid4(), UUID(int=0)

    async def move(order_id: UUID | None) -> int:
        connection = await asyncpg.connect(owner_url)
        try:
            seq: int = await connection.fetchval(MOVE, cause, order_id, nobody)
            return seq
        finally:
            await connection.close()

    command.downgrade(configuration(owner_url), "0006")
    first = asyncio.run(move(None))
    with pytest.raises(asyncpg.UniqueViolationError):
        asyncio.run(move(uuid4()))
    migrate(owner_url)
    assert asyncio.run(move(uuid4())) > first
    with pytest.raises(asyncpg.UniqueViolationError):
        asyncio.run(move(None))
