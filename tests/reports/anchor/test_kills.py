"""A process that anchors is killed at every bad moment; what it had said stands, and nothing is lost."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.reports.anchor import mortal
from tests.reports.anchor.conftest import Office

# The place, the point, and whether the line stands after it.
POINTS = [
    ("file", "before the line", False),
    ("file", "in the midst of the line", False),
    ("file", "before it is on the disk", True),
    ("file", "before the note", True),
    ("file", "before the commit", True),
    ("file", "never", True),
    ("bucket", "before the line", False),
    ("bucket", "before the note", True),
    ("bucket", "before the commit", True),
]


async def life(url: str, data: Path, address: str, point: str) -> int:
    """How it ended."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", mortal.__name__, url, str(data), address, point
    )
    return await process.wait()


async def raw(office: Office) -> bytes:
    return b"\n".join([line async for line, _ in office.anchor.lines()])


@pytest.mark.parametrize(("either", "point", "stands"), POINTS, indirect=["either"])
async def test_whoever_is_killed_the_next_hour_says_what_he_could_not(
    either: Office, database_url: str, tmp_path: Path, point: str, stands: bool
) -> None:
    order = await either.order()
    await either.anchored()
    await either.go_on(order)
    ended = await life(database_url, tmp_path, either.address, point)
    await either.alone()
    assert ended == (0 if point == "never" else -signal.SIGKILL)
    before, said = await raw(either), [one.number for one in await either.heads()]
    assert said == ([1, 2] if stands else [1])
    assert await either.findings() == []
    await either.go_on(order)
    await either.anchored()
    assert (await raw(either)).startswith(before)
    assert [one.number for one in await either.heads()] == [*said, said[-1] + 1]
    known = {(order_id, seq) for one in await either.heads() for order_id, seq, _ in one.leaves}
    assert known >= {(order.order_id, 2), (order.order_id, 4)}
    assert await either.findings() == []
