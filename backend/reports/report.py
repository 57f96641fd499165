"""A filed version of a report, its content from the journal, its standing from the order."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import JSON, Integer, cast
from sqlmodel import col, select

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import seen_by
from backend.order.document import Order, Report
from backend.order.signature import ReportSigned, Strokes
from backend.people.actor import Actor
from backend.problems import Problem
from backend.reports.seal import answer_of

FILED = (col(FactRow.kind) == "report.filed", col(FactRow.outcome) == "applied")


@dataclass(frozen=True, slots=True)
class Filed:
    """A version of a report: its order, how it stands, its content, and that of the version before it.

    `versions` are all that were filed of the report, by number; `before` is None for the first of them.
    """

    order: Order
    report: Report
    content: dict[str, Any]
    before: dict[str, Any] | None
    versions: list[Report]


async def filed(tx: Transaction, report_id: UUID, version: int | None, actor: Actor) -> Filed:
    """A version of a report, the latest unless `version` says which.

    For who may see the order, and for who wrote it. Raises `not_found`.
    """
    return await version_of(tx, await order_of(tx, report_id, actor), report_id, version)


async def version_of(tx: Transaction, order: Order, report_id: UUID, version: int | None) -> Filed:
    """A version of one of the order's reports, the latest unless `version` says which. Raises `not_found`."""
    versions, known = of_report(order, report_id, version)
    contents = await contents_of(tx, order.id, known[-2:])
    return Filed(order, known[-1], contents[-1], contents[0] if known[1:] else None, versions)


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


def of_report(order: Order, report_id: UUID, version: int | None) -> tuple[list[Report], list[Report]]:
    """All versions of a report by number, and those up to the one that is asked for. Raises `not_found`."""
    versions = sorted((one for one in order.reports if one.id == report_id), key=lambda one: one.version)
    known = [one for one in versions if version is None or one.version <= version]
    if not known or version not in (None, known[-1].version):
        raise Problem("not_found", "There is no such version of the report.")
    return versions, known


async def strokes_of(tx: Transaction, report_id: UUID, version: int | None, actor: Actor) -> Strokes:
    """The strokes of the answer that stands to a version, as `filed` says which and for whom; to be drawn.

    Raises `not_found` where it has none; of a stamp with `photo_id`, the photo that shows it.
    """
    order = await order_of(tx, report_id, actor)
    signature = of_report(order, report_id, version)[1][-1].signature
    if signature is None or signature.fact_id is None or signature.method in ("refused", "absent"):
        raise Problem("not_found", "Nobody has signed this version.")
    body = (await answer_of(tx, signature.fact_id)).body
    if isinstance(body, ReportSigned) and body.strokes:
        return body.strokes
    photo_id = next((str(one.id) for one in order.photos if one.sha256 == body.pictured()), None)
    raise Problem("not_found", f"It was stamped: photo {photo_id} shows the stamp.", photo_id=photo_id)


async def contents_of(tx: Transaction, order_id: UUID, reports: list[Report]) -> list[dict[str, Any]]:
    """What was filed as each of these versions of one report, as the phone wrote it, in one statement."""
    version = cast(cast(col(JournalRow.body), JSON)["version"].as_string(), Integer)
    numbers = [one.version for one in reports]
    query = (
        select(version, JournalRow.body)
        .join(FactRow, col(FactRow.id) == col(JournalRow.fact_id))
        .where(FactRow.about == reports[0].id, *FILED, JournalRow.order_id == order_id, version.in_(numbers))
        .order_by(col(JournalRow.seq).desc())
    )
    # The first entry of a version is the one that counts.
    bodies: dict[int, str] = dict((await tx.session.exec(query)).all())
    return [orjson.loads(bodies[number])["content"] for number in numbers]
