"""The conformance run: the promises of sync.md, tried on a server over HTTP, through what stands before it.

It needs the logins of a dispatcher and of two technicians, makes orders of its own and cancels them. It
imports nothing of the backend. Read in this order: promises, site, then the modules of promises.

    python -m app_contract.conformance --help
"""

from collections.abc import Callable, Sequence

import httpx

from app_contract.conformance import (
    answers,
    clocks,
    envelopes,
    evidence,
    facts,
    feed,
    rescue,
    signing_in,
    uploads,
)
from app_contract.conformance.promises import Broken, Promise, kept
from app_contract.conformance.site import Logins, Site

PROMISES: tuple[Promise, ...] = tuple(
    promise
    for module in (signing_in, answers, facts, envelopes, feed, evidence, uploads, clocks, rescue)
    for promise in module.PROMISES
)
TIMEOUT_S = 60


def client(base_url: str) -> httpx.Client:
    """What speaks to the server: no redirect is followed, because no app may take one for an answer."""
    return httpx.Client(base_url=base_url, timeout=TIMEOUT_S, follow_redirects=False)


def run(
    http: httpx.Client,
    logins: Logins,
    tell: Callable[[str], None],
    promises: Sequence[Promise] = PROMISES,
) -> int:
    """Try the promises, telling a line of each; gives how many were broken. Raises nothing.

    Where nobody can sign in nothing else is tried: that counts as one.
    """
    site = Site(http, logins)
    opening = Promise(7, "A dispatcher and two technicians may sign in", Site.open)
    if not kept(opening, site, tell):
        return 1
    broken = sum(not kept(promise, site, tell) for promise in promises)
    broken += not kept(Promise(10, "The orders of this run are cancelled", Site.cancel_orders), site, tell)
    tell(f"{len(promises) + 2 - broken} promises hold, {broken} are broken")
    return broken


__all__ = ["PROMISES", "Broken", "Logins", "Promise", "Site", "client", "run"]
