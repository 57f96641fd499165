"""A network that fails at the worst moments, by a script, for demonstrations and tests."""

from collections import deque
from collections.abc import Iterable, Iterator
from enum import Enum, auto

import httpx


class Fault(Enum):
    """What the network does with one request."""

    FINE = auto()
    LOSE_REQUEST = auto()
    """The server never hears of it."""
    LOSE_REPLY = auto()
    """The server does it, the phone never hears of it."""
    TWICE = auto()
    """The server hears it twice, the phone hears the second reply."""
    PORTAL = auto()
    """A hotel's network answers in the server's place."""
    CUT = auto()
    """The connection ends in the midst of what the phone sends: the server has the first half of it."""


class Torn(httpx.SyncByteStream):
    """A body that ends too early."""

    def __init__(self, request: httpx.Request) -> None:
        self._request = request
        content = request.read()
        self._half = content[: len(content) // 2]

    def __iter__(self) -> Iterator[bytes]:
        """The first half, and the end of the connection."""
        yield self._half
        raise httpx.WriteError("the network is gone", request=self._request)


class FlakyTransport(httpx.BaseTransport):
    """Passes requests on to `inner`, each with the next fault of `script`; after it, all is fine."""

    def __init__(self, inner: httpx.BaseTransport, script: Iterable[Fault] = ()) -> None:
        self._inner = inner
        self.script = deque(script)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, with whatever the script says happens to it."""
        fault = self.script.popleft() if self.script else Fault.FINE
        if fault is Fault.LOSE_REQUEST:
            raise httpx.ConnectError("the network is gone", request=request)
        if fault is Fault.PORTAL:
            return httpx.Response(200, html="<h1>Welcome! Please accept our terms.</h1>")
        if fault is Fault.CUT:
            request = httpx.Request(
                request.method, request.url, headers=request.headers, stream=Torn(request)
            )
        response = self._inner.handle_request(request)
        if fault is Fault.TWICE:
            response.read()
            response = self._inner.handle_request(request)
        if fault is Fault.LOSE_REPLY:
            response.read()
            raise httpx.ReadError("the network is gone", request=request)
        return response

    def close(self) -> None:
        """Close what it passes on to."""
        self._inner.close()
