"""One bad fact never touches its neighbours: the envelope of `POST /v1/sync` (design: sync)."""

import json
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.problems import Problem
from backend.sync import envelope

CLOCK = {"wall": "2026-03-01T08:00:00Z", "boot": "b1", "uptime_ms": 5000}
HEAD = {
    "protocol": 1,
    "device_id": "0195b3a0-0000-7000-8000-0000000000d1",
    "epoch": None,
    "cursor": None,
    "app": {"version": "2.4.1"},
    "clock": CLOCK,
}
BAD_ID = UUID("0195b3a0-0000-7000-8000-0000000000b1")
BAD = str(BAD_ID).encode()


def good(**members: Any) -> dict[str, Any]:
    """A fact as a phone sends it."""
    fact = {
        "id": str(uuid4()),
        "order_id": str(uuid4()),
        "kind": "visit.departed",
        "v": 1,
        "device_seq": 7,
        "seen_version": 3,
        "clock": CLOCK,
        "body": {"visit_id": str(uuid4()), "note": '气缸 \U0001f527 \\ " \n'},
    }
    return fact | members


def compact(value: Any) -> bytes:
    """JSON as phones write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def body_of(*facts: bytes, **members: Any) -> bytes:
    """A request body around raw facts."""
    return compact(HEAD | members)[:-1] + b',"facts":[' + b",".join(facts) + b"]}"


def told(item: envelope.Item) -> tuple[Any, ...]:
    """What must not depend on how the JSON was written."""
    return (item.id, item.fact, str(item.problem), item.content_hash)


def with_id(rest: bytes) -> bytes:
    return b'{"id":"' + BAD + b'",' + rest + b"}"


POISON = {
    "nul": with_id(rb'"body":{"a":"x\u0000y"}'),
    "nul as a name": with_id(rb'"body":{"\u0000":1}'),
    "nul after a backslash": with_id(rb'"body":{"a":"\\\u0000"}'),
    "lone surrogate": with_id(rb'"body":{"a":"\ud800"}'),
    "not a number": with_id(b'"body":{"a":NaN}'),
    "infinity": with_id(b'"body":{"a":-Infinity}'),
    "exponent without end": with_id(b'"body":{"a":1e400000}'),
    "digits without end": with_id(b'"body":{"a":' + b"9" * 5000 + b"}"),
    "20,000 levels": with_id(b'"body":' + b"[" * 20_000 + b"]" * 20_000),
    "500 levels": with_id(b'"body":' + b"[" * 500 + b"]" * 500),
    "bad UTF-8": with_id(b'"body":{"a":"\xff\xfe"}'),
    "UTF-8 of a surrogate": with_id(b'"body":{"a":"\xed\xa0\x80"}'),
    "raw control character": with_id(b'"body":{"a":"line\x01\n"}'),
    "raw NUL": with_id(b'"body":{"a":"\x00"}'),
    "unknown escape": with_id(rb'"body":{"a":"\q, ] } ["}'),
    "single quotes": with_id(b"\"body\":{'a':1}"),
    "crossed brackets": with_id(b'"body":{"a":[}]'),
    "trailing comma": with_id(b'"body":{},'),
    "no value": with_id(b'"body":'),
    "member twice": with_id(b'"order_id":1,"order_id":2'),
    "member twice, far below": with_id(rb'"body":{"a":{"b":1,"\u0062":2}}'),
    "not a fact": with_id(b'"body":{}'),
    "too large": with_id(b'"body":{"a":"' + b"x" * envelope.FACT_LIMIT_BYTES + b'"}'),
}
NAMELESS = {
    "id twice": b'{"id":"' + BAD + b'","id":"' + BAD + b'"}',
    "id is no UUID": compact(good(id="x")),
    "id is a number": compact(good(id=7)),
    "a number": b"7",
    "a string": b'"{[,"',
    "null": b"null",
    "an array": b'[[],{"id":"' + BAD + b'"}]',
    "nothing": b"",
    "words": b"fact of mine",
    "a month ago": compact(good(v="one", id=None)),
}


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


BROKEN = {
    "empty": (b"", "unreadable"),
    "not an object": (b"[]", "unreadable"),
    "cut off": (body_of(compact(good()))[:-5], "unreadable"),
    "two bodies": (body_of() + body_of(), "unreadable"),
    "a string without end": (body_of(b'"x'), "unreadable"),
    "a member without a name": (b'{[]:1,"facts":[]}', "unreadable"),
    "facts twice": (compact(HEAD)[:-1] + b',"facts":[],"facts":[]}', "unreadable"),
    "facts are no array": (compact(HEAD | {"facts": {}}), "unreadable"),
    "NUL in the epoch": (body_of(epoch="\0"), "unreadable"),
    "no facts": (compact(HEAD), "invalid_input"),
    "no device": (body_of(device_id=None), "invalid_input"),
    "another protocol": (body_of(protocol=2), "invalid_input"),
    "cursor 0": (body_of(cursor=0), "invalid_input"),
    "51 facts": (body_of(*[b"{}"] * 51), "too_large"),
    "too many bytes": (body_of(b'"' + b"x" * envelope.BODY_LIMIT_BYTES + b'"'), "too_large"),
}


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
