"""What the phone sends, and what it takes for an answer."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app_contract.phone import Fault, How
from backend.sync import envelope
from tests.phone.makers import START, WEI, Bench, Server, document, reply

# What is sent


def test_a_lost_reply_is_answered_by_the_same_bytes(bench: Bench) -> None:
    bench.note()
    bench.network.script.append(Fault.LOSE_REPLY)
    assert bench.phone.sync().how is How.UNHEARD
    bench.clock.advance(timedelta(hours=5))
    assert bench.phone.sync().how is How.ANSWERED
    first, second = (json.loads(body) for body in bench.server.bodies)
    assert first["facts"] == second["facts"]
    assert first["clock"] != second["clock"]
    assert bench.states() == [("final", "applied")]


def test_a_fact_carries_all_three_clocks_its_actor_and_what_was_seen(bench: Bench) -> None:
    bench.server.feed = {"orders": [document(7)], "cursor": 1}
    bench.phone.sync()
    bench.clock.set_wall(START - timedelta(days=4000))
    bench.clock.reboot()
    bench.note()
    fact = envelope.read(bench.phone.outgoing().content).items[0].fact
    assert fact is not None
    assert fact.clock is not None
    assert (fact.actor, fact.seen_version, fact.device_seq) == (WEI, 7, 1)
    assert (fact.clock.boot, fact.clock.uptime_ms) == ("boot-2", 20_000)


def test_bodies_are_written_so_that_the_server_reads_them_fast(bench: Bench) -> None:
    bench.note('气缸 "quoted" \\ 21.5')
    assert envelope.compact(bench.phone.outgoing().content) is not None


@pytest.mark.parametrize("text", ["\0", "\ud800", float("nan"), "x" * 2**17], ids=repr)
def test_what_a_server_could_only_reject_is_never_recorded(bench: Bench, text: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        bench.note(text)
    bench.note(r"a text about \u0000")
    assert [entry.device_seq for entry in bench.phone.entries()] == [1]


def test_batches_stay_within_both_limits(bench: Bench) -> None:
    for index in range(60):
        bench.note("x" * 100_000 if index < 10 else "x")
    bench.quiet()
    sizes = [sum(map(len, map(json.dumps, sync["facts"]))) for sync in bench.server.syncs]
    counts = [len(sync["facts"]) for sync in bench.server.syncs]
    assert (sum(counts), max(counts)) == (60, 50)
    assert max(sizes) <= 512 * 1024


# What counts as an answer


def not_answers() -> dict[str, httpx.Response]:
    server = Server()
    right = server.answer(b'{"protocol":1,"device_id":"%s","epoch":null,"cursor":null,"app":{"version":"1"},'
                          b'"clock":{"wall":"2026-03-02T08:00:00Z","boot":"b","uptime_ms":1},"facts":[]}'
                          % str(uuid4()).encode())  # fmt: skip
    result = {"index": 0, "id": None, "outcome": "applied", "problem": None}
    wrong: dict[str, dict[str, Any]] = {
        "no result": {},
        "two results": {"results": [result, result | {"index": 1}]},
        "another index": {"results": [result | {"index": 1}]},
        "another id": {"results": [result | {"id": str(uuid4())}]},
        "an unknown outcome": {"results": [result | {"outcome": "fine"}]},
        "another protocol": {"results": [result], "protocol": 2},
        "a document without an id": {"results": [result], "orders": [{"version": 3}]},
    }
    return {
        "a page": httpx.Response(200, html="<h1>Welcome</h1>"),
        "a redirect": httpx.Response(302, headers={"Location": "http://portal.test"}),
        "nothing": httpx.Response(204),
        "an answer that calls itself a page": httpx.Response(
            200, html=json.dumps(right | {"results": [result]})
        ),
        "another's JSON": server.said(200, {"success": True}),
        "half an answer": httpx.Response(
            200, content=json.dumps(right)[:60], headers={"Content-Type": "application/json"}
        ),
        "another's 400": httpx.Response(400, html="bad request"),
        "another's 401": httpx.Response(401, html="log in to the proxy"),
        "gateway": httpx.Response(502, html="bad gateway"),
    } | {name: server.said(200, right | members) for name, members in wrong.items()}


@pytest.mark.parametrize("name", not_answers())
def test_only_callout_itself_can_answer(bench: Bench, name: str) -> None:
    bench.server.feed = {"orders": [document(1)], "cursor": 4}
    bench.phone.sync()
    bench.note()
    bench.server.next.extend([not_answers()[name]] * (2 if "401" in name else 1))
    done = bench.phone.sync()
    assert (done.how, bench.states()) == (How.UNHEARD, [("unsent", None)])
    assert bench.phone.orders() == [document(1)]
    assert json.loads(bench.phone.outgoing().content)["cursor"] == 4


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("applied", "final"),
        ("rejected", "final"),
        ("closed", "final"),
        ("parked", "parked"),
        ("retry", "unsent"),
    ],
)
def test_every_outcome_has_its_state(bench: Bench, outcome: str, state: str) -> None:
    bench.server.outcomes[str(bench.note())] = outcome
    done = bench.phone.sync()
    assert [held for held, _ in bench.states()] == [state]
    assert (done.how, done.wait_s < 900) == (How.ANSWERED, outcome == "retry")


def test_a_verdict_settles_a_parked_fact_and_nothing_unsettles_a_final_one(bench: Bench) -> None:
    fact_id = str(bench.note())
    bench.server.outcomes[fact_id] = "parked"
    late = bench.phone.outgoing()
    bench.phone.sync()
    problem = {"code": "conflict", "detail": "the dispatcher decided"}
    bench.server.feed = {"verdicts": [{"id": fact_id, "outcome": "closed", "problem": problem}]}
    bench.phone.sync()
    bench.server.feed = {}
    bench.phone.settle(late, reply(bench.server, late.content))
    assert [(entry.outcome, entry.problem) for entry in bench.phone.entries()] == [("closed", problem)]


# Envelopes that are refused


@pytest.mark.parametrize(
    "refusal", [(413, "too_large"), (400, "unreadable"), (422, "invalid_input")], ids=lambda pair: pair[1]
)
def test_one_fact_that_spoils_every_envelope_holds_up_no_other(
    bench: Bench, refusal: tuple[int, str]
) -> None:
    bad = [bench.note(f"POISON {index}" if index in (0, 17) else "x") for index in range(30)]
    bench.server.poison = (b"POISON", *refusal)
    bench.quiet()
    stuck = [entry.id for entry in bench.phone.entries() if entry.state == "stuck"]
    assert (stuck, len(bench.server.facts)) == ([bad[0], bad[17]], 28)
    assert len(bench.server.bodies) < 40
    bench.server.poison = None
    bench.phone.sign_in("wei", "secret")
    bench.quiet()
    assert len(bench.server.facts) == 30


def test_a_fact_larger_than_any_batch_holds_up_no_other(bench: Bench) -> None:
    """An app of long ago had no limit."""
    huge = bench.note("HUGE")
    raw = bench.phone.entries()[0].raw.replace(b"HUGE", b"x" * 600_000)
    with bench.phone._db as db:
        db.execute("UPDATE fact SET raw = ?", (raw,))
    bench.note()
    bench.server.poison = (b"xxxxxx", 413, "too_large")
    bench.quiet()
    assert [entry.id for entry in bench.phone.entries() if entry.state == "stuck"] == [huge]
    assert len(bench.server.facts) == 1


def test_an_envelope_refused_even_when_empty_is_no_facts_fault(bench: Bench) -> None:
    for _ in range(5):
        bench.note()
    bench.server.poison = (b"protocol", 422, "invalid_input")
    done = bench.phone.catch_up()
    assert (done.how, done.problem) == (How.REFUSED, "invalid_input")
    assert bench.states() == [("unsent", None)] * 5


def test_an_answer_that_was_late_clears_a_fact_of_suspicion(bench: Bench) -> None:
    bench.note()
    late = bench.phone.outgoing()
    bench.server.poison = (b'"body"', 413, "too_large")
    bench.phone.sync()
    bench.server.poison = None
    bench.phone.settle(late, reply(bench.server, late.content))
    assert bench.states() == [("final", "applied")]


def test_the_server_says_how_long_to_wait_and_failures_wait_longer(bench: Bench) -> None:
    bench.note()
    for failures in range(1, 15):
        bench.server.next.append(bench.server.problem(503, "unavailable", **{"Retry-After": "120"}))
        assert 120 <= bench.phone.sync().wait_s <= 120 + min(900, 2 * 2**failures)
    assert bench.phone.sync().wait_s == 900
