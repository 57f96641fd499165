"""What the tables show, and what must hold whatever was done: read by plain SQL of the test's own."""

from collections.abc import Sequence
from uuid import UUID

import orjson

from backend.order.decide import fold
from backend.order.document import Condition, Order
from backend.order.fact import Entry, Settled
from backend.order.kinds import KINDS
from backend.order.parts.stock import Stock
from backend.parts.ledger import account_of, movement_of
from tests.parts.machine.model import Seen
from tests.parts.machine.stage import Stage

ORDERS = "SELECT id, document, desk FROM dispatch_order WHERE id = ANY($1::uuid[])"
FACTS = "SELECT id, outcome, code, detail FROM fact WHERE order_id = ANY($1::uuid[])"
CHAIN = "SELECT * FROM journal WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, seq"
MOVED = "SELECT * FROM movement WHERE number = ANY($1::text[]) AND cause <> $2 ORDER BY cause, line"
BALANCES = "SELECT * FROM balance WHERE number = ANY($1::text[]) AND quantity <> 0"
WRONG = """
WITH lies AS (SELECT * FROM balance WHERE number = ANY($1::text[])),
moved AS (SELECT * FROM movement WHERE number = ANY($1::text[])),
moves AS (
    SELECT number, serial, target AS account, target_holder AS holder, becomes AS condition, quantity AS n
    FROM moved
    UNION ALL
    SELECT number, serial, source, source_holder, condition, -quantity FROM moved
)
SELECT 'below zero: ' || lies::text FROM lies
WHERE quantity < 0 AND account NOT IN ('supplier', 'vehicle', 'opening', 'unexplained')
UNION ALL
SELECT 'in two places: ' || number || ' ' || serial FROM lies WHERE serial <> '' AND quantity > 0
GROUP BY number, serial HAVING sum(quantity) > 1
UNION ALL
SELECT 'moved otherwise: ' || number || ' ' || serial || ' ' || account || ' ' || condition
FROM (SELECT number, serial, account, holder, condition, n FROM moves
      UNION ALL SELECT number, serial, account, holder, condition, -quantity FROM lies) AS both_sides
GROUP BY number, serial, account, holder, condition HAVING sum(n) <> 0
UNION ALL
SELECT 'from thin air: ' || number FROM lies GROUP BY number HAVING sum(quantity) <> 0
"""


def seen(stage: Stage, order_ids: Sequence[UUID], numbers: Sequence[str], opening: UUID) -> Seen:
    """What the tables show of these; what was there at first came by the entry `opening`."""
    found = Seen()
    for row in stage.fetch(ORDERS, order_ids):
        found.orders[row["id"]] = row["document"], row["desk"]
    for row in stage.fetch(FACTS, order_ids):
        found.facts[row["id"]] = row["outcome"], row["code"], row["detail"]
    for row in stage.fetch(MOVED, numbers, opening):
        found.moved.setdefault(row["cause"], []).append(movement_of(row))
    for row in stage.fetch(BALANCES, numbers):
        account, condition = account_of(row["account"], row["holder"]), Condition(row["condition"])
        found.balances[Stock(account, row["number"], row["serial"], condition)] = row["quantity"]
    return found


def wrong(stage: Stage, order_ids: Sequence[UUID], numbers: Sequence[str]) -> list[str]:
    """What may never be so."""
    found = [row[0] for row in stage.fetch(WRONG, numbers)]
    shown = {row["id"]: (row["document"], row["desk"]) for row in stage.fetch(ORDERS, order_ids)}
    folded = {order_id: Order.blank(order_id) for order_id in order_ids}
    for row in stage.fetch(CHAIN, order_ids):
        body = KINDS[row["kind"], row["v"]].model_validate(orjson.loads(row["body"]))
        settled = Settled.model_validate_json(row["settled"])
        fold(folded[row["order_id"]], Entry(row["fact_id"], row["order_id"], row["seq"], body, settled))
    return found + [f"{key} is no fold" for key, order in folded.items() if order.render() != shown[key]]
