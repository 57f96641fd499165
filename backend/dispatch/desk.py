"""What a desk says about an order. Refused at once or applied: at a desk nothing is parked or stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, ValidationError

from backend.database import Transaction
from backend.dispatch.orders import document_of
from backend.journal.door import apply, content_hash
from backend.order.fact import MAX_SEQ, SERVERS_IDS, Fact
from backend.order.kinds import KINDS
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.problems import Problem, invalid_input


def a_desks_own(fact_id: UUID) -> UUID:
    """An id that the server would not make itself. Raises ValueError."""
    if fact_id.version == SERVERS_IDS:
        raise ValueError(f"UUIDs of version {SERVERS_IDS} are the server's own")
    return fact_id


class DeskFact(BaseModel, extra="forbid"):
    """A fact under an id made by the desk. `seen_version` is the version of the order that the desk shows;
    requests that belong together (a bulk assignment) name one `group_id`.
    """

    id: Annotated[UUID, AfterValidator(a_desks_own)]
    kind: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(examples=["order.assigned"])
    v: int = Field(ge=1, le=1000, examples=[1])
    seen_version: int | None = Field(None, ge=0, le=MAX_SEQ, examples=[1])
    group_id: UUID | None = None
    body: dict[str, Any] = Field(
        examples=[{"team": [{"id": "018f2d3a-0000-7000-8000-0000000000a1", "lead": True}]}]
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """A fact that holds; `order` is the document's JSON as it is now."""

    id: UUID
    replayed: bool
    order: str


async def say(
    tx: Transaction, order_id: UUID, wanted: DeskFact, actor: Actor, policy: Policy, now: datetime
) -> Spoken:
    """Say one fact about an order; the same again is answered with `replayed`.

    Raises `not_found`, `unknown_kind`, `role`, `invalid_input` (naming the members, unknown ones too),
    `id_reused`, and whatever the kind's own rule refuses with; then the id stays free.
    """
    await document_of(tx, order_id, actor)
    check(wanted, actor)
    fact = Fact.model_validate(wanted.model_dump() | {"order_id": order_id})
    replayed = await apply(tx, fact, content_hash(fact), actor, policy, now)
    return Spoken(fact.id, replayed, await document_of(tx, order_id, actor))


def check(wanted: DeskFact, actor: Actor) -> None:
    """Refuse what no order could make right. A desk's screens are ours: a member that its kind does not
    know is a mistake, where a phone's newer app is given credit for it.
    """
    kind = KINDS.get((wanted.kind, wanted.v))
    if kind is None:
        raise Problem("unknown_kind", f"{wanted.kind} v{wanted.v}")
    if not kind.by & actor.roles:
        raise Problem("role", f"{wanted.kind} is said by {', '.join(sorted(kind.by)) or 'the server alone'}")
    try:
        kind.model_validate(wanted.body, extra="forbid")
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        wrong = [(".".join(map(str, ("body", *fault["loc"]))), fault["msg"]) for fault in faults]
        raise invalid_input(wrong) from None
