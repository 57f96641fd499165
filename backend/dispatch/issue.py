"""Issuing an order: customer and vehicle referred to or made on the fly, then one fact (S1-3.4.1A)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from backend.customers.customer import Customer as CustomerRow
from backend.customers.customer import get_customer
from backend.customers.vehicle import Vehicle as VehicleRow
from backend.customers.vehicle import get_vehicle
from backend.database import Transaction
from backend.dispatch.desk import Spoken
from backend.dispatch.orders import Instant, document_of
from backend.journal.door import apply, content_hash
from backend.order.document import Customer, Fault, Place, Site, Vehicle
from backend.order.fact import Fact
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.once import insert_once

EXAMPLE: JsonDict = {
    "id": "018f2d3a-0000-7000-8000-000000000001",
    "customer": {
        "id": "018f2d3a-0000-7000-8000-0000000000c1",
        "name": "Qiantang Haulage",
        "contact": "Ms Zhou",
        "phone": "+86 571 8888 0000",
    },
    "vehicle": {
        "id": "018f2d3a-0000-7000-8000-0000000000d1",
        "model": "KX-40 tipper",
        "serial": "KX40-0017342",
        "plate": "浙A 12345",
    },
    "site": {
        "address": "Quarry road 7, north gate",
        "place": {"lat": 30.02, "lon": 120.58, "datum": "wgs84"},
    },
    "fault": {
        "category": "body",
        "description": "The tipping body stays up",
        "reported_at": "2026-03-02T01:10:00Z",
    },
    "supplier_needed": False,
}


class OrderCustomer(Customer, extra="forbid"):
    """Whom the order is for. Where the file has this id already it keeps its own; the order says this."""


class OrderVehicle(Vehicle, extra="forbid"):
    """What is broken. Where the file has this id already it keeps its own; the order says this."""


class OrderPlace(Place, extra="forbid"):
    """Coordinates in degrees, in the map datum named."""


class OrderSite(Site, extra="forbid"):
    """Where the vehicle stands; without coordinates a dispatcher must confirm the distance (S1-3.2.2)."""

    place: OrderPlace | None = None


class OrderFault(Fault, extra="forbid"):
    """The fault as reported."""

    reported_at: Instant


class NewOrder(BaseModel):
    """All that a technician must be told (S1-3.4.1A), under an id made by the caller.

    Customer and vehicle are either referred to by `…_id` or given whole, with ids made by the caller too.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    id: UUID
    customer_id: UUID | None = None
    customer: OrderCustomer | None = Field(None, validate_default=True)
    vehicle_id: UUID | None = None
    vehicle: OrderVehicle | None = Field(None, validate_default=True)
    site: OrderSite
    fault: OrderFault
    supplier_needed: bool = False

    @field_validator("customer", "vehicle")
    @classmethod
    def one_of_two(cls, given: Any, info: ValidationInfo) -> Any:
        """On the member itself, so that everything that is missing is named at once."""
        reference = f"{info.field_name}_id"
        if info.data.get(reference) is not None and given is not None:
            raise PydanticCustomError("given_twice", f"Give either this or {reference}")
        if given is None and reference in info.data and info.data[reference] is None:
            raise PydanticCustomError("missing", f"Field required, or {reference}")
        return given


async def issue(tx: Transaction, wanted: NewOrder, actor: Actor, policy: Policy, now: datetime) -> Spoken:
    """Issue an order; the same again is answered with the order as it is now.

    Raises `not_found` for a reference to nobody, `id_reused`, `order_exists`, `no_base`, `invalid_input`.
    """
    content = content_hash(wanted)
    customer = await customer_of(tx, wanted, now)
    vehicle = await vehicle_of(tx, wanted, customer.id, now)
    fact = Fact(
        id=uuid5(wanted.id, "order.issued"),
        order_id=wanted.id,
        kind="order.issued",
        v=1,
        body={
            "customer": customer.model_dump(mode="json"),
            "vehicle": vehicle.model_dump(mode="json"),
            **wanted.model_dump(mode="json", include={"site", "fault", "supplier_needed"}),
        },
    )
    replayed = await apply(tx, fact, content, actor, policy, now)
    return Spoken(fact.id, replayed, await document_of(tx, wanted.id, actor))


async def customer_of(tx: Transaction, wanted: NewOrder, now: datetime) -> Customer:
    """The customer as the order is to say it; one that is new is put on file."""
    if wanted.customer is None:
        assert wanted.customer_id is not None  # noqa: S101 - NewOrder has one of the two
        return Customer.model_validate(await get_customer(tx, wanted.customer_id), from_attributes=True)
    await insert_once(tx, CustomerRow(**wanted.customer.model_dump(), created_at=now))
    return wanted.customer


async def vehicle_of(tx: Transaction, wanted: NewOrder, customer_id: UUID, now: datetime) -> Vehicle:
    """The vehicle as the order is to say it; one that is new is put on file, as the customer's."""
    if wanted.vehicle is None:
        assert wanted.vehicle_id is not None  # noqa: S101 - NewOrder has one of the two
        return Vehicle.model_validate(await get_vehicle(tx, wanted.vehicle_id), from_attributes=True)
    await insert_once(tx, VehicleRow(**wanted.vehicle.model_dump(), customer_id=customer_id, created_at=now))
    return wanted.vehicle
