"""What changed between two versions of a report, field by field. Pure."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ConfigDict, Field

from backend.order.document import Value

LEFT_OUT = frozenset({"domain", "order_id", "report_id", "version"})
"""What says which version a content is, not what is reported."""


class Difference(Value):
    """One place where two contents differ.

    `where` counts a list's places as the newer content has them, and those of what was removed as the older
    has them. To make the newer of the older: take away, last place first, what was `removed`; put lists in
    the order that `reordered` says; add, first place first, what was `added`; and then change.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["added", "removed", "changed", "reordered"]
    where: str = Field(
        description="JSON pointer (RFC 6901) into the newer content, of what was removed into the older",
        examples=["/parts/0/quantity"],
    )
    before: Any = Field(None, description="null too where it was added; see `kind`")
    after: Any = Field(
        None, description="null too where it was removed; of `reordered` only what both have, by id or digest"
    )


def changes(older: dict[str, Any], newer: dict[str, Any]) -> list[Difference]:
    """What differs between two contents as they were filed, members that this code does not know included.

    Part lines are compared by their id, photos by their digest, everything else in a list by its place. A
    text differs when a single code point does, and a number is never a boolean. Members come by name, those
    of a list by place, what was removed from it and its order last; `domain`, `order_id`, `report_id` and
    `version` are left out. Empty if and only if the rest has the same canonical JSON (RFC 8785).
    """
    old, new = ({name: held for name, held in one.items() if name not in LEFT_OUT} for one in (older, newer))
    return list(of_objects("", old, new))


def between(where: str, before: Any, after: Any) -> Iterator[Difference]:
    """What differs between two values at the same place."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from of_objects(where, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from of_lists(where, before, after)
    elif isinstance(before, bool) != isinstance(after, bool) or before != after:
        yield Difference(kind="changed", where=where, before=before, after=after)


def of_objects(where: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    """Member by member."""
    for name in sorted(before | after):
        at = f"{where}/{name.replace('~', '~0').replace('/', '~1')}"
        if name not in after:
            yield Difference(kind="removed", where=at, before=before[name])
        elif name not in before:
            yield Difference(kind="added", where=at, after=after[name])
        else:
            yield from between(at, before[name], after[name])


def of_lists(where: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """By what names an item, or by its place."""
    old, new = named(where, before), named(where, after)
    if old is None or new is None:
        old, new = list(range(len(before))), list(range(len(after)))
    places, stay = {name: place for place, name in enumerate(old)}, set(new)
    for place, name in enumerate(new):
        if name in places:
            yield from between(f"{where}/{place}", before[places[name]], after[place])
        else:
            yield Difference(kind="added", where=f"{where}/{place}", after=after[place])
    for place, name in enumerate(old):
        if name not in stay:
            yield Difference(kind="removed", where=f"{where}/{place}", before=before[place])
    was, became = [name for name in old if name in stay], [name for name in new if name in places]
    if was != became:
        yield Difference(kind="reordered", where=where, before=was, after=became)


def named(where: str, items: list[Any]) -> list[Any] | None:
    """What the items of this list are known by, each once; None where only their place tells them apart."""
    if where == "/parts":
        names = [item.get("id") if isinstance(item, dict) else None for item in items]
    elif where == "/photos":
        names = items
    else:
        return None
    sound = all(isinstance(name, str) for name in names) and len(set(names)) == len(names)
    return names if sound else None
