"""Routes for a person's own notices: the inbox, its live stream, and the word that one was seen."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import Field, Json

from backend import clock
from backend.database import Database
from backend.notices import inbox
from backend.notices.stream import AT_ONCE, Stream
from backend.notices.tables import Notice
from backend.order.fact import MAX_SEQ
from backend.people.api import ASKING, Asker, Caller, Output, Tx, admitted, operation_of, problems_of
from backend.problems import Problem


class NoticeOut(Output):
    """One thing that I am told of; the same one may come more than once, under the same id."""

    seq: int = Field(description="its place in my inbox: the cursor, and the event id of the stream")
    id: UUID
    kind: str = Field(examples=["visit.arrived"])
    urgent: bool
    order_id: UUID | None
    fact_id: UUID
    data: Json[dict[str, Any]] = Field(examples=[{"number": "DO-2026-000123", "by": "Li Wei"}])
    created_at: datetime
    acknowledged_at: datetime | None


class Inbox(Output):
    """Part of an inbox; give `after` for the part that follows, which may still be to come."""

    items: list[NoticeOut]
    after: int
    more: bool = Field(description="there is more to read at once")


router = APIRouter(prefix="/v1/notices", tags=["notices"])

Cursor = Annotated[int, Query(ge=0, le=MAX_SEQ, description="seq of the last notice read before")]
LastEvent = Annotated[int | None, Header(ge=0, le=MAX_SEQ, description="goes before `after`")]


@router.get("", operation_id="list_notices", responses=problems_of(*ASKING))
async def list_notices(
    tx: Tx, actor: Asker, after: Cursor = 0, limit: Annotated[int, Query(ge=1, le=inbox.PAGE_LIMIT)] = 50
) -> Inbox:
    """My notices beyond `after`, the oldest first."""
    await inbox.sequence(tx)
    found = await inbox.page(tx, actor.staff_id, after=after, limit=limit + 1)
    items = [NoticeOut.model_validate(notice) for notice in found[:limit]]
    return Inbox(items=items, after=items[-1].seq if items else after, more=len(found) > limit)


@router.get(
    "/stream",
    operation_id="stream_notices",
    response_class=EventSourceResponse,
    responses=problems_of(*ASKING),
)
async def stream_notices(
    request: Request, actor: Asker, claims: Caller, after: Cursor = 0, last_event_id: LastEvent = None
) -> AsyncIterator[ServerSentEvent]:
    """My notices beyond `after` as they come, until the access token ends; then connect again.

    `Last-Event-ID` resumes without loss or repetition. A comment every 15 s keeps the connection alive.
    """
    database: Database = request.app.state.database
    stream: Stream = request.app.state.stream
    operation_id = operation_of(request)

    async def read(after: int) -> list[Notice]:
        async with database.transaction() as tx:
            # Again, so that who was shut out meanwhile reads nothing more.
            await admitted(tx, operation_id, claims)
            return await inbox.page(tx, actor.staff_id, after=after, limit=AT_ONCE)

    begin = after if last_event_id is None else last_event_id
    for_s = (claims.expires_at - clock.now()).total_seconds()
    with suppress(Problem):
        async for notice in stream.subscribe(read, begin, for_s):
            yield ServerSentEvent(data=NoticeOut.model_validate(notice), id=str(notice.seq))


@router.post(
    "/{notice_id}/ack", operation_id="acknowledge_notice", responses=problems_of(*ASKING, "not_found")
)
async def acknowledge_notice(tx: Tx, actor: Asker, notice_id: UUID) -> NoticeOut:
    """Say that I have seen a notice; the first time stays."""
    return NoticeOut.model_validate(await inbox.acknowledge(tx, notice_id, actor.staff_id, clock.now()))
