"""What phones send that nobody expected, and what fails on our side: nothing is lost, nobody waits for it."""

from collections.abc import Iterator
from typing import Any

import asyncpg
import orjson
import pytest
from pydantic import model_validator

from backend.database import Database
from backend.journal import feed, load
from backend.order import fact as facts
from backend.order.document import Order
from backend.order.fact import Applied, Body, Entry, Judgement, Known
from backend.order.visit import By
from backend.people.tokens import Claims
from backend.sync import push, sighting
from backend.sync.bundle import Carried
from backend.sync.envelope import read
from tests.makers import COORDINATOR, LI, POLICY, START, WANG, new_id, settle_in
from tests.sync.conftest import Field, envelope, outcomes, owner, sent

ODD: dict[str, dict[str, Any]] = {
    "an uptime beyond all numbers": {
        "clock": {"wall": "2026-03-02T08:00:00Z", "boot": "b1", "uptime_ms": 1e30}
    },
    "an uptime of the largest number": {
        "clock": {"wall": "2026-03-02T08:00:00Z", "boot": "b1", "uptime_ms": 2**64 - 1}
    },
    "a boot in the year 1": {"clock": {"wall": "0001-01-01T00:00:00+14:00", "boot": "b0", "uptime_ms": -5}},
    "a wall clock of tomorrow": {"clock": {"wall": "2999-01-01T00:00:00Z", "boot": "b0", "uptime_ms": 5}},
    "no clock": {"clock": None},
    "a place on no map": {"place": {"lat": 91, "lon": 0}},
    "a version from the future": {"seen_version": 2**53 - 1, "device_seq": 2**53 - 1},
}


async def test_no_fact_is_refused_for_its_readings(reach: Field) -> None:
    """I4 of the protocol."""
    case = await reach.begun()
    batch = [sent(case, "visit.arrived", visit_id=str(new_id())) | odd for odd in ODD.values()]
    assert dict(zip(ODD, outcomes(await reach.sync(LI, *batch)), strict=True)) == dict.fromkeys(
        ODD, "applied"
    )


async def test_a_phone_whose_own_clock_is_broken_can_sync_all_the_same(reach: Field) -> None:
    case = await reach.begun()
    for uptime_ms in (1e30, 2**64 - 1, -(2**63), "soon", 0):
        broken = {"wall": "9999-12-31T23:59:59-14:00", "boot": "b1", "uptime_ms": uptime_ms}
        answer = await reach.sync(LI, sent(case, "visit.departed"), clock=broken)
        assert outcomes(answer) == ["applied"]


UNTOLD: dict[str, dict[str, Any]] = {
    "a body of another kind": {"body": {"visit": "?"}},
    "text for an id": {"body": {"visit_id": "the first"}},
    "numbers for text": {"kind": "visit.declined", "body": {"visit_id": 5, "reason": 5}},
    "a report of nothing": {"kind": "report.filed", "body": {"content": {}}},
    "a report in a list": {"kind": "report.filed", "body": {"content": [1]}},
    "strokes in the air": {"kind": "report.signed", "body": {"strokes": [[[1e300]]]}},
}


async def test_a_body_that_its_kind_cannot_read_is_rejected_alone(reach: Field) -> None:
    case = await reach.begun()
    batch = [sent(case, "visit.departed") | odd for odd in UNTOLD.values()]
    answer = await reach.sync(LI, *batch, sent(case, "visit.arrived"))
    assert outcomes(answer) == ["rejected unreadable"] * len(UNTOLD) + ["applied"]


HOLD = "SELECT FROM dispatch_order WHERE id = ANY($1) FOR NO KEY UPDATE"

# What fails on our side


class Fails(Body):
    """A kind with a mistake in it."""

    how: str

    @model_validator(mode="after")
    def reads(self) -> "Fails":
        return {"read": None}.get(self.how, self) or self.cannot()

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        return self.cannot() if self.how == "judge" else Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        order.vehicle.serial = "\0" if self.how == "write" else self.cannot()

    def cannot(self) -> Any:
        raise KeyError(self.how)


@pytest.fixture
def mistaken() -> Iterator[None]:
    """A kind with a mistake."""
    facts.kind("test.fails", by=By)(Fails)
    yield
    del facts.KINDS["test.fails", 1]


@pytest.mark.usefixtures("mistaken")
@pytest.mark.parametrize("how", ["read", "judge", "fold", "write"])
async def test_a_rule_that_fails_parks_its_fact_and_no_other(reach: Field, how: str) -> None:
    case, other = await reach.begun(), await reach.begun()
    bad = sent(case, "test.fails", how=how)
    batch = [sent(case, "visit.accepted"), bad, sent(case, "visit.arrived"), sent(other, "visit.arrived")]
    waiting = sent(other, "report.signed")
    answer = await reach.sync(LI, *batch, waiting)
    assert outcomes(answer) == ["applied", "parked internal", "applied", "applied", "parked report_unknown"]
    assert await reach.one("SELECT count(*) FROM raw_request") == 1
    assert await reach.one("SELECT count(DISTINCT request_id) FROM fact WHERE outcome = 'parked'") == 1
    again = await reach.sync(LI, *batch, waiting, sent(case, "visit.left"))
    assert outcomes(again)[1:3] == ["parked internal", "applied"]
    assert [order["vehicle"]["serial"] for order in again["orders"]] == ["KX40-17"] * 2


@pytest.mark.parametrize("also_new", [True, False], ids=["a phone not heard for long", "one heard just now"])
async def test_a_phone_whose_row_is_held_is_told_to_try_again(
    reach: Field, owner_url: str, *, also_new: bool
) -> None:
    case = await reach.begun()
    if not also_new:
        await reach.sync(LI)
    before = await reach.kept()
    facts_sent = [sent(case, kind) for kind in ("visit.departed", "visit.arrived")]
    other = await asyncpg.connect(owner_url)
    async with other.transaction():
        await other.execute("SELECT FROM device WHERE id = $1 FOR UPDATE", LI.device_id)
        answer = await reach.sync(LI, *facts_sent)
    await other.close()
    assert outcomes(answer) == ["retry unavailable"] * 2
    assert [order["state"] for order in answer["orders"]] == ["assigned"]
    assert await reach.kept() == before
    assert outcomes(await reach.sync(LI, *facts_sent)) == ["applied"] * 2


async def test_lock_trouble_on_one_order_holds_up_its_facts_in_turn_and_no_others(
    reach: Field, owner_url: str
) -> None:
    busy, free = await reach.begun(), await reach.begun()
    await owner(
        owner_url,
        "CREATE FUNCTION refuse_lock() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'held' USING ERRCODE = 'lock_not_available'; END $$",
        "CREATE TRIGGER held BEFORE UPDATE ON dispatch_order FOR EACH ROW "
        f"WHEN (new.id = '{busy.order_id}' AND new.document NOT LIKE '%\"departed_at\":null%') "
        "EXECUTE FUNCTION refuse_lock()",
    )
    batch = [sent(busy, "visit.departed"), sent(free, "visit.departed"), sent(busy, "visit.arrived")]
    assert outcomes(await reach.sync(LI, *batch)) == ["retry unavailable", "applied", "retry unavailable"]
    assert await reach.one("SELECT count(*) FROM fact WHERE order_id = $1", busy.order_id) == 2


@pytest.mark.parametrize("count", [1, 12])
async def test_orders_that_somebody_holds_are_waited_for_once_together(
    reach: Field, owner_url: str, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(sighting, "PATIENCE_MS", 50)
    busy, free = [await reach.begun() for _ in range(count)], await reach.begun()
    batch = [sent(free, "visit.departed")]
    batch += [sent(case, kind) for case in busy for kind in ("visit.departed", "visit.arrived")]
    batch += [sent(free, "visit.arrived")]
    held = ["retry unavailable"] * 2 * count
    other = await asyncpg.connect(owner_url)
    async with other.transaction():
        await other.execute(HOLD, [case.order_id for case in busy])
        reach.statements.clear()
        assert outcomes(await reach.sync(LI, *batch)) == ["applied", *held, "applied"]
        assert reach.statements.count(load.LOCKED) == 2
        assert reach.statements.count(load.HELD) == 1
    await other.close()
    assert outcomes(await reach.sync(LI, *batch)) == ["applied"] * (2 * count + 2)


async def test_the_counter_of_another_phone_that_somebody_holds_keeps_nobody_waiting_for_long(
    reach: Field, owner_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sighting, "PATIENCE_MS", 50)
    monkeypatch.setattr(push, "HURRIED_MS", 5)
    mine, shared = await reach.begun(), [await reach.begun(LI, WANG) for _ in range(12)]
    batch = [sent(case, "visit.departed") for case in (mine, *shared)]
    other = await asyncpg.connect(owner_url)
    async with other.transaction():
        await other.execute("SELECT FROM feed_head WHERE technician_id = $1 FOR UPDATE", WANG.staff_id)
        reach.statements.clear()
        assert outcomes(await reach.sync(LI, *batch)) == ["applied"] + ["retry unavailable"] * 12
        assert reach.statements.count(feed.BUMP) == 2 + 1 + push.LOCKED_OUT_LIMIT
    await other.close()
    assert outcomes(await reach.sync(LI, *batch)) == ["applied"] * 13


@pytest.mark.parametrize("way", [push.Push, Carried])
async def test_a_sync_is_patient_for_a_second_and_a_half(database: Database, way: type[push.Push]) -> None:
    await settle_in(database)
    by = LI if way is push.Push else COORDINATOR
    claims, body = Claims(by.staff_id, by.device_id, START, START), orjson.dumps(envelope(LI))
    work = way(database, POLICY, claims, read(body), body, START)
    async with database.transaction() as tx:
        assert await tx.sql.fetchval("SHOW lock_timeout") == "5s"
        await work.sight(tx)
        assert await tx.sql.fetchval("SHOW lock_timeout") == "1500ms"
    async with database.transaction() as tx:
        assert await tx.sql.fetchval("SHOW lock_timeout") == "5s"
