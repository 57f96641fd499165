"""The photos of the benchmark: bytes that no other photo has, and manifests of them that the server knows.

They are noise with an id at its end: whoever takes them in must look at every byte, and holds none of them
yet. Ten are on an order, as technicians take them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from backend.database import Database
from backend.journal import policies
from backend.journal.door import record
from backend.order.document import Moment
from backend.order.fact import Fact, Said
from tests.bench.phones import Phone, issue
from tests.makers import new_id

if TYPE_CHECKING:
    from hashlib import _Hash

MB = 1_000_000
ON_AN_ORDER = 10
NOISE = Random(4).randbytes(1 << 20)  # noqa: S311  # no secret


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo of `size` bytes, and the token of who brings it."""

    id: UUID
    size: int
    token: str

    def parts(self) -> Iterator[bytes]:
        """Its bytes, in order."""
        yield from noise(self.size - len(self.id.bytes))
        yield self.id.bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        hashed = begun(self.size - len(self.id.bytes)).copy()
        hashed.update(self.id.bytes)
        return hashed.hexdigest()


def noise(size: int) -> Iterator[bytes]:
    """So many bytes, the same each time."""
    whole, rest = divmod(size, len(NOISE))
    yield from [NOISE] * whole
    yield NOISE[:rest]


@cache
def begun(size: int) -> "_Hash":
    """The SHA-256 of so much noise, to be copied and gone on with."""
    hashed = sha256()
    for part in noise(size):
        hashed.update(part)
    return hashed


async def announced(database: Database, phone: Phone, sizes: list[int]) -> list[Shot]:
    """Photos of these sizes, which the phone has announced on new orders of its own."""
    async with database.transaction() as tx:
        policy = await policies.keep(tx, policies.text_in(None))
    shots, before = [Shot(new_id(), size, phone.token) for size in sizes], len(phone.orders)
    await issue(database, policy, phone, -(-len(shots) // ON_AN_ORDER))
    for number, order_id in enumerate(phone.orders[before:]):
        some = shots[number * ON_AN_ORDER : (number + 1) * ON_AN_ORDER]
        async with database.transaction() as tx:
            results = await record(tx, [taken(order_id, phone, shot) for shot in some], policy)
        if {result.outcome for result in results} != {"applied"}:
            raise RuntimeError(f"the photos of the benchmark are not announced: {results}")
    return shots


def taken(order_id: UUID, phone: Phone, shot: Shot) -> Said:
    """The manifest of a photo."""
    now = datetime.now(UTC)
    body = {"photo_id": str(shot.id), "purpose": "fault", "sha256": shot.digest, "size": shot.size,
            "content_type": "image/jpeg"}  # fmt: skip
    fact = Fact(id=new_id(), order_id=order_id, kind="photo.taken", v=1, body=body)
    return Said(fact, phone.actor, sha256(fact.id.bytes).digest(), now, Moment(at=now))
