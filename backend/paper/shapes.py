"""The shapes that the template draws: facts, a table. A text goes with its room, in ems of its own size."""

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
Fact = dict[str, Any]
HALF, WHOLE, LABEL = 15.5, 43.0, 9.2
"""Beside a label in half a line, and in a whole one; in the label."""
LINE, INSET = 61.5, 1.6
"""In the line of a table; what a cell of it leaves empty."""


def cell(text: str, room: float) -> dict[str, Any]:
    """A text and its room."""
    return {"text": text, "room": room}


def fact(label: str, text: str | None) -> Fact | None:
    """Half a line; nothing where there is nothing to say."""
    return {"label": cell(label, LABEL), "value": cell(text, HALF), "wide": False} if text else None


def wide(label: str, text: str | None) -> Fact | None:
    """A line of its own."""
    return {"label": cell(label, LABEL), "value": cell(text, WHOLE), "wide": True} if text else None


def facts(title: str, found: Iterable[Fact | None]) -> Block | None:
    """A block of facts; none without any."""
    there = [one for one in found if one]
    return {"kind": "facts", "title": title, "facts": there} if there else None


def table(title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[str | None]]) -> Block:
    """Columns with their share of the line, and rows with a text for each."""
    shares = [share for _, share in heads]
    rooms = [LINE * share / sum(shares) - INSET for share in shares]
    return {
        "kind": "table",
        "title": title,
        "shares": shares,
        "heads": [cell(head, room) for (head, _), room in zip(heads, rooms, strict=True)],
        "rows": [[cell(text or "—", room) for text, room in zip(row, rooms, strict=True)] for row in rows],
    }
