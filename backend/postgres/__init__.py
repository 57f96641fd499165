"""The embedded PostgreSQL (design.md §9): where it is kept (home.py) and how it runs (server.py)."""

from backend.postgres.home import CannotStart
from backend.postgres.server import (
    API,
    DATABASE,
    OWNER,
    SUPERUSER,
    Addresses,
    Cluster,
    addresses,
    reached,
    running,
)

__all__ = [
    "API",
    "DATABASE",
    "OWNER",
    "SUPERUSER",
    "Addresses",
    "CannotStart",
    "Cluster",
    "addresses",
    "reached",
    "running",
]
