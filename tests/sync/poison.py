"""The poison corpus: what phones may send that is no fact, that looks like none, or that breaks the envelope.

Bytes as they stand in `facts`. Each of POISON and NAMELESS is rejected alone, ODD is taken all the same, and
BROKEN refuses the whole request, of which nothing is stored.
"""

import json
from typing import Any
from uuid import UUID, uuid4

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
ORDER = UUID("0195b3a0-0000-7000-8000-00000000000a")
"""The order that every good fact here speaks of."""
LEVELS = 20_000


def good(**members: Any) -> dict[str, Any]:
    """A fact as a phone sends it."""
    fact = {
        "id": str(uuid4()),
        "order_id": str(ORDER),
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


def with_id(rest: bytes) -> bytes:
    """An item whose id can be read, whatever follows."""
    return b'{"id":"' + BAD + b'",' + rest + b"}"


def otherwise_good(find: bytes, instead: bytes) -> bytes:
    """A whole fact with one thing in it replaced."""
    written = compact(good(id=str(BAD_ID)))
    assert written.count(find) == 1
    return written.replace(find, instead)


def of_size(size: int) -> bytes:
    """A whole fact of so many bytes."""
    visit = {"visit_id": str(uuid4()), "log": ""}
    empty = compact(good(id=str(BAD_ID), body=visit))
    return empty.replace(b'"log":""', b'"log":"' + b"x" * (size - len(empty)) + b'"')


STRINGS = {
    "NUL": with_id(rb'"body":{"a":"x\u0000y"}'),
    "NUL as a name": with_id(rb'"body":{"\u0000":1}'),
    "NUL after a backslash": with_id(rb'"body":{"a":"\\\u0000"}'),
    "NUL far below": with_id(rb'"body":{"a":[{"b":[["\u0000"]]}]}'),
    "NUL in the kind": otherwise_good(b"visit.departed", rb"visit.\u0000departed"),
    "NUL in the order's id": with_id(rb'"order_id":"\u00000195b3a0-0000-7000-8000-000000000001"'),
    "NUL in the boot": otherwise_good(b'"b1"', rb'"b\u0000"'),
    "NUL in a member that nobody knows": otherwise_good(b'"v":1', rb'"v":1,"mood":"\u0000"'),
    "raw NUL": with_id(b'"body":{"a":"\x00"}'),
    "raw NUL between members": with_id(b'"body":{},\x00"a":1'),
    "raw control character": with_id(b'"body":{"a":"line\x01\n"}'),
    "high surrogate alone": with_id(rb'"body":{"a":"\ud800"}'),
    "low surrogate alone": with_id(rb'"body":{"a":"\udc00"}'),
    "surrogates the wrong way round": with_id(rb'"body":{"a":"\udc00\ud800"}'),
    "surrogate as a name": with_id(rb'"body":{"\ud83d":1}'),
    "surrogate in the kind": otherwise_good(b"visit.departed", rb"visit.\ud800"),
    "UTF-8 of a surrogate": with_id(b'"body":{"a":"\xed\xa0\x80"}'),
    "UTF-8 of a surrogate pair": with_id(b'"body":{"\xed\xa0\xbd\xed\xb4\xa7":1}'),
    "bad UTF-8": with_id(b'"body":{"a":"\xff\xfe"}'),
    "bad UTF-8 as a name": with_id(b'"body":{"\x80":1}'),
    "UTF-8 cut short": with_id(b'"body":{"a":"\xe6\xb0"}'),
    "overlong NUL": with_id(b'"body":{"a":"\xc0\x80"}'),
    "overlong quote": with_id(b'"body":{"a":"\xe0\x80\xa2"}'),
    "beyond Unicode": with_id(b'"body":{"a":"\xf4\x90\x80\x80"}'),
    "unknown escape": with_id(rb'"body":{"a":"\q, ] } ["}'),
    "escape cut short": with_id(rb'"body":{"a":"\u12"}'),
    "single quotes": with_id(b"\"body\":{'a':1}"),
}
NUMBERS = {
    "not a number": with_id(b'"body":{"a":NaN}'),
    "infinity": with_id(b'"body":{"a":Infinity}'),
    "minus infinity": with_id(b'"body":{"a":-Infinity}'),
    "exponent without end": with_id(b'"body":{"a":1e400000}'),
    "minus that": with_id(b'"body":{"a":-1e400000}'),
    "that as the version": otherwise_good(b'"v":1', b'"v":1e400000'),
    "that in the clock": otherwise_good(b'"uptime_ms":5000', b'"uptime_ms":1e400000'),
    "5,000 digits": with_id(b'"body":{"a":' + b"9" * 5000 + b"}"),
    "100,000 digits": with_id(b'"body":{"a":' + b"9" * 100_000 + b"}"),
    "a leading zero": with_id(b'"body":{"a":07}'),
    "a leading plus": with_id(b'"body":{"a":+7}'),
    "hexadecimal": with_id(b'"body":{"a":0x7}'),
    "half a number": with_id(b'"body":{"a":7.}'),
}
LEVELLED = {
    "20,000 lists": with_id(b'"body":' + b"[" * LEVELS + b"]" * LEVELS),
    "20,000 objects": with_id(b'"body":' + b'{"a":' * LEVELS + b"1" + b"}" * LEVELS),
    "20,000 of both": with_id(b'"body":' + b'[{"a":' * (LEVELS // 2) + b"1" + b"}]" * (LEVELS // 2)),
    "20,000 levels in a member that nobody knows": with_id(b'"x":' + b"[" * LEVELS + b"]" * LEVELS),
    "500 levels": with_id(b'"body":' + b"[" * 500 + b"]" * 500),
    "260 levels": otherwise_good(b'"note"', b'"deep":' + b"[" * 260 + b"]" * 260 + b',"note"'),
}
SYNTAX = {
    "crossed brackets": with_id(b'"body":{"a":[}]'),
    "trailing comma": with_id(b'"body":{},'),
    "trailing comma in a list": with_id(b'"body":[1,]'),
    "no comma": with_id(b'"body":{} "v":1'),
    "no colon": with_id(b'"body" {}'),
    "no value": with_id(b'"body":'),
    "no name": with_id(b"{}"),
    "name without quotes": with_id(b"body:{}"),
    "comment": with_id(b'"body":{} /* of mine */'),
    "comment to the end of the line": with_id(b'"body":{} // of mine\n'),
    "true in capitals": with_id(b'"body":{"a":True}'),
    "undefined": with_id(b'"body":undefined'),
    "a space that JSON does not know": with_id(b'"body":\xc2\xa0{}'),
    "member twice": with_id(b'"order_id":1,"order_id":2'),
    "member twice, far below": with_id(rb'"body":{"a":{"b":1,"\u0062":2}}'),
    "member twice, alike": otherwise_good(b'"v":1', b'"v":1,"v":1'),
}
SIZES = {
    "no fact": with_id(b'"body":{}'),
    "a byte too long": of_size(envelope.FACT_LIMIT_BYTES + 1),
    "a text of 150 KiB": with_id(b'"body":{"a":"' + b"x" * 150 * 1024 + b'"}'),
    "a name of 150 KiB": with_id(b'"body":{"' + b"x" * 150 * 1024 + b'":1}'),
    "17,000 numbers": otherwise_good(b'"note"', b'"n":[' + b"1234567," * 17_000 + b'7],"note"'),
}
GROUPS = {"strings": STRINGS, "numbers": NUMBERS, "levels": LEVELLED, "syntax": SYNTAX, "sizes": SIZES}
POISON = {name: raw for group in GROUPS.values() for name, raw in group.items()}
"""Rejected as `unreadable`, and told under the id that can be read in it."""

NAMELESS = {
    "id twice": b'{"id":"' + BAD + b'","id":"' + BAD + b'"}',
    "id twice, once in disguise": rb'{"\u0069d":"' + BAD + b'","id":"' + BAD + b'"}',
    "id is no UUID": compact(good(id="x")),
    "id is a number": compact(good(id=7)),
    "id cut short": compact(good(id=str(BAD_ID)[:-1])),
    "no id": b"{}",
    "a number": b"7",
    "a string": b'"{[,"',
    "true": b"true",
    "null": b"null",
    "a list": b'[[],{"id":"' + BAD + b'"}]',
    "20,000 levels and nothing else": b"[" * LEVELS + b"]" * LEVELS,
    "nothing": b"",
    "words": b"fact of mine",
    "NaN": b"NaN",
    "a byte order mark": b"\xef\xbb\xbf" + compact(good(id=str(BAD_ID))),
    "a comment": b"/* " + compact(good(id=str(BAD_ID))) + b" */",
    "UTF-16": json.dumps(good(id=str(BAD_ID), body={})).encode("utf-16-le"),
    "two facts run together": compact(good(id=str(BAD_ID))) + compact(good()),
    "single quotes alone": b"{'id':'" + BAD + b"'}",
    "a month ago": compact(good(v="one", id=None)),
}
"""Rejected as well, and told by the index alone."""


def written(**members: str) -> bytes:
    """A whole fact with members of raw JSON in the place of its own."""
    raw = {name: json.dumps(value) for name, value in good().items()} | members
    return ("{" + ",".join(f'"{name}":{value}' for name, value in raw.items()) + "}").encode()


def deep(levels: int) -> str:
    """A body that goes so far down."""
    return f'{{"visit_id":"{uuid4()}","deep":{"[" * levels}{"]" * levels}}}'


def visit(member: str) -> str:
    """A body with a member of its own."""
    return f'{{"visit_id":"{uuid4()}",{member}}}'


ODD = {
    "an id in capitals": lambda: written(id=json.dumps(str(uuid4()).upper())),
    "an id in braces": lambda: written(id=json.dumps(f"{{{uuid4()}}}")),
    "an id as a URN": lambda: written(id=json.dumps(f"urn:uuid:{uuid4()}")),
    "an id without hyphens": lambda: written(id=json.dumps(uuid4().hex)),
    "names in escapes": lambda: written().replace(b'"id"', rb'"\u0069d"').replace(b'"v"', rb'"\u0076"'),
    "spaces everywhere": lambda: json.dumps(good(), indent="\t").replace("\n", "\r\n").encode(),
    "minus zero": lambda: written(seen_version="-0", device_seq="-0.0"),
    "whole numbers with an exponent": lambda: written(v="1E0", device_seq="1E5", seen_version="30e-1"),
    "whole numbers in words": lambda: written(v='"1"', seen_version='"3"', device_seq="true"),
    "the largest number": lambda: written(device_seq=str(2**53 - 1), seen_version=str(2**53 - 1)),
    "numbers beyond 64 bits": lambda: written(body=visit(f'"n":[{2**64},-{2**64},{"9" * 300},1e308,5e-324]')),
    "240 levels": lambda: written(body=deep(240)),
    "escapes of all kinds": lambda: written(body=visit(r'"a":"\u4e2d\ud83d\udd27\/\b\f\\u0000\uffff\ufffe"')),
    "a wall clock without an offset": lambda: written(
        clock='{"wall":"2026-03-01T08:00:00","boot":"b1","uptime_ms":5000}'
    ),
    "a clock in words": lambda: written(clock='"noon"'),
    "a place in the sea of numbers": lambda: written(place='{"lat":1e308,"lon":-1e308}'),
    "members that nobody knows": lambda: written(mood='{"a":[1,null,true]}', Id='"x"'),
    "nothing where nothing is needed": lambda: written(
        clock="null", place="null", actor="null", group_id="null", device_seq="null", seen_version="null"
    ),
    "the last byte": lambda: of_size(envelope.FACT_LIMIT_BYTES).replace(BAD, str(uuid4()).encode()),
    "a byte less": lambda: of_size(envelope.FACT_LIMIT_BYTES - 1).replace(BAD, str(uuid4()).encode()),
    "spaces beyond the limit": lambda: written().replace(b",", b"," + b" " * 20_000),
}
"""Read as the facts they are; each call gives another one."""

LATER: dict[str, dict[str, Any]] = {
    "a kind of tomorrow": {"kind": "visit.teleported", "body": {"to": {"anywhere": [1, 2]}}},
    "no word of any language": {"kind": "\u2028\U0001f527 \x7f"},
    "the longest kind": {"kind": "k" * 64},
    "another version": {"v": 2},
    "the last version": {"v": 1000, "body": {}},
    "a kind in capitals": {"kind": "VISIT.DEPARTED"},
}
"""Parked: a newer server may know them."""

BROKEN = {
    "empty": (b"", "unreadable"),
    "not an object": (b"[]", "unreadable"),
    "null": (b"null", "unreadable"),
    "a byte order mark": (b"\xef\xbb\xbf" + body_of(), "unreadable"),
    "UTF-16": (body_of(compact(good())).decode().encode("utf-16"), "unreadable"),
    "a comment": (b"/* mine */" + body_of(), "unreadable"),
    "cut off": (body_of(compact(good()))[:-5], "unreadable"),
    "cut off in an item": (body_of(compact(good()))[:-40], "unreadable"),
    "two bodies": (body_of() + body_of(), "unreadable"),
    "a string without end": (body_of(b'"x'), "unreadable"),
    "an item without its end": (body_of(compact(good())[:-1], compact(good())), "unreadable"),
    "an item with two ends": (body_of(compact(good()) + b"}", compact(good())), "unreadable"),
    "an item that ends the list": (body_of(compact(good()) + b"]", compact(good())), "unreadable"),
    "a comment with a quote": (body_of(compact(good()) + b' /* 6" */', compact(good())), "unreadable"),
    "a member without a name": (b'{[]:1,"facts":[]}', "unreadable"),
    "a name that cannot be read": (body_of()[:-1] + rb',"\ud800":1}', "unreadable"),
    "facts twice": (compact(HEAD)[:-1] + b',"facts":[],"facts":[]}', "unreadable"),
    "another member twice": (body_of()[:-1] + b',"cursor":7}', "unreadable"),
    "facts are no array": (compact(HEAD | {"facts": {}}), "unreadable"),
    "facts are null": (compact(HEAD | {"facts": None}), "unreadable"),
    "NUL in the epoch": (body_of(epoch="\0"), "unreadable"),
    "a surrogate in the app's version": (
        body_of().replace(b"2.4.1", rb"\ud800"),
        "unreadable",
    ),
    "the app's version twice": (body_of().replace(b'"version"', b'"version":"1","version"'), "unreadable"),
    "a cursor without end": (body_of().replace(b'"cursor":null', b'"cursor":1e400000'), "unreadable"),
    "20,000 levels of app": (
        body_of().replace(b'{"version":"2.4.1"}', b"[" * LEVELS + b"]" * LEVELS),
        "unreadable",
    ),
    "no facts": (compact(HEAD), "invalid_input"),
    "no device": (body_of(device_id=None), "invalid_input"),
    "a device of no name": (body_of(device_id="mine"), "invalid_input"),
    "another protocol": (body_of(protocol=2), "invalid_input"),
    "no protocol": (body_of(protocol=None), "invalid_input"),
    "cursor 0": (body_of(cursor=0), "invalid_input"),
    "a cursor beyond all numbers": (body_of(cursor=2**53), "invalid_input"),
    "a cursor in words": (body_of(cursor="far"), "invalid_input"),
    "a long epoch": (body_of(epoch="e" * 65), "invalid_input"),
    "an epoch in numbers": (body_of(epoch=7), "invalid_input"),
    "no app": (body_of(app=None), "invalid_input"),
    "a long version": (body_of(app={"version": "1" * 65}), "invalid_input"),
    "51 facts": (body_of(*[b"{}"] * 51), "too_large"),
    "too many bytes": (body_of(b'"' + b"x" * envelope.BODY_LIMIT_BYTES + b'"'), "too_large"),
    "a megabyte in one string": (
        body_of(compact(good()), with_id(b'"a":"' + b"x" * 2**20 + b'"')),
        "too_large",
    ),
    "too many brackets": (body_of(b"[]" * (envelope.BRACKETS_LIMIT + 1)), "too_large"),
}
"""Refused whole, with the code that says so; nothing of it is stored."""

NAMES = (
    "id",
    "order_id",
    "kind",
    "v",
    "device_seq",
    "seen_version",
    "clock",
    "place",
    "actor",
    "group_id",
    "body",
)
TYPES: dict[str, Any] = {
    "null": None,
    "boolean": True,
    "number": 7,
    "fraction": 7.5,
    "string": "word",
    "list": [],
    "object": {},
}
ABSENT = "absent"
REQUIRED, SENSORS = {"id", "order_id", "kind", "v", "body"}, {"clock", "place"}
FITTING = {
    ("kind", "string"): "parked unknown_kind",
    ("v", "number"): "parked unknown_kind",
    ("v", "boolean"): "applied",
    **{(name, kind): "applied" for name in ("device_seq", "seen_version") for kind in ("number", "boolean")},
}


def expected(member: str, kind: str) -> str:
    """What becomes of a fact whose `member` is of this type of JSON instead of its own."""
    if member in SENSORS or (member not in REQUIRED and kind in ("null", ABSENT)):
        return "applied"
    return FITTING.get((member, kind), "rejected unreadable")


def mistyped(fact: dict[str, Any], member: str, kind: str) -> dict[str, Any]:
    """The fact with this member of this type, or without it."""
    rest = {name: value for name, value in fact.items() if name != member}
    return rest if kind == ABSENT else rest | {member: TYPES[kind]}
