"""Orders that phones know and we do not: they were issued after the backup that was restored (design: epoch).

A phone's word, kept for dispatchers to read: whoever issues such an order anew under its id brings to it all
the facts that wait for it.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, LostOrder
from backend.order.fact import holds_nul

LIMIT_BYTES = 64 * 1024
"""A document is smaller; what is larger is none."""

KEEP = """
INSERT INTO lost_order (id, version, document, brought_by, received_at)
SELECT l.id, l.version, l.document, $4, $5
FROM unnest($1::uuid[], $2::int[], $3::text[]) AS l(id, version, document)
WHERE NOT EXISTS (SELECT FROM dispatch_order o WHERE o.id = l.id)
ON CONFLICT (id) DO UPDATE SET
    version = excluded.version, document = excluded.document,
    brought_by = excluded.brought_by, received_at = excluded.received_at
WHERE lost_order.version < excluded.version
RETURNING id
"""


class Document(BaseModel):
    """An order's document as a phone holds it, of this server's version or another."""

    model_config = ConfigDict(extra="allow")

    id: UUID
    version: int = Field(ge=1, lt=2**31)


async def keep(tx: Transaction, documents: Sequence[Document], brought_by: UUID, now: datetime) -> int:
    """Keep the documents of orders that are not here, the latest version of each; gives how many are new."""
    latest: dict[UUID, tuple[int, str]] = {}
    for document in documents:
        text = orjson.dumps(document.model_dump(mode="json"))
        known = latest.get(document.id)
        if len(text) <= LIMIT_BYTES and not holds_nul(text) and (not known or known[0] < document.version):
            latest[document.id] = document.version, text.decode()
    if not latest:
        return 0
    versions, texts = zip(*latest.values(), strict=True)
    rows = await tx.sql.fetch(KEEP, list(latest), list(versions), list(texts), brought_by, now)
    return len(rows)


async def lost_orders(tx: Transaction, *, after: UUID | None, limit: int) -> list[LostOrder]:
    """At most `limit` of the orders that are still not here, by id, beyond `after`."""
    here = select(DispatchOrder.id).where(DispatchOrder.id == LostOrder.id).exists()
    query = select(LostOrder).where(~here).order_by(col(LostOrder.id)).limit(limit)
    if after is not None:
        query = query.where(col(LostOrder.id) > after)
    return list(await tx.session.exec(query))
