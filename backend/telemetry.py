"""What an operator sees of a running process: a log line a request, and counters for Prometheus.

No private data: lines carry ids, routes, statuses and times, never a body, a name or a token.
"""

import json
import logging
import time
from typing import Any
from uuid import uuid4

import orjson
import structlog
from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

REQUESTS = Counter("callout_requests", "Requests answered", ["operation", "status"])
SECONDS = Histogram(
    "callout_request_seconds",
    "Time to the first byte of the answer",
    ["operation"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
FACTS = Counter("callout_facts", "Facts answered in sync", ["outcome"])

log = structlog.get_logger()


def configure(*, as_json: bool) -> None:
    """Set up logging for the process: JSON lines, or lines for a reader."""
    console = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    # Tracebacks without local variables: those hold names, phones and bodies.
    tracebacks = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *((tracebacks, structlog.processors.JSONRenderer(as_bytes)) if as_json else (console,)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.BytesLoggerFactory() if as_json else structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def as_bytes(event: dict[str, Any], **options: Any) -> bytes:
    """An event as JSON; the slower library writes what the faster one will not, such as half a character."""
    try:
        return orjson.dumps(event, **options)
    except orjson.JSONEncodeError:
        return json.dumps(event, **options).encode()


class Requests:
    """ASGI middleware: binds a request id, answers it as `X-Request-Id`, logs and counts each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note its answer when that begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, started, status = str(uuid4()), time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
                self.note(scope, status, time.perf_counter() - started)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self.app(scope, receive, sent)

    def note(self, scope: Scope, status: int, seconds: float) -> None:
        """Log and count one answer, by the route's operation id."""
        operation = getattr(scope.get("route"), "operation_id", None) or "unmatched"
        REQUESTS.labels(operation, status).inc()
        SECONDS.labels(operation).observe(seconds)
        level = log.error if status >= 500 else log.info
        took = round(seconds * 1000, 1)
        level("request", operation=operation, method=scope["method"], status=status, ms=took)
