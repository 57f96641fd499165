"""The people of the organisation, with the roles of design.md §8."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, Text, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel, col, select

from backend.database import Transaction
from backend.people.once import insert_once
from backend.people.roles import Role, Roles
from backend.problems import Problem

PAGE_LIMIT = 100


class Staff(SQLModel, table=True):
    """One person. `login` is kept folded; `base_id` is the base that the person belongs to."""

    id: UUID = Field(primary_key=True)
    name: str
    login: str = Field(unique=True)
    password_hash: str
    roles: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    active: bool = True
    phone: str | None = None
    base_id: UUID | None = None
    created_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


def folded(login: str) -> str:
    """A login as it is kept and looked up: neither case nor surrounding blanks tell two people apart."""
    return login.strip().casefold()


def roles_of(names: Iterable[str]) -> Roles:
    """The roles that a row names."""
    return frozenset(map(Role, names))


async def add_staff(tx: Transaction, person: Staff) -> tuple[Staff, bool]:
    """Add a person, whose `login` is folded here; gives the stored one, and whether it is new.

    The password is not compared: its hash says nothing about sameness. Raises `login_taken`, and
    `id_reused` where the id was used with other content.
    """
    person.login = folded(person.login)
    person.roles = sorted(person.roles)
    if await insert_once(tx, person):
        return person, True
    stored = await tx.session.get(Staff, person.id)
    if stored is None:
        raise Problem("login_taken", "Another person has this login.")
    own = {"created_at", "password_hash"}
    if stored.model_dump(exclude=own) != person.model_dump(exclude=own):
        raise Problem("id_reused", "This id was used before with other content.")
    return stored, False


async def change_staff(tx: Transaction, staff_id: UUID, changes: dict[str, Any]) -> Staff:
    """Change some columns of a person, named by `changes`; gives the person as changed.

    Raises `not_found`.
    """
    person = await tx.session.get(Staff, staff_id, with_for_update=True)
    if person is None:
        raise Problem("not_found", "There is no such person.")
    person.sqlmodel_update(changes)
    person.roles = sorted(person.roles)
    tx.session.add(person)
    await tx.session.flush()
    return person


async def list_staff(tx: Transaction, *, role: Role | None, after: UUID | None, limit: int) -> list[Staff]:
    """People by name, active or not, at most `limit`; `after` is the id of the last one read before."""
    query = select(Staff).order_by(col(Staff.name), col(Staff.id)).limit(limit)
    if role is not None:
        query = query.where(col(Staff.roles).contains([role]))
    if after is not None:
        last = select(Staff.name, Staff.id).where(Staff.id == after).scalar_subquery()
        query = query.where(tuple_(col(Staff.name), col(Staff.id)) > last)
    return list(await tx.session.exec(query))


async def staff_by_login(tx: Transaction, login: str) -> Staff | None:
    """The person with this login, active or not."""
    return (await tx.session.exec(select(Staff).where(Staff.login == folded(login)))).one_or_none()
