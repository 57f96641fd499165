"""What an answer is, and that it comes through as it was said."""

import json
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from uuid import uuid4

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Site, answered, as_raw, told
from app_contract.phone.store import Feed

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
AGREE = timedelta(minutes=1)
MEMBERS = {
    "protocol", "epoch", "reset", "received_at", "results", "verdicts", "orders", "removed", "cursor", "more",
    "pull", "next_sync_s",
}  # fmt: skip


@promise(2)
def nothing_new(site: Site) -> None:
    """An empty sync is answered, with every member."""
    _, feed, _ = site.lead.everything()
    response = site.lead.post(site.lead.envelope(feed=feed))
    answer = answered(response, [])
    expect("members that are missing", MEMBERS - response.json().keys(), set())
    expect("what is new", [answer.orders, answer.removed, answer.more, answer.reset], [[], [], False, False])
    expect("the cursor", answer.cursor, feed.cursor)
    expect("next_sync_s is above 0", answer.next_sync_s > 0, wanted=True)


@promise(2)
def of_now(site: Site) -> None:
    """An answer is of now, and comes from no cache: received_at moves on, the Date agrees with it."""
    content = site.lead.envelope()
    first, second = (site.lead.post(content) for _ in range(2))
    if answered(first, []).received_at >= answered(second, []).received_at:
        raise Broken("two answers were received at one time")
    if "Date" in second.headers:
        date = parsedate_to_datetime(second.headers["Date"])
        if abs(answered(second, []).received_at - date.astimezone(UTC)) > AGREE:
            raise Broken(f"Date is {date}, received_at {answered(second, []).received_at}")


@promise(2)
def compressed(site: Site) -> None:
    """An answer is whole and the same, asked for compressed or not."""
    site.issue(site.lead)
    for coding in ("identity", "gzip"):
        response = site.lead.post(site.lead.envelope(), Accept_Encoding=coding)
        sent = response.headers.get("Content-Encoding", "identity")
        if sent not in ("identity", coding):
            raise Broken(f"asked for {coding}, came as {sent}")
        if not answered(response, []).orders:
            raise Broken(f"without the documents: {told(response)}")


@promise(2)
def any_script(site: Site) -> None:
    """Any script comes back as it went: Chinese, rare characters, emoji, accents, escapes."""
    text = '车厢降不下 𠮷田 👨\u200d🔧 é e\u0301 \\ " / \u2028 <b>&amp;</b>'
    order_id = site.issue(site.lead, description=text)
    held, _, _ = site.lead.everything()
    expect("the description", held[str(order_id)]["fault"]["description"], text)


@promise(2)
def newer_app(site: Site) -> None:
    """Members of a newer app are no error: in the envelope, in a fact, in a body."""
    order_id = site.issue(site.lead)
    fact = site.lead.fact(
        order_id, "visit.accepted", {"visit_id": str(uuid4()), "mood": ["good"]}, battery=0.4
    )
    content = site.lead.envelope([as_raw(fact).content]).replace(
        b'{"protocol"', b'{"later":{"a":[1]},"protocol"', 1
    )
    expect("the outcome", answered(site.lead.post(content), [as_raw(fact).id]).results[0].outcome, "applied")


@promise(2)
def spaces(site: Site) -> None:
    """Spaces and another order of members change nothing."""
    fact = site.lead.visit(site.issue(site.lead), "accepted")
    pretty = json.dumps(dict(reversed(fact.items())), indent=2).encode()
    content = b" \n" + site.lead.envelope([pretty]) + b"\r\n"
    expect("the outcome", answered(site.lead.post(content), [as_raw(fact).id]).results[0].outcome, "applied")
    expect("the same, sent compactly", replayed(site, fact), ["applied", True])


@promise(3)
def envelope_without_a_clock(site: Site) -> None:
    """A clock in the envelope that cannot be read refuses nothing."""
    content = site.lead.envelope(feed=Feed(None, None))
    start, end = content.index(b'"clock":'), content.index(b',"facts"')
    spoilt = content[:start] + b'"clock":"noon"' + content[end:]
    answered(site.lead.post(spoilt), [])


def replayed(site: Site, fact: Document) -> list[object]:
    """Outcome of a fact that was sent before, and whether it is known to be so."""
    [result] = site.lead.sync(fact).results
    return [result.outcome, result.replayed]
