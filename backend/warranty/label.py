"""The label that travels with an old part: what it is, whose, due when, and a QR code to find it by.

The code follows from two ids, so that a phone can draw it without network (app_contract/sync.md, section 10).
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder
from backend.journal.visible import seen_by
from backend.order import document
from backend.order.document import Language, Order
from backend.paper import compiled, drawn, printable
from backend.paper.glyphs import FONTS, Glyphs, glyphs
from backend.paper.times import told
from backend.people.actor import Actor
from backend.problems import Problem
from backend.warranty.old_parts import owed_by
from backend.warranty.orders import name_of
from backend.wording import Wording, wording

TEMPLATE = Path(__file__).with_name("label.typ").read_bytes()
HEX = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CODE = re.compile(rf"callout/old-part/1/({HEX})/({HEX})")
BESIDE, BELOW = 13.0, 16.0
"""Ems of text that fit beside the QR code, and below it behind a label; two lines of each are shown."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says, plain. `zone` is where the vehicle stood."""

    code: str
    order_number: str
    part: str
    serial: str | None
    technician: str | None
    due_at: datetime | None
    made_at: datetime
    zone: str
    language: Language


def code_of(order_id: UUID, part_id: UUID) -> str:
    """The text of a label's QR code."""
    return f"callout/old-part/1/{order_id}/{part_id}"


def read_code(text: str) -> tuple[UUID, UUID]:
    """Order and part of a code as it was scanned, in any case. Raises ValueError for any other text."""
    found = CODE.fullmatch(text.strip().lower())
    if not found:
        raise ValueError("this is no code of an old part")
    return UUID(found[1]), UUID(found[2])


def scanned(text: str) -> tuple[UUID, UUID]:
    """Order and part of a code as a request brings it. Raises `invalid_input`."""
    try:
        return read_code(text)
    except ValueError as error:
        raise Problem("invalid_input", f"code: {error}") from error


def label_of(order: Order, part: document.Part, language: Language) -> Label:
    """The label of an order's part."""
    by = owed_by(order, part)
    return Label(
        code=code_of(order.id, part.id),
        order_number=order.number,
        part=f"{part.name} · {part.number}" if part.number else part.name,
        serial=part.serial_out,
        technician=name_of(order, by) if by else None,
        due_at=part.due_at,
        made_at=part.replaced_at or order.fault.reported_at,
        zone=order.site.zone,
        language=language,
    )


def render(label: Label) -> bytes:
    """The label as PDF/A-3b, the same bytes for the same label. Raises NotPrinted, ZoneInfoNotFoundError."""
    look, words = glyphs(), wording(label.language)
    with TemporaryDirectory(prefix="callout-label-") as folder:
        root = Path(folder)
        drawn(label.code, root / "qr.svg")
        data = printable(said(label, words, look), look)
        return compiled(TEMPLATE, root, {"data": orjson.dumps(data).decode()}, label.made_at)


def said(label: Label, words: Wording, look: Glyphs) -> dict[str, Any]:
    """What the template shows."""
    due = told(label.due_at, label.zone)[:10] if label.due_at else None
    beside = [("part", label.part), ("due", due)]
    below = [("serial", label.serial), ("technician", label.technician)]
    return {
        "language": label.language,
        "families": [*FONTS],
        "title": words("label.title"),
        "number": label.order_number,
        "code": label.code,
        "beside": [line(words(f"label.{name}"), value, BESIDE, look) for name, value in beside],
        "below": [line(words(f"label.{name}"), value, BELOW, look) for name, value in below],
    }


def line(name: str, value: str | None, room: float, look: Glyphs) -> dict[str, Any]:
    """One thing that a label says; a dash where it is not known."""
    return {"label": name, "value": cut(look.shown(value or "–"), room, look), "room": room}


def cut(text: str, room: float, look: Glyphs) -> str:
    """The beginning of a text that fits on two lines, which may break early; the code finds the rest."""
    width = 0
    for n, one in enumerate(text):
        width += look.widths.get(ord(one), 0)
        if width > 1.8 * room * 1000:
            return f"{text[: n - 1]}…"
    return text


async def printed(
    tx: Transaction, order_id: UUID, part_id: UUID, actor: Actor, language: Language
) -> tuple[bytes, str]:
    """A part's label, and a name for the file. For who may see the order. Raises `not_found`, NotPrinted."""
    order, part = await part_of(tx, order_id, part_id, actor)
    pdf = await asyncio.to_thread(render, label_of(order, part, language))
    return pdf, f"{order.number}-{part_id}.pdf"


async def part_of(
    tx: Transaction, order_id: UUID, part_id: UUID, actor: Actor
) -> tuple[Order, document.Part]:
    """A part and its order, if the actor may see it. Raises `not_found`."""
    query = select(DispatchOrder).where(DispatchOrder.id == order_id, seen_by(actor))
    row = (await tx.session.exec(query)).one_or_none()
    if row is None:
        raise Problem("not_found", "There is no such order.")
    order = Order.parse(row.document, row.desk)
    part = order.part(part_id)
    if part is None:
        raise Problem("not_found", "The order has no such part.")
    return order, part
