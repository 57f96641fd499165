"""POST /v1/sync: facts in, documents out, whatever the network does between (design: sync)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid5

import orjson
import pytest

from backend import clock
from backend.order.fact import Said
from backend.people.actor import Actor
from tests.makers import DISPATCHER, LI, MANAGER, WANG, ZHAO, Case, new_id, pen, team
from tests.sync.conftest import Field, envelope, installed, outcomes, owner, sent

LONG = "\x01" * 2000
"""As JSON it is so long that some twenty such orders make a page."""


# What it costs


async def warm(reach: Field, case: Case) -> dict[str, Any]:
    """The phone is known, and every statement was prepared once."""
    await reach.sync(LI, sent(case, "visit.accepted"))
    answer = await reach.sync(LI)
    reach.statements.clear()
    return {"cursor": answer["cursor"], "epoch": answer["epoch"]}


@pytest.mark.parametrize("facts", [1, 4, 40])
async def test_facts_of_visits_and_the_pull_take_ten_statements_however_many_they_are(
    reach: Field, facts: int
) -> None:
    case, other = await reach.begun(), await reach.begun()
    feed = await warm(reach, case)
    kinds = ("visit.departed", "visit.arrived", "visit.contacted", "visit.left")
    batch = [sent((case, other)[n % 2], kinds[n % 4], visit_id=str(new_id())) for n in range(facts)]
    assert outcomes(await reach.sync(LI, *batch, **feed)) == ["applied"] * facts
    assert len(reach.statements) <= 10, "\n".join(reach.statements)


async def test_a_whole_visit_with_its_signature_takes_sixteen_statements(reach: Field) -> None:
    case = await reach.begun()
    feed = await warm(reach, case)
    kinds = (
        "visit.arrived",
        "photo.taken",
        "report.filed",
        "report.signed",
        "report.submitted",
        "visit.left",
    )
    batch = [sent(case, kind) for kind in kinds]
    assert outcomes(await reach.sync(LI, *reversed(batch), **feed)) == ["applied"] * len(kinds)
    assert len(reach.statements) <= 16, "\n".join(reach.statements)


async def test_a_sync_that_brings_nothing_to_say_writes_nothing_and_takes_two_statements(
    reach: Field,
) -> None:
    feed = await warm(reach, await reach.begun())
    before = await reach.one("SELECT last_seen_at FROM device WHERE id = $1", LI.device_id)
    reach.statements.clear()
    answer = await reach.sync(LI, **feed)
    assert len(reach.statements) == 2
    assert (answer["cursor"], answer["orders"], answer["more"]) == (feed["cursor"], [], False)
    assert await reach.one("SELECT last_seen_at FROM device WHERE id = $1", LI.device_id) == before


# What is committed, and when


async def test_what_the_database_does_not_commit_is_not_said_to_be_stored(
    reach: Field, owner_url: str
) -> None:
    case = await reach.begun()
    await owner(
        owner_url,
        "CREATE FUNCTION refuse_commit() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = 'disk_full'; END $$",
        "CREATE CONSTRAINT TRIGGER refused AFTER INSERT ON fact DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION refuse_commit()",
    )
    before = await reach.kept()
    arrived = sent(case, "visit.arrived")
    answer = await reach.sync(LI, arrived, sent(case, "visit.left"))
    assert outcomes(answer) == ["retry unavailable"] * 2
    said = {"id": str(new_id()), "kind": "note.added", "v": 1, "body": {"text": "The gate is locked"}}
    refused = await reach.post(DISPATCHER, said, f"/v1/orders/{case.order_id}/facts")
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert await reach.kept() == before
    await owner(owner_url, "DROP TRIGGER refused ON fact")
    assert outcomes(await reach.sync(LI, arrived)) == ["applied"]


async def test_a_lost_answer_costs_nothing(reach: Field) -> None:
    case = await reach.begun()
    batch = [sent(case, kind) for kind in ("visit.arrived", "report.signed", "visit.left")]
    first, second = await reach.sync(LI, *batch), await reach.sync(LI, *batch)
    assert [result["replayed"] for result in first["results"]] == [False] * 3
    assert [result.pop("replayed") for result in second["results"]] == [True] * 3
    assert [result["outcome"] for result in second["results"]] == ["applied", "parked", "applied"]
    assert second["orders"] == first["orders"]


# What a phone hears


async def test_a_bulk_reassignment_reaches_both_phones_page_by_page(reach: Field, tmp_path: Path) -> None:
    cases = [Case() for _ in range(100)]
    batch = [case.said(DISPATCHER, "order.issued", fault=long_fault(case)) for case in cases]
    await cases[0].record(reach.database, *batch, *assigned(cases, LI))
    li, wang = installed(tmp_path / "li", LI), installed(tmp_path / "wang", WANG)
    assert await pulled(reach, li, LI) >= 5
    assert {order["id"] for order in li.orders()} == {str(case.order_id) for case in cases}

    await cases[0].record(reach.database, *assigned(cases, WANG))
    assert await pulled(reach, li, LI) == 1
    assert li.orders() == []
    assert await pulled(reach, wang, WANG) >= 5
    assert {order["id"] for order in wang.orders()} == {str(case.order_id) for case in cases}
    assert {order["version"] for order in wang.orders()} == {3}


def long_fault(case: Case) -> dict[str, Any]:
    fault: dict[str, Any] = case.body("order.issued")["fault"]
    return fault | {"description": LONG}


def assigned(cases: list[Case], lead: Actor) -> list[Said]:
    return [case.said(DISPATCHER, "order.assigned", **team(lead)) for case in cases]


async def pulled(reach: Field, phone: Any, by: Actor) -> int:
    """Pull to the end; gives how many pages that took. No row came twice."""
    pages, seen = 0, []
    while True:
        sending = phone.outgoing()
        answer = (await reach.post(by, sending.content)).json()
        seen += [one["id"] for one in (*answer["orders"], *answer["removed"])]
        await reach.exchange(phone, by)
        pages += 1
        if not answer["more"]:
            assert len(seen) == len(set(seen))
            return pages


async def test_a_change_between_two_pages_is_not_missed(reach: Field) -> None:
    cases = [Case() for _ in range(50)]
    batch = [case.said(DISPATCHER, "order.issued", fault=long_fault(case)) for case in cases]
    await cases[0].record(reach.database, *batch, *assigned(cases, LI))
    page = await reach.sync(LI)
    versions: dict[str, int] = {}
    changed = iter([cases[0], cases[-1], cases[0]])
    while True:
        versions |= {order["id"]: order["version"] for order in page["orders"]}
        if not page["more"]:
            break
        if case := next(changed, None):
            await case.record(reach.database, case.said(MANAGER, "order.cancelled"))
        page = await reach.sync(LI, epoch=page["epoch"], cursor=page["cursor"])
    expected = {str(case.order_id): 3 if case in (cases[0], cases[-1]) else 2 for case in cases}
    assert versions == expected


@pytest.mark.parametrize("how", ["another epoch", "a cursor from the future", "a cursor beyond 32 bits"])
async def test_a_phone_whose_place_in_the_feed_is_not_of_this_database_begins_anew(
    reach: Field, owner_url: str, how: str
) -> None:
    feed = await warm(reach, await reach.begun())
    if how == "another epoch":
        await owner(owner_url, "UPDATE epoch SET value = 'restored'")
    changes: dict[str, dict[str, Any]] = {
        "a cursor from the future": {"cursor": 99},
        "a cursor beyond 32 bits": {"cursor": 2**31},
    }
    feed |= changes.get(how, {})
    answer = await reach.sync(LI, **feed)
    assert (answer["reset"], len(answer["orders"])) == (True, 1)
    again = await reach.sync(LI, epoch=answer["epoch"], cursor=answer["cursor"])
    assert (again["reset"], again["orders"], again["cursor"]) == (False, [], answer["cursor"])


async def test_a_phone_without_an_epoch_begins_and_is_not_reset(reach: Field) -> None:
    feed = await warm(reach, await reach.begun())
    answer = await reach.sync(LI, epoch=None, cursor=feed["cursor"])
    assert (answer["reset"], len(answer["orders"])) == (False, 1)


async def test_what_strangers_park_on_an_order_keeps_nobody_waiting(reach: Field) -> None:
    """Their facts are far more than are judged at once."""
    case = await reach.begun()
    for _ in range(5):
        strange = [sent(case, "visit.accepted", visit_id=str(new_id())) for _ in range(50)]
        assert set(outcomes(await reach.sync(ZHAO, *strange))) == {"parked not_on_team"}
    signed = sent(case, "report.signed")
    assert outcomes(await reach.sync(LI, sent(case, "visit.arrived"), signed))[1] == "parked report_unknown"
    answer = await reach.sync(LI, sent(case, "report.filed"))
    assert (outcomes(answer), answer["orders"][0]["state"]) == (["applied"], "signed")


async def test_ids_that_the_server_makes_are_nobody_elses(reach: Field) -> None:
    """Whoever could send one would take the place of a fact that is still to be made."""
    case = await reach.begun()
    ids = [uuid5(case.photo, "photo.stored"), uuid5(case.photo, "photo.stored again")]
    whole = orjson.dumps(sent(case, "note.added") | {"id": str(ids[0])})
    broken = b'{"id":"%b","body":{"a":NaN}}' % str(ids[1]).encode()
    body = orjson.dumps(envelope(LI)).replace(b'"facts":[', b'"facts":[' + whole + b"," + broken)
    for replayed in (False, True):
        answer = (await reach.post(LI, body)).json()
        assert outcomes(answer) == ["rejected unreadable"] * 2
        told = [(one["id"], one["replayed"]) for one in answer["results"]]
        assert told == [(str(fact_id), replayed) for fact_id in ids]
    made = [case.said(DISPATCHER, "note.added", id=fact_id, server=True) for fact_id in ids]
    assert [one.outcome for one in await case.record(reach.database, *made)] == ["applied"] * 2


async def test_a_phone_hears_what_became_of_what_was_parked(reach: Field) -> None:
    case = await reach.begun(LI, WANG)
    signed = sent(case, "report.signed", uptime_ms=6_000_000)
    first = await reach.sync(LI, sent(case, "report.filed"), signed)
    assert outcomes(first) == ["applied", "parked before_arrival"]
    theirs = sent(case, "visit.arrived", visit_id=str(new_id()), uptime_ms=5_000_000)
    await reach.sync(WANG, theirs)
    heard = await reach.sync(LI, epoch=first["epoch"], cursor=first["cursor"])
    again = (await reach.sync(LI, signed))["results"][0]["receipt"]
    told = {"id": signed["id"], "outcome": "applied", "problem": None, "receipt": again}
    assert (heard["verdicts"], again["seq"]) == ([told], 5)
    assert heard["orders"][0]["state"] == "signed"


async def test_what_was_applied_can_be_seen_from_its_number_on(reach: Field) -> None:
    case, other = await reach.begun(), await reach.begun()
    answer = await reach.sync(LI, sent(case, "visit.accepted"), sent(other, "visit.accepted"))
    numbers = {result["visible_at"] for result in answer["results"]}
    assert len(numbers) == 2
    assert max(numbers) == answer["cursor"]


async def test_when_it_happened_is_told_by_the_running_clock(reach: Field) -> None:
    """His wall clock is of years ago, and was set while he worked; ninety minutes have run since."""
    case = await reach.begun()
    arrived = sent(case, "visit.arrived") | {"clock": reading("2019-05-01T00:00:00Z", 3_600_000)}
    ago = timedelta(minutes=90)
    before = clock.now()
    answer = await reach.sync(LI, arrived, clock=reading("2021-01-01T00:00:00Z", 9_000_000))
    at = datetime.fromisoformat(answer["orders"][0]["visits"][0]["arrived_at"])
    assert before - ago <= at <= clock.now() - ago


def reading(wall: str, uptime_ms: int) -> dict[str, Any]:
    return {"wall": wall, "boot": "b1", "uptime_ms": uptime_ms}


# Who may


async def test_a_revoked_device_brings_what_it_holds_and_hears_nothing(reach: Field) -> None:
    case = await reach.begun()
    await reach.one("UPDATE device SET revoked_at = now() WHERE id = $1", LI.device_id)
    answer = await reach.sync(LI, sent(case, "visit.arrived"))
    assert outcomes(answer) == ["parked device_revoked"]
    assert (answer["pull"], answer["orders"], answer["removed"]) == ("blocked", [], [])


async def test_another_persons_login_does_not_speak_for_whoever_recorded_it(reach: Field) -> None:
    case = await reach.begun(LI, WANG)
    mine = sent(case, "visit.arrived") | {"actor": str(LI.staff_id)}
    assert outcomes(await reach.sync(WANG, mine)) == ["parked other_actor"]
    other = envelope(LI)
    refused = await reach.post(WANG, other)
    assert (refused.status_code, refused.json()["code"]) == (403, "wrong_device")


async def test_the_same_strokes_on_two_orders_of_one_batch_sign_one(reach: Field) -> None:
    cases, strokes = [await reach.begun(), await reach.begun()], pen()
    kinds = ("visit.arrived", "report.filed", "report.signed")
    for number, outcome in enumerate(("applied", "rejected strokes_reused")):
        case = cases[number]
        bodies: list[dict[str, Any]] = [{}, {}, {"strokes": strokes}]
        batch = [sent(case, kind, **body) for kind, body in zip(kinds, bodies, strict=True)]
        assert outcomes(await reach.sync(LI, *batch))[-1] == outcome


async def test_a_phone_that_asks_what_is_here_of_its_photos_is_told(reach: Field) -> None:
    case, unknown = await reach.begun(), new_id()
    manifest = sent(case, "photo.taken")
    first = await reach.sync(LI, manifest, photos=[str(case.photo), str(unknown)])
    assert (await reach.put_photo(LI, case.photo)).status_code == 201
    then = await reach.sync(LI, photos=[str(case.photo)])
    assert [(one["id"], one["state"], one["received"]) for one in first["photos"]] == [
        (str(case.photo), "missing", 0),
        (str(unknown), "unknown", 0),
    ]
    [told] = then["photos"]
    assert told == {"id": str(case.photo), "state": "stored", "received": 16, "quarantined": None}
    assert (await reach.sync(LI))["photos"] == []
