"""One sync: push, then pull, then the answer as bytes (design: sync)."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import orjson
import structlog

from backend import telemetry
from backend.database import Database
from backend.journal.door import Result
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.tokens import Claims
from backend.problems import Problem
from backend.sync import sighting
from backend.sync.envelope import PROTOCOL, Envelope, Item
from backend.sync.pull import Pulled, problem, pull
from backend.sync.push import Gates, Push, push
from backend.sync.room import Room
from backend.uploads.lacking import PhotoState, asked_for

log = structlog.get_logger()

NEXT_SYNC_S = 900
SPREAD = 0.2
"""Phones that were cut off together do not come back together."""


@dataclass(frozen=True, slots=True)
class Station:
    """What every sync of this process shares."""

    database: Database
    policy: Policy
    gates: Gates
    room: Room
    min_app_version: str | None

    async def sync(self, claims: Claims, envelope: Envelope, body: bytes, now: datetime) -> bytes:
        """Record what the phone sends, then give it what it must hear, from what is committed by then.

        Raises `wrong_device`, `unauthenticated`, `role`, and `unavailable` or what the database raises where
        there is no room or even the pull cannot be had: then nothing of the batch is answered, and all of it
        can be sent again.
        """
        if envelope.device_id != claims.device_id:
            raise Problem("wrong_device")
        gate = self.gates.of(claims.device_id) if envelope.items else None
        async with self.room.place(gate):
            return await self.exchange(claims, envelope, body, now)

    async def exchange(self, claims: Claims, envelope: Envelope, body: bytes, now: datetime) -> bytes:
        """Push, then pull. Raises like `sync`."""
        actor: Actor | None = None
        results: list[Result] = []
        if envelope.items:
            actor, results = await push(Push(self.database, self.policy, claims, envelope, body, now))
            note(claims, results)
        async with self.database.transaction() as tx:
            actor = actor or (await sighting.ask(tx.sql, claims, envelope, now)).actor
            mode, page = self.mode(actor, envelope), None
            if mode == "ok":
                page = await pull(tx.sql, claims.staff_id, envelope.epoch, envelope.cursor)
            photos = await asked_for(tx, envelope.photos, claims.staff_id) if envelope.photos else []
        return answer(envelope, results, page, mode, photos, now)

    def mode(self, actor: Actor, envelope: Envelope) -> str:
        """Whether the pull half is open: a revoked device and an app too old may push all the same."""
        if actor.revoked:
            return "blocked"
        if self.min_app_version and numbers(envelope.app_version) < numbers(self.min_app_version):
            return "upgrade_required"
        return "ok"


def numbers(version: str) -> tuple[int, ...]:
    """A dotted version as numbers; what is not a number counts as 0."""
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))


def note(claims: Claims, results: list[Result]) -> None:
    """Count the facts of a sync, and log what became of each by its id."""
    for outcome, count in Counter(result.outcome for result in results).items():
        telemetry.FACTS.labels(outcome).inc(count)
    facts = {str(result.id): result.code or result.outcome for result in results}
    log.info("facts_synced", device_id=str(claims.device_id), facts=facts)


def answer(
    envelope: Envelope,
    results: list[Result],
    page: Pulled | None,
    mode: str,
    photos: list[PhotoState],
    now: datetime,
) -> bytes:
    """The answer's JSON; documents pass through unread."""
    page = page or Pulled(envelope.epoch or "", reset=False, cursor=envelope.cursor, more=False)
    said = [said_of(item, result) for item, result in zip(envelope.items, results, strict=True)]
    spread = random.uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311  # not a secret
    members = {
        b"protocol": orjson.dumps(PROTOCOL),
        b"epoch": orjson.dumps(page.epoch),
        b"reset": orjson.dumps(page.reset),
        b"received_at": orjson.dumps(now),
        b"results": orjson.dumps(said),
        b"verdicts": page.verdicts,
        b"orders": page.orders,
        b"removed": page.removed,
        b"photos": orjson.dumps([one.model_dump(mode="json") for one in photos]),
        b"cursor": orjson.dumps(page.cursor),
        b"more": orjson.dumps(page.more),
        b"pull": orjson.dumps(mode),
        b"next_sync_s": orjson.dumps(0 if page.more else round(NEXT_SYNC_S * spread)),
    }
    return b"{" + b",".join(b'"%b":%b' % member for member in members.items()) + b"}"


def said_of(item: Item, result: Result) -> dict[str, object]:
    """One item's answer."""
    return {
        "index": item.index,
        "id": item.id,
        "outcome": result.outcome,
        "problem": problem(result.code, result.detail),
        "replayed": result.replayed,
        "visible_at": result.visible_at,
        "receipt": result.receipt.said() if result.receipt else None,
    }
