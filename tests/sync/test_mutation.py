"""Bytes that went wrong on the way: whatever they say then, no good fact is lost, and none counts twice."""

from typing import Any

import orjson
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app_contract.phone import Reply
from app_contract.phone.protocol import answer_in
from tests.makers import LI, Case, new_id
from tests.sync.conftest import Field, sent
from tests.sync.test_envelope import SYNTAX
from tests.sync.test_poison import body_of

REFUSED = {(400, "unreadable"), (413, "too_large"), (422, "invalid_input"), (403, "wrong_device")}
OUTCOMES = {"applied", "parked", "rejected"}
APPLIED = "SELECT count(*) FROM journal WHERE fact_id = ANY($1::uuid[])"
# One database for all examples: each has facts of its own, so that none sees what another has left.
EACH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@st.composite
def wrongs(draw: st.DrawFn) -> list[tuple[float, int, bytes]]:
    """Where (of the whole), how many bytes are replaced, and by what."""
    put = st.sampled_from(SYNTAX) | st.binary(max_size=3)
    return draw(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), put), min_size=1, max_size=4))


def wrong(raw: bytes, changes: list[tuple[float, int, bytes]], keep: float) -> bytes:
    """The bytes with these changes, the end cut off after so much of them."""
    for where, length, put in changes:
        at = int(where * len(raw))
        raw = raw[:at] + put + raw[at + length :]
    return raw[: int(keep * len(raw))]


KEEP = st.just(1.0) | st.just(1.0) | st.floats(0, 1)


def arrival(case: Case) -> dict[str, Any]:
    """A good fact."""
    return sent(case, "visit.arrived", visit_id=str(new_id()))


async def check(reach: Field, reply: Response, before: tuple[int, int]) -> list[dict[str, Any]] | None:
    """The results; None where the envelope was refused, and then nothing is stored."""
    if reply.status_code != 200:
        assert (reply.status_code, reply.json()["code"]) in REFUSED
        assert await reach.kept() == before
        return None
    results: list[dict[str, Any]] = reply.json()["results"]
    assert {one["outcome"] for one in results} <= OUTCOMES
    assert all((one["problem"] is None) == (one["outcome"] == "applied") for one in results)
    return results


@EACH
@given(wrongs(), KEEP)
async def test_a_fact_that_went_wrong_costs_its_neighbours_nothing(
    reach: Field, changes: list[tuple[float, int, bytes]], keep: float
) -> None:
    """Each neighbour is applied with it, or is not said to be and comes again: it counts once."""
    case = await reach.begun()
    goods = [arrival(case), arrival(case)]
    bad = wrong(orjson.dumps(arrival(case)), changes, keep)
    body = body_of(orjson.dumps(goods[0]), bad, orjson.dumps(goods[1]))
    before = await reach.kept()
    results = await check(reach, await reach.post(LI, body), before)
    if results is not None and len(results) == 3:
        assert [(one["id"], one["outcome"]) for one in results[::2]] == [(g["id"], "applied") for g in goods]
    again = await reach.sync(LI, *goods)
    assert [(one["id"], one["outcome"]) for one in again["results"]] == [(g["id"], "applied") for g in goods]
    assert await reach.one(APPLIED, [good["id"] for good in goods]) == 2


@EACH
@given(wrongs(), KEEP)
async def test_of_a_request_that_went_wrong_nothing_counts_twice(
    reach: Field, changes: list[tuple[float, int, bytes]], keep: float
) -> None:
    """What was read of it stands as it was read: the right bytes after it are a replay, or say so."""
    case = await reach.begun()
    goods = [arrival(case), arrival(case)]
    ids = [good["id"] for good in goods]
    before = await reach.kept()
    reply = await reach.post(LI, wrong(body_of(*map(orjson.dumps, goods)), changes, keep))
    taken = {one["id"] for one in await check(reach, reply, before) or []}
    results = (await reach.sync(LI, *goods))["results"]
    refused = [one for one in results if one["outcome"] != "applied"]
    assert {one["problem"]["code"] for one in refused} <= {"id_reused"}
    assert {one["id"] for one in refused} <= taken
    assert await reach.one("SELECT count(*) FROM fact WHERE id = ANY($1::uuid[])", ids) == 2


async def test_the_phone_takes_no_answer_that_is_not_one_for_each_fact(reach: Field) -> None:
    """Bytes that end the list of facts early hide what comes after; so nothing is taken to have arrived."""
    case = await reach.begun()
    first, hidden = arrival(case), arrival(case)
    body = body_of(orjson.dumps(first), b'1],"x":[2', orjson.dumps(hidden))
    reply = await reach.post(LI, body)
    assert [one["outcome"] for one in reply.json()["results"]] == ["applied", "rejected"]
    heard = Reply(reply.status_code, reply.headers["Content-Type"], reply.content)
    assert answer_in(heard, [new_id(), new_id(), new_id()]) is None
    assert await reach.one(APPLIED, [first["id"], hidden["id"]]) == 1
