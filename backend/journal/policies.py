"""Deadline policies, kept by digest: every deadline names the digest of the text it follows from."""

from pathlib import Path

from backend.database import Transaction
from backend.order.policy import SHIPPED, Policy

KEEP = "INSERT INTO policy (digest, text) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING"


def text_in(path: Path | None) -> str:
    """The text of the operator's policy file, or of the one that is shipped."""
    return (path or SHIPPED).read_text("utf-8")


async def keep(tx: Transaction, text: str) -> Policy:
    """The policy in `text`, stored for ever. Raises ValueError naming what is wrong with it."""
    policy = Policy.parse(text)
    await tx.sql.execute(KEEP, policy.digest, text)
    return policy
