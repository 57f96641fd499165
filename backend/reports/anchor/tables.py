"""The anchor's own note in the database. Only an index: whoever can change the database can change it too."""

from uuid import UUID

from sqlmodel import Field, SQLModel


class Anchored(SQLModel, table=True):
    """How far an order's chain is anchored, and the number of the line that says so."""

    order_id: UUID = Field(primary_key=True)
    seq: int
    number: int
