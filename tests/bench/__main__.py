"""`make bench`: what a claim about speed rests on, measured on this machine, next to the goal it is held to.

`make bench ARGS=--write` writes docs/performance.json too. docs/performance.md says what is measured and how.
It takes four or five minutes, everything on this machine; only an error makes it fail, never a missed goal.
"""

import argparse
import pickle
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import uvloop
from rich.console import Console

from backend import postgres
from backend.database import Database
from backend.demo import stage
from backend.migrations import migrate
from tests.bench import result, streaming, uploads
from tests.bench.bare import Recorded
from tests.bench.measure import Figure, measured
from tests.bench.phones import PHONES, SYNCS, Ask, installed, seeded
from tests.bench.photos import Shot, announced
from tests.bench.pictures import developed
from tests.bench.recording import recorded
from tests.bench.reports.costs import made
from tests.bench.result import Photos

WIDTH = 110
COPIES = ("recorded", "ours", "bare")
"""Databases: the same one three times."""


def second_start(folder: Path) -> float:
    """Seconds from the start of a Callout that has run before to its first answer."""
    with stage.serving(folder):
        pass
    began = time.perf_counter()
    with stage.serving(folder):
        return time.perf_counter() - began


async def prepared(
    cluster: postgres.Cluster, folder: Path, key: str
) -> tuple[list[Ask], list[Recorded], str]:
    """The requests, what the application made of each, and the database's version; the copies stand ready."""
    database = Database(cluster.url())
    asks = await seeded(database, bytes.fromhex(key))
    await database.close()
    admin = await asyncpg.connect(cluster.url(postgres.SUPERUSER, "postgres"))
    for copy in COPIES:
        await admin.execute(f"CREATE DATABASE {copy} TEMPLATE {postgres.DATABASE} OWNER {postgres.OWNER}")
    # The first time that a phone is heard it is noted, which an empty pull does not do otherwise.
    found = await recorded(cluster.url(database="recorded"), folder, key, asks + asks[PHONES * SYNCS :])
    await admin.execute("CHECKPOINT")
    version: str = await admin.fetchval("SHOW server_version")
    await admin.close()
    return asks, found[: PHONES * SYNCS] + found[-PHONES:], version


@contextmanager
def bare_serving(folder: Path, found: list[Recorded], url: str) -> Iterator[str]:
    """The bare handler, in a process of its own."""
    path = folder / "recorded"
    path.write_bytes(pickle.dumps(found))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "tests.bench.bare", str(path), url, str(port))
    server = subprocess.Popen(command, cwd=stage.ROOT, start_new_session=True)
    try:
        stage.await_answer(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        stage.stop(server)


def against_bare(folder: Path) -> tuple[dict[str, Figure], dict[str, list[Recorded]], str]:
    """The figures, what was recorded of the syncs and of the empty pulls, and PostgreSQL's version."""
    key = secrets.token_hex(32)
    # Both would wait for the same disk, which makes the one look like the other.
    with postgres.running(folder / "bench", durable=False) as cluster:
        migrate(cluster.url(postgres.OWNER))
        asks, found, version = uvloop.run(prepared(cluster, folder, key))
        ours = {"CALLOUT_DATABASE_URL": cluster.url(database="ours"), "CALLOUT_TOKEN_KEY": key,
                "CALLOUT_LOG_JSON": "true"}  # fmt: skip
        with (
            stage.serving(folder, **ours) as url,
            bare_serving(folder, found, cluster.url(database="bare")) as bare_url,
        ):
            figures = uvloop.run(measured(url, bare_url, asks))
    return figures, {"sync": found[: PHONES * SYNCS], "empty_pull": found[PHONES * SYNCS :]}, version


async def photographed(
    url: str, key: str
) -> tuple[dict[str, list[Ask]], dict[uploads.Case, list[list[Shot]]], list[list[Shot]]]:
    """Syncs and empty pulls, the photos of each case of uploads, and those that stream."""
    database = Database(url)
    asks = await seeded(database, bytes.fromhex(key))
    phones = [
        await installed(database, f"Photographer {n}", bytes.fromhex(key)) for n in range(uploads.CARRIERS)
    ]
    shots = {
        case: [
            await announced(database, phone, sizes)
            for phone, sizes in zip(phones, uploads.wanted(case), strict=False)
        ]
        for case in uploads.CASES
    }
    some = [streaming.STREAMED_BYTES] * streaming.STREAMED
    streamed = [await announced(database, phone, some) for phone in phones[: streaming.STREAMERS]]
    await database.close()
    pulls = asks[PHONES * SYNCS :] * streaming.PULLS
    asked = {"sync": asks[: streaming.SYNCS], "empty_pull": pulls[: streaming.PULLS]}
    return asked, shots, streamed


def with_photos(folder: Path) -> Photos:
    """What photos cost, on a database that is as durable as they are."""
    key = secrets.token_hex(32)
    with postgres.running(folder / "durable") as cluster:
        migrate(cluster.url(postgres.OWNER))
        asks, shots, streamed = uvloop.run(photographed(cluster.url(), key))
        unlimited = {"CALLOUT_PHOTO_BYTES_PER_DAY": str(2**40), "CALLOUT_PHOTOS_PER_DAY": "100000"}
        ours = {"CALLOUT_DATABASE_URL": cluster.url(), "CALLOUT_TOKEN_KEY": key, "CALLOUT_LOG_JSON": "true"}
        with stage.serving(folder, **ours, **unlimited) as url:
            carried = {
                case: uvloop.run(uploads.carried(url, folder / "data", phones, uploads.WAYS[case[0]]))
                for case, phones in shots.items()
            }
            waits, beside_mb_s = streaming.waits(folder, url, asks, streamed)
    return Photos(carried, waits, beside_mb_s, uvloop.run(developed(folder)))


def main() -> None:
    """Measure, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {result.PATH.name} too")
    write = parser.parse_args().write
    with stage.folder() as folder:
        start_s = second_start(folder)
        figures, found, version = against_bare(folder)
        photos = with_photos(folder)
        facts = result.facts(start_s, figures, found, photos, made(folder), version)
    console = Console(width=WIDTH)
    console.print(result.table(facts))
    console.print(result.photo_table(facts["photos"]))
    console.print(result.report_table(facts["reports"]))
    if write:
        result.write(facts)


if __name__ == "__main__":
    main()
