"""The shelf finds a piece by its serial as one would who looked at all that lies there."""

from hypothesis import given
from hypothesis import strategies as st

from backend.order.document import Account, AccountKind, Condition, Movement
from backend.order.parts.stock import STORE, Shelf, Stock
from tests.makers import VALVE
from tests.order.parts.books import LI_VAN, OPENING

SERIALS = ("", "S-1", "S-2")
accounts = st.sampled_from((STORE, LI_VAN, OPENING, Account(kind=AccountKind.SCRAP)))
conditions = st.sampled_from(Condition)
movements = st.builds(
    Movement,
    number=st.sampled_from((VALVE, "PUMP")),
    quantity=st.just(1),
    source=accounts,
    target=accounts,
    condition=conditions,
    becomes=st.none() | conditions,
    serial=st.sampled_from(SERIALS),
)


def looked_for(shelf: Shelf, number: str, serial: str) -> set[Stock]:
    """The places at which it lies, among all."""
    return {
        stock
        for stock, quantity in shelf.balances.items()
        if (stock.number, stock.serial) == (number, serial) and quantity > 0
    }


@given(*[st.lists(movements, max_size=6)] * 3)
def test_a_piece_is_found_where_it_lies_on_a_shelf_and_on_each_copy(
    before: list[Movement], tried: list[Movement], after: list[Movement]
) -> None:
    whole = Shelf()
    whole.post(before)
    shelf = Shelf(dict(whole.balances))
    copied = shelf.copy()
    copied.post(tried)
    shelf.post(after)
    for one in (shelf, copied):
        for serial in SERIALS[1:]:
            found = one.where(VALVE, serial)
            assert set(found) == looked_for(one, VALVE, serial)
            assert len(found) == len(set(found))


def test_what_is_added_to_a_shelf_is_found_too() -> None:
    shelf = Shelf()
    shelf.add({Stock(STORE, VALVE, "S-1", Condition.NEW): 1})
    assert [one.account for one in shelf.where(VALVE, "S-1")] == [STORE]
