"""Whose facts they are, and what a lost sign-in does to them: nothing."""

import json

import pytest

from app_contract.phone import Fault, How, NotSignedIn, Phone, Refused
from tests.phone.makers import ORDER, PHOTO, WEI, Bench, document


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


def test_a_sign_in_is_refused_by_callout_alone(bench: Bench) -> None:
    bench.network.script.append(Fault.PORTAL)
    with pytest.raises(Refused) as refused:
        bench.phone.sign_in("lan", "secret")
    assert (refused.value.code, bench.phone.actor) == (None, WEI)
    fresh = Phone(":memory:", bench.client, bench.clock)
    with pytest.raises(NotSignedIn):
        fresh.record(ORDER, "note.added", {"text": "x"})
    fresh.close()
