"""Routes of what orders' parts still need: lists for desks, a label for an old part, a claim's packet."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from backend import clock
from backend.order import document
from backend.order.document import Language, Order, State
from backend.people.api import ASKING, CSV, CSV_LIMIT_ROWS, Asker, Tx, csv_file, problems_of
from backend.photos.api import HARMLESS
from backend.warranty import (
    accounts,
    claims,
    freights,
    label,
    months,
    old_parts,
    packet,
    requisitions,
    write_offs,
)
from backend.warranty.accounts import AccountsOut
from backend.warranty.claims import ClaimRow
from backend.warranty.freights import FreightRow
from backend.warranty.months import Month, MonthOut
from backend.warranty.old_parts import Ageing, OldPartRow
from backend.warranty.orders import START, Part, Row, Rows, Walk, every, name_of, page
from backend.warranty.requisitions import RequisitionRow
from backend.warranty.write_offs import WriteOffRow

PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The label",
    }
}
ZIP: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The packet",
    }
}
R = TypeVar("R", bound=Row)
Cells = Callable[[R], list[tuple[object, ...]]]


class ScannedOut(BaseModel):
    """An old part by its label: its order, and what the order's document says of it."""

    order_id: UUID
    order_number: str
    order_state: State
    technician: UUID | None = Field(description="who owes it")
    technician_name: str | None
    owed: int = Field(description="how many pieces still are to come back")
    part: document.Part


router = APIRouter(prefix="/v1", tags=["warranty"])


def scanned_out(order: Order, part: document.Part) -> ScannedOut:
    """What is answered to a scan."""
    by = old_parts.owed_by(order, part)
    return ScannedOut(
        order_id=order.id,
        order_number=order.number,
        order_state=order.state,
        technician=by,
        technician_name=name_of(order, by) if by else None,
        owed=part.owed,
        part=part,
    )


async def listed(
    walk: Callable[[tuple[str, UUID]], Walk[R]], part: Part, name: str, heads: Sequence[str], cells: Cells[R]
) -> Rows[R] | Response:
    """A part of a list, or all of it for a spreadsheet. Raises `invalid_input`."""
    if part.format == "json":
        return await page(walk(part.cursor()), part, part.cursor())
    rows = await every(walk(START), CSV_LIMIT_ROWS)
    return await csv_file(name, heads, (line for row in rows for line in cells(row)))


@router.get(
    "/requisitions",
    operation_id="list_requisitions",
    response_model=Rows[RequisitionRow],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def list_requisitions(
    tx: Tx, actor: Asker, sought: Annotated[requisitions.Sought, Query()]
) -> Rows[RequisitionRow] | Response:
    """Requisitions of which something is open (S1-3.6.1), those of the oldest orders first.

    Technicians get, of the orders that are theirs, what they asked for and what is issued to them.
    """
    now = clock.now()
    return await listed(
        lambda begin: requisitions.walk(tx, sought, actor, now, begin),
        sought,
        "requisitions",
        requisitions.HEADS,
        requisitions.cells,
    )


@router.get(
    "/old-parts",
    operation_id="list_old_parts",
    response_model=Rows[OldPartRow],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def list_old_parts(
    tx: Tx, actor: Asker, sought: Annotated[old_parts.Sought, Query()]
) -> Rows[OldPartRow] | Response:
    """Old parts that are owed (S1-3.4.2Ed), those of the oldest orders first.

    Technicians get, of the orders that are theirs, what they owe themselves.
    """
    now = clock.now()
    return await listed(
        lambda begin: old_parts.walk(tx, sought, actor, now, begin),
        sought,
        "old-parts",
        old_parts.HEADS,
        old_parts.cells,
    )


@router.get(
    "/old-parts/ageing",
    operation_id="old_parts_ageing",
    response_model=list[Ageing],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def old_parts_ageing(
    tx: Tx, actor: Asker, form: Annotated[old_parts.Form, Query()]
) -> list[Ageing] | Response:
    """How many old pieces each technician owes, by how long they are over due."""
    rows = await old_parts.ageing_of(tx, actor, clock.now())
    if form.format == "json":
        return rows
    cells = (cell for row in rows for cell in old_parts.ageing_cells(row))
    return await csv_file("old-parts-ageing", old_parts.AGEING_HEADS, cells)


@router.get(
    "/old-parts/months/{month}",
    operation_id="old_parts_month",
    response_model=MonthOut,
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def old_parts_month(
    tx: Tx, _: Asker, month: Month, sought: Annotated[months.Sought, Query()]
) -> MonthOut | Response:
    """The old parts that came into the store in a month (YYYY-MM), what became of each until now, and what
    is still there of those that came earlier (S1-3.7.5).
    """
    rows = await months.returned(tx, month, sought.zone)
    if sought.format == "json":
        return months.month_of(month, rows, sought)
    cells = (cell for row in rows for cell in months.cells(row))
    return await csv_file(f"old-parts-{month}", months.HEADS, cells)


@router.get(
    "/old-parts/scan",
    operation_id="scan_old_part",
    responses=problems_of(*ASKING, "not_found"),
)
async def scan_old_part(
    tx: Tx, actor: Asker, code: Annotated[str, Query(max_length=200, description="the text of the QR code")]
) -> ScannedOut:
    """The part that a label is of, and its order. A text that is no such code is `invalid_input`."""
    order_id, part_id = label.scanned(code)
    order, part = await label.part_of(tx, order_id, part_id, actor)
    return scanned_out(order, part)


@router.get(
    "/orders/{order_id}/old-parts/{part_id}/label.pdf",
    operation_id="old_part_label",
    response_class=Response,
    responses=PDF | problems_of(*ASKING, "not_found"),
)
async def old_part_label(
    tx: Tx, actor: Asker, order_id: UUID, part_id: UUID, language: Annotated[Language, Query()] = "zh"
) -> Response:
    """The label of an old part, 74 mm by 52 mm, for those who may see its order (S1-3.4.2Ed).

    The text of its QR code follows from the two ids: a phone can draw it without network.
    """
    content, name = await label.printed(tx, order_id, part_id, actor, language)
    headers = {"Content-Disposition": f'inline; filename="{name}"', **HARMLESS}
    return Response(content, media_type="application/pdf", headers=headers)


@router.get(
    "/write-offs",
    operation_id="list_write_offs",
    response_model=Rows[WriteOffRow],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def list_write_offs(
    tx: Tx, actor: Asker, sought: Annotated[write_offs.Sought, Query()]
) -> Rows[WriteOffRow] | Response:
    """Parts that were fitted and are not written off, each with what it lacks (S1-3.6.2)."""
    now = clock.now()
    return await listed(
        lambda begin: write_offs.walk(tx, sought, actor, now, begin),
        sought,
        "write-offs",
        write_offs.HEADS,
        write_offs.cells,
    )


@router.get(
    "/claims",
    operation_id="list_claims",
    response_model=Rows[ClaimRow],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def list_claims(
    tx: Tx, actor: Asker, sought: Annotated[claims.Sought, Query()]
) -> Rows[ClaimRow] | Response:
    """Claims on suppliers, the oldest first, and parts that nobody was asked for (S1-3.8)."""
    now = clock.now()
    return await listed(
        lambda begin: claims.walk(tx, sought, actor, now, begin),
        sought,
        "claims",
        claims.HEADS,
        claims.cells,
    )


@router.get(
    "/orders/{order_id}/claims/{claim_id}/packet.zip",
    operation_id="claim_packet",
    response_class=StreamingResponse,
    responses=ZIP | problems_of(*ASKING, "not_found"),
)
async def claim_packet(request: Request, tx: Tx, actor: Asker, order_id: UUID, claim_id: UUID) -> Response:
    """What the supplier is sent: `claim.json`, the report's paper, the photos as they came (at most 500),
    `SHA256SUMS`, and `missing.json` for what is not there, which never keeps the rest back.

    The same evidence makes the same bytes.
    """
    state = request.app.state
    found = await packet.evidence_of(tx, order_id, claim_id, actor, state.settings.public_address)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.order.number}-{claim_id}.zip"',
        **HARMLESS,
    }
    return StreamingResponse(packet.packed(found, state.store), media_type="application/zip", headers=headers)


@router.get(
    "/freights",
    operation_id="list_freights",
    response_model=Rows[FreightRow],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def list_freights(
    tx: Tx, _: Asker, sought: Annotated[freights.Sought, Query()]
) -> Rows[FreightRow] | Response:
    """Postage and freight of parts, the oldest first: who paid what, and who approved it (S1-3.6.3)."""
    return await listed(
        lambda begin: freights.walk(tx, sought, begin),
        sought,
        "freights",
        freights.HEADS,
        freights.cells,
    )


@router.get(
    "/accounts/technicians",
    operation_id="technicians_accounts",
    response_model=AccountsOut,
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def technicians_accounts(
    tx: Tx, actor: Asker, sought: Annotated[accounts.Sought, Query()]
) -> AccountsOut | Response:
    """What was given to each technician of each part, and where it is (S1-3.7.4). It is proved each night,
    and the store and managers are told of a difference.

    Technicians get their own.
    """
    rows = await accounts.listed(tx, sought, actor)
    if sought.format == "json":
        return accounts.page(rows, sought.limit)
    return await csv_file("accounts", accounts.HEADS, [accounts.cells(row) for row in rows])
