"""What a line of the anchor says: a JWS by the keys that seal reports, over canonical JSON (RFC 8785)."""

from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

import rfc8785
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from backend.order.document import Sha256
from backend.reports.keys import Keys
from backend.reports.seal import stamp

LEAVES_LIMIT = 10_000
"""So many orders are in one line, which is then about 1.5 MB long; what is more goes on in the next."""


class Line(BaseModel):
    """What every line says: its number, when and of which epoch it was written, and what it follows.

    `previous` is the SHA-256 of the line before it, as it stands there without its end.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1)
    at: AwareDatetime
    epoch: str
    previous: Sha256 | None


class Heads(Line):
    """The orders that moved on since the line before: id, entry, and the hash of that entry.

    With `anew` the leaves of all orders begin here. The last line of those that belong together has the root
    over the heads of all `orders` there are.
    """

    domain: Literal["callout/anchor/1"] = "callout/anchor/1"
    anew: bool
    leaves: list[tuple[UUID, int, Sha256]] = Field(max_length=LEAVES_LIMIT)
    root: Sha256 | None
    orders: int | None


class Loss(Line):
    """Somebody's word that a restore has lost what the lines before this one know, of epochs before this one:
    of each order the entries from a number on; and the numbers, first and last, of lines that are lost.
    """

    domain: Literal["callout/anchor/loss/1"] = "callout/anchor/loss/1"
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    orders: list[tuple[UUID, int]] = Field(max_length=LEAVES_LIMIT)
    missing: list[tuple[int, int]] = Field(max_length=LEAVES_LIMIT)


ENTRY: TypeAdapter[Heads | Loss] = TypeAdapter(Annotated[Heads | Loss, Field(discriminator="domain")])


def signed(entry: Heads | Loss, keys: Keys) -> bytes:
    """The line of an entry. Raises OSError where the keys cannot be read."""
    said = entry.model_dump(mode="json") | {"at": stamp(entry.at)}
    return keys.sign(rfc8785.dumps(said)).encode()


def read(line: bytes, keys: Keys) -> Heads | Loss | None:
    """The entry of a line; None for what is not one of ours, or not as it was written."""
    try:
        return ENTRY.validate_json(keys.verify(line.decode("ascii")).payload)
    except ValueError:
        return None


def digest(line: bytes) -> str:
    """What the next line says it follows."""
    return sha256(line).hexdigest()
