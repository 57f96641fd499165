"""What was filed, block by block, and after these whatever we have no words for: all of it was signed.

Read as it was filed, and not through `Content`, which strips texts and passes over what it does not know.
"""

import json
from collections.abc import Iterator
from typing import Any, TypeVar

from backend.paper.shapes import Block, fact, facts, table, wide
from backend.wording import Wording

Kind = TypeVar("Kind")
IDENTITY = ("domain", "report_id", "version")
"""Members that stand on the paper elsewhere, as what it is the paper of."""
CAPTION = 12
"""So many characters of its SHA-256 stand under a photo."""


class Filed:
    """An object of a content. Each member is taken once; `rest` is what nobody took."""

    def __init__(
        self, members: dict[str, Any], words: Wording, path: str = "", taken: set[str] | None = None
    ) -> None:
        self.members = members
        self.words = words
        self.path = path
        self.taken = set[str]() if taken is None else taken

    def take(self, name: str, kind: type[Kind]) -> Kind | None:
        """A member of exactly this type; one of another stays for the rest, and null says nothing."""
        value = self.members.get(name)
        if value is not None and type(value) is not kind:
            return None
        self.taken.add(f"{self.path}/{name}")
        return value

    def text(self, name: str) -> str | None:
        """A text."""
        return self.take(name, str)

    def number(self, name: str, msgid: str) -> str | None:
        """A whole number, with its unit."""
        found = self.take(name, int)
        return None if found is None else self.words(msgid, n=found)

    def word(self, name: str, family: str) -> str | None:
        """One of the values that have words: of a text, a boolean or null."""
        found = worded(self.members.get(name), family, self.words)
        if found is not None:
            self.taken.add(f"{self.path}/{name}")
        return found

    def inner(self, name: str) -> "Filed":
        """The object in a member."""
        value = self.members.get(name) or self.take(name, dict)
        return self.at(name, value if isinstance(value, dict) else {})

    def lines(self, name: str) -> list["Filed"]:
        """The objects in a list."""
        value = self.members.get(name) or self.take(name, list)
        listed = value if isinstance(value, list) else []
        return [self.at(f"{name}/{n}", one) for n, one in enumerate(listed) if isinstance(one, dict)]

    def texts(self, name: str) -> list[str]:
        """The texts in a list."""
        value = self.members.get(name) or self.take(name, list)
        found = {
            n: one for n, one in enumerate(value if isinstance(value, list) else []) if isinstance(one, str)
        }
        self.taken |= {f"{self.path}/{name}/{n}" for n in found}
        return list(found.values())

    def at(self, where: str, members: dict[str, Any]) -> "Filed":
        """What is further in."""
        return Filed(members, self.words, f"{self.path}/{where}", self.taken)

    def rest(self) -> Iterator[tuple[str, str]]:
        """Pointer (RFC 6901) and text of everything that was not taken."""
        for pointer, value in leaves(self.members):
            if pointer not in self.taken:
                yield pointer, as_text(value)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a JSON tree that holds no other, with its pointer as `Filed` writes it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not inner:
        yield path, value
    for key, one in inner:
        yield from leaves(one, f"{path}/{key}")


def as_text(value: Any) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def worded(value: Any, family: str, words: Wording) -> str | None:
    """The words of a value, a text, a boolean or null; None where it has none."""
    key = value if isinstance(value, str) else json.dumps(value)
    return words.texts.get(family + key)


# The blocks


def blocks_of(filed: Filed) -> list[Block | None]:
    """What was told, found and done, in the order of the visit."""
    words = filed.words
    for name in IDENTITY:
        filed.take(name, type(filed.members.get(name)))
    seen = filed.inner("inspection")
    return [
        inspection(seen, words),
        facts(
            words("paper.judgement"),
            [
                wide(words("paper.cause"), filed.text("cause")),
                wide(words("paper.responsibility"), filed.word("responsibility", "paper.responsible.")),
                wide(words("paper.work_done"), filed.text("work_done")),
            ],
        ),
        parts(filed.lines("parts"), words),
        compensation(filed.lines("compensation"), words),
        facts(
            words("paper.departure"),
            [wide(words("paper.advice"), filed.text("advice")), wide(words("paper.travel"), travel(filed))],
        ),
    ]


def inspection(seen: Filed, words: Wording) -> Block | None:
    """What was heard, seen and checked (S1-3.4.2A–D)."""
    warranty = seen.word("warranty", "paper.warranty.")
    return facts(
        words("paper.inspection"),
        [
            fact(words("paper.running_hours"), seen.number("running_hours", "paper.unit.h")),
            fact(words("paper.mileage"), seen.number("mileage_km", "paper.unit.km")),
            fact(words("paper.warranty"), warranty),
            fact(words("paper.tampered"), seen.word("tampered", "paper.is_tampered.")),
            wide(words("paper.warranty_reason"), seen.text("warranty_reason")),
            wide(words("paper.findings"), seen.text("findings")),
        ],
    )


def parts(lines: list[Filed], words: Wording) -> Block | None:
    """The parts that were fitted (S1-3.4.2Eb); that there were none is said too."""
    title = words("paper.parts")
    if not lines:
        return facts(title, [wide(words("paper.parts_fitted"), words("paper.none"))])
    shares = {
        "name": 19,
        "number": 15,
        "quantity": 6,
        "reason": 18,
        "paid": 10,
        "serial_out": 16,
        "serial_in": 16,
    }
    rows = []
    for line in lines:
        line.take("id", str)
        rows.append(
            [
                line.text("name"),
                line.text("number"),
                line.number("quantity", "paper.quantity_of"),
                line.text("reason"),
                line.word("warranty", "paper.by_warranty."),
                old_piece(line),
                stacked(line.text("serial_in"), line.word("source", "paper.source.")),
            ]
        )
    return table(title, [(words(f"paper.column.{name}"), share) for name, share in shares.items()], rows)


def old_piece(line: Filed) -> str | None:
    """What came out: its serial, else whether anything did; and which photo shows it, by its caption."""
    replaced, shown = line.word("replaced", "paper.replaced."), line.text("photo_out")
    photo = shown and line.words("paper.photo_out", name=shown[:CAPTION])
    return stacked(line.text("serial_out") or replaced, photo)


def stacked(*texts: str | None) -> str | None:
    """Texts in one cell, a line each; None where there is none."""
    return "\n".join(one for one in texts if one) or None


def compensation(lines: list[Filed], words: Wording) -> Block | None:
    """What the customer is given (S1-3.4.2Eb)."""
    shares = {"name": 30, "number": 20, "quantity": 10, "reason": 40}
    rows = [
        [
            line.text("name"),
            line.text("number"),
            line.number("quantity", "paper.quantity_of"),
            line.text("reason"),
        ]
        for line in lines
    ]
    heads = [(words(f"paper.column.{name}"), share) for name, share in shares.items()]
    return table(words("paper.compensation"), heads, rows) if rows else None


def travel(filed: Filed) -> str | None:
    """The way there and back."""
    way = filed.inner("travel")
    found = (way.number("distance_km", "paper.unit.km"), way.number("minutes", "paper.unit.min"))
    return filed.words("paper.comma").join(one for one in found if one) or None
