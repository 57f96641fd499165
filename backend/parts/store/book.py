"""The one way by which the store books what it did itself: locked, decided, written.

Its entries lock the same part numbers as the facts of orders, so that all movements of a part are as if one
after another, and a receipt, a phone's report and a count never see half of each other.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import rfc8785
from asyncpg import Connection
from sqlmodel import col, select

from backend.database import Transaction, lock_keys
from backend.order.document import Movement
from backend.order.parts.stock import as_number
from backend.parts import ledger, suppliers
from backend.parts.catalogue import listed
from backend.parts.ledger import Moved
from backend.parts.store.entries import Count, Receipt, Reversal, Said
from backend.parts.store.pieces import Books
from backend.parts.tables import StoreEntry
from backend.people.actor import Actor
from backend.problems import Problem

NEXT_NUMBER = "SELECT next_receipt_number($1)"
# Of each replaced part the old pieces that came into the store, less those that left it.
CAME = """
SELECT part_id, number, SUM(CASE WHEN target = 'store' AND becomes = 'old' THEN quantity ELSE 0 END
       - CASE WHEN source = 'store' AND condition = 'old' THEN quantity ELSE 0 END)::bigint AS quantity
FROM movement WHERE part_id = ANY($1::uuid[]) GROUP BY part_id, number
HAVING bool_or(target = 'store' AND becomes = 'old')
"""


async def book(tx: Transaction, actor: Actor, said: Said, now: datetime) -> tuple[StoreEntry, bool]:
    """Book what `actor` says; gives the entry, and whether it is new.

    Whoever says the same at the same time waits, and finds the first's entry. Raises `id_reused` where the id
    is that of another entry; whatever stands against what is said, and then nothing is booked.
    """
    taken_back = await reversible(tx, said)
    await lock_keys(tx.sql, [f"entry:{said.id}", *ledger.locks(numbers_of(said, taken_back))])

    content_hash = sha256(rfc8785.dumps(said.model_dump(mode="json"))).digest()
    stored = await tx.session.get(StoreEntry, said.id)
    if stored is not None:
        if stored.content_hash != content_hash:
            raise Problem("id_reused", "This id was used before with other content.")
        return stored, False
    books = await open_books(tx, said, taken_back)
    movements = await asyncio.to_thread(said.booked, books)

    entry = StoreEntry(
        id=said.id,
        kind=said.kind,
        number=await next_number(tx.sql, now) if isinstance(said, Receipt) else None,
        by=actor.staff_id,
        by_name=actor.name,
        at=now,
        said=said.model_dump_json(),
        content_hash=content_hash,
        reverses=said.reverses if isinstance(said, Reversal) else None,
    )
    tx.session.add(entry)
    await tx.session.flush()
    await ledger.post(tx.sql, [Moved(said.id, n, None, now, one) for n, one in enumerate(movements)])
    return entry, True


def numbers_of(said: Said, taken_back: Iterable[Movement]) -> set[str]:
    """The part numbers that an entry moves."""
    return {as_number(one.number) for one in said.about()} | {one.number for one in taken_back}


async def reversible(tx: Transaction, said: Said) -> list[Movement]:
    """What is to be taken back: read once the key of its entry is held, for that may only now be booked.

    Keys of entries sort before those of part numbers, so that no two wait for each other.
    """
    if not isinstance(said, Reversal):
        return []
    await lock_keys(tx.sql, [f"entry:{said.id}", f"entry:{said.reverses}"])
    moved = await ledger.moved_by(tx.sql, [said.reverses], entries=True)
    return moved.get(said.reverses, [])


async def open_books(tx: Transaction, said: Said, taken_back: list[Movement]) -> Books:
    """The books, as far as this entry needs them. Raises `entry_unknown`, `entry_reversed`."""
    numbers = numbers_of(said, taken_back)
    lines, parties = [*said.about()], {one for one in said.parties() if one}
    serials = {s for one in lines for s in one.serials} | {one.serial for one in taken_back if one.serial}
    books = Books(await ledger.shelf(tx.sql, numbers, serials), taken_back=taken_back)
    books.listed = await listed(tx.sql, numbers)
    if parties:
        books.suppliers = {*await suppliers.terms(tx.sql, parties)}
        books.stations = {*await suppliers.stations(tx.sql, parties)}
    if part_ids := [one.part_id for one in lines if one.part_id]:
        rows = await tx.sql.fetch(CAME, part_ids)
        books.came = {(row["part_id"], row["number"]): row["quantity"] for row in rows}
    if isinstance(said, Count):
        books.shelf.add(await ledger.lying(tx.sql, numbers, said.place.account(books)))
    if isinstance(said, Reversal):
        await allowed(tx, said)
    return books


async def allowed(tx: Transaction, said: Reversal) -> None:
    """Raises `entry_unknown`, and `entry_reversed` for what was taken back before or is a taking back."""
    entry = await tx.session.get(StoreEntry, said.reverses)
    if entry is None:
        raise Problem("entry_unknown", str(said.reverses))
    query = select(StoreEntry.id).where(col(StoreEntry.reverses) == said.reverses)
    if entry.reverses or (await tx.session.exec(query)).first():
        raise Problem("entry_reversed", str(said.reverses))


async def next_number(sql: Connection, now: datetime) -> str:
    """A number for a slip: `RC-2026-000123`; gaps are allowed, and numbers begin anew each year."""
    return f"RC-{now.year}-{await sql.fetchval(NEXT_NUMBER, now.year):06d}"
