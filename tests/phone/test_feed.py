"""An answer is taken whole or not at all; documents follow the feed, work never goes with them."""

import json
from dataclasses import asdict
from datetime import timedelta
from uuid import uuid4

import pytest

from app_contract.phone import Fault, Receipt
from app_contract.phone import outbox as outbox_module
from tests.phone.makers import ORDER, PHOTO, WEI, Bench, document, reply

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


def test_receipts_are_kept_with_what_was_lost_in_a_restore_beside_what_came_again(bench: Bench) -> None:
    fact_id, parked = bench.note(), bench.note()
    told = {"index": 0, "id": str(fact_id), "outcome": "applied", "problem": None}
    waits = told | {"index": 1, "id": str(parked), "outcome": "parked", "receipt": None}
    receipts = [Receipt(seq, f"{seq:064x}") for seq in (3, 4, 5)]
    first, second, third = map(asdict, receipts)
    bench.server.feed = {"results": [told | {"receipt": first}, waits], "cursor": 1}
    bench.phone.sync()
    verdict = {"id": str(parked), "outcome": "applied", "problem": None, "receipt": second}
    bench.server.feed = {"verdicts": [verdict], "cursor": 2}
    bench.phone.sync()
    kept = [(fact_id, receipts[0]), (parked, receipts[1])]
    assert bench.phone.receipts(ORDER) == kept
    bench.server.epoch, bench.server.feed = "e2", {"cursor": 3}
    bench.phone.sync()
    again = [told | {"receipt": third}, waits | {"outcome": "applied", "receipt": second}]
    bench.server.feed = {"results": again, "cursor": 4}
    bench.phone.sync()
    bench.server.now += timedelta(days=31)
    bench.server.feed = {"cursor": 4}
    bench.phone.sync()
    bench.reopen()
    assert bench.phone.entries() == []
    assert bench.phone.receipts(ORDER) == [*kept, (fact_id, receipts[2])]


def test_before_the_last_page_no_number_takes_work_off_the_top(bench: Bench) -> None:
    """The order may have changed again since, and be on a later page."""
    fact_id = bench.note()
    result = {"index": 0, "id": str(fact_id), "outcome": "applied", "problem": None, "visible_at": 12}
    bench.server.feed = {"results": [result], "cursor": 13, "more": True}
    bench.phone.sync()
    assert [entry.id for entry in bench.phone.overlay(ORDER)] == [fact_id]
    bench.server.feed = {"orders": [document(3)], "cursor": 15}
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


def test_a_verdict_ends_no_entry_that_is_unsent(bench: Bench) -> None:
    """Another phone of his used the same id; what this one holds is answered when it is sent."""
    sending = bench.phone.outgoing()
    fact_id = str(bench.note())
    verdict = {"id": fact_id, "outcome": "applied", "problem": None}
    bench.server.feed = {"verdicts": [verdict], "cursor": 3}
    bench.phone.settle(sending, reply(bench.server, sending.content))
    assert bench.states() == [("unsent", None)]
    bench.server.feed = {"cursor": 3}
    bench.quiet()
    assert list(bench.server.facts) == [fact_id]


def test_a_verdict_whose_documents_came_too_late_keeps_the_work_on_top(bench: Bench) -> None:
    fact_id = str(bench.note())
    bench.server.outcomes[fact_id] = "parked"
    bench.phone.sync()
    first, second = bench.phone.outgoing(), bench.phone.outgoing()
    bench.server.feed = {"cursor": 1}
    early = reply(bench.server, first.content)
    verdict = {"id": fact_id, "outcome": "applied", "problem": None}
    bench.server.feed = {"verdicts": [verdict], "orders": [document(2)], "cursor": 3}
    late = reply(bench.server, second.content)
    bench.phone.settle(first, early)
    bench.phone.settle(second, late)
    assert (len(bench.phone.overlay(ORDER)), bench.phone.orders()) == (1, [])
    bench.phone.sync()
    assert (bench.phone.overlay(ORDER), bench.phone.orders()) == ([], [document(2)])


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
    assert bench.server.lost == [gone["id"]], "the server is shown what it did not send again"
    assert [(sync["epoch"], sync["cursor"]) for sync in bench.server.syncs[-2:]] == [("e1", 40), ("e2", 1)]


def test_an_answer_from_before_the_restore_ends_no_fact(bench: Bench) -> None:
    """What the server knew then it may have lost."""
    bench.note()
    late = bench.phone.outgoing()
    answer = reply(bench.server, late.content)
    bench.quiet()
    bench.server.epoch = "e2"
    bench.server.facts.clear()
    bench.phone.sync()
    assert bench.states() == [("unsent", "applied")]
    bench.phone.settle(late, answer)
    assert bench.states() == [("unsent", "applied")]
    bench.quiet()
    assert len(bench.server.facts) == 1


@pytest.mark.parametrize("pull", ["blocked", "upgrade_required"])
def test_what_was_answered_before_the_first_read_is_sent_again_with_it(bench: Bench, pull: str) -> None:
    """No reset tells a phone without an epoch that the server was restored (found by make soak)."""
    bench.server.feed = {"pull": pull, "epoch": ""}
    fact_id = str(bench.note())
    bench.quiet()
    bench.server.epoch = "e2"
    bench.server.facts.clear()
    bench.server.feed = {"cursor": 1}
    bench.quiet()
    assert list(bench.server.facts) == [fact_id]
    bench.quiet()
    assert [len(sync["facts"]) for sync in bench.server.syncs] == [1, 0, 1, 0], "and only once"


@pytest.mark.parametrize("pull", ["blocked", "upgrade_required"])
def test_who_may_not_pull_sees_his_work_on_top_whatever_its_number(bench: Bench, pull: str) -> None:
    """After a restore the numbers begin again, and who may not pull is not told of it."""
    bench.server.feed = {"orders": [document(1)], "cursor": 60}
    bench.phone.sync()
    fact_id = bench.note()
    result = {"index": 0, "id": str(fact_id), "outcome": "applied", "problem": None, "visible_at": 7}
    bench.server.feed = {"results": [result], "pull": pull, "cursor": 60}
    bench.phone.sync()
    assert [entry.id for entry in bench.phone.overlay(ORDER)] == [fact_id]
    bench.server.feed = {"orders": [document(2)], "cursor": 61}
    bench.phone.sync()
    assert bench.phone.overlay(ORDER) == []


@pytest.mark.parametrize("pull", ["blocked", "upgrade_required"])
def test_who_may_not_pull_still_pushes_and_keeps_his_place(bench: Bench, pull: str) -> None:
    bench.server.feed = {"orders": [document(1)], "cursor": 6}
    bench.phone.sync()
    bench.note()
    bench.server.feed = {"pull": pull, "cursor": None}
    bench.phone.sync()
    assert (bench.states(), bench.phone.orders()) == ([("final", "applied")], [document(1)])
    assert json.loads(bench.phone.outgoing().content)["cursor"] == 6
