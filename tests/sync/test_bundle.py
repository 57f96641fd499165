"""Rescue and repair: what a phone cannot send comes by any channel, and what it misses it notices."""

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from app_contract.phone.store import Session, keep_session
from backend import clock
from backend.people.actor import Actor
from backend.sync import bundle
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, START, WANG, Case, new_id, team
from tests.sync.conftest import Field, envelope, installed, outcomes, owner, sent

BUNDLE = "/v1/sync/bundle"


def file_of(*facts: dict[str, Any], device: Actor = LI, **members: Any) -> dict[str, Any]:
    """A rescue bundle from a phone."""
    head = {"bundle": 1, "device_id": str(device.device_id), "app": {"version": "2.4.1"}}
    return head | {"facts": facts, "orders": []} | members


async def bring(reach: Field, by: Actor, content: dict[str, Any] | bytes) -> dict[str, Any]:
    answer = await reach.post(by, content, BUNDLE)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def rows(reach: Field) -> tuple[int, int]:
    return await reach.one("SELECT count(*) FROM fact"), await reach.one("SELECT count(*) FROM journal")


# Bringing what a phone holds


async def test_a_coordinator_brings_a_technicians_work_and_the_journal_says_so(reach: Field) -> None:
    case = await reach.begun()
    work = [sent(case, kind) | {"actor": str(LI.staff_id)} for kind in ("visit.departed", "visit.arrived")]
    assert outcomes(await bring(reach, COORDINATOR, file_of(*work))) == ["applied"] * 2
    entries = (await reach.get(MANAGER, f"/v1/orders/{case.order_id}/journal")).json()["entries"][-2:]
    assert [(one["author"]["name"], one["brought_by"]["name"]) for one in entries] == [
        ("Li", "Coordinator")
    ] * 2
    assert await reach.audited() == []


@pytest.mark.parametrize("first", ["the file", "the phone"])
async def test_what_comes_both_ways_is_there_once(reach: Field, first: str) -> None:
    case = await reach.begun()
    kinds = ("visit.arrived", "report.filed", "report.signed", "note.added")
    work = [sent(case, kind) | {"actor": str(LI.staff_id)} for kind in kinds]
    ways = [bring(reach, COORDINATOR, file_of(*work)), reach.sync(LI, *work)]
    answers = [await way for way in (ways if first == "the file" else reversed(ways))]
    assert [outcomes(answer) for answer in answers] == [["applied"] * 4] * 2
    assert [[one["replayed"] for one in answer["results"]] for answer in answers] == [[False] * 4, [True] * 4]
    stored = await rows(reach)
    await bring(reach, LI, file_of(*work))
    assert await rows(reach) == stored


async def test_a_technician_brings_his_own_work_from_another_device_and_nobody_elses(reach: Field) -> None:
    case = await reach.begun(LI, WANG)
    mine, theirs = (sent(case, "note.added") | {"actor": str(by.staff_id)} for by in (LI, WANG))
    answer = await bring(reach, LI, file_of(mine, theirs, device=WANG))
    assert outcomes(answer) == ["applied", "parked other_actor"]


async def test_work_of_somebody_who_has_left_is_brought_and_waits_for_a_decision(reach: Field) -> None:
    case = await reach.begun()
    arrived = sent(case, "visit.arrived") | {"actor": str(LI.staff_id)}
    await reach.one("UPDATE staff SET active = false, roles = '{storekeeper}' WHERE id = $1", LI.staff_id)
    assert (await reach.post(LI, envelope(LI) | {"facts": [arrived]})).status_code == 401
    assert outcomes(await bring(reach, COORDINATOR, file_of(arrived))) == ["parked role"]
    said = {"id": str(new_id()), "kind": "fact.applied", "v": 1, "body": {"fact_id": arrived["id"]}}
    decided = await reach.post(COORDINATOR, said, f"/v1/orders/{case.order_id}/facts")
    assert [one["technician"] for one in decided.json()["order"]["visits"]] == [str(LI.staff_id)]


async def test_a_file_from_a_revoked_phone_is_kept_for_somebody_to_look_at(reach: Field) -> None:
    case = await reach.begun()
    await reach.one("UPDATE device SET revoked_at = now() WHERE id = $1", LI.device_id)
    arrived = sent(case, "visit.arrived") | {"actor": str(LI.staff_id)}
    assert outcomes(await bring(reach, COORDINATOR, file_of(arrived))) == ["parked device_revoked"]


async def test_a_file_may_hold_more_than_a_sync_and_one_bad_fact_spoils_none(reach: Field) -> None:
    case = await reach.begun()
    work = [
        orjson.dumps(sent(case, "note.added", uptime_ms=n + 1) | {"actor": str(LI.staff_id)})
        for n in range(120)
    ]
    work[60] = work[60].replace(b"The gate", rb"The \u0000gate")
    body = orjson.dumps(file_of())[:-1].replace(b'"facts":[]', b'"facts":[%b]' % b",".join(work)) + b"}"
    answer = await bring(reach, COORDINATOR, body)
    assert [one["index"] for one in answer["results"]] == list(range(120))
    assert outcomes(answer) == ["applied"] * 60 + ["rejected unreadable"] + ["applied"] * 59
    assert await reach.one("SELECT count(*) FROM raw_request WHERE body = $1", body) == 1


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"[1", 400, "unreadable"),
        (b"{}", 422, "invalid_input"),
        (orjson.dumps(file_of() | {"bundle": 2}), 422, "invalid_input"),
        (orjson.dumps(file_of(*[{}] * (bundle.FACTS_LIMIT + 1))), 413, "too_large"),
        (b'{"facts":"' + b"x" * bundle.BODY_LIMIT_BYTES + b'"}', 413, "too_large"),
    ],
    ids=["cut short", "no bundle", "of another version", "too many facts", "too many bytes"],
)
async def test_what_is_no_bundle_is_refused_whole(
    reach: Field, content: bytes, status: int, code: str
) -> None:
    answer = await reach.post(COORDINATOR, content, BUNDLE)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await rows(reach) == (0, 0)


async def test_times_in_a_file_are_exact_where_the_phone_was_heard_in_that_boot(reach: Field) -> None:
    case = await reach.begun()
    await reach.sync(LI)
    occurred, passed = {}, clock.now() - START
    for boot in ("b1", "b2"):
        said = sent(case, "note.added") | {"actor": str(LI.staff_id)}
        said["clock"] = {"wall": START.isoformat(), "boot": boot, "uptime_ms": 7_000_000}
        await bring(reach, COORDINATOR, file_of(said))
        settled = await reach.one("SELECT settled FROM journal ORDER BY seq DESC LIMIT 1")
        occurred[boot] = orjson.loads(settled)["occurred"]
    assert {boot: one["quality"] for boot, one in occurred.items()} == {"b1": "mono", "b2": "skew"}
    assert occurred["b2"]["doubt_s"] >= passed.total_seconds(), (
        "the file may have been on its way all the time"
    )


# What was lost with a backup

FORGET = (
    "ALTER TABLE journal DISABLE TRIGGER USER",
    "DELETE FROM journal WHERE order_id = '%s'",
    "DELETE FROM fact WHERE order_id = '%s'",
    "DELETE FROM feed WHERE id = '%s'",
    "DELETE FROM dispatch_order WHERE id = '%s'",
)
"""What makes the database what it was before an order was issued."""


async def test_an_order_that_only_a_phone_knows_is_issued_anew_and_gets_its_facts(reach: Field) -> None:
    known = await reach.begun()
    document = (await reach.sync(LI))["orders"][0]
    lost = Case()
    old = document | {"id": str(lost.order_id), "number": "DO-2026-009999"}
    arrived = sent(lost, "visit.arrived") | {"actor": str(LI.staff_id)}
    answer = await bring(reach, LI, file_of(arrived, orders=[document, old, old | {"version": 1}]))
    assert (outcomes(answer), answer["orders_kept"]) == (["parked order_unknown"], 1)
    [item] = (await reach.get(DISPATCHER, "/v1/lost-orders")).json()["items"]
    assert (item["id"], item["document"]) == (str(lost.order_id), old)

    await lost.record(
        reach.database,
        lost.said(DISPATCHER, "order.issued", seen=0),
        lost.said(DISPATCHER, "order.assigned", seen=0, **team(LI)),
    )
    assert (await reach.get(DISPATCHER, "/v1/lost-orders")).json()["items"] == []
    states = {one["id"]: one["state"] for one in (await reach.sync(LI))["orders"]}
    assert states == {str(known.order_id): "assigned", str(lost.order_id): "on_site"}


async def test_after_a_restore_a_phone_shows_what_the_server_has_lost_and_sends_all_it_holds(
    reach: Field, owner_url: str, tmp_path: Path
) -> None:
    kept, lost = await reach.begun(), await reach.begun()
    phone = installed(tmp_path / "li", LI, reach.client)
    arrived = phone.record(lost.order_id, "visit.arrived", {"visit_id": str(new_id())})
    await asyncio.to_thread(phone.catch_up)
    assert len(phone.orders()) == 2
    await owner(
        owner_url,
        *[one.replace("%s", str(lost.order_id)) for one in FORGET],
        "UPDATE epoch SET value = 'restored'",
    )
    await asyncio.to_thread(phone.catch_up)
    assert [order["id"] for order in phone.orders()] == [str(kept.order_id)]
    [item] = (await reach.get(DISPATCHER, "/v1/lost-orders")).json()["items"]
    assert item["id"] == str(lost.order_id)
    waiting = await reach.one("SELECT array_agg(id) FROM fact WHERE code = 'order_unknown'")
    assert waiting == [arrived]


# Noticing what is missed


async def test_a_phone_that_has_all_it_should_finds_the_servers_digest(reach: Field, tmp_path: Path) -> None:
    case, _, _ = [await reach.begun() for _ in range(3)]
    phone = installed(tmp_path / "li", LI, reach.client)
    assert await asyncio.to_thread(phone.compare) is None, "nothing was read yet"
    await asyncio.to_thread(phone.catch_up)
    assert await asyncio.to_thread(phone.compare) is True
    await case.record(reach.database, case.said(DISPATCHER, "order.assigned", **team(WANG)))
    assert await asyncio.to_thread(phone.compare) is None, "there is something to read first"
    await asyncio.to_thread(phone.catch_up)
    assert await asyncio.to_thread(phone.compare) is True
    assert (await reach.get(LI, "/v1/sync/digest")).json()["count"] == 2


@pytest.mark.parametrize("damage", ["DELETE FROM document", "UPDATE document SET version = 1"])
async def test_a_phone_that_misses_something_notices_and_reads_all_anew(
    reach: Field, tmp_path: Path, damage: str
) -> None:
    case = await reach.begun()
    phone = installed(tmp_path / "li", LI, reach.client)
    await asyncio.to_thread(phone.catch_up)
    with phone._db as db:
        db.execute(damage)
    await asyncio.to_thread(phone.catch_up)
    assert await asyncio.to_thread(phone.compare) is False
    await asyncio.to_thread(phone.catch_up)
    assert [(one["id"], one["version"]) for one in phone.orders()] == [(str(case.order_id), 2)]
    assert await asyncio.to_thread(phone.compare) is True


async def test_a_phones_own_files_bring_all_that_nobody_answered_for(reach: Field, tmp_path: Path) -> None:
    case = await reach.begun(LI, WANG)
    phone = installed(tmp_path / "li", LI)
    sent_ids = [phone.record(case.order_id, "note.added", {"text": f"{n}"}) for n in range(3)]
    with phone._db as db:
        db.execute("UPDATE fact SET state = 'stuck' WHERE device_seq = 2")
        keep_session(db, Session(WANG.staff_id, None, None))
    sent_ids.append(phone.record(case.order_id, "note.added", {"text": "Wang's"}))
    [content] = phone.bundles()
    answer = await bring(reach, COORDINATOR, content)
    assert [one["id"] for one in answer["results"]] == [str(fact_id) for fact_id in sent_ids]
    assert set(outcomes(answer)) == {"applied"}
    authors = "SELECT array_agg(author_id) FROM fact WHERE kind = 'note.added'"
    assert sorted(await reach.one(authors)) == sorted([LI.staff_id] * 3 + [WANG.staff_id])
