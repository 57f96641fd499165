"""Each technician's account of parts, and its proof (S1-3.7.4): what came to him is gone, or with him."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import UUID, uuid5

import orjson
from pydantic import BaseModel, Field

from backend.database import Transaction
from backend.notices.outbox import tell
from backend.notices.told import Told, reminder
from backend.people.actor import Actor
from backend.people.staff import PAGE_LIMIT
from backend.problems import invalid_input

Kind = Literal["new", "old"]
UNEXPLAINED = "unexplained"
"""Where pieces come from that no book knows. They are his to explain: nobody gave them to him."""
WITH_HIM = ("van", "transit", "fitted")
HIS = (*WITH_HIM, UNEXPLAINED)
"""Accounts that are a technician's."""
ISSUED, RETURNED = "issued", "returned"
CAME = {"vehicle": "came_out"} | dict.fromkeys(WITH_HIM, "taken_over")
WENT = {"vehicle": "written_off", "given_up": "given_up"} | dict.fromkeys(WITH_HIM, "handed_over")
"""What it is called that pieces come from an account that is not his, and go to one: of all others, issued
and returned.
"""

# Movements and balances in one statement: what is committed between two would be a difference. What was taken
# back counts against what it took back, so it is turned round. Refurbished pieces are as new.
READ = """
WITH side AS (
    SELECT seq, number, quantity * CASE WHEN back THEN -1 ELSE 1 END AS quantity,
           CASE WHEN back THEN target ELSE source END AS source,
           CASE WHEN back THEN target_holder ELSE source_holder END AS source_holder,
           CASE WHEN back THEN becomes ELSE condition END = 'old' AS was_old,
           CASE WHEN back THEN source ELSE target END AS target,
           CASE WHEN back THEN source_holder ELSE target_holder END AS target_holder,
           CASE WHEN back THEN condition ELSE becomes END = 'old' AS is_old
    FROM movement
    WHERE source IN ('van', 'transit', 'fitted', 'unexplained')
          OR target IN ('van', 'transit', 'fitted', 'unexplained')
)
SELECT number, source, source_holder, was_old, target, target_holder, is_old,
       sum(quantity)::bigint AS quantity, max(seq) AS last
FROM side
WHERE $1::uuid IS NULL OR source_holder = $1 OR target_holder = $1
GROUP BY number, source, source_holder, was_old, target, target_holder, is_old
UNION ALL
SELECT number, account, holder, condition = 'old', NULL, NULL, NULL, sum(quantity)::bigint, NULL FROM balance
WHERE account IN ('van', 'transit', 'fitted') AND quantity <> 0 AND ($1::uuid IS NULL OR holder = $1)
GROUP BY number, account, holder, condition = 'old'
"""
NAMES = "SELECT id, name FROM staff WHERE $1::uuid IS NULL OR id = $1"


class Flow(NamedTuple):
    """So many pieces of a part from one account to another, over all that was moved; `last` is the number of
    the last movement.
    """

    number: str
    source: str
    source_holder: UUID
    was_old: bool
    target: str
    target_holder: UUID
    is_old: bool
    quantity: int
    last: int


class Held(NamedTuple):
    """So many pieces of a part on an account, by its balances."""

    number: str
    account: str
    holder: UUID
    is_old: bool
    quantity: int


class AccountRow(BaseModel):
    """A technician's account of a part: its new pieces, or its old ones.

    issued + taken_over + came_out = written_off + returned + handed_over + given_up
    + van + transit + fitted + difference. There is a difference where he handled pieces that were on
    nobody's books, or where the balances are not what was moved.
    """

    technician: UUID
    technician_name: str
    number: str
    kind: Kind
    issued: int = 0
    taken_over: int = Field(0, description="from another technician")
    came_out: int = Field(0, description="of a vehicle")
    written_off: int = 0
    returned: int = Field(0, description="to the store: unused ones, and old ones that it received")
    handed_over: int = Field(0, description="to another technician")
    given_up: int = Field(0, description="a manager asks for them no more")
    van: int = 0
    transit: int = Field(0, description="to him and not confirmed, or from him and not received")
    fitted: int = Field(0, description="on a vehicle, and not yet written off")
    difference: int = Field(0, description="below zero: so many more than anybody gave him")
    last: int = Field(0, exclude=True)
    """The number of the last movement of what was unexplained; 0 where nothing was."""

    def key(self) -> tuple[str, str, str, str]:
        """Its place in a list."""
        return (self.technician_name, str(self.technician), self.number, self.kind)


class Sought(BaseModel, extra="forbid"):
    """Which accounts are asked for, and which part of the list; null narrows nothing."""

    technician: UUID | None = None
    differing: bool | None = Field(None, description="true: only those with a difference")
    after: str | None = Field(None, max_length=2000, description="`after` of the page before")
    limit: int = Field(50, ge=1, le=PAGE_LIMIT)
    format: Literal["json", "csv"] = Field("json", description="csv: all rows, for a spreadsheet")


class AccountsOut(BaseModel):
    """Part of a list of accounts; `after` is what to ask on with, null at the end."""

    items: list[AccountRow]
    after: str | None


def proved(flows: Iterable[Flow], held: Iterable[Held], names: Mapping[UUID, str]) -> list[AccountRow]:
    """The accounts of these people that follow from movements and balances, in the order of a list. Pure."""
    counts: dict[tuple[UUID, str, bool], Counter[str]] = defaultdict(Counter)
    last: dict[tuple[UUID, str, bool], int] = {}
    for one in flows:
        source = (one.source_holder, one.number, one.was_old)
        target = (one.target_holder, one.number, one.is_old)
        leaves, comes = one.source in HIS, one.target in HIS
        if UNEXPLAINED in (one.source, one.target):
            last |= {key: max(one.last, last.get(key, 0)) for key in (source, target)}
        if leaves and comes and source == target:
            continue
        if comes and one.source != UNEXPLAINED:
            counts[target][CAME.get(one.source, ISSUED)] += one.quantity
        if leaves and one.target != UNEXPLAINED:
            counts[source][WENT.get(one.target, RETURNED)] += one.quantity
    for lot in held:
        counts[lot.holder, lot.number, lot.is_old][lot.account] += lot.quantity
    rows = [row_of(key, found, last.get(key, 0), names) for key, found in counts.items() if key[0] in names]
    return sorted(rows, key=AccountRow.key)


def row_of(
    key: tuple[UUID, str, bool], counts: Counter[str], last: int, names: Mapping[UUID, str]
) -> AccountRow:
    """One account, with its difference."""
    came = sum(counts[name] for name in {ISSUED, *CAME.values()})
    gone = sum(counts[name] for name in {RETURNED, *WENT.values(), *WITH_HIM})
    return AccountRow(
        technician=key[0],
        technician_name=names[key[0]],
        number=key[1],
        kind="old" if key[2] else "new",
        difference=came - gone,
        last=last,
        **counts,
    )


async def accounts(tx: Transaction, technician: UUID | None) -> list[AccountRow]:
    """The accounts of one technician, or of all. It reads every movement that was ever theirs."""
    rows = await tx.sql.fetch(READ, technician)
    flows = [Flow(*row) for row in rows if row["target"]]
    held = [
        Held(row["number"], row["source"], row["source_holder"], row["was_old"], row["quantity"])
        for row in rows
        if not row["target"]
    ]
    names = {row["id"]: row["name"] for row in await tx.sql.fetch(NAMES, technician)}
    return await asyncio.to_thread(proved, flows, held, names)


async def listed(tx: Transaction, sought: Sought, actor: Actor) -> list[AccountRow]:
    """The accounts asked for, beyond the cursor; a technician gets his own. Raises `invalid_input`."""
    if not actor.desk and sought.technician not in (None, actor.staff_id):
        return []
    rows = await accounts(tx, sought.technician if actor.desk else actor.staff_id)
    if sought.differing is not None:
        rows = [row for row in rows if (row.difference != 0) == sought.differing]
    if sought.after is None or sought.format == "csv":
        return rows
    beyond = key_of(sought.after)
    return [row for row in rows if row.key() > beyond]


def page(rows: Sequence[AccountRow], limit: int) -> AccountsOut:
    """The first of these rows."""
    cursor = urlsafe_b64encode(orjson.dumps(rows[limit - 1].key())).decode() if len(rows) > limit else None
    return AccountsOut(items=list(rows[:limit]), after=cursor)


def key_of(cursor: str) -> tuple[str, ...]:
    """What a cursor stands for. Raises `invalid_input` for what is none."""
    try:
        name, technician, number, kind = (str(one) for one in orjson.loads(urlsafe_b64decode(cursor)))
    except (ValueError, TypeError):
        raise invalid_input([("after", "give `after` of the page before")]) from None
    return name, technician, number, kind


async def tell_of_differences(tx: Transaction) -> int:
    """Tell the store and the managers of every account that differs; gives how many do.

    Each is told once, until its difference is another or something further moves that was on nobody's books.
    """
    rows = [row for row in await accounts(tx, None) if row.difference]
    await tell(tx.sql, [told(row) for row in rows])
    return len(rows)


def told(row: AccountRow) -> Told:
    """The notice of a difference."""
    cause = uuid5(row.technician, f"account/{row.number}/{row.kind}/{row.difference}/{row.last}")
    data = {"by": row.technician_name, "part": row.number, "kind": row.kind, "difference": row.difference}
    return reminder("account.difference", cause, None, data)


HEADS = (
    "technician", "number", "kind", "issued", "taken_over", "came_out", "written_off", "returned",
    "handed_over", "given_up", "van", "transit", "fitted", "difference",
)  # fmt: skip


def cells(row: AccountRow) -> tuple[object, ...]:
    """An account as a spreadsheet has it, under HEADS."""
    return row.technician_name, *[getattr(row, name) for name in HEADS[1:]]
