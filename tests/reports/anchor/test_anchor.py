"""What is written into the anchor, wherever it is kept, and what the audit finds in it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from backend.database import Database
from backend.journal.audit import Finding, audit
from backend.reports.anchor import Anchor, open_anchor
from backend.reports.anchor import heads as subject
from backend.reports.anchor.entry import Heads, Loss, read
from backend.reports.anchor.heads import anchor_heads
from backend.reports.anchor.loss import accept_loss
from backend.reports.anchor.place import FileAnchor, Taken
from backend.reports.anchor.reading import anchored
from backend.reports.keys import Keys
from backend.settings import Settings
from tests.makers import DISPATCHER, LI, Case, settle_in

BACKED_UP = ("journal", "fact", "dispatch_order", "anchored")
NOW = datetime(2026, 3, 3, tzinfo=UTC)


class Yard:
    """A database, an anchor and the keys."""

    def __init__(self, database: Database, anchor: Anchor, folder: Path) -> None:
        self.database, self.anchor, self.keys = database, anchor, Keys(folder / "keys")
        self.now = NOW

    async def order(self) -> Case:
        """An order of two entries."""
        case = Case()
        await case.record(self.database, case.said(DISPATCHER, "order.issued"))
        await case.record(self.database, case.said(DISPATCHER, "order.assigned"))
        return case

    async def arrive(self, case: Case) -> None:
        """A third entry."""
        [result] = await case.record(self.database, case.said(LI, "visit.arrived", seen=2))
        assert result.outcome == "applied"

    async def hour(self) -> int | None:
        """An hour later it is anchored."""
        self.now += timedelta(hours=1)
        return await anchor_heads(self.database, self.anchor, self.keys, self.now)

    async def lines(self) -> list[Heads | Loss | None]:
        """What the anchor says, line by line."""
        return [read(line, self.keys) async for line, _ in self.anchor.lines()]

    async def leaves(self) -> list[list[tuple[object, int]]]:
        """The orders and entries of each line."""
        lines = [line for line in await self.lines() if isinstance(line, Heads)]
        return [[(order_id, seq) for order_id, seq, _ in line.leaves] for line in lines]

    async def found(self) -> list[str]:
        """What the audit says of it."""
        findings: list[Finding] = await audit(self.database, [anchored(self.anchor, self.keys)])
        return [str(finding) for finding in findings]


@pytest.fixture(params=["file", "bucket"])
async def yard(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Yard:
    await settle_in(database)
    address = request.getfixturevalue("bucket") if request.param == "bucket" else None
    return Yard(database, open_anchor(Settings(data=tmp_path, anchor=address)), tmp_path)


async def test_each_hour_says_the_orders_that_moved_on_and_the_root_over_all(yard: Yard) -> None:
    assert await yard.hour() == 1
    first = await yard.order()
    other = await yard.order()
    await yard.hour()
    await yard.arrive(first)
    await yard.hour()
    await yard.hour()
    assert await yard.leaves() == [
        [], sorted([(first.order_id, 2), (other.order_id, 2)]), [(first.order_id, 3)], []
    ]  # fmt: skip
    lines = [line for line in await yard.lines() if isinstance(line, Heads)]
    assert [line.orders for line in lines] == [0, 2, 2, 2]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert lines[2].root == lines[3].root != lines[1].root
    assert await yard.found() == []


async def test_more_orders_than_a_line_holds_go_on_in_the_next(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "LEAVES_LIMIT", 2)
    for _ in range(5):
        await yard.order()
    await yard.hour()
    lines = [line for line in await yard.lines() if isinstance(line, Heads)]
    assert [(len(line.leaves), line.orders) for line in lines] == [(2, None), (2, None), (1, 5)]
    assert await yard.found() == []


async def test_of_two_who_write_at_once_one_writes(yard: Yard) -> None:
    await yard.order()
    numbers = await asyncio.gather(*(yard.hour() for _ in range(3)))
    written = [number for number in numbers if number]
    assert sorted(written) == list(range(1, 1 + len(written)))
    assert written
    assert await yard.found() == []


async def test_a_place_that_somebody_else_wrote_to_is_not_written_over(yard: Yard) -> None:
    await yard.hour()
    tail = await yard.anchor.tail()
    await yard.hour()
    with pytest.raises(Taken):
        await yard.anchor.add(2, b"another", tail.end)
    assert await yard.found() == []


async def test_what_was_written_and_not_noted_is_said_again(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the process dies between the anchor and its note in the database."""
    case = await yard.order()

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(subject, "note", dies)
        with pytest.raises(KeyboardInterrupt):
            await yard.hour()
    await yard.hour()
    assert await yard.leaves() == [[(case.order_id, 2)], [(case.order_id, 2)]]
    assert await yard.found() == []


async def test_half_a_line_that_a_crash_has_left_is_passed_over_and_nothing_is_cut_off(
    database: Database, tmp_path: Path
) -> None:
    await settle_in(database)
    path = tmp_path / "anchor.jws"
    yard = Yard(database, FileAnchor(path), tmp_path)
    await yard.hour()
    whole = path.read_bytes()
    for torn in (b"eyJhbGci", whole[:-20], b"\n", b"\xff\xfe"):
        before = path.read_bytes() + torn
        path.write_bytes(before)
        await yard.hour()
        assert path.read_bytes().startswith(before)
        assert await yard.found() == []
    assert [line.number for line in await yard.lines() if line] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("gone", [[0], [1], [2], [1, 2]])
@pytest.mark.parametrize("how", ["removed", "altered"])
async def test_lines_that_were_removed_or_altered_are_named(
    database: Database, tmp_path: Path, gone: list[int], how: str
) -> None:
    await settle_in(database)
    path = tmp_path / "anchor.jws"
    yard = Yard(database, FileAnchor(path), tmp_path)
    case = await yard.order()
    await yard.hour()
    await yard.hour()
    await yard.arrive(case)
    await yard.hour()
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [
        line.replace(b".", b".A", 1) if number in gone and how == "altered" else line
        for number, line in enumerate(lines)
        if number not in gone or how == "altered"
    ]
    path.write_bytes(b"".join(kept))
    first, last = gone[0] + 1, gone[-1] + 1
    named = f"line {first}" if first == last else f"lines {first} to {last}"
    assert f"no order: the anchor lacks {named}: removed or altered" in await yard.found()
    await yard.hour()
    assert f"no order: the anchor lacks {named}: removed or altered" in await yard.found()


async def test_what_a_restore_has_lost_is_named_until_somebody_answers_for_it(
    yard: Yard, owner_url: str
) -> None:
    """The database is older than the anchor: an order is gone, another is shorter, the epoch is new."""
    short = await yard.order()
    owner = await asyncpg.connect(owner_url)
    for table in BACKED_UP:
        await owner.execute(f"CREATE TABLE {table}_then AS TABLE {table}")
    gone = await yard.order()
    await yard.arrive(short)
    await yard.hour()
    await owner.execute("ALTER TABLE journal DISABLE TRIGGER ALL")
    for table in BACKED_UP:
        await owner.execute(f"DELETE FROM {table}")  # noqa: S608  # names of ours
        await owner.execute(f"INSERT INTO {table} TABLE {table}_then")
    await owner.execute("UPDATE epoch SET value = 'another'")
    await owner.close()
    found = await yard.found()
    assert len([one for one in found if "the chain was cut: it ends at entry 2" in one]) == 1
    assert len([one for one in found if f"order {gone.order_id} is gone" in one]) == 1

    assert await accept_loss(yard.database, yard.anchor, yard.keys, "disk of db1 died", yard.now) == (2, 0)
    assert await yard.found() == []
    await yard.hour()
    await yard.arrive(short)
    await yard.hour()
    assert await yard.found() == []
    assert [type(line) for line in await yard.lines()] == [Heads, Loss, Heads, Heads]


async def test_what_was_rewritten_is_no_loss(yard: Yard, owner_url: str) -> None:
    """Who edits what was anchored and cuts off what came after it is not forgiven the edit with the cut."""
    case = await yard.order()
    await yard.hour()
    await yard.arrive(case)
    await yard.hour()
    owner = await asyncpg.connect(owner_url)
    await owner.execute("ALTER TABLE journal DISABLE TRIGGER ALL")
    await owner.execute("DELETE FROM journal WHERE seq = 3")
    await owner.execute("UPDATE journal SET hash = sha256('another') WHERE seq = 2")
    await owner.close()
    assert await accept_loss(yard.database, yard.anchor, yard.keys, "an accident", yard.now) == (0, 1)
    assert [one for one in await yard.found() if "entry 2: the entry was rewritten" in one]
