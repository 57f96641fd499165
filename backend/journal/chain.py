"""The hash chain of an order's entries. Pure.

`hash = SHA-256("callout/journal/1" ‖ prev ‖ JCS{order_id, seq, fact_id, kind, v, settled_sha256,
body_sha256})`. The two inner digests are over a random salt and the stored bytes: a body can be erased
later by law and the chain still checks.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import orjson

DOMAIN = b"callout/journal/1"
GENESIS = bytes(32)
"""What the first entry of an order follows."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry's place in its order's chain, and its hash: whoever holds it can show what stood there."""

    seq: int
    hash: bytes

    def said(self) -> dict[str, object]:
        """As answers and seals say it."""
        return {"seq": self.seq, "hash": self.hash.hex()}


def salted(salt: bytes, stored: str) -> str:
    """SHA-256 in hex over a salt and the text as stored."""
    return sha256(salt + stored.encode()).hexdigest()


def link(
    previous: bytes, order_id: UUID, seq: int, fact_id: UUID, kind: str, v: int, settled: str, body: str
) -> bytes:
    """The hash of an entry after `previous`; `settled` and `body` are the salted digests.

    Strings and small integers only, where sorted compact JSON is RFC 8785's canonical form (a test holds it).
    """
    meta = {
        "order_id": str(order_id),
        "seq": seq,
        "fact_id": str(fact_id),
        "kind": kind,
        "v": v,
        "settled_sha256": settled,
        "body_sha256": body,
    }
    return sha256(DOMAIN + previous + orjson.dumps(meta, option=orjson.OPT_SORT_KEYS)).digest()
