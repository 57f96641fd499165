"""The order documents that a person may see, as the server sent them."""

import json
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from app_contract.phone import album, outbox
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
    for photo in stored:
        album.stored(db, UUID(photo["id"]), photo.get("quarantined"))
    if not answer.more:
        end_reset(db, actor)
        outbox.shown(db, actor, answer.cursor)


def end_reset(db: sqlite3.Connection, actor: UUID) -> None:
    """The fresh pull is complete: what was set aside and did not come again goes, but not before the server
    was shown it, which may have lost it with a restored backup.
    """
    db.execute(
        "INSERT OR REPLACE INTO lost_document SELECT actor, order_id, body FROM document"
        " WHERE actor = ? AND aside",
        (str(actor),),
    )
    db.execute("DELETE FROM document WHERE actor = ? AND aside", (str(actor),))


def lost(db: sqlite3.Connection, actor: UUID, limit: int) -> list[dict[str, Any]]:
    """Some of the documents that did not come again after a reset."""
    query = "SELECT body FROM lost_document WHERE actor = ? ORDER BY order_id LIMIT ?"
    return [json.loads(row["body"]) for row in db.execute(query, (str(actor), limit))]


def forget_lost(db: sqlite3.Connection, actor: UUID, orders: list[dict[str, Any]]) -> None:
    """The server has them."""
    db.executemany(
        "DELETE FROM lost_document WHERE actor = ? AND order_id = ?",
        [(str(actor), order["id"]) for order in orders],
    )


def digest(db: sqlite3.Connection, actor: UUID) -> tuple[int, str]:
    """How many documents he has, and the SHA-256 of a line `id version` for each, in the order of the ids."""
    query = "SELECT order_id, version FROM document WHERE actor = ? ORDER BY order_id"
    lines = [f"{row['order_id']} {row['version']}\n" for row in db.execute(query, (str(actor),))]
    return len(lines), sha256("".join(lines).encode()).hexdigest()


# What he has in hand


@dataclass(frozen=True, slots=True)
class InHand:
    """So many pieces of a part; those of `serials` are among them."""

    number: str
    quantity: int
    serials: frozenset[str]


def in_hand(orders: Collection[dict[str, Any]], technician: UUID) -> list[InHand]:
    """What these documents know a technician to have: what came to him, less what his reports used and what
    came back unused. For his eyes: the books decide (app_contract/sync.md, section 15).
    """
    counts, serials = Counter[str](), set[tuple[str, str]]()
    for requisition in (one for order in orders for one in order.get("requisitions", ())):
        for line in confirmed(requisition, technician):
            counts[line["number"]] += line["quantity"]
            serials |= {(line["number"], serial) for serial in line["serials"]}
    for part in (one for order in orders for one in used(order, technician)):
        number = as_number(part["number"] or part["name"])
        counts[number] -= part["quantity"]
        fitted = as_number(part["serial_in"] or "")
        serials = {one for one in serials if (one[0], as_number(one[1])) != (number, fitted)}
    return [
        InHand(number, left, frozenset(serial for one, serial in serials if one == number))
        for number, left in sorted(counts.items())
        if left > 0
    ]


def confirmed(requisition: dict[str, Any], technician: UUID) -> list[dict[str, Any]]:
    """What came to him for a requisition, without what of each line came back."""
    returned = Counter({line["id"]: line["returned"] for line in requisition["lines"]})
    lines = []
    for issue in requisition["issues"]:
        if issue["received_by"] == str(technician):
            for line in issue["lines"]:
                back = min(returned[line["line_id"]], line["received"])
                returned[line["line_id"]] -= back
                lines.append(line | {"quantity": line["received"] - back})
    return lines


def used(order: dict[str, Any], technician: UUID) -> list[dict[str, Any]]:
    """The parts that reports of his have fitted from what was drawn."""
    his = {report["id"] for report in order["reports"] if report["by"] == str(technician)}
    return [part for part in order["parts"] if part["report_id"] in his and part["source"] in (None, "van")]


def as_number(text: str) -> str:
    """A part number, or a serial, as the server writes it, however it was typed."""
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())
