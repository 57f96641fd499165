"""The outbox: facts as they were recorded, byte for byte, and what the server made of each.

    unsent ──applied, rejected, closed──▶ final        unsent ──the envelope fails with it alone──▶ stuck
    unsent ──parked──▶ parked ──verdict──▶ final       anything of the last 30 days ──reset──▶ unsent

A fact's bytes never change once it is recorded: what is sent again is what was sent. Nothing leaves this
table but what has been final for 30 days. Each entry belongs to the person who recorded it. The receipts of
what was applied stay for good: they prove what the server's journal held.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app_contract.phone.protocol import Answer, Receipt, Result

FACT_LIMIT_BYTES = 128 * 1024
BATCH_LIMIT = 50
BATCH_LIMIT_BYTES = 512 * 1024
BUNDLE_LIMIT = 500
BUNDLE_LIMIT_BYTES = 4 * 1024 * 1024 - 4096
KEPT = timedelta(days=30)
WHEN_COMPLETE = 2**53
"""Stands for `visible_at` where no number says when the documents show it: when they are complete."""
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact in the outbox; `problem` is why it is parked, rejected, closed or stuck: {code, detail}."""

    id: UUID
    order_id: UUID
    kind: str
    device_seq: int
    raw: bytes
    state: str
    outcome: str | None
    problem: dict[str, Any] | None

    @property
    def body(self) -> dict[str, Any]:
        """What the fact says."""
        body: dict[str, Any] = json.loads(self.raw)["body"]
        return body


def frozen(fact: dict[str, Any]) -> bytes:
    """A fact's bytes as they will always be sent.

    Raises ValueError for what a server could only reject: NaN, half a surrogate pair, NUL, too many bytes.
    """
    raw = json.dumps(fact, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    if NUL.search(raw):
        raise ValueError("a text holds NUL")
    if len(raw) > FACT_LIMIT_BYTES:
        raise ValueError(f"a fact holds at most {FACT_LIMIT_BYTES} bytes")
    return raw


def next_seq(db: sqlite3.Connection) -> int:
    """The device's next number; it counts all facts of this installation, whoever records them."""
    db.execute("UPDATE phone SET last_seq = last_seq + 1")
    seq: int = db.execute("SELECT last_seq FROM phone").fetchone()["last_seq"]
    return seq


def add(db: sqlite3.Connection, fact: dict[str, Any]) -> None:
    """Put a fact in, frozen. Raises ValueError like `frozen`."""
    columns = (fact["id"], fact["actor"], fact["device_seq"], fact["order_id"], fact["kind"], frozen(fact))
    db.execute(
        "INSERT INTO fact (id, actor, device_seq, order_id, kind, raw) VALUES (?, ?, ?, ?, ?, ?)", columns
    )


def entries(db: sqlite3.Connection, actor: UUID) -> list[Entry]:
    """All that is still held of his, in the order it was recorded."""
    query = "SELECT * FROM fact WHERE actor = ? ORDER BY device_seq"
    return [entry_of(row) for row in db.execute(query, (str(actor),))]


def entry_of(row: sqlite3.Row) -> Entry:
    """A row of the table."""
    return Entry(
        id=UUID(row["id"]),
        order_id=UUID(row["order_id"]),
        kind=row["kind"],
        device_seq=row["device_seq"],
        raw=row["raw"],
        state=row["state"],
        outcome=row["outcome"],
        problem=json.loads(row["problem"]) if row["problem"] else None,
    )


def batch(db: sqlite3.Connection, actor: UUID, limit: int) -> list[Entry]:
    """What he sends next: his own unsent facts alone, oldest first, within both limits.

    One that is too large for any batch goes alone, to be refused: it must not hold up what comes after it.
    """
    query = "SELECT * FROM fact WHERE actor = ? AND state = 'unsent' ORDER BY device_seq LIMIT ?"
    taken: list[Entry] = []
    size = 0
    for entry in map(entry_of, db.execute(query, (str(actor), limit))):
        size += len(entry.raw) + 1
        if taken and size > BATCH_LIMIT_BYTES:
            break
        taken.append(entry)
    return taken


def unsent(db: sqlite3.Connection) -> list[Entry]:
    """All that nobody has answered for yet, whoever recorded it."""
    query = "SELECT * FROM fact WHERE state IN ('unsent', 'stuck') ORDER BY device_seq"
    return [entry_of(row) for row in db.execute(query)]


def parts(facts: list[Entry]) -> Iterator[list[Entry]]:
    """The facts in files that a server takes; hardly ever more than one."""
    part: list[Entry] = []
    for entry in facts:
        size = sum(len(one.raw) + 1 for one in part)
        if len(part) == BUNDLE_LIMIT or size + len(entry.raw) > BUNDLE_LIMIT_BYTES:
            yield part
            part = []
        part.append(entry)
    if part:
        yield part


def settle(db: sqlite3.Connection, sent: Iterable[UUID], answer: Answer) -> None:
    """Note the results of what was sent, then the verdicts on what waits here. A final entry stays as it is,
    and one that is unsent is answered when it is sent: another phone may have used its id.

    Who may not pull is not told of a restore, after which the numbers begin again: then no number counts.
    """
    for fact_id, result in zip(sent, answer.results, strict=True):
        if result.outcome != "retry":
            told = result if answer.pull == "ok" else replace(result, visible_at=WHEN_COMPLETE)
            note(db, fact_id, told, answer.received_at, verdict=False)
    for verdict in answer.verdicts:
        if verdict.id is not None:
            told = replace(verdict, visible_at=WHEN_COMPLETE)
            note(db, verdict.id, told, answer.received_at, verdict=True)


def note(db: sqlite3.Connection, fact_id: UUID, result: Result, at: datetime, *, verdict: bool) -> None:
    """Note what became of one fact, unless that is final already; a `verdict` is for one that waits."""
    db.execute(
        "UPDATE fact SET state = ?, outcome = ?, problem = ?, visible_at = ?, answered_at = ?"
        " WHERE id = ? AND (state = 'parked' OR state <> 'final' AND NOT ?)",
        (
            "parked" if result.outcome == "parked" else "final",
            result.outcome,
            json.dumps(result.problem) if result.problem else None,
            result.visible_at,
            at.isoformat(),
            str(fact_id),
            verdict,
        ),
    )
    if result.receipt:
        keep_receipt(db, fact_id, result.receipt)


def keep_receipt(db: sqlite3.Connection, fact_id: UUID, receipt: Receipt) -> None:
    """Keep the receipt of a fact that is held here. Another one for the same fact, after a restore, is kept
    beside it: the first proves what was lost.
    """
    db.execute(
        "INSERT OR IGNORE INTO receipt SELECT id, actor, order_id, ?, ? FROM fact WHERE id = ?",
        (receipt.seq, receipt.hash, str(fact_id)),
    )


def receipts(db: sqlite3.Connection, actor: UUID, order_id: UUID) -> list[tuple[UUID, Receipt]]:
    """What was confirmed of his facts on an order, and each fact's id, in the order of the journal."""
    query = "SELECT * FROM receipt WHERE actor = ? AND order_id = ? ORDER BY seq, rowid"
    rows = db.execute(query, (str(actor), str(order_id)))
    return [(UUID(row["fact_id"]), Receipt(row["seq"], row["hash"])) for row in rows]


def overlay(db: sqlite3.Connection, actor: UUID, order_id: UUID) -> list[Entry]:
    """What he recorded on an order that its document does not show yet: the app draws it on top (I10).

    Unsent and parked facts, and applied ones until the feed was read to its end as far as `visible_at`.
    """
    query = (
        "SELECT * FROM fact WHERE actor = ? AND order_id = ? AND (state <> 'final'"
        " OR outcome = 'applied' AND visible_at IS NOT NULL) ORDER BY device_seq"
    )
    return [entry_of(row) for row in db.execute(query, (str(actor), str(order_id)))]


def resend(db: sqlite3.Connection, actor: UUID) -> None:
    """The server was restored: everything kept is sent again; it answers what it knows as replayed."""
    db.execute("UPDATE fact SET state = 'unsent' WHERE actor = ?", (str(actor),))
    db.execute("UPDATE photo SET state = 'kept' WHERE actor = ? AND state = 'stored'", (str(actor),))
    db.execute(
        "UPDATE upload SET received = NULL WHERE photo_id IN (SELECT id FROM photo WHERE actor = ?)",
        (str(actor),),
    )


def set_aside(db: sqlite3.Connection, fact_id: UUID, code: str) -> None:
    """No envelope gets through with this fact: keep it from holding up the others, and show it."""
    problem = json.dumps({"code": code, "detail": ""})
    db.execute("UPDATE fact SET state = 'stuck', problem = ? WHERE id = ?", (problem, str(fact_id)))


def try_again(db: sqlite3.Connection) -> None:
    """Give stuck facts and refused photos another chance."""
    db.execute("UPDATE fact SET state = 'unsent' WHERE state = 'stuck'")
    db.execute("UPDATE photo SET state = 'kept' WHERE state = 'refused'")


def shown(db: sqlite3.Connection, actor: UUID, cursor: int | None) -> None:
    """The feed was read to its end, which is at `cursor`: what has no higher number is in the documents.

    Before the end it need not be, whatever its number: an order that changes again moves to a later page.
    """
    db.execute(
        "UPDATE fact SET visible_at = NULL WHERE actor = ? AND (visible_at <= ? OR visible_at = ?)",
        (str(actor), cursor or 0, WHEN_COMPLETE),
    )


def forget(db: sqlite3.Connection, now: datetime) -> None:
    """Let go of what has been final for 30 days, unless its photo is still on its way.

    `now` is the server's time: a phone whose own clock jumps must not lose anything by it.
    """
    db.execute(
        "DELETE FROM fact WHERE state = 'final' AND answered_at < ?"
        " AND id NOT IN (SELECT fact_id FROM photo WHERE state <> 'stored')",
        ((now - KEPT).isoformat(),),
    )
