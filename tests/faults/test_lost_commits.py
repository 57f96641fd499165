"""The connection to PostgreSQL breaks at a push's COMMIT: counted or not, every fact has one effect."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from backend import postgres
from tests.faults.proxy import SOCKET, Loses, Proxy
from tests.makers import LI, WANG
from tests.sync.conftest import Field, outcomes, sent


@pytest.fixture
async def proxy(cluster: postgres.Cluster, folder: Path) -> AsyncIterator[Proxy]:
    proxy = Proxy(cluster.socket, folder)
    async with await asyncio.start_unix_server(proxy.serve, folder / SOCKET):
        yield proxy


@pytest.fixture
def database_url(cluster: postgres.Cluster, database_name: str, proxy: Proxy) -> str:
    """The test's database, on the way through the proxy."""
    return postgres.Cluster(cluster.folder, proxy.folder).url(postgres.API, database_name)


@pytest.mark.parametrize(("loses", "counts"), [(Loses.REQUEST, 0), (Loses.REPLY, 1)])
async def test_a_commit_that_nobody_hears_of_leaves_one_effect_and_one_answer(
    reach: Field, proxy: Proxy, loses: Loses, counts: int
) -> None:
    case = await reach.begun(LI, WANG)
    batch = [sent(case, kind) for kind in ("visit.departed", "note.added")]
    asked = "SELECT count(*) FROM journal WHERE fact_id = $1"
    proxy.lose(loses, UUID(batch[0]["id"]))
    first = await reach.sync(LI, *batch)
    assert outcomes(first) == ["retry unavailable"] * 2
    assert await reach.one(asked, UUID(batch[0]["id"])) == counts
    again = await reach.sync(LI, *batch)
    assert outcomes(again) == ["applied"] * 2
    assert [result["replayed"] for result in again["results"]] == [counts == 1] * 2
    once_more = await reach.sync(LI, *batch)
    assert outcomes(once_more) == ["applied"] * 2
    assert [await reach.one(asked, UUID(fact["id"])) for fact in batch] == [1, 1]
    assert await reach.audited() == []
