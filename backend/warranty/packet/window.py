"""Whether a repair lies within the maker's warranty of a part, and why. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel

Verdict = Literal["within", "outside", "unknown"]
Why = Literal[
    "not_in_catalogue", "no_window", "in_service_on_unknown", "repaired_on_unknown", "mileage_unknown",
    "repaired_before_service", "too_late", "too_far", "in_time", "not_too_far",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """The maker's window for a part, from when the vehicle went into service; null limits nothing."""

    days: int | None
    km: int | None


class Window(BaseModel):
    """Whether it lies within, and why; `until` is the last day of the window, where that is known."""

    verdict: Verdict
    why: list[Why]
    days: int | None = None
    km: int | None = None
    in_service_on: date | None = None
    repaired_on: date | None = None
    mileage_km: int | None = None
    until: date | None = None


def window(
    limits: Limits | None, in_service_on: date | None, repaired_on: date | None, mileage_km: int | None
) -> Window:
    """Within: no limit is passed, and all that limits is known. Outside: one limit is surely passed, whatever
    else is not known. The last day and the last kilometre count as within.

    `limits` are None where the catalogue does not know the part.
    """
    given = {"in_service_on": in_service_on, "repaired_on": repaired_on, "mileage_km": mileage_km}
    if limits is None:
        return Window(verdict="unknown", why=["not_in_catalogue"], **given)
    of_part = {"days": limits.days, "km": limits.km}
    if limits.days is None and limits.km is None:
        return Window(verdict="unknown", why=["no_window"], **given, **of_part)
    until = None
    if in_service_on and limits.days is not None:
        until = in_service_on + timedelta(days=limits.days)
    found = [
        *([in_time(limits.days, in_service_on, repaired_on)] if limits.days is not None else []),
        *([not_too_far(limits.km, mileage_km)] if limits.km is not None else []),
    ]
    verdicts = [verdict for verdict, _ in found]
    verdict: Verdict = (
        "outside" if "outside" in verdicts else "unknown" if "unknown" in verdicts else "within"
    )
    return Window(verdict=verdict, why=[why for _, why in found], until=until, **given, **of_part)


def in_time(days: int, in_service_on: date | None, repaired_on: date | None) -> tuple[Verdict, Why]:
    """By the days since the vehicle went into service."""
    if in_service_on is None:
        return "unknown", "in_service_on_unknown"
    if repaired_on is None:
        return "unknown", "repaired_on_unknown"
    if repaired_on < in_service_on:
        return "unknown", "repaired_before_service"
    late = (repaired_on - in_service_on).days > days
    return ("outside", "too_late") if late else ("within", "in_time")


def not_too_far(km: int, mileage_km: int | None) -> tuple[Verdict, Why]:
    """By the mileage that the report states."""
    if mileage_km is None:
        return "unknown", "mileage_unknown"
    return ("outside", "too_far") if mileage_km > km else ("within", "not_too_far")
