"""Whom to send: technicians by how far away they were last known to be, and by open work."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel
from sqlalchemy import and_, func
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, select

from backend.database import Transaction
from backend.dispatch.orders import document_of
from backend.journal.tables import DispatchOrder
from backend.order.document import Place, State
from backend.order.radius import metres_between
from backend.people.actor import Actor
from backend.people.device import Device
from backend.people.roles import Role
from backend.people.staff import Staff

STEP_KM = 10
"""Within one step of so many kilometres, less open work counts for more than a shorter way."""
LIMIT = 50


class Candidate(BaseModel):
    """A technician, the way from where he was last known to be (at `place_at`), and how many orders not yet
    closed he is on. `km` is null where his place or the site's is unknown, or they are of different datums.
    """

    id: UUID
    name: str
    km: float | None
    place_at: AwareDatetime | None
    open_orders: int


async def candidates(tx: Transaction, order_id: UUID, actor: Actor) -> list[Candidate]:
    """The best LIMIT of the active technicians for an order. Raises `not_found`."""
    place = orjson.loads(await document_of(tx, order_id, actor))["site"]["place"]
    site = Place.model_validate(place) if place else None
    work = await open_orders(tx)
    found = [
        Candidate(id=id_, name=name, km=way(last, site), place_at=at, open_orders=work.get(id_, 0))
        for id_, name, last, at in await technicians(tx)
    ]
    return rank(found)[:LIMIT]


def rank(found: Iterable[Candidate]) -> list[Candidate]:
    """The nearest first, in steps of STEP_KM, in each who has least to do; those of unknown distance last."""

    def key(one: Candidate) -> tuple[bool, float, int, float, str, UUID]:
        km = one.km or 0
        return one.km is None, km // STEP_KM, one.open_orders, km, one.name, one.id

    return sorted(found, key=key)


def way(last: str | None, site: Place | None) -> float | None:
    """Kilometres from a device's place (JSON) to the site."""
    if last is None or site is None:
        return None
    place = Place.model_validate_json(last)
    return metres_between(place, site) / 1000 if place.datum is site.datum else None


async def technicians(tx: Transaction) -> Iterable[tuple[UUID, str, str | None, datetime | None]]:
    """Id, name, last place and its time of every active technician; a revoked device's place says nothing."""
    placed = and_(
        col(Device.staff_id) == col(Staff.id),
        col(Device.revoked_at).is_(None),
        col(Device.last_place).is_not(None),
    )
    newest = col(Device.last_place_at).desc().nulls_last()
    query = select(Staff.id, Staff.name, Device.last_place, Device.last_place_at).outerjoin(Device, placed)
    query = query.where(col(Staff.active), col(Staff.roles).contains([Role.TECHNICIAN]))
    return await tx.session.exec(query.ext(distinct_on(col(Staff.id))).order_by(col(Staff.id), newest))


async def open_orders(tx: Transaction) -> dict[UUID, int]:
    """How many orders that are neither closed nor cancelled each technician is on."""
    query = select(func.unnest(DispatchOrder.team), func.count())
    query = query.where(col(DispatchOrder.state).not_in((State.CLOSED, State.CANCELLED)))
    return dict((await tx.session.exec(query.group_by(func.unnest(DispatchOrder.team)))).all())
