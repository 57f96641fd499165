"""Signing in, refreshing, signing out, each in short transactions: no connection is held while hashing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlmodel import col, select

from backend.database import Database, Transaction
from backend.people import attempts
from backend.people.device import Device, register
from backend.people.passwords import matches
from backend.people.staff import Staff, folded, staff_by_login
from backend.people.tokens import RefreshToken, issue_access, open_family, turn_over
from backend.problems import Problem
from backend.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who somebody says he is, and from where."""

    login: str
    password: str
    address: str
    device_id: UUID
    device_name: str
    platform: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a device needs to ask; `expires_in_s` is the life of the access token."""

    access: str
    refresh: str
    expires_in_s: int


async def sign_in(
    database: Database, settings: Settings, key: bytes, attempt: Attempt, now: datetime
) -> tuple[Tokens, Staff]:
    """Let a person in from a device, which becomes his: who had it before is signed out there.

    Raises `too_many_attempts` (with Retry-After), `wrong_credentials` (the same, after the same time, for
    a wrong password, an unknown login and a person who has left), `device_revoked`.
    """
    async with database.transaction() as tx:
        wait_s = await attempts.count(tx, await counted_keys(tx, attempt), now)
        person = await staff_by_login(tx, attempt.login)
    if wait_s:
        raise Problem("too_many_attempts", headers={"Retry-After": str(wait_s)})
    right = await matches(attempt.password, person.password_hash if person else None)
    if person is None or not right or not person.active:
        log.warning("sign_in_refused", device_id=str(attempt.device_id))
        raise Problem("wrong_credentials")
    async with database.transaction() as tx:
        await register(tx, device_from(attempt, person, now))
        life = timedelta(days=settings.refresh_token_days)
        refresh_token = await open_family(tx, attempt.device_id, key, now, life)
    return tokens(settings, key, person.id, refresh_token, now), person


async def counted_keys(tx: Transaction, attempt: Attempt) -> set[str]:
    """What this attempt is counted under: login with address, and the login wherever it is tried from.

    A device that the person uses already is not held to the latter, so that nobody can lock a person
    out by guessing at his password from elsewhere.
    """
    login = folded(attempt.login)
    keys = {f"{login} {attempt.address}"}
    own = (
        select(Device.id)
        .join(Staff, col(Staff.id) == col(Device.staff_id))
        .where(Device.id == attempt.device_id, Staff.login == login, col(Device.revoked_at).is_(None))
    )
    if (await tx.session.exec(own)).one_or_none() is None:
        keys.add(login)
    return keys


def device_from(attempt: Attempt, person: Staff, now: datetime) -> Device:
    """The device of a successful attempt, as it is registered."""
    return Device(
        id=attempt.device_id,
        staff_id=person.id,
        name=attempt.device_name,
        platform=attempt.platform,
        registered_at=now,
        last_seen_at=now,
    )


async def refresh(database: Database, settings: Settings, key: bytes, token: str, now: datetime) -> Tokens:
    """New tokens for a refresh token, as often as it is asked until the successor is used.

    A revoked device is answered too: it must be able to push what it holds. Raises `refresh_refused`; a
    token older than the one before the newest ends the sign-in for good.
    """
    presented = RefreshToken.read(token)
    async with database.transaction() as tx:
        successor = await turn_over(tx, presented, key, now)
        owner = await active_owner(tx, presented.device_id)
    if successor is None or owner is None:
        raise Problem("refresh_refused", "Sign in again; what the phone holds stays there.")
    return tokens(settings, key, owner, successor, now)


async def active_owner(tx: Transaction, device_id: UUID) -> UUID | None:
    """The person whose device it is, unless he has left."""
    query = select(Staff.id).join(Device, col(Device.staff_id) == col(Staff.id))
    return (await tx.session.exec(query.where(Device.id == device_id, col(Staff.active)))).one_or_none()


def tokens(
    settings: Settings, key: bytes, staff_id: UUID, refresh_token: RefreshToken, now: datetime
) -> Tokens:
    """A fresh access token beside the refresh token."""
    life = timedelta(minutes=settings.access_token_minutes)
    access = issue_access(staff_id, refresh_token.device_id, key, now, life)
    return Tokens(access, str(refresh_token), int(life.total_seconds()))
