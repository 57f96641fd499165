"""The tables of uploads: bytes on their way, and how many of them are taken."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

MOMENT: Any = DateTime(timezone=True)


class Upload(SQLModel, table=True):
    """The bytes of a photo on their way, by whoever announced it; one for each photo of his.

    `committed` bytes are safe, in `pieces` (JSON: name and length of each, in order); all of them are there
    only once the photo is stored. Who writes holds the `generation`; a newer request takes it away from him.
    """

    __table_args__ = (
        UniqueConstraint("photo_id", "author_id"),
        Index("upload_open", "sha256", postgresql_where=text("committed < length")),
    )

    id: UUID = Field(primary_key=True)
    photo_id: UUID
    author_id: UUID
    device_id: UUID
    sha256: str
    length: int
    committed: int = 0
    generation: int = 0
    pieces: str = Field("[]", sa_type=Text)
    created_at: datetime = Field(sa_type=MOMENT)
    expires_at: datetime = Field(sa_type=MOMENT, index=True)


class Quota(SQLModel, table=True):
    """How much of what may be brought was: of a device on a day, or of an order; `until` it is forgotten."""

    __tablename__ = "photo_quota"

    key: str = Field(primary_key=True)
    bytes: int = Field(sa_type=BigInteger)
    photos: int
    until: datetime | None = Field(None, sa_type=MOMENT, index=True)
