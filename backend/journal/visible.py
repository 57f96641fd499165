"""Who may see what of an order: the one place that says it (design: who sees what)."""

from typing import Any

import orjson
from sqlalchemy import ColumnElement, true
from sqlmodel import col

from backend.journal.tables import DispatchOrder
from backend.order.signature import ReportSigned
from backend.people.actor import Actor
from backend.people.roles import Role


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The orders that the actor may see, as a condition on `dispatch_order`.

    Desks see all, a technician those whose team he is on now. What is outside is answered like what is not
    there: `not_found`.
    """
    return true() if actor.desk else col(DispatchOrder.team).contains([actor.staff_id])


def readable(kind: str, body: str, actor: Actor) -> Any:
    """A fact's stored body as the actor may read it: strokes for auditors alone (design: evidence).

    Of a signature others see only what this server knows not to be strokes, whatever a newer app calls them;
    of an item that is no fact nothing, where it has a word of strokes.
    """
    parsed = orjson.loads(body)
    if Role.AUDITOR in actor.roles:
        return parsed
    if kind == ReportSigned.kind and isinstance(parsed, dict):
        parsed = {name: held for name, held in parsed.items() if name in ReportSigned.model_fields}
    if not kind and b"strokes" in orjson.dumps(parsed):
        return None
    return without_strokes(parsed)


def without_strokes(value: Any) -> Any:
    """The value with null for every member `strokes`, however deep: parked bodies may have any shape."""
    if isinstance(value, dict):
        return {name: None if name == "strokes" else without_strokes(held) for name, held in value.items()}
    return [without_strokes(held) for held in value] if isinstance(value, list) else value
