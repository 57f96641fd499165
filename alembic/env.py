"""How Alembic reaches the database: one transaction, one at a time, never waiting long for a lock.

Statements written by hand go through `op.execute`, one statement each (asyncpg takes no more at once).
"""

import asyncio
import pkgutil
from importlib import import_module

from alembic import context
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import backend
from backend.database import sqlalchemy_url
from backend.migrations import ADVISORY_LOCK, LOCK_TIMEOUT_S
from backend.postgres import addresses
from backend.settings import settings


def every_table() -> MetaData:
    """What the code says the database looks like: the tables of every module, so that none is forgotten."""
    for module in pkgutil.walk_packages(backend.__path__, "backend."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    return SQLModel.metadata


def run(connection: Connection) -> None:
    """Run what Alembic was called for."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_S}s'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
    compares = context.config.attributes.get("compares", True)
    context.configure(
        connection=connection,
        target_metadata=every_table() if compares else None,
        compare_server_default=True,
    )
    context.run_migrations()


async def migrate(url: str) -> None:
    """Connect as the owner and commit what was run."""
    engine = create_async_engine(sqlalchemy_url(url), poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


if url := context.config.attributes.get("url"):
    asyncio.run(migrate(url))
else:
    with addresses(settings()) as database:
        asyncio.run(migrate(database.owner))
