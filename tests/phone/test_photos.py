"""Photos follow their manifest, and stay until they are stored."""

from datetime import timedelta

import pytest

from app_contract.phone import Fault, How
from tests.phone.makers import ORDER, PHOTO, START, Bench, document


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
    for _ in range(3):
        bench.phone.send_photo()
    assert [bench.phone.photo_state(photo_id) for photo_id in ids] == ["refused", "kept", "stored"]


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
