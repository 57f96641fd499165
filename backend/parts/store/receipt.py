"""Receipts as they are read (S1-3.7.2)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select

from backend.database import Transaction
from backend.parts import suppliers
from backend.parts.store.entries import Receipt
from backend.parts.tables import StoreEntry
from backend.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A receipt as it was booked, with the name of the supplier as it is today."""

    entry: StoreEntry
    said: Receipt
    supplier: str | None
    reversed_by: UUID | None

    def members(self) -> dict[str, Any]:
        """All that is known of it."""
        known = {"supplier": self.supplier, "reversed_by": self.reversed_by}
        return self.entry.model_dump() | self.said.model_dump(exclude={"id", "kind"}) | known


async def receipts(tx: Transaction, *, after: UUID | None = None, limit: int) -> list[Found]:
    """The newest receipts, at most `limit`, older than the one with the id `after`."""
    order = (col(StoreEntry.at).desc(), col(StoreEntry.id).desc())
    query = select(StoreEntry).where(StoreEntry.kind == "receipt").order_by(*order).limit(limit)
    if after is not None:
        last = select(StoreEntry.at, StoreEntry.id).where(StoreEntry.id == after).scalar_subquery()
        query = query.where(tuple_(col(StoreEntry.at), col(StoreEntry.id)) < last)
    return await found(tx, [*await tx.session.exec(query)])


async def receipt(tx: Transaction, receipt_id: UUID) -> Found:
    """One receipt. Raises `not_found`."""
    entry = await tx.session.get(StoreEntry, receipt_id)
    if entry is None or entry.kind != "receipt":
        raise Problem("not_found", "There is no such receipt.")
    return (await found(tx, [entry]))[0]


async def found(tx: Transaction, entries: list[StoreEntry]) -> list[Found]:
    """These receipts, with who brought them and what took them back."""
    said = {one.id: Receipt.model_validate_json(one.said) for one in entries}
    names = await suppliers.terms(tx.sql, [one.supplier_id for one in said.values() if one.supplier_id])
    query = select(StoreEntry.reverses, StoreEntry.id).where(col(StoreEntry.reverses).in_(said))
    gone = dict((await tx.session.exec(query)).all())
    return [
        Found(one, told, names[told.supplier_id].supplier if told.supplier_id else None, gone.get(one.id))
        for one, told in ((one, said[one.id]) for one in entries)
    ]
