"""The anchor: what the heads of all chains were, hour by hour, signed and kept outside the database.

Why, and what it proves and what not: docs/decisions/anchor.md.
"""

from backend.reports.anchor.bucket import BucketAnchor
from backend.reports.anchor.place import Anchor, FileAnchor
from backend.settings import Settings

__all__ = ["Anchor", "BucketAnchor", "FileAnchor", "open_anchor"]


def open_anchor(settings: Settings) -> Anchor:
    """The anchor that the settings name: a bucket, not asked for anything yet, else `<data>/anchor.jws`."""
    return BucketAnchor(settings.anchor) if settings.anchor else FileAnchor(settings.data / "anchor.jws")
