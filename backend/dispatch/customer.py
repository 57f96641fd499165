"""A customer who changed, on file and on the orders that are open (design: the order document)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlmodel import col, select

from backend.customers.customer import Customer, change_customer
from backend.database import Transaction
from backend.journal.door import content_hash, record
from backend.journal.tables import DispatchOrder
from backend.order.document import OVER
from backend.order.document import Customer as Copy
from backend.order.fact import Fact, Said
from backend.order.moment import server
from backend.order.policy import Policy
from backend.people.actor import Actor
from backend.problems import Problem


async def change(
    tx: Transaction,
    customer_id: UUID,
    changes: dict[str, Any],
    actor: Actor,
    policy: Policy,
    now: datetime,
) -> Customer:
    """Change a customer, and amend each open order of his: its technicians must reach him as he is now.

    The amendments name one `group_id`. Raises `not_found`.
    """
    customer = await change_customer(tx, customer_id, changes)
    copy, group_id = Copy.model_validate(customer, from_attributes=True), uuid4()
    open_orders = (
        select(DispatchOrder.id, DispatchOrder.version)
        .where(DispatchOrder.customer_id == customer_id, col(DispatchOrder.state).not_in(OVER))
        .order_by(col(DispatchOrder.id))
        .with_for_update(key_share=True)
    )
    said = []
    for order_id, version in await tx.session.exec(open_orders):
        fact = Fact(
            id=uuid5(group_id, str(order_id)),
            order_id=order_id,
            kind="order.amended",
            v=1,
            seen_version=version,
            group_id=group_id,
            body={"customer": copy.model_dump(mode="json")},
        )
        said.append(Said(fact, actor, content_hash(fact), now, server(now)))
    for result in await record(tx, said, policy):
        if result.outcome != "applied":
            raise Problem(result.code or "internal", result.detail or "")
    return customer
