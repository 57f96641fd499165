"""What a paper says: plain values, from wherever they come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from backend.order.document import Language

Lack = Literal["quarantined", "waived", "missing"]
"""Why a photo is not shown: it is no picture, nobody waits for it any more, it has not come."""
Mark = Literal["draft", "unsigned", "superseded"]
"""What the watermark says; None for the paper that stands."""
Method = Literal["strokes", "stamp", "refused", "absent"]
"""How the customer answered."""
Known = Literal["mono", "skew", "suspect", "server"]
"""How a time was found (`Quality` of the order document)."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whose vehicle it is."""

    name: str
    contact: str
    phone: str


@dataclass(frozen=True, slots=True)
class Vehicle:
    """The vehicle or machine."""

    model: str
    serial: str
    plate: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the customer said to this version, and how: signed, stamped, refused, or was absent.

    `explanation` is the technician's reason for having no signature; `doubt_s` is in seconds, to both sides.
    """

    method: Method
    at: datetime
    quality: Known
    doubt_s: float = 0
    signer: str | None = None
    role: str | None = None
    phone_tail: str | None = None
    rating: int | None = None
    remarks: str | None = None
    consent: str | None = None
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo by its SHA-256: a small JPEG, or the reason why there is none."""

    sha256: str
    jpeg: bytes | None
    reason: Lack | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """The server's seal, and where anybody can check it; `seq` and `hash` are of the answer in the chain."""

    verify_id: UUID
    address: str
    kid: str
    seq: int
    hash: str
    sealed_at: datetime
    jws: str


@dataclass(frozen=True, slots=True)
class Change:
    """A member that is not as it was, by its JSON pointer (RFC 6901); None stands for what was not there."""

    pointer: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of a report, with all that its paper shows.

    `content` is exactly what was filed, `zone` an IANA time zone, `technicians` are names, the lead first;
    `signature` is the picture of the answer: strokes as PNG, a stamp's photo as JPEG. Order number, address,
    digests and key id are the server's own, and short; every other text may be any text.
    """

    language: Language
    mark: Mark | None
    order_number: str
    customer: Customer
    address: str
    zone: str
    vehicle: Vehicle
    fault: str
    reported_at: datetime
    report_id: UUID
    version: int
    digest: str
    content: dict[str, Any]
    filed_at: datetime
    technicians: Sequence[str]
    answer: Answer | None = None
    signature: bytes | None = None
    pictures: Sequence[Picture] = ()
    seal: Seal | None = None
    changes: Sequence[Change] = field(default=())
