"""The notices' book: written in the transaction of what it tells of, in one statement for the whole batch."""

from collections.abc import Sequence
from typing import Any

import orjson
from asyncpg import Connection

from backend.notices.told import Told, told
from backend.order.decide import Decided

CHANNEL = "notices"
"""Notified when notices were committed; `Stream` listens."""

# The id is a version 8 UUID (RFC 9562: from a hash), as PostgreSQL itself has no SHA-1 for version 5. The
# time is the database's, because a parked fact is told of when it is released; each notice of a batch is a
# microsecond later than the one before it, so that they are numbered in the order of the chain.
WRITE = """
WITH told AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::uuid[], $6::uuid[], $7::uuid[],
                         $8::text[])
        WITH ORDINALITY AS t(kind, roles, people, urgent, order_id, fact_id, author_id, data, place)
), written AS (
    INSERT INTO notice (id, recipient_id, kind, urgent, order_id, fact_id, data, created_at)
    SELECT overlay(overlay(left(encode(sha256(convert_to(
               concat_ws('/', told.fact_id, told.kind, staff.id), 'UTF8')), 'hex'), 32)
               PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid,
           staff.id, told.kind, told.urgent, told.order_id, told.fact_id, told.data,
           now() + told.place * interval '1 microsecond'
    FROM told JOIN staff ON staff.active AND staff.id <> told.author_id
         AND (staff.roles && told.roles::text[] OR staff.id = ANY(told.people::uuid[]))
    ON CONFLICT DO NOTHING
    RETURNING id
)
SELECT pg_notify($9, '') WHERE EXISTS (SELECT FROM written)
"""


async def write(sql: Connection, decided: Decided) -> None:
    """Tell everybody whom this batch concerns, once each; no statement where it concerns nobody.

    The author of a fact is not told of it. Listeners are notified at the commit.
    """
    await tell(sql, told(decided))


async def tell(sql: Connection, things: Sequence[Told]) -> None:
    """Tell everybody whom these concern, once each, however often it is asked for: also of what no fact
    caused (`told.reminder`).
    """
    if rows := [row(one) for one in things]:
        await sql.execute(WRITE, *[list(column) for column in zip(*rows, strict=True)], CHANNEL)


def row(one: Told) -> tuple[Any, ...]:
    """One thing to tell as unnest takes it: arrays as text, since it would flatten them."""
    roles, people = ",".join(sorted(one.roles)), ",".join(sorted(map(str, one.people)))
    return (
        one.kind, f"{{{roles}}}", f"{{{people}}}", one.urgent, one.order_id, one.fact_id, one.author_id,
        orjson.dumps(one.data).decode(),
    )  # fmt: skip
