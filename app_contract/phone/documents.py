"""The order documents that a person may see, as the server sent them."""

import json
import sqlite3
from typing import Any
from uuid import UUID

from app_contract.phone import outbox
from app_contract.phone.protocol import Answer


def held(db: sqlite3.Connection, actor: UUID) -> list[dict[str, Any]]:
    """His documents; those set aside are still good to read until the fresh ones are complete."""
    rows = db.execute("SELECT body FROM document WHERE actor = ? ORDER BY order_id", (str(actor),))
    return [json.loads(row["body"]) for row in rows]


def one(db: sqlite3.Connection, actor: UUID, order_id: UUID) -> dict[str, Any] | None:
    """His document of one order, if he has it."""
    query = "SELECT body FROM document WHERE actor = ? AND order_id = ?"
    row = db.execute(query, (str(actor), str(order_id))).fetchone()
    return json.loads(row["body"]) if row else None


def set_aside(db: sqlite3.Connection, actor: UUID) -> None:
    """A reset: these documents are doubtful until a fresh pull is complete."""
    db.execute("UPDATE document SET aside = 1 WHERE actor = ?", (str(actor),))


def take(db: sqlite3.Connection, actor: UUID, answer: Answer) -> None:
    """One page of the feed: documents that changed, and what he may not see any more.

    Only documents go: facts and photos stay, whatever becomes of the order (I8).
    """
    db.executemany(
        "INSERT OR REPLACE INTO document (actor, order_id, version, body) VALUES (?, ?, ?, ?)",
        [(str(actor), order["id"], order["version"], json.dumps(order)) for order in answer.orders],
    )
    db.executemany(
        "DELETE FROM document WHERE actor = ? AND order_id = ?",
        [(str(actor), gone["id"]) for gone in answer.removed],
    )
    stored = [photo for order in answer.orders for photo in order.get("photos", []) if photo.get("stored")]
    db.executemany("UPDATE photo SET state = 'stored' WHERE id = ?", [(photo["id"],) for photo in stored])
    if not answer.more:
        db.execute("DELETE FROM document WHERE actor = ? AND aside", (str(actor),))
        outbox.shown(db, actor)
