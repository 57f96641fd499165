"""Photos: their bytes stay on the phone until the server said that it has stored them, and 30 days longer."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from app_contract.phone.protocol import Answer, Reply

ASKED_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo on the phone. It is the entry of `fact_id` that announces it (the manifest)."""

    id: UUID
    fact_id: UUID
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Due:
    """A photo whose `size` bytes the server lacks. Once it has an upload, `url` is where it is.

    `received` is how many bytes the server said that it has; None where that must be asked first.
    """

    id: UUID
    content_type: str
    size: int
    url: str | None
    received: int | None


def add(db: sqlite3.Connection, actor: UUID, picture: Picture) -> None:
    """Keep a photo beside the fact that announces it."""
    columns = (picture.id, picture.fact_id, actor)
    db.execute(
        "INSERT INTO photo (id, fact_id, actor, content_type, content) VALUES (?, ?, ?, ?, ?)",
        (*map(str, columns), picture.content_type, picture.content),
    )
    db.execute("INSERT INTO upload (photo_id) VALUES (?)", (str(picture.id),))


def due(db: sqlite3.Connection, actor: UUID, waiting: Collection[UUID] = ()) -> Due | None:
    """The next of his photos whose manifest the server holds, applied or parked, and whose bytes it lacks.

    The one that failed least often comes first, so that one that will not go never holds up the others;
    none of those that are `waiting` comes.
    """
    query = (
        "SELECT photo.id, content_type, length(content) AS size, url, received"
        " FROM photo JOIN fact ON fact.id = fact_id JOIN upload ON photo_id = photo.id"
        " WHERE photo.actor = ? AND photo.state = 'kept'"
        " AND fact.state <> 'unsent' AND fact.outcome IN ('applied', 'parked')"
        " ORDER BY tries, device_seq"
    )
    for row in db.execute(query, (str(actor),)):
        if UUID(row["id"]) not in waiting:
            return Due(UUID(row["id"]), row["content_type"], row["size"], row["url"], row["received"])
    return None


def part(db: sqlite3.Connection, photo_id: UUID, start: int, size: int) -> bytes:
    """So many of a photo's bytes, or as many as there are, from `start` on."""
    query = "SELECT substr(content, ?, ?) AS part FROM photo WHERE id = ?"
    content: bytes = db.execute(query, (start + 1, size, str(photo_id))).fetchone()["part"]
    return content


def state(db: sqlite3.Connection, photo_id: UUID) -> str | None:
    """`kept`, `stored` or `refused`; None when the phone has let go of it."""
    row = db.execute("SELECT state FROM photo WHERE id = ?", (str(photo_id),)).fetchone()
    return row["state"] if row else None


def problem(db: sqlite3.Connection, photo_id: UUID) -> str | None:
    """Why it was refused or did not go the last time; of one that is stored, why it cannot be shown."""
    row = db.execute("SELECT problem FROM photo WHERE id = ?", (str(photo_id),)).fetchone()
    return row["problem"] if row else None


# What the server says


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


def stored(db: sqlite3.Connection, photo_id: UUID, quarantined: str | None = None) -> None:
    """The server has it; `quarantined` says why it cannot be shown."""
    db.execute("UPDATE photo SET state = 'stored', problem = ? WHERE id = ?", (quarantined, str(photo_id)))


def failed(db: sqlite3.Connection, photo_id: UUID, code: str | None, *, refused: bool) -> None:
    """An attempt came to nothing; the same bytes would be `refused` again, or may yet go."""
    db.execute(
        "UPDATE photo SET tries = tries + 1, state = ?, problem = ? WHERE id = ?",
        ("refused" if refused else "kept", code, str(photo_id)),
    )


def on_its_way(db: sqlite3.Connection, photo_id: UUID, url: str | None, received: int | None) -> None:
    """Where its upload is, and how far it has come."""
    db.execute("UPDATE upload SET url = ?, received = ? WHERE photo_id = ?", (url, received, str(photo_id)))


# What a sync asks


def asked_for(db: sqlite3.Connection, actor: UUID) -> list[UUID]:
    """Those of his photos to ask the server for: those first that were not asked for the longest."""
    query = (
        "SELECT id FROM photo JOIN upload ON photo_id = id"
        " WHERE actor = ? AND state = 'kept' ORDER BY asked, photo.rowid LIMIT ?"
    )
    return [UUID(row["id"]) for row in db.execute(query, (str(actor), ASKED_LIMIT))]


def settle(db: sqlite3.Connection, answer: Answer) -> None:
    """Take what a sync says of photos. Those that it lacks stay as they are: they are on their way."""
    for said in answer.photos:
        db.execute(
            "UPDATE upload SET asked = (SELECT max(asked) + 1 FROM upload) WHERE photo_id = ?",
            (str(said.id),),
        )
        if said.state == "stored":
            stored(db, said.id, said.quarantined)
