"""A batch judged and folded in memory: what was decided is returned, nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from pydantic import ValidationError

from backend.order import moment, policy
from backend.order.decision import Decision, FactAttached, FactClosed
from backend.order.document import (
    OVER,
    Evidence,
    Missing,
    Order,
    ReportState,
    State,
    Visit,
    VisitResult,
    ids,
)
from backend.order.fact import (
    Applied,
    Author,
    Body,
    Change,
    Closed,
    Entry,
    Fact,
    Judgement,
    Known,
    Parked,
    Rejected,
    Said,
    Settled,
    Unreadable,
)
from backend.order.kinds import KINDS
from backend.people.roles import Role, Roles


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact with its judgement; `entry` is there when it was applied."""

    said: Said | Unreadable
    judgement: Judgement
    entry: Entry | None = None


@dataclass(slots=True)
class Decided:
    """What a batch comes to: `judged` the fresh facts in their order, `released` the waiting ones that moved,
    `waiting` those that were judged again and go on waiting.
    """

    orders: dict[UUID, Order]
    teams_before: dict[UUID, frozenset[UUID]]
    judged: list[Judged] = field(default_factory=list)
    released: list[Judged] = field(default_factory=list)
    waiting: dict[UUID, Judged] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    claims: dict[str, str] = field(default_factory=dict)


def decide(
    orders: Mapping[UUID, Order],
    waiting: Mapping[UUID, list[Said]],
    fresh: Iterable[Said | Unreadable],
    known: Known,
) -> Decided:
    """Judge `fresh` in turn, fold what applies, and after each judge again what waits on that order.

    `orders` are the ones that exist, `waiting` their parked facts, the oldest first. The orders given are
    folded in place: they are the caller's private copies. An exception of a rule leaves them half done.
    """
    decided = begin(orders)
    rest = {key: list(said) for key, said in waiting.items()}
    answers: dict[UUID, Judged] = {}
    for said in fresh:
        judged = decide_one(decided, said, known)
        answers[said.id] = judged
        if isinstance(said, Said):
            waits = rest.setdefault(said.fact.order_id, [])
            if isinstance(judged.judgement, Parked):
                waits.append(said)
            elif judged.entry:
                moved = {one.said.id for one in decided.released}
                waits[:] = [one for one in waits if one.id not in moved]
                release(decided, waits, known)
    again = decided.waiting | {judged.said.id: judged for judged in decided.released}
    decided.judged = [again.get(key, judged) for key, judged in answers.items()]
    decided.released = [judged for judged in decided.released if judged.said.id not in answers]
    decided.waiting = {key: judged for key, judged in decided.waiting.items() if key not in answers}
    return decided


def rejudge(orders: Mapping[UUID, Order], waiting: Mapping[UUID, list[Said]], known: Known) -> Decided:
    """Judge what waits on these orders, without a new fact: for the sweep of races and upgrades."""
    decided = begin(orders)
    for said in waiting.values():
        release(decided, list(said), known)
    return decided


def begin(orders: Mapping[UUID, Order]) -> Decided:
    """Nothing decided yet, on these orders and their teams."""
    return Decided(dict(orders), {key: ids(order.team) for key, order in orders.items()})


def release(decided: Decided, waiting: list[Said], known: Known) -> None:
    """Apply what no longer waits, until nothing changes; the list keeps what goes on waiting."""
    moved = True
    while moved:
        moved = False
        for said in list(waiting):
            judged = decided.waiting[said.id] = decide_waiting(decided, said, known)
            if not isinstance(judged.judgement, Parked):
                waiting.remove(said)
                del decided.waiting[said.id]
                decided.released.append(judged)
                moved = moved or judged.entry is not None


def decide_waiting(decided: Decided, said: Said, known: Known) -> Judged:
    """Judge a fact that waits; one whose rule fails goes on waiting, and holds up nobody.

    It is folded into a copy first: a fold that fails half way must not reach the order. What was sent by
    somebody who might say it is not refused for the roles that he has today.
    """
    order = order_of(decided, said)
    try:
        judgement, entry = judge(order, said, known)
        if entry:
            fold(order.model_copy(deep=True), entry)
    except Exception:  # noqa: BLE001  # whatever a broken rule raises
        return Judged(said, Parked("internal", "upgrade"))
    if isinstance(judgement, Rejected) and judgement.code == "role":
        return Judged(said, Parked("role", "person"))
    return settle(decided, order, Judged(said, judgement, entry), known)


def decide_one(decided: Decided, said: Said | Unreadable, known: Known) -> Judged:
    """Judge one fact against the batch so far, and fold it where it applies."""
    if isinstance(said, Unreadable):
        return Judged(said, Rejected(said.code, said.detail))
    order = order_of(decided, said)
    judgement, entry = judge(order, said, known)
    judged = Judged(said, judgement, entry)
    if entry and isinstance(entry.body, Decision):
        return decide_on_waiting(decided, order, judged, entry.body, known)
    return settle(decided, order, judged, known)


def decide_on_waiting(
    decided: Decided, order: Order, judged: Judged, decision: Decision, known: Known
) -> Judged:
    """Fold a person's decision, and after it the fact that it ends the waiting of.

    Refused, with the reason, where even so the fact does not apply: a decision that changes nothing is none.
    """
    kept = known.facts[decision.fact_id]
    assert kept.said is not None  # noqa: S101  # or the decision would not have applied
    if isinstance(decision, FactClosed):
        settle(decided, order, judged, known)
        decided.released.append(Judged(kept.said, Closed(decision.note)))
        return judged
    waiting = on_order(replace(kept.said, decision=judged.said.id), order)
    judgement, _ = judge(order, waiting, known)
    if not isinstance(judgement, Applied):
        return Judged(judged.said, Rejected(judgement.code, judgement.detail))
    settle(decided, order, judged, known)
    decided.released.append(decide_one(decided, waiting, known))
    if isinstance(decision, FactAttached):
        release(decided, [on_order(one, order) for one in kept.followers], known)
    return judged


def on_order(said: Said, order: Order) -> Said:
    """A fact as if it had spoken of this order."""
    return replace(said, fact=said.fact.model_copy(update={"order_id": order.id}))


def order_of(decided: Decided, said: Said) -> Order:
    """The order that a fact speaks of as the batch so far left it; a blank one where there is none."""
    return decided.orders.get(said.fact.order_id) or Order.blank(said.fact.order_id)


def judge(order: Order, said: Said, known: Known) -> tuple[Judgement, Entry | None]:
    """Whether a fact applies to the order, and its entry where it does. Changes neither."""
    body = read(said)
    if isinstance(body, Parked | Rejected):
        return body, None
    if not order.version and not body.begins:
        return Parked("order_unknown", "order"), None
    if order.version and order.state in OVER and not (body.on_closed or body.begins or said.decision):
        return Parked("order_closed", "person"), None
    entry = provisional(said, order, body)
    judgement = body.judge(order, entry, known)
    if not isinstance(judgement, Applied):
        return judgement, None
    return judgement, replace(entry, settled=judgement.settled)


def settle(decided: Decided, order: Order, judged: Judged, known: Known) -> Judged:
    """Fold what applies, and note what came of it; gives `judged` back."""
    if judged.entry and isinstance(judged.judgement, Applied) and isinstance(judged.said, Said):
        fold(order, judged.entry)
        known.keys.update(judged.judgement.claims)
        known.moved_by[judged.entry.fact_id] = judged.entry.settled.stock or []
        known.shelf.post(known.moved_by[judged.entry.fact_id])
        decided.claims.update(judged.judgement.claims)
        decided.orders[order.id] = order
        decided.teams_before.setdefault(order.id, frozenset())
        decided.changes.append(Change(judged.said, judged.entry, order))
    return judged


def read(said: Said) -> Body | Parked | Rejected:
    """The body by its kind, where the sender may say it at all (design: outcomes)."""
    fact, sender = said.fact, said.sender
    if sender.revoked and not (said.by_server or said.decision):
        return Parked("device_revoked", "person")
    if fact.actor not in (None, sender.staff_id):
        return Parked("other_actor", "person")
    kind = KINDS.get((fact.kind, fact.v))
    if kind is None:
        return Parked("unknown_kind", "upgrade")
    if not (kind.by & roles_of(said) or (said.by_server and not kind.by)):
        refused = f"{fact.kind} is not for {', '.join(sorted(sender.roles)) or 'nobody'}"
        waits = said.brought_by and Role.TECHNICIAN in kind.by
        return Parked("role", "person", refused) if waits else Rejected("role", refused)
    try:
        return kind.model_validate(fact.body)
    except ValidationError as problem:
        return Rejected("unreadable", plainly(problem))


def roles_of(said: Said) -> Roles:
    """What the author may say it as. What somebody else has brought, or a person lets apply, is work in the
    field: nobody approves in another's name.
    """
    if said.decision:
        return frozenset({Role.TECHNICIAN})
    return said.sender.roles & {Role.TECHNICIAN} if said.brought_by else said.sender.roles


def content(fact: Fact) -> Body | None:
    """The body by its kind, whoever sent it; None where it cannot be read. Raises nothing."""
    kind = KINDS.get((fact.kind, fact.v))
    try:
        return kind.model_validate(fact.body) if kind else None
    except Exception:  # noqa: BLE001  # whatever a broken kind raises
        return None


def plainly(problem: ValidationError) -> str:
    """What is wrong, member by member, without repeating what was sent."""
    errors = problem.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, error['loc'])) or 'body'}: {error['msg']}" for error in errors[:10])


def provisional(said: Said, order: Order, body: Body) -> Entry:
    """The entry that the fact would become. Nothing happened to an order before its fault was reported."""
    occurred = said.occurred
    if order.version:
        occurred = moment.after_the_call(occurred, said.received_at, order.fault.reported_at)
    settled = Settled(
        received_at=said.received_at,
        occurred=occurred,
        author=Author(id=said.sender.staff_id, name=said.sender.name),
        device_id=said.sender.device_id,
        desk=said.sender.desk,
        place=said.fact.place,
        seen_version=said.fact.seen_version or 0,
        brought_by=said.brought_by,
        decision=said.decision,
    )
    return Entry(said.fact.id, order.id, order.version + 1, body, settled)


# The fold


def fold(order: Order, entry: Entry) -> None:
    """One entry into the order: what its kind changes, then all that is derived. Reads nothing else."""
    firsts = dict(vars(order.desk.firsts)) if order.version else None
    entry.body.fold(order, entry)
    order.version = entry.seq
    amended_at = entry.settled.received_at if entry.settled.rules is not None else None
    if amended_at or vars(order.desk.firsts) != firsts:  # reckoned again from the same, they are the same
        order.deadlines = policy.reckon(
            order.deadlines, order.desk.rules, order.desk.firsts, order_id=order.id, changed_at=amended_at
        )
    order.evidence = evidence(order)
    order.state = state(order)


def evidence(order: Order) -> Evidence:
    """What is missing before the evidence is complete (design: evidence)."""
    missing = [] if order.reports else [Missing(what="report")]
    missing += [
        Missing(what="signature", id=one.id)
        for one in order.current_reports()
        if one.state not in (ReportState.SIGNED, ReportState.REFUSED)
    ]
    missing += [
        Missing(what="photo", id=one.id) for one in order.photos if not one.stored and one.waived is None
    ]
    unheard = order.named_photos() - {one.sha256 for one in order.photos} - order.desk.waived_photos.keys()
    missing += [Missing(what="photo", sha256=sha) for sha in sorted(unheard)]
    missing += [Missing(what="old_part", id=one.id) for one in order.parts if one.outstanding]
    return Evidence(complete=not missing, missing=missing[:50])


def state(order: Order) -> State:
    """The state that the set of facts makes, whatever their order."""
    if order.cancelled:
        return State.CANCELLED
    reports = order.current_reports()
    if reports and all(one.approved_at for one in reports) and order.evidence.complete:
        return State.CLOSED
    if reports and all(one.submitted_at for one in reports):
        return State.SUBMITTED
    if reports and all(one.state in (ReportState.SIGNED, ReportState.REFUSED) for one in reports):
        return State.SIGNED
    if not order.team:
        return State.OPEN
    reached = (progress(one) for one in order.visits if under_way(order, one))
    return max(reached, default=State.ASSIGNED, key=RANK)


def under_way(order: Order, visit: Visit) -> bool:
    """A visit by somebody on the team that does not ask for another one."""
    again = visit.result in (VisitResult.UNFINISHED, VisitResult.DECLINED)
    return order.member(visit.technician) is not None and not again


def progress(visit: Visit) -> State:
    """How far a visit has come, by the furthest thing said of it."""
    if visit.arrived_at or visit.left_at:
        return State.ON_SITE
    if visit.departed_at:
        return State.TRAVELLING
    return State.ACCEPTED if visit.accepted_at else State.ASSIGNED


RANK = list(State).index
