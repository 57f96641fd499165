"""Whatever happens, nothing is lost and nothing happens twice."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app_contract.phone import Fault
from tests.phone.makers import ORDER, PHOTO, Bench

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
