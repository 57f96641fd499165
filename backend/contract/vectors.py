"""The vectors of app_contract/: inputs written by hand, and what the code makes of them.

Each file keeps its inputs as they stand; `make contract` writes the outputs anew beside them.
"""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import rfc8785

from backend.order import moment
from backend.order.decide import decide, fold
from backend.order.document import Base, Moment, Movement, Order
from backend.order.fact import Applied, Entry, Fact, Judgement, Known, Person, Said
from backend.order.kinds import KINDS
from backend.order.moment import Clock, Sighting
from backend.order.policy import SHIPPED, Policy
from backend.people.actor import Actor
from backend.people.roles import Role

Case = dict[str, Any]


def filled(folder: Path) -> dict[str, Any]:
    """What each file of vectors in `folder` must hold, by its name."""
    makers: dict[str, Callable[[Any], Any]] = {
        "canonical.json": lambda cases: [case | canonical(case) for case in cases],
        "clock.json": lambda cases: [case | clock(case) for case in cases],
        "fold.json": lambda world: world | {"orders": [told(world, order) for order in world["orders"]]},
    }
    return {name: make(json.loads((folder / name).read_text())) for name, make in makers.items()}


def canonical(case: Case) -> Case:
    """The canonical form (RFC 8785) of the JSON text in `json`, and its SHA-256."""
    written = rfc8785.dumps(json.loads(case["json"]))
    return {"canonical": written.decode(), "sha256": sha256(written).hexdigest()}


# Clocks


def clock(case: Case) -> Case:
    """When the fact happened, from the clocks of it and of its sending; `earlier` by boot."""
    received_at = datetime.fromisoformat(case["received_at"])
    occurred = moment.suspect(received_at)
    if case["fact"] and case["sent"]:
        earlier = {
            boot: Sighting(datetime.fromisoformat(one["received_at"]), one["uptime_ms"])
            for boot, one in case["earlier"].items()
        }
        made, sent = (Clock.model_validate(case[name]) for name in ("fact", "sent"))
        occurred = moment.corrected(made, sent, received_at, earlier)
    if "reported_at" in case:
        occurred = moment.after_the_call(occurred, received_at, datetime.fromisoformat(case["reported_at"]))
    return {"occurred": occurred.model_dump(mode="json")}


# Documents


def told(world: Case, order: Case) -> Case:
    """An order's facts as they were received, each with its answer; the entries that came of them, each with
    what was settled and the members of the document that it changed; and the document.
    """
    order_id, known = UUID(order["order_id"]), known_in(world)
    orders: dict[UUID, Order] = {}
    waiting: list[Said] = []
    facts, applied = [], list[Entry]()
    for fact in order["facts"]:
        said = as_said(world["people"], order_id, fact)
        decided = decide(orders, {order_id: list(waiting)}, [said], known)
        orders = decided.orders
        applied += [change.entry for change in decided.changes]
        waiting = [one for one in (*waiting, said) if one.id not in {entry.fact_id for entry in applied}]
        facts.append(fact | answered(decided.judged[0].judgement))
    return order | {"facts": facts} | folded(order_id, applied)


def answered(judgement: Judgement) -> Case:
    """Outcome and code of a fact, as the phone that sent it heard them."""
    outcome = type(judgement).__name__.lower()
    return {"outcome": outcome, "code": None if isinstance(judgement, Applied) else judgement.code}


def folded(order_id: UUID, applied: list[Entry]) -> Case:
    """The entries, and the document that they fold to."""
    order, before, entries = Order.blank(order_id), Case(), []
    for entry in applied:
        fold(order, entry)
        after: Case = json.loads(order.render()[0])
        changes = {
            name: value for name, value in after.items() if name not in before or before[name] != value
        }
        settled = entry.settled.model_dump(mode="json", exclude_none=True, exclude={"device_id"})
        entries.append(
            {"seq": entry.seq, "fact_id": str(entry.fact_id), "settled": settled, "changes": changes}
        )
        before = after
    return {"entries": entries, "document": before}


def known_in(world: Case) -> Known:
    """What the rules may ask: everybody is a technician, the policy is the shipped one, `stock` lies where it
    was moved to.
    """
    roles = frozenset({Role.TECHNICIAN})
    people = {UUID(key): Person(UUID(key), name, roles, active=True) for key, name in world["people"].items()}
    bases = [Base.model_validate(base) for base in world["bases"]]
    policy = Policy.parse(SHIPPED.read_text("utf-8"))
    known = Known(policy, people, bases=bases, numbers=["DO-2026-000123"])
    known.shelf.post(Movement.model_validate(movement) for movement in world["stock"])
    return known


def as_said(people: dict[str, str], order_id: UUID, fact: Case) -> Said:
    """A fact as the door takes it, from somebody who may say it."""
    allowed = KINDS[fact["kind"], fact["v"]].by
    roles = allowed & {Role.TECHNICIAN} or allowed
    author = Actor(UUID(fact["actor"]), people[fact["actor"]], roles, UUID(int=0), revoked=False)
    sent = {"id", "kind", "v", "seen_version", "body"}
    read = Fact.model_validate({name: fact[name] for name in sent} | {"order_id": order_id})
    occurred, received_at = (
        Moment.model_validate(fact["occurred"]),
        datetime.fromisoformat(fact["received_at"]),
    )
    return Said(read, author, b"", received_at, occurred, by_server=not roles)
