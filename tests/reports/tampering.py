"""What somebody does who holds the database: as its superuser neither grants nor triggers hold him."""

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


async def relink(root: asyncpg.Connection) -> None:
    """Compute the chain of the only order anew, and let the order lead to it."""
    head = chain.GENESIS
    for row in await root.fetch("SELECT * FROM journal ORDER BY seq"):
        digests = [chain.salted(row[f"{name}_salt"], row[name]) for name in ("settled", "body")]
        place = (row["order_id"], row["seq"], row["fact_id"], row["kind"], row["v"])
        head = chain.link(head, *place, *digests)
        await root.execute("UPDATE journal SET hash = $1 WHERE fact_id = $2", head, row["fact_id"])
    await root.execute("UPDATE dispatch_order SET head = $1", head)
