"""Times as a paper says them: in the zone of the place, with its offset; and a zone that is asked for."""

from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints

OFFICE = "Asia/Shanghai"
"""The zone of the store and of the desks, where nobody asks for another."""


def told(at: datetime, zone: str) -> str:
    """`2026-03-02 16:05:09 UTC+08:00`. Raises ZoneInfoNotFoundError for a zone that nobody knows."""
    local = at.astimezone(ZoneInfo(zone))
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{local:%Y-%m-%d %H:%M:%S} UTC{sign}{hours:02}:{rest:02}"


def known(zone: str) -> str:
    """A zone by its name. Raises ValueError for one that nobody knows."""
    try:
        ZoneInfo(zone)
    except (LookupError, ValueError, OSError):
        raise ValueError("nobody knows this zone") from None
    return zone


Zone = Annotated[
    str, StringConstraints(max_length=64), AfterValidator(known), Field(examples=["Europe/Stockholm"])
]
"""A zone as somebody asks for it."""
