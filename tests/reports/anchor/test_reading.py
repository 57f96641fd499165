"""What the audit says by the anchor's word: of orders, of the anchor itself, of what a restore has lost."""

from collections.abc import Awaitable, Callable

import pytest

from backend.reports.anchor import FileAnchor
from backend.reports.anchor.entry import Loss
from tests.notices.makers import Field
from tests.reports.anchor import forger
from tests.reports.anchor.conftest import Office

Deed = Callable[[Office, Field], Awaitable[None]]


async def cut(office: Office, order: Field) -> None:
    await forger.cut(office.root, order.order_id, 3)


async def cut_and_grown(office: Office, order: Field) -> None:
    await cut(office, order)
    await office.go_on(order)


async def rewritten(office: Office, order: Field) -> None:
    await forger.edit(office.root, order.order_id, "order.assigned", '"lead":true', '"lead":false')


async def removed(office: Office, order: Field) -> None:
    await forger.remove(office.root, order.order_id)


NINE, TEN = "the anchor of 2026-03-01 09:00Z", "the anchor of 2026-03-01 10:00Z"
REWRITTEN = f"the entry was rewritten: {NINE} knows another"
DEEDS: dict[str, tuple[Deed, list[str]]] = {
    "cut": (cut, [f"{{number}}, entry 4: the chain was cut: it ends at entry 3, {NINE} knows entry 4"]),
    "cut, and grown since": (
        cut_and_grown,
        [
            f"{{number}}, entry 4: {REWRITTEN}",
            f"{{number}}, entry 5: the chain was cut: it ends at entry 4, {TEN} knows entry 5",
        ],
    ),
    "rewritten": (rewritten, [f"{{number}}, entry 4: {REWRITTEN}"]),
    "removed": (
        removed,
        [f"no order: order {{id}} is gone; {NINE} knows it"],
    ),
}
HIDDEN = ("rewritten", "removed")
"""What leaves no trace in the database's own note of what is anchored; the next root tells."""


async def two_hours(office: Office) -> Field:
    """An order as it was anchored with 4 entries and with 5, among others; there is nothing wrong."""
    order = await office.order(2)
    await office.order(3)
    await office.anchored()
    await office.go_on(order)
    await office.anchored()
    assert await office.findings() == []
    return order


@pytest.mark.parametrize("what", DEEDS)
@pytest.mark.parametrize("anchored_since", [False, True])
async def test_what_makes_the_database_agree_with_itself_is_found_by_the_anchor(
    either: Office, what: str, anchored_since: bool
) -> None:
    order = await two_hours(either)
    deed, expected = DEEDS[what]
    number = await either.number(order)
    await deed(either, order)
    if anchored_since:
        await either.anchored()
    found = await either.findings()
    said = [one.format(number=number, id=order.order_id) for one in expected]
    assert [one for one in found if "the root in line" not in one] == said
    assert len(found) - len(said) == int(anchored_since and what in HIDDEN)


async def test_an_order_that_is_kept_from_the_anchor_by_the_databases_note_spoils_the_root(
    office: Office,
) -> None:
    order = await two_hours(office)
    await office.go_on(order)
    await office.root.execute("UPDATE anchored SET seq = 6 WHERE order_id = $1", order.order_id)
    await office.anchored()
    expected = ["no order: the anchor: the root in line 3 is not that of the leaves"]
    assert await office.findings() == expected
    await forger.cut(office.root, order.order_id, 5)
    await office.anchored()
    assert await office.findings() == expected


# The anchor itself


def lines_of(office: Office) -> list[bytes]:
    assert isinstance(office.anchor, FileAnchor)
    return office.anchor.path.read_bytes().splitlines()


def put_back(office: Office, lines: list[bytes]) -> None:
    assert isinstance(office.anchor, FileAnchor)
    office.anchor.path.write_bytes(b"".join(line + b"\n" for line in lines))


def altered(line: bytes) -> bytes:
    return line[:200] + (b"A" if line[200:201] != b"A" else b"B") + line[201:]


MISSING = "the anchor lacks line 2: removed or altered"
AGAIN = "the anchor: line 2 stands a second time, or at a wrong place"
AFTER = "the anchor: what stands after line 4 is no line of ours, or was altered"
SPOILT: dict[str, tuple[Callable[[list[bytes]], list[bytes]], list[str]]] = {
    "removed": (lambda lines: [lines[0], *lines[2:]], [MISSING]),
    "altered": (lambda lines: [lines[0], altered(lines[1]), *lines[2:]], [MISSING]),
    "removed with the next": (
        lambda lines: [lines[0], lines[3]], ["the anchor lacks lines 2 to 3: removed or altered"]
    ),
    "the last one removed": (lambda lines: lines[:3], ["the anchor lacks line 4: removed or altered"]),
    "the last one altered": (
        lambda lines: [*lines[:3], altered(lines[3])], ["the anchor lacks line 4: removed or altered"]
    ),
    "all removed": (lambda _: [], ["the anchor lacks lines 1 to 4: removed or altered"]),
    "exchanged": (
        lambda lines: [lines[0], lines[2], lines[1], lines[3]],
        [MISSING, AGAIN],
    ),
    "said twice": (
        lambda lines: [lines[0], lines[1], lines[1], *lines[2:]], [AGAIN]
    ),
    "something between": (lambda lines: [lines[0], b"ey.no.line", b"", *lines[1:]], []),
    "something after": (
        lambda lines: [*lines, b"ey.no.line"], [AFTER]
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILT)
async def test_a_line_of_the_anchor_that_is_missing_or_was_altered_is_named_and_so_it_is_an_hour_later(
    office: Office, what: str
) -> None:
    order = await two_hours(office)
    for _ in range(2):
        await office.go_on(order)
        await office.anchored()
    spoil, expected = SPOILT[what]
    put_back(office, spoil(lines_of(office)))
    assert await office.findings() == [f"no order: {one}" for one in expected]
    await office.anchored()
    expected = [one for one in expected if one != AFTER]
    assert await office.findings() == [f"no order: {one}" for one in expected]


async def test_a_line_of_another_past_does_not_pass_for_the_one_that_stood_there(office: Office) -> None:
    """It is signed and has the number: somebody kept it while the disk was set back, and went on."""
    await two_hours(office)
    before = lines_of(office)
    await office.anchored()
    other = lines_of(office)[2]
    put_back(office, before)
    await office.root.execute("DELETE FROM anchored")
    for _ in range(2):
        await office.anchored()
    lines = lines_of(office)
    put_back(office, [*lines[:2], other, lines[3]])
    assert await office.findings() == ["no order: the anchor: line 4 does not follow the one before it"]


async def test_a_line_by_a_key_that_is_not_known_does_not_count(office: Office) -> None:
    await two_hours(office)
    office.keys.rotate()
    await office.anchored()
    assert await office.findings() == []
    for path in office.keys.folder.glob("*.pem"):
        path.unlink()
    assert await office.findings() == ["no order: the anchor lacks lines 1 to 2: removed or altered"]


# What a restore loses


async def restored(office: Office) -> tuple[Field, Field]:
    """A backup was loaded that knows an order as it was an hour ago, and another not at all."""
    order = await two_hours(office)
    await office.root.execute("UPDATE anchored SET seq = 4, number = 1 WHERE order_id = $1", order.order_id)
    gone = await office.order()
    await office.anchored()
    await forger.cut(office.root, order.order_id, 4)
    await forger.remove(office.root, gone.order_id)
    await office.root.execute("DELETE FROM anchored WHERE order_id = $1", gone.order_id)
    return order, gone


async def test_a_new_epoch_does_not_hide_what_was_cut_off(office: Office) -> None:
    order, gone = await restored(office)
    number = await office.number(order)
    for _ in range(2):
        found = await office.findings()
        assert sorted(found) == [
            f"{number}, entry 5: the chain was cut: it ends at entry 4, {TEN} knows entry 5",
            f"no order: order {gone.order_id} is gone; the anchor of 2026-03-01 11:00Z knows it",
        ]
        await office.new_epoch()
        await office.anchored()


async def test_what_a_restore_has_lost_is_given_up_by_name_once_and_nothing_else_is(either: Office) -> None:
    order, gone = await restored(either)
    await either.new_epoch()
    # Phones send again at once, and what they send has another hash.
    await either.go_on(order)
    await either.anchored()
    assert await either.accept() == (2, 0)
    loss = (await either.entries())[-1]
    assert isinstance(loss, Loss)
    assert (loss.reason, loss.missing) == ("the disk of Tuesday", [])
    assert dict(loss.orders) == {order.order_id: 5, gone.order_id: 2}
    assert await either.findings() == []
    assert await either.accept() == (0, 0)
    await either.go_on(order)
    await either.anchored()
    assert await either.findings() == []
    # Whoever cuts since then, cuts what was not given up; nor is it by a changed epoch.
    await forger.cut(either.root, order.order_id, 5)
    number = await either.number(order)
    for _ in range(2):
        [found] = await either.findings()
        assert found.startswith(f"{number}, entry 6: the chain was cut: it ends at entry 5, the anchor of")
        await either.new_epoch()


async def test_what_is_rewritten_before_what_was_lost_is_named(either: Office) -> None:
    order, _ = await restored(either)
    await either.new_epoch()
    await either.go_on(order)
    await either.anchored()
    assert await either.accept() == (2, 0)
    await rewritten(either, order)
    assert await either.findings() == [f"{await either.number(order)}, entry 4: {REWRITTEN}"]


async def test_what_is_lacking_of_the_epoch_that_lasts_cannot_be_given_up(office: Office) -> None:
    await restored(office)
    before, found = lines_of(office), await office.findings()
    assert await office.accept() == (0, 2)
    assert (lines_of(office), await office.findings()) == (before, found)


async def test_lines_that_are_lost_for_good_can_be_given_up_too(office: Office) -> None:
    await two_hours(office)
    put_back(office, lines_of(office)[:1])
    assert await office.accept() == (0, 0)
    assert await office.findings() == []
    await office.anchored()
    assert await office.findings() == []
    put_back(office, lines_of(office)[1:])
    assert await office.findings() == ["no order: the anchor lacks lines 1 to 2: removed or altered"]


async def test_a_restore_that_lost_much_takes_several_lines(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.reports.anchor.loss.LEAVES_LIMIT", 2)
    orders = [await office.order() for _ in range(3)]
    await office.anchored()
    for order in orders:
        await forger.remove(office.root, order.order_id)
    await office.new_epoch()
    assert await office.accept() == (3, 0)
    assert len(lines_of(office)) == 3
    assert await office.findings() == []
