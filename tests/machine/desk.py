"""The office, over HTTP: orders issued, assigned, amended, cancelled, approved, all of them at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from backend import clock
from backend.people.actor import Actor
from backend.people.tokens import issue_access
from tests.machine.ledger import Ledger, Line
from tests.machine.phones import BASE_URL
from tests.machine.world import KEY
from tests.makers import COORDINATOR, DISPATCHER, MANAGER, STOREKEEPER, Case, team

MANY = 3
LIFE = timedelta(minutes=60)
WAITS_LONGEST = """
SELECT id FROM fact WHERE order_id = $1 AND outcome = 'parked' ORDER BY received_at, id LIMIT 1
"""


class Desk:
    """Whoever sits there says what needs his role. A refusal is the office's own affair; a failure is not."""

    def __init__(self, ledger: Ledger, inner: httpx.BaseTransport) -> None:
        self._ledger = ledger
        self._client = httpx.Client(transport=Line(ledger, inner), base_url=f"{BASE_URL}/v1", trust_env=False)

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def issue(self, order_id: UUID) -> None:
        """A new order, reported yesterday."""
        said = Case(order_id).body("order.issued")
        said["fault"]["reported_at"] = (clock.now() - timedelta(days=1)).isoformat()
        answer = self._ask("POST", "/orders", {"id": str(order_id), **said})
        assert answer.status_code == 201, answer.text

    def assign(self, order_id: UUID, *people: Actor, group_id: UUID | None = None) -> None:
        """The team from now on, the first leading; without anybody the order is taken back."""
        said = team(*people) if people else {"team": []}
        self._say(order_id, "order.assigned", said, group_id=group_id)

    def amend(self, order_id: UUID) -> None:
        """The supplier is needed, or is not after all."""
        order = self.read(order_id)
        if order:
            self._say(order_id, "order.amended", {"supplier_needed": not order["supplier_needed"]})

    def amend_on(self, order_id: UUID) -> None:
        """Nobody is sure."""
        for _ in range(MANY):
            self.amend(order_id)

    def cancel(self, order_id: UUID) -> None:
        """Called off."""
        self._say(order_id, "order.cancelled", {"reason": "The customer called it off"})

    def send_back(self, order_id: UUID) -> None:
        """The manager asks back about what was submitted."""
        for report in self._submitted(order_id):
            self._say(order_id, "order.sent_back", report | {"remarks": "Which seal?"}, MANAGER)

    def finish(self, order_id: UUID) -> None:
        """What was submitted is approved and the old parts come in; with all evidence the order closes."""
        for report in self._submitted(order_id):
            self._say(order_id, "order.approved", report, MANAGER)
        order = self.read(order_id) or {"parts": []}
        for part in order["parts"]:
            said = {"part_id": part["id"], "condition": "complete"}
            self._say(order_id, "old_part.received", said, STOREKEEPER)

    def issue_again(self, order_id: UUID) -> None:
        """An order that was lost with a backup."""
        if self.read(order_id) is None:
            self.issue(order_id)

    def decide(self, order_id: UUID, kind: str) -> None:
        """The coordinator decides on what waits on this order longest."""
        for row in self._ledger.world.fetch(WAITS_LONGEST, order_id):
            self._ledger.decided.add(row["id"])
            said = {"fact_id": str(row["id"]), "note": "Seen to"}
            self._say(order_id, kind, said, COORDINATOR)

    def read(self, order_id: UUID) -> dict[str, Any] | None:
        """The order, unless the server has lost it in a restore."""
        answer = self._ask("GET", f"/orders/{order_id}")
        order: dict[str, Any] = answer.json()
        return order if answer.status_code == 200 else None

    def _submitted(self, order_id: UUID) -> list[dict[str, Any]]:
        order = self.read(order_id) or {"reports": []}
        handed_in = [one for one in order["reports"] if one["submitted_at"] and not one["approved_at"]]
        return [{"report_id": one["id"], "version": one["version"]} for one in handed_in]

    def _say(
        self,
        order_id: UUID,
        kind: str,
        body: dict[str, Any],
        by: Actor = DISPATCHER,
        group_id: UUID | None = None,
    ) -> None:
        order = self.read(order_id)
        if order is None:
            return
        said = {"id": str(uuid4()), "kind": kind, "v": 1, "seen_version": order["version"], "body": body}
        group = {"group_id": str(group_id)} if group_id else {}
        self._ask("POST", f"/orders/{order_id}/facts", said | group, by)

    def _ask(
        self, method: str, path: str, said: dict[str, Any] | None = None, by: Actor = DISPATCHER
    ) -> httpx.Response:
        token = issue_access(by.staff_id, by.device_id, bytes.fromhex(KEY), clock.now(), LIFE)
        headers = {"Authorization": f"Bearer {token}"}
        return self._client.request(method, path, json=said, headers=headers)
