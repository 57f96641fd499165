"""Suppliers of parts, and what claims on them are bound by (S1-3.8); service stations (S1-3.7.6)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from asyncpg import Connection
from sqlalchemy import tuple_
from sqlmodel import col, select

from backend.database import Transaction
from backend.order.fact import Terms
from backend.parts.tables import Station, Supplier
from backend.problems import Problem

TERMS = "SELECT id, name, claim_days FROM supplier WHERE id = ANY($1::uuid[])"
STATIONS = "SELECT id, name FROM station WHERE id = ANY($1::uuid[])"


async def terms(sql: Connection, supplier_ids: Iterable[UUID]) -> dict[UUID, Terms]:
    """The terms of these suppliers as they are today."""
    rows = await sql.fetch(TERMS, list(supplier_ids))
    return {row["id"]: Terms(supplier=row["name"], claim_days=row["claim_days"]) for row in rows}


async def stations(sql: Connection, station_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these service stations."""
    return {row["id"]: row["name"] for row in await sql.fetch(STATIONS, list(station_ids))}


async def change_supplier(tx: Transaction, supplier_id: UUID, changes: dict[str, Any]) -> Supplier:
    """Change some columns of a supplier, named by `changes`; gives the supplier as changed.

    Claims that are open keep the deadline they were opened with. Raises `not_found`.
    """
    supplier = await tx.session.get(Supplier, supplier_id, with_for_update=True)
    if supplier is None:
        raise Problem("not_found", "There is no such supplier.")
    supplier.sqlmodel_update(changes)
    tx.session.add(supplier)
    await tx.session.flush()
    return supplier


async def list_suppliers(tx: Transaction, *, after: UUID | None, limit: int) -> list[Supplier]:
    """Suppliers by name, at most `limit`, from the one after `after`."""
    query = select(Supplier).order_by(col(Supplier.name), col(Supplier.id)).limit(limit)
    if after is not None:
        last = select(Supplier.name, Supplier.id).where(Supplier.id == after).scalar_subquery()
        query = query.where(tuple_(col(Supplier.name), col(Supplier.id)) > last)
    return list(await tx.session.exec(query))


async def list_stations(tx: Transaction, *, after: UUID | None, limit: int) -> list[Station]:
    """Service stations by name, at most `limit`, from the one after `after`."""
    query = select(Station).order_by(col(Station.name), col(Station.id)).limit(limit)
    if after is not None:
        last = select(Station.name, Station.id).where(Station.id == after).scalar_subquery()
        query = query.where(tuple_(col(Station.name), col(Station.id)) > last)
    return list(await tx.session.exec(query))
