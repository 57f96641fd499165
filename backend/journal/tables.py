"""The tables of facts, entries, orders and feed. Written by journal/ alone, with SQL of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, LargeBinary, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

MOMENT: Any = DateTime(timezone=True)


class DispatchOrder(SQLModel, table=True):
    """An order: its document and desk column as rendered, chain head, and key columns derived from them."""

    __tablename__ = "dispatch_order"
    __table_args__ = (
        Index("dispatch_order_state", "state", "number"),
        Index("dispatch_order_due", "due_at", postgresql_where=text("due_at IS NOT NULL")),
        Index("dispatch_order_team", "team", postgresql_using="gin"),
        Index("dispatch_order_matters", "matters", postgresql_using="gin"),
    )

    id: UUID = Field(primary_key=True)
    number: str = Field(unique=True)
    version: int
    fold_version: int
    document: str = Field(sa_type=Text)
    desk: str = Field(sa_type=Text)
    head: bytes = Field(sa_type=LargeBinary)
    state: str
    base_id: UUID | None = Field(None, index=True)
    customer_id: UUID = Field(index=True)
    team: list[UUID] = Field(sa_type=ARRAY(Uuid))
    due_at: datetime | None = Field(None, sa_type=MOMENT)
    watch_at: datetime | None = Field(None, sa_type=MOMENT)
    owes: bool
    matters: list[str] = Field(sa_type=ARRAY(Text), sa_column_kwargs={"server_default": "{}"})
    search: str = Field(sa_type=Text)
    changed_at: datetime = Field(sa_type=MOMENT)


class FactRow(SQLModel, table=True):
    """What arrived, whatever became of it; ids are unique for ever. `body` moves to the journal.

    `brought_by` is who sent it where that is not its author.
    """

    __tablename__ = "fact"
    __table_args__ = (
        Index("fact_waiting", "order_id", postgresql_where=text("outcome = 'parked'")),
        Index("fact_refused", "received_at", "id", postgresql_where=text("outcome <> 'applied'")),
        Index("fact_about", "about", postgresql_where=text("about IS NOT NULL")),
        Index(
            "fact_report_filed",
            "occurred_at",
            "id",
            postgresql_where=text("kind = 'report.filed' AND outcome = 'applied'"),
        ),
        Index(
            "fact_money",
            "kind",
            "received_at",
            "about",
            postgresql_where=text("kind IN ('claim.opened', 'freight.recorded') AND outcome = 'applied'"),
        ),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID | None = None
    kind: str | None = None
    v: int | None = None
    about: UUID | None = None
    author_id: UUID
    device_id: UUID | None = None
    brought_by: UUID | None = None
    by_server: bool = False
    content_hash: bytes = Field(sa_type=LargeBinary)
    envelope: str | None = Field(None, sa_type=Text)
    body: str | None = Field(None, sa_type=Text)
    occurred_at: datetime = Field(sa_type=MOMENT)
    quality: str
    doubt_s: float
    outcome: str
    code: str | None = None
    detail: str | None = Field(None, sa_type=Text)
    waits_for: str | None = None
    judged_version: int | None = None
    received_at: datetime = Field(sa_type=MOMENT)
    request_id: UUID | None = None


class JournalRow(SQLModel, table=True):
    """An applied fact at its place in the order's chain; append-only by trigger and by grants."""

    __tablename__ = "journal"
    __table_args__ = (
        Index(
            "journal_report_words",
            text("report_words(body)"),
            postgresql_using="gin",
            postgresql_where=text("kind = 'report.filed'"),
        ),
    )

    order_id: UUID = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    fact_id: UUID = Field(unique=True)
    kind: str
    v: int
    body: str = Field(sa_type=Text)
    body_salt: bytes = Field(sa_type=LargeBinary)
    settled: str = Field(sa_type=Text)
    settled_salt: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class SharedKey(SQLModel, table=True):
    """What may be used once over all orders (`strokes:…`), and what holds it."""

    __tablename__ = "shared_key"

    key: str = Field(primary_key=True)
    holder: str


class FeedHead(SQLModel, table=True):
    """How far a technician's feed has come. A table of its own: its row lock is held until the commit."""

    __tablename__ = "feed_head"

    technician_id: UUID = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)


class FeedRow(SQLModel, table=True):
    """What a technician's phone must hear: one row per order or verdict, renumbered when it changes."""

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("technician_id", "seq"),)

    technician_id: UUID = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    removed: str | None = None


class RawRequest(SQLModel, table=True):
    """A sync request byte for byte, kept whenever one of its items was not applied."""

    __tablename__ = "raw_request"

    id: UUID = Field(primary_key=True)
    device_id: UUID
    received_at: datetime = Field(sa_type=MOMENT)
    body: bytes = Field(sa_type=LargeBinary)


class LostOrder(SQLModel, table=True):
    """An order that a phone knows and we do not: it was issued after the backup that was restored."""

    __tablename__ = "lost_order"

    id: UUID = Field(primary_key=True)
    version: int
    document: str = Field(sa_type=Text)
    brought_by: UUID
    received_at: datetime = Field(sa_type=MOMENT)


class PolicyText(SQLModel, table=True):
    """A deadline policy by its digest, kept for ever: deadlines name the digest they follow from."""

    __tablename__ = "policy"

    digest: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)


class Epoch(SQLModel, table=True):
    """One row; it changes at a restore, so that phones distrust their cursors (design: sync)."""

    __tablename__ = "epoch"

    value: str = Field(primary_key=True)
