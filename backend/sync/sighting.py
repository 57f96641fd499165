"""A phone that was heard: its row locked for the batch, its boots remembered, its last place noted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from asyncpg import Connection, Record

from backend.order import moment
from backend.order.moment import Sighting
from backend.people.access import may
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.people.tokens import UNAUTHENTICATED, Claims
from backend.problems import Problem
from backend.sync.envelope import Envelope

FRESH = timedelta(minutes=5)
"""A phone that only asks is noted so often at most: the empty pull then writes nothing."""
BOOTS_KEPT = 20
PATIENCE_MS = 1500
"""For one lock. Orders and counters are held for milliseconds: who waits longer waits for something stuck.
More than PostgreSQL's deadlock_timeout, so that a deadlock ends for all but one of those in it.
"""

WHO = """
SELECT s.name, s.roles, d.boots, d.revoked_at, d.last_seen_at, d.app_version
FROM device d JOIN staff s ON s.id = d.staff_id
WHERE d.id = $1 AND s.id = $2 AND s.active
"""
SIGHT = f"""
WITH who AS ({WHO} FOR UPDATE OF d NOWAIT)
UPDATE device SET last_seen_at = $3, app_version = $4,
    boots = (CASE WHEN (SELECT count(*) FROM jsonb_object_keys(who.boots::jsonb)) > {BOOTS_KEPT}
             THEN '{{}}'::jsonb ELSE who.boots::jsonb END || $5::jsonb)::text,
    last_place = CASE WHEN $7 >= coalesce(device.last_place_at, $7) THEN $6 ELSE device.last_place END,
    last_place_at = greatest(device.last_place_at, $7)
FROM who WHERE device.id = $1
RETURNING who.*, set_config('lock_timeout', $8, true)
"""  # noqa: S608  # only our own limit is put in
PATIENCE = "SELECT set_config('lock_timeout', $1, true)"
NOTE = SIGHT.replace("NOWAIT", "SKIP LOCKED")


@dataclass(frozen=True, slots=True)
class Sighted:
    """Who pushes, and when each earlier boot of the phone was last heard."""

    actor: Actor
    earlier: Mapping[str, Sighting]


async def sight(
    sql: Connection, claims: Claims, envelope: Envelope, now: datetime, patience_ms: int = PATIENCE_MS
) -> Sighted:
    """Lock the phone's row until the commit and note what it says of itself; one statement.

    From then on the transaction waits so long for a lock that somebody else holds.
    Raises `unauthenticated`, `role`; asyncpg.LockNotAvailableError where another of its requests holds it.
    """
    return sighted(await sql.fetchrow(SIGHT, *noted(claims, envelope, now, patience_ms)), claims)


async def ask(sql: Connection, claims: Claims, envelope: Envelope, now: datetime) -> Sighted:
    """Who pulls; noted as heard only where the last note is old, so that most empty pulls write nothing.

    Where another of its requests holds the row, that one notes it: a pull never waits and never fails for it.
    """
    row = await sql.fetchrow(WHO, claims.device_id, claims.staff_id)
    found = sighted(row, claims)
    known = envelope.clock is None or envelope.clock.boot in found.earlier
    unchanged = row["app_version"] == envelope.app_version and known
    if not unchanged or now - row["last_seen_at"] >= FRESH:
        await sql.execute(NOTE, *noted(claims, envelope, now))
    return found


def noted(
    claims: Claims, envelope: Envelope, now: datetime, patience_ms: int = PATIENCE_MS
) -> tuple[object, ...]:
    """What a phone says of itself, as the statements take it."""
    boot = {}
    if sent := envelope.clock:
        boot = {sent.boot: {"received_at": now.isoformat(), "uptime_ms": sent.uptime_ms}}
    place = last_place(envelope, now)
    written = orjson.dumps(boot).decode()
    return (claims.device_id, claims.staff_id, now, envelope.app_version, written, *place, f"{patience_ms}ms")


def sighted(row: Record | None, claims: Claims) -> Sighted:
    """The row as rules need it. Raises `unauthenticated`, `role`."""
    if row is None:
        raise Problem("unauthenticated", "This sign-in has ended.", headers=UNAUTHENTICATED)
    roles = frozenset(Role(role) for role in row["roles"])
    if not may(roles, "sync"):
        raise Problem("role", "None of your roles may do this.")
    actor = Actor(claims.staff_id, row["name"], roles, claims.device_id, row["revoked_at"] is not None)
    return Sighted(actor, boots_of(row["boots"]))


def boots_of(text: str) -> dict[str, Sighting]:
    """The remembered boots of a phone."""
    known: dict[str, dict[str, Any]] = orjson.loads(text)
    return {
        boot: Sighting(datetime.fromisoformat(one["received_at"]), one["uptime_ms"])
        for boot, one in known.items()
    }


def last_place(envelope: Envelope, now: datetime) -> tuple[str | None, datetime | None]:
    """Where the phone was last, by its own facts, and when."""
    placed = [
        (moment.corrected(item.fact.clock, envelope.clock, now, {}).at, item.fact.place)
        for item in envelope.items
        if item.fact and item.fact.place and item.fact.clock and envelope.clock
    ]
    if not placed:
        return None, None
    at, place = max(placed, key=lambda one: one[0])
    return place.model_dump_json(), at
