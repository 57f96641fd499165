"""Routes of reports."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from backend.order.document import Report, ReportState
from backend.people.api import ASKING, Asker, Tx, problems_of
from backend.photos.api import HARMLESS
from backend.reports import search
from backend.reports.compose import Composer
from backend.reports.difference import Difference, changes
from backend.reports.press import pdf_of
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


ReportId = Annotated[UUID, Path(description="the `report_id` of its facts")]
Version = Annotated[int | None, Query(ge=1, le=1000, description="the latest unless given")]
PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The paper",
    }
}
router = APIRouter(prefix="/v1", tags=["reports"])


# Before the report itself, whose path would take the ending for a part of the id.
@router.get(
    "/reports/{report_id}.pdf",
    operation_id="get_report_paper",
    response_class=Response,
    responses=PDF | problems_of(*ASKING, "not_found", "paper_not_ready"),
)
async def get_report_paper(
    request: Request,
    tx: Tx,
    actor: Asker,
    report_id: ReportId,
    version: Version = None,
    *,
    sealed: Annotated[bool, Query(description="the paper that was kept, whatever came of it")] = False,
) -> Response:
    """A version on paper (PDF/A-3b), for those who may see its order and for who wrote it.

    Once the customer has answered, and all photos are there, a paper is kept, and this is it: its SHA-256 is
    in the order's document. Before, and when a newer version was filed, it is printed as it stands now, with
    a watermark that says so; `sealed` gives what was kept of an older version all the same.
    """
    state = request.app.state
    composer = Composer(state.keys, state.store, state.settings.public_address)
    found = await filed(tx, report_id, version, actor)
    content, name = await pdf_of(tx, found, composer, kept=sealed)
    headers = {"Content-Disposition": f'inline; filename="{name}"', **HARMLESS}
    return Response(content, media_type="application/pdf", headers=headers)


@router.get("/reports", operation_id="search_reports", responses=problems_of(*ASKING))
async def search_reports(tx: Tx, actor: Asker, sought: Annotated[search.Sought, Query()]) -> search.FoundPage:
    """Reports that the asker may see, found by their words: current versions, the last filed first."""
    return await search.search_reports(tx, sought, actor)


@router.get("/reports/{report_id}", operation_id="get_report", responses=problems_of(*ASKING, "not_found"))
async def get_report(
    tx: Tx,
    actor: Asker,
    report_id: ReportId,
    version: Version = None,
) -> ReportOut:
    """A report for those who may see its order, and for who wrote it. Never the strokes of a signature."""
    found = await filed(tx, report_id, version, actor)
    return ReportOut(
        **found.report.model_dump(),
        order_id=found.order.id,
        content=found.content,
        changes=[] if found.before is None else changes(found.before, found.content),
        versions=[VersionOut(version=one.version, state=one.state) for one in found.versions],
    )
