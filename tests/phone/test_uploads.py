"""Large photos, on a real server: whatever the network does, the exact bytes are stored, once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app_contract.phone import Fault, How
from app_contract.phone.courier import PART_BYTES, PUT_LIMIT_BYTES
from tests.makers import WANG
from tests.phone.makers import ORDER, Bench
from tests.phone.site import MIB, Hand, Site, picture

SIZE = 5 * MIB + 4321
STEPS = 3
"""That a photo of SIZE takes at best: its upload is made, a part of 4 MiB, and the rest."""
MOVES = st.one_of(st.sampled_from(Fault), st.sampled_from(["restart", "other phone", "sync"]))


@settings(max_examples=30)
@given(moves=st.lists(MOVES, max_size=12), size=st.sampled_from([SIZE, PUT_LIMIT_BYTES, PUT_LIMIT_BYTES + 1]))
def test_whatever_the_network_does_the_exact_bytes_are_stored_once(
    site: Site, moves: list[Any], size: int
) -> None:
    """Two phones have the photo: the second was set up from a backup of the first."""
    first, order_id = site.usual()
    content, one = picture(size), site.hand(copy_of=first)
    photo_id = one.take(order_id, content)
    other = site.hand(copy_of=one)
    for move in moves:
        match move:
            case "restart":
                one.restart()
            case "other phone":
                other.send()
            case "sync":
                one.phone.sync()
            case fault:
                one.send(fault)
        assert {hand.phone.photo_state(photo_id) for hand in (one, other)} <= {"kept", "stored"}
    for hand in (one, other):
        hand.rest(STEPS + 2)
        assert hand.phone.photo_state(photo_id) == "stored"
    assert site.holds(one, photo_id, content)
    for hand in (one, other):
        site.hands.remove(hand)
        hand.close()


def test_what_came_before_a_cut_is_not_sent_again_though_the_phone_was_off(site: Site) -> None:
    content, hand = picture(PART_BYTES), site.hand()
    photo_id = hand.take(site.order(), content)
    sent = count_bytes(hand)
    assert hand.send().how is How.ANSWERED
    assert hand.send(Fault.CUT).how is How.UNHEARD
    site.until("SELECT FROM upload WHERE photo_id = $1 AND committed >= $2", photo_id, MIB)
    hand.restart()
    hand.rest(2)
    assert site.holds(hand, photo_id, content)
    assert PART_BYTES <= sum(sent) <= PART_BYTES + MIB


def count_bytes(hand: Hand) -> list[int]:
    """How many bytes of bodies pass from now on, in each request."""
    sent: list[int] = []
    inner = hand.network._inner

    class Counted(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            request.stream = Counting(request.stream)  # type: ignore[arg-type]  # a sync client's
            return inner.handle_request(request)

        def close(self) -> None:
            inner.close()

    class Counting(httpx.SyncByteStream):
        def __init__(self, stream: httpx.SyncByteStream) -> None:
            self._stream = stream

        def __iter__(self) -> Any:
            for chunk in self._stream:
                sent.append(len(chunk))
                yield chunk

    hand.network._inner = Counted()
    return sent


def test_a_lost_answer_to_the_last_bytes_is_made_up_for_by_asking(site: Site) -> None:
    content, hand = picture(PART_BYTES), site.hand()
    photo_id = hand.take(site.order(), content)
    hand.send()
    assert hand.send(Fault.LOSE_REPLY).how is How.UNHEARD
    assert hand.phone.photo_state(photo_id) == "kept"
    assert hand.rest(1) == 1
    assert site.holds(hand, photo_id, content)


@pytest.mark.parametrize("size", [SIZE, 1000])
def test_a_sync_tells_what_is_stored_and_spares_the_asking(site: Site, size: int) -> None:
    content, hand = picture(size), site.hand()
    photo_id = hand.take(site.order(), content)
    other = site.hand(copy_of=hand)
    other.rest(STEPS)
    assert hand.phone.photo_state(photo_id) == "kept"
    hand.phone.sync()
    assert hand.phone.photo_state(photo_id) == "stored"
    assert hand.rest(0) == 0


def test_an_upload_that_expired_begins_anew(site: Site) -> None:
    content, hand = picture(SIZE), site.hand()
    photo_id = hand.take(site.order(), content)
    assert [hand.send().how for _ in range(2)] == [How.ANSWERED] * 2
    site.expire()
    assert (hand.send().problem, hand.phone.photo_state(photo_id)) == ("not_found", "kept")
    assert hand.rest(STEPS) == STEPS
    assert site.holds(hand, photo_id, content)


def test_after_a_restore_what_the_server_lost_is_sent_again(site: Site) -> None:
    hand, order_id = site.hand(), site.order()
    whole, half = picture(SIZE), picture(SIZE)
    backup = site.world.backup()
    ids = [hand.take(order_id, whole), hand.take(order_id, half)]
    for _ in range(STEPS + 2):
        hand.send()
    assert [hand.phone.photo_state(one) for one in ids] == ["stored", "kept"]
    site.world.restore(backup)
    hand.phone.sync()
    assert [hand.phone.photo_state(one) for one in ids] == ["kept", "kept"]
    hand.phone.catch_up()
    hand.rest(2 * STEPS + 1)
    assert site.holds(hand, ids[0], whole)
    assert site.holds(hand, ids[1], half)


def test_who_has_brought_enough_for_today_goes_on_with_facts_and_with_other_photos(site: Site) -> None:
    hand, full, empty = site.hand(), site.order(), site.order()
    exhausted = "INSERT INTO photo_quota (key, bytes, photos) VALUES ($1, 0, 500) RETURNING key"
    site.world.fetch(exhausted, f"order:{full}")
    waits = [hand.take(full, picture(size)) for size in (SIZE, 1000)]
    goes = hand.take(empty, picture(SIZE))
    hand.phone.record(full, "note.added", {"text": "The gate is locked"})
    done = hand.phone.catch_up()
    assert (done.how, done.wait_s) == (How.ANSWERED, done.answer and done.answer.next_sync_s)
    assert [hand.phone.photo_state(one) for one in waits] == ["kept", "kept"]
    assert [hand.phone.photo_problem(one) for one in waits] == ["over_quota"] * 2
    assert hand.phone.photo_state(goes) == "stored"
    assert {entry.state for entry in hand.phone.entries()} == {"final"}
    site.world.fetch("DELETE FROM photo_quota RETURNING key")
    assert hand.rest(0) == 0
    hand.clock.advance(timedelta(days=1, minutes=5))
    hand.rest(STEPS + 1)
    assert [hand.phone.photo_state(one) for one in waits] == ["stored", "stored"]


def test_a_file_that_was_damaged_on_the_phone_is_kept_and_shown(site: Site) -> None:
    for size in (SIZE, 1000):
        hand = site.hand()
        photo_id = hand.take(site.order(), picture(size))
        with hand.phone._db as db:
            db.execute("UPDATE photo SET content = ?", (picture(size),))
        hand.rest(STEPS)
        assert hand.phone.photo_state(photo_id) == "refused"
        assert hand.phone.photo_problem(photo_id) == "photo_mismatch"


def test_two_people_and_a_new_installation_bring_each_their_own(site: Site) -> None:
    order_id, li, wang = site.order(), site.hand(), site.hand(WANG)
    first, hers = li.take(order_id, picture(SIZE)), wang.take(order_id, picture(SIZE))
    li.send()
    li.send(Fault.CUT)
    anew = site.hand()
    second = anew.take(order_id, picture(SIZE))
    assert anew.rest(STEPS) == wang.rest(STEPS) == STEPS
    shown = {photo["id"]: photo["stored"] for photo in document(anew, order_id)["photos"]}
    assert shown == {str(first): False, str(second): True, str(hers): True}


def document(hand: Hand, order_id: Any) -> dict[str, Any]:
    """An order as a phone sees it when it has read all."""
    hand.phone.catch_up()
    return hand.phone.order(order_id) or {}


def test_a_photo_that_is_no_picture_is_stored_and_says_so(site: Site) -> None:
    content, hand = picture(1000), site.hand()
    photo_id = hand.take(site.order(), content)
    hand.send(Fault.LOSE_REPLY)
    looked = "UPDATE blob SET state = 'quarantined', reason = 'truncated' WHERE size = 1000 RETURNING sha256"
    assert site.world.fetch(looked)
    hand.phone.sync()
    told = hand.phone.photo_state(photo_id), hand.phone.photo_problem(photo_id)
    assert told == ("stored", "truncated")


# What counts as an answer

PLACE = "/v1/uploads/018f2d3a-0000-7000-8000-0000000000b1"
TUS = {"Tus-Resumable": "1.0.0"}
PAGE = {"Content-Type": "text/html"}
PROBLEM = {"Content-Type": "application/problem+json"}
MADE = httpx.Response(201, headers=TUS | {"Location": PLACE, "Upload-Offset": "0"})
LIES = [
    (200, PAGE),
    (200, TUS),
    (204, {"Upload-Offset": str(SIZE)}),
    (201, {"Upload-Offset": str(SIZE), "Location": PLACE}),
    (200, {"Upload-Offset": str(SIZE)}),
    (204, TUS | {"Upload-Offset": "all"}),
    (204, TUS | {"Upload-Offset": f"-{SIZE}"}),
    (204, TUS | {"Upload-Offset": str(SIZE + 1)}),
    (302, TUS | {"Upload-Offset": str(SIZE), "Location": "http://hotel.test/"}),
    (404, PAGE),
    (404, PROBLEM),
    (404, TUS | PAGE),
    (409, TUS | PROBLEM),
    (413, PAGE),
    (422, PAGE),
    (503, TUS | PROBLEM),
]


@pytest.mark.parametrize(("status", "headers"), LIES)
def test_what_callout_did_not_say_moves_no_upload(bench: Bench, status: int, headers: dict[str, str]) -> None:
    photo_id = bench.phone.record_photo(ORDER, picture(SIZE), "image/jpeg", "fault")
    bench.phone.sync()

    def lie() -> httpx.Response:
        return httpx.Response(status, headers=headers, content=b"<p>404</p>")

    bench.server.next.extend([lie(), MADE, lie(), lie(), lie()])
    hows = [bench.phone.send_photo().how for _ in range(5)]
    upload = [f"POST {PLACE.rpartition('/')[0]}"] * 2 + [f"PATCH {PLACE}"] + [f"HEAD {PLACE}"] * 2
    assert bench.server.asked == upload
    assert (hows[1], bench.phone.photo_state(photo_id)) == (How.ANSWERED, "kept")


def test_what_callout_itself_does_not_know_any_more_is_made_anew(bench: Bench) -> None:
    bench.phone.record_photo(ORDER, picture(SIZE), "image/jpeg", "fault")
    bench.phone.sync()
    gone = httpx.Response(404, headers=TUS | PROBLEM)
    bench.server.next.extend([MADE, gone, MADE, httpx.Response(500), gone, MADE])
    for _ in range(6):
        bench.phone.send_photo()
    methods = [one.partition(" ")[0] for one in bench.server.asked]
    assert methods == ["POST", "PATCH", "POST", "PATCH", "HEAD", "POST"]


class Killed(BaseException):
    """The app is gone in the midst of what it does."""


def test_a_phone_that_was_killed_as_it_sent_asks_first_how_much_came(bench: Bench) -> None:
    def kill(_: httpx.Request) -> httpx.Response:
        raise Killed

    bench.phone.record_photo(ORDER, picture(SIZE), "image/jpeg", "fault")
    bench.phone.sync()
    bench.server.next.append(MADE)
    bench.phone.send_photo()
    bench.network._inner = httpx.MockTransport(kill)
    with pytest.raises(Killed):
        bench.phone.send_photo()
    bench.network._inner = httpx.MockTransport(bench.server)
    bench.reopen()
    bench.phone.send_photo()
    assert bench.server.asked[-1] == f"HEAD {PLACE}"


@pytest.mark.parametrize("location", [f"https://thief.test{PLACE}", PLACE, PLACE.removeprefix("/")])
def test_no_location_leads_the_token_to_another_host(bench: Bench, location: str) -> None:
    bench.phone.record_photo(ORDER, picture(SIZE), "image/jpeg", "fault")
    bench.phone.sync()
    bench.server.next.append(httpx.Response(201, headers=TUS | {"Location": location, "Upload-Offset": "0"}))
    hosts: list[str] = []
    bench.client.event_hooks = {"request": [lambda request: hosts.append(request.url.host)]}
    bench.phone.send_photo()
    bench.phone.send_photo()
    assert set(hosts) == {"callout.test"}


def test_a_network_that_takes_only_small_bodies_is_sent_small_ones(site: Site) -> None:
    """As many proxies are, unless told otherwise; the 413 is not Callout's."""
    hand, order_id = site.hand(), site.order()
    contents = {hand.take(order_id, content): content for content in (picture(SIZE), picture(MIB))}
    only(hand, lambda request: 413 if len(request.content) > MIB // 2 else None)
    for _ in range(60):
        hand.send()
    assert all(site.holds(hand, photo_id, content) for photo_id, content in contents.items())


def test_a_network_that_lets_no_patch_pass_is_got_around(site: Site) -> None:
    hand, content = site.hand(), picture(SIZE)
    photo_id = hand.take(site.order(), content)
    only(hand, lambda request: 405 if request.method == "PATCH" else None)
    for _ in range(STEPS + 2):
        hand.send()
    assert site.holds(hand, photo_id, content)


def only(hand: Hand, refuses: Any) -> None:
    """A proxy on the way, that answers with a page of this status, or passes on where it is None."""
    inner = hand.network._inner

    class Proxy(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            status = refuses(request)
            return httpx.Response(status, html="<p>No</p>") if status else inner.handle_request(request)

        def close(self) -> None:
            inner.close()

    hand.network._inner = Proxy()


def test_a_sync_asks_for_what_is_unsent_those_longest_not_asked_for_first(bench: Bench) -> None:
    ids = [bench.phone.record_photo(ORDER, picture(9), "image/jpeg", "fault") for _ in range(150)]

    def asked(state: str | None, turn: list[UUID]) -> bool:
        """A sync asks for these; with a `state` it is answered."""
        told = [{"id": str(one), "state": state, "received": 0, "quarantined": None} for one in turn]
        bench.server.feed = {"photos": told} if state else {}
        bench.phone.sync()
        return bool(bench.server.syncs[-1]["photos"] == [str(one) for one in turn])

    assert all(asked(None, ids[:100]) for _ in range(3)), "an old server does not answer"
    assert asked("missing", ids[:100])
    assert asked("unknown", ids[100:] + ids[:50])
    assert {bench.phone.photo_state(one) for one in ids} == {"kept"}
    assert asked("stored", ids[50:])
    assert asked(None, ids[:50])
    states = [bench.phone.photo_state(one) for one in ids]
    assert states == ["kept"] * 50 + ["stored"] * 100
