"""The desk for what is parked: a coordinator reads it, decides, and the phone hears what became of it."""

from typing import Any
from uuid import UUID

import orjson
import pytest

from backend.order.document import Order
from backend.order.parts.stock import transit
from backend.parts import ledger
from tests.makers import AUDITOR, COORDINATOR, DISPATCHER, LI, MANAGER, WANG, ZHAO, Case, new_id, team
from tests.sync.conftest import Field, envelope, outcomes, sent

HIDDEN = "as_sent"


async def read(reach: Field, by: Any = COORDINATOR, **asked: str) -> list[dict[str, Any]]:
    """The facts that were not applied."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = await reach.get(by, f"/v1/facts?{query}")
    assert answer.status_code == 200, answer.text
    facts: list[dict[str, Any]] = answer.json()["facts"]
    return facts


async def decide(reach: Field, case: Case, kind: str, fact_id: str, note: str = "I asked him") -> Any:
    """A coordinator's word on a fact."""
    said = {"id": str(new_id()), "kind": kind, "v": 1, "body": {"fact_id": fact_id, "note": note}}
    return await reach.post(COORDINATOR, said, f"/v1/orders/{case.order_id}/facts")


async def cancelled(reach: Field) -> Case:
    case = await reach.begun()
    await case.record(reach.database, case.said(DISPATCHER, "order.cancelled"))
    return case


async def test_what_waits_is_read_decided_and_heard_of(reach: Field) -> None:
    case = await cancelled(reach)
    arrived = sent(case, "visit.arrived")
    first = await reach.sync(LI, arrived)
    assert outcomes(first) == ["parked order_closed"]
    [waiting] = await read(reach)
    assert {name: waiting[name] for name in ("id", "code", "waits_for", "kind", "body", "words")} == {
        "id": arrived["id"], "code": "order_closed", "waits_for": "person", "kind": "visit.arrived",
        "body": arrived["body"], "words": [],
    }  # fmt: skip
    assert (waiting["author"]["name"], waiting["occurred"]["quality"]) == ("Li", "mono")

    answer = await decide(reach, case, "fact.applied", arrived["id"])
    assert answer.json()["order"]["visits"][0]["technician"] == str(LI.staff_id)
    heard = await reach.sync(LI, arrived, epoch=first["epoch"], cursor=first["cursor"])
    receipt = heard["results"][0]["receipt"]
    told = {"id": arrived["id"], "outcome": "applied", "problem": None, "receipt": receipt}
    assert (heard["verdicts"], receipt["seq"]) == ([told], 5)
    assert [(one["outcome"], one["replayed"]) for one in heard["results"]] == [("applied", True)]
    assert await read(reach) == []
    assert await reach.audited() == []


async def test_a_closed_fact_tells_its_author_why(reach: Field) -> None:
    case = await cancelled(reach)
    arrived = sent(case, "visit.arrived")
    first = await reach.sync(LI, arrived)
    assert (await decide(reach, case, "fact.closed", arrived["id"], "Another van")).status_code == 200
    heard = await reach.sync(LI, epoch=first["epoch"], cursor=first["cursor"])
    [verdict] = heard["verdicts"]
    assert (verdict["outcome"], verdict["problem"]["code"], verdict["problem"]["detail"]) == (
        "closed", "fact_closed", "Another van",
    )  # fmt: skip
    [closed] = await read(reach, outcome="closed")
    assert [(word["kind"], word["by"]["name"], word["note"]) for word in closed["words"]] == [
        ("fact.closed", "Coordinator", "Another van")
    ]
    late = await decide(reach, case, "fact.applied", arrived["id"])
    assert (late.status_code, late.json()["code"]) == (409, "fact_settled")
    assert await reach.audited() == []


async def test_a_refused_decision_leaves_no_trace(reach: Field) -> None:
    case = await reach.begun()
    signed = sent(case, "report.signed")
    await reach.sync(LI, signed)
    before = await reach.kept()
    refused = await decide(reach, case, "fact.applied", signed["id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "report_unknown")
    assert await reach.kept() == before
    assert [one["id"] for one in await read(reach)] == [signed["id"]]


async def test_work_for_an_order_that_does_not_exist_is_attached_with_its_photo(reach: Field) -> None:
    lost, case = Case(), await reach.begun()
    taken, arrived = sent(lost, "photo.taken"), sent(lost, "visit.arrived")
    assert outcomes(await reach.sync(LI, taken, arrived)) == ["parked order_unknown"] * 2
    assert (await reach.put_photo(LI, lost.photo)).status_code == 201
    for said in (taken, arrived):
        assert (await decide(reach, case, "fact.attached", said["id"])).status_code == 200
    order = Order.model_validate((await reach.sync(LI))["orders"][0])
    assert ([photo.stored for photo in order.photos], order.state) == ([True], "on_site")
    assert await read(reach) == []
    assert await reach.audited() == []
    replayed = await reach.sync(LI, taken, arrived)
    assert outcomes(replayed) == ["applied"] * 2


async def test_who_recorded_it_is_credited_and_not_who_sent_it(reach: Field) -> None:
    case = await reach.begun(LI, WANG)
    mine = sent(case, "visit.arrived") | {"actor": str(LI.staff_id)}
    first = await reach.sync(WANG, mine)
    assert outcomes(first) == ["parked other_actor"]
    [waiting] = await read(reach)
    assert (waiting["author"]["name"], waiting["actor"]) == ("Wang", str(LI.staff_id))
    answer = await decide(reach, case, "fact.applied", mine["id"])
    assert [one["technician"] for one in answer.json()["order"]["visits"]] == [str(LI.staff_id)]
    for who in (LI, WANG):
        assert [one["outcome"] for one in (await reach.sync(who))["verdicts"]] == ["applied"]
    journal = (await reach.get(AUDITOR, f"/v1/orders/{case.order_id}/journal")).json()["entries"]
    assert (journal[-1]["author"]["name"], journal[-1]["brought_by"]["name"]) == ("Li", "Wang")
    assert journal[-1]["decision"] == journal[-2]["fact_id"]


async def test_what_a_revoked_device_brought_is_applied_by_a_decision_alone(reach: Field) -> None:
    case = await reach.begun()
    await reach.one("UPDATE device SET revoked_at = now() WHERE id = $1", LI.device_id)
    arrived = sent(case, "visit.arrived")
    assert outcomes(await reach.sync(LI, arrived)) == ["parked device_revoked"]
    await case.record(reach.database, case.said(DISPATCHER, "order.assigned", **team(LI, WANG)))
    assert [one["code"] for one in await read(reach)] == ["device_revoked"]
    assert (await decide(reach, case, "fact.applied", arrived["id"])).status_code == 200


async def test_rejected_facts_are_read_as_they_were_sent_and_annotated(reach: Field) -> None:
    case = await reach.begun()
    good, bad = sent(case, "visit.departed"), sent(case, "note.added", text="gate")
    raw = orjson.dumps(bad).replace(b'"gate"', rb'"ga\u0000te"')
    body = orjson.dumps(envelope(LI))[:-2] + orjson.dumps(good) + b"," + raw + b"]}"
    assert outcomes((await reach.post(LI, body)).json()) == ["applied", "rejected unreadable"]
    [rejected] = await read(reach, outcome="rejected")
    assert rejected["body"] == {HIDDEN: raw.decode()}
    answer = await decide(reach, case, "fact.annotated", bad["id"], "He will record it again")
    assert answer.status_code == 200
    [rejected] = await read(reach, outcome="rejected")
    assert [word["note"] for word in rejected["words"]] == ["He will record it again"]


async def test_strokes_in_what_cannot_be_read_are_for_auditors_alone(reach: Field) -> None:
    case = await reach.begun()
    raw = orjson.dumps(sent(case, "report.signed")).replace(b'"Mr Qian"', rb'"Mr\u0000"')
    body = orjson.dumps(envelope(LI))[:-2] + raw + b"]}"
    assert outcomes((await reach.post(LI, body)).json()) == ["rejected unreadable"]
    [seen], [hidden] = await read(reach, AUDITOR, outcome="rejected"), await read(reach, outcome="rejected")
    assert (seen["body"][HIDDEN], hidden["body"]) == (raw.decode(), None)


async def test_a_second_content_under_one_id_is_kept_and_read(reach: Field) -> None:
    case = await reach.begun()
    first = sent(case, "note.added", text="the gate is locked")
    other = first | {"body": {"text": "the gate is open"}}
    assert outcomes(await reach.sync(LI, first, other)) == ["applied", "rejected id_reused"]
    again = await reach.sync(LI, other)
    assert [(one["id"], one["outcome"], one["replayed"]) for one in again["results"]] == [
        (first["id"], "rejected", True)
    ]
    [kept] = await read(reach, outcome="rejected")
    assert (kept["code"], kept["body"]["text"], kept["kind"]) == (
        "id_reused", "the gate is open", "note.added",
    )  # fmt: skip
    assert UUID(kept["id"]) != UUID(first["id"])
    assert await reach.audited() == []


@pytest.mark.parametrize(
    ("who", "status"), [(COORDINATOR, 200), (MANAGER, 200), (DISPATCHER, 403), (AUDITOR, 403)]
)
async def test_coordinators_and_managers_decide(reach: Field, who: Any, status: int) -> None:
    case = await cancelled(reach)
    arrived = sent(case, "visit.arrived")
    await reach.sync(LI, arrived)
    said = {"id": str(new_id()), "kind": "fact.applied", "v": 1, "body": {"fact_id": arrived["id"]}}
    assert (await reach.post(who, said, f"/v1/orders/{case.order_id}/facts")).status_code == status


async def test_late_work_after_a_reassignment_is_credited_flagged_and_noticed(reach: Field) -> None:
    """Two vans at one gate: both arrivals count, and the office hears of it at once."""
    case = await reach.begun()
    await reach.sync(LI)
    await case.record(reach.database, case.said(DISPATCHER, "order.assigned", **team(WANG)))
    theirs = sent(case, "visit.arrived", visit_id=str(new_id()))
    assert outcomes(await reach.sync(WANG, theirs)) == ["applied"]
    lates = [sent(case, "visit.arrived", seen=2)]
    late = await reach.sync(LI, *lates)
    assert (outcomes(late), late["orders"]) == (["applied"], [])
    again = await reach.sync(LI, *lates)
    assert [one["visible_at"] for one in again["results"]] == [one["visible_at"] for one in late["results"]]
    [order] = (await reach.sync(WANG))["orders"]
    assert {(one["technician"], one["after_reassignment"]) for one in order["visits"]} == {
        (str(LI.staff_id), True), (str(WANG.staff_id), False),
    }  # fmt: skip
    assert [flag["code"] for flag in order["flags"]] == ["after_reassignment"]
    told = (await reach.get(COORDINATOR, "/v1/notices")).json()["items"]
    assert [(one["kind"], one["urgent"]) for one in told if one["kind"] == "double_visit"] == [
        ("double_visit", True)
    ]


async def test_facts_are_read_by_order_and_page(reach: Field) -> None:
    case, other = await reach.begun(), await reach.begun()
    await reach.sync(ZHAO, *[sent(one, "visit.accepted") for one in (case, case, other)])
    assert len(await read(reach, order=str(case.order_id))) == 2
    page = (await reach.get(COORDINATOR, "/v1/facts?limit=2")).json()
    rest = (await reach.get(COORDINATOR, f"/v1/facts?limit=2&after={page['after']}")).json()
    assert (len(page["facts"]), len(rest["facts"]), rest["after"]) == (2, 1, None)
    query = "SELECT array_agg(number) FROM dispatch_order"
    assert {one["order_number"] for one in page["facts"] + rest["facts"]} == set(await reach.one(query))


async def test_an_old_part_sent_under_another_orders_id_is_attached_and_booked(reach: Field) -> None:
    case, other = await reach.begun(), await reach.begun()
    await reach.sync(LI, sent(case, "report.filed"))
    lost = sent(other, "old_part.sent", part_id=str(case.part))
    assert outcomes(await reach.sync(LI, lost)) == ["parked part_unknown"]
    answer = await decide(reach, case, "fact.attached", lost["id"])
    assert answer.json()["order"]["parts"][0]["sent"] is not None
    async with reach.database.transaction() as tx:
        moved = await ledger.moved_by(tx.sql, [UUID(lost["id"])])
    assert [one.target for one in moved[UUID(lost["id"])]] == [transit(LI.staff_id)]
    assert await reach.audited() == []
