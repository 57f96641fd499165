"""When things happened, whatever the phone's clocks say."""

from datetime import UTC, datetime, timedelta
from functools import partial

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Site
from app_contract.phone import Reading

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
CLOSE = timedelta(seconds=5)
HOUR = timedelta(hours=1)


def arrival(site: Site, made: Reading | None, sent: Reading | None = None) -> timedelta:
    """How long before its receipt an arrival counts that was recorded by these clocks. Raises Broken."""
    order_id = site.issue(site.lead)
    fact = site.lead.visit(order_id, "arrived", clock=made.as_json() if made else None)
    answer = site.lead.sync(fact, sent=sent)
    expect("the outcome", answer.results[0].outcome, "applied")
    [visit] = site.document(order_id)["visits"]
    return answer.received_at - datetime.fromisoformat(visit["arrived_at"])


def close(found: timedelta, wanted: timedelta) -> None:
    """Raises Broken where they are more than seconds apart."""
    if abs(found - wanted) > CLOSE:
        raise Broken(f"{found} before its receipt, and not {wanted}")


@promise(6)
def same_boot(site: Site) -> None:
    """Within one boot the running clock tells, however wrong the wall clock is."""
    made = site.lead.reading(2 * HOUR, wall=LONG_AGO)
    close(arrival(site, made, site.lead.reading(wall=LONG_AGO + 9 * HOUR)), 2 * HOUR)


@promise(6)
def other_boot(site: Site) -> None:
    """After a restart the wall clock tells, corrected by how wrong it is at the sending."""
    slow = datetime.now(UTC) - 3 * HOUR
    close(arrival(site, Reading(slow - HOUR, "another", 1_000), site.lead.reading(wall=slow)), HOUR)


@promise(6)
def heard_boot(site: Site) -> None:
    """A fact of an earlier boot is exact where that boot was heard itself."""
    site.lead.sync()
    made = site.lead.reading(2 * HOUR, wall=LONG_AGO)
    close(arrival(site, made, Reading(datetime.now(UTC), "restarted", 20_000)), 2 * HOUR)


@promise(6)
def impossible(site: Site) -> None:
    """A fact with an impossible clock, or none, is applied and stands at its receipt."""
    for made in (site.lead.reading(-HOUR), Reading(datetime.now(UTC) + HOUR, "another", 1), None):
        close(arrival(site, made), timedelta())


@promise(10)
def uncertain(site: Site) -> None:
    """A deadline met within the doubt of the clocks is uncertain, and says why."""
    order_id = site.issue(site.lead, reported=timedelta(hours=25))
    slow = datetime.now(UTC) - 3 * HOUR
    made = Reading(slow - 2 * HOUR, "another", 1_000)
    fact = site.lead.visit(order_id, "arrived", clock=made.as_json())
    site.lead.sync(fact, sent=site.lead.reading(wall=slow))
    deadlines = [one for one in site.document(order_id)["deadlines"] if one["obligation"] == "arrive"]
    expect("the verdicts", [one["verdict"] for one in deadlines], ["uncertain"])
    expect("why", deadlines[0]["doubt"]["met"]["quality"], "skew")
