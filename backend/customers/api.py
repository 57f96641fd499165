"""Routes for customers, vehicles and bases."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from backend import clock
from backend.customers.base import Base, list_bases
from backend.customers.customer import Customer, find_customers
from backend.customers.vehicle import Vehicle, add_vehicle, find_vehicles
from backend.people.api import (
    ASKING,
    Asker,
    Input,
    Line,
    Listed,
    Page,
    Paging,
    PhoneNumber,
    Tx,
    made_before,
    problems_of,
)
from backend.people.once import add_once

Datum = Literal["wgs84", "gcj02", "bd09"]
Language = Literal["zh", "en"]


class BaseIn(Input):
    """A new base, under an id made by the caller; degrees in the map datum named."""

    id: UUID
    name: Line = Field(examples=["Hangzhou"])
    lat: float = Field(ge=-90, le=90, allow_inf_nan=False, examples=[30.2741])
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False, examples=[120.1551])
    datum: Datum = "wgs84"
    active: bool = True


class BaseOut(Listed):
    """A base."""

    name: str = Field(examples=["Hangzhou"])
    lat: float
    lon: float
    datum: Datum
    active: bool
    created_at: datetime


class CustomerIn(Input):
    """A new customer, under an id made by the caller; `contact` is the person to ask for."""

    id: UUID
    name: Line = Field(examples=["Qiantang Haulage"])
    contact: Line = Field(examples=["Ms Zhou"])
    phone: PhoneNumber = Field(examples=["+86 571 8888 0000"])
    language: Language = "zh"


class CustomerChange(Input):
    """What is to change of a customer; an absent member stays."""

    # The defaults are never read: only members that were sent are used.
    name: Line = Field(default_factory=str)
    contact: Line = Field(default_factory=str)
    phone: PhoneNumber = Field(default_factory=str, examples=["+86 571 8888 0001"])
    language: Language = Field(default_factory=lambda: "zh")


class CustomerOut(Listed):
    """A customer."""

    name: str = Field(examples=["Qiantang Haulage"])
    contact: str
    phone: str
    language: Language
    created_at: datetime


class VehicleIn(Input):
    """A new vehicle of a customer, under an id made by the caller."""

    id: UUID
    customer_id: UUID
    model: Line = Field(examples=["KX-40 tipper"])
    serial: Line = Field(examples=["KX40-0017342"])
    plate: Line | None = Field(None, examples=["浙A 12345"])
    in_service_on: date | None = None


class VehicleOut(Listed):
    """A vehicle."""

    customer_id: UUID
    model: str
    serial: str = Field(examples=["KX40-0017342"])
    plate: str | None
    in_service_on: date | None
    created_at: datetime


router = APIRouter(prefix="/v1", tags=["customers"])


@router.get("/bases", operation_id="list_bases", responses=problems_of(*ASKING))
async def read_bases(tx: Tx, _: Asker, paging: Paging) -> Page[BaseOut]:
    """All bases."""
    found = await list_bases(tx, after=paging.after, limit=paging.one_more)
    return paging.page([BaseOut.model_validate(base) for base in found])


@router.post("/bases", operation_id="add_base", status_code=201, responses=made_before(BaseOut))
async def add_base(tx: Tx, _: Asker, said: BaseIn, response: Response) -> BaseOut:
    """Add a base; sending it again answers the same."""
    base, new = await add_once(tx, Base(**said.model_dump(), created_at=clock.now()))
    response.status_code = 201 if new else 200
    return BaseOut.model_validate(base)


@router.get("/customers", operation_id="list_customers", responses=problems_of(*ASKING))
async def read_customers(
    tx: Tx,
    _: Asker,
    paging: Paging,
    q: Annotated[Line | None, Query(description="part of a name, a contact or a phone number")] = None,
) -> Page[CustomerOut]:
    """Customers by name."""
    found = await find_customers(tx, q=q, after=paging.after, limit=paging.one_more)
    return paging.page([CustomerOut.model_validate(customer) for customer in found])


@router.post("/customers", operation_id="add_customer", status_code=201, responses=made_before(CustomerOut))
async def add_customer(tx: Tx, _: Asker, said: CustomerIn, response: Response) -> CustomerOut:
    """Add a customer; sending it again answers the same."""
    customer, new = await add_once(tx, Customer(**said.model_dump(), created_at=clock.now()))
    response.status_code = 201 if new else 200
    return CustomerOut.model_validate(customer)


@router.get("/vehicles", operation_id="list_vehicles", responses=problems_of(*ASKING))
async def read_vehicles(
    tx: Tx, _: Asker, paging: Paging, customer: UUID | None = None, serial: Line | None = None
) -> Page[VehicleOut]:
    """Vehicles, of one customer or with one serial number."""
    found = await find_vehicles(
        tx, customer=customer, serial=serial, after=paging.after, limit=paging.one_more
    )
    return paging.page([VehicleOut.model_validate(vehicle) for vehicle in found])


@router.post(
    "/vehicles",
    operation_id="add_vehicle",
    status_code=201,
    responses=made_before(VehicleOut) | problems_of("not_found"),
)
async def add_vehicle_of_customer(tx: Tx, _: Asker, said: VehicleIn, response: Response) -> VehicleOut:
    """Add a vehicle to a customer; sending it again answers the same."""
    vehicle, new = await add_vehicle(tx, Vehicle(**said.model_dump(), created_at=clock.now()))
    response.status_code = 201 if new else 200
    return VehicleOut.model_validate(vehicle)
