import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from backend import postgres
from backend.database import Database
from backend.journal.audit import Finding, audit
from backend.photos.photo import checked
from backend.photos.store import FolderStore, original
from tests.notices.makers import Field
from tests.photos.makers import DIGEST, asking, taken, with_photo

HASH = "its hash does not follow: it was altered, or stands at a wrong place"


@dataclass
class Books:
    """Two orders worked on to the signature, one with a photo, and who may tamper with all of it."""

    database: Database
    root: asyncpg.Connection
    store: FolderStore
    field: Field
    photo_id: UUID

    async def findings(self) -> list[Finding]:
        return await audit(self.database, [checked(self.store.holds)])

    async def tamper(self, *statements: str) -> None:
        """As the superuser, whom neither grants nor triggers hold; $1 is the order with the photo."""
        for statement in statements:
            given = [self.field.order_id] if "$1" in statement else []
            assert await self.root.execute(statement, *given) != "UPDATE 0"


@pytest.fixture
async def books(
    database: Database, cluster: postgres.Cluster, database_name: str, tmp_path: Path
) -> AsyncIterator[Books]:
    field = await Field().settled_in(database)
    other = await field.another(database)
    for one in (other, field):
        await one.say(database, one.on_visit("arrived"), one.of_report("filed"))
    await field.say(database, field.signed())
    async with asking(database, tmp_path) as client:
        photo_id = await with_photo(field, database, client)
    root = await asyncpg.connect(cluster.url(postgres.SUPERUSER, database_name))
    await root.execute("SET session_replication_role = replica")
    yield Books(database, root, FolderStore(tmp_path / "photos"), field, photo_id)
    await root.close()


def folds_to_other(names: str) -> tuple[int | None, str]:
    return None, f"its entries fold to other values of: {names}$"


def entry(seq: int, change: str) -> str:
    return f"UPDATE journal SET {change} WHERE order_id = $1 AND seq = {seq}"  # noqa: S608  # our own words


def row(change: str) -> str:
    return f"UPDATE dispatch_order SET {change} WHERE id = $1"  # noqa: S608  # our own words


Case = tuple[list[str], list[tuple[int | None, str]]]
CUT = "DELETE FROM journal WHERE order_id = $1 AND seq"
FACT = """
UPDATE fact SET outcome = 'rejected'
WHERE id = (SELECT fact_id FROM journal WHERE order_id = $1 AND seq = 3)
"""
TAMPERED: dict[str, Case] = {
    "a body": (
        [entry(4, "body = replace(body, 'leak', 'worn')")],
        [(4, HASH), folds_to_other("document")],
    ),
    "what was settled": (
        [entry(2, "settled = replace(settled, 'Wei', 'Max')")],
        [(2, HASH), folds_to_other("document")],
    ),
    "a salt": ([entry(3, "body_salt = 'x'")], [(3, HASH)]),
    "a kind": (
        [entry(3, "kind = 'visit.departed'")],
        [
            (3, HASH),
            (3, "fact .* is not what was applied"),
            folds_to_other("due_at, watch_at, document, desk"),
        ],
    ),
    "a body that cannot be read": (
        [entry(3, "body = '{}'")],
        [(3, HASH), (3, "visit.arrived v1 cannot be folded")],
    ),
    "two entries": (
        [entry(4, "seq = -4"), entry(3, "seq = 4"), entry(-4, "seq = 3")],
        [(3, HASH), (4, HASH), (5, HASH)],
    ),
    "a gap": (
        [f"{CUT} = 3"],
        [
            (4, "it comes after entry 2"),
            (4, HASH),
            folds_to_other("due_at, watch_at, document, desk"),
            (None, "fact .* has no entry"),
        ],
    ),
    "the tail": (
        [f"{CUT} = 7"],
        [
            (None, "its chain ends at entry 6, the order at version 7"),
            folds_to_other("changed_at, document"),
            (None, "fact .* has no entry"),
            (None, "photo .* do not agree"),
        ],
    ),
    "all entries": (
        [f"{CUT} > 0"],
        [
            (None, "its chain ends at entry 0"),
            *[(None, "fact .* has no entry")] * 7,
            (None, "photo .* do not agree"),
        ],
    ),
    "the head": ([row("head = 'x'")], [(None, "its chain ends at entry 7")]),
    "a document": ([row("document = replace(document, 'leak', 'worn')")], [folds_to_other("document")]),
    "the desk's column": ([row("desk = '{}'")], [folds_to_other("desk")]),
    "a fact": ([FACT], [(3, "fact .* is not what was applied")]),
}
KEYS: dict[str, Case] = {
    f"the key column {name}": ([row(f"{name} = {value}")], [folds_to_other(name)])
    for name, value in {
        "number": "'DO-1999-000001'",
        "state": "'closed'",
        "base_id": "NULL",
        "team": "'{}'",
        "due_at": "'2001-01-01'",
        "watch_at": "'2001-01-01'",
        "owes": "NOT owes",
        "search": "''",
        "changed_at": "now()",
    }.items()
}


async def test_what_nobody_tampered_with_is_found_right(books: Books) -> None:
    field = books.field
    photos = [taken(field, field.wei, uuid4()) for _ in range(45)]
    await field.say(books.database, *photos, field.said(field.cora, "note.added", text="seen"))
    assert await books.findings() == []


@pytest.mark.parametrize("what", TAMPERED | KEYS)
async def test_what_was_tampered_with_is_named_and_nothing_else(books: Books, what: str) -> None:
    statements, expected = (TAMPERED | KEYS)[what]
    number = await books.root.fetchval(
        "SELECT number FROM dispatch_order WHERE id = $1", books.field.order_id
    )
    await books.tamper(*statements)
    if what == "the key column number":
        number = "DO-1999-000001"
    found = await books.findings()
    assert [(one.order, one.seq) for one in found] == [(number, seq) for seq, _ in expected]
    for one, (_, pattern) in zip(found, expected, strict=True):
        assert re.match(pattern, one.what)


async def test_an_order_that_is_gone_is_missed_at_each_of_its_entries(books: Books) -> None:
    await books.tamper("DELETE FROM dispatch_order WHERE id = $1")
    found = [one for one in await books.findings() if "photo" not in one.what]
    assert sorted(str(one) for one in found) == [
        f"no order, entry {seq}: an entry of order {books.field.order_id}, which is not there"
        for seq in range(1, 8)
    ]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("object gone", "its bytes are missing or altered in the store"),
        ("object altered", "its bytes are missing or altered in the store"),
        ("DELETE FROM photo", "the journal says that it is stored, but its row is missing"),
        ("UPDATE photo SET sha256 = repeat('0', 64)", "its row and its photo.stored do not agree"),
    ],
)
async def test_a_photo_whose_row_fact_and_bytes_do_not_agree_is_named(
    books: Books, wrong: str, what: str
) -> None:
    held = books.store.folder / original(DIGEST)
    if wrong == "object gone":
        held.unlink()
    elif wrong == "object altered":
        held.write_bytes(held.read_bytes()[:-1] + b"x")
    else:
        await books.tamper(wrong)
    [finding] = await books.findings()
    assert finding.order
    assert finding.what == f"photo {books.photo_id}: {what}"


@pytest.mark.parametrize(("statement", "code"), [(None, 0), (row("owes = NOT owes"), 1)])
async def test_the_command_prints_what_is_wrong_and_fails(
    books: Books, database_url: str, tmp_path: Path, statement: str | None, code: int
) -> None:
    if statement:
        await books.tamper(statement)
    ours = {"CALLOUT_DATABASE_URL": database_url, "CALLOUT_DATA": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "backend", "audit", env=os.environ | ours, stdout=asyncio.subprocess.PIPE
    )
    said = (await process.communicate())[0].decode().splitlines()
    assert process.returncode == code
    assert said[:-1] == [str(one) for one in await books.findings()]
