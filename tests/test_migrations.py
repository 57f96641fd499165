import asyncio

import asyncpg
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
