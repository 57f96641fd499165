"""People at desks: what they say and read over HTTP, and a coordinator's inbox as it grows."""

import json
import queue
import socket
from contextlib import suppress
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

import httpx

from backend.demo.claims import Untrue
from backend.demo.reading import Document
from backend.demo_data import PASSWORD

TIMEOUT_S = 30
RECONNECT_S = 0.1


class Desk:
    """Somebody who has signed in at a desk."""

    def __init__(self, url: str, login: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/v1", trust_env=False, timeout=TIMEOUT_S)
        device = {"id": str(uuid4()), "name": "Desk", "platform": "web"}
        said = self.post("/sign-in", {"login": login, "password": PASSWORD, "device": device})
        self.token: str = said["access_token"]
        self.name: str = said["me"]["name"]
        self._client.headers["Authorization"] = f"Bearer {self.token}"

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def get(self, path: str, **params: str | int) -> Any:
        """What is answered. Raises Untrue for a refusal."""
        return self._good(self._client.get(path, params=params)).json()

    def photo(self, photo_id: UUID) -> bytes:
        """A photo's bytes. Raises Untrue for a refusal."""
        return self.read(f"/photos/{photo_id}")

    def read(self, path: str, **params: str | int) -> bytes:
        """The bytes that are answered. Raises Untrue for a refusal."""
        return self._good(self._client.get(path, params=params)).content

    def post(self, path: str, body: Document) -> Any:
        """What is answered. Raises Untrue for a refusal."""
        return self._good(self._client.post(path, json=body)).json()

    def refused(self, path: str, body: Document) -> Document:
        """The problem that answers it. Raises Untrue where it is not refused."""
        response = self._client.post(path, json=body)
        if response.is_success:
            raise Untrue(f"POST {path} is refused", response.status_code, "4xx")
        problem: Document = response.json()
        return problem

    def say(self, order: Document, kind: str, body: Document) -> Document:
        """Say a fact about an order as this desk last saw it; gives the order as it is then."""
        answer: Document = self.post(f"/orders/{order['id']}/facts", fact(order, kind, body))["order"]
        return answer

    @staticmethod
    def _good(response: httpx.Response) -> httpx.Response:
        if not response.is_success:
            asked = f"{response.request.method} {response.request.url.path} is answered"
            raise Untrue(asked, f"{response.status_code} {response.text}", "2xx")
        return response


def fact(order: Document, kind: str, body: Document) -> Document:
    """A desk's fact, under an id of its own."""
    return {"id": str(uuid4()), "kind": kind, "v": 1, "seen_version": order["version"], "body": body}


class Inbox:
    """Somebody's notices as they come: one event stream, read in a thread, resumed by Last-Event-ID."""

    def __init__(self, url: str, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(
            base_url=url, headers=headers, trust_env=False, timeout=httpx.Timeout(TIMEOUT_S, read=None)
        )
        self._come: queue.SimpleQueue[Document] = queue.SimpleQueue()
        self._online, self._ended = Event(), Event()
        self._wire: socket.socket | None = None
        self.last = "0"
        self.began_after: list[str] = []
        """The last event that was known at each connection."""
        self._online.set()
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def take(self, many: int) -> list[Document]:
        """The next so many notices; fewer where they do not come in time."""
        found: list[Document] = []
        with suppress(queue.Empty):
            while len(found) < many:
                found.append(self._come.get(timeout=TIMEOUT_S))
        return found

    def empty(self) -> bool:
        """Nothing has come that was not taken."""
        return self._come.empty()

    def cut(self) -> None:
        """The connection is lost, and stays so until `restore`."""
        self._online.clear()
        if self._wire:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)

    def restore(self) -> None:
        """There is a network again."""
        self._online.set()

    def close(self) -> None:
        """Stop reading."""
        self._ended.set()
        self.cut()
        self.restore()
        self._thread.join(TIMEOUT_S)
        self._client.close()

    def _listen(self) -> None:
        while not self._ended.wait(RECONNECT_S):
            self._online.wait()
            with suppress(httpx.HTTPError):
                self._read()

    def _read(self) -> None:
        """One connection, to its end. An event counts once its empty line has come."""
        headers = {"Last-Event-ID": self.last}
        with self._client.stream("GET", "/v1/notices/stream", headers=headers) as response:
            response.raise_for_status()
            self._wire = response.extensions["network_stream"].get_extra_info("socket")
            self.began_after.append(self.last)
            event: dict[str, str] = {}
            for line in response.iter_lines():
                name, _, value = line.partition(":")
                if line:
                    event[name] = value.removeprefix(" ")
                elif "data" in event:
                    self.last = event["id"]
                    self._come.put(json.loads(event["data"]))
                    event = {}
