"""The tables of photos: whose bytes of which photo are kept, the objects they are, and bytes on their way."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

MOMENT: Any = DateTime(timezone=True)


class Blob(SQLModel, table=True):
    """An object of the store, by the SHA-256 of what it holds. The row comes after the object, never before.

    `state`: `stored` until somebody has looked at it; then `ready`, with its `format` and size in pixels and
    its derivatives in the store; or `quarantined`, for `reason`.
    """

    sha256: str = Field(primary_key=True)
    size: int
    stored_at: datetime = Field(sa_type=MOMENT)
    state: str = "stored"
    reason: str | None = None
    format: str | None = None
    width: int | None = None
    height: int | None = None


class Photo(SQLModel, table=True):
    """The bytes of a photo, one row for each who announced it: which object holds them, from which device.

    An id that two people use is two photos, so that neither can take the other's place. Many photos may be
    one object.
    """

    id: UUID = Field(primary_key=True)
    sha256: str = Field(foreign_key="blob.sha256", index=True)
    size: int
    content_type: str
    stored_at: datetime = Field(sa_type=MOMENT)
    uploaded_by: UUID = Field(primary_key=True)
    device_id: UUID


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
