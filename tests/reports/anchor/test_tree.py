from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.reports.anchor.tree import EMPTY, Ascending, leaf

IDS = st.integers(0, 2**128 - 1) | st.integers(0, 40) | st.integers(2**127 - 20, 2**127 + 20)
ORDERS = st.dictionaries(IDS.map(lambda number: UUID(int=number)), st.integers(1, 2**31 - 1), max_size=40)


def head(seq: int) -> bytes:
    return sha256(str(seq).encode()).digest()


def naive(orders: dict[UUID, int], bit: int = 127) -> bytes:
    """As the module says it, from the first bit on."""
    if len(orders) < 2:
        return next((leaf(key, seq, head(seq)) for key, seq in orders.items()), EMPTY)
    sides = [{key: seq for key, seq in orders.items() if key.int >> bit & 1 == side} for side in (0, 1)]
    if not all(sides):
        return naive(orders, bit - 1)
    return sha256(b"\1" + naive(sides[0], bit - 1) + naive(sides[1], bit - 1)).digest()


def root(orders: dict[UUID, int]) -> bytes:
    tree = Ascending()
    for key in sorted(orders):
        tree.add(key, orders[key], head(orders[key]))
    return tree.root()


@given(ORDERS)
def test_the_root_is_what_its_definition_says(orders: dict[UUID, int]) -> None:
    assert root(orders) == naive(orders)


@given(ORDERS.filter(bool), st.data())
def test_an_order_that_moves_on_comes_or_goes_changes_the_root(
    orders: dict[UUID, int], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(sorted(orders)))
    less = {key: seq for key, seq in orders.items() if key != one}
    assert len({root(orders), root(orders | {one: orders[one] + 1}), root(less)}) == 3


@pytest.mark.parametrize("second", [1, 2])
def test_orders_come_each_once_and_ascending(second: int) -> None:
    tree = Ascending()
    tree.add(UUID(int=2), 1, head(1))
    with pytest.raises(ValueError, match="too late"):
        tree.add(UUID(int=second), 1, head(1))
