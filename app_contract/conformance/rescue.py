"""What is done where a phone doubts what it holds, or cannot send it."""

import json
from functools import partial
from hashlib import sha256
from uuid import UUID

import httpx

from app_contract.conformance.promises import Promise, expect, promised
from app_contract.conformance.site import VERSION, Document, Site, Technician, spoken
from app_contract.phone.outbox import frozen

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)


@promise(11)
def digest(site: Site) -> None:
    """The digest is that of the documents that a phone holds which has read its feed to the end."""
    site.issue(site.lead)
    held, feed, _ = site.lead.everything()
    said = spoken(site.lead.ask("GET", "/v1/sync/digest"), 200)
    lines = "".join(f"{key} {held[key]['version']}\n" for key in sorted(held))
    found = [feed.epoch, feed.cursor, len(held), sha256(lines.encode()).hexdigest()]
    expect(
        "epoch, cursor, count, sha256", [said[name] for name in ("epoch", "cursor", "count", "sha256")], found
    )


@promise(11)
def bundle(site: Site) -> None:
    """A file of facts has the answers of a sync, and what the phone sends after it is there once."""
    order_id = site.issue(site.lead)
    facts = [site.lead.visit(order_id, what) for what in ("accepted", "arrived")]
    theirs = site.other.visit(order_id, "accepted")
    said = spoken(bring(site.lead, [*facts, theirs]), 200)
    outcomes = [result["outcome"] for result in said["results"]]
    expect("outcomes of his own, and of another's", outcomes, ["applied", "applied", "parked"])
    again = spoken(bring(site.lead, facts), 200)
    expect("brought again", [result["replayed"] for result in again["results"]], [True, True])
    results = site.lead.sync(*facts).results
    expect("sent by the phone", [(one.outcome, one.replayed) for one in results], [("applied", True)] * 2)
    expect(
        "visits",
        len(site.document(order_id)["visits"]),
        len({UUID(fact["body"]["visit_id"]) for fact in facts}),
    )


def bring(technician: Technician, facts: list[Document]) -> httpx.Response:
    """Send a file with these facts of his phone."""
    head = {"bundle": 1, "device_id": str(technician.device_id), "app": {"version": VERSION}}
    head |= {"clock": technician.reading().as_json(), "orders": []}
    content = json.dumps(head).encode()[:-1] + b',"facts":[' + b",".join(map(frozen, facts)) + b"]}"
    headers = {"Content-Type": "application/json"}
    return technician.ask("POST", "/v1/sync/bundle", content=content, headers=headers)
