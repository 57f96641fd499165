"""Whether a fact has good reason to wait, and whether a document shows what a fact says."""

import json
import sqlite3
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

Document = dict[str, Any]
KEPT = 20
"""How many of a long list a document holds; beyond that, nothing is said of what it shows."""


def unjustified(fact: Record, order: Record | None) -> str | None:
    """Why a good fact may not be as it is; None where it may: it is applied, or waits for what is not so."""
    if fact["outcome"] == "applied":
        return None
    if fact["outcome"] != "parked":
        return "a good fact is never refused"
    if order is None:
        return None if fact["code"] == "order_unknown" else "there is no such order"
    reason = REASONS.get(fact["code"])
    if reason is None:
        return "nobody waits for that"
    said, document, desk = (json.loads(text) for text in (fact["body"], order["document"], order["desk"]))
    cut = bool(document["counts"])
    return None if cut or reason(fact, said, document, desk) else "what it waits for is so"


def off_the_team(fact: Record, _: Document, order: Document, __: Document) -> bool:
    """He is not on it now."""
    return all(one["id"] != str(fact["author_id"]) for one in order["team"])


def not_leading(fact: Record, _: Document, order: Document, __: Document) -> bool:
    """Somebody else leads now."""
    return all(one["id"] != str(fact["author_id"]) or not one["lead"] for one in order["team"])


def over(_: Record, __: Document, order: Document, ___: Document) -> bool:
    """The order is closed or cancelled."""
    return order["state"] in ("closed", "cancelled")


def not_filed(_: Record, said: Document, order: Document, __: Document) -> bool:
    """This version, with this digest, is not there."""
    filed = [(one["id"], one["version"], one["digest"]) for one in order["reports"]]
    known = [one[2] for one in filed if one[:2] == (said["report_id"], said["version"])]
    return not known or ("digest" in said and said["digest"] != known[0])


def unanswered(_: Record, said: Document, order: Document, __: Document) -> bool:
    """The customer has not answered this version."""
    wanted = (said["report_id"], said["version"])
    return any((one["id"], one["version"]) == wanted and not one["signature"] for one in order["reports"])


def not_arrived(fact: Record, _: Document, __: Document, desk: Document) -> bool:
    """Nobody has arrived, or surely later than this."""
    arrival = desk["firsts"].get("work_started")
    if arrival is None:
        return True
    earliest = datetime.fromisoformat(arrival["at"]).timestamp() - arrival.get("doubt_s", 0)
    doubt_s = 0 if fact["quality"] == "suspect" else fact["doubt_s"]
    return bool(fact["occurred_at"].timestamp() + doubt_s < earliest)


def no_photo(_: Record, said: Document, order: Document, __: Document) -> bool:
    """The photo that it names was not announced."""
    return all(one["sha256"] != said["stamp"]["sha256"] for one in order["photos"])


def no_part(_: Record, said: Document, order: Document, __: Document) -> bool:
    """No report names this part."""
    return all(one["id"] != said["part_id"] for one in order["parts"])


def contradicted(fact: Record, _: Document, __: Document, ___: Document) -> bool:
    """A person must decide, and is told why."""
    return bool(fact["detail"])


REASONS = {
    "not_on_team": off_the_team,
    "not_lead": not_leading,
    "order_closed": over,
    "report_unknown": not_filed,
    "report_not_signed": unanswered,
    "before_arrival": not_arrived,
    "photo_unknown": no_photo,
    "part_unknown": no_part,
    "conflict": contradicted,
}


def shown(kind: str, said: Document, order: Document) -> bool:
    """Whether the document shows what an applied fact says; true where it need not (notes, counts, ends)."""
    match kind.split("."):
        case ["visit", "escalated"]:
            return named(order, "escalations", said["escalation_id"]) is not None
        case ["visit", what]:
            visit = named(order, "visits", said["visit_id"])
            return visit is not None and bool(visit.get(f"{what}_at", True))
        case ["photo", "taken"]:
            return named(order, "photos", said["photo_id"]) is not None
        case ["report", "submitted"]:
            return True
        case ["report", what]:
            filed = [one for one in order["reports"] if one["id"] == said["report_id"]]
            same = [one for one in filed if one["version"] == said["version"]]
            return bool(same) and (what == "filed" or bool(same[0]["signature"]))
        case _:
            return True


def named(order: Document, name: str, key: str) -> Document | None:
    """A member of a list by its id; where only the list's end is here, it may be any."""
    if order["counts"].get(name, 0) > KEPT:
        return {}
    return next((one for one in order[name] if one["id"] == key), None)


# While things go on


def unseen(db: sqlite3.Connection, promised: set[UUID]) -> list[str]:
    """I10: what has taken effect by the server's word and neither the document nor the overlay shows.

    Of an order whose document is not (or no more) here, there is nothing to see.
    """
    query = (
        "SELECT fact.id, kind, raw, document.body AS document FROM fact"
        " JOIN document ON document.order_id = fact.order_id AND document.actor = fact.actor"
        " WHERE state = 'final' AND outcome = 'applied' AND visible_at IS NULL"
    )
    return [
        f"I10: {row['kind']} {row['id']} was applied and is not to be seen"
        for row in db.execute(query)
        if UUID(row["id"]) in promised
        and not shown(row["kind"], json.loads(row["raw"])["body"], json.loads(row["document"]))
    ]
