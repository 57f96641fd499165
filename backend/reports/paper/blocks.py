"""The blocks of a paper from top to bottom: people, content as filed, photos, changes, answer, record."""

from collections.abc import Iterable
from typing import Any

from backend.paper.shapes import LINE, Block, cell, fact, facts, table, wide
from backend.paper.times import told
from backend.reports.paper.content import CAPTION, Filed, as_text, blocks_of, worded
from backend.reports.paper.sheet import Answer, Picture, Sheet
from backend.reports.paper.times import sure
from backend.wording import Wording, wording

IN_A_ROW = 4
"""Photos side by side."""
LABELLED = {
    **{f"/{name}": name for name in ("complaint", "cause", "responsibility", "work_done", "advice")},
    **{f"/inspection/{name}": name for name in ("running_hours", "warranty", "warranty_reason", "tampered")},
    "/inspection/findings": "findings",
    "/inspection/mileage_km": "mileage",
}
"""Members that a change names by the label that they have on the paper."""
FAMILIES = {
    "/responsibility": "paper.responsible.",
    "/inspection/warranty": "paper.warranty.",
    "/inspection/tampered": "paper.is_tampered.",
}
"""Members whose values have words."""
CHANGE_SHARES = {"member": 22, "before": 39, "after": 39}
NOTE = LINE


def blocks(sheet: Sheet) -> list[Block]:
    """Everything between head and foot; what is not there has no block, unless its lack must be said."""
    words = wording(sheet.language)
    filed = Filed(sheet.content, words)
    complaint = [
        wide(words("paper.fault"), sheet.fault),
        wide(words("paper.complaint"), filed.text("complaint")),
    ]
    order_id = filed.text("order_id")
    told_of = blocks_of(filed)
    named = filed.texts("photos")
    found = [
        people(sheet, words),
        facts(words("paper.told"), complaint),
        *told_of,
        facts(words("paper.rest"), [wide(pointer, text) for pointer, text in filed.rest()]),
        photos(sheet, named, words),
        changes(sheet, words),
        answer(sheet, words),
        record(sheet, order_id, words),
    ]
    return [block for block in found if block]


def people(sheet: Sheet, words: Wording) -> Block | None:
    """Who called, what about, where it stands, and who came (S1-3.4.1A)."""
    lead, *others = sheet.technicians or [""]
    team = [words("paper.lead", name=lead) if others else lead, *others]
    return facts(
        words("paper.customer_and_vehicle"),
        [
            fact(words("paper.customer"), sheet.customer.name),
            fact(words("paper.model"), sheet.vehicle.model),
            fact(words("paper.contact"), sheet.customer.contact),
            fact(words("paper.serial"), sheet.vehicle.serial),
            fact(words("paper.phone"), sheet.customer.phone),
            fact(words("paper.plate"), sheet.vehicle.plate),
            wide(words("paper.site"), sheet.address),
            fact(words("paper.reported_at"), told(sheet.reported_at, sheet.zone)),
            fact(words("paper.technicians"), words("paper.comma").join(team)),
        ],
    )


# Photos


def photos(sheet: Sheet, named: Iterable[str], words: Wording) -> Block | None:
    """Those that the content names, in its order, then the others; where one cannot be shown, the reason."""
    given = {picture.sha256: (n, picture) for n, picture in enumerate(sheet.pictures)}
    shown = [
        photo(*given.get(key, (0, Picture(key, None))), words) for key in dict.fromkeys([*named, *given])
    ]
    title = words("paper.photos", n=len(shown))
    return {"kind": "photos", "title": title, "columns": IN_A_ROW, "photos": shown} if shown else None


def photo(n: int, picture: Picture, words: Wording) -> dict[str, Any]:
    """One, in the file of its number, with the beginning of its SHA-256."""
    room = LINE / IN_A_ROW - 3
    return {
        "file": None if picture.jpeg is None else f"{n}.jpg",
        "name": cell(picture.sha256[:CAPTION], room),
        "reason": cell(words(f"paper.no_picture.{picture.reason or 'missing'}"), room),
    }


# Changes, answer, record


def changes(sheet: Sheet, words: Wording) -> Block | None:
    """What differs from the version before, member by member."""
    heads = [(words(f"paper.changed.{name}"), share) for name, share in CHANGE_SHARES.items()]
    rows = []
    for change in sheet.changes:
        label = LABELLED.get(change.pointer)
        values = [
            said(value, FAMILIES.get(change.pointer, "-"), words) for value in (change.before, change.after)
        ]
        rows.append([words(f"paper.{label}") if label else change.pointer, *values])
    return table(words("paper.changes"), heads, rows) if rows else None


def said(value: Any, family: str, words: Wording) -> str | None:
    """A value in words, where it has any; nothing for what was not there."""
    return None if value is None else worded(value, family, words) or as_text(value)


def answer(sheet: Sheet, words: Wording) -> Block | None:
    """What the customer said to exactly this version (S1-3.3.2); without a signature, no place for one."""
    given = sheet.answer
    if given is None:
        return facts(words("paper.answer"), [wide(words("paper.signed"), words("paper.method.none"))])
    signed = given.method in ("strokes", "stamp")
    block = facts(words("paper.answer"), said_facts(given, sheet.zone, words))
    if block and signed and sheet.signature is not None:
        block |= {"picture": "signature", "caption": words(f"paper.picture.{given.method}")}
    if block and signed:
        block["note"] = cell(words("paper.simple_signature"), NOTE)
    return block


def said_facts(given: Answer, zone: str, words: Wording) -> list[Any]:
    """The customer's answer in words."""
    rating = None if given.rating is None else words(f"paper.rating.{given.rating}", n=given.rating)
    tail = given.phone_tail and words("paper.phone_tail_of", tail=given.phone_tail)
    return [
        wide(words("paper.signed"), words(f"paper.method.{given.method}")),
        wide(words("paper.explanation"), given.explanation),
        fact(words("paper.signer"), given.signer),
        fact(words("paper.role"), given.role),
        fact(words("paper.phone_tail"), tail),
        fact(words("paper.rating"), rating),
        wide(words("paper.remarks"), given.remarks),
        wide(words("paper.consent"), given.consent),
        wide(words("paper.answered_at"), sure(given, zone, words)),
    ]


def record(sheet: Sheet, order_id: str | None, words: Wording) -> Block | None:
    """What this paper can be checked against."""
    seal = sheet.seal
    sealed = seal and [
        wide(words("paper.verify_id"), str(seal.verify_id)),
        wide(words("paper.sealed_at"), told(seal.sealed_at, sheet.zone)),
        wide(words("paper.kid"), seal.kid),
        wide(words("paper.chain"), words("paper.chain_of", seq=seal.seq, hash=seal.hash)),
    ]
    block = facts(
        words("paper.record"),
        [
            wide(words("paper.digest"), sheet.digest),
            wide(words("paper.report_id"), str(sheet.report_id)),
            wide(words("paper.order_id"), order_id),
            *(sealed or []),
        ],
    )
    attached = "paper.attached_sealed" if seal else "paper.attached"
    return block and block | {"note": cell(words(attached, zone=sheet.zone), NOTE)}
