"""When a fact really happened (design: time), whatever the phone's clocks say."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.order.document import Moment, Quality
from backend.order.moment import OLDEST, Clock, Sighting, corrected, server, suspect

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR_MS = 3_600_000


def clock(wall: datetime = NOON, boot: str = "b2", uptime_ms: int = 0) -> Clock:
    return Clock(wall=wall, boot=boot, uptime_ms=uptime_ms)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.mark.parametrize("wall_is_off_by", [hours(0), hours(-26), timedelta(days=20_000)])
def test_within_one_boot_the_running_clock_tells_however_wrong_the_wall_clock_is(
    wall_is_off_by: timedelta,
) -> None:
    made = clock(NOON - wall_is_off_by, uptime_ms=HOUR_MS)
    sent = clock(NOON, uptime_ms=4 * HOUR_MS)

    moment = corrected(made, sent, NOON, {})

    assert moment == Moment(at=NOON - hours(3), quality=Quality.MONO, doubt_s=0)


@pytest.mark.parametrize(("uptime_h", "at"), [(1, NOON - hours(6)), (3, NOON - hours(4))])
def test_a_fact_of_an_earlier_boot_is_placed_before_or_after_the_sync_that_saw_that_boot(
    uptime_h: int, at: datetime
) -> None:
    """The phone synced at 07:00 with two hours on its clock, was switched off, and on again."""
    earlier = {"b1": Sighting(NOON - hours(5), 2 * HOUR_MS)}
    made = clock(NOON - hours(99), "b1", uptime_h * HOUR_MS)

    moment = corrected(made, clock(uptime_ms=HOUR_MS), NOON, earlier)

    assert moment == Moment(at=at, quality=Quality.MONO)


@pytest.mark.parametrize(
    ("wall_is_off_by", "doubt_s"),
    [
        (timedelta(), 60),
        (timedelta(seconds=-59), 60),
        (hours(2), 7_200),
        (hours(-2), 7_200),
        (timedelta(days=20_000), OLDEST.total_seconds()),
    ],
)
def test_a_boot_never_seen_goes_by_the_corrected_wall_clock_and_doubts_as_much_as_it_corrects(
    wall_is_off_by: timedelta, doubt_s: float
) -> None:
    made = clock(NOON - hours(3) - wall_is_off_by, "b1", 5)

    moment = corrected(made, clock(NOON - wall_is_off_by), NOON, {})

    assert moment == Moment(at=NOON - hours(3), quality=Quality.SKEW, doubt_s=doubt_s)


@pytest.mark.parametrize(
    ("made", "sent", "earlier"),
    [
        pytest.param(clock(uptime_ms=9_000), clock(uptime_ms=5_000), {}, id="made after it was sent"),
        pytest.param(clock(NOON + hours(1), "b1"), clock(NOON), {}, id="wall clock after the receipt"),
        pytest.param(clock(NOON - timedelta(days=401), "b1"), clock(), {}, id="absurdly old"),
        pytest.param(clock(), clock(uptime_ms=401 * 24 * HOUR_MS), {}, id="absurdly long in one boot"),
        pytest.param(
            clock(boot="b1", uptime_ms=7 * HOUR_MS),
            clock(),
            {"b1": Sighting(NOON - hours(5), HOUR_MS)},
            id="earlier boot, after the receipt",
        ),
        pytest.param(
            clock(uptime_ms=HOUR_MS),
            clock(uptime_ms=2 * HOUR_MS),
            {"b2": Sighting(NOON - hours(5), 3 * HOUR_MS)},
            id="uptime fell within a boot since the last sync",
        ),
        pytest.param(clock(uptime_ms=-(2**53)), clock(uptime_ms=2**53), {}, id="uptime without end"),
    ],
)
def test_what_cannot_be_true_is_suspect_and_may_have_been_at_any_time_before_its_receipt(
    made: Clock, sent: Clock, earlier: Mapping[str, Sighting]
) -> None:
    moment = corrected(made, sent, NOON, earlier)

    assert (moment.at, moment.quality) == (NOON, Quality.SUSPECT)
    assert moment.span == (NOON - OLDEST, NOON)


def test_a_fallen_uptime_of_the_sending_boot_says_nothing_of_an_earlier_boot() -> None:
    earlier = {"b1": Sighting(NOON - hours(5), HOUR_MS), "b2": Sighting(NOON - hours(1), HOUR_MS)}

    moment = corrected(clock(boot="b1"), clock(), NOON, earlier)

    assert moment == Moment(at=NOON - hours(6), quality=Quality.MONO)


@pytest.mark.parametrize(("late_ms", "quality"), [(2_000, Quality.MONO), (2_001, Quality.SUSPECT)])
def test_two_seconds_after_the_receipt_pass_for_the_receipt(late_ms: int, quality: Quality) -> None:
    moment = corrected(clock(uptime_ms=5_000 + late_ms), clock(uptime_ms=5_000), NOON, {})

    assert (moment.at, moment.quality) == (NOON, quality)


def test_what_a_desk_says_happens_when_it_is_received() -> None:
    assert server(NOON).span == (NOON, NOON)
    assert suspect(NOON).span != server(NOON).span


boots = st.sampled_from(["b1", "b2", "b3"])
uptimes = st.integers(-(2**53), 2**53) | st.integers(0, 30 * 24 * HOUR_MS)
receipts = st.timedeltas(timedelta(), timedelta(days=25_000)).map(lambda later: NOON + later)
walls = st.datetimes(timezones=st.timezones()) | receipts
clocks = st.builds(Clock, wall=walls, boot=boots, uptime_ms=uptimes)


@given(
    made=clocks,
    sent=clocks,
    received_at=receipts,
    earlier=st.dictionaries(boots, st.builds(Sighting, receipts, uptimes)),
)
def test_no_reading_of_any_clock_raises_or_puts_a_fact_after_its_receipt(
    made: Clock, sent: Clock, received_at: datetime, earlier: dict[str, Sighting]
) -> None:
    moment = corrected(made, sent, received_at, earlier)

    earliest, latest = moment.span
    assert received_at - 2 * OLDEST <= earliest <= moment.at <= received_at
    assert moment.at <= latest


@given(received_at=receipts, age_ms=st.integers(0, 24 * HOUR_MS), offset_s=st.integers(-(10**7), 10**7))
def test_a_steady_phone_is_told_the_true_time_by_every_way(
    received_at: datetime, age_ms: int, offset_s: int
) -> None:
    """By the same boot, by an earlier sync and by the wall clock; its clock is wrong, but evenly."""
    true = received_at - timedelta(milliseconds=age_ms)
    wall = timedelta(seconds=offset_s)
    made = clock(true + wall, "b1", HOUR_MS)
    same = clock(received_at + wall, "b1", HOUR_MS + age_ms)
    other = clock(received_at + wall, "b2", 1)
    seen = {"b1": Sighting(true + hours(1), 2 * HOUR_MS)}

    found = [corrected(made, same, received_at, {}), corrected(made, other, received_at, {})]
    found += [corrected(made, other, received_at, seen)]

    assert [moment.at for moment in found] == [true] * 3


@pytest.mark.parametrize(
    ("sent_uptime_h", "moment"),
    [
        (1, Moment(at=NOON - hours(1), quality=Quality.MONO)),  # as much as here
        (20, suspect(NOON)),  # a clock that runs cannot gain
        (0.5, Moment(at=NOON - hours(0.2), quality=Quality.SKEW, doubt_s=1_800)),  # it slept: by the wall
        (-1, suspect(NOON)),
    ],
)
def test_a_running_clock_is_believed_as_far_as_it_ran_like_ours(sent_uptime_h: float, moment: Moment) -> None:
    """The phone was heard an hour ago, when its clock began."""
    seen = {"b2": Sighting(NOON - hours(1), 0)}
    made = clock(NOON - hours(0.2), uptime_ms=int((sent_uptime_h - 1) * HOUR_MS) if sent_uptime_h == 1 else 0)
    sent = clock(NOON, uptime_ms=int(sent_uptime_h * HOUR_MS))
    assert corrected(made, sent, NOON, seen) == moment


def test_a_clock_before_its_boot_is_not_believed() -> None:
    assert corrected(clock(uptime_ms=-1), clock(uptime_ms=HOUR_MS), NOON, {}) == suspect(NOON)
