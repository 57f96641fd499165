"""Making a thing under the id that its maker chose: sent twice, it is made once."""

from typing import TypeVar

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel

from backend.database import Transaction
from backend.problems import Problem

Row = TypeVar("Row", bound=SQLModel)


async def insert_once(tx: Transaction, row: SQLModel) -> bool:
    """Insert `row` unless it collides with one that is there; gives whether it was inserted."""
    statement = insert(type(row)).values(row.model_dump()).on_conflict_do_nothing()
    return (await tx.session.exec(statement)).rowcount == 1


async def add_once(tx: Transaction, row: Row) -> tuple[Row, bool]:
    """Insert `row` by its `id`; gives what is stored under that id, and whether it is new.

    Raises `id_reused` where the id was used with other content (`created_at` is ours and no content).
    """
    if await insert_once(tx, row):
        return row, True
    stored = await tx.session.get(type(row), row.id)  # type: ignore[attr-defined]  # every such table has an id
    if stored is None or content(stored) != content(row):
        raise Problem("id_reused", "This id was used before with other content.")
    return stored, False


def content(row: SQLModel) -> dict[str, object]:
    """What the maker said of the thing."""
    return row.model_dump(exclude={"created_at"})
