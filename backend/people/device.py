"""The devices that people sign in from; `device_id` is new at each installation of the app."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, DateTime, Text, case
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select

from backend.database import Transaction
from backend.people.access import may
from backend.people.actor import Actor
from backend.people.staff import Staff, roles_of
from backend.people.tokens import UNAUTHENTICATED, Claims
from backend.problems import Problem


class Device(SQLModel, table=True):
    """One installation of the app, owned by who signed in on it last.

    `boots` (JSON: when each boot of the phone was last heard, for the time of its facts), `last_place`
    (JSON) and `app_version` are written by sync.
    """

    id: UUID = Field(primary_key=True)
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    name: str
    platform: str
    registered_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))
    last_seen_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    app_version: str | None = None
    boots: str = Field(default="{}", sa_column=Column(Text, nullable=False, server_default="{}"))
    last_place: str | None = None
    last_place_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))


async def register(tx: Transaction, device: Device) -> None:
    """Make the device known, or move it to the person who signs in on it now; where it was stays behind.

    Raises `device_revoked`: that is final for an installation.
    """
    described = device.model_dump(include={"staff_id", "name", "platform", "last_seen_at"})
    mine = col(Device.staff_id) == device.staff_id
    places = {name: case((mine, getattr(Device, name))) for name in ("last_place", "last_place_at")}
    statement = (
        insert(Device)
        .values(device.model_dump())
        .on_conflict_do_update(
            index_elements=["id"], set_=described | places, where=col(Device.revoked_at).is_(None)
        )
    )
    if (await tx.session.exec(statement)).rowcount == 0:
        raise Problem("device_revoked", "This installation was revoked; install the app anew.")


async def revoke(tx: Transaction, device_id: UUID, now: datetime) -> Device:
    """Shut a device out: from now on it may push what it still holds, and read nothing.

    Gives the device; the first revocation's time stays. Raises `not_found`.
    """
    device = await tx.session.get(Device, device_id, with_for_update=True)
    if device is None:
        raise Problem("not_found", "There is no such device.")
    device.revoked_at = device.revoked_at or now
    tx.session.add(device)
    await tx.session.flush()
    return device


async def devices_of(tx: Transaction, staff_ids: Iterable[UUID]) -> list[Device]:
    """All devices of these people, the one heard last first."""
    query = select(Device).where(col(Device.staff_id).in_(list(staff_ids)))
    return list(await tx.session.exec(query.order_by(col(Device.last_seen_at).desc(), col(Device.id))))


async def actor_of(tx: Transaction, claims: Claims) -> Actor:
    """Who the claims speak of, as of now, in one statement; a revoked device shows in `Actor.revoked`.

    Raises `unauthenticated` for an unknown device, an inactive person, and a device that has moved to
    another person since the token was issued.
    """
    query = (
        select(Staff.name, Staff.roles, Device.revoked_at)
        .join(Device, col(Device.staff_id) == col(Staff.id))
        .where(Device.id == claims.device_id, Staff.id == claims.staff_id, col(Staff.active))
    )
    found = (await tx.session.exec(query)).one_or_none()
    if found is None:
        raise Problem("unauthenticated", "This sign-in has ended.", headers=UNAUTHENTICATED)
    name, roles, revoked_at = found
    return Actor(claims.staff_id, name, roles_of(roles), claims.device_id, revoked_at is not None)


async def admitted(tx: Transaction, operation_id: str, claims: Claims) -> Actor:
    """Who asks, if ACCESS lets that person use the operation, in one statement.

    Raises `unauthenticated`, `device_revoked`, `role`; KeyError for an operation that ACCESS does not know.
    """
    actor = await actor_of(tx, claims)
    if actor.revoked:
        raise Problem("device_revoked", "This device was revoked.")
    if not may(actor.roles, operation_id):
        raise Problem("role", "None of your roles may do this.")
    return actor
