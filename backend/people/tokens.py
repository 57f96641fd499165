"""Tokens: a short access token (JWT), and a refresh token that turns over at each use.

A refresh token is a family's turn number and a MAC over it, made with our key and the family's seed. The
key is not in the database and the seed is nowhere else, so neither alone makes a token, and no token
is stored. docs/decisions/refresh-tokens.md says why it turns over as it does.
"""

import base64
import binascii
import hmac
import os
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import jwt
import structlog
from jwt.types import Options
from sqlalchemy import Column, DateTime, delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col

from backend.database import Transaction
from backend.problems import Problem
from backend.settings import Settings

KEY_BYTES = 32
HEX = re.compile("(?:[0-9a-fA-F]{2})*")
ISSUER = "callout"
AUDIENCE = "callout-api"
ALGORITHM = "HS256"
REQUIRED = ["iss", "aud", "sub", "device", "iat", "exp"]
GENUINE_KEPT = 4096
"""So many tokens are remembered to be genuine: a phone shows each of its own many times."""
UNAUTHENTICATED = {"WWW-Authenticate": "Bearer"}
REFRESH_PREFIX = "callout_refresh_"
REFRESH_BYTES = 16 + 4 + 32
"""Device id, turn and MAC."""
REFRESH_DOMAIN = b"callout/refresh/1"

log = structlog.get_logger()


# The key


def token_key(settings: Settings) -> bytes:
    """The key that signs tokens: CALLOUT_TOKEN_KEY, or the one in `<data>/keys`, made at the first start.

    Raises ValueError for a key in the environment that is neither hex nor base64 of 32 bytes or more.
    """
    if settings.token_key is None:
        return key_file(settings.data / "keys" / "token.key")
    given = settings.token_key.get_secret_value().strip()
    try:
        key = bytes.fromhex(given) if HEX.fullmatch(given) else _from_base64(given)
    except ValueError:
        key = b""
    if len(key) < KEY_BYTES:
        raise ValueError(f"CALLOUT_TOKEN_KEY must be {KEY_BYTES} bytes or more, written as hex or base64")
    return key


def random_key() -> bytes:
    """A new key for a MAC."""
    return secrets.token_bytes(KEY_BYTES)


def key_file(path: Path, make: Callable[[], bytes] = random_key) -> bytes:
    """The key in this file; the first of several processes to ask makes it, readable by its owner only.

    It is whole and durable before anybody sees it. Raises OSError.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return path.read_bytes()


# Access tokens


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine access token says; whether it still holds is for `device.actor_of` to find out."""

    staff_id: UUID
    device_id: UUID
    issued_at: datetime
    expires_at: datetime


def issue_access(staff_id: UUID, device_id: UUID, key: bytes, now: datetime, life: timedelta) -> str:
    """A JWT that says who asks from which device, valid for `life` from `now`."""
    said = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(staff_id),
        "device": str(device_id),
        "iat": int(now.timestamp()),
        "exp": int((now + life).timestamp()),
    }
    return jwt.encode(said, key, algorithm=ALGORITHM)


def read_access(token: str, key: bytes, now: datetime) -> Claims:
    """The claims of an access token, none of which may be missing.

    Raises `token_expired` from the moment of its `exp`, and `unauthenticated` for any that is not ours.
    """
    try:
        claims = genuine(token, key)
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, OverflowError, OSError) as error:
        raise Problem(
            "unauthenticated", "This is no access token of ours.", headers=UNAUTHENTICATED
        ) from error
    if now >= claims.expires_at:
        raise Problem("token_expired", "Refresh, then ask again.", headers=UNAUTHENTICATED)
    return claims


@lru_cache(maxsize=GENUINE_KEPT)
def genuine(token: str, key: bytes) -> Claims:
    """What a token says that was signed with this key, expired or not; what is ours once is ours again.

    Raises what the library raises, and what comes of claims of another shape.
    """
    # The library would ask the clock itself, so times are left to us.
    options: Options = {"require": REQUIRED, "verify_exp": False, "verify_iat": False}
    said = jwt.decode(token, key, algorithms=[ALGORITHM], issuer=ISSUER, audience=AUDIENCE, options=options)
    return Claims(
        staff_id=UUID(said["sub"]),
        device_id=UUID(said["device"]),
        issued_at=datetime.fromtimestamp(said["iat"], UTC),
        expires_at=datetime.fromtimestamp(said["exp"], UTC),
    )


# Refresh tokens


class RefreshFamily(SQLModel, table=True):
    """The refresh tokens of one sign-in on one device; `used` is the highest turn that came back."""

    __tablename__ = "refresh_family"

    device_id: UUID = Field(primary_key=True, foreign_key="device.id")
    seed: bytes
    used: int = 0
    expires_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token taken apart."""

    device_id: UUID
    turn: int
    mac: bytes

    @classmethod
    def read(cls, token: str) -> "RefreshToken":
        """Take a token apart; whether it is genuine is not known yet. Raises `refresh_refused`."""
        try:
            raw = _from_base64(token.removeprefix(REFRESH_PREFIX))
        except ValueError:
            raw = b""
        if not token.startswith(REFRESH_PREFIX) or len(raw) != REFRESH_BYTES:
            raise Problem("refresh_refused")
        return cls(UUID(bytes=raw[:16]), int.from_bytes(raw[16:20]), raw[20:])

    @classmethod
    def of(cls, family: RefreshFamily, turn: int, key: bytes) -> "RefreshToken":
        """The token of one turn of a family: always the same one."""
        said = family.device_id.bytes + turn.to_bytes(4)
        mac = hmac.digest(key, REFRESH_DOMAIN + family.seed + said, "sha256")
        return cls(family.device_id, turn, mac)

    def __str__(self) -> str:
        raw = self.device_id.bytes + self.turn.to_bytes(4) + self.mac
        return REFRESH_PREFIX + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


async def open_family(
    tx: Transaction, device_id: UUID, key: bytes, now: datetime, life: timedelta
) -> RefreshToken:
    """Begin a family on a device, ending the one before, whoever's it was; gives its first token."""
    family = RefreshFamily(
        device_id=device_id, seed=secrets.token_bytes(KEY_BYTES), used=0, expires_at=now + life
    )
    row = family.model_dump()
    await tx.session.exec(
        insert(RefreshFamily).values(row).on_conflict_do_update(index_elements=["device_id"], set_=row)
    )
    return RefreshToken.of(family, 1, key)


async def turn_over(tx: Transaction, token: RefreshToken, key: bytes, now: datetime) -> RefreshToken | None:
    """The successor of a genuine token that is the newest or the one just before; else None.

    An older one is in two hands, so the family ends; the caller must let that be committed.
    """
    family = await tx.session.get(RefreshFamily, token.device_id, with_for_update=True)
    if family is None or now >= family.expires_at:
        return None
    if not hmac.compare_digest(token.mac, RefreshToken.of(family, token.turn, key).mac):
        return None
    if token.turn < family.used:
        log.warning("refresh_token_reused", device_id=str(token.device_id))
        await end_families(tx, [token.device_id])
        return None
    family.used = token.turn
    tx.session.add(family)
    return RefreshToken.of(family, token.turn + 1, key)


async def end_families(tx: Transaction, device_ids: Iterable[UUID]) -> None:
    """Let no refresh token of these devices be good any more."""
    await tx.session.exec(delete(RefreshFamily).where(col(RefreshFamily.device_id).in_(list(device_ids))))


def _from_base64(text: str) -> bytes:
    """Bytes written as base64, in either alphabet and padded or not. Raises ValueError."""
    padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
    try:
        return base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
