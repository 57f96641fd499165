"""POST /v1/orders/{id}/facts: applied, or refused without a trace."""

from typing import Any
from uuid import uuid4

import pytest

from tests.dispatch.conftest import Office, deadlines, new_order

FACTS = "SELECT count(*) FROM fact"
REPLY = {"whom": "Ms Zhou", "text": "We come tomorrow"}


async def test_an_amendment_by_one_who_saw_an_older_version_is_refused(office: Office) -> None:
    order = await office.issued()
    await office.assigned(order, "li")
    stale = await office.say("dispatcher", order, "order.amended", {"supplier_needed": True})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    answer = await office.say("dispatcher", order, "order.amended", {"supplier_needed": True}, seen_version=2)
    assert answer.json()["order"]["version"] == 3
    assert deadlines(answer.json()["order"]) == {"arrive": "withdrawn", "reply": "open"}


@pytest.mark.parametrize(
    ("team", "code"),
    [
        ({"li": True}, None),
        ({"li": True, "wang": False}, None),
        ({}, None),
        ({"li": False}, "team_lead"),
        ({"li": True, "wang": True}, "team_lead"),
        ({"manager": True}, "person_unknown"),
        ({"nobody": True}, "person_unknown"),
        ({"gone": True}, "person_unknown"),
    ],
)
async def test_a_team_has_active_technicians_and_one_lead(
    office: Office, team: dict[str, bool], code: str | None
) -> None:
    order = await office.issued()
    members = [
        {"id": str(office.id(name) if name in office.people else uuid4()), "lead": lead}
        for name, lead in team.items()
    ]
    answer = await office.say("dispatcher", order, "order.assigned", {"team": members})
    assert answer.json().get("code") == code
    if code is None:
        now = answer.json()["order"]
        assert {one["name"]: one["lead"] for one in now["team"]} == team
        assert now["state"] == ("assigned" if team else "open")


async def test_nobody_is_on_a_team_twice(office: Office) -> None:
    member = {"id": str(office.id("li")), "lead": True}
    answer = await office.say(
        "dispatcher", await office.issued(), "order.assigned", {"team": [member, member]}
    )
    assert answer.json()["code"] == "invalid_input"


@pytest.mark.parametrize(
    ("within", "expected"),
    [(True, {"arrive": "open", "reply": "withdrawn"}), (False, {"arrive": "withdrawn", "reply": "open"})],
)
async def test_confirming_the_distance_withdraws_the_other_deadline(
    office: Office, within: bool, expected: dict[str, str]
) -> None:
    order = await office.issued(site={"address": "Somewhere in the hills"})
    answer = await office.say("dispatcher", order, "order.distance_confirmed", {"within": within})
    assert deadlines(answer.json()["order"]) == expected
    again = await office.say("dispatcher", order, "order.distance_confirmed", {"within": within})
    assert again.json()["code"] == "nothing_to_confirm"


async def test_a_chassis_fault_is_settled_in_writing_alone(office: Office) -> None:
    order = await office.issued(fault=new_order()["fault"] | {"category": "chassis_engine"})
    spoken = await office.say("dispatcher", order, "order.replied", REPLY | {"medium": "phone"})
    assert deadlines(spoken.json()["order"]) == {"written_contact": "open"}
    written = await office.say("coordinator", order, "order.replied", REPLY | {"medium": "email"})
    assert deadlines(written.json()["order"]) == {"written_contact": "met"}


@pytest.mark.parametrize(
    ("who", "kind", "body", "status", "code"),
    [
        ("dispatcher", "order.praised", {}, 422, "unknown_kind"),
        ("dispatcher", "order.approved", {}, 403, "role"),
        ("dispatcher", "photo.stored", {}, 403, "role"),
        (
            "storekeeper",
            "old_part.received",
            {"part_id": str(uuid4()), "condition": "good"},
            409,
            "part_unknown",
        ),
        (
            "manager",
            "order.decided",
            {"escalation_id": str(uuid4()), "decision": "go"},
            409,
            "escalation_unknown",
        ),
        ("dispatcher", "order.issued", {}, 422, "invalid_input"),
        ("dispatcher", "note.added", {"text": "a\0b"}, 422, "invalid_input"),
    ],
)
async def test_a_refusal_leaves_no_trace_and_the_id_free(
    office: Office, who: str, kind: str, body: dict[str, Any], status: int, code: str
) -> None:
    order, fact_id = await office.issued(), str(uuid4())
    refused = await office.say(who, order, kind, body, id=fact_id)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert await office.count(FACTS) == 1
    used = await office.say("dispatcher", order, "note.added", {"text": "mind the dog"}, id=fact_id)
    assert used.status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        rb'"\ud800"',
        rb'"\u0000"',
        b"NaN",
        b"1e999",
        b"9" * 400,
        b"9" * 5000,
        b"[" * 5000 + b"]" * 5000,
        b"[" * 500 + b"]" * 500,
    ],
    ids=["surrogate", "nul", "nan", "infinite", "long", "longer", "deep", "less deep"],
)
async def test_what_cannot_be_kept_is_refused(office: Office, text: bytes) -> None:
    order = await office.issued()
    said = b'{"id":"%s","kind":"note.added","v":1,"body":{"text":%s}}' % (str(uuid4()).encode(), text)
    answer = await office.post("dispatcher", f"/orders/{order['id']}/facts", said)
    assert answer.json()["code"] in ("unreadable", "invalid_input")


async def test_members_that_the_kind_does_not_know_are_named(office: Office) -> None:
    order = await office.issued()
    team = {"team": [{"id": str(office.id("li")), "leader": True}], "why": "near"}
    answer = await office.say("dispatcher", order, "order.assigned", team)
    assert {error["member"] for error in answer.json()["errors"]} == {"body.team.0.leader", "body.why"}


async def test_said_twice_at_once_it_is_said_once(office: Office) -> None:
    order, fact_id = await office.issued(), str(uuid4())
    note = {"text": "mind the dog"}
    answers = await office.at_once(
        *(office.say("dispatcher", order, "note.added", note, id=fact_id) for _ in range(3))
    )
    assert sorted(answer.json()["replayed"] for answer in answers) == [False, True, True]
    assert {answer.json()["order"]["version"] for answer in answers} == {2}
    other = await office.say("dispatcher", order, "note.added", {"text": "no dog"}, id=fact_id)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


async def test_nothing_is_said_of_an_order_that_is_not_there(office: Office) -> None:
    nowhere = {"id": str(uuid4()), "version": 1}
    answer = await office.say("dispatcher", nowhere, "note.added", {"text": "hello?"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert await office.count(FACTS) == 0
