"""The composition root: what runs in one API process, and how every error leaves it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend import telemetry, worker
from backend.customers.api import router as customers
from backend.database import Database, passing
from backend.dispatch.api import router as dispatch
from backend.journal import policies
from backend.notices.api import router as notices
from backend.notices.stream import Stream
from backend.parts.api import router as parts
from backend.people import access
from backend.people.api import problems_of
from backend.people.api import router as people
from backend.people.tokens import token_key
from backend.photos.api import router as photos
from backend.photos.store import open_store
from backend.problems import Problem, unavailable
from backend.reports.api import public
from backend.reports.api import router as reports
from backend.reports.keys import open_keys
from backend.reports.verify.page import Verifier
from backend.settings import Settings
from backend.sync.api import BundleRequest, SyncRequest
from backend.sync.api import router as sync
from backend.sync.push import Gates
from backend.sync.room import Room
from backend.sync.sync import Station
from backend.uploads.api import resumable
from backend.uploads.api import router as uploads
from backend.uploads.upload import Dock
from backend.warranty.api import router as warranty

BODY_LIMIT_BYTES = 1024 * 1024
"""Of every request but a photo's; refused before it is read."""
ROUTERS = (
    sync, people, customers, dispatch, photos, uploads, resumable, reports, parts, warranty, notices, public
)  # fmt: skip
"""Tried in turn; nearly every request is a sync."""

log = structlog.get_logger()


class Application(FastAPI):
    """FastAPI with what must see every answer around all of it, the framework's own refusals too."""

    def build_middleware_stack(self) -> ASGIApp:
        """Requests are counted, and a body over the limit is refused like everything else."""
        return telemetry.Requests(TooLarge(super().build_middleware_stack()))


class TooLarge:
    """The framework refuses a body over its limit in plain text; it leaves as a problem document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the answer is that refusal, give ours instead."""
        refused = False

        async def sent(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == 413:
                headers = Headers(raw=message["headers"])
                refused = headers.get("content-type", "").startswith("text/plain")
                if refused:
                    await as_response(Request(scope), Problem("too_large"))(scope, receive, send)
            if not refused:
                await send(message)

        await self.app(scope, receive, sent)


def create_app(settings: Settings, database: Database, *, with_worker: bool = False) -> FastAPI:
    """The API on a migrated database. `with_worker`: the background work runs in this process too."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with database.transaction() as tx:
            policy = await policies.keep(tx, policies.text_in(settings.policy))
        app.state.policy = policy
        app.state.dock = Dock(database, app.state.store, policy, settings)
        room, stop = Room(database.pool_size), asyncio.Event()
        app.state.station = Station(database, policy, Gates(), room, settings.min_app_version)
        app.state.stream = Stream(database)
        await app.state.stream.start()
        work = worker.run(worker.tools_of(settings, database, policy), stop) if with_worker else None
        working = asyncio.create_task(work) if work else None
        yield
        stop.set()
        await app.state.stream.stop()
        if working:
            await working

    app = Application(
        title="Callout",
        version="1",
        summary="Dispatch orders for technicians on the road",
        lifespan=lifespan,
        max_body_size=BODY_LIMIT_BYTES,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # ours counts and logs
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.settings, app.state.database = settings, database
    app.state.token_key = token_key(settings)
    app.state.store, app.state.keys = open_store(settings), open_keys(settings)
    app.state.verifier = Verifier(database, app.state.keys)
    for router in ROUTERS:
        app.include_router(router)
    health(app)
    documentation(app)
    refusals(app)
    publish_schemas(app)
    return app


def health(app: FastAPI) -> None:
    """The addresses for whoever watches the process."""

    @app.get("/healthz", operation_id="healthz", tags=["process"], summary="The process answers")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get(
        "/readyz",
        operation_id="readyz",
        tags=["process"],
        summary="The database answers too",
        responses=problems_of("unavailable"),
    )
    async def readyz(request: Request) -> dict[str, str]:
        database: Database = request.app.state.database
        async with database.transaction() as tx:
            await tx.sql.fetchval("SELECT 1")
        return {"status": "ok"}

    @app.get(
        "/metrics",
        operation_id="metrics",
        tags=["process"],
        summary="Counters for Prometheus",
        response_class=PlainTextResponse,
    )
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def documentation(app: FastAPI) -> None:
    """The API's pages for a reader, at /docs, from files of our own: there may be no network."""
    assets = Path(str(files("fastapi_offline") / "static"))
    app.mount("/docs/assets", StaticFiles(directory=assets))

    async def docs(_: Request) -> Response:
        return get_swagger_ui_html(
            openapi_url="/openapi.json",
            title=app.title,
            swagger_js_url="/docs/assets/swagger-ui-bundle.js",
            swagger_css_url="/docs/assets/swagger-ui.css",
            swagger_favicon_url="/docs/assets/favicon.png",
        )

    app.add_route("/docs", docs, include_in_schema=False)


def refusals(app: FastAPI) -> None:
    """Every error leaves as application/problem+json with a code of the catalogue (RFC 9457)."""

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return as_response(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return as_response(request, invalid_input(error))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        codes = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 411: "length_required"}
        code = codes.get(error.status_code, "unreadable" if error.status_code < 500 else "internal")
        return as_response(request, Problem(code, headers=dict(error.headers or {})))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        if passing(error):
            return as_response(request, unavailable())
        log.error("request_failed", path=request.url.path, exc_info=error)
        return as_response(request, Problem("internal"))


def as_response(request: Request, problem: Problem) -> Response:
    """A problem as it leaves."""
    return JSONResponse(
        problem.document(request.url.path),
        problem.kind.status,
        headers=problem.headers,
        media_type="application/problem+json",
    )


def invalid_input(error: RequestValidationError) -> Problem:
    """What is missing or wrong, member by member, without repeating what was sent."""
    if any(one["type"] == "json_invalid" for one in error.errors()):
        return Problem("unreadable", "the body is not JSON")
    errors = [
        {"member": ".".join(str(part) for part in one["loc"][1:]), "reason": one["msg"]}
        for one in error.errors()
    ]
    missing = [
        ".".join(str(part) for part in one["loc"][1:]) for one in error.errors() if one["type"] == "missing"
    ]
    detail = f"missing: {', '.join(missing)}" if missing else errors[0]["reason"]
    return Problem("invalid_input", detail, errors=errors)


def publish_schemas(app: FastAPI) -> None:
    """Say in OpenAPI what FastAPI cannot know: the requests that are read item by item, who may call a route,
    and that any may answer a problem of the request or of the process.
    """
    made, everywhere = app.openapi, {"default": problems_of("internal")[500]}

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = made()
            for model in (SyncRequest, BundleRequest):
                schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
                named = schema.pop("$defs", {}) | {model.__name__: schema}
                document["components"]["schemas"] = named | document["components"]["schemas"]
            for operation in (one for path in document["paths"].values() for one in path.values()):
                operation["responses"] |= everywhere
                said = operation.get("description", operation["summary"])
                operation["description"] = f"{said}\n\nFor: {access.readers(operation['operationId'])}."
        return made()

    app.openapi = openapi  # type: ignore[method-assign]  # how FastAPI documents extending its schema
