"""The poison corpus through the API: no bad fact costs a good one anything, and none is lost itself."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice, product
from typing import Any

import httpx
import orjson
import pytest
import uvicorn
from httpx import ASGITransport, Response

from backend.order.kinds import KINDS
from backend.people.roles import Role
from backend.sync import envelope
from tests.makers import DISPATCHER, LI, Case, new_id, team
from tests.sync.conftest import Field, outcomes, sent
from tests.sync.conftest import envelope as head
from tests.sync.poison import (
    ABSENT,
    BAD,
    BROKEN,
    GROUPS,
    LATER,
    NAMELESS,
    NAMES,
    ODD,
    ORDER,
    POISON,
    TYPES,
    compact,
    expected,
    mistyped,
)

UNREADABLE = "rejected unreadable"
STORED = """
SELECT count(*) FROM fact JOIN raw_request ON raw_request.id = fact.request_id
WHERE fact.outcome <> 'applied' AND raw_request.body = $1
"""


@pytest.fixture
async def case(reach: Field) -> Case:
    """The order that the corpus speaks of, with Li on his way to it."""
    case = Case(order_id=ORDER)
    issued, assigned = case.said(DISPATCHER, "order.issued"), case.said(
        DISPATCHER, "order.assigned", **team(LI)
    )  # fmt: skip
    await case.record(reach.database, issued, assigned)
    return case


@pytest.fixture
async def line(reach: Field) -> AsyncIterator[Field]:
    """The same over real HTTP."""
    transport = reach.client._transport
    assert isinstance(transport, ASGITransport)
    server = uvicorn.Server(uvicorn.Config(transport.app, log_config=None, lifespan="off"))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        serving = asyncio.create_task(server.serve(sockets=[door]))
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            yield Field(reach.database, client)
        server.should_exit = True
        await serving


def body_of(*raw: bytes) -> bytes:
    """Li's sync around raw facts."""
    return compact(head(LI))[: -len(b"]}")] + b",".join(raw) + b"]}"


def arrival(case: Case) -> bytes:
    """A good fact."""
    return orjson.dumps(sent(case, "visit.arrived", visit_id=str(new_id())))


def fresh(poison: bytes) -> bytes:
    """The same poison under an id that was not used yet."""
    return poison.replace(BAD, str(new_id()).encode())


def told(answer: Response) -> list[dict[str, Any]]:
    """The results of an answer, which must be one."""
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


@pytest.mark.parametrize("group", [*GROUPS.values(), NAMELESS], ids=[*GROUPS, "nameless"])
async def test_poison_is_rejected_alone_and_kept_byte_for_byte(
    reach: Field, case: Case, group: dict[str, bytes]
) -> None:
    """Before, between and after good facts; the same again when it is sent again; and work goes on."""
    for name, poison in group.items():
        facts, requests = await reach.kept()
        goods, bads = [arrival(case) for _ in range(2)], [fresh(poison) for _ in range(3)]
        body = body_of(bads[0], goods[0], bads[1], goods[1], bads[2])
        first = told(await reach.post(LI, body))
        expect = [UNREADABLE, "applied", UNREADABLE, "applied", UNREADABLE]
        assert outcomes({"results": first}) == expect, name
        assert all(one["problem"]["detail"] for one in first if one["problem"]), name
        kept = len(set(bads))
        assert await reach.one(STORED, body) == kept, name
        assert await reach.kept() == (facts + 2 + kept, requests + 1), name

        assert told(await reach.post(LI, body)) == [one | {"replayed": True} for one in first], name
        assert outcomes(await reach.sync(LI, orjson.loads(arrival(case)))) == ["applied"], name
        assert await reach.kept() == (facts + 3 + kept, requests + 1), name


def fits(*raw: bytes) -> bool:
    """Whether a sync may hold all of these."""
    body = body_of(*raw)
    brackets = body.count(b"[") + body.count(b"{")
    few = len(raw) <= envelope.FACTS_LIMIT and brackets <= envelope.BRACKETS_LIMIT
    return few and len(body) <= envelope.BODY_LIMIT_BYTES


async def test_the_whole_corpus_over_real_http(line: Field, case: Case) -> None:
    """In as few requests as the limits allow, each sent twice."""
    rest = [fresh(poison) for poison in (POISON | NAMELESS).values()]
    while rest:
        batch: list[bytes] = []
        while rest and fits(*batch, rest[-1], rest[-1]):
            batch += [rest.pop(), arrival(case)]
        for replayed in (False, True):
            results = told(await line.post(LI, body_of(*batch)))
            assert outcomes({"results": results}) == [UNREADABLE, "applied"] * (len(batch) // 2)
            assert {one["replayed"] for one in results} == {replayed}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
async def test_what_is_only_odd_is_applied(reach: Field, case: Case, odd: Callable[[], bytes]) -> None:
    body = body_of(arrival(case), odd(), arrival(case))
    first = told(await reach.post(LI, body))
    assert outcomes({"results": first}) == ["applied"] * 3
    assert [one["replayed"] for one in told(await reach.post(LI, body))] == [True] * 3


async def test_what_is_not_known_yet_is_parked_as_it_came(reach: Field, case: Case) -> None:
    batch = [sent(case, "visit.departed") | later for later in LATER.values()]
    body = body_of(*map(orjson.dumps, batch), arrival(case))
    first = told(await reach.post(LI, body))
    assert outcomes({"results": first}) == ["parked unknown_kind"] * len(LATER) + ["applied"]
    assert await reach.one(STORED, body) == len(LATER)
    assert told(await reach.post(LI, body)) == [one | {"replayed": True} for one in first]


@pytest.mark.parametrize("member", NAMES)
async def test_each_member_of_each_type_gets_its_own_answer(reach: Field, case: Case, member: str) -> None:
    """A fact whose clock or place is no such thing is taken without it; so is what is not required."""
    types = [*TYPES, ABSENT]
    batch = [mistyped(sent(case, "visit.arrived", visit_id=str(new_id())), member, one) for one in types]
    mixed = [raw for fact in batch for raw in (orjson.dumps(fact), arrival(case))]
    results = told(await reach.post(LI, body_of(*mixed)))
    said = outcomes({"results": results})
    assert said[1::2] == ["applied"] * len(types)
    assert dict(zip(types, said[::2], strict=True)) == {one: expected(member, one) for one in types}
    refused = [one for one in results if one["outcome"] == "rejected"]
    assert all(member in one["problem"]["detail"] or one["problem"]["detail"] in NO_OBJECT for one in refused)


NO_OBJECT = "visit_id: Field required"
"""An object is what a body must be; this one lacks what its kind needs."""


def bodies(case: Case) -> Iterator[dict[str, Any]]:
    """Every kind that a technician may say, with each member of its body of each type, or missing."""
    for (kind, _), body in KINDS.items():
        if Role.TECHNICIAN in body.by:
            fact = sent(case, kind)
            for member, one in product(body.model_fields, [*TYPES, ABSENT]):
                yield fact | {"id": str(new_id()), "body": mistyped(fact["body"], member, one)}


async def test_no_member_of_a_body_of_whatever_type_fails_on_our_side(reach: Field, case: Case) -> None:
    seen, rest = set(), bodies(case)
    while batch := list(islice(rest, envelope.FACTS_LIMIT - 1)):
        said = outcomes(await reach.sync(LI, *batch, sent(case, "visit.arrived", visit_id=str(new_id()))))
        assert said.pop() == "applied"
        seen |= {one for one in said if one.split()[0] != "parked" or one == "parked internal"}
        assert not any(one.startswith("retry") for one in said)
    assert seen == {"applied", UNREADABLE, "rejected strokes_reused"}


# The envelope


async def test_of_an_envelope_that_is_refused_nothing_is_stored(line: Field, case: Case) -> None:
    for name, (body, code) in BROKEN.items():
        before = await line.kept()
        answer = await line.post(LI, body.replace(HEADS_DEVICE, str(LI.device_id).encode()))
        assert (answer.status_code, answer.json()["code"]) == (STATUS[code], code), name
        assert answer.headers["Content-Type"] == "application/problem+json", name
        assert await line.kept() == before, name
        assert outcomes(await line.sync(LI, orjson.loads(arrival(case)))) == ["applied"], name


HEADS_DEVICE = b"0195b3a0-0000-7000-8000-0000000000d1"
STATUS = {"unreadable": 400, "invalid_input": 422, "too_large": 413}
