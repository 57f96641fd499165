"""The slip of a receipt, in two copies on one paper: for the store and for accounts (S1-3.7.2). Pure.

Synchronous, like all printing: callers in an event loop use `asyncio.to_thread`.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from backend.paper import compiled, printable
from backend.paper.glyphs import FONTS, glyphs
from backend.paper.shapes import Block, fact, facts, table, wide
from backend.paper.times import told
from backend.parts.store.receipt import Found
from backend.wording import wording

TEMPLATE = Path(__file__).with_name("slip.typ").read_bytes()
COLUMNS = {"line": 6, "number": 20, "spec": 20, "quantity": 10, "condition": 14, "quality": 17, "serials": 20}
"""What is said of each line, with its share of the page."""


def both(msgid: str, **values: object) -> str:
    """The words in both languages: a slip is read by people of both."""
    return " ".join(wording(language)(msgid, **values) for language in ("zh", "en"))


def slip(found: Found, zone: str) -> bytes:
    """The PDF/A-3b of a receipt, the same bytes for the same receipt; each copy begins on a page of its own.

    Raises NotPrinted.
    """
    entry = found.entry
    data = {
        "families": [*FONTS],
        "title": both("slip.title"),
        "number": entry.number,
        "page": both("slip.page", page="{page}"),
        "copies": [both("slip.copy.store"), both("slip.copy.accounts")],
        "mark": both("slip.reversed") if found.reversed_by else None,
        "blocks": [block for block in (head(found, zone), lines(found)) if block],
        "signatures": [both(f"slip.sign.{who}") for who in ("brought", "received", "accounts")],
    }
    with TemporaryDirectory(prefix="callout-slip-") as folder:
        inputs = {"data": orjson.dumps(printable(data, glyphs())).decode()}
        return compiled(TEMPLATE, Path(folder), inputs, entry.at)


def head(found: Found, zone: str) -> Block | None:
    """When, from whom, by whom."""
    entry, said = found.entry, found.said
    return facts(
        both("slip.receipt"),
        [
            fact(both("slip.number"), entry.number),
            fact(both("slip.at"), told(entry.at, zone)),
            fact(both("slip.supplier"), found.supplier or both("slip.no_supplier")),
            fact(both("slip.by"), entry.by_name),
            wide(both("slip.note"), said.note),
        ],
    )


def lines(found: Found) -> Block:
    """What came: spec, quantity and quality are clear (S1-3.7.1)."""
    rows: list[list[Any]] = [
        [
            str(n),
            one.number,
            one.spec,
            str(one.quantity),
            both(f"slip.condition.{one.condition}"),
            one.quality,
            ", ".join(one.serials),
        ]
        for n, one in enumerate(found.said.lines, 1)
    ]
    columns = [(both(f"slip.column.{name}"), share) for name, share in COLUMNS.items()]
    return table(both("slip.lines"), columns, rows)
