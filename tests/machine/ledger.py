"""What was recorded, and every answer that was ever given to it, whether the phone heard it or not."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import httpx

from app_contract.phone import Reply
from tests.machine.world import World

Key = tuple[UUID, bytes]
"""A fact by its id and its content: an id that a bad app used twice is two of them."""


@dataclass
class Made:
    """A fact as it went into an outbox. `sort` is `good`, or how it was spoiled (poison.py).

    `home` is the phone; `lost_at` is when that was wiped. No envelope can hold what is `stuck`.
    """

    home: object
    id: UUID
    actor: UUID
    raw: bytes
    sort: str
    kind: str
    stuck: bool = False
    lost_at: int | None = None
    unsent_then: bool = False

    @property
    def recorded_by(self) -> UUID:
        """Whose work it is, where somebody else's phone sent it."""
        return UUID(json.loads(self.raw)["actor"]) if self.sort == "other_actor" else self.actor

    @property
    def key(self) -> Key:
        """Which fact it is."""
        return self.id, sha256(self.raw).digest()


@dataclass(frozen=True)
class Answered:
    """One answer to one fact, given between two ticks, in one life of the database."""

    era: int
    asked: int
    answered: int
    outcome: str
    code: str | None


@dataclass
class Ledger:
    """All of it."""

    world: World
    made: dict[UUID, list[Made]] = field(default_factory=dict)
    answers: dict[Key, list[Answered]] = field(default_factory=dict)
    decided: set[UUID] = field(default_factory=set)
    """Facts on which a coordinator has decided."""

    def add(self, made: Made) -> None:
        """A fact was recorded."""
        self.made.setdefault(made.id, []).append(made)

    def all(self) -> list[Made]:
        """Every fact."""
        return [one for same in self.made.values() for one in same]

    def contested(self, fact_id: UUID) -> bool:
        """Whether its id was used for two things."""
        return len(self.made[fact_id]) > 1

    def note(self, request: httpx.Request, reply: Reply, asked: int) -> None:
        """The server answered: with no 5xx but one that says when to ask again."""
        waits = reply.status == 503 and reply.retry_after_s > 0
        failed = reply.status >= 500 and not waits
        assert not failed, f"{request.method} {request.url.path}: {reply.status} {reply.content!r}"
        if request.url.path != "/v1/sync":
            return
        if reply.status in (400, 413, 422):
            spoiled = any(one.stuck and one.raw in request.content for one in self.all())
            assert spoiled, f"I5: a whole batch was refused: {reply.content!r}"
        if reply.status == 200:
            for said in json.loads(reply.content)["results"]:
                self._note_result(request.content, said, asked)

    def _note_result(self, sent: bytes, said: dict[str, Any], asked: int) -> None:
        if said["id"] is None or said["outcome"] == "retry":
            return
        [made] = [one for one in self.made[UUID(said["id"])] if one.raw in sent]
        code = said["problem"]["code"] if said["problem"] else None
        era = len(self.world.restores)
        answered = Answered(era, asked, self.world.tick(), said["outcome"], code)
        self.answers.setdefault(made.key, []).append(answered)


class Line(httpx.BaseTransport):
    """The wire to the server's gates, which notes all that is said on it."""

    def __init__(self, ledger: Ledger, inner: httpx.BaseTransport) -> None:
        self._ledger = ledger
        self._inner = inner
        self.gate = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, to the gate that the line leads to now."""
        world = self._ledger.world
        request.url = request.url.copy_with(port=world.gates[self.gate].port)
        asked = world.tick()
        response = self._inner.handle_request(request)
        response.read()
        self._ledger.note(request, as_reply(response), asked)
        return response


def as_reply(response: httpx.Response) -> Reply:
    """A response as phones take it."""
    return Reply(
        response.status_code,
        response.headers.get("Content-Type", ""),
        response.content,
        float(response.headers.get("Retry-After", 0)),
    )
