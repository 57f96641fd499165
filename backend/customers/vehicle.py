"""The vehicles that customers run (S1-3.4.1A, S2-1)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Column, DateTime
from sqlmodel import Field, SQLModel, col, select

from backend.customers.customer import get_customer
from backend.database import Transaction
from backend.people.once import add_once
from backend.problems import Problem


class Vehicle(SQLModel, table=True):
    """One vehicle: the maker's `model` and `serial`, its number plate if any, in service since when."""

    id: UUID = Field(primary_key=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    model: str
    serial: str = Field(index=True)
    plate: str | None = None
    in_service_on: date | None = None
    created_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


async def get_vehicle(tx: Transaction, vehicle_id: UUID) -> Vehicle:
    """One vehicle. Raises `not_found`."""
    vehicle = await tx.session.get(Vehicle, vehicle_id)
    if vehicle is None:
        raise Problem("not_found", "There is no such vehicle.")
    return vehicle


async def add_vehicle(tx: Transaction, vehicle: Vehicle) -> tuple[Vehicle, bool]:
    """Add a vehicle to a customer; gives the stored one, and whether it is new.

    Raises `not_found` for an unknown customer, `id_reused`.
    """
    await get_customer(tx, vehicle.customer_id)
    return await add_once(tx, vehicle)


async def find_vehicles(
    tx: Transaction, *, customer: UUID | None, serial: str | None, after: UUID | None, limit: int
) -> list[Vehicle]:
    """Vehicles by id, at most `limit`, from the one after `after`; of one customer, or with one serial."""
    query = select(Vehicle).order_by(col(Vehicle.id)).limit(limit)
    if customer is not None:
        query = query.where(Vehicle.customer_id == customer)
    if serial is not None:
        query = query.where(Vehicle.serial == serial)
    if after is not None:
        query = query.where(col(Vehicle.id) > after)
    return list(await tx.session.exec(query))
