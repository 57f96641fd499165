"""Times as a paper says them: in the zone of the place, with its offset, and how sure they are."""

from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from backend.reports.paper.sheet import Answer
from backend.wording import Wording

UNITS = {"d": 86_400, "h": 3600, "min": 60, "s": 1}
"""In seconds, the greatest first; a doubt is said in the greatest of which it is two or more."""


def told(at: datetime, zone: str) -> str:
    """`2026-03-02 16:05:09 UTC+08:00`. Raises ZoneInfoNotFoundError for a zone that nobody knows."""
    local = at.astimezone(ZoneInfo(zone))
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{local:%Y-%m-%d %H:%M:%S} UTC{sign}{hours:02}:{rest:02}"


def sure(answer: Answer, zone: str, words: Wording) -> str:
    """When the customer answered, and how that is known."""
    unit, seconds = next(pair for pair in UNITS.items() if answer.doubt_s >= 2 * pair[1] or pair[1] == 1)
    doubt = words(f"paper.unit.{unit}", n=ceil(answer.doubt_s / seconds))
    return words(f"paper.quality.{answer.quality}", at=told(answer.at, zone), doubt=doubt)
