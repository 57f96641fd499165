"""What is said to the store's routes and what they answer, but for what the store books (entries.py)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from backend.order.document import Condition
from backend.parts.stock import BalanceOut, MovementOut
from backend.parts.store.entries import Count, Disposal, Received, Reversal, Transfer
from backend.parts.store.receipt import Found
from backend.parts.tables import StoreEntry
from backend.people.api import Input, Line, Listed

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


Booked = Annotated[Transfer | Disposal | Count | Reversal, Field(discriminator="kind")]


class EntryOut(BaseModel):
    """An entry of the store's own, and what it moved."""

    id: UUID
    kind: str
    number: str | None = Field(description="of a receipt's slip")
    reverses: UUID | None
    by: UUID
    by_name: str
    at: datetime
    movements: list[MovementOut]

    @classmethod
    def of(cls, entry: StoreEntry, moved: list[MovementOut]) -> "EntryOut":
        """As it was booked."""
        return cls.model_validate(entry.model_dump() | {"movements": moved})


class ReceiptOut(Listed):
    """A receipt; `number` stands on its slip. `reversed_by`: the entry that took it back."""

    number: str = Field(examples=["RC-2026-000123"])
    supplier_id: UUID | None
    supplier: str | None
    lines: list[Received]
    note: str | None
    by: UUID
    by_name: str
    at: datetime
    reversed_by: UUID | None

    @classmethod
    def of(cls, found: Found) -> "ReceiptOut":
        """As it was booked."""
        return cls.model_validate(found.members())


class ReceiptRow(BaseModel):
    """A line of a receipt, as a row of the list as CSV."""

    id: UUID
    number: str
    at: datetime
    supplier: str | None
    by_name: str
    reversed_by: UUID | None
    part_number: str
    quantity: int
    serials: list[str]
    condition: Condition
    quality: str
    spec: str | None

    @classmethod
    def of(cls, found: Found) -> "list[ReceiptRow]":
        """The rows of a receipt."""
        said = found.members()
        rows = [one.model_dump() for one in found.said.lines]
        own = {"number": said["number"]}
        return [cls.model_validate(said | row | {"part_number": row["number"]} | own) for row in rows]


class MovementPage(BaseModel):
    """Part of the ledger, the newest first; `next` is what to give as `after` for the part before it."""

    items: list[MovementOut]
    next: int | None


class BalancePage(BaseModel):
    """Part of what lies where; `next` is what to give as `after` for the part that follows."""

    items: list[BalanceOut]
    next: str | None
