"""What an operator may set, from the environment with the prefix CALLOUT_ (listed in docs/operations.md)."""

from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once at the start; every field is an environment variable `CALLOUT_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="CALLOUT_", frozen=True)

    data: Path = Field(Path(".callout"), description="folder of the embedded database, photos and keys")
    host: str = Field("127.0.0.1", min_length=1, description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    database_url: str | None = Field(
        None, description="postgresql://… of the application's role; unset: the embedded server"
    )
    migration_url: str | None = Field(
        None, description="postgresql://… of the owner, for migrations; unset: the same as database_url"
    )
    pool_size: int = Field(6, ge=1, le=50, description="database connections of one process")
    policy: Path | None = Field(None, description="deadline policy (TOML); unset: the one shipped")
    token_key: SecretStr | None = Field(
        None, description="signs tokens: 32 bytes or more, hex or base64; unset: made once in <data>/keys"
    )
    access_token_minutes: int = Field(10, ge=1, le=60, description="life of an access token")
    refresh_token_days: int = Field(90, ge=1, le=365, description="absolute life of a refresh token's family")
    photo_limit_bytes: int = Field(
        64 * 1024 * 1024, ge=1, le=64 * 1024 * 1024, description="largest photo that is taken"
    )
    store: str | None = Field(
        None, pattern=r"^s3://[^/]+(/.*)?$", description="s3://bucket/folder for photos; unset: <data>/photos"
    )
    photos_per_day: int = Field(1000, ge=1, description="photos that one device may bring in a day (UTC)")
    photo_bytes_per_day: int = Field(
        2 * 1024**3, ge=1, description="bytes of photos that one device may bring in a day"
    )
    photos_per_order: int = Field(500, ge=1, description="photos that one order may have")
    photo_bytes_per_order: int = Field(
        2 * 1024**3, ge=1, description="bytes of photos that one order may have"
    )
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/?#]+(/[^?#]*)?$",
        description="where customers reach /verify, for the code on a report's paper; unset: http://host:port",
    )
    seal_keys: Path | None = Field(
        None, description="folder of the keys that seal reports; unset: <data>/keys/seals"
    )
    anchor: str | None = Field(
        None,
        pattern=r"^s3://[^/]+(/.*)?$",
        description="s3://bucket/folder for the hourly anchor; unset: appended to <data>/anchor.jws",
    )
    min_app_version: str | None = Field(
        None, pattern=r"^\d+(\.\d+)*$", description="older apps may push but not pull; unset: all may"
    )
    log_json: bool = Field(False, description="log lines as JSON instead of for a reader")

    @property
    def public_address(self) -> str:
        """What the public pages' addresses begin with, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")


@cache
def settings() -> Settings:
    """The settings of this process.

    Raises pydantic.ValidationError naming the variable that cannot be used.
    """
    return Settings()
