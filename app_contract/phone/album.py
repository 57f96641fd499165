"""Photos: their bytes stay on the phone until the server said that it has stored them, and 30 days longer."""

import json
import sqlite3
from dataclasses import dataclass
from uuid import UUID

from app_contract.phone.protocol import Reply


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo on the phone. It is the entry of `fact_id` that announces it (the manifest)."""

    id: UUID
    fact_id: UUID
    content_type: str
    content: bytes


def add(db: sqlite3.Connection, actor: UUID, picture: Picture) -> None:
    """Keep a photo beside the fact that announces it."""
    columns = (picture.id, picture.fact_id, actor)
    db.execute(
        "INSERT INTO photo (id, fact_id, actor, content_type, content) VALUES (?, ?, ?, ?, ?)",
        (*map(str, columns), picture.content_type, picture.content),
    )


def due(db: sqlite3.Connection, actor: UUID) -> Picture | None:
    """The next of his photos whose manifest the server holds, applied or parked, and whose bytes it lacks.

    The least often tried comes first, so that one that will not go never holds up the others.
    """
    query = (
        "SELECT photo.* FROM photo JOIN fact ON fact.id = fact_id"
        " WHERE photo.actor = ? AND photo.state = 'kept'"
        " AND fact.state <> 'unsent' AND fact.outcome IN ('applied', 'parked')"
        " ORDER BY tries, device_seq LIMIT 1"
    )
    row = db.execute(query, (str(actor),)).fetchone()
    if row is None:
        return None
    return Picture(UUID(row["id"]), UUID(row["fact_id"]), row["content_type"], row["content"])


def state(db: sqlite3.Connection, photo_id: UUID) -> str | None:
    """`kept`, `stored` or `refused`; None when the phone has let go of it."""
    row = db.execute("SELECT state FROM photo WHERE id = ?", (str(photo_id),)).fetchone()
    return row["state"] if row else None


def says_stored(reply: Reply | None, photo_id: UUID) -> bool:
    """The server says, in its own words, that it has stored this photo."""
    if reply is None or reply.status not in (200, 201):
        return False
    if not reply.content_type.startswith("application/json"):
        return False
    try:
        said = json.loads(reply.content)
        return said["stored"] is True and UUID(said["id"]) == photo_id
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def note(db: sqlite3.Connection, photo_id: UUID, state: str, code: str | None = None) -> None:
    """What became of an attempt to send the photo's bytes."""
    db.execute(
        "UPDATE photo SET tries = tries + 1, state = ?, problem = ? WHERE id = ?",
        (state, code, str(photo_id)),
    )
