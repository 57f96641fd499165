"""Documents, cursor, epoch: what a phone reads, page by page."""

from functools import partial
from uuid import uuid4

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Site
from app_contract.phone.store import Feed

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
PAGE_BYTES = 256 * 1024
ORDERS_OF_A_PAGE = 12
FAR = 2**52


@promise(4)
def visible_at(site: Site) -> None:
    """The effect of an applied fact is in the documents once cursor ≥ visible_at."""
    order_id = site.issue(site.lead)
    _, feed, _ = site.lead.everything()
    answer = site.lead.sync(site.lead.visit(order_id, "arrived"), feed=feed)
    [result] = answer.results
    if result.visible_at is None or answer.cursor is None or answer.cursor < result.visible_at:
        raise Broken(f"visible_at is {result.visible_at}, cursor {answer.cursor}")
    states = {order["id"]: order["state"] for order in answer.orders}
    expect("the document's state", states.get(str(order_id)), "on_site")


@promise(4)
def pages(site: Site) -> None:
    """More than a page comes in pages, each resumable, nothing lost between them."""
    orders = {str(large_order(site)) for _ in range(ORDERS_OF_A_PAGE)}
    held, feed, count = site.lead.everything()
    expect("orders that did not come", orders - held.keys(), set())
    if count < 2:
        raise Broken("it all came in one page")
    first = site.lead.sync()
    if not first.more or first.next_sync_s != 0:
        raise Broken(f"the first page: more is {first.more}, next_sync_s {first.next_sync_s}")
    second, again = (site.lead.sync(feed=Feed(first.epoch, first.cursor)) for _ in range(2))
    expect("the second page, asked for twice", again.orders, second.orders)
    expect("what both pages hold", ids(first.orders) & ids(second.orders), set())
    expect("what is new at the end", site.lead.sync(feed=feed).orders, [])


def large_order(site: Site) -> str:
    """An order with a document of some 25 KiB."""
    order_id = site.issue(site.lead, description="车厢降不下" * 400)
    said = {"medium": "phone", "whom": "何经理" * 40, "text": "车厢降不下" * 60}
    facts = [
        site.lead.fact(order_id, "visit.contacted", said | {"visit_id": str(uuid4())}) for _ in range(20)
    ]
    expect("contacts", set(site.lead.results(*facts)), {"applied"})
    return str(order_id)


def ids(orders: list[Document]) -> set[str]:
    """Their ids."""
    return {order["id"] for order in orders}


@promise(4)
def reset(site: Site) -> None:
    """An epoch that is not the server's, and a cursor from the future, are answered with a reset."""
    held, feed, _ = site.lead.everything()
    for stale in (Feed("another", feed.cursor), Feed(feed.epoch, FAR)):
        answer = site.lead.sync(feed=stale)
        expect("reset", answer.reset, wanted=True)
        expect("the epoch", answer.epoch, feed.epoch)
        if held and not answer.orders and not answer.removed:
            raise Broken("the answer brings no first page")
    expect("reset, asked with null", site.lead.sync().reset, wanted=False)


@promise(4)
def reassigned(site: Site) -> None:
    """A reassigned order is removed from whom it left, and comes to whom it went."""
    order_id = site.issue(site.lead)
    (_, ours, _), (_, theirs, _) = site.lead.everything(), site.other.everything()
    site.assign(order_id, site.other)
    gone = {one["id"]: one["reason"] for one in site.lead.sync(feed=ours).removed}
    expect("why it is removed", gone.get(str(order_id)), "reassigned")
    come = {order["id"] for order in site.other.sync(feed=theirs).orders}
    expect("it comes to the other", str(order_id) in come, wanted=True)
    expect("he may still see it", str(order_id) in site.lead.everything()[0], wanted=False)


@promise(9)
def unaware(site: Site) -> None:
    """Work done before he heard of the reassignment is applied and flagged, and brings nothing back."""
    order_id = site.issue(site.lead)
    held, _, _ = site.lead.everything()
    seen = held[str(order_id)]["version"]
    site.assign(order_id, site.other)
    _, feed, _ = site.lead.everything()
    late = site.lead.sync(site.lead.visit(order_id, "arrived", seen_version=seen), feed=feed)
    expect("the outcome", late.results[0].outcome, "applied")
    expect("what comes back", ids(late.orders), set())
    codes = [flag["code"] for flag in site.document(order_id)["flags"]]
    expect("flags", codes, ["after_reassignment"])
    knew = site.lead.visit(order_id, "departed")
    expect("of somebody who knew", site.lead.results(knew), ["parked not_on_team"])


@promise(4)
def one_document(site: Site) -> None:
    """Documents only grow newer, and what both are told of is one document."""
    order_id = site.issue(site.lead, site.other)
    before = site.other.everything()[0][str(order_id)]
    site.lead.results(site.lead.visit(order_id, "accepted"))
    ours, theirs = (one.everything()[0][str(order_id)] for one in (site.lead, site.other))
    expect("the documents", ours, theirs)
    expect("the dispatcher's", site.document(order_id), ours)
    if ours["version"] <= before["version"]:
        raise Broken(f"version {ours['version']} after {before['version']}")
