"""The table of notices: one row for each person told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, Text, text
from sqlmodel import Field, SQLModel

MOMENT: Any = DateTime(timezone=True)


class Notice(SQLModel, table=True):
    """One person told of one thing. `data` is JSON; `id` follows from fact, kind and recipient.

    `seq` is given after the commit, by `inbox.sequence`, and goes on from the highest there is: a clean-up
    of old notices must leave that one.
    """

    __table_args__ = (
        Index("notice_unnumbered", "created_at", "id", postgresql_where=text("seq IS NULL")),
        Index("notice_inbox", "recipient_id", "seq"),
    )

    id: UUID = Field(primary_key=True)
    seq: int | None = Field(None, sa_type=BigInteger, unique=True)
    recipient_id: UUID
    kind: str
    urgent: bool
    order_id: UUID | None = None
    fact_id: UUID
    data: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=MOMENT)
    acknowledged_at: datetime | None = Field(None, sa_type=MOMENT)
