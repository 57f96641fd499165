"""Routes of the desk: orders issued, listed and read, facts said about them, facts that were not applied."""

from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, Json

from backend import clock
from backend.customers.api import CustomerChange, CustomerOut
from backend.dispatch import customer, desk, orders, parked
from backend.dispatch.candidates import Candidate, candidates
from backend.dispatch.evidence import EvidenceOut, evidence_of
from backend.dispatch.history import History, history_of
from backend.dispatch.issue import NewOrder, issue
from backend.journal.lost import lost_orders
from backend.order.document import Order
from backend.order.policy import Policy
from backend.people.api import ASKING, Asker, Listed, Page, Paging, Tx, made_before, problems_of
from backend.people.staff import PAGE_LIMIT


async def policy_in_force(request: Request) -> Policy:
    """The deadline policy that this process was started with."""
    policy: Policy = request.app.state.policy
    return policy


InForce = Annotated[Policy, Depends(policy_in_force)]
Limit = Annotated[int, Query(ge=1, le=PAGE_LIMIT)]
RULES = (
    "unknown_kind", "id_reused", "order_closed", "stale_version", "no_base", "nothing_to_confirm",
    "team_lead", "person_unknown", "escalation_unknown", "report_unknown", "report_not_submitted",
    "part_unknown", "part_settled", "fact_unknown", "fact_settled", "fact_elsewhere", "report_elsewhere",
    "before_arrival", "not_lead", "not_on_team", "conflict", "internal",
    "requisition_unknown", "requisition_settled", "requisition_not_approved", "own_request", "too_many",
    "out_of_stock", "serials_needed", "nothing_to_write_off", "write_off_incomplete", "not_reversible",
    "not_written_off", "claim_unknown", "claim_exists", "claim_not_sent", "claim_settled", "supplier_unknown",
    "freight_unknown", "freight_approved",
)  # fmt: skip
"""What the kinds that desks say are refused with."""


class OrderPage(BaseModel):
    """Orders; `after` is what to ask on with, null at the end."""

    orders: list[Order]
    after: str | None


class FactAnswer(BaseModel):
    """A fact that was applied, now or (`replayed`) before, and the order as it is now."""

    id: UUID
    outcome: Literal["applied"]
    replayed: bool
    order: Order


class Document(Response):
    """JSON that is passed on as it is stored, neither parsed nor checked again."""

    media_type = "application/json"


router = APIRouter(prefix="/v1", tags=["dispatch"])


@router.get("/orders", operation_id="list_orders", response_model=OrderPage, responses=problems_of(*ASKING))
async def list_orders(tx: Tx, actor: Asker, sought: Annotated[orders.Sought, Query()]) -> Document:
    """Orders that the asker may see: the newest first, with `due_before` the most urgent first."""
    found = await orders.list_orders(tx, sought, actor)
    listed = ",".join(found.orders).encode()
    return Document(b'{"orders":[' + listed + b'],"after":' + orjson.dumps(found.after) + b"}")


@router.post(
    "/orders",
    operation_id="issue_order",
    status_code=201,
    response_model=Order,
    responses=made_before(Order) | problems_of("not_found", "id_reused", "order_exists", "no_base"),
)
async def issue_order(tx: Tx, actor: Asker, policy: InForce, wanted: NewOrder) -> Document:
    """Issue an order; sending it again answers it as it is now."""
    issued = await issue(tx, wanted, actor, policy, clock.now())
    return Document(issued.order, 200 if issued.replayed else 201)


@router.get(
    "/orders/{order_id}",
    operation_id="get_order",
    response_model=Order,
    responses=problems_of(*ASKING, "not_found"),
)
async def get_order(tx: Tx, actor: Asker, order_id: UUID) -> Document:
    """One order."""
    return Document(await orders.document_of(tx, order_id, actor))


@router.get(
    "/orders/{order_id}/journal", operation_id="order_journal", responses=problems_of(*ASKING, "not_found")
)
async def order_journal(
    tx: Tx, actor: Asker, order_id: UUID, after: Annotated[int, Query(ge=0, lt=2**31)] = 0, limit: Limit = 50
) -> History:
    """What happened to an order, internal notes included; strokes are for auditors alone."""
    return await history_of(tx, order_id, actor, after=after, limit=limit)


@router.get(
    "/orders/{order_id}/candidates",
    operation_id="order_candidates",
    responses=problems_of(*ASKING, "not_found"),
)
async def order_candidates(tx: Tx, actor: Asker, order_id: UUID) -> list[Candidate]:
    """Technicians who could be sent, the best first."""
    return await candidates(tx, order_id, actor)


@router.get(
    "/orders/{order_id}/evidence", operation_id="order_evidence", responses=problems_of(*ASKING, "not_found")
)
async def order_evidence(tx: Tx, actor: Asker, order_id: UUID) -> EvidenceOut:
    """What of an order's evidence is there; which photos are awaited, from whom, last heard when."""
    return await evidence_of(tx, order_id, actor)


@router.post(
    "/orders/{order_id}/facts",
    operation_id="say_fact",
    response_model=FactAnswer,
    responses=problems_of(*ASKING, "not_found", *RULES),
)
async def say_fact(tx: Tx, actor: Asker, policy: InForce, order_id: UUID, wanted: desk.DeskFact) -> Document:
    """Say one fact about an order: applied, or refused without a trace, so that its id stays free."""
    said = await desk.say(tx, order_id, wanted, actor, policy, clock.now())
    head = orjson.dumps({"id": said.id, "outcome": "applied", "replayed": said.replayed})
    return Document(head[:-1] + b',"order":' + said.order.encode() + b"}")


@router.get("/facts", operation_id="list_facts", responses=problems_of(*ASKING))
async def list_facts(tx: Tx, actor: Asker, wanted: Annotated[parked.Wanted, Query()]) -> parked.RefusedPage:
    """Facts of phones that were not applied, for somebody to look at and to decide on (`fact.…` kinds)."""
    return await parked.list_facts(tx, wanted, actor)


class LostOrderOut(Listed):
    """An order as a phone knows it; `POST /orders` under its id brings to it what waits for it."""

    version: int
    document: Json[dict[str, Any]]
    brought_by: UUID
    received_at: AwareDatetime


@router.get("/lost-orders", operation_id="list_lost_orders", responses=problems_of(*ASKING))
async def list_lost_orders(tx: Tx, _: Asker, paging: Paging) -> Page[LostOrderOut]:
    """Orders that phones know and this server does not: lost with what a restored backup lacks."""
    found = await lost_orders(tx, after=paging.after, limit=paging.one_more)
    return paging.page([LostOrderOut.model_validate(row) for row in found])


@router.patch(
    "/customers/{customer_id}",
    operation_id="change_customer",
    tags=["customers"],
    responses=problems_of(*ASKING, "not_found"),
)
async def change_customer(
    tx: Tx, actor: Asker, policy: InForce, customer_id: UUID, said: CustomerChange
) -> CustomerOut:
    """Change a customer; his open orders are amended, those that are over keep what they say."""
    changes = said.model_dump(exclude_unset=True)
    changed = await customer.change(tx, customer_id, changes, actor, policy, clock.now())
    return CustomerOut.model_validate(changed)
