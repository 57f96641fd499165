"""What changed between two versions is all that changed, and enough to make the newer of the older."""

from copy import deepcopy
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from backend.reports.difference import LEFT_OUT, Difference, changes

VALVE = {"id": "a", "name": "Valve", "quantity": 1, "warranty": True}
HOSE = {"id": "b", "name": "Hose", "quantity": 2, "warranty": False}
SEAL = {"id": "c", "name": "Seal", "quantity": 1, "warranty": False}
LINES = {"name": "Kind words", "quantity": 1}


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ({"cause": "wear, dirt"}, {"cause": "wear dirt"}, [("changed", "/cause", "wear, dirt", "wear dirt")]),
        ({"cause": "\u00e9"}, {"cause": "e\u0301"}, [("changed", "/cause", "\u00e9", "e\u0301")]),
        ({"version": 1, "domain": "a", "order_id": 1, "report_id": 1}, {"version": 2}, []),
        ({"part": {"version": 1}}, {"part": {"version": 2}}, [("changed", "/part/version", 1, 2)]),
        ({"tampered": 1}, {"tampered": True}, [("changed", "/tampered", 1, True)]),
        ({"tampered": [0]}, {"tampered": [False]}, [("changed", "/tampered/0", 0, False)]),
        ({"advice": None}, {}, [("removed", "/advice", None, None)]),
        ({}, {"advice": None}, [("added", "/advice", None, None)]),
        ({"advice": None}, {"advice": ""}, [("changed", "/advice", None, "")]),
        ({"new": {}}, {"new": []}, [("changed", "/new", {}, [])]),
        ({"a/b": {"c~d": 1}}, {"a/b": {"c~d": 2}}, [("changed", "/a~1b/c~0d", 1, 2)]),
        # a part line is the same line wherever it stands
        (
            {"parts": [VALVE, HOSE]},
            {"parts": [HOSE | {"quantity": 3}]},
            [("changed", "/parts/0/quantity", 2, 3), ("removed", "/parts/0", VALVE, None)],
        ),
        ({"parts": [HOSE]}, {"parts": [VALVE, HOSE]}, [("added", "/parts/0", None, VALVE)]),
        (
            {"parts": [VALVE, HOSE, SEAL]},
            {"parts": [SEAL, VALVE]},
            [("removed", "/parts/1", HOSE, None), ("reordered", "/parts", ["a", "c"], ["c", "a"])],
        ),
        (
            {"parts": [VALVE]},
            {"parts": [VALVE | {"id": "z"}]},
            [("added", "/parts/0", None, VALVE | {"id": "z"}), ("removed", "/parts/0", VALVE, None)],
        ),
        # what newer apps may make of it has places
        ({"parts": [VALVE, 1]}, {"parts": [VALVE, 2]}, [("changed", "/parts/1", 1, 2)]),
        # compensation is compared by place
        (
            {"compensation": [LINES, LINES]},
            {"compensation": [LINES | {"quantity": 2}]},
            [("changed", "/compensation/0/quantity", 1, 2), ("removed", "/compensation/1", LINES, None)],
        ),
        # a photo is its digest, and their order was signed too
        ({"photos": ["a", "b"]}, {"photos": ["b"]}, [("removed", "/photos/0", "a", None)]),
        ({"photos": ["a", "b"]}, {"photos": ["b", "a"]}, [("reordered", "/photos", ["a", "b"], ["b", "a"])]),
        ({"photos": ["a", "a"]}, {"photos": ["a"]}, [("removed", "/photos/1", "a", None)]),
    ],
)
def test_each_difference_says_where_and_what(
    older: dict[str, Any], newer: dict[str, Any], expected: list[tuple[str, str, Any, Any]]
) -> None:
    found = [(one.kind, one.where, one.before, one.after) for one in changes(older, newer)]
    assert list(map(repr, found)) == list(map(repr, expected))


NAMES = st.sampled_from(["cause", "parts", "photos", "version", "id", "a/b", "~", ""])
LEAVES = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b", "\u00e9", "e\u0301"])
VALUES = st.recursive(
    LEAVES, lambda held: st.lists(held, max_size=3) | st.dictionaries(NAMES, held, max_size=3), max_leaves=6
)
PARTS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcd")}, optional={"reason": VALUES}),
    unique_by=lambda line: repr(line["id"]),
)
PHOTOS = st.lists(st.sampled_from("abcd"), unique=True)
CONTENTS = st.fixed_dictionaries(
    {},
    optional={
        "parts": PARTS | VALUES,
        "photos": PHOTOS | VALUES,
        "cause": LEAVES,
        "version": LEAVES,
        "inspection": VALUES,
    },
)


def reported(content: dict[str, Any]) -> dict[str, Any]:
    return {name: held for name, held in content.items() if name not in LEFT_OUT}


def made_of(older: dict[str, Any], differences: list[Difference]) -> dict[str, Any]:
    """The newer content, by the steps that `Difference` tells."""
    content = {"": deepcopy(reported(older))}
    steps = ("removed", "reordered", "added", "changed")
    for step in steps:
        mine = [one for one in differences if one.kind == step]
        for one in reversed(mine) if step == "removed" else mine:
            change(content, one)
    return content[""]


def change(content: dict[str, Any], one: Difference) -> None:
    held: Any = content
    *way, last = [name.replace("~1", "/").replace("~0", "~") for name in one.where.split("/")]
    for name in way:
        held = held[int(name)] if isinstance(held, list) else held[name]
    at: Any = int(last) if isinstance(held, list) else last
    if one.kind == "removed":
        assert rfc8785.dumps(held.pop(at)) == rfc8785.dumps(one.before)
    elif one.kind == "reordered":
        held[at].sort(key=lambda item: one.after.index(item if isinstance(item, str) else item["id"]))
    elif one.kind == "added" and isinstance(held, list):
        held.insert(at, one.after)
    else:
        held[at] = one.after


@given(CONTENTS, CONTENTS)
def test_the_older_and_what_changed_make_the_newer(older: dict[str, Any], newer: dict[str, Any]) -> None:
    found = changes(older, newer)
    assert rfc8785.dumps(made_of(older, found)) == rfc8785.dumps(reported(newer))
    same = rfc8785.dumps(reported(older)) == rfc8785.dumps(reported(newer))
    assert (not found) == same


@given(CONTENTS)
def test_nothing_differs_from_itself_whatever_the_order_of_its_members(content: dict[str, Any]) -> None:
    assert changes(content, dict(reversed(deepcopy(content).items()))) == []


@given(CONTENTS, CONTENTS)
def test_the_order_of_members_does_not_order_what_is_told(
    older: dict[str, Any], newer: dict[str, Any]
) -> None:
    turned = changes(dict(reversed(older.items())), dict(reversed(newer.items())))
    assert repr(turned) == repr(changes(older, newer))
