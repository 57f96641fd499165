"""The one place that asks what time it is, so that rules never do."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC, with its offset."""
    return datetime.now(UTC)
