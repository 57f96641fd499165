"""A filed version of a report, its content from the journal, its standing from the order."""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import JSON, Integer, cast
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import seen_by
from backend.order.document import Order, Report
from backend.people.actor import Actor
from backend.problems import Problem

FILED = (col(FactRow.kind) == "report.filed", col(FactRow.outcome) == "applied")


async def filed(
    tx: Transaction, report_id: UUID, version: int | None, actor: Actor
) -> tuple[UUID, Report, dict[str, Any]]:
    """A version of a report, the latest unless `version` says which: its order, how it stands, its content.

    For who may see the order, and for who wrote it. Raises `not_found`.
    """
    order = await order_of(tx, report_id, actor)
    versions = [one for one in order.reports if one.id == report_id and version in (None, one.version)]
    if not versions:
        raise Problem("not_found", "There is no such version of the report.")
    standing = max(versions, key=lambda one: one.version)
    return order.id, standing, await content_of(tx, order.id, standing)


async def order_of(tx: Transaction, report_id: UUID, actor: Actor) -> Order:
    """The order that the report belongs to: where it was filed first, should its id be used elsewhere too."""
    query = (
        select(DispatchOrder, FactRow.author_id, seen_by(actor))
        .join(FactRow, col(FactRow.order_id) == col(DispatchOrder.id))
        .where(FactRow.about == report_id, *FILED)
        .order_by(col(FactRow.received_at), col(FactRow.id))
        .limit(1)
    )
    found = (await tx.session.exec(query)).one_or_none()
    if found is None or not (found[2] or found[1] == actor.staff_id):
        raise Problem("not_found", "There is no such report.")
    return Order.parse(found[0].document, found[0].desk)


async def content_of(tx: Transaction, order_id: UUID, report: Report) -> dict[str, Any]:
    """What was filed as this version, as the phone wrote it."""
    version = cast(cast(col(JournalRow.body), JSON)["version"].as_string(), Integer)
    query = (
        select(JournalRow.body)
        .join(FactRow, col(FactRow.id) == col(JournalRow.fact_id))
        .where(FactRow.about == report.id, *FILED, JournalRow.order_id == order_id, version == report.version)
        .order_by(col(JournalRow.seq))
        .limit(1)
    )
    body = (await tx.session.exec(query)).one()
    content: dict[str, Any] = orjson.loads(body)["content"]
    return content
