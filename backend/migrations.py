"""Bringing a database to the newest revision in alembic/, whoever asks: run, migrate, tests."""

from pathlib import Path

from alembic import command
from alembic.config import Config

LOCK_TIMEOUT_S = 5
# Any number that nothing else of ours locks: two processes that start together migrate one after the other.
ADVISORY_LOCK = 7_110_001


def configuration(url: str | None = None) -> Config:
    """Alembic's configuration (in pyproject.toml); `url` names the database in place of the settings."""
    config = Config(toml_file=Path(__file__).parent.parent / "pyproject.toml")
    config.attributes["url"] = url
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the database at `url`, given as its owner, up to `revision`, in one transaction.

    Blocks, and runs an event loop of its own. Raises what PostgreSQL raises; then nothing has changed.
    """
    config = configuration(url)
    config.attributes["compares"] = False
    command.upgrade(config, revision)
