"""Routes of reports."""

import asyncio
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from backend.order.document import Report, ReportState
from backend.people.api import ASKING, Asker, Tx, problems_of
from backend.photos.api import HARMLESS
from backend.problems import Problem
from backend.reports import search
from backend.reports.compose import Composer
from backend.reports.difference import Difference, changes
from backend.reports.keys import Keys
from backend.reports.press import pdf_of
from backend.reports.report import filed, strokes_of
from backend.reports.strokes import png
from backend.reports.verify.page import HEADERS, Verifier, unknown


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


class KeyOut(BaseModel):
    """A public key as a JWK (RFC 8037)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    x: str
    kid: str = Field(description="its thumbprint (RFC 7638)")
    alg: Literal["EdDSA"]
    use: Literal["sig"]


class KeysOut(BaseModel):
    """A JWK set (RFC 7517)."""

    keys: list[KeyOut]


ReportId = Annotated[UUID, Path(description="the `report_id` of its facts")]
Version = Annotated[int | None, Query(ge=1, le=1000, description="the latest unless given")]
PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The paper",
    }
}
PNG: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The picture",
    }
}
PAGE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "The page"}
}
KEYS_LIFE_S = 3600
"""A key that is new is sealed with at once: who kept the set for so long and lacks it asks again."""

router = APIRouter(prefix="/v1", tags=["reports"])
public = APIRouter(tags=["public"])


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


@router.get(
    "/reports/{report_id}/signature",
    operation_id="get_signature",
    response_class=Response,
    responses=PNG | problems_of(*ASKING, "not_found"),
)
async def get_signature(tx: Tx, actor: Asker, report_id: ReportId, version: Version = None) -> Response:
    """What the customer signed with, as a picture, for those who may read the report.

    It has the shape of the strokes, and not how fast or how hard they were drawn. Nobody gets it of a version
    that nobody has signed by hand; of one that was stamped the problem says which photo shows the stamp.
    """
    strokes = await strokes_of(tx, report_id, version, actor)
    picture = await asyncio.to_thread(png, strokes)
    return Response(picture, media_type="image/png", headers=HARMLESS)


@public.get(
    "/verify/{verify_id}",
    operation_id="verify_report",
    response_class=HTMLResponse,
    responses=PAGE | problems_of("not_found", "unavailable"),
)
async def verify_report(
    request: Request,
    verify_id: Annotated[str, Path(description="the `verify_id` of a seal, a UUID")],
) -> Response:
    """Whether a sealed report is what was signed: a page for whoever holds the paper, in Chinese and English.

    Everything is checked anew, from the journal. An id that nothing has is `not_found`; a browser gets that
    as a page, too.
    """
    verifier: Verifier = request.app.state.verifier
    page = await verifier.page(verify_id)
    if page is not None:
        return HTMLResponse(page, headers=HEADERS)
    if "text/html" not in request.headers.get("Accept", ""):
        raise Problem("not_found", "No sealed report has this id.", headers=HEADERS)
    return HTMLResponse(unknown(), 404, headers=HEADERS)


@public.get("/.well-known/jwks.json", operation_id="seal_keys")
async def seal_keys(request: Request, response: Response) -> KeysOut:
    """The public keys that seals are checked with, those that were replaced too. For any site's script."""
    keys: Keys = request.app.state.keys
    published = await asyncio.to_thread(keys.published)
    response.headers["Cache-Control"] = f"public, max-age={KEYS_LIFE_S}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return KeysOut.model_validate({"keys": published})
