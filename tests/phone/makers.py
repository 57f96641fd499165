"""A scripted server, and a phone in front of it: data, no rules of their own."""

import json
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx

from app_contract.phone import Done, FakeClock, FlakyTransport, How, Phone, Reply
from backend.sync import envelope

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ORDER = UUID("0195b3a0-0000-7000-8000-00000000000a")
WEI, LAN = uuid4(), uuid4()
PHOTO = b"\xff\xd8\xff not really a picture"


class Server:
    """What a phone sees of Callout. It knows facts by id; `next` replies go before its own answers."""

    def __init__(self) -> None:
        self.now = START
        self.facts: dict[str, bytes] = {}
        self.outcomes: dict[str, str] = {}
        self.photos: dict[str, bytes] = {}
        self.asked: list[str] = []
        """Method and path of each request for a photo."""
        self.syncs: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.next: deque[httpx.Response] = deque()
        self.poison: tuple[bytes, int, str] | None = None
        self.feed: dict[str, Any] = {}
        self.lost: list[str] = []
        self.epoch = "e1"
        self.tokens = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path, body = request.url.path, request.content
        if path == "/v1/sync":
            self.bodies.append(body)
        elif path.startswith(("/v1/photos", "/v1/uploads")):
            self.asked.append(f"{request.method} {path}")
        if self.next:
            return self.next.popleft()
        match path:
            case "/v1/sign-in" | "/v1/token/refresh":
                actor = {"wei": WEI, "lan": LAN}.get(json.loads(body).get("login"))
                return self.said(200, self.token() | {"me": {"id": str(actor)}})
            case "/v1/sync" if self.poison and self.poison[0] in body:
                return self.problem(*self.poison[1:])
            case "/v1/sync":
                return self.said(200, self.answer(body))
            case "/v1/sync/bundle":
                self.lost += [order["id"] for order in json.loads(body)["orders"]]
                return self.said(200, {"orders_kept": 0, "results": []})
        photo_id = path.rpartition("/")[2]
        self.photos[photo_id] = body
        return self.said(201, {"id": photo_id, "stored": True})

    def token(self) -> dict[str, str]:
        self.tokens += 1
        return {"access_token": f"a{self.tokens}", "refresh_token": f"r{self.tokens}"}

    def said(self, status: int, document: dict[str, Any]) -> httpx.Response:
        kind = "application/json" if status < 400 else "application/problem+json"
        return httpx.Response(status, content=json.dumps(document), headers={"Content-Type": kind})

    def problem(self, status: int, code: str, **headers: str) -> httpx.Response:
        response = self.said(status, {"code": code})
        response.headers.update(headers)
        return response

    def answer(self, body: bytes) -> dict[str, Any]:
        read = envelope.read(body)
        self.syncs.append(json.loads(body))
        results = []
        for item in read.items:
            assert item.fact is not None
            fact_id = str(item.fact.id)
            assert self.facts.setdefault(fact_id, item.raw) == item.raw
            outcome = self.outcomes.get(fact_id, "applied")
            results.append({"index": item.index, "id": fact_id, "outcome": outcome, "problem": None})
            if outcome == "retry":
                del self.facts[fact_id]
        return {
            "protocol": 1,
            "epoch": self.epoch,
            "reset": read.epoch not in (None, self.epoch),
            "received_at": self.now.isoformat(),
            "results": results,
            "verdicts": [],
            "orders": [],
            "removed": [],
            "cursor": read.cursor,
            "more": False,
            "pull": "ok",
            "next_sync_s": 900,
        } | self.feed


class Bench:
    """A phone that Wei has signed in on, its clock, its network, and the server."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self.server = Server()
        self.clock = FakeClock(START)
        self.network = FlakyTransport(httpx.MockTransport(self.server))
        self.client = httpx.Client(transport=self.network, base_url="http://callout.test")
        self.phone = Phone(path, self.client, self.clock)
        self.phone.sign_in("wei", "secret")

    def reopen(self) -> None:
        """The app is killed and started again."""
        self.phone.close()
        self.phone = Phone(self.path, self.client, self.clock)

    def note(self, text: str = "x") -> UUID:
        return self.phone.record(ORDER, "note.added", {"text": text})

    def states(self) -> list[tuple[str, str | None]]:
        return [(entry.state, entry.outcome) for entry in self.phone.entries()]

    def quiet(self) -> Done:
        """The network is good again; sync until there is nothing left to do."""
        done = self.phone.catch_up()
        for _ in range(40):
            if done.how is How.ANSWERED and not any(state == "unsent" for state, _ in self.states()):
                return done
            done = self.phone.catch_up()
        raise AssertionError(done)


def document(version: int, **members: Any) -> dict[str, Any]:
    return {"id": str(ORDER), "version": version} | members


def reply(server: Server, content: bytes) -> Reply:
    """The server's answer to a body that went another way."""
    return Reply(200, "application/json", json.dumps(server.answer(content)).encode())
