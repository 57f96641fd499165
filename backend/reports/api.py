"""Routes of reports."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from backend.order.document import Report, ReportState
from backend.people.api import ASKING, Asker, Tx, problems_of
from backend.reports.difference import Difference, changes
from backend.reports.report import filed


class VersionOut(BaseModel):
    """A version that was filed, and where it stands."""

    version: int
    state: ReportState


class ReportOut(Report):
    """A filed version: how it stands, as in the order document, and what it says."""

    order_id: UUID
    content: dict[str, Any] = Field(
        description="as it was filed; its canonical JSON (RFC 8785) has the SHA-256 `digest`"
    )
    changes: list[Difference] = Field(
        description="what differs from the version filed before it; empty for the first"
    )
    versions: list[VersionOut] = Field(description="all that were filed of this report, the first one first")


router = APIRouter(prefix="/v1", tags=["reports"])


@router.get("/reports/{report_id}", operation_id="get_report", responses=problems_of(*ASKING, "not_found"))
async def get_report(
    tx: Tx,
    actor: Asker,
    report_id: Annotated[UUID, Path(description="the `report_id` of its facts")],
    version: Annotated[int | None, Query(ge=1, le=1000, description="the latest unless given")] = None,
) -> ReportOut:
    """A report for those who may see its order, and for who wrote it. Never the strokes of a signature."""
    found = await filed(tx, report_id, version, actor)
    return ReportOut(
        **found.report.model_dump(),
        order_id=found.order_id,
        content=found.content,
        changes=[] if found.before is None else changes(found.before, found.content),
        versions=[VersionOut(version=one.version, state=one.state) for one in found.versions],
    )
