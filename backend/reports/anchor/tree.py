"""One hash over the heads of all orders: a binary tree along the bits of their ids. Pure.

    leaf(order, seq, head) = SHA-256(0x00 ‖ order id, 16 bytes ‖ seq, 8 bytes ‖ head)
    inner(left, right)     = SHA-256(0x01 ‖ left ‖ right)

A set of leaves is divided at the first bit in which their ids differ, 0 to the left; a single leaf is its own
tree, and no leaf at all is SHA-256 of nothing. So a set has one tree, however it came about, and one order
that moves on changes only the few hashes above it: who reads years of anchors can follow every root.
(RFC 6962 divides by counting; there a new order in the midst moves all that come after it.)
"""

from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

BITS = 128
EMPTY = sha256().digest()
"""The root over no orders."""


def leaf(order_id: UUID, seq: int, head: bytes) -> bytes:
    """The leaf of an order whose chain ends at `seq` with this hash."""
    return sha256(b"\0" + order_id.bytes + seq.to_bytes(8) + head).digest()


def inner(left: bytes, right: bytes) -> bytes:
    """What stands above two trees."""
    return sha256(b"\1" + left + right).digest()


def shared(one: int, other: int) -> int:
    """In how many bits two ids begin alike."""
    return BITS - (one ^ other).bit_length()


@dataclass(slots=True)
class Ascending:
    """The root over orders that come in the order of their ids, with no more memory than an id has bits."""

    orders: int = 0
    _last: int = 0
    _trees: list[bytes] = field(default_factory=list)
    _gaps: list[int] = field(default_factory=list)

    def add(self, order_id: UUID, seq: int, head: bytes) -> None:
        """The next order. Raises ValueError where its id does not come after the one before."""
        if self._trees:
            if order_id.int <= self._last:
                raise ValueError(f"{order_id} comes too late")
            gap = shared(self._last, order_id.int)
            self._close(gap)
            self._gaps.append(gap)
        self._trees.append(leaf(order_id, seq, head))
        self._last = order_id.int
        self.orders += 1

    def root(self) -> bytes:
        """The root over all of them."""
        self._close(-1)
        return self._trees[0] if self._trees else EMPTY

    def _close(self, gap: int) -> None:
        """Close the trees whose leaves have more in common than what comes next has with them."""
        while self._gaps and self._gaps[-1] > gap:
            self._gaps.pop()
            right = self._trees.pop()
            self._trees[-1] = inner(self._trees[-1], right)


@dataclass(slots=True)
class Node:
    """A tree whose leaves begin with the same `bit` bits as `key`; a leaf has all of them, and no sides."""

    key: int
    bit: int
    hash: bytes | None
    sides: "list[Node]"

    def digest(self) -> bytes:
        """The hash, worked out anew where something below has changed."""
        if self.hash is None:
            self.hash = inner(self.sides[0].digest(), self.sides[1].digest())
        return self.hash

    def put(self, new: "Node") -> "Node":
        """The tree with a leaf in its place, the one before it gone."""
        common = min(shared(self.key, new.key), self.bit)
        if common == BITS:
            return new
        side = new.key >> (BITS - 1 - common) & 1
        if common < self.bit:
            return Node(new.key, common, None, [self, new] if side else [new, self])
        self.sides[side] = self.sides[side].put(new)
        self.hash = None
        return self


class Tree:
    """The root over orders that come and move on in any order."""

    def __init__(self) -> None:
        self.top: Node | None = None

    def put(self, order_id: UUID, seq: int, head: bytes) -> None:
        """An order's chain ends here now."""
        new = Node(order_id.int, BITS, leaf(order_id, seq, head), [])
        self.top = self.top.put(new) if self.top else new

    def root(self) -> bytes:
        """The root over all of them."""
        return self.top.digest() if self.top else EMPTY
