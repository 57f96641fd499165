"""When a fact really happened, from what a phone's clocks say and when we received it (design: time)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from backend.order.document import Moment, Quality, Value

LATENESS = timedelta(seconds=2)
"""A time up to this much after the receipt is taken for the receipt: clocks are read in turn."""
DRIFT = timedelta(minutes=2)
"""So far, and a thousandth, may a phone's running clock and ours be apart since its last sync."""
LEAST_DOUBT = timedelta(seconds=60)
"""A wall clock that nobody watched is never trusted better than this."""
UNDER_WAY = timedelta(minutes=1)
"""So long may a request be on its way: times that two syncs brought compare no better than by this."""
CALL_MAY_LEAD = timedelta(minutes=5)
"""A desk's clock may be ahead of ours by this much when it notes the time of a call."""
OLDEST = timedelta(days=400)
"""Nothing that arrives is believed to be older, so no doubt is greater."""


class Clock(Value):
    """What a phone's clocks said: wall clock, id of the boot, time since that boot in milliseconds.

    A fact is never refused for a wrong clock: one that is beyond these bounds is left out of it.
    """

    model_config = ConfigDict(frozen=True)

    wall: AwareDatetime
    boot: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    uptime_ms: int = Field(ge=-(2**53), le=2**53)


@dataclass(frozen=True, slots=True)
class Sighting:
    """The last earlier sync of one boot: when it was received, and the uptime that it was sent at."""

    received_at: datetime
    uptime_ms: int


def corrected(fact: Clock, sent: Clock, received_at: datetime, earlier: Mapping[str, Sighting]) -> Moment:
    """When the fact happened; `sent` is the clock of the sync that brought it, `earlier` is by boot.

    By the running clock of the boot where that can be tied to ours, else by the wall clock, corrected by how
    wrong it was at the sending, which is also its doubt. What cannot be true is `suspect`. Never raises for
    readings of any size, and never answers a time after `received_at`.
    """
    try:
        same = fact.boot == sent.boot
        drift = _drift(sent, received_at, earlier.get(sent.boot)) if same else timedelta()
        age, quality, doubt = _age(fact, sent, received_at, earlier, -drift)
    except OverflowError:
        return suspect(received_at)
    impossible = min(fact.uptime_ms, sent.uptime_ms) < 0 or drift > timedelta()
    if impossible or not -LATENESS <= age <= OLDEST:
        return suspect(received_at)
    return Moment(at=received_at - max(age, timedelta()), quality=quality, doubt_s=doubt.total_seconds())


def carried(fact: Clock, received_at: datetime, earlier: Mapping[str, Sighting]) -> Moment:
    """When a fact happened that came in a file, which may have been on its way for any time.

    By the running clock where the phone itself was heard in that boot; else by its wall clock, which may be
    off by as much as has passed since.
    """
    try:
        if (seen := earlier.get(fact.boot)) and fact.uptime_ms >= 0:
            at = seen.received_at + timedelta(milliseconds=fact.uptime_ms - seen.uptime_ms)
            quality, doubt = Quality.MONO, timedelta()
        else:
            at, quality = fact.wall, Quality.SKEW
            doubt = max(received_at - at, LEAST_DOUBT)
        if not -LATENESS <= received_at - at <= OLDEST:
            return suspect(received_at)
    except OverflowError:
        return suspect(received_at)
    return Moment(at=min(at, received_at), quality=quality, doubt_s=doubt.total_seconds())


def _drift(sent: Clock, received_at: datetime, seen: Sighting | None) -> timedelta:
    """How much more (less: negative) time has passed on the phone than here since it was last heard in this
    boot; zero where they agree. A clock that went back has lost all sense.
    """
    if seen is None:
        return timedelta()
    if sent.uptime_ms < seen.uptime_ms:
        return OLDEST
    passed = received_at - seen.received_at
    drift = timedelta(milliseconds=sent.uptime_ms - seen.uptime_ms) - passed
    return drift if abs(drift) > DRIFT + passed / 1000 else timedelta()


def _age(
    fact: Clock,
    sent: Clock,
    received_at: datetime,
    earlier: Mapping[str, Sighting],
    lost: timedelta,
) -> tuple[timedelta, Quality, timedelta]:
    """How long before `received_at` it was, how that was found, and how far it may be off.

    A running clock that has `lost` time stood still while the phone slept: it tells nothing of when.
    """
    if fact.boot == sent.boot and not lost:
        return timedelta(milliseconds=sent.uptime_ms - fact.uptime_ms), Quality.MONO, timedelta()
    if (seen := earlier.get(fact.boot)) and not lost:
        since = received_at - seen.received_at
        return since + timedelta(milliseconds=seen.uptime_ms - fact.uptime_ms), Quality.MONO, timedelta()
    doubt = max(abs(received_at - sent.wall), LEAST_DOUBT, lost)
    return sent.wall - fact.wall, Quality.SKEW, min(doubt, OLDEST)


def after_the_call(occurred: Moment, received_at: datetime, reported_at: datetime) -> Moment:
    """Nothing happened to an order before its fault was reported: what surely did is `suspect`."""
    return suspect(received_at) if occurred.span[1] < reported_at - CALL_MAY_LEAD else occurred


def suspect(received_at: datetime) -> Moment:
    """For a clock that cannot be believed, or a phone's fact without one: at some time before its receipt."""
    return Moment(at=received_at, quality=Quality.SUSPECT, doubt_s=OLDEST.total_seconds())


def server(received_at: datetime) -> Moment:
    """For what is said at a desk: it happens as we receive it."""
    return Moment(at=received_at, quality=Quality.SERVER)
