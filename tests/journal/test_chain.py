"""What was journalled stays as it was, and shows it (design: chain)."""

from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from backend.database import Database
from backend.journal import chain
from backend.order.kinds import KINDS
from tests.journal.conftest import all_of, begun, one
from tests.makers import LI


async def test_each_entry_is_chained_to_the_one_before_by_its_canonical_form(office: Database) -> None:
    case = await begun(office)
    await case.record(office, *[case.said(LI, kind) for kind in ("visit.arrived", "report.filed")])
    await case.record(office, case.said(LI, "report.signed"))
    previous = bytes(32)
    for row in await all_of(office, "SELECT * FROM journal ORDER BY seq"):
        meta: dict[str, Any] = {name: row[name] for name in ("kind", "v", "seq")}
        meta |= {name: str(row[name]) for name in ("order_id", "fact_id")}
        for name in ("body", "settled"):
            meta[f"{name}_sha256"] = sha256(row[f"{name}_salt"] + row[name].encode()).hexdigest()
        previous = sha256(b"callout/journal/1" + previous + rfc8785.dumps(meta)).digest()
        assert row["hash"] == previous
    assert await one(office, "SELECT head FROM dispatch_order") == previous


@given(st.uuids(), st.uuids(), st.sampled_from(sorted(KINDS)), st.integers(1, 2**31 - 1), st.binary())
def test_what_the_chain_hashes_is_canonical_json(
    order_id: UUID, fact_id: UUID, kind: tuple[str, int], seq: int, salt: bytes
) -> None:
    digest = chain.salted(salt, "stored")
    meta: dict[str, Any] = {
        "order_id": str(order_id), "fact_id": str(fact_id), "kind": kind[0], "v": kind[1], "seq": seq,
        "settled_sha256": digest, "body_sha256": digest,
    }  # fmt: skip
    expected = sha256(b"callout/journal/1" + chain.GENESIS + rfc8785.dumps(meta)).digest()
    assert chain.link(chain.GENESIS, order_id, seq, fact_id, *kind, digest, digest) == expected


CHANGES = {
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table}",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(
    ("table", "column"),
    [("journal", "body"), ("raw_request", "body"), ("shared_key", "holder"), ("policy", "text")],
)
async def test_what_was_journalled_can_be_changed_neither_by_us_nor_by_the_owner(
    office: Database, owner_url: str, table: str, column: str, statement: str
) -> None:
    await begun(office)
    change = statement.format(table=table, column=column)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
        await one(office, change)
    owner = await asyncpg.connect(owner_url)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await owner.execute(change)
    await owner.close()


@pytest.mark.parametrize("table", ["fact", "dispatch_order"])
async def test_what_arrived_is_never_deleted(office: Database, table: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await one(office, f"DELETE FROM {table}")  # noqa: S608  # our own table
