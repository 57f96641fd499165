"""Files that a spreadsheet wrote, taken in whole or not at all: the catalogue, and what was there before.

Whatever is wrong in a file is found at once, by line and column; nothing of it is taken before all is right.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from pydantic import BaseModel, Field, ValidationError
from sqlmodel import SQLModel, col, select

from backend.database import Transaction, lock_keys
from backend.order.parts.stock import as_number, as_serial
from backend.parts import ledger
from backend.parts.catalogue import loose
from backend.parts.store.book import book, open_books
from backend.parts.store.entries import Opened, Opening
from backend.parts.store.pieces import Line, Place
from backend.parts.tables import CataloguePart, Station, Supplier
from backend.people.actor import Actor
from backend.problems import Problem
from backend.spreadsheet import Finding, Row, Sheet, read

LINES_LIMIT = 2000
"""Of one file: each of its part numbers is locked until the commit."""
FINDINGS_LIMIT = 200
NUMBER = "number"
WORDS = {"": False, "false": False, "no": False, "0": False, "否": False,
         "true": True, "yes": True, "1": True, "是": True}  # fmt: skip
"""What a spreadsheet writes for yes and no; an empty cell is no."""
DETAILS = ("spec", "with_serial", "supplier", "warranty_days", "warranty_km")
OURS = ("id", "supplier_id", "created_at")
"""Columns of our own list of parts, which may stay in the file."""
STORE_NAME = "store"
PARTS = UUID("5d0b6a0e-6f1f-4f0c-9a55-9b7f3a3f7c1d")
"""Namespace of the ids of parts that a file brought."""


class Change(BaseModel):
    """What a line of a file comes to."""

    line: int
    number: str
    action: str = Field(description="added, changed or unchanged")
    members: dict[str, Any] = Field(description="what differs from before, and what it is from then on")


class Outcome(BaseModel):
    """What a file comes to, by its lines; with `findings` nothing of it is taken."""

    dry_run: bool
    findings: list[dict[str, Any]]
    added: int
    changed: int
    unchanged: int
    changes: list[Change]


@dataclass(slots=True)
class File:
    """A file as it is worked through."""

    findings: list[Finding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def wrong(self, line: int, column: str | None, reason: str) -> None:
        """Something is wrong in a line."""
        self.findings.append(Finding(line, column, reason))

    def told(self) -> list[dict[str, Any]]:
        """The findings in the order of the file, as they leave."""
        listed = sorted(self.findings, key=lambda one: (one.line, one.column or ""))
        return [one._asdict() for one in listed[:FINDINGS_LIMIT]]

    def outcome(self, *, dry_run: bool) -> Outcome:
        """What it comes to: a line that is wrong changes nothing. Raises `file_invalid` where there is one
        and it was meant.
        """
        if self.findings and not dry_run:
            raise Problem("file_invalid", f"{len(self.findings)} are wrong", findings=self.told())
        wrong = {one.line for one in self.findings}
        changes = [one for one in self.changes if one.line not in wrong]
        actions = [one.action for one in changes]
        counts = {name: actions.count(name) for name in ("added", "changed", "unchanged")}
        return Outcome(dry_run=dry_run, findings=self.told(), changes=changes, **counts)


Said = TypeVar("Said", bound=BaseModel)


def understood(file: File, row: Row, model: type[Said], members: Mapping[str, Any]) -> Said | None:
    """A line as what it says; nothing where it cannot be, which is found."""
    try:
        return model.model_validate(members)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False, include_context=False):
            column = str(fault["loc"][0]) if fault["loc"] else None
            file.wrong(
                row.line, {"serials": "serial", "place": "account"}.get(str(column), column), fault["msg"]
            )
        return None


def once(file: File, rows: list[Row], key: Callable[[Row], Any]) -> list[Row]:
    """The lines, without those that speak of what an earlier one does, which are found."""
    seen: dict[Any, int] = {}
    for row in rows:
        first = seen.setdefault(key(row), row.line)
        if first != row.line:
            file.wrong(row.line, NUMBER, f"the same as line {first}")
    return [row for row in rows if seen[key(row)] == row.line]


async def opened(body: bytes, needed: Sequence[str], further: Sequence[str]) -> tuple[File, Sheet]:
    """A file, read beside the event loop."""
    sheet = await asyncio.to_thread(read, body, needed, further, most=LINES_LIMIT)
    return File(findings=list(sheet.findings)), sheet


async def by_name(tx: Transaction, table: type[SQLModel], names: Collection[str]) -> dict[str, list[UUID]]:
    """The ids of suppliers, or stations, by name and by id, both in small letters."""
    found: dict[str, list[UUID]] = {}
    for one in await tx.session.exec(select(table)) if names else ():
        known = one.model_dump(include={"id", "name"})
        for name in {str(known["name"]).casefold(), str(known["id"])} & set(names):
            found.setdefault(name, []).append(known["id"])
    return found


def one_of(file: File, row: Row, column: str, known: Mapping[str, list[UUID]]) -> UUID | None:
    """The id that a cell names; what none or several have is found."""
    ids = known.get(row.cells[column].casefold(), [])
    if len(ids) != 1:
        file.wrong(row.line, column, "several have this name; give the id" if ids else "nobody has this name")
        return None
    return ids[0]


# The catalogue


class PartRow(BaseModel):
    """A line of a catalogue; what its file has no column for is not set."""

    number: Line
    name: Line
    spec: Line | None = None
    with_serial: bool = False
    supplier_id: UUID | None = None
    warranty_days: int | None = Field(None, ge=0, le=36_500)
    warranty_km: int | None = Field(None, ge=0, le=10_000_000)


async def import_parts(tx: Transaction, body: bytes, now: datetime, *, dry_run: bool) -> Outcome:
    """Add the parts of a file to the catalogue, or change those whose numbers it has; what a column that is
    not in the file would say stays. Sent again, it changes nothing. Raises `file_invalid`.
    """
    file, sheet = await opened(body, ["number", "name"], [*DETAILS, *OURS])
    rows = once(file, sheet.rows, lambda row: as_number(row.cells[NUMBER]))
    names = {supplier_in(row)[1].casefold() for row in rows} - {""}
    known = await by_name(tx, Supplier, names)
    wanted = [(row.line, part) for row in rows if (part := part_of(file, row, known))]
    if not dry_run:
        file.outcome(dry_run=False)  # before anything is locked
        await lock_keys(tx.sql, ledger.locks(part.number for _, part in wanted))

    query = select(CataloguePart).where(col(CataloguePart.number).in_([part.number for _, part in wanted]))
    stored = {one.number: one for one in await tx.session.exec(query)}
    file.changes = [change(line, part, stored.get(part.number)) for line, part in wanted]
    turned = {one.number: one.line for one in file.changes if one.members.get("with_serial")}
    for number, there in (await loose(tx.sql, turned)).items():
        file.wrong(turned[number], "with_serial", f"{there}; count them out and in by their serials first")
    outcome = file.outcome(dry_run=dry_run)
    if not dry_run:
        await write(tx, wanted, stored, now)
    return outcome


def supplier_in(row: Row) -> tuple[str, str]:
    """The column that names the supplier, and what it says."""
    column = "supplier" if "supplier" in row.cells else "supplier_id"
    return column, row.cells.get(column, "")


def part_of(file: File, row: Row, known: Mapping[str, list[UUID]]) -> PartRow | None:
    """A line as a part; nothing where it is wrong, which is found."""
    members: dict[str, Any] = {name: text or None for name, text in row.cells.items() if name not in OURS}
    members[NUMBER] = as_number(row.cells[NUMBER])
    column, name = supplier_in(row)
    members.pop("supplier", None)
    if column in row.cells:
        members["supplier_id"] = one_of(file, row, column, known) if name else None
    if "with_serial" in members:
        members["with_serial"] = WORDS.get(row.cells["with_serial"].casefold(), "yes or no")
    return understood(file, row, PartRow, members)


def change(line: int, part: PartRow, stored: CataloguePart | None) -> Change:
    """What a line comes to."""
    said = part.model_dump(exclude_unset=True)
    differs = {
        name: value for name, value in said.items() if stored is None or getattr(stored, name) != value
    }
    action = "added" if stored is None else "changed" if differs else "unchanged"
    return Change(line=line, number=part.number, action=action, members=differs)


async def write(
    tx: Transaction, wanted: Iterable[tuple[int, PartRow]], stored: Mapping[str, CataloguePart], now: datetime
) -> None:
    """Write the parts as the file has them."""
    for _, part in wanted:
        row = stored.get(part.number)
        if row:
            row.sqlmodel_update(part.model_dump(exclude_unset=True))
        else:
            row = CataloguePart(id=uuid5(PARTS, part.number), created_at=now, **part.model_dump())
        tx.session.add(row)
    await tx.session.flush()


# What was there before


async def import_stock(
    tx: Transaction, actor: Actor, entry_id: UUID, body: bytes, now: datetime, *, dry_run: bool
) -> Outcome:
    """Book what a file says was there before the books began, as one entry of the store's under this id.

    Sent again, it answers the same. Raises `file_invalid`, and `id_reused` for an id of other content.
    """
    file, sheet = await opened(body, ["account", NUMBER, "quantity"], ["serial", "condition"])
    rows = once(file, sheet.rows, place_of)
    names = {station_in(row).casefold() for row in rows} - {STORE_NAME}
    known = await by_name(tx, Station, names)
    lines = [line for row in rows if (line := line_of(file, row, known))]
    if not lines and not file.findings:
        file.wrong(1, None, "it has no lines")
    said = Opening(id=entry_id, lines=lines)
    if dry_run or file.findings:
        file.findings += await tried(tx, said)
    file.changes = [added(one) for one in lines]
    outcome = file.outcome(dry_run=dry_run)
    if not dry_run:
        await book(tx, actor, said, now)
    return outcome


def station_in(row: Row) -> str:
    """The name or id of the place that a line names; our own lists write `station/` before the id."""
    return row.cells["account"].removeprefix("station/")


def place_of(row: Row) -> tuple[str, ...]:
    """What is said once in a file: a piece, or so many pieces that are alike."""
    cells, serial = row.cells, as_serial(row.cells.get("serial"))
    alike = () if serial else (station_in(row).casefold(), cells.get("condition", "").casefold() or "new")
    return as_number(cells[NUMBER]), serial, *alike


def line_of(file: File, row: Row, known: Mapping[str, list[UUID]]) -> Opened | None:
    """A line as pieces that were there; nothing where it is wrong, which is found."""
    cells, serial, station = row.cells, row.cells.get("serial", ""), None
    if cells["account"].casefold() != STORE_NAME:
        station = one_of(file, Row(row.line, {"account": station_in(row)}), "account", known)
    members = {
        "line": row.line,
        "number": cells[NUMBER],
        "quantity": cells["quantity"],
        "serials": [serial] if serial else [],
        "condition": cells.get("condition", "").casefold() or "new",
        "place": Place(station_id=station),
    }
    return understood(file, row, Opened, members)


async def tried(tx: Transaction, said: Opening) -> list[Finding]:
    """What the books would say to it now."""
    books = await open_books(tx, said, [])
    try:
        await asyncio.to_thread(said.booked, books)
    except Problem as problem:
        return [Finding(**one) for one in problem.more["findings"]]
    return []


def added(line: Opened) -> Change:
    """What a line comes to."""
    members = line.model_dump(mode="json", include={"quantity", "serials", "condition", "place"})
    return Change(line=line.line, number=as_number(line.number), action="added", members=members)
