"""Facts of an old or broken app: what no outbox should hold, as bytes, and what may become of each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from app_contract.phone.ids import uuid7
from tests.machine.phones import Handset
from tests.makers import LI, WANG

REJECTED = frozenset({"rejected unreadable"})
UNKNOWN = frozenset({"parked unknown_kind"})
STUCK = frozenset({"stuck"})
"""No envelope gets through with it; it stays on the phone and holds up nobody."""
ANY_GOOD = frozenset({"good"})
MARK = '"text":"x"'
SERVERS = 5
"""Ids of this version are the server's own: it keeps such a fact under another."""
DEEP, LONG, HUGE = 20_000, 200 * 1024, 700 * 1024


@dataclass(frozen=True)
class Sort:
    """A way to spoil the note that `fact` is, and what may become of it."""

    spoil: Callable[[dict[str, Any]], bytes]
    may: frozenset[str]


def written(fact: dict[str, Any], **members: Any) -> bytes:
    """A fact as bytes, with other members."""
    return json.dumps(fact | members, separators=(",", ":")).encode()


def text(instead: str) -> Callable[[dict[str, Any]], bytes]:
    """With this instead of the note's text."""
    return lambda fact: written(fact).replace(MARK.encode(), f'"text":{instead}'.encode())


def member(**members: Any) -> Callable[[dict[str, Any]], bytes]:
    """With other members."""
    return lambda fact: written(fact, **members)


SORTS: dict[str, Sort] = {
    "nul": Sort(text('"a\\u0000b"'), REJECTED),
    "surrogate": Sort(text('"\\ud800"'), REJECTED),
    "nan": Sort(text("NaN"), REJECTED),
    "huge_number": Sort(text("1e400000"), REJECTED),
    "deep": Sort(text("[" * DEEP + "]" * DEEP), REJECTED),
    "long": Sort(text('"' + "x" * LONG + '"'), REJECTED),
    "twice": Sort(text('"x","text":"y"'), REJECTED),
    "wrong_text": Sort(text("[7]"), REJECTED),
    "wrong_body": Sort(member(body=7), REJECTED),
    "wrong_seq": Sort(member(device_seq="first"), REJECTED),
    "no_order": Sort(member(order_id="somewhere"), REJECTED),
    "servers_id": Sort(member(), REJECTED),
    "role": Sort(member(kind="order.cancelled", body={"reason": "I say so"}), frozenset({"rejected role"})),
    "kind": Sort(member(kind="visit.teleported"), UNKNOWN),
    "version": Sort(member(v=9), UNKNOWN),
    "other_actor": Sort(written, frozenset({"parked other_actor"})),
    "sensors": Sort(member(clock={"wall": "yesterday"}, place={"lat": 999}), ANY_GOOD),
    "torn": Sort(lambda fact: written(fact)[:-9], STUCK),
    "huge": Sort(text('"' + "x" * HUGE + '"'), STUCK),
    "reused": Sort(text('"not what it said before"'), ANY_GOOD | {"rejected id_reused"}),
}


def record(handset: Handset, order_id: UUID, sort: str) -> None:
    """Put one into the phone's outbox."""
    reading = handset.clock.read()
    fact_id = uuid7(reading.wall)
    if sort == "servers_id":
        fact_id = uuid5(order_id, uuid4().hex)
    if sort == "reused":
        fact_id = another_phones(handset) or fact_id
    fact = {
        "id": str(fact_id),
        "order_id": str(order_id),
        "kind": "note.added",
        "v": 1,
        "device_seq": 1,
        "seen_version": 0,
        "clock": reading.as_json(),
        "actor": str(another(handset.phone.actor) if sort == "other_actor" else handset.phone.actor),
        "body": {"text": "x"},
    }
    raw = SORTS[sort].spoil(fact)
    handset.slip_in(fact_id, raw, sort, stuck=SORTS[sort].may == STUCK)


def another(actor: UUID) -> UUID:
    """Somebody else."""
    return WANG.staff_id if actor == LI.staff_id else LI.staff_id


def another_phones(handset: Handset) -> UUID | None:
    """The id of a fact that is not on this phone."""
    here = {UUID(row["id"]) for row in handset.db.execute("SELECT id FROM fact")}
    ledger = handset.ledger
    others = [
        one for one in ledger.made if one not in here and one.version != SERVERS and not ledger.contested(one)
    ]
    return others[-1] if others else None
