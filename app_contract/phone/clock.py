"""The three readings that every fact carries: the wall clock, the boot, and the time since that boot.

A phone only reads; what time it really was is for the server to find out (app_contract/sync.md, clocks).
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clocks: `wall` may be wrong or set by hand, `uptime_ms` only grows within a boot."""

    wall: datetime
    boot: str
    uptime_ms: int

    def as_json(self) -> dict[str, Any]:
        """The reading as facts and envelopes carry it."""
        return {"wall": self.wall.isoformat(), "boot": self.boot, "uptime_ms": self.uptime_ms}


class Clock(Protocol):
    """Where readings come from."""

    def read(self) -> Reading:
        """The clocks as they stand now."""
        ...


class SystemClock:
    """The clocks of the machine; a process counts as a boot.

    An app takes a clock that runs on while the phone sleeps: Android's elapsedRealtime with its boot count,
    iOS's continuous time.
    """

    def __init__(self) -> None:
        self._boot = str(uuid4())

    def read(self) -> Reading:
        """The clocks as they stand now."""
        return Reading(datetime.now(UTC), self._boot, time.monotonic_ns() // 1_000_000)


class FakeClock:
    """Clocks that move only when told, for demonstrations and tests."""

    def __init__(self, wall: datetime) -> None:
        self._wall = wall
        self._boots = 1
        self._uptime = timedelta(hours=1)

    def read(self) -> Reading:
        """The clocks as they were left."""
        return Reading(self._wall, f"boot-{self._boots}", self._uptime // timedelta(milliseconds=1))

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._wall += by
        self._uptime += by

    def set_wall(self, wall: datetime) -> None:
        """Set the wall clock by hand; no time passes."""
        self._wall = wall

    def reboot(self, off: timedelta = timedelta(minutes=1)) -> None:
        """Switch off and on again."""
        self._wall += off
        self._boots += 1
        self._uptime = timedelta(seconds=20)
