"""What somebody does who holds the database: as its superuser neither grants nor triggers hold him."""

from uuid import UUID

import asyncpg

from backend.journal import chain


def in_journal(kind: str, old: str, new: str) -> str:
    """Words in the body of every entry of a kind, replaced."""
    return f"UPDATE journal SET body = replace(body, '{old}', '{new}') WHERE kind = '{kind}'"  # noqa: S608  # our own words


def in_document(old: str, new: str) -> str:
    """Words in every order's document, replaced."""
    return f"UPDATE dispatch_order SET document = replace(document, '{old}', '{new}')"  # noqa: S608  # our own words


def moved(seq: int, to: int) -> str:
    """An entry at another place."""
    return f"UPDATE journal SET seq = {to} WHERE seq = {seq}"  # noqa: S608  # our own words


def swapped(one: int, other: int) -> list[str]:
    """Two entries, each at the other's place."""
    return [moved(one, -one), moved(other, one), moved(-one, other)]


async def relink(root: asyncpg.Connection, order_id: UUID) -> None:
    """Compute the chain of an order anew, and let its row lead to it."""
    head, seq = chain.GENESIS, 0
    for row in await root.fetch("SELECT * FROM journal WHERE order_id = $1 ORDER BY seq", order_id):
        seq = row["seq"]
        digests = [chain.salted(row[f"{name}_salt"], row[name]) for name in ("settled", "body")]
        place = (order_id, seq, row["fact_id"], row["kind"], row["v"])
        head = chain.link(head, *place, *digests)
        await root.execute("UPDATE journal SET hash = $1 WHERE fact_id = $2", head, row["fact_id"])
    await root.execute("UPDATE dispatch_order SET version = $2, head = $3 WHERE id = $1", order_id, seq, head)
