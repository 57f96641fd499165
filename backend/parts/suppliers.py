"""Suppliers of parts, and what claims on them are bound by (S1-3.8); service stations (S1-3.7.6)."""

from collections.abc import Iterable
from uuid import UUID

from asyncpg import Connection

from backend.order.fact import Terms

TERMS = "SELECT id, name, claim_days FROM supplier WHERE id = ANY($1::uuid[])"


async def terms(sql: Connection, supplier_ids: Iterable[UUID]) -> dict[UUID, Terms]:
    """The terms of these suppliers as they are today."""
    rows = await sql.fetch(TERMS, list(supplier_ids))
    return {row["id"]: Terms(supplier=row["name"], claim_days=row["claim_days"]) for row in rows}
