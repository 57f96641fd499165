"""The reference phone against a scripted server: what it must never lose, send twice as new, or believe."""

import json
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app_contract.phone import Done, FakeClock, Fault, FlakyTransport, How, NotSignedIn, Phone, Refused, Reply
from app_contract.phone import outbox as outbox_module
from backend.sync import envelope

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ORDER = UUID("0195b3a0-0000-7000-8000-00000000000a")
WEI, LAN = uuid4(), uuid4()
PHOTO = b"\xff\xd8\xff not really a picture"


class Server:
    """What a phone sees of Callout. It knows facts by id; `next` replies go before its own answers."""

    def __init__(self) -> None:
        self.now = START
        self.facts: dict[str, bytes] = {}
        self.outcomes: dict[str, str] = {}
        self.photos: dict[str, bytes] = {}
        self.syncs: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.next: deque[httpx.Response] = deque()
        self.poison: tuple[bytes, int, str] | None = None
        self.feed: dict[str, Any] = {}
        self.epoch = "e1"
        self.tokens = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/v1/sign-in":
                actor = {"wei": WEI, "lan": LAN}[json.loads(request.content)["login"]]
                return self.said(200, self.token() | {"me": {"id": str(actor)}})
            case "/v1/token/refresh":
                return self.next.popleft() if self.next else self.said(200, self.token())
            case "/v1/sync":
                self.bodies.append(request.content)
                if self.next:
                    return self.next.popleft()
                if self.poison and self.poison[0] in request.content:
                    return self.problem(*self.poison[1:])
                return self.said(200, self.answer(request.content))
        photo_id = request.url.path.rpartition("/")[2]
        if self.next:
            return self.next.popleft()
        self.photos[photo_id] = request.content
        return self.said(201, {"id": photo_id, "stored": True})

    def token(self) -> dict[str, str]:
        self.tokens += 1
        return {"access_token": f"a{self.tokens}", "refresh_token": f"r{self.tokens}"}

    def said(self, status: int, document: dict[str, Any]) -> httpx.Response:
        kind = "application/json" if status < 400 else "application/problem+json"
        return httpx.Response(status, content=json.dumps(document), headers={"Content-Type": kind})

    def problem(self, status: int, code: str, **headers: str) -> httpx.Response:
        response = self.said(status, {"code": code})
        response.headers.update(headers)
        return response

    def answer(self, body: bytes) -> dict[str, Any]:
        read = envelope.read(body)
        self.syncs.append(json.loads(body))
        results = []
        for item in read.items:
            assert item.fact is not None
            fact_id = str(item.fact.id)
            assert self.facts.setdefault(fact_id, item.raw) == item.raw
            outcome = self.outcomes.get(fact_id, "applied")
            results.append({"index": item.index, "id": fact_id, "outcome": outcome, "problem": None})
            if outcome == "retry":
                del self.facts[fact_id]
        return {
            "protocol": 1,
            "epoch": self.epoch,
            "reset": read.epoch not in (None, self.epoch),
            "received_at": self.now.isoformat(),
            "results": results,
            "verdicts": [],
            "orders": [],
            "removed": [],
            "cursor": read.cursor,
            "more": False,
            "pull": "ok",
            "next_sync_s": 900,
        } | self.feed


class Bench:
    """A phone that Wei has signed in on, its clock, its network, and the server."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self.server = Server()
        self.clock = FakeClock(START)
        self.network = FlakyTransport(httpx.MockTransport(self.server))
        self.client = httpx.Client(transport=self.network, base_url="http://callout.test")
        self.phone = Phone(path, self.client, self.clock)
        self.phone.sign_in("wei", "secret")

    def reopen(self) -> None:
        """The app is killed and started again."""
        self.phone.close()
        self.phone = Phone(self.path, self.client, self.clock)

    def note(self, text: str = "x") -> UUID:
        return self.phone.record(ORDER, "note.added", {"text": text})

    def states(self) -> list[tuple[str, str | None]]:
        return [(entry.state, entry.outcome) for entry in self.phone.entries()]

    def quiet(self) -> Done:
        """The network is good again; sync until there is nothing left to do."""
        done = self.phone.catch_up()
        for _ in range(40):
            if done.how is How.ANSWERED and not any(state == "unsent" for state, _ in self.states()):
                return done
            done = self.phone.catch_up()
        raise AssertionError(done)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "phone.sqlite")
    yield bench
    bench.phone.close()
    bench.client.close()


def document(version: int, **members: Any) -> dict[str, Any]:
    return {"id": str(ORDER), "version": version} | members


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


def reply(server: Server, content: bytes) -> Reply:
    """The server's answer to a body that went another way."""
    return Reply(200, "application/json", json.dumps(server.answer(content)).encode())


# One transaction


def test_an_answer_is_taken_whole_or_not_at_all(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.note()
    bench.server.feed = {"orders": [document(3)], "cursor": 9, "epoch": "e1"}
    with monkeypatch.context() as patched:
        patched.delattr(outbox_module, "forget")
        with pytest.raises(AttributeError):
            bench.phone.sync()
    bench.reopen()
    assert (bench.states(), bench.phone.orders()) == ([("unsent", None)], [])
    assert json.loads(bench.phone.outgoing().content)["cursor"] is None
    bench.phone.sync()
    assert (bench.states(), bench.phone.orders()) == ([("final", "applied")], [document(3)])


def test_answers_that_overtake_each_other_turn_nothing_back(bench: Bench) -> None:
    first, second = bench.phone.outgoing(), bench.phone.outgoing()
    bench.server.feed = {"orders": [document(1)], "cursor": 1}
    early = reply(bench.server, first.content)
    bench.server.feed = {"orders": [document(2)], "cursor": 2}
    bench.phone.settle(second, reply(bench.server, second.content))
    bench.phone.settle(first, early)
    assert bench.phone.orders() == [document(2)]
    assert json.loads(bench.phone.outgoing().content)["cursor"] == 2


def test_a_killed_app_goes_on_where_it_was(bench: Bench) -> None:
    device_id = bench.phone.device_id
    fact_id = bench.note()
    bench.reopen()
    bench.note()
    assert (bench.phone.device_id, bench.phone.actor) == (device_id, WEI)
    assert [entry.device_seq for entry in bench.phone.entries()] == [1, 2]
    bench.quiet()
    assert str(fact_id) in bench.server.facts


# Whose facts


def test_nobody_sends_what_another_recorded(bench: Bench) -> None:
    mine = {str(bench.note())}
    photo_id = bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    mine |= {str(entry.id) for entry in bench.phone.entries()}
    bench.phone.sign_in("lan", "secret")
    hers = bench.phone.record(ORDER, "note.added", {"text": "by Lan"})
    bench.quiet()
    assert set(bench.server.facts) == {str(hers)}
    assert bench.server.photos == {}
    bench.phone.sign_in("wei", "secret")
    bench.quiet()
    assert set(bench.server.facts) == {str(hers)} | mine
    assert set(bench.server.photos) == {str(photo_id)}


def test_each_person_reads_his_own_feed(bench: Bench) -> None:
    bench.server.feed = {"orders": [document(1)], "cursor": 5}
    bench.phone.sync()
    bench.phone.sign_in("lan", "secret")
    assert bench.phone.orders() == []
    assert json.loads(bench.phone.outgoing().content)["cursor"] is None


def test_an_expired_token_is_refreshed_and_nothing_is_lost(bench: Bench) -> None:
    bench.note()
    bench.server.next.append(bench.server.problem(401, "token_expired"))
    assert bench.phone.sync().how is How.ANSWERED
    assert bench.server.tokens == 2


def test_a_lost_refresh_is_asked_again_with_the_same_token(bench: Bench) -> None:
    bench.note()
    bench.server.next.append(bench.server.problem(401, "token_expired"))
    bench.network.script.extend([Fault.FINE, Fault.LOSE_REPLY])
    assert bench.phone.sync().how is How.REFUSED
    bench.server.next.append(bench.server.problem(401, "token_expired"))
    assert bench.phone.sync().how is How.ANSWERED


def test_who_must_sign_in_again_keeps_his_work_and_goes_on_working(bench: Bench) -> None:
    bench.note()
    bench.server.next.extend(
        [bench.server.problem(401, "token_expired"), bench.server.problem(401, "refresh_refused")]
    )
    assert bench.phone.sync().how is How.SIGN_IN
    bench.note()
    assert bench.phone.catch_up().how is How.SIGN_IN
    bench.phone.sign_in("wei", "secret")
    bench.quiet()
    assert len(bench.server.facts) == 2


def test_a_sign_in_is_refused_by_callout_alone(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "phone.sqlite")
    bench.network.script.append(Fault.PORTAL)
    with pytest.raises(Refused) as refused:
        bench.phone.sign_in("lan", "secret")
    assert (refused.value.code, bench.phone.actor) == (None, WEI)
    fresh = Phone(":memory:", bench.client, bench.clock)
    with pytest.raises(NotSignedIn):
        fresh.record(ORDER, "note.added", {"text": "x"})


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


def test_an_envelope_refused_even_when_empty_is_no_facts_fault(bench: Bench) -> None:
    for _ in range(5):
        bench.note()
    bench.server.poison = (b"protocol", 422, "invalid_input")
    done = bench.phone.catch_up()
    assert (done.how, done.problem) == (How.REFUSED, "invalid_input")
    assert bench.states() == [("unsent", None)] * 5


def test_the_server_says_how_long_to_wait_and_failures_wait_longer(bench: Bench) -> None:
    bench.note()
    for failures in range(1, 15):
        bench.server.next.append(bench.server.problem(503, "unavailable", **{"Retry-After": "120"}))
        assert 120 <= bench.phone.sync().wait_s <= 120 + min(900, 2 * 2**failures)
    assert bench.phone.sync().wait_s == 900


# The feed


def test_pages_follow_at_once_until_there_is_no_more(bench: Bench) -> None:
    bench.server.feed = {"orders": [document(1)], "cursor": 1, "more": True}
    assert bench.phone.sync().wait_s == 0


def test_what_is_removed_takes_no_work_with_it(bench: Bench) -> None:
    bench.server.feed = {"orders": [document(1)], "cursor": 1}
    bench.phone.sync()
    photo_id = bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    bench.network.script.append(Fault.LOSE_REQUEST)
    bench.phone.sync()
    bench.server.feed = {"removed": [{"id": str(ORDER), "reason": "reassigned"}], "cursor": 2}
    bench.quiet()
    assert bench.phone.order(ORDER) is None
    assert bench.phone.photo_state(photo_id) == "stored"
    assert len(bench.phone.entries()) == 1


def test_work_is_drawn_on_top_until_the_document_shows_it(bench: Bench) -> None:
    fact_id = bench.note()
    result = {"index": 0, "id": str(fact_id), "outcome": "applied", "problem": None, "visible_at": 12}
    bench.server.feed = {"results": [result], "cursor": 10, "more": True}
    bench.phone.sync()
    assert [entry.id for entry in bench.phone.overlay(ORDER)] == [fact_id]
    bench.server.feed = {"orders": [document(2)], "cursor": 12, "more": False}
    bench.phone.sync()
    assert bench.phone.overlay(ORDER) == []


def test_a_verdict_ahead_of_its_document_keeps_the_work_on_top(bench: Bench) -> None:
    fact_id = str(bench.note())
    bench.server.outcomes[fact_id] = "parked"
    bench.phone.sync()
    verdict = {"id": fact_id, "outcome": "applied", "problem": None}
    bench.server.feed = {"verdicts": [verdict], "cursor": 3, "more": True}
    bench.phone.sync()
    assert len(bench.phone.overlay(ORDER)) == 1
    bench.server.feed = {"orders": [document(2)], "cursor": 4}
    bench.phone.sync()
    assert bench.phone.overlay(ORDER) == []


def test_a_restored_server_gets_everything_again(bench: Bench) -> None:
    photo_id = bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    gone = document(1) | {"id": str(uuid4())}
    bench.server.feed = {"orders": [document(5), gone], "cursor": 40}
    bench.quiet()
    bench.server.epoch = "e2"
    bench.server.facts.clear()
    bench.server.photos.clear()
    bench.server.feed = {"orders": [document(4)], "cursor": 1, "more": True}
    bench.phone.sync()
    assert {order["version"] for order in bench.phone.orders()} == {4, 1}
    bench.server.feed = {"cursor": 2}
    bench.quiet()
    assert bench.phone.orders() == [document(4)]
    assert (len(bench.server.facts), list(bench.server.photos)) == (1, [str(photo_id)])
    assert [(sync["epoch"], sync["cursor"]) for sync in bench.server.syncs[-2:]] == [("e1", 40), ("e2", 1)]


@pytest.mark.parametrize("pull", ["blocked", "upgrade_required"])
def test_who_may_not_pull_still_pushes_and_keeps_his_place(bench: Bench, pull: str) -> None:
    bench.server.feed = {"orders": [document(1)], "cursor": 6}
    bench.phone.sync()
    bench.note()
    bench.server.feed = {"pull": pull, "cursor": None}
    bench.phone.sync()
    assert (bench.states(), bench.phone.orders()) == ([("final", "applied")], [document(1)])
    assert json.loads(bench.phone.outgoing().content)["cursor"] == 6


# Photos


def test_bytes_follow_their_manifest_and_go_again_until_they_are_stored(bench: Bench) -> None:
    photo_id = bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    assert bench.phone.send_photo().how is How.NOTHING_TO_DO
    bench.phone.sync()
    bench.network.script.extend([Fault.PORTAL, Fault.LOSE_REPLY])
    assert [bench.phone.send_photo().how for _ in range(2)] == [How.UNHEARD] * 2
    assert bench.phone.photo_state(photo_id) == "kept"
    assert bench.phone.send_photo().photo_id == photo_id
    assert bench.phone.photo_state(photo_id) == "stored"
    assert bench.server.photos == {str(photo_id): PHOTO}


@pytest.mark.parametrize(("outcome", "sent"), [("parked", 1), ("applied", 1), ("rejected", 0), ("closed", 0)])
def test_bytes_go_where_the_manifest_is_held(bench: Bench, outcome: str, sent: int) -> None:
    bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    bench.server.outcomes[str(bench.phone.entries()[0].id)] = outcome
    bench.phone.catch_up()
    assert len(bench.server.photos) == sent


def test_a_photo_that_will_not_go_holds_up_no_other(bench: Bench) -> None:
    ids = [bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault") for _ in range(3)]
    bench.phone.sync()
    bench.server.next.extend(
        [bench.server.problem(422, "photo_mismatch"), bench.server.problem(409, "photo_unknown")]
    )
    for _ in range(4):
        bench.phone.send_photo()
    assert [bench.phone.photo_state(photo_id) for photo_id in ids] == ["refused", "stored", "stored"]


def test_a_document_that_shows_the_photo_spares_the_bytes(bench: Bench) -> None:
    photo_id = bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    bench.server.feed = {"orders": [document(2, photos=[{"id": str(photo_id), "stored": True}])], "cursor": 1}
    bench.phone.catch_up()
    assert (bench.phone.photo_state(photo_id), bench.server.photos) == ("stored", {})


def test_only_30_days_by_the_servers_clock_make_the_phone_forget(bench: Bench) -> None:
    bench.note()
    photo_id = bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
    bench.phone.sync()
    bench.clock.set_wall(START + timedelta(days=4000))
    bench.server.now += timedelta(days=29)
    bench.phone.sync()
    assert len(bench.phone.entries()) == 2
    bench.server.now += timedelta(days=2)
    bench.phone.sync()
    assert [entry.kind for entry in bench.phone.entries()] == ["photo.taken"]
    bench.quiet()
    bench.phone.sync()
    assert (bench.phone.entries(), bench.phone.photo_state(photo_id)) == ([], None)


# All of it together

MOVES = st.one_of(st.sampled_from(Fault), st.sampled_from(["note", "photo", "kill", "restore", "reboot"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(MOVES, max_size=25))
def test_whatever_the_network_does_each_fact_is_stored_once_or_still_held(
    tmp_path_factory: pytest.TempPathFactory, moves: list[Any]
) -> None:
    """I1: no third place."""
    bench = Bench(tmp_path_factory.mktemp("phone") / "phone.sqlite")
    made: set[str] = set()
    for move in moves:
        match move:
            case "note":
                made.add(str(bench.note()))
            case "photo":
                bench.phone.record_photo(ORDER, PHOTO, "image/jpeg", "fault")
                made.add(str(bench.phone.entries()[-1].id))
            case "kill":
                bench.reopen()
            case "restore":
                bench.server.epoch += "'"
                bench.server.facts.clear()
                bench.server.photos.clear()
            case "reboot":
                bench.clock.reboot()
            case fault:
                bench.network.script.append(fault)
                bench.phone.sync()
                bench.phone.send_photo()
        unsent = {str(entry.id) for entry in bench.phone.entries() if entry.state == "unsent"}
        assert made <= set(bench.server.facts) | unsent or "restore" in moves
    bench.network.script.clear()
    bench.quiet()
    bench.quiet()
    assert set(bench.server.facts) == made
    photos = [entry for entry in bench.phone.entries() if entry.kind == "photo.taken"]
    assert len(bench.server.photos) == len(photos)
    bench.phone.close()
    bench.client.close()
