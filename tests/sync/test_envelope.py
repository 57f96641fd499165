"""One bad fact never touches its neighbours: the envelope of `POST /v1/sync` (design: sync)."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.problems import Problem
from backend.sync import envelope
from tests.sync.poison import BAD_ID, BROKEN, HEAD, NAMELESS, ODD, POISON, body_of, compact, good


def told(item: envelope.Item) -> tuple[Any, ...]:
    """What must not depend on how the JSON was written."""
    return (item.id, item.fact, str(item.problem), item.content_hash)


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_a_bad_fact_is_named_and_its_neighbours_are_read(poison: bytes) -> None:
    before, after = good(), good()
    first, bad, last = envelope.read(body_of(compact(before), poison, compact(after))).items
    assert (first.fact and first.fact.body, last.fact and last.fact.body) == (before["body"], after["body"])
    assert (bad.fact, told(bad)[2].partition(":")[0]) == (None, "unreadable")
    assert (bad.index, bad.id, bad.raw) == (1, BAD_ID, poison)


@pytest.mark.parametrize("poison", NAMELESS.values(), ids=NAMELESS)
def test_a_bad_fact_without_a_usable_id_is_told_by_its_index(poison: bytes) -> None:
    first, bad, last = envelope.read(body_of(compact(good()), poison, compact(good()))).items
    assert None not in (first.fact, last.fact)
    assert (bad.index, bad.id, bad.fact, bad.raw) == (1, None, None, poison)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_is_only_odd_is_a_fact(odd: Callable[[], bytes]) -> None:
    raw = odd()
    item = envelope.read(body_of(NAMELESS["words"], raw)).items[1]
    assert (item.problem, item.raw) == (None, raw)
    assert item.fact is not None
    assert (item.fact.kind, item.fact.v, item.fact.body.keys() >= {"visit_id"}) == ("visit.departed", 1, True)


def test_all_poison_in_one_body_leaves_every_good_fact() -> None:
    corpus = [poison for poison in [*POISON.values(), *NAMELESS.values()] if len(poison) < 100_000]
    facts = [fact for poison in corpus for fact in (compact(good()), poison)]
    for start in range(0, len(facts), envelope.FACTS_LIMIT):
        items = envelope.read(body_of(*facts[start : start + envelope.FACTS_LIMIT])).items
        assert [item.fact is None for item in items] == [index % 2 == 1 for index in range(len(items))]


@pytest.mark.parametrize(
    ("sensor", "value"),
    [
        ("place", {"lat": 31.2, "lon": 121.5, "accuracy_m": -1}),
        ("place", {"lat": 95, "lon": 121.5}),
        ("place", "somewhere"),
        ("clock", {"wall": "+052000-01-01T00:00:00Z", "boot": "b", "uptime_ms": 1}),
        ("clock", {"wall": "yesterday"}),
        ("clock", 7),
    ],
)
def test_no_fact_is_refused_for_what_a_sensor_said(sensor: str, value: Any) -> None:
    """I4 of the protocol: only the reading is left out."""
    item = envelope.read(body_of(compact(good(**{sensor: value})))).items[0]
    assert getattr(item.fact, sensor) is None
    assert item.problem is None


@pytest.mark.parametrize("members", [{"kind": ""}, {"v": 0}, {"body": []}, {"actor": "me"}])
def test_a_wrong_clock_excuses_nothing_else(members: dict[str, Any]) -> None:
    item = envelope.read(body_of(compact(good(clock=7, **members)))).items[0]
    assert item.fact is None


def test_the_same_content_is_the_same_fact_however_its_members_are_ordered() -> None:
    fact = good(body={"a": 1, "b": [1, 2]})
    turned = dict(reversed(fact.items())) | {"body": {"b": [1, 2], "a": 1}}
    other = fact | {"body": {"a": 1, "b": [2, 1]}}
    same, also, not_ = (
        envelope.read(body_of(compact(each))).items[0].content_hash for each in (fact, turned, other)
    )
    assert same == also != not_


@pytest.mark.parametrize(("body", "code"), BROKEN.values(), ids=BROKEN)
def test_only_an_envelope_that_cannot_be_used_is_refused_whole(body: bytes, code: str) -> None:
    with pytest.raises(Problem) as refused:
        envelope.read(body)
    assert refused.value.code == code


def test_members_of_a_newer_app_are_ignored() -> None:
    read = envelope.read(body_of(compact(good(mood="fine")), battery={"level": 0.4}))
    assert read.items[0].fact is not None


WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(JSON | st.builds(good, body=st.dictionaries(WORDS, JSON, max_size=3)), max_size=5))
def test_both_ways_of_reading_give_the_same_facts(facts: list[Any]) -> None:
    """Written compactly, with spaces, or beside poison that only the lenient way can pass."""
    spaced = json.dumps(HEAD | {"facts": facts}, indent=1).encode()
    ascii_only = [json.dumps(fact).encode() for fact in facts]
    plain = [told(item) for item in envelope.read(body_of(*map(compact, facts))).items]
    assert [told(item) for item in envelope.read(spaced).items] == plain
    poisoned = envelope.read(body_of(POISON["bad UTF-8"], *ascii_only)).items[1:]
    assert [told(item) for item in poisoned] == plain
    assert [item.raw for item in poisoned] == ascii_only


@given(st.lists(JSON, max_size=5))
def test_the_fast_way_and_the_lenient_way_cut_alike(facts: list[Any]) -> None:
    body = orjson.dumps(HEAD | {"facts": facts})
    fast = envelope.compact(body)
    assert fast is not None
    lenient = envelope.scanned(body)
    assert [raw for _, raw in envelope.parts(lenient.pop("facts"), b"[]")] == fast.pop("facts")
    assert lenient == fast


SYNTAX = [b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", rb"\u0000", b"1e999"]


@given(st.data())
def test_no_bytes_whatever_raise_anything_but_a_problem(data: st.DataObject) -> None:
    body = bytearray(body_of(compact(good()), compact(good())))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=3) | st.sampled_from(SYNTAX)
        )
    with suppress(Problem):
        envelope.read(bytes(body))


# How long it takes


class Counted(bytes):
    """Bytes that count how many of them are copied to be looked at."""

    copied = 0

    def __getitem__(self, key: Any) -> Any:
        piece = super().__getitem__(key)
        Counted.copied += len(piece) if isinstance(piece, bytes) else 1
        return Counted(piece) if isinstance(piece, bytes) else piece

    def strip(self, chars: Any = None) -> "Counted":
        return Counted(super().strip(chars))


@pytest.mark.parametrize("brackets", [b"[]", b"{}"])
@pytest.mark.parametrize(
    "filling", [*SYNTAX, b'"":', b'"":1,', b"::", b",:", b"[]", b"[]:", b'"', b" ", b"1"]
)
def test_no_filling_is_looked_at_more_than_a_few_times(filling: bytes, brackets: bytes) -> None:
    """Else one body would keep everybody waiting: a piece that grows with each colon took five seconds."""
    size = 5_000
    body = brackets[:1] + b'"a":' + filling * (size // len(filling)) + brackets[1:]
    Counted.copied = 0
    with suppress(ValueError):
        list(envelope.parts(Counted(body), brackets))
    assert Counted.copied <= 2 * len(body)
