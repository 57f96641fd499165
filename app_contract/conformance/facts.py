"""What becomes of facts: each by itself, once, whatever is wrong with its neighbours."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID, uuid4

import httpx

from app_contract.conformance.evidence import filing, report
from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Raw, Site, Technician, as_raw, outcome

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
WAIT_LIMIT = 20
PAUSE_S = 0.25


def spoilt(fact: Document, body: str) -> Raw:
    """The fact with other JSON for its body."""
    raw = json.dumps(fact, separators=(",", ":")).replace(
        json.dumps(fact["body"], separators=(",", ":")), body
    )
    return Raw(UUID(fact["id"]), raw.encode())


POISON = {
    "half a surrogate pair": '{"visit_id":"\\ud83d"}',
    "NUL": '{"visit_id":"\\u0000"}',
    "NaN": '{"visit_id":NaN}',
    "a number without end": '{"visit_id":1e400000}',
    "20,000 levels": "[" * 20_000 + "]" * 20_000,
    "a member twice": '{"visit_id":"a","visit_id":"b"}',
    "a wrong type": '{"visit_id":[7]}',
    "no body at all": "null",
}


@promise(2)
def poison(site: Site) -> None:
    """One bad fact delays none of its neighbours, and each bad one has its own answer."""
    order_id = site.issue(site.lead)
    bad = [spoilt(site.lead.visit(order_id, "accepted"), body) for body in POISON.values()]
    good = [site.lead.visit(order_id, what) for what in ("accepted", "arrived")]
    results = site.lead.results(good[0], *bad, good[1])
    expect("the first", results[0], "applied")
    for what, result in zip(POISON, results[1:-1], strict=True):
        expect(what, result, "rejected unreadable")
    expect("the last", results[-1], "applied")


@promise(2)
def replay(site: Site) -> None:
    """A fact sent again is answered as before and happens once."""
    order_id = site.issue(site.lead)
    facts = [site.lead.visit(order_id, "accepted"), site.lead.visit(order_id, "arrived")]
    first = site.lead.sync(*facts)
    version = site.document(order_id)["version"]
    again = site.lead.sync(*facts, *facts)
    expect("at first", [one.outcome for one in first.results], ["applied"] * 2)
    expect("again", [(one.outcome, one.replayed) for one in again.results], [("applied", True)] * 4)
    expect("the order's version", site.document(order_id)["version"], version)


@promise(2)
def lost_reply(site: Site) -> None:
    """Where the request arrives and its reply is lost, sending it again settles it."""
    order_id = site.issue(site.lead)
    fact = site.lead.visit(order_id, "accepted")
    content = site.lead.envelope([as_raw(fact).content])
    site.lead.hang_up(content)
    expect("the outcome", settled(site, fact), ["applied"])
    visits = site.document(order_id)["visits"]
    expect("how many visits there are", len(visits), 1)


@promise(2)
def id_reused(site: Site) -> None:
    """An id with other content is refused, and the first use stands."""
    order_id = site.issue(site.lead)
    fact = site.lead.fact(order_id, "note.added", {"text": "first"})
    expect("the first", site.lead.results(fact), ["applied"])
    other = fact | {"body": {"text": "second"}}
    expect("the second", site.lead.results(other), ["rejected id_reused"])
    expect("the first again", site.lead.results(fact), ["applied"])


@promise(2)
def released(site: Site) -> None:
    """What comes too early is parked, released by what it waited for, and its verdict travels."""
    order_id = site.issue(site.lead)
    _, feed, _ = site.lead.everything()
    early = site.lead.fact(order_id, "report.submitted", {"report_id": str(uuid4()), "version": 1})
    expect("of a report that nobody filed", site.lead.results(early), ["parked report_unknown"])
    stranger = site.other.visit(order_id, "accepted")
    expect("of somebody who is not on the team", site.other.results(stranger), ["parked not_on_team"])
    _, theirs, _ = site.other.everything()
    site.assign(order_id, site.lead, site.other)
    answer = site.other.sync(feed=theirs)
    verdicts = {one.id: outcome(one) for one in answer.verdicts}
    expect("the verdict once he is on the team", verdicts.get(UUID(stranger["id"])), "applied")
    unconcerned = {one.id for one in site.lead.sync(feed=feed).verdicts}
    if UUID(stranger["id"]) in unconcerned:
        raise Broken("somebody else hears the verdict")


@promise(2)
def order_unknown(site: Site) -> None:
    """A fact of an order that is not there yet waits for it."""
    fact = site.lead.visit(uuid4(), "accepted")
    expect("the outcome", site.lead.results(fact), ["parked order_unknown"])


@promise(2)
def unknown_kind(site: Site) -> None:
    """A kind that the server does not know yet waits for a newer one."""
    fact = site.lead.fact(site.issue(site.lead), "visit.teleported", {})
    expect("the outcome", site.lead.results(fact), ["parked unknown_kind"])


@promise(2)
def other_actor(site: Site) -> None:
    """A fact that another person recorded on this phone is kept and waits for a person."""
    fact = site.lead.visit(site.issue(site.lead), "accepted", actor=str(site.other.id))
    expect("the outcome", site.lead.results(fact), ["parked other_actor"])


@promise(2)
def role(site: Site) -> None:
    """What a technician may never say is rejected."""
    fact = site.lead.fact(site.issue(site.lead), "order.cancelled", {"reason": "none"})
    expect("the outcome", site.lead.results(fact), ["rejected role"])


@promise(2)
def order_closed(site: Site) -> None:
    """A fact that comes after the order was cancelled is kept and waits for a person."""
    order_id = site.issue(site.lead)
    site.say(order_id, "order.cancelled", {"reason": "Conformance run"})
    site.orders.remove(order_id)
    expect("the outcome", site.lead.results(site.lead.visit(order_id, "arrived")), ["parked order_closed"])


@promise(2)
def at_once(site: Site) -> None:
    """Two syncs of one phone at once keep every fact: what is not kept is retry, and sent again."""
    order_id = site.issue(site.lead)
    facts = [site.lead.visit(order_id, "accepted") for _ in range(4)]
    contents = [site.lead.envelope([as_raw(fact).content]) for fact in facts]
    both = in_parallel(site.lead, contents)
    if not any(response.status_code == httpx.codes.OK for response in both):
        raise Broken("none of them is answered")
    expect("in the end", settled(site, *facts), ["applied"] * len(facts))


@promise(15)
def requisition(site: Site) -> None:
    """Parts are asked for once, and the document says what was asked and that nobody has decided."""
    order_id, line = site.issue(site.lead), {"id": str(uuid4()), "name": "hinge", "quantity": 2}
    body = {"requisition_id": str(uuid4()), "reason": "Conformance run", "lines": [line]}
    asked = site.lead.fact(order_id, "part.requested", body)
    again = site.lead.fact(order_id, "part.requested", body)
    expect("the outcomes", site.lead.results(asked, again), ["applied", "parked conflict"])
    [shown] = site.document(order_id)["requisitions"]
    expect("who asked", shown["by"], str(site.lead.id))
    expect("what for", [one.items() >= line.items() for one in shown["lines"]], [True])
    decided = [shown["approved"], shown["refused"], shown["issues"]]
    expect("what became of it", decided, [None, None, []])
    came = {"requisition_id": body["requisition_id"], "issue_id": str(uuid4())}
    early = site.lead.fact(order_id, "part.received", came)
    expect("what nobody has issued", site.lead.results(early), ["parked issue_unknown"])


@promise(15)
def unexplained(site: Site) -> None:
    """No report is refused for stock: a part that nobody drew is applied and flagged, its old one owed."""
    order_id = site.issue(site.lead)
    ours, bought = (
        {
            "id": str(uuid4()),
            "name": "hinge",
            "number": f"CONFORMANCE-{uuid4()}",
            "quantity": 1,
            "reason": "worn",
            "warranty": True,
            "source": source,
        }
        for source in ("van", "bought_locally")
    )
    local, drawn = (report(order_id, parts=[one]) for one in (bought, ours))
    expect("a piece bought locally", site.lead.results(filing(site, local)), ["applied"])
    expect("its flags", site.document(order_id)["flags"], [])
    fact = filing(site, drawn)
    expect("a piece that nobody drew", site.lead.results(fact), ["applied"])
    order = site.document(order_id)
    expect("its flags", order["flags"], [{"code": "part_unexplained", "fact_id": fact["id"]}])
    owed = {one["id"] for one in order["parts"] if one["owes_return"] and not one["received"]}
    expect("what is owed", owed, {ours["id"], bought["id"]})


def settled(site: Site, *facts: Document) -> list[str]:
    """What became of facts that another request may still hold."""
    results: list[str] = []
    for _ in range(WAIT_LIMIT):
        results = site.lead.results(*facts)
        if not any(one.startswith("retry") for one in results):
            break
        time.sleep(PAUSE_S)
    return results


def in_parallel(technician: Technician, contents: list[bytes]) -> list[httpx.Response]:
    """The replies to these, sent side by side."""
    with ThreadPoolExecutor(len(contents)) as pool:
        return list(pool.map(technician.post, contents))
