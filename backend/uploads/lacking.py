"""Which bytes are not here yet: asked by the phone that holds them, and by the desk that waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from backend.database import Transaction
from backend.photos.photo import trouble_of
from backend.uploads.upload import LIFE

ASKED = """
SELECT asked.id, photo.id IS NOT NULL AS stored, coalesce(photo.size, upload.committed, 0) AS received,
       photo.id IS NOT NULL OR EXISTS (
           SELECT FROM fact WHERE fact.about = asked.id AND fact.author_id = $2 AND fact.kind = 'photo.taken'
                                  AND fact.outcome IN ('applied', 'parked')) AS announced,
       blob.state, blob.reason, blob.format, photo.content_type
FROM unnest($1::uuid[]) WITH ORDINALITY AS asked(id, place)
LEFT JOIN photo ON photo.id = asked.id AND photo.uploaded_by = $2
LEFT JOIN blob USING (sha256)
LEFT JOIN upload ON upload.photo_id = asked.id AND upload.author_id = $2
ORDER BY asked.place
"""
AWAITED = """
SELECT fact.about AS photo_id, fact.received_at AS announced_at, staff.id AS staff_id, staff.name,
       device.id AS device_id, device.name AS device,
       greatest(device.last_seen_at, CASE WHEN upload.device_id = device.id
                                          THEN upload.expires_at - $3::interval END) AS last_seen_at,
       coalesce(upload.committed, 0) AS received
FROM fact
JOIN staff ON staff.id = fact.author_id
LEFT JOIN device ON device.id = fact.device_id
LEFT JOIN upload ON upload.photo_id = fact.about AND upload.author_id = fact.author_id
WHERE fact.about = ANY($2::uuid[]) AND fact.order_id = $1 AND fact.kind = 'photo.taken'
      AND fact.outcome = 'applied'
ORDER BY fact.received_at, fact.id
"""


class PhotoState(BaseModel):
    """What the server has of a photo that its phone asks for.

    `unknown`: no manifest of his has arrived; `missing`: its bytes are wanted, of which `received` are here;
    `stored`: they are here for good. `quarantined` says why no picture can be made of them.
    """

    id: UUID
    state: Literal["unknown", "missing", "stored"]
    received: int
    quarantined: str | None


async def asked_for(tx: Transaction, photo_ids: Sequence[UUID], author_id: UUID) -> list[PhotoState]:
    """What is here of these photos of somebody's, in the order in which they are asked for; one statement."""
    return [
        PhotoState(
            id=row["id"],
            state="stored" if row["stored"] else "missing" if row["announced"] else "unknown",
            received=row["received"],
            quarantined=trouble_of(row["state"], row["reason"], row["format"], row["content_type"]),
        )
        for row in await tx.sql.fetch(ASKED, photo_ids, author_id)
    ]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A photo that was announced and has not arrived: from whom, and when his phone was last heard."""

    photo_id: UUID
    announced_at: datetime
    staff_id: UUID
    name: str
    device_id: UUID | None
    device: str | None
    last_seen_at: datetime | None
    received: int


async def awaited(tx: Transaction, order_id: UUID, photo_ids: Sequence[UUID]) -> list[Awaited]:
    """Who was to bring these photos of an order, those first that are awaited longest; one statement.

    His phone was heard when it synced last, or when it last said anything of the photo's upload.
    """
    return [Awaited(**row) for row in await tx.sql.fetch(AWAITED, order_id, photo_ids, LIFE)]
