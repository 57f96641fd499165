"""`python -m tests.golden`: record the sessions that have no recording yet. A recording is never changed."""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import asyncpg
from structlog.testing import capture_logs

from backend import postgres
from backend.database import Database
from backend.demo.stage import folder
from backend.migrations import migrate
from tests.golden.recording import V1, Recording, stage
from tests.golden.sessions import SESSIONS, START, Day, anybody, anywhere, recorded

SUMS = "SHA256SUMS"


def add(where: Path, name: str, recording: Recording) -> None:
    """A new recording and its digest. Raises FileExistsError: what is recorded was promised."""
    written = (recording.model_dump_json(indent=1) + "\n").encode()
    with (where / f"{name}.json").open("xb") as file:
        file.write(written)
    with (where / SUMS).open("a") as sums:
        sums.write(f"{sha256(written).hexdigest()}  {name}.json\n")


async def record(
    cluster: postgres.Cluster, data: Path, session: Callable[[Day], Awaitable[None]]
) -> Recording:
    """Record a session on a database of its own."""
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, "postgres"))
    name = f"golden_{session.__name__}"
    await admin.execute(f"CREATE DATABASE {name} TEMPLATE {postgres.DATABASE} OWNER {postgres.OWNER}")
    await admin.close()
    database, people, base = Database(cluster.url(postgres.API, name)), anybody(), anywhere()
    try:
        with capture_logs():
            async with stage(database, data, people, base, START) as player:
                return await recorded(player, base, session)
    finally:
        await database.close()


def main() -> None:
    """Record what is missing, on a PostgreSQL of its own."""
    missing = [session for session in SESSIONS if not (V1 / f"{session.__name__}.json").exists()]
    with folder() as data, postgres.running(data, durable=False) as cluster:
        migrate(cluster.url(postgres.OWNER))
        for session in missing:
            add(V1, session.__name__, asyncio.run(record(cluster, data, session)))
            print(f"recorded {session.__name__}")  # noqa: T201  # what the command says
    print("recordings that existed were left as they are")  # noqa: T201


if __name__ == "__main__":
    main()
