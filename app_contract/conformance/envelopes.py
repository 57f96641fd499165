"""What an envelope may be, how large, and how it is refused."""

from functools import partial

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Site, as_raw, refused, reply, told
from app_contract.phone.protocol import refuses_envelope

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
LARGE = 120 * 1024
TOO_LARGE = 700 * 1024


@promise(3)
def unreadable(site: Site) -> None:
    """What is no envelope is 400, and a problem document says so."""
    for content in (b"", b"{", b"[]", b"hello", b'{"protocol":1,"facts":[{"id":}'):
        refused(site.lead.post(content), 400, "unreadable")


@promise(3)
def invalid_input(site: Site) -> None:
    """An envelope without its own members is 422, and a problem document says so."""
    content = site.lead.envelope()
    for wrong in (
        content.replace(b'"protocol":1', b'"protocol":2'),
        content.replace(str(site.lead.device_id).encode(), b"none"),
        content.replace(b',"facts":[]', b""),
        content.replace(b'"cursor":null', b'"cursor":0'),
    ):
        refused(site.lead.post(wrong), 422, "invalid_input")


@promise(3)
def fifty(site: Site) -> None:
    """Fifty facts go in one sync, and fifty-one are 413."""
    order_id = site.issue(site.lead)
    facts = [site.lead.fact(order_id, "note.added", {"text": str(n)}) for n in range(51)]
    expect("fifty", set(site.lead.results(*facts[:50])), {"applied"})
    content = site.lead.envelope([as_raw(fact).content for fact in facts])
    refused(site.lead.post(content), 413, "too_large")


@promise(2)
def large(site: Site) -> None:
    """512 KiB of facts get through: no proxy cuts or refuses them."""
    order_id = site.issue(site.lead)
    body = {"text": "Conformance run", "padding": "x" * LARGE}
    facts = [site.lead.fact(order_id, "note.added", body) for _ in range(4)]
    expect("the outcomes", site.lead.results(*facts), ["applied"] * 4)


@promise(3)
def too_large(site: Site) -> None:
    """More than that is 413, whoever says so, and the phone halves its batch."""
    response = site.lead.post(site.lead.envelope([b'"' + b"x" * TOO_LARGE + b'"']))
    if response.status_code != 413 or refuses_envelope(reply(response)) is None:
        raise Broken(told(response))


@promise(2)
def large_fact(site: Site) -> None:
    """One fact that is too large is answered by itself."""
    order_id = site.issue(site.lead)
    fact = site.lead.fact(order_id, "note.added", {"text": "x", "padding": "x" * LARGE})
    over = as_raw(fact)
    padded = type(over)(over.id, over.content.replace(b'"padding":"', b'"padding":"' + b"x" * 20_000))
    good = site.lead.visit(order_id, "accepted")
    expect("the outcomes", site.lead.results(padded, good), ["rejected unreadable", "applied"])
