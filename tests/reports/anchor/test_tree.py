"""The tree over the heads: two ways to its root, and the definition that both must meet."""

from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.reports.anchor.tree import Ascending, Tree

Heads = dict[UUID, tuple[int, bytes]]

# Of ids that differ early, late, in one bit or in all; hypothesis's own would hardly share a beginning.
IDS = st.builds(
    lambda high, low: UUID(int=high << 96 | low),
    st.sampled_from([0, 1, 2**31, 2**32 - 1]),
    st.integers(0, 40),
)
HEADS = st.tuples(st.integers(1, 3), st.binary(min_size=32, max_size=32))


def bits(order_id: UUID) -> str:
    return f"{order_id.int:0128b}"


def naive(heads: Heads, depth: int = 0) -> bytes:
    """The definition, bit by bit."""
    if not heads:
        return sha256(b"").digest()
    if len(heads) == 1:
        [(order_id, (seq, head))] = heads.items()
        return sha256(b"\x00" + order_id.bytes + seq.to_bytes(8, "big") + head).digest()
    left, right = ({one: heads[one] for one in heads if bits(one)[depth] == bit} for bit in "01")
    if not left or not right:
        return naive(left or right, depth + 1)
    return sha256(b"\x01" + naive(left, depth + 1) + naive(right, depth + 1)).digest()


def streamed(heads: Heads) -> bytes:
    tree = Ascending()
    for order_id in sorted(heads):
        tree.add(order_id, *heads[order_id])
    assert tree.orders == len(heads)
    return tree.root()


@given(st.dictionaries(IDS, HEADS, max_size=60))
def test_the_root_of_orders_that_come_in_turn_is_that_of_the_definition(heads: Heads) -> None:
    assert streamed(heads) == naive(heads)


@given(st.lists(st.tuples(IDS, HEADS), max_size=60))
def test_the_root_follows_orders_that_come_and_move_on_in_any_order(
    moves: list[tuple[UUID, tuple[int, bytes]]],
) -> None:
    tree, heads = Tree(), {}
    for order_id, head in moves:
        tree.put(order_id, *head)
        heads[order_id] = head
        assert tree.root() == naive(heads)


@given(st.dictionaries(IDS, HEADS, min_size=1, max_size=20), st.data())
def test_whatever_changes_in_one_order_changes_the_root(heads: Heads, data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from(sorted(heads)))
    seq, head = heads[changed]
    others = {one: heads[one] for one in heads if one != changed}
    roots = [streamed(others | {changed: new}) for new in ((seq + 1, head), (seq, head[::-1] + b"x"))]
    assert streamed(heads) not in [*roots, streamed(others)]


def test_an_order_that_comes_out_of_turn_or_twice_is_refused() -> None:
    for second in (1, 2):
        tree = Ascending()
        tree.add(UUID(int=2), 1, bytes(32))
        with pytest.raises(ValueError, match="comes too late"):
            tree.add(UUID(int=second), 1, bytes(32))
