"""Who takes part in the day, what they carry, and the verbs that its chapters are told with."""

import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from app_contract.phone import Done, Filed, Work
from backend.demo.claims import Teller, Untrue
from backend.demo.desk import TIMEOUT_S, Desk, Inbox
from backend.demo.field import Handset, SlowClock
from backend.demo.reading import MIB, Document, mib, moment, promise_rows, promises, way
from backend.demo_data import made

POLL_S = 0.02


class Day:
    """One day: the people, what they carry, and the orders by nickname as the dispatcher last saw them.

    Whatever is opened for it is closed with `evening`.
    """

    filed: Filed
    """Li's report, once he has filed it: the version that stands."""
    content: Document
    """What its first version says."""
    arrived_at: datetime
    """When Wang arrived, by a clock that is right."""

    def __init__(self, url: str, folder: Path, tell: Teller, evening: ExitStack) -> None:
        self.url, self._folder, self._evening = url, folder, evening
        self.tell = tell
        self.orders: dict[str, Document] = {}
        self.heard: list[Document] = []
        """What the coordinator's stream has brought."""
        self.pictures: dict[UUID, bytes] = {}
        """Li's photos by id."""
        self.dispatcher, self.coordinator, self.manager, self.store = (
            evening.enter_context(closing(Desk(url, login)))
            for login in ("dispatcher", "coordinator", "manager", "store")
        )
        self.inbox = evening.enter_context(closing(Inbox(url, self.coordinator.token)))
        self.li = self._handset("li", "phone")
        self.tablet = self._handset("li", "tablet")
        self.wang = self._handset("wang", "phone", SlowClock())
        self.zhang = self._handset("zhang", "phone")

    def _handset(self, login: str, name: str, clock: SlowClock | None = None) -> Handset:
        file = self._folder / f"{login}-{name}.sqlite"
        return self._evening.enter_context(closing(Handset(self.url, file, login, clock)))

    # At the desks

    def issue(self, name: str, wanted: Document) -> None:
        """Issue an order, twice as after a lost answer, and show what it promises."""
        order = self.orders[name] = self.dispatcher.post("/orders", wanted)
        again = self.dispatcher.post("/orders", wanted)
        self.show(name)
        self.tell.claim(f"{order['number']}, sent twice, is one order", again, order)

    def say(self, name: str, kind: str, body: Document, desk: Desk | None = None) -> Document:
        """A desk, unless named the dispatcher's, says a fact about an order; gives the order."""
        self.orders[name] = (desk or self.dispatcher).say(self.orders[name], kind, body)
        return self.orders[name]

    def assign(self, name: str, lead: str, *others: str) -> None:
        """The whole team from now on, by logins."""
        wanted = [{"id": str(made(login)), "lead": login == lead} for login in (lead, *others)]
        order = self.say(name, "order.assigned", {"team": wanted})
        team = " and ".join(f"{one['name']}{' (lead)' * one['lead']}" for one in order["team"])
        stands = [{"id": one["id"], "lead": one["lead"]} for one in order["team"]]
        self.tell.claim(f"{order['number']} goes to {team}", stands, wanted)

    def reread(self, name: str) -> Document:
        """The order as it is now, on the dispatcher's screen too."""
        self.orders[name] = self.dispatcher.get(f"/orders/{self.orders[name]['id']}")
        return self.orders[name]

    # In the field

    def id_of(self, name: str) -> UUID:
        """An order's id."""
        return UUID(self.orders[name]["id"])

    def work(self, handset: Handset, name: str) -> Work:
        """One's work on an order."""
        return Work(handset.phone, self.id_of(name))

    # At the coordinator's desk

    def awaits(self, photo_id: UUID, before: int) -> int:
        """What the coordinator sees while of one photo not all has come; gives how many bytes have.

        What a request had brought when it was cut is kept a moment later: he looks until it is a MiB more
        than `before`.
        """
        path, until = f"/orders/{self.id_of('near')}/evidence", time.monotonic() + TIMEOUT_S
        evidence = self.coordinator.get(path)
        while evidence["awaited"][0]["received"] < before + MIB and time.monotonic() < until:
            time.sleep(POLL_S)
            evidence = self.coordinator.get(path)
        [one] = evidence["awaited"]
        heard = moment(one["phone"]["last_heard_at"])
        ago = datetime.now(UTC) - heard
        self.tell.quote(
            f"{evidence['stored']} of {evidence['announced']} photos, {one['by_name']}'s phone last heard at"
            f" {heard:%H:%M:%S} UTC; {mib(one['received'])} of {mib(one['size'])} are here"
        )
        self.tell.claim(
            "the coordinator sees what is on its way, and from whom",
            (evidence["stored"], evidence["announced"], one["id"], one["by"], ago < timedelta(minutes=1)),
            (1, 2, str(photo_id), str(self.tablet.phone.actor), True),
        )
        received: int = one["received"]
        self.tell.claim("what came before the break is kept", before + MIB <= received < one["size"])
        return received

    # What is told

    def show(self, name: str) -> None:
        """An order's deadlines, each with its reason."""
        order = self.orders[name]
        self.tell.table(
            ("obligation", "due at the site", "verdict", "because"),
            promise_rows(order),
            f"{order['number']} · {order['fault']['description']} · {way(order)}",
        )

    def promised(self, claim: str, name: str, **expected: tuple[str, int, str]) -> None:
        """What an order promises: of each obligation rule, hours and verdict, and no other obligation."""
        self.tell.claim(claim, promises(self.orders[name]), expected)

    def verdicts(self, claim: str, handset: Handset, done: Done, *expected: str) -> None:
        """What became of each fact that a sync sent: kind, outcome, whether replayed, problem."""
        if done.answer is None:
            raise Untrue("a phone's sync is answered", done.how, "an answer")
        kinds = {entry.id: entry.kind for entry in handset.phone.entries()}
        rows = [
            (
                kinds[one.id] if one.id else "",
                one.outcome,
                "replayed" if one.replayed else "",
                one.problem["code"] if one.problem else "",
            )
            for one in done.answer.results
        ]
        self.tell.table(("fact", "outcome", "", "problem"), rows)
        self.tell.claim(claim, [" ".join(filter(None, row)) for row in rows], list(expected))

    def hears(self, *expected: str) -> None:
        """What the coordinator's stream brings next: kind, and nickname of the order."""
        come = self.inbox.take(len(expected))
        self.heard += come
        for one in come:
            about = one["data"].get("number", "no order")
            self.tell.quote(f"✉ {one['kind']} · {about} · {one['data']['by']}{' · URGENT' * one['urgent']}")
        names = {order["id"]: name for name, order in self.orders.items()}
        found = [f"{one['kind']} {names.get(one['order_id'], '')}".strip() for one in come]
        self.tell.claim(f"{self.coordinator.name} reads it live", found, list(expected))
