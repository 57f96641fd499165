"""POST /v1/sync."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, Field

from backend import clock
from backend.order.document import Order
from backend.order.fact import Fact
from backend.order.moment import Clock
from backend.people.api import ASKING, Caller, problems_of
from backend.sync import envelope
from backend.sync.sync import Station

router = APIRouter(prefix="/v1", tags=["sync"])


class AppVersion(BaseModel):
    """The app that sends."""

    version: str


class SyncRequest(BaseModel):
    """What a phone sends; app_contract/sync.md says how to use it."""

    protocol: Literal[1]
    device_id: UUID
    epoch: str | None = None
    cursor: int | None = Field(None, ge=1)
    app: AppVersion
    clock: Clock = Field(description="the phone's clocks at this very sending")
    facts: list[Fact] = Field(max_length=envelope.FACTS_LIMIT)


class FactResult(BaseModel):
    """The answer to one fact."""

    index: int
    id: UUID | None
    outcome: Literal["applied", "parked", "rejected", "closed", "retry"]
    problem: dict[str, Any] | None
    replayed: bool
    visible_at: int | None


class FactVerdict(BaseModel):
    """What became of a fact that had been parked."""

    id: UUID
    outcome: Literal["applied", "rejected", "closed", "parked"]
    problem: dict[str, Any] | None


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
    body = await request.body()
    answer = await station.sync(claims, envelope.read(body), body, clock.now())
    return Response(answer, media_type="application/json")
