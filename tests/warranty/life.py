"""The life of one valve, step by step: in memory, or through the door of an app with a real database."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from httpx import Response

from backend.database import Database
from backend.people.actor import Actor
from tests.makers import COORDINATOR, DISPATCHER, LI, MANAGER, STOREKEEPER, Case, new_id, pen, team
from tests.photos.makers import by
from tests.reports.shop import Shop

STEPS = {
    "part.requested": LI,
    "part.approved": MANAGER,
    "part.issued": STOREKEEPER,
    "part.received": LI,
    "visit.arrived": LI,
    "report.filed": LI,
    "report.signed": LI,
    "report.submitted": LI,
    "order.approved": MANAGER,
    "old_part.sent": LI,
    "old_part.received": STOREKEEPER,
    "part.written_off": STOREKEEPER,
    "claim.opened": COORDINATOR,
    "claim.sent": COORDINATOR,
    "claim.settled": MANAGER,
}
"""From the request to the money, each with who says it."""


def lived(until: str | None = None) -> Case:
    """A valve's life in memory, up to and with this step; only begun, without one."""
    case = Case().begun()
    for kind, who in STEPS.items() if until else ():
        assert case.say(who, kind) == "applied", kind
        if kind == until:
            break
    return case


class Store(Shop):
    """The API, and orders through the door of which each has a valve that lives so far."""

    def __init__(self, database: Database, data: Path) -> None:
        super().__init__(database, data)
        self.database = database
        self.signed = 0
        self.begun: set[UUID] = set()

    async def live(self, until: str | None = None, lead: Actor = LI, **changes: Mapping[str, Any]) -> Case:
        """A new order of his, and its valve's life up to and with this step. `changes` are to the bodies, by
        the kind with an underscore for its dot.
        """
        case = self.case = Case(now=self.case.now)
        self.begun.add(case.order_id)
        await self.say("order.issued", DISPATCHER)
        await self.say("order.assigned", DISPATCHER, **team(lead))
        for kind, who in STEPS.items() if until else ():
            await self.step(kind, lead if who is LI else who, **changes.get(kind.replace(".", "_"), {}))
            if kind == until:
                break
        return case

    async def step(self, kind: str, who: Actor, **body: Any) -> None:
        """One step of the present order."""
        if kind == "part.issued":
            self.issue = body["id"] = new_id()
        if kind == "part.received":
            body["issue_id"] = str(self.issue)
        if kind == "report.signed":
            self.signed += 1
            body["strokes"] = pen(30 + self.signed)
        await self.say(kind, who, **body)

    async def get(self, path: str, who: Actor, **params: Any) -> Response:
        """What somebody is answered."""
        return await self.client.get(path, params=params, headers=by(who))

    async def ids(self, path: str, who: Actor, **params: Any) -> list[UUID]:
        """The orders of a list's rows, page after page."""
        found: list[UUID] = []
        for _ in range(50):
            answer = await self.get(path, who, **params)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            found += [UUID(one["order_id"]) for one in page["items"]]
            if page["after"] is None:
                return found
            params["after"] = page["after"]
        raise AssertionError("the list has no end")
