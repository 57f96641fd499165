"""What a phone must hold, in a few bytes: it compares, and reads everything anew where it does not agree."""

from dataclasses import dataclass
from uuid import UUID

from asyncpg import Connection

# One statement, so one snapshot: the phone compares only where its cursor is this one.
DIGEST = """
SELECT e.value AS epoch, coalesce(max(h.seq), 0) AS cursor, count(o.id) AS count,
       encode(sha256(convert_to(coalesce(
           string_agg(o.id::text || ' ' || o.version || E'\\n', '' ORDER BY o.id::text COLLATE "C"), ''
       ), 'UTF8')), 'hex') AS sha256
FROM epoch e
LEFT JOIN feed_head h ON h.technician_id = $1
LEFT JOIN feed f ON f.technician_id = $1 AND f.kind = 'order' AND f.removed IS NULL
LEFT JOIN dispatch_order o ON o.id = f.id
GROUP BY e.value
"""


@dataclass(frozen=True, slots=True)
class Digest:
    """As of `cursor` in `epoch`: how many documents, and the SHA-256 of their ids and versions."""

    epoch: str
    cursor: int
    count: int
    sha256: str


async def digest(sql: Connection, technician_id: UUID) -> Digest:
    """What the technician's phones hold when they have read their feed to its end; one statement."""
    return Digest(*await sql.fetchrow(DIGEST, technician_id))
