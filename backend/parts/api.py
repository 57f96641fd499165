"""Routes of the store: suppliers, stations, the catalogue, what the store books of itself, stock."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from backend import clock
from backend.order.parts.stock import as_number
from backend.parts.catalogue import add_part, find_parts
from backend.parts.suppliers import change_supplier, list_stations, list_suppliers
from backend.parts.tables import CataloguePart, Station, Supplier
from backend.people.api import (
    ASKING,
    CSV,
    Asker,
    Input,
    Line,
    Listed,
    Listing,
    Page,
    Tx,
    made_before,
    problems_of,
)
from backend.people.once import add_once

ClaimDays = Annotated[int, Field(ge=1, le=3650)]


class SupplierIn(Input):
    """A new supplier, under an id made by the caller.

    A claim on him is filed within `claim_days` of the repair (S1-3.8).
    """

    id: UUID
    name: Line = Field(examples=["Valve works"])
    contact: Line | None = Field(None, examples=["Mr Gao, claims desk"])
    claim_days: ClaimDays = Field(examples=[30])


class SupplierChange(Input):
    """What is to change of a supplier; an absent member stays. Claims that are open keep their deadline."""

    # The defaults are never read: only members that were sent are used.
    name: Line = Field(default_factory=str)
    contact: Line | None = None
    claim_days: ClaimDays = Field(default_factory=int)


class SupplierOut(Listed):
    """A supplier."""

    name: str = Field(examples=["Valve works"])
    contact: str | None
    claim_days: int
    created_at: datetime


class StationIn(Input):
    """A new service station, under an id made by the caller; spares sent there have an account (S1-3.7.6)."""

    id: UUID
    name: Line = Field(examples=["Xiangyang station"])


class StationOut(Listed):
    """A service station."""

    name: str = Field(examples=["Xiangyang station"])
    created_at: datetime


class PartIn(Input):
    """A new part, under an id made by the caller; however its number is typed, it is one part.

    `with_serial`: each of its pieces has a serial. The maker's warranty counts from when the vehicle went
    into service.
    """

    id: UUID
    number: Line = Field(examples=["81.50321-0007"])
    name: Line = Field(examples=["Tipping valve"])
    spec: Line | None = Field(None, examples=["24 V, 3/2"])
    with_serial: bool = False
    supplier_id: UUID | None = None
    warranty_days: int | None = Field(None, ge=0, le=36_500)
    warranty_km: int | None = Field(None, ge=0, le=10_000_000)


class PartOut(Listed):
    """A part of the catalogue; `number` as the ledger writes it."""

    number: str = Field(examples=["81.50321-0007"])
    name: str
    spec: str | None
    with_serial: bool
    supplier_id: UUID | None
    warranty_days: int | None
    warranty_km: int | None
    created_at: datetime


router = APIRouter(prefix="/v1", tags=["parts"])


@router.get(
    "/suppliers",
    operation_id="list_suppliers",
    response_model=Page[SupplierOut],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def read_suppliers(tx: Tx, _: Asker, listing: Listing) -> Page[SupplierOut] | Response:
    """Suppliers by name."""
    found = await list_suppliers(tx, after=listing.begin, limit=listing.most)
    return await listing.answer("suppliers", SupplierOut, [SupplierOut.model_validate(one) for one in found])


@router.post("/suppliers", operation_id="add_supplier", status_code=201, responses=made_before(SupplierOut))
async def add_supplier(tx: Tx, _: Asker, said: SupplierIn, response: Response) -> SupplierOut:
    """Add a supplier; sending it again answers the same."""
    supplier, new = await add_once(tx, Supplier(**said.model_dump(), created_at=clock.now()))
    response.status_code = 201 if new else 200
    return SupplierOut.model_validate(supplier)


@router.patch(
    "/suppliers/{supplier_id}",
    operation_id="change_supplier",
    responses=problems_of(*ASKING, "not_found"),
)
async def change(tx: Tx, _: Asker, supplier_id: UUID, said: SupplierChange) -> SupplierOut:
    """Change a supplier."""
    changed = await change_supplier(tx, supplier_id, said.model_dump(exclude_unset=True))
    return SupplierOut.model_validate(changed)


@router.get(
    "/stations",
    operation_id="list_stations",
    response_model=Page[StationOut],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def read_stations(tx: Tx, _: Asker, listing: Listing) -> Page[StationOut] | Response:
    """Service stations by name."""
    found = await list_stations(tx, after=listing.begin, limit=listing.most)
    return await listing.answer("stations", StationOut, [StationOut.model_validate(one) for one in found])


@router.post("/stations", operation_id="add_station", status_code=201, responses=made_before(StationOut))
async def add_station(tx: Tx, _: Asker, said: StationIn, response: Response) -> StationOut:
    """Add a service station; sending it again answers the same."""
    station, new = await add_once(tx, Station(**said.model_dump(), created_at=clock.now()))
    response.status_code = 201 if new else 200
    return StationOut.model_validate(station)


@router.get(
    "/parts",
    operation_id="list_parts",
    response_model=Page[PartOut],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def read_parts(
    tx: Tx,
    _: Asker,
    listing: Listing,
    q: Annotated[Line | None, Query(description="part of a number, a name or a spec")] = None,
) -> Page[PartOut] | Response:
    """The catalogue by number."""
    found = await find_parts(tx, q=q, after=listing.begin, limit=listing.most)
    return await listing.answer("parts", PartOut, [PartOut.model_validate(one) for one in found])


@router.post(
    "/parts",
    operation_id="add_part",
    status_code=201,
    responses=made_before(PartOut, "part_number_taken", "supplier_unknown", "stock_without_serials"),
)
async def add_part_to_catalogue(tx: Tx, _: Asker, said: PartIn, response: Response) -> PartOut:
    """Add a part to the catalogue; sending it again answers the same."""
    named = said.model_dump() | {"number": as_number(said.number)}
    part, new = await add_part(tx, CataloguePart(**named, created_at=clock.now()))
    response.status_code = 201 if new else 200
    return PartOut.model_validate(part)
