"""Customers: whom an order is for, and how to reach them (S1-3.4.1A, S2-1)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, or_, tuple_
from sqlmodel import Field, SQLModel, col, select

from backend.database import Transaction
from backend.problems import Problem


class Customer(SQLModel, table=True):
    """One customer; `contact` is the person to ask for, `language` (zh or en) what is written to him in."""

    __table_args__ = (CheckConstraint("language IN ('zh', 'en')", name="customer_language"),)

    id: UUID = Field(primary_key=True)
    name: str = Field(index=True)
    contact: str
    phone: str
    language: str = "zh"
    created_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


async def get_customer(tx: Transaction, customer_id: UUID, *, lock: bool = False) -> Customer:
    """One customer, held against other changes with `lock`. Raises `not_found`."""
    customer = await tx.session.get(Customer, customer_id, with_for_update=lock)
    if customer is None:
        raise Problem("not_found", "There is no such customer.")
    return customer


async def find_customers(tx: Transaction, *, q: str | None, after: UUID | None, limit: int) -> list[Customer]:
    """Customers by name, at most `limit`; `q` is looked for in name, contact and phone.

    `after` is the id of the last one read before.
    """
    query = select(Customer).order_by(col(Customer.name), col(Customer.id)).limit(limit)
    if q:
        places = (Customer.name, Customer.contact, Customer.phone)
        query = query.where(or_(*(col(place).icontains(q, autoescape=True) for place in places)))
    if after is not None:
        last = select(Customer.name, Customer.id).where(Customer.id == after).scalar_subquery()
        query = query.where(tuple_(col(Customer.name), col(Customer.id)) > last)
    return list(await tx.session.exec(query))


async def change_customer(tx: Transaction, customer_id: UUID, changes: dict[str, Any]) -> Customer:
    """Change some columns of a customer, named by `changes`; gives the customer as changed.

    Orders keep their copies; `dispatch.customer` amends the open ones. Raises `not_found`.
    """
    customer = await get_customer(tx, customer_id, lock=True)
    customer.sqlmodel_update(changes)
    tx.session.add(customer)
    await tx.session.flush()
    return customer
