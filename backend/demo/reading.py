"""Order documents as a reader wants them: what is promised, until when and why, and what is still owed."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app_contract.phone import Phone

MIB = 1024 * 1024

Document = dict[str, Any]


def promises(order: Document) -> dict[str, tuple[str, int, str]]:
    """Of each obligation that runs from the report of the fault: rule, hours allowed, verdict."""
    found = {}
    for one in order["deadlines"]:
        allowed = moment(one["due_at"]) - moment(one["starts"])
        found[one["obligation"]] = (one["because"]["rule"], allowed // timedelta(hours=1), one["verdict"])
    return found


def moment(said: str) -> datetime:
    """A time of a document."""
    return datetime.fromisoformat(said)


def promise_rows(order: Document) -> list[tuple[str, str, str, str]]:
    """A line for each deadline: what, until when at the site, how it stands, and why it is asked."""
    zone = ZoneInfo(order["site"]["zone"])
    return [
        (
            one["obligation"],
            moment(one["due_at"]).astimezone(zone).strftime("%a %d %b %H:%M"),
            one["verdict"],
            f"{one['because']['rule']}: {inputs(one['because']['inputs'])}",
        )
        for one in order["deadlines"]
    ]


def inputs(because: Document) -> str:
    """What chose a rule, in words."""
    words = {"True": "yes", "False": "no", "None": "not known"}
    said = {name.replace("_", " "): words.get(str(value), value) for name, value in because.items()}
    return ", ".join(f"{name} {value}" for name, value in said.items())


def way(order: Document) -> str:
    """How far it is, from where, and what that means."""
    distance = order["distance"]
    within = {True: "within 100 km", False: "beyond 100 km", None: "not known"}[distance["within"]]
    doubt = ", to be confirmed" if distance["needs_confirmation"] else ""
    return f"{distance['km']:.3f} km from {order['base']['name']}: {within}{doubt}"


def owed(order: Document) -> list[str]:
    """What the evidence still lacks, by name."""
    return [missing["what"] for missing in order["evidence"]["missing"]]


def mib(size: int) -> str:
    """So many bytes, for a reader."""
    return f"{size / MIB:.1f} MiB"


def flags(order: Document) -> set[str]:
    """The codes of what a coordinator should look at."""
    return {flag["code"] for flag in order["flags"]}


def unsent(phone: Phone) -> int:
    """How many facts a phone still has to send."""
    return sum(entry.state == "unsent" for entry in phone.entries())
