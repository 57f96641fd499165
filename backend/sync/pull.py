"""What a technician's phones must hear: a page of the feed, its documents as the bytes PostgreSQL holds."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from asyncpg import Connection, Record

from backend.journal.chain import Receipt
from backend.problems import Problem

PAGE_BYTES = 256 * 1024
PAGE_ROWS = 500
ROW_BYTES = 200
"""What a row costs beside its document: a removal or a verdict."""

PAGE = f"""
WITH here AS (
    SELECT e.value AS epoch, coalesce(h.seq, 0) AS head
    FROM epoch e LEFT JOIN feed_head h ON h.technician_id = $1
), start AS (
    SELECT epoch, coalesce($2 = epoch AND coalesce($3::bigint, 0) <= head, false) AS trusted FROM here
), page AS (
    SELECT f.seq, f.kind, f.id, f.removed FROM feed f
    WHERE f.technician_id = $1
          AND f.seq > (SELECT CASE WHEN trusted THEN coalesce($3, 0) ELSE 0 END FROM start)
    ORDER BY f.seq LIMIT {PAGE_ROWS + 1}
), sized AS (
    SELECT page.*, o.document, fact.outcome, fact.code, fact.detail, fact.entry, fact.hash,
           count(*) OVER () AS found, row_number() OVER (ORDER BY page.seq) AS place,
           sum({ROW_BYTES} + coalesce(octet_length(o.document), 0)) OVER (ORDER BY page.seq) AS bytes
    FROM page
    LEFT JOIN LATERAL (
        SELECT document FROM dispatch_order
        WHERE page.kind = 'order' AND page.removed IS NULL AND id = page.id LIMIT 1
    ) AS o ON true
    LEFT JOIN LATERAL (
        SELECT outcome, code, detail, j.seq AS entry, j.hash
        FROM fact LEFT JOIN journal j ON j.fact_id = fact.id
        WHERE page.kind = 'verdict' AND fact.id = page.id LIMIT 1
    ) AS fact ON true
)
SELECT start.epoch, start.trusted, sized.* FROM start
LEFT JOIN sized ON sized.place = 1 OR (sized.bytes <= {PAGE_BYTES} AND sized.place <= {PAGE_ROWS})
ORDER BY sized.seq
"""  # noqa: S608  # only our own limits are put in
"""One statement, so one snapshot; the cursor is the last row's seq, never a head read by itself.

Row by row from the indexes, whatever the planner thinks of the tables: what LIMIT 1 says twice needs no look
at any order or fact that is not on the page.
"""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A page, in the members of the answer; lists are JSON bytes."""

    epoch: str
    reset: bool
    cursor: int | None
    more: bool
    orders: bytes = b"[]"
    removed: bytes = b"[]"
    verdicts: bytes = b"[]"


async def pull(sql: Connection, technician_id: UUID, epoch: str | None, cursor: int | None) -> Pulled:
    """The page after `cursor`, cut at PAGE_BYTES but never empty while there is more; one statement.

    `epoch` and `cursor` are what the phone holds; where they are not of this database (it was restored), the
    page is the first one and `reset` says so.
    """
    rows = await sql.fetch(PAGE, technician_id, epoch, cursor)
    trusted, page = rows[0]["trusted"], [row for row in rows if row["seq"] is not None]
    standing = cursor if trusted else None
    return Pulled(
        epoch=rows[0]["epoch"],
        reset=epoch is not None and not trusted,
        cursor=page[-1]["seq"] if page else standing,
        more=bool(page) and page[0]["found"] > len(page),
        orders=b"[" + b",".join(row["document"].encode() for row in page if row["document"]) + b"]",
        removed=orjson.dumps(
            [{"id": str(row["id"]), "reason": row["removed"]} for row in page if row["removed"]]
        ),
        verdicts=orjson.dumps([verdict(row) for row in page if row["kind"] == "verdict"]),
    )


def verdict(row: Record) -> dict[str, object]:
    """What became of a fact that had been parked."""
    receipt = Receipt(row["entry"], row["hash"]).said() if row["hash"] else None
    return {
        "id": str(row["id"]),
        "outcome": row["outcome"],
        "problem": problem(row["code"], row["detail"]),
        "receipt": receipt,
    }


def problem(code: str | None, detail: str | None) -> dict[str, object] | None:
    """A fact's problem as the answer says it."""
    return Problem(code, detail or "").document() if code else None
