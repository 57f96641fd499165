"""Ids are made where things happen, so that a phone needs nobody to name them."""

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562): milliseconds of the wall clock, then 74 random bits.

    A wrong clock spoils only the sorting, never the uniqueness.
    """
    ms = int(at.timestamp() * 1000) & (1 << 48) - 1
    return UUID(int=ms << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62))
