"""One sync as bytes and values, without any input or output (app_contract/sync.md)."""

import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app_contract.phone.clock import Reading
from app_contract.phone.store import Feed

PROTOCOL = 1
OUTCOMES = frozenset({"applied", "rejected", "parked", "closed", "retry"})
FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 900.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over HTTP, whoever sent it. The names of `headers` are in lower case."""

    status: int
    content_type: str
    content: bytes
    retry_after_s: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The place that a fact has in its order's journal, and the hash of the chain there."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one fact, by `results` or `verdicts`; `problem` is {code, detail}.

    What was applied has a `receipt`, unless an old server says nothing of it.
    """

    id: UUID | None
    outcome: str
    problem: dict[str, Any] | None = None
    replayed: bool = False
    visible_at: int | None = None
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What the server has of a photo: `state` is unknown, missing or stored.

    `quarantined` says why no picture can be made of what is stored.
    """

    id: UUID
    state: str
    quarantined: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A readable answer to a sync; an old server says nothing of `photos`."""

    epoch: str
    reset: bool
    received_at: datetime
    results: list[Result]
    verdicts: list[Result]
    orders: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    photos: list[Held]
    cursor: int | None
    more: bool
    pull: str
    next_sync_s: float


def envelope(
    device_id: UUID,
    app_version: str,
    feed: Feed,
    sent: Reading,
    facts: Iterable[bytes],
    photos: Iterable[UUID] = (),
) -> bytes:
    """The body of a sync; `sent` is read for each attempt anew, the facts' bytes never change.

    `photos` are those of which it asks what the server has.
    """
    head = {
        "protocol": PROTOCOL,
        "device_id": str(device_id),
        "epoch": feed.epoch,
        "cursor": feed.cursor,
        "app": {"version": app_version},
        "clock": sent.as_json(),
        "photos": [str(photo_id) for photo_id in photos],
    }
    return json.dumps(head, separators=(",", ":")).encode()[:-1] + b',"facts":[' + b",".join(facts) + b"]}"


def bundle(
    device_id: UUID, app_version: str, written: Reading, facts: Iterable[bytes], orders: list[dict[str, Any]]
) -> bytes:
    """A rescue bundle: facts as they were recorded, and documents that the server may have lost."""
    head = {
        "bundle": 1,
        "device_id": str(device_id),
        "app": {"version": app_version},
        "clock": written.as_json(),
        "orders": orders,
    }
    return json.dumps(head, separators=(",", ":")).encode()[:-1] + b',"facts":[' + b",".join(facts) + b"]}"


def answer_in(reply: Reply | None, sent: list[UUID]) -> Answer | None:
    """The server's answer to these facts, or None: anything else was not said by Callout.

    Captive portals answer 200 with a page of their own; proxies cut bodies short.
    """
    if reply is None or reply.status != 200 or not reply.content_type.startswith("application/json"):
        return None
    try:
        said = json.loads(reply.content)
        if said["protocol"] != PROTOCOL:
            return None
        answer = read(said)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    fits = [result.id in (fact_id, None) for result, fact_id in zip(answer.results, sent, strict=False)]
    return answer if len(answer.results) == len(sent) and all(fits) else None


def read(said: dict[str, Any]) -> Answer:
    """The members of an answer. Raises ValueError, KeyError, TypeError or AttributeError."""
    in_order = sorted(said["results"], key=lambda result: result["index"])
    if [result["index"] for result in in_order] != list(range(len(in_order))):
        raise ValueError("a result is missing")
    return Answer(
        epoch=said["epoch"],
        reset=said["reset"],
        received_at=datetime.fromisoformat(said["received_at"]).astimezone(UTC),
        results=[result_of(result) for result in in_order],
        verdicts=[result_of(verdict) for verdict in said["verdicts"]],
        orders=having(said["orders"], "id", "version"),
        removed=having(said["removed"], "id"),
        photos=[Held(UUID(one["id"]), one["state"], one["quarantined"]) for one in said.get("photos", [])],
        cursor=said["cursor"],
        more=said["more"],
        pull=said["pull"],
        next_sync_s=float(said["next_sync_s"]),
    )


def having(items: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """The items, every one of which has these members. Raises KeyError or TypeError."""
    for item in items:
        for name in names:
            item[name]
    return items


def result_of(said: dict[str, Any]) -> Result:
    """One result or verdict."""
    if said["outcome"] not in OUTCOMES:
        raise ValueError("unknown outcome")
    receipt = said.get("receipt")
    return Result(
        id=UUID(said["id"]) if said["id"] else None,
        outcome=said["outcome"],
        problem=said["problem"],
        replayed=said.get("replayed", False),
        visible_at=said.get("visible_at"),
        receipt=Receipt(receipt["seq"], receipt["hash"]) if receipt else None,
    )


def said_in(reply: Reply | None, *names: str) -> dict[str, Any] | None:
    """What Callout answered beside a sync: a JSON object with these members, else None."""
    if reply is None or reply.status != 200 or not reply.content_type.startswith("application/json"):
        return None
    try:
        said = json.loads(reply.content)
    except ValueError:
        return None
    return said if isinstance(said, dict) and said.keys() >= set(names) else None


def problem_in(reply: Reply | None) -> str | None:
    """The code of a problem that Callout itself reports (RFC 9457), else None."""
    if reply is None or not reply.content_type.startswith("application/problem+json"):
        return None
    try:
        code = json.loads(reply.content)["code"]
    except (ValueError, KeyError, TypeError):
        return None
    return code if isinstance(code, str) else None


def refuses_envelope(reply: Reply | None) -> str | None:
    """Why this very envelope can never be taken, or None. Even a proxy's 413 says so: it is too large."""
    code = problem_in(reply)
    if reply is not None and reply.status == 413:
        return code or "too_large"
    return code if code in ("unreadable", "invalid_input") else None


def pause_s(failures: int, least_s: float = 0.0) -> float:
    """How long to wait after so many failures in a row: full jitter, at least what the server asked for.

    Phones that lost their network together must not come back together.
    """
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(failures, 20))
    return least_s + random.uniform(0, longest)  # noqa: S311  # spreads load, guards nothing
