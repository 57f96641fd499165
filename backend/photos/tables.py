"""The tables of photos: whose bytes of which photo are kept, and the objects that they are."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime
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
