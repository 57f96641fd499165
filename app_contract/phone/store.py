"""The phone's one SQLite file: who is signed in, his facts, photos and documents, and how far he has read."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

SCHEMA = """
CREATE TABLE IF NOT EXISTS phone (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device_id TEXT NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    actor TEXT,
    access TEXT,
    refresh TEXT
);
CREATE TABLE IF NOT EXISTS feed (
    actor TEXT PRIMARY KEY,
    epoch TEXT,
    cursor INTEGER
);
CREATE TABLE IF NOT EXISTS fact (
    id TEXT PRIMARY KEY,
    actor TEXT NOT NULL,
    device_seq INTEGER NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    raw BLOB NOT NULL,
    state TEXT NOT NULL DEFAULT 'unsent' CHECK (state IN ('unsent', 'stuck', 'parked', 'final')),
    outcome TEXT,
    problem TEXT,
    visible_at INTEGER,
    answered_at TEXT
);
CREATE TABLE IF NOT EXISTS receipt (
    fact_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    order_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (fact_id, seq, hash)
);
CREATE TABLE IF NOT EXISTS photo (
    id TEXT PRIMARY KEY,
    fact_id TEXT NOT NULL REFERENCES fact (id) ON DELETE CASCADE,
    actor TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content BLOB NOT NULL,
    state TEXT NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'stored', 'refused')),
    tries INTEGER NOT NULL DEFAULT 0,
    problem TEXT
);
CREATE TABLE IF NOT EXISTS upload (
    photo_id TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    url TEXT,
    received INTEGER,
    asked INTEGER NOT NULL DEFAULT 0
);
INSERT OR IGNORE INTO upload (photo_id) SELECT id FROM photo;  -- of an app that sent photos whole
CREATE TABLE IF NOT EXISTS lost_document (
    actor TEXT NOT NULL,
    order_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (actor, order_id)
);
CREATE TABLE IF NOT EXISTS document (
    actor TEXT NOT NULL,
    order_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    aside INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (actor, order_id)
);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """Who uses the phone. Without tokens he must sign in again before the next sync; his work goes on."""

    actor: UUID
    access: str | None
    refresh: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """How far a person's feed was read. Both are null until the first answer, the cursor also at a reset."""

    epoch: str | None
    cursor: int | None


def opened(path: Path | str) -> sqlite3.Connection:
    """The phone's file, made at the first use with a new device id: each installation is a new device.

    Whatever is written under `with connection:` is there after a power cut, all of it or nothing.
    """
    db = sqlite3.connect(path, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.executescript(SCHEMA)
    with db:
        db.execute("INSERT OR IGNORE INTO phone (one, device_id) VALUES (1, ?)", (str(uuid4()),))
    return db


def device_id(db: sqlite3.Connection) -> UUID:
    """The installation's id."""
    return UUID(db.execute("SELECT device_id FROM phone").fetchone()["device_id"])


def session(db: sqlite3.Connection) -> Session | None:
    """Who uses the phone, if anybody ever signed in."""
    row = db.execute("SELECT actor, access, refresh FROM phone").fetchone()
    return Session(UUID(row["actor"]), row["access"], row["refresh"]) if row["actor"] else None


def keep_session(db: sqlite3.Connection, session: Session) -> None:
    """From now on this person uses the phone; whoever used it before keeps his facts."""
    db.execute(
        "UPDATE phone SET actor = ?, access = ?, refresh = ?",
        (str(session.actor), session.access, session.refresh),
    )


def feed(db: sqlite3.Connection, actor: UUID) -> Feed:
    """How far his feed was read."""
    row = db.execute("SELECT epoch, cursor FROM feed WHERE actor = ?", (str(actor),)).fetchone()
    return Feed(row["epoch"], row["cursor"]) if row else Feed(None, None)


def keep_feed(db: sqlite3.Connection, actor: UUID, feed: Feed) -> None:
    """His feed was read so far."""
    db.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?)", (str(actor), feed.epoch, feed.cursor))
