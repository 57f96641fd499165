"""What the door writes: facts with their outcomes, entries chained, orders as they are now."""

import secrets
from collections.abc import Sequence
from uuid import UUID

import orjson
from asyncpg import Connection

from backend.jobs import enqueue_each
from backend.journal import chain
from backend.order import policy
from backend.order.decide import Decided, Judged, content
from backend.order.document import OVER, Order
from backend.order.fact import Applied, Change, Closed, Parked, Said, Unreadable
from backend.order.parts.matters import matters
from backend.order.signature import owes_press

FOLD_VERSION = 6
"""Grows when the fold itself changes, so that rows folded by older code can be found (`callout refold`).

1 the first; 2 an uncertain deadline says why (`deadlines[].doubt`), a note what it is about; 3 a photo says
whether it was quarantined or waived; 4 a report says whether it was sealed and printed, a signature its fact;
5 requisitions, and what became of parts; 6 an old part that a later version is the first to name has its
day, a serial that is typed otherwise is the same, and what each receipt of an old part said is kept.
"""

PRESS = "press_reports"
"""The job that seals and prints the reports of an order; its key is the order's id."""

INSERT_FACTS = """
INSERT INTO fact (id, order_id, kind, v, about, author_id, device_id, by_server, content_hash,
                  envelope, body, occurred_at, quality, doubt_s, outcome, code, detail, waits_for,
                  judged_version, received_at, request_id, brought_by)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::uuid[], $6::uuid[], $7::uuid[],
                     $8::bool[], $9::bytea[], $10::text[], $11::text[], $12::timestamptz[], $13::text[],
                     $14::float8[], $15::text[], $16::text[], $17::text[], $18::text[], $19::int[],
                     $20::timestamptz[], $21::uuid[], $22::uuid[])
"""
RELEASE_FACTS = """
UPDATE fact SET order_id = r.order_id, outcome = r.outcome, code = r.code, detail = r.detail,
                waits_for = NULL, body = CASE WHEN r.outcome = 'applied' THEN NULL ELSE body END
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
     AS r(id, order_id, outcome, code, detail)
WHERE fact.id = r.id AND fact.outcome = 'parked'
"""
STILL_WAITING = """
UPDATE fact SET code = w.code, detail = w.detail, waits_for = w.waits_for, judged_version = w.version
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[])
     AS w(id, code, detail, waits_for, version)
WHERE fact.id = w.id AND fact.outcome = 'parked'
"""
INSERT_ENTRIES = """
INSERT INTO journal (order_id, seq, fact_id, kind, v, body, body_salt, settled, settled_salt, hash)
SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::bytea[],
                     $8::text[], $9::bytea[], $10::bytea[])
"""
# An entry folded on top makes no older fold a new one: `fold_version` grows by `refold` alone.
UPSERT_ORDERS = """
INSERT INTO dispatch_order (id, number, version, fold_version, document, desk, head, state, base_id,
                            customer_id, team, due_at, watch_at, owes, matters, search, changed_at)
SELECT id, number, version, fold_version, document, desk, head, state, base_id,
       customer_id, team::uuid[], due_at, watch_at, owes, matters::text[], search, changed_at
FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::bytea[], $8::text[],
            $9::uuid[], $10::uuid[], $11::text[], $12::timestamptz[], $13::timestamptz[], $14::bool[],
            $15::text[], $16::text[], $17::timestamptz[])
     AS o(id, number, version, fold_version, document, desk, head, state, base_id,
          customer_id, team, due_at, watch_at, owes, matters, search, changed_at)
ON CONFLICT (id) DO UPDATE SET
    version = excluded.version, fold_version = least(dispatch_order.fold_version, excluded.fold_version),
    document = excluded.document, desk = excluded.desk, head = excluded.head, state = excluded.state,
    base_id = excluded.base_id, customer_id = excluded.customer_id, team = excluded.team,
    due_at = excluded.due_at, watch_at = excluded.watch_at, owes = excluded.owes,
    matters = excluded.matters, search = excluded.search,
    changed_at = excluded.changed_at
"""
INSERT_KEYS = """
INSERT INTO shared_key (key, holder) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT (key) DO NOTHING
"""


async def entries(sql: Connection, decided: Decided, heads: dict[UUID, bytes]) -> dict[UUID, chain.Receipt]:
    """Write all that was decided; `heads` are the chain heads as loaded. Gives the receipts, by fact."""
    receipts: dict[UUID, chain.Receipt] = {}
    if decided.judged:
        rows = [fact_row(judged, decided) for judged in decided.judged]
        await sql.execute(INSERT_FACTS, *columns(rows))
    if decided.released:
        await sql.execute(RELEASE_FACTS, *columns([release_row(judged) for judged in decided.released]))
    if decided.changes:
        heads, links = dict(heads), []
        for change in decided.changes:
            links.append(entry_row(change, heads))
            receipts[change.entry.fact_id] = chain.Receipt(change.entry.seq, heads[change.entry.order_id])
        await sql.execute(INSERT_ENTRIES, *columns(links))
        await write_orders(sql, decided, heads)
    if decided.waiting:
        rows = [waiting_row(judged, decided) for judged in decided.waiting.values()]
        await sql.execute(STILL_WAITING, *columns(rows))
    if decided.claims:
        await sql.execute(INSERT_KEYS, list(decided.claims), list(decided.claims.values()))
    return receipts


async def write_orders(sql: Connection, decided: Decided, heads: dict[UUID, bytes]) -> None:
    """Write each changed order once, as its last entry left it."""
    last = {change.entry.order_id: change.entry for change in decided.changes}
    rows = [
        (
            *(order.id, order.number, order.version, FOLD_VERSION, *order.render(), heads[order.id]),
            *(*key_columns(order), last[order.id].settled.received_at),
        )
        for order in (decided.orders[order_id] for order_id in last)
    ]
    await sql.execute(UPSERT_ORDERS, *columns(rows))


async def ask_for_press(sql: Connection, decided: Decided) -> None:
    """Ask for what changed orders' reports owe: a seal, a paper. No statement where they owe nothing."""
    changed = {change.order.id: change for change in decided.changes}
    owing = [change for change in changed.values() if owes_press(change.order)]
    if owing:
        now = max(change.entry.settled.received_at for change in owing)
        await enqueue_each(sql, PRESS, [str(change.order.id) for change in owing], now)


def columns(rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
    """Rows turned into one array a column, as unnest takes them."""
    return [list(column) for column in zip(*rows, strict=True)]


def key_columns(order: Order) -> tuple[object, ...]:
    """What lists are filtered and sorted by: a pure function of the order."""
    over = order.state in OVER
    team = "{" + ",".join(str(member.id) for member in order.team) + "}"
    words = (
        order.number, order.customer.name, order.customer.contact, order.customer.phone,
        order.site.address, order.vehicle.model, order.vehicle.serial, order.vehicle.plate or "",
        order.fault.description,
    )  # fmt: skip
    return (
        order.state.value,
        order.base.id if order.base else None,
        order.customer.id,
        team,
        None if over else policy.next_due(order.deadlines),
        None if over else policy.watch_at(order.deadlines),
        any(part.outstanding for part in order.parts),
        "{" + ",".join(matters(order)) + "}",
        " ".join(words).lower(),
    )


def fact_row(judged: Judged, decided: Decided) -> tuple[object, ...]:
    """A fact with its outcome; what became an entry leaves its body to the journal."""
    said, judgement = judged.said, judged.judgement
    if not isinstance(said, Said):
        return (
            said.id, None, None, None, None, said.sender.staff_id, said.sender.device_id, False,
            said.content_hash, None, shown(said), said.received_at, "server", 0.0,
            *outcome(judged), None, None, said.received_at, said.request_id, None,
        )  # fmt: skip
    fact, moment, applied = said.fact, said.occurred, isinstance(judgement, Applied)
    waits_for = judgement.waits_for if isinstance(judgement, Parked) else None
    envelope = fact.model_dump_json(exclude={"body"}, exclude_none=True)
    order = decided.orders.get(fact.order_id)
    return (
        fact.id, fact.order_id, fact.kind, fact.v, about(judged), said.sender.staff_id, said.sender.device_id,
        said.by_server, said.content_hash, envelope,
        None if applied else orjson.dumps(fact.body).decode(),
        moment.at, moment.quality.value, moment.doubt_s, *outcome(judged), waits_for,
        order.version if order else 0,
        said.received_at, None if applied else said.request_id,
        said.brought_by.id if said.brought_by else None,
    )  # fmt: skip


def shown(said: Unreadable) -> str | None:
    """What a person may read of an item that is no fact, as a body."""
    return orjson.dumps({"as_sent": said.shown}).decode() if said.shown else None


def about(judged: Judged) -> UUID | None:
    """The visit, report, photo or part that a fact speaks of, where it was not applied too."""
    if judged.entry:
        return judged.entry.body.about()
    body = content(judged.said.fact) if isinstance(judged.said, Said) else None
    return body.about() if body else None


def outcome(judged: Judged) -> tuple[str, str | None, str | None]:
    """Outcome, problem code and detail as stored."""
    match judged.judgement:
        case Applied():
            return ("applied", None, None)
        case Parked(code=code, detail=detail):
            return ("parked", code, detail)
        case Closed(code=code, detail=detail):
            return ("closed", code, detail)
        case rejected:
            return ("rejected", rejected.code, rejected.detail)


def release_row(judged: Judged) -> tuple[object, ...]:
    """A waiting fact that moved; one that was attached moved to another order."""
    order_id = judged.said.fact.order_id if isinstance(judged.said, Said) else None
    return (judged.said.id, order_id, *outcome(judged))


def waiting_row(judged: Judged, decided: Decided) -> tuple[object, ...]:
    """A fact that was judged again and waits on: for what now, and as of which version of its order."""
    said, judgement = judged.said, judged.judgement
    order = decided.orders.get(said.fact.order_id) if isinstance(said, Said) else None
    waits_for = judgement.waits_for if isinstance(judgement, Parked) else None
    return (said.id, *outcome(judged)[1:], waits_for, order.version if order else 0)


def entry_row(change: Change, heads: dict[UUID, bytes]) -> tuple[object, ...]:
    """A journal row, linked to the head of its order's chain, which it becomes."""
    entry = change.entry
    body = orjson.dumps(change.said.fact.body).decode()
    settled = entry.settled.model_dump_json(exclude_none=True)
    body_salt, settled_salt = secrets.token_bytes(16), secrets.token_bytes(16)
    head = chain.link(
        heads.get(entry.order_id, chain.GENESIS),
        entry.order_id,
        entry.seq,
        entry.fact_id,
        entry.body.kind,
        entry.body.v,
        chain.salted(settled_salt, settled),
        chain.salted(body_salt, body),
    )
    heads[entry.order_id] = head
    return (
        entry.order_id, entry.seq, entry.fact_id, entry.body.kind, entry.body.v,
        body, body_salt, settled, settled_salt, head,
    )  # fmt: skip
