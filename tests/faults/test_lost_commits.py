"""The connection to PostgreSQL breaks at a push's COMMIT: counted or not, every fact has one effect."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from backend import postgres
from tests.faults.proxy import SOCKET, Loses, Proxy
from tests.makers import DISPATCHER, LI, WANG, new_id
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


@pytest.mark.parametrize(("loses", "counts"), [(Loses.REQUEST, 0), (Loses.REPLY, 1)])
async def test_a_desk_whose_commit_was_lost_says_it_again_and_it_holds_once(
    reach: Field, proxy: Proxy, loses: Loses, counts: int
) -> None:
    case, fact_id = await reach.begun(), new_id()
    said = {"id": str(fact_id), "kind": "note.added", "v": 1, "body": {"text": "The gate is locked"}}
    path, asked = f"/v1/orders/{case.order_id}/facts", "SELECT count(*) FROM journal WHERE fact_id = $1"
    proxy.lose(loses, fact_id)
    refused = await reach.post(DISPATCHER, said, path)
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert await reach.one(asked, fact_id) == counts
    again = await reach.post(DISPATCHER, said, path)
    assert (again.status_code, again.json()["replayed"]) == (200, counts == 1)
    assert await reach.one(asked, fact_id) == 1
