"""What a fact is, how a kind is declared, and what a judgement may be.

A fact says what happened. A kind (one class) says what such a fact contains, who may say it, whether it
applies (`judge`) and what it changes (`fold`). KINDS is filled by the five modules of kinds and then closed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from backend.order.document import Base, Distance, Member, Moment, Movement, Order, Place, Rule, Value
from backend.order.moment import Clock
from backend.order.parts.stock import Shelf
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.people.roles import Role

MAX_SEQ = 2**53 - 1
"""Whole numbers stay within what every JSON reader holds exactly (RFC 8785)."""


SERVERS_IDS = 5
"""Ids of facts that the server makes are UUIDs of this version, made from their cause: whoever could send one
would take the place of a fact that is still to be made.
"""


NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""As JSON writes it: after an even number of backslashes."""


def holds_nul(written: bytes) -> bool:
    """Whether a string in this JSON holds NUL, which PostgreSQL keeps in no text."""
    return b"\\u0000" in written and NUL.search(written) is not None


class Fact(Value):
    """The envelope of one fact, as a phone or a desk sends it (design: facts)."""

    id: UUID
    order_id: UUID
    kind: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    v: int = Field(ge=1, le=1000)
    device_seq: int | None = Field(None, ge=0, le=MAX_SEQ)
    seen_version: int | None = Field(None, ge=0, le=MAX_SEQ)
    clock: Clock | None = None
    place: Place | None = None
    actor: UUID | None = None
    group_id: UUID | None = None
    body: dict[str, Any]


class Author(Value):
    """Who said a fact, by name as of then."""

    id: UUID
    name: str


class Terms(Value):
    """A supplier by name as of then, and within how many days of the repair he takes a claim (S1-3.8)."""

    supplier: str
    claim_days: int


class Settled(Value):
    """Everything the server had to decide to apply a fact; journalled with it, so that folding asks nobody.

    The first nine are settled for every fact, the rest by the kinds that need them. `brought_by` sent it for
    its author; `decision` is the desk's fact that let it apply.
    """

    received_at: AwareDatetime
    occurred: Moment
    author: Author
    device_id: UUID | None = None
    desk: bool = False
    place: Place | None = None
    seen_version: int = 0
    brought_by: Author | None = None
    decision: UUID | None = None
    number: str | None = None
    base: Base | None = None
    distance: Distance | None = None
    rules: list[Rule] | None = None
    team: list[Member] | None = None
    after_reassignment: bool = False
    stock: list[Movement] | None = None
    doubts: list[str] | None = None
    old_parts_days: int | None = None
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact at its place in the order's chain, with what was settled about it.

    While it is judged, `seq` is the place it would get and `settled` holds only what holds for every fact.
    """

    fact_id: UUID
    order_id: UUID
    seq: int
    body: "Body"
    settled: Settled

    @property
    def kind(self) -> str:
        """The kind's name."""
        return self.body.kind

    @property
    def seen_version(self) -> int:
        """The version of the order that its maker saw."""
        return self.settled.seen_version

    @property
    def author(self) -> UUID:
        """Staff id of who said it."""
        return self.settled.author.id

    @property
    def at(self) -> datetime:
        """When it happened, as well as is known."""
        return self.settled.occurred.at

    @property
    def decided(self) -> bool:
        """A person let it apply although it contradicts what stands, or was said by somebody else."""
        return self.settled.decision is not None


# What a kind asks for


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as a rule needs him."""

    id: UUID
    name: str
    roles: frozenset[Role]
    active: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """What a rule must know beyond the order; the door loads it for the whole batch at once.

    `keys` are shared between orders (`strokes:…`): locked in sorted order until the commit. `facts` are
    stored ones that it decides on, locked likewise. `numbers` are part numbers whose pieces it moves: nobody
    else moves any of them until then; `serials` are those of pieces that may be anywhere. `moved_by` are
    facts whose movements it takes back.
    """

    people: frozenset[UUID] = frozenset()
    keys: frozenset[str] = frozenset()
    facts: frozenset[UUID] = frozenset()
    numbers: frozenset[str] = frozenset()
    serials: frozenset[str] = frozenset()
    moved_by: frozenset[UUID] = frozenset()
    suppliers: frozenset[UUID] = frozenset()
    bases: bool = False
    number: bool = False

    def __or__(self, other: "Asks") -> "Asks":
        return Asks(
            self.people | other.people,
            self.keys | other.keys,
            self.facts | other.facts,
            self.numbers | other.numbers,
            self.serials | other.serials,
            self.moved_by | other.moved_by,
            self.suppliers | other.suppliers,
            self.bases or other.bases,
            self.number or other.number,
        )


@dataclass(slots=True)
class Known:
    """What was loaded; `keys` (key → who holds it), `shelf` and `moved_by` follow the batch as it folds."""

    policy: Policy
    people: dict[UUID, Person] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    facts: "dict[UUID, Kept]" = field(default_factory=dict)
    bases: list[Base] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    moved_by: dict[UUID, list[Movement]] = field(default_factory=dict)
    suppliers: dict[UUID, Terms] = field(default_factory=dict)


# What a judgement may be

Waits = Literal["order", "team", "arrival", "report", "photo", "part", "upgrade", "person"]
"""What a parked fact waits for: another fact of the order, a later version of the server, or a person."""


@dataclass(frozen=True, slots=True)
class Applied:
    """It holds. `claims` are the shared keys that it takes, with what holds them."""

    settled: Settled
    claims: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parked:
    """Stored, not applied: something later can heal it. `code` is of the problem catalogue."""

    code: str
    waits_for: Waits
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Stored and refused for ever; only what nothing later can heal."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A person closed it without applying it, and says why to whoever recorded it."""

    code: ClassVar[str] = "fact_closed"
    detail: str


Judgement = Applied | Parked | Rejected | Closed


# Kinds


class Body(BaseModel):
    """The content of one kind of fact. Members a newer app sends are kept in the journal and not read."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: ClassVar[str]
    v: ClassVar[int]
    by: ClassVar[frozenset[Role]]
    """Who may say it; empty: the server alone."""
    on_closed: ClassVar[bool] = False
    """It still applies when the order is closed or cancelled."""
    begins: ClassVar[bool] = False
    """It is the first fact of an order."""

    def about(self) -> UUID | None:
        """The visit, report, photo or part that it speaks of, to find it by."""
        return None

    def asks(self, order: Order) -> Asks:
        """What `judge` must know beyond the order as it stands, which may be blank."""
        return Asks()

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Whether it applies to the order as it stands. Changes nothing."""
        return Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        """Change the order by this entry, from the document and the entry alone."""


B = TypeVar("B", bound=Body)

KINDS: dict[tuple[str, int], type[Body]] = {}
"""Every kind by name and version; filled by backend.order.kinds and closed there."""


def kind(name: str, *, by: Iterable[Role], v: int = 1) -> Callable[[type[B]], type[B]]:
    """Declare a kind: its name on the wire, its version, and the roles that may say it."""

    def declare(body: type[B]) -> type[B]:
        if (name, v) in KINDS:
            raise ValueError(f"{name} v{v} is declared twice")
        body.kind, body.v, body.by = name, v, frozenset(by)
        KINDS[name, v] = body
        return body

    return declare


# What reaches the door


@dataclass(frozen=True, slots=True)
class Said:
    """One fact as it reached the door, with its sender and the time it happened as corrected."""

    fact: Fact
    sender: Actor
    content_hash: bytes
    received_at: datetime
    occurred: Moment
    by_server: bool = False
    request_id: UUID | None = None
    brought_by: Author | None = None
    """Who sent it, where that is not its author."""
    decision: UUID | None = None
    """The desk's fact that lets it apply."""

    @property
    def id(self) -> UUID:
        """The fact's id."""
        return self.fact.id


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored fact as a decision on it must know it.

    `order_id` is None where it speaks of no order that exists; `said` is there while it waits;
    `followers` are the server's own facts that wait for it.
    """

    order_id: UUID | None
    outcome: str
    said: Said | None = None
    followers: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that was applied: its entry, and the order as the whole batch left it."""

    said: Said
    entry: Entry
    order: Order


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An item of a request that is no fact at all; it is kept and answered all the same.

    `id` is its own where one could be read, else one made from the bytes, so that a replay is known again;
    `shown` is what a person may read of it.
    """

    id: UUID
    sender: Actor
    content_hash: bytes
    received_at: datetime
    code: str
    detail: str
    request_id: UUID | None = None
    shown: str = ""


def standing(order: Order, entry: Entry) -> Literal["member", "unaware", "stranger"]:
    """How the author stands to the team: on it; off it but unaware of that when he acted; or neither.

    `seen_version` tells "did not know of the reassignment" from "ignored it" (design: facts).
    """
    if order.member(entry.author):
        return "member"
    removed = [former for former in order.desk.former if former.id == entry.author]
    if removed and entry.seen_version < max(former.until_version for former in removed):
        return "unaware"
    return "stranger"


def leads(order: Order, entry: Entry) -> bool:
    """The author leads the team, or led it until a change that he did not know of (S1-3.4.1B)."""
    member = order.member(entry.author)
    if member and member.lead:
        return True
    return any(
        former.id == entry.author and former.lead and entry.seen_version < former.until_version
        for former in order.desk.former
    )


NOT_ON_TEAM = Parked("not_on_team", "team")
