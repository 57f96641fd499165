"""POST /v1/sync."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.config import JsonDict

from backend import clock
from backend.order.document import Order, Sha256
from backend.order.fact import Fact
from backend.order.moment import Clock
from backend.people.api import ASKING, PROBLEM_SCHEMA, Asker, Caller, Output, Tx, problems_of
from backend.sync import bundle, envelope
from backend.sync.digest import digest
from backend.sync.sync import Station, said_of
from backend.uploads.lacking import PhotoState

router = APIRouter(prefix="/v1", tags=["sync"])


class AppVersion(BaseModel):
    """The app that sends."""

    version: str = Field(max_length=64)


EXAMPLE: JsonDict = {
    "protocol": 1,
    "device_id": "018f2d3a-0000-7000-8000-00000000d001",
    "epoch": "e7f3c2",
    "cursor": 1842,
    "app": {"version": "2.4.1"},
    "clock": {"wall": "2026-03-02T09:30:00Z", "boot": "b1946ac9", "uptime_ms": 86_400_000},
    "facts": [
        {
            "id": "018f2d3a-0000-7000-8000-0000000000f1",
            "order_id": "018f2d3a-0000-7000-8000-000000000001",
            "kind": "visit.arrived",
            "v": 1,
            "device_seq": 311,
            "seen_version": 3,
            "clock": {"wall": "2026-03-02T08:12:00Z", "boot": "b1946ac9", "uptime_ms": 81_720_000},
            "place": {"lat": 30.02, "lon": 120.58, "accuracy_m": 12, "datum": "wgs84"},
            "actor": "018f2d3a-0000-7000-8000-0000000000a1",
            "body": {"visit_id": "018f2d3a-0000-7000-8000-0000000000b1"},
        }
    ],
}


class SyncRequest(BaseModel):
    """What a phone sends; app_contract/sync.md says how to use it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    protocol: Literal[1]
    device_id: UUID
    epoch: str | None = Field(None, max_length=64)
    cursor: int | None = Field(None, ge=1)
    app: AppVersion
    clock: Clock = Field(description="the phone's clocks at this very sending")
    facts: list[Fact] = Field(max_length=envelope.FACTS_LIMIT)
    photos: list[UUID] = Field(
        [], max_length=envelope.PHOTOS_LIMIT, description="photos of this person's that the phone still holds"
    )


Told = Annotated[dict[str, Any], WithJsonSchema(PROBLEM_SCHEMA)]
"""A problem document, as an answer of its own would be."""


class Receipt(BaseModel):
    """An applied fact's place in its order's chain, and the hash of its entry there, in hex."""

    seq: int = Field(ge=1)
    hash: Sha256


class FactResult(BaseModel):
    """The answer to one fact."""

    index: int
    id: UUID | None
    outcome: Literal["applied", "parked", "rejected", "closed", "retry"]
    problem: Told | None
    replayed: bool
    visible_at: int | None
    receipt: Receipt | None


class FactVerdict(BaseModel):
    """What became of a fact that had been parked."""

    id: UUID
    outcome: Literal["applied", "rejected", "closed", "parked"]
    problem: Told | None
    receipt: Receipt | None


class Removed(BaseModel):
    """An order that is not this technician's to see any more."""

    id: UUID
    reason: str


class SyncAnswer(BaseModel):
    """What a phone hears."""

    protocol: Literal[1]
    epoch: str
    reset: bool
    received_at: AwareDatetime
    results: list[FactResult]
    verdicts: list[FactVerdict]
    orders: list[Order]
    removed: list[Removed]
    photos: list[PhotoState] = Field(description="what is here of each photo that was asked for")
    cursor: int | None
    more: bool
    pull: Literal["ok", "upgrade_required", "blocked"]
    next_sync_s: int


@router.post(
    "/sync",
    operation_id="sync",
    summary="Facts in, changed documents out",
    response_model=SyncAnswer,
    responses=problems_of(*ASKING, "unreadable", "too_large", "wrong_device", "unavailable"),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SyncRequest"}}},
        }
    },
)
async def sync(request: Request, claims: Caller) -> Response:
    """For technicians. 200 for every envelope that can be read; each fact has its own answer in it."""
    station: Station = request.app.state.station
    station.room.admit()
    body = await request.body()
    answer = await station.sync(claims, envelope.read(body), body, clock.now())
    return Response(answer, media_type="application/json")


class DigestOut(Output):
    """What a phone holds that has read its feed up to `cursor`: compare only there.

    `sha256` (hex) is over a line `id version` for each document, in the order of the ids, each line ended by
    a line feed.
    """

    epoch: str
    cursor: int = Field(description="0: nothing was ever said to this person's phones")
    count: int
    sha256: str


@router.get("/sync/digest", operation_id="sync_digest", responses=problems_of(*ASKING))
async def sync_digest(tx: Tx, actor: Asker) -> DigestOut:
    """What my phones must hold; where one does not, it reads everything anew."""
    return DigestOut.model_validate(await digest(tx.sql, actor.staff_id))


class BundleRequest(BaseModel):
    """A phone's unsent outbox as one file; app_contract/sync.md says how to make it."""

    version: Literal[1] = Field(alias="bundle")
    device_id: UUID = Field(description="of the phone that recorded it, whoever brings it")
    app: AppVersion
    clock: Clock | None = Field(None, description="the phone's clocks when the file was written")
    facts: list[Fact] = Field(max_length=bundle.FACTS_LIMIT)
    orders: list[Order] = Field(
        [], description="documents that the server may have lost", max_length=bundle.ORDERS_LIMIT
    )


class BundleAnswer(BaseModel):
    """What became of each fact; `orders_kept` of the documents are of orders that are not here."""

    received_at: AwareDatetime
    results: list[FactResult]
    orders_kept: int


@router.post(
    "/sync/bundle",
    operation_id="bring_bundle",
    max_body_size=bundle.BODY_LIMIT_BYTES,
    responses=problems_of(*ASKING, "unreadable", "too_large", "unavailable"),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BundleRequest"}}},
        }
    },
)
async def bring_bundle(request: Request, claims: Caller) -> BundleAnswer:
    """Bring what a phone could not send. A technician brings his own work, a coordinator or manager
    anybody's. What the phone sends itself, before or later, is there once.
    """
    station: Station = request.app.state.station
    station.room.admit()
    now = clock.now()
    file, brought = await bundle.bring(station, claims, request.body, now)
    said = [said_of(item, result) for item, result in zip(file.items, brought.results, strict=True)]
    return BundleAnswer.model_validate(
        {"received_at": now, "results": said, "orders_kept": brought.orders_kept}
    )
