"""The server under trial, its people, and the orders that the run makes."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx

from app_contract.conformance.promises import Broken, expect, short
from app_contract.phone import Answer, Reading, Reply, Result
from app_contract.phone.outbox import frozen
from app_contract.phone.protocol import answer_in, envelope
from app_contract.phone.store import Feed

OURS = UUID("0b6e4a5e-7c7e-4c52-9a53-6c1f0f2d9e01")
"""Namespace of the customer and the vehicle that every run uses again."""
CUSTOMER = {"name": "Conformance run", "contact": "Nobody", "phone": "+86 00000"}
VERSION = "1.0.0"
KNOWS_ALL = 1_000_000
"""A `seen_version` of somebody who has missed nothing."""
PAGES_LIMIT = 1000
UPTIME = timedelta(days=10)
"""How long the technicians' phones had been running when the run began."""

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Logins:
    """Who takes part."""

    dispatcher: str
    lead: str
    other: str
    password: str


@dataclass(frozen=True, slots=True)
class Raw:
    """A fact as bytes, as no phone should write it."""

    id: UUID
    content: bytes


class Person:
    """Somebody who has signed in, on an installation of his own."""

    def __init__(self, http: httpx.Client, login: str, password: str) -> None:
        self.http = http
        self.device_id = uuid4()
        said = self.signed_in(login, password)
        self.id = UUID(said["me"]["id"])
        self.access: str = said["access_token"]
        self.refresh: str = said["refresh_token"]

    def signed_in(self, login: str, password: str) -> Document:
        """The answer to his sign-in. Raises Broken for any other."""
        device = {"id": str(self.device_id), "name": "Conformance run", "platform": "conformance"}
        response = self.http.post(
            "/v1/sign-in", json={"login": login, "password": password, "device": device}
        )
        return spoken(response, 200)

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        """A request with his token."""
        headers = {"Authorization": f"Bearer {self.access}"} | given.pop("headers", {})
        return self.http.request(method, path, headers=headers, **given)


class Technician(Person):
    """A technician with a phone whose clocks are right unless the promise says otherwise."""

    def __init__(self, http: httpx.Client, login: str, password: str) -> None:
        super().__init__(http, login, password)
        self._boot, self._began = str(uuid4()), time.monotonic()

    def reading(self, ago: timedelta = timedelta(), wall: datetime | None = None) -> Reading:
        """The clocks now, or as they were some time ago; `wall` is what the wall clock says instead."""
        uptime = UPTIME + timedelta(seconds=time.monotonic() - self._began) - ago
        return Reading(wall or datetime.now(UTC) - ago, self._boot, uptime // timedelta(milliseconds=1))

    def fact(self, order_id: UUID, kind: str, body: Document, **members: Any) -> Document:
        """A fact of his, recorded now, by somebody who has missed nothing."""
        return {
            "id": str(uuid4()),
            "order_id": str(order_id),
            "kind": kind,
            "v": 1,
            "seen_version": KNOWS_ALL,
            "clock": self.reading().as_json(),
            "actor": str(self.id),
            "body": body,
        } | members

    def visit(self, order_id: UUID, what: str, visit_id: UUID | None = None, **members: Any) -> Document:
        """A fact of a visit, by default of one that begins with it."""
        return self.fact(order_id, f"visit.{what}", {"visit_id": str(visit_id or uuid4())}, **members)

    def envelope(
        self,
        facts: Iterable[bytes] = (),
        feed: Feed | None = None,
        sent: Reading | None = None,
        photos: Iterable[UUID] = (),
    ) -> bytes:
        """The body of a sync."""
        feed, sent = feed or Feed(None, None), sent or self.reading()
        return envelope(self.device_id, VERSION, feed, sent, facts, photos)

    def post(self, content: bytes, **headers: str) -> httpx.Response:
        """Send the body of a sync."""
        headers = {"Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        return self.ask("POST", "/v1/sync", content=content, headers=headers)

    def hang_up(self, content: bytes) -> None:
        """Send the body of a sync and be gone before the reply is read."""
        headers = {"Authorization": f"Bearer {self.access}", "Content-Type": "application/json"}
        with self.http.stream("POST", "/v1/sync", content=content, headers=headers):
            return

    def sync(self, *facts: Document | Raw, feed: Feed | None = None, sent: Reading | None = None) -> Answer:
        """What he hears for these facts. Raises Broken where that is no answer."""
        raw = [as_raw(fact) for fact in facts]
        content = self.envelope([one.content for one in raw], feed, sent)
        return answered(self.post(content), [one.id for one in raw])

    def results(self, *facts: Document | Raw, sent: Reading | None = None) -> list[str]:
        """Outcome, and why not, of each fact."""
        return [outcome(result) for result in self.sync(*facts, sent=sent).results]

    def everything(self) -> tuple[dict[str, Document], Feed, int]:
        """His whole feed from the beginning: documents by id, where it ends, and in how many pages."""
        held: dict[str, Document] = {}
        feed = Feed(None, None)
        for pages in range(1, PAGES_LIMIT):
            answer = self.sync(feed=feed)
            held |= {order["id"]: order for order in answer.orders}
            for gone in answer.removed:
                held.pop(gone["id"], None)
            if answer.more and answer.cursor is not None and answer.cursor <= (feed.cursor or 0):
                raise Broken(f"there is more, and the cursor stands still at {answer.cursor}")
            feed = Feed(answer.epoch, answer.cursor)
            if not answer.more:
                return held, feed, pages
        raise Broken(f"more than {PAGES_LIMIT} pages")


class Site:
    """A dispatcher, two technicians, and the orders of this run."""

    desk: Person
    lead: Technician
    other: Technician

    def __init__(self, http: httpx.Client, logins: Logins) -> None:
        self.http = http
        self.logins = logins
        self.orders: list[UUID] = []

    def open(self) -> None:
        """Let everybody sign in. Raises Broken."""
        one = self.logins
        self.desk = Person(self.http, one.dispatcher, one.password)
        self.lead, self.other = (
            Technician(self.http, login, one.password) for login in (one.lead, one.other)
        )
        if self.lead.id == self.other.id:
            raise Broken("the two technicians are one")

    def issue(
        self,
        *team: Technician,
        description: str = "Conformance run: please ignore",
        reported: timedelta = timedelta(hours=4),
    ) -> UUID:
        """A new order, reported so long ago; the first of the team leads. Raises Broken."""
        order_id, customer, vehicle = uuid4(), uuid5(OURS, "customer"), uuid5(OURS, "vehicle")
        order = {
            "id": str(order_id),
            "customer": CUSTOMER | {"id": str(customer)},
            "vehicle": {"id": str(vehicle), "model": "None", "serial": "CONFORMANCE"},
            "site": {"address": "Nowhere", "place": {"lat": 30.6, "lon": 114.3, "datum": "wgs84"}},
            "fault": {
                "category": "body",
                "description": description,
                "reported_at": (datetime.now(UTC) - reported).isoformat(),
            },
        }
        spoken(self.desk.ask("POST", "/v1/orders", json=order), 201)
        self.orders.append(order_id)
        if team:
            self.assign(order_id, *team)
        return order_id

    def assign(self, order_id: UUID, *team: Technician) -> Document:
        """The whole team from now on; gives the document."""
        members = [{"id": str(one.id), "lead": one is team[0]} for one in team]
        return self.say(order_id, "order.assigned", {"team": members})

    def say(self, order_id: UUID, kind: str, body: Document) -> Document:
        """The dispatcher says a fact; gives the document. Raises Broken."""
        seen = self.document(order_id)["version"]
        fact = {"id": str(uuid4()), "kind": kind, "v": 1, "seen_version": seen, "body": body}
        order: Document = spoken(self.desk.ask("POST", f"/v1/orders/{order_id}/facts", json=fact), 200)[
            "order"
        ]
        return order

    def document(self, order_id: UUID) -> Document:
        """The order as the dispatcher sees it. Raises Broken."""
        return spoken(self.desk.ask("GET", f"/v1/orders/{order_id}"), 200)

    def cancel_orders(self) -> None:
        """Leave nobody with work that is none."""
        left = []
        for order_id in self.orders:
            try:
                self.say(order_id, "order.cancelled", {"reason": "Conformance run"})
            except (Broken, httpx.HTTPError, ValueError) as error:
                left.append(f"{order_id} ({error})")
        if left:
            raise Broken(f"not cancelled: {', '.join(left)}")


def spoken(response: httpx.Response, status: int) -> Document:
    """The JSON object of an answer. Raises Broken."""
    kind = response.headers.get("Content-Type", "")
    if response.status_code != status or not kind.startswith("application/json"):
        raise Broken(f"{response.request.method} {response.request.url.path}: {told(response)}")
    said = response.json()
    if not isinstance(said, dict):
        raise Broken(f"{response.request.url.path}: no JSON object: {short(said)}")
    return said


def reply(response: httpx.Response) -> Reply:
    """A response as the reference phone takes it."""
    kind, headers = response.headers.get("Content-Type", ""), dict(response.headers)
    return Reply(response.status_code, kind, response.content, headers=headers)


def as_raw(fact: Document | Raw) -> Raw:
    """A fact as it is sent."""
    return fact if isinstance(fact, Raw) else Raw(UUID(fact["id"]), frozen(fact))


def answered(response: httpx.Response, sent: list[UUID]) -> Answer:
    """The answer in it to these facts. Raises Broken."""
    answer = answer_in(reply(response), sent)
    if answer is None:
        raise Broken(f"no answer of Callout's: {told(response)}")
    return answer


def refused(response: httpx.Response, status: int, *codes: str) -> Document:
    """The problem document of a refusal. Raises Broken for anything else."""
    kind = response.headers.get("Content-Type", "")
    if response.status_code != status or not kind.startswith("application/problem+json"):
        raise Broken(f"no problem document with status {status}: {told(response)}")
    problem: Document = response.json()
    expect("its status", problem["status"], status)
    if problem["code"] not in codes:
        raise Broken(f"the code is {problem['code']}, and not {' or '.join(codes)}")
    return problem


def told(response: httpx.Response) -> str:
    """What came, for a reader."""
    kind = response.headers.get("Content-Type", "no content type")
    return f"{response.status_code}, {kind}, {len(response.content)} bytes: {short(response.text)}"


def outcome(result: Result) -> str:
    """Outcome and code."""
    return f"{result.outcome} {result.problem['code']}" if result.problem else result.outcome
