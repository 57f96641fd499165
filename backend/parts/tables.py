"""The tables of the store. Movements and entries are append-only by trigger and by grants."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, Identity, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

MOMENT: Any = DateTime(timezone=True)
NOBODY = UUID(int=0)
"""The holder of an account that is one for all, as the tables write it."""
GOES_SOMEWHERE = "(source, source_holder, condition) IS DISTINCT FROM (target, target_holder, becomes)"
BOTTOMLESS = "'supplier', 'vehicle', 'opening', 'unexplained'"


class Supplier(SQLModel, table=True):
    """Who made a part; a claim is filed with him within `claim_days` of the repair (S1-3.8)."""

    __table_args__ = (CheckConstraint("claim_days BETWEEN 1 AND 3650", name="supplier_claim_days"),)

    id: UUID = Field(primary_key=True)
    name: str
    contact: str | None = None
    claim_days: int
    created_at: datetime = Field(sa_type=MOMENT)


class Station(SQLModel, table=True):
    """A service station; spares sent to it are booked in an account of its own (S1-3.7.6)."""

    id: UUID = Field(primary_key=True)
    name: str
    created_at: datetime = Field(sa_type=MOMENT)


class CataloguePart(SQLModel, table=True):
    """A part by its number, as the ledger writes it; `with_serial`: each of its pieces has one.

    `warranty_days` and `warranty_km` are the maker's window, from when the vehicle went into service.
    """

    __tablename__ = "catalogue_part"

    id: UUID = Field(primary_key=True)
    number: str = Field(unique=True)
    name: str
    spec: str | None = None
    with_serial: bool = False
    supplier_id: UUID | None = Field(None, foreign_key="supplier.id")
    warranty_days: int | None = None
    warranty_km: int | None = None
    created_at: datetime = Field(sa_type=MOMENT)


class StoreEntry(SQLModel, table=True):
    """What the store books of itself, for no order: a receipt, a transfer, the end of old parts, a count, an
    import, or the reversal of one of these. `number` is of a receipt's slip (S1-3.7.2).

    `said` is the request as it was, in JSON; `content_hash` tells a replay from another use of the id.
    """

    __tablename__ = "store_entry"
    __table_args__ = (Index("store_entry_at", "at", "id"),)

    id: UUID = Field(primary_key=True)
    kind: str
    number: str | None = Field(default=None, unique=True)
    by: UUID
    by_name: str
    at: datetime = Field(sa_type=MOMENT)
    said: str = Field(sa_type=Text)
    content_hash: bytes = Field(sa_type=LargeBinary)
    reverses: UUID | None = Field(default=None, unique=True)


class MovementRow(SQLModel, table=True):
    """Pieces from one account to another, by a fact of an order or, where there is no order, by an entry of
    the store (`cause`). Their ids are made by many hands, and one of each may be the same.
    """

    __tablename__ = "movement"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="movement_quantity"),
        CheckConstraint(GOES_SOMEWHERE, name="movement_goes_somewhere"),
        Index("movement_cause", "cause", text("(order_id IS NULL)"), "line", unique=True),
        Index("movement_number", "number", "seq"),
        Index("movement_order", "order_id", postgresql_where=text("order_id IS NOT NULL")),
        Index("movement_part", "part_id", postgresql_where=text("part_id IS NOT NULL")),
        Index("movement_technician", "technician", "seq", postgresql_where=text("technician IS NOT NULL")),
    )  # fmt: skip

    seq: int | None = Field(None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    cause: UUID
    line: int
    order_id: UUID | None = None
    part_id: UUID | None = None
    technician: UUID | None = None
    number: str
    serial: str
    quantity: int
    source: str
    source_holder: UUID
    condition: str
    target: str
    target_holder: UUID
    becomes: str
    back: bool
    at: datetime = Field(sa_type=MOMENT)


class Balance(SQLModel, table=True):
    """How many pieces lie on an account; written with the movements, never by hand.

    Strict accounts never fall below zero, and a piece with a serial is in one place.
    """

    __table_args__ = (
        CheckConstraint(f"quantity >= 0 OR account IN ({BOTTOMLESS})", name="balance_strict"),
        CheckConstraint("serial = '' OR quantity <= 1", name="balance_one_piece"),
        Index("balance_one_place", "number", "serial", unique=True,
              postgresql_where=text("serial <> '' AND quantity > 0")),
        Index("balance_account", "account", "holder", postgresql_where=text("quantity <> 0")),
    )  # fmt: skip

    number: str = Field(primary_key=True)
    serial: str = Field(primary_key=True)
    account: str = Field(primary_key=True)
    holder: UUID = Field(primary_key=True)
    condition: str = Field(primary_key=True)
    quantity: int = Field(sa_type=BigInteger)
