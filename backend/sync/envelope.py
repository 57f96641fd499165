"""The body of `POST /v1/sync`, read so that one bad fact never touches its neighbours (design: sync).

Phones send what a database cannot hold: NUL, lone surrogates, numbers without end, thousands of levels. One
such fact must not make the whole body unreadable, or it would hold up every other fact of that phone for
ever. So the body is first cut into the raw bytes of each fact, and each is then parsed by itself.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Literal, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel, Field, ValidationError

from backend.order.fact import SERVERS_IDS, Fact, holds_nul
from backend.order.moment import Clock
from backend.problems import Problem

PROTOCOL = 1
BODY_LIMIT_BYTES = 640 * 1024
"""Phones keep a batch's facts within 512 KiB; the rest is room for the envelope and for spaces."""
BRACKETS_LIMIT = 2**16
"""Twenty times a long signature; a body of brackets alone would keep the scanner busy for seconds."""
FACTS_LIMIT = 50
FACT_LIMIT_BYTES = 128 * 1024
PHOTOS_LIMIT = 100

SPACE = b" \t\r\n"
STRING = rb'"(?:[^"\\]++|\\.)*+"'
"""Matched whole, so that brackets inside it do not count; a quote by itself is a string without an end."""
TOKEN = re.compile(STRING + rb'|[\[\]{},:"]', re.DOTALL)
NESTED = re.compile(STRING + rb'|[\[\]{}"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One element of `facts`: a `fact`, or the `problem` why it is none. `raw` is exactly as sent.

    `content_hash` is over the parsed content, so that another way to write the same JSON is the same fact;
    over `raw` where that cannot be parsed. `id` is what could be read of it, so that the phone knows which.
    """

    index: int
    raw: bytes
    id: UUID | None
    fact: Fact | None
    problem: Problem | None
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a phone sends: where it stands in its feed, its clock at the sending, its facts, and which photos
    it asks for.
    """

    protocol: int
    device_id: UUID
    epoch: str | None
    cursor: int | None
    app_version: str
    clock: Clock | None
    photos: list[UUID]
    items: list[Item]


class App(BaseModel):
    """The app that sends."""

    version: str = Field(max_length=64)


class Head(BaseModel):
    """The members of the envelope but for its facts; others are ignored."""

    protocol: Literal[1]
    device_id: UUID
    epoch: str | None = Field(None, max_length=64)
    cursor: int | None = Field(None, ge=1, le=2**53 - 1)
    app: App
    clock: Clock | None = None
    photos: list[UUID] = Field([], max_length=PHOTOS_LIMIT)


OPTIONAL = frozenset({"clock", "photos"})
"""What of an envelope is left out where it cannot be read."""


def read(body: bytes) -> Envelope:
    """The envelope in `body`, each fact of it with its own problem if it has one.

    Raises Problem only when the envelope itself cannot be used: `too_large` (over one of the three limits),
    `unreadable` (not one JSON object, even leniently), `invalid_input`.
    """
    limited(body, BODY_LIMIT_BYTES, BRACKETS_LIMIT)
    members, facts = split(body, FACTS_LIMIT)
    head = head_of(members, Head)
    return Envelope(
        protocol=head.protocol,
        device_id=head.device_id,
        epoch=head.epoch,
        cursor=head.cursor,
        app_version=head.app.version,
        clock=head.clock,
        photos=head.photos,
        items=[item(index, raw) for index, raw in enumerate(facts)],
    )


def limited(body: bytes, bytes_limit: int, brackets_limit: int) -> None:
    """Raises Problem `too_large` for a body that would take too long to look at."""
    if len(body) > bytes_limit or body.count(b"[") + body.count(b"{") > brackets_limit:
        raise Problem("too_large", f"at most {bytes_limit} bytes and {brackets_limit} brackets are taken")


def split(body: bytes, facts_limit: int) -> tuple[dict[str, bytes], list[bytes]]:
    """The raw bytes of each member but `facts`, and of each fact. Raises Problem like `read`."""
    try:
        members = compact(body) or scanned(body)
        facts = members.pop("facts")
        if isinstance(facts, bytes):
            facts = [raw for _, raw in islice(parts(facts, b"[]"), facts_limit + 1)]
    except KeyError:
        raise Problem("invalid_input", "facts: is missing") from None
    except ValueError as reason:
        raise Problem("unreadable", f"the envelope: {reason}") from None
    if len(facts) > facts_limit:
        raise Problem("too_large", f"at most {facts_limit} facts are taken at once")
    return members, facts


def compact(body: bytes) -> dict[str, Any] | None:
    """The fast way, for bodies written without spaces: None where only `scanned` can tell the bytes.

    Writing the parsed body again gives the very bytes that came, so writing one fact gives that fact's.
    """
    try:
        whole = orjson.loads(body)
        if not isinstance(whole, dict) or not isinstance(whole.get("facts"), list):
            return None
        if orjson.dumps(whole) != body:
            return None
        facts = [orjson.dumps(fact) for fact in whole.pop("facts")]
        return {name: orjson.dumps(value) for name, value in whole.items()} | {"facts": facts}
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None


def scanned(body: bytes) -> dict[str, Any]:
    """The lenient way: the members' raw bytes, whatever stands in them. Raises ValueError."""
    return unique((name_in(key), raw) for key, raw in parts(body, b"{}"))


def name_in(key: bytes) -> str:
    """A member's name as a string. Raises ValueError."""
    if not key.startswith(b'"'):
        raise ValueError("a member has no name")
    name: str = orjson.loads(key)
    return name


def parts(raw: bytes, brackets: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The elements (key or nothing, value) of the one array or object in `raw`, as raw bytes.

    Each byte is looked at a few times, whatever stands there: a piece is cut out only where one ends. Raises
    ValueError where its brackets do not add up.
    """
    raw = raw.strip(SPACE)
    if raw[:1] + raw[-1:] != brackets:
        raise ValueError(f"expected {brackets.decode()}")
    start, key, some = 1, b"", False
    for mark, at in marks(raw):
        if mark == b":" and (key or brackets == b"[]"):
            continue
        piece = raw[start:at].strip(SPACE)
        start = at + 1
        if mark == b":":
            key = piece
            continue
        if some or key or piece or mark == b",":
            yield key, piece
        key, some = b"", True


def marks(raw: bytes) -> Iterator[tuple[bytes, int]]:
    """Where the outermost array or object is divided, and at last where it ends.

    It counts brackets and never recurses. Raises ValueError like `parts`.
    """
    depth = at = 1
    while depth:
        token = (TOKEN if depth == 1 else NESTED).search(raw, at)
        if token is None:
            raise ValueError("a bracket is not closed")
        mark, at = token[0], token.end()
        if mark == b'"':
            raise ValueError("a string has no end")
        depth += (mark in (b"{", b"[")) - (mark in (b"}", b"]"))
        if depth == 0 or mark in (b",", b":"):
            yield mark, at - 1
    if at != len(raw):
        raise ValueError("it ends before the body does")


H = TypeVar("H", bound=BaseModel)


def head_of(members: dict[str, bytes], kind: type[H]) -> H:
    """The envelope's own members; what is OPTIONAL and cannot be read is left out, as a fact's clock is.

    Raises Problem `unreadable` or `invalid_input`.
    """
    try:
        known = {name: storable(members[name])[0] for name in kind.model_fields if name in members}
        try:
            return kind.model_validate(known)
        except ValidationError as error:
            wrong = {str(fault["loc"][0]) for fault in error.errors()}
            if not wrong <= OPTIONAL:
                raise
            return kind.model_validate({name: value for name, value in known.items() if name not in wrong})
    except ValidationError as error:
        raise Problem("invalid_input", told(error)) from None
    except ValueError as reason:
        raise Problem("unreadable", f"the envelope: {reason}") from None


def item(index: int, raw: bytes) -> Item:
    """One fact, or why it is none."""
    try:
        value, canonical = storable(raw)
    except ValueError as reason:
        return Item(
            index, raw, fished_id(raw), None, Problem("unreadable", str(reason)), sha256(raw).digest()
        )
    digest = sha256(canonical).digest()
    try:
        fact = fact_of(value, canonical)
    except ValueError as reason:
        return Item(index, raw, id_of(value), None, Problem("unreadable", told(reason)), digest)
    return Item(index, raw, fact.id, fact, None, digest)


def fact_of(value: Any, canonical: bytes) -> Fact:
    """The fact in a parsed item. Raises ValueError.

    A clock or a place that cannot be true is left out: work that was done is never refused for what a
    sensor said (phones give an accuracy of -1 for "no position").
    """
    if id_version(value) == SERVERS_IDS:
        raise ValueError(f"id: UUIDs of version {SERVERS_IDS} are the server's own")
    if len(canonical) > FACT_LIMIT_BYTES:
        raise ValueError(f"a fact holds at most {FACT_LIMIT_BYTES} bytes")
    try:
        return Fact.model_validate(value)
    except ValidationError as error:
        sensors = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
        if not sensors or not sensors <= {"clock", "place"}:
            raise
        return Fact.model_validate({name: held for name, held in value.items() if name not in sensors})


def storable(raw: bytes) -> tuple[Any, bytes]:
    """The value in `raw` and its canonical bytes, if the database can hold it. Raises ValueError.

    A member given twice is refused at any level: who reads the first and who reads the last would disagree.
    """
    try:
        value = orjson.loads(raw)
        canonical = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        if orjson.dumps(value) != raw:
            json.loads(raw, object_pairs_hook=unique)
    except orjson.JSONEncodeError:
        raise ValueError("it is nested too deep") from None
    if holds_nul(canonical):
        raise ValueError("a string holds NUL")
    return value, canonical


def unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object's members. Raises ValueError where one is given twice."""
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise ValueError("a member is given twice")
        members[name] = value
    return members


def fished_id(raw: bytes) -> UUID | None:
    """The id of an item that cannot be parsed, if it has exactly one."""
    try:
        ids = [value for key, value in parts(raw, b"{}") if names_id(key)]
        return id_of({"id": orjson.loads(ids[0])}) if len(ids) == 1 else None
    except ValueError:
        return None


def names_id(key: bytes) -> bool:
    """Whether a member's raw name says `id`, in escapes too."""
    try:
        return bool(orjson.loads(key) == "id")
    except ValueError:
        return False


def id_version(value: Any) -> int | None:
    """The version of an item's id, if it has one."""
    known = id_of(value)
    return known.version if known else None


def id_of(value: Any) -> UUID | None:
    """The id of a parsed item, if that much of it is right."""
    try:
        return UUID(value["id"])
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def told(reason: ValueError) -> str:
    """The first thing that is wrong, by the member's name and without quoting what was sent."""
    if not isinstance(reason, ValidationError):
        return str(reason)
    fault = reason.errors(include_url=False, include_input=False, include_context=False)[0]
    return f"{'.'.join(map(str, fault['loc'])) or 'the item'}: {fault['msg']}"
