"""What lies where, and what moved: the ledger as it is read."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, Field
from sqlalchemy import tuple_
from sqlalchemy.ext.asyncio import AsyncScalarResult
from sqlmodel import SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from backend.database import Transaction
from backend.order.document import Account, AccountKind, Condition
from backend.order.parts.stock import as_number
from backend.parts.ledger import account_of
from backend.parts.store.pieces import Line
from backend.parts.tables import NOBODY, Balance, MovementRow
from backend.people.staff import PAGE_LIMIT
from backend.problems import invalid_input

ACCOUNT = re.compile(rf"({'|'.join(AccountKind)})(?:/([0-9a-fA-F-]{{36}}))?")
AT_ONCE = 500
"""So many rows are made at once."""
Read = TypeVar("Read", bound=SQLModel)
BALANCE_KEY = ("number", "serial", "account", "holder", "condition")


class StockAsked(BaseModel, extra="forbid"):
    """Which balances are wanted."""

    number: Line | None = Field(None, description="a part number, however it is typed")
    account: Line | None = Field(None, description="`store`, `van` (all vans), `van/` and whose it is")
    after: str | None = Field(None, max_length=2000, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=PAGE_LIMIT)
    format: Literal["json", "csv"] = Field("json", description="`csv`: all of it at once")


class MovementsAsked(BaseModel, extra="forbid"):
    """Which movements are wanted."""

    number: Line | None = Field(None, description="a part number, however it is typed")
    account: Line | None = Field(None, description="`store`, `van` (all vans), `van/` and whose it is")
    technician: UUID | None = None
    order: UUID | None = None
    after: int | None = Field(None, ge=0, le=2**63 - 1, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=PAGE_LIMIT)
    format: Literal["json", "csv"] = Field("json", description="`csv`: all of it at once")


class MovementOut(BaseModel):
    """Pieces that left one account and came to another. `cause`: the fact of an order, or,
    where there is no order, the store's entry.

    `seq` is given before the commit: of two that are written at once, the later one may be read first.
    """

    seq: int
    at: datetime
    cause: UUID
    order_id: UUID | None
    part_id: UUID | None
    technician: UUID | None
    number: str
    serial: str
    quantity: int
    source: Account
    condition: Condition
    target: Account
    becomes: Condition = Field(description="their condition from then on")
    back: bool = Field(description="it takes back an earlier movement")


class BalanceOut(BaseModel):
    """How many pieces that are alike lie on an account. Below zero are only sources without bottom: supplier,
    vehicle, opening, unexplained.
    """

    number: str
    serial: str
    account: Account
    condition: Condition
    quantity: int


def account_named(text: str) -> tuple[AccountKind, UUID | None]:
    """`store`, or `van/…` with the id of whose it is; `van` alone is of all vans.

    Raises `invalid_input`.
    """
    found = ACCOUNT.fullmatch(text)
    try:
        return AccountKind(found[1] if found else ""), UUID(found[2]) if found and found[2] else None
    except ValueError:
        raise invalid_input(
            [("account", "store, or a kind of account, or one with its holder's id")]
        ) from None


def shown(row: MovementRow) -> MovementOut:
    """A movement as it leaves."""
    columns = row.model_dump() | {
        "source": account_of(row.source, row.source_holder),
        "target": account_of(row.target, row.target_holder),
    }
    return MovementOut.model_validate(columns)


async def moved(tx: Transaction, cause: UUID) -> list[MovementOut]:
    """What an entry of the store moved, in its order."""
    query = select(MovementRow).where(MovementRow.cause == cause, col(MovementRow.order_id).is_(None))
    query = query.order_by(col(MovementRow.line))
    return [shown(row) for row in await tx.session.exec(query)]


async def movements(tx: Transaction, asked: MovementsAsked, limit: int) -> list[MovementOut]:
    """The newest movements, at most `limit`, older than `after`. Raises `invalid_input`.

    What another transaction commits later stands where its number says: whoever must have all begins anew.
    """
    query = select(MovementRow).order_by(col(MovementRow.seq).desc()).limit(limit)
    if asked.number:
        query = query.where(MovementRow.number == as_number(asked.number))
    if asked.account:
        query = touching(query, *account_named(asked.account))
    if asked.technician:
        query = query.where(MovementRow.technician == asked.technician)
    if asked.order:
        query = query.where(MovementRow.order_id == asked.order)
    if asked.after is not None and asked.format == "json":
        query = query.where(col(MovementRow.seq) < asked.after)
    return [shown(row) async for row in await read(tx, query)]


def touching(
    query: SelectOfScalar[MovementRow], kind: AccountKind, holder: UUID | None
) -> SelectOfScalar[MovementRow]:
    """Those into or out of an account."""
    out, into = col(MovementRow.source) == kind.value, col(MovementRow.target) == kind.value
    if holder:
        out, into = out & (MovementRow.source_holder == holder), into & (MovementRow.target_holder == holder)
    return query.where(out | into)


async def balances(tx: Transaction, asked: StockAsked, limit: int) -> list[BalanceOut]:
    """What lies where, by number, at most `limit`, from the one after the cursor `after`. Raises
    `invalid_input`.
    """
    columns = [col(getattr(Balance, name)) for name in BALANCE_KEY]
    query = select(Balance).where(Balance.quantity != 0).order_by(*columns).limit(limit)
    if asked.number:
        query = query.where(Balance.number == as_number(asked.number))
    if asked.account:
        kind, holder = account_named(asked.account)
        query = query.where(Balance.account == kind.value)
        query = query.where(Balance.holder == holder) if holder else query
    if asked.after is not None and asked.format == "json":
        query = query.where(tuple_(*columns) > tuple_(*key_of(asked.after)))
    return [
        BalanceOut.model_validate(row.model_dump() | {"account": account_of(row.account, row.holder)})
        async for row in await read(tx, query)
    ]


async def read(tx: Transaction, query: SelectOfScalar[Read]) -> AsyncScalarResult[Read]:
    """Rows some at a time: a whole list at once would keep all other requests waiting meanwhile."""
    return await tx.session.stream_scalars(query.execution_options(yield_per=AT_ONCE))


def cursor_of(balance: BalanceOut) -> str:
    """Where a list goes on after this one."""
    holder = balance.account.holder or NOBODY
    key = [balance.number, balance.serial, balance.account.kind, str(holder), balance.condition]
    return urlsafe_b64encode(orjson.dumps(key)).decode()


def key_of(cursor: str) -> Sequence[str | UUID]:
    """What a cursor stands for. Raises `invalid_input` for what is none."""
    try:
        number, serial, account, holder, condition = orjson.loads(urlsafe_b64decode(cursor))
        texts = [str(one).replace("\x00", "") for one in (number, serial)]  # PostgreSQL cannot read it
        return *texts, AccountKind(account).value, UUID(holder), Condition(condition).value
    except (ValueError, TypeError, AttributeError):
        raise invalid_input([("after", "give `next` of the page before")]) from None
