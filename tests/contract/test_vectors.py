"""The vectors say enough for whoever has only them, and end as their titles say."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend.order.decide import fold
from backend.order.document import Order
from backend.order.fact import Entry, Settled
from backend.order.kinds import KINDS

VECTORS = Path(__file__).parents[2] / "app_contract" / "vectors"
ORDERS = json.loads((VECTORS / "fold.json").read_text())["orders"]
CANONICAL = json.loads((VECTORS / "canonical.json").read_text())


def shown(order: dict[str, Any]) -> str:
    """State, verdicts and flags of an order's document."""
    document = order["document"]
    verdicts = [f"{one['obligation']} {one['verdict']}" for one in document["deadlines"]]
    return "; ".join([document["state"], *verdicts, *(flag["code"] for flag in document["flags"])])


BARE = "unsigned_without_photo"


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order["what"])
def test_the_document_follows_from_the_facts_and_what_was_settled_alone(order: dict[str, Any]) -> None:
    facts = {fact["id"]: fact for fact in order["facts"]}
    folded = Order.blank(UUID(order["order_id"]))
    for entry in order["entries"]:
        fact = facts[entry["fact_id"]]
        body = KINDS[fact["kind"], fact["v"]].model_validate(fact["body"])
        settled = Settled.model_validate(entry["settled"])
        fold(folded, Entry(UUID(fact["id"]), folded.id, entry["seq"], body, settled))

    assert json.loads(folded.render()[0]) == order["document"]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order["what"])
def test_the_changes_laid_on_top_of_each_other_are_the_document(order: dict[str, Any]) -> None:
    laid: dict[str, Any] = {}
    for entry in order["entries"]:
        assert all(name not in laid or laid[name] != value for name, value in entry["changes"].items())
        laid |= entry["changes"]

    assert laid == order["document"]


def test_they_end_as_their_titles_say() -> None:
    assert {order["what"].partition(":")[0]: shown(order) for order in ORDERS} == {
        "issued": "open; arrive open",
        "issued and assigned to two; Li leads": "assigned; arrive open",
        "the whole way": "closed; arrive met",
        "visit facts in another order fold to the same": "on_site; arrive met",
        "the signature comes before its photo, its report and the arrival": "signed; arrive met",
        "a second version supersedes the first": f"signed; arrive met; {BARE}",
        "refused with a reason, submitted, sent back, submitted again": f"submitted; arrive met; {BARE}",
        "reassigned while he was offline": "on_site; arrive met; after_reassignment",
        "reassigned, and he knew it": "assigned; arrive open",
        "declined": "assigned; arrive open",
        "left unfinished": "assigned; arrive met",
        "escalated at once, and decided": "on_site; arrive met",
        "cancelled": "cancelled; arrive withdrawn",
        "a deadline missed": "on_site; arrive missed",
        "uncertain by skew": "on_site; arrive uncertain",
        "uncertain because suspect": "on_site; arrive uncertain",
        "suspect, but received in time": "on_site; arrive met",
        "uncertain, then an earlier arrival becomes known that is sure": "on_site; arrive met",
        "equipment": "on_site; respond met; arrive met; resolve uncertain",
        "chassis": "open; written_contact met",
        "the supplier turns out to be needed": "open; arrive withdrawn; reply met",
        "no coordinates": "open; arrive withdrawn; reply open",
        "another old part comes back than the one that came out": "on_site; arrive met; serial_mismatch",
    }


@pytest.mark.parametrize("case", CANONICAL, ids=lambda case: case["what"])
def test_the_canonical_form_says_the_same_and_is_its_own(case: dict[str, str]) -> None:
    assert json.loads(case["canonical"]) == json.loads(case["json"])
    assert "\n" not in case["canonical"]
