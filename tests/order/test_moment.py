"""When a fact really happened (design: time), whatever the phone's clocks say."""

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


MONO, SKEW, SUSPECT = Quality.MONO, Quality.SKEW, Quality.SUSPECT
NEVER = OLDEST.total_seconds()


def reading(wall_h: float, boot: str, uptime_h: float) -> Clock:
    """What the clocks said: the hour of the day by the wall clock, and hours since the start of that boot."""
    return clock(NOON + hours(wall_h - 12), boot, round(uptime_h * HOUR_MS))


@pytest.mark.parametrize(
    ("made", "sent", "heard", "at", "quality", "doubt_s"),
    [
        # (wall clock, boot, hours since its start) of the fact and of its sending at 12:00 by our clock, when
        # a boot was heard before {boot: (hour, hours since its start)} → at which hour it happened, and how
        # sure that is.
        pytest.param((9, "b2", 1), (12, "b2", 4), {}, 9, MONO, 0, id="same boot"),
        pytest.param((3, "b2", 1), (6, "b2", 4), {}, 9, MONO, 0, id="same boot, wall clock wrong all along"),
        pytest.param((9, "b2", 1), (40, "b2", 4), {}, 9, MONO, 0, id="same boot, wall clock set wrong since"),
        pytest.param(
            (-90, "b2", 1), (12, "b2", 4), {}, 9, MONO, 0, id="same boot, wall clock set right since"
        ),
        pytest.param((12, "b2", 4), (12, "b2", 4), {}, 12, MONO, 0, id="made as it was sent"),
        pytest.param(
            (9, "b2", 7), (12, "b2", 10), {"b2": (10, 8)}, 9, MONO, 0, id="same boot, heard in between"
        ),
        pytest.param((9, "b1", 7), (12, "b2", 1), {}, 9, SKEW, 60, id="restarted since, wall clock right"),
        pytest.param((7, "b1", 7), (10, "b2", 1), {}, 9, SKEW, 7_200, id="restarted, wall clock 2 h slow"),
        pytest.param((11, "b1", 7), (14, "b2", 1), {}, 9, SKEW, 7_200, id="restarted, wall clock 2 h fast"),
        pytest.param((9, "b1", 7), (10, "b2", 1), {}, 11, SKEW, 7_200, id="set back by hand, then restarted"),
        pytest.param(
            (7, "b1", 7), (12, "b2", 1), {}, 7, SKEW, 60, id="set right, then restarted: unknowable"
        ),
        pytest.param(
            (9 - 480_000, "b1", 7), (12 - 480_000, "b2", 1), {}, 9, SKEW, NEVER, id="wall clock of 1970"
        ),
        pytest.param(
            (-90, "b1", 1), (12, "b2", 1), {"b1": (7, 2)}, 6, MONO, 0, id="made before its boot was heard"
        ),
        pytest.param(
            (-90, "b1", 3), (12, "b2", 1), {"b1": (7, 2)}, 8, MONO, 0, id="made after its boot was heard"
        ),
        pytest.param(
            (9, "b1", 7), (12, "b2", 1), {"b0": (7, 2)}, 9, SKEW, 60, id="a third boot was heard: no help"
        ),
        pytest.param((9, "b2", 5), (12, "b2", 4), {}, 12, SUSPECT, NEVER, id="made after it was sent"),
        pytest.param((13, "b1", 5), (12, "b2", 1), {}, 12, SUSPECT, NEVER, id="future by the wall clock"),
        pytest.param(
            (9, "b1", 8), (12, "b2", 1), {"b1": (7, 2)}, 12, SUSPECT, NEVER, id="future by its boot's clock"
        ),
        pytest.param((9, "b2", -1), (12, "b2", 1), {}, 12, SUSPECT, NEVER, id="before its own boot"),
        pytest.param((9, "b1", 1), (12, "b2", -1), {}, 12, SUSPECT, NEVER, id="sent before its own boot"),
        pytest.param((-9_613, "b1", 1), (12, "b2", 1), {}, 12, SUSPECT, NEVER, id="401 days ago"),
        pytest.param((9, "b2", 0), (12, "b2", 9_624), {}, 12, SUSPECT, NEVER, id="401 days in one boot"),
        pytest.param(
            (9, "b2", 0), (12, "b2", 10**9), {}, 12, SUSPECT, NEVER, id="a running clock without end"
        ),
        pytest.param(
            (9, "b2", 9), (12, "b2", 11), {"b2": (10, 8)}, 12, SUSPECT, NEVER, id="the running clock gained"
        ),
        pytest.param(
            (9, "b2", 7),
            (12, "b2", 7.5),
            {"b2": (10, 8)},
            12,
            SUSPECT,
            NEVER,
            id="the running clock went back",
        ),
        pytest.param(
            (11, "b2", 8), (12, "b2", 8.5), {"b2": (10, 8)}, 11, SKEW, 5_400, id="it stood still: by the wall"
        ),
    ],
)
def test_when_it_happened_and_how_sure_that_is(
    made: tuple[float, str, float],
    sent: tuple[float, str, float],
    heard: dict[str, tuple[float, float]],
    at: float,
    quality: Quality,
    doubt_s: float,
) -> None:
    earlier = {
        boot: Sighting(NOON + hours(hour - 12), round(uptime_h * HOUR_MS))
        for boot, (hour, uptime_h) in heard.items()
    }

    moment = corrected(reading(*made), reading(*sent), NOON, earlier)

    assert moment == Moment(at=NOON + hours(at - 12), quality=quality, doubt_s=doubt_s)


def test_what_is_suspect_may_have_been_at_any_time_before_its_receipt() -> None:
    assert suspect(NOON).span == (NOON - OLDEST, NOON)


def test_a_fallen_uptime_of_the_sending_boot_says_nothing_of_an_earlier_boot() -> None:
    earlier = {"b1": Sighting(NOON - hours(5), HOUR_MS), "b2": Sighting(NOON - hours(1), HOUR_MS)}

    moment = corrected(clock(boot="b1"), clock(), NOON, earlier)

    assert moment == Moment(at=NOON - hours(6), quality=Quality.MONO)


@pytest.mark.parametrize(("late_ms", "quality"), [(2_000, Quality.MONO), (2_001, Quality.SUSPECT)])
def test_two_seconds_after_the_receipt_pass_for_the_receipt(late_ms: int, quality: Quality) -> None:
    moment = corrected(clock(uptime_ms=5_000 + late_ms), clock(uptime_ms=5_000), NOON, {})

    assert (moment.at, moment.quality) == (NOON, quality)


@pytest.mark.parametrize(
    ("gained_s", "quality"), [(-121, SKEW), (-120, MONO), (0, MONO), (120, MONO), (121, SUSPECT)]
)
def test_two_minutes_and_a_thousandth_may_the_running_clocks_be_apart(
    gained_s: int, quality: Quality
) -> None:
    """The phone was heard a thousand seconds ago: one more second is allowed."""
    seen = {"b2": Sighting(NOON - timedelta(seconds=1_000), 0)}
    more = 1 if gained_s > 0 else -1 if gained_s < 0 else 0
    sent = clock(uptime_ms=(1_000 + gained_s + more) * 1_000)

    assert corrected(clock(), sent, NOON, seen).quality is quality


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
