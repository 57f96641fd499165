"""Routes of the store: suppliers, stations, the catalogue, what the store books of itself, stock."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response

from backend import clock
from backend.order.parts.stock import as_number
from backend.paper.times import OFFICE, Zone
from backend.parts.catalogue import add_part, find_parts
from backend.parts.imports import Outcome, import_parts, import_stock
from backend.parts.shown import (
    BalancePage,
    Booked,
    EntryOut,
    MovementPage,
    PartIn,
    PartOut,
    ReceiptOut,
    ReceiptRow,
    StationIn,
    StationOut,
    SupplierChange,
    SupplierIn,
    SupplierOut,
)
from backend.parts.stock import (
    BalanceOut,
    MovementOut,
    MovementsAsked,
    StockAsked,
    balances,
    cursor_of,
    moved,
    movements,
)
from backend.parts.store.book import book
from backend.parts.store.entries import Receipt
from backend.parts.store.receipt import receipt, receipts
from backend.parts.store.slip import slip
from backend.parts.suppliers import change_supplier, list_stations, list_suppliers
from backend.parts.tables import CataloguePart, Station, Supplier
from backend.people.api import (
    ASKING,
    CSV,
    CSV_LIMIT_ROWS,
    Asker,
    Line,
    Listing,
    Page,
    Tx,
    as_csv,
    made_before,
    problems_of,
)
from backend.people.once import add_once

PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The slip",
    }
}
BOOKING = (
    "part_number_unknown", "supplier_unknown", "station_unknown", "serials_needed", "out_of_stock",
    "piece_elsewhere",
)  # fmt: skip
DISPOSING = ("part_unknown", "too_many")
REVERSING = ("entry_unknown", "entry_reversed", "not_reversible")

File = Annotated[bytes, Body(media_type="text/csv", description="UTF-8, at most 1 MiB and 2000 lines")]
DryRun = Annotated[bool, Query(description="only say what is wrong, and what would change")]

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


# What the store books of itself


@router.post(
    "/receipts", operation_id="add_receipt", status_code=201, responses=made_before(ReceiptOut, *BOOKING)
)
async def add_receipt(tx: Tx, actor: Asker, said: Receipt, response: Response) -> ReceiptOut:
    """Book what came into the store (S1-3.7.2); sending it again answers the same."""
    entry, new = await book(tx, actor, said, clock.now())
    response.status_code = 201 if new else 200
    return ReceiptOut.of(await receipt(tx, entry.id))


@router.get(
    "/receipts",
    operation_id="list_receipts",
    response_model=Page[ReceiptOut],
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def read_receipts(tx: Tx, _: Asker, listing: Listing) -> Page[ReceiptOut] | Response:
    """Receipts, the newest first; as CSV a row for each line."""
    found = await receipts(tx, after=listing.begin, limit=listing.most)
    if listing.format == "csv":
        return await as_csv("receipts", ReceiptRow, [row for one in found for row in ReceiptRow.of(one)])
    return listing.page([ReceiptOut.of(one) for one in found])


# Before the receipt itself, whose path would take the ending for a part of the id.
@router.get(
    "/receipts/{receipt_id}.pdf",
    operation_id="get_receipt_slip",
    response_class=Response,
    responses=PDF | problems_of(*ASKING, "not_found"),
)
async def read_slip(
    tx: Tx,
    _: Asker,
    receipt_id: UUID,
    zone: Annotated[Zone, Query(description="in which its time is told")] = OFFICE,
) -> Response:
    """The slip of a receipt: a copy for the store and one for accounts (S1-3.7.2), in Chinese and English."""
    found = await receipt(tx, receipt_id)
    body = await asyncio.to_thread(slip, found, zone)
    name = f'inline; filename="{found.entry.number}.pdf"'
    return Response(body, media_type="application/pdf", headers={"Content-Disposition": name})


@router.get("/receipts/{receipt_id}", operation_id="get_receipt", responses=problems_of(*ASKING, "not_found"))
async def read_receipt(tx: Tx, _: Asker, receipt_id: UUID) -> ReceiptOut:
    """One receipt."""
    return ReceiptOut.of(await receipt(tx, receipt_id))


@router.post(
    "/movements",
    operation_id="add_movement",
    status_code=201,
    responses=made_before(EntryOut, *BOOKING, *DISPOSING, *REVERSING),
)
async def add_movement(tx: Tx, actor: Asker, said: Booked, response: Response) -> EntryOut:
    """Book what the store did: a transfer, the end of old parts, a count, or that an entry was wrong.

    Sending it again answers the same.
    """
    entry, new = await book(tx, actor, said, clock.now())
    response.status_code = 201 if new else 200
    return EntryOut.of(entry, await moved(tx, entry.id))


@router.get(
    "/movements",
    operation_id="list_movements",
    response_model=MovementPage,
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def read_movements(
    tx: Tx, _: Asker, asked: Annotated[MovementsAsked, Query()]
) -> MovementPage | Response:
    """What moved, the newest first.

    `seq` is given before the commit: what is committed late may stand among what was read before. Whoever
    keeps a copy reads from the beginning each time, or some way back.
    """
    found = await movements(tx, asked, CSV_LIMIT_ROWS + 1 if asked.format == "csv" else asked.limit + 1)
    if asked.format == "csv":
        return await as_csv("movements", MovementOut, found)
    items = found[: asked.limit]
    return MovementPage(items=items, next=items[-1].seq if len(found) > asked.limit else None)


@router.get(
    "/stock",
    operation_id="list_stock",
    response_model=BalancePage,
    responses=CSV | problems_of(*ASKING, "too_large"),
)
async def read_stock(tx: Tx, _: Asker, asked: Annotated[StockAsked, Query()]) -> BalancePage | Response:
    """What lies where, by part number; sources without bottom stand below zero."""
    found = await balances(tx, asked, CSV_LIMIT_ROWS + 1 if asked.format == "csv" else asked.limit + 1)
    if asked.format == "csv":
        return await as_csv("stock", BalanceOut, found)
    items = found[: asked.limit]
    return BalancePage(items=items, next=cursor_of(items[-1]) if len(found) > asked.limit else None)


# Files


@router.post("/parts/import", operation_id="import_parts", responses=problems_of(*ASKING, "file_invalid"))
async def take_catalogue(tx: Tx, _: Asker, body: File, *, dry_run: DryRun = False) -> Outcome:
    """Add or change parts by number: `number,name`, and any of `spec`, `with_serial` (yes or no), `supplier`
    (name or id), `warranty_days`, `warranty_km`.

    All or nothing; sending it again changes nothing. What has no column stays as it is.
    """
    return await import_parts(tx, body, clock.now(), dry_run=dry_run)


@router.post(
    "/stock/import", operation_id="import_stock", responses=problems_of(*ASKING, "file_invalid", "id_reused")
)
async def take_stock(
    tx: Tx,
    actor: Asker,
    entry_id: Annotated[UUID, Query(alias="id", description="of the entry, made by the caller")],
    body: File,
    *,
    dry_run: DryRun = False,
) -> Outcome:
    """Book what was there before the books: `account` (`store`, or a station's name or id), `number`,
    `quantity`, and `serial`, `condition` where they matter.

    All or nothing, as one entry that can be reversed; sending it again answers the same.
    """
    return await import_stock(tx, actor, entry_id, body, clock.now(), dry_run=dry_run)
