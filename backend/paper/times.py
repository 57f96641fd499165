"""Times as a paper says them: in the zone of the place, with its offset."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def told(at: datetime, zone: str) -> str:
    """`2026-03-02 16:05:09 UTC+08:00`. Raises ZoneInfoNotFoundError for a zone that nobody knows."""
    local = at.astimezone(ZoneInfo(zone))
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{local:%Y-%m-%d %H:%M:%S} UTC{sign}{hours:02}:{rest:02}"
