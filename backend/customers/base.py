"""The bases that technicians are sent from; an order's distance is measured to the nearest (S1-3.2.2a)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime
from sqlmodel import Field, SQLModel, col, select

from backend.database import Transaction


class Base(SQLModel, table=True):
    """One base; `datum` says in which map datum its coordinates (degrees) are: wgs84, gcj02 or bd09."""

    __table_args__ = (
        CheckConstraint("datum IN ('wgs84', 'gcj02', 'bd09')", name="base_datum"),
        CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="base_place"),
    )

    id: UUID = Field(primary_key=True)
    name: str
    lat: float
    lon: float
    datum: str = "wgs84"
    active: bool = True
    created_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


async def list_bases(tx: Transaction, *, after: UUID | None, limit: int) -> list[Base]:
    """Bases by id, active or not, at most `limit`, from the one after `after`."""
    query = select(Base).order_by(col(Base.id)).limit(limit)
    if after is not None:
        query = query.where(col(Base.id) > after)
    return list(await tx.session.exec(query))
