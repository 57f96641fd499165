"""The press: seals what customers have answered, and prints it once nothing is missing. The worker's part."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from backend.database import Database, Transaction
from backend.journal import load
from backend.journal.door import say
from backend.order.document import Order, Report, ReportState
from backend.order.fact import Said
from backend.order.policy import Policy
from backend.order.signature import unprinted, unsealed
from backend.photos.derive import Darkroom, Developer
from backend.photos.store import Store, paper
from backend.problems import Problem
from backend.reports.compose import Composer, Draft, mark_for_good, mark_of
from backend.reports.keys import Keys
from backend.reports.paper import Sheet, render
from backend.reports.report import Filed, version_of
from backend.reports.seal import answer_of, paper_record, said_of, sealing

AT_ONCE = 2
"""So many papers are made at once in a process: each takes a processor."""

machines = ThreadPoolExecutor(AT_ONCE, "press")


@dataclass(frozen=True, slots=True)
class Press:
    """Seals and prints the reports of an order. Doing it again changes nothing."""

    database: Database
    policy: Policy
    store: Store
    darkroom: Darkroom
    keys: Keys
    address: str

    async def press(self, order_id: UUID, now: datetime) -> None:
        """Do what the order's reports owe. Raises what the database, the store, the keys and the paper raise:
        what was done until then stands.
        """
        await self.seal(order_id, now)
        for filed, draft in await self.drafts(order_id):
            await self.print(filed, draft, now)

    async def seal(self, order_id: UUID, now: datetime) -> None:
        """Seal every answer that stands and has none. The order is locked: of two presses the later finds it
        done.
        """
        async with self.database.transaction() as tx:
            order = await locked(tx, order_id)
            owing = [report for report in order.reports if unsealed(report)] if order else []
            said = [await self.sealed(tx, order, report, now) for report in owing if order]
            await say(tx, said, self.policy)

    async def sealed(self, tx: Transaction, order: Order, report: Report, now: datetime) -> Said:
        """The fact that seals the answer to a version that has one."""
        answer = await answer_of(tx, answered(report))
        return sealing(order, report, answer, self.keys, now)

    async def drafts(self, order_id: UUID) -> list[tuple[Filed, Draft]]:
        """What is to be printed, as of now."""
        composer = Composer(self.keys, self.store, self.address)
        async with self.database.transaction() as tx:
            order = await locked(tx, order_id)
            owing = [one for one in order.reports if unprinted(order, one)] if order else []
            filed = [await version_of(tx, order, one.id, one.version) for one in owing if order]
            return [(one, await composer.draft(tx, one, mark_for_good(one.report))) for one in filed]

    async def print(self, filed: Filed, draft: Draft, now: datetime) -> None:
        """Print a version, and say so once the paper is in the store.

        Where another press was faster, or the customer has answered anew meanwhile, the paper stays unsaid.
        """
        await self.develop([one.sha256 for one in draft.sheet.pictures if one.reason is None], now)
        sheet = await Composer(self.keys, self.store, self.address).finished(draft)
        pdf = await printed(sheet)
        digest = sha256(pdf).hexdigest()
        await self.store.put(paper(digest), pdf)
        async with self.database.transaction() as tx:
            order = await locked(tx, filed.order.id)
            report = order.report(filed.report.id, filed.report.version) if order else None
            if order is None or report is None or not unprinted(order, report):
                return
            if report.sealed != filed.report.sealed or report.sealed is None:
                return
            body = {
                "report_id": str(report.id),
                "version": report.version,
                "verify_id": str(report.sealed.verify_id),
                "sha256": digest,
                "size": len(pdf),
                "language": sheet.language,
                "seal": self.keys.sign(
                    paper_record(report.sealed.verify_id, digest, len(pdf), sheet.language)
                ),
            }
            answer = await answer_of(tx, answered(report))
            await say(tx, [said_of(answer, "report.printed", order.id, body, now)], self.policy)

    async def develop(self, digests: Sequence[str], now: datetime) -> None:
        """Have the smaller pictures made that are not yet: the paper shows them."""
        developer = Developer(self.database, self.store, self.darkroom, self.policy)
        for digest in digests:
            await developer.derive(digest, now)


async def pdf_of(tx: Transaction, filed: Filed, composer: Composer, *, kept: bool) -> tuple[bytes, str]:
    """A version's PDF and a name for the file: the paper that is kept, where it says how the version stands.

    Else it is printed as it stands now, unless what was `kept` is asked for. Raises `paper_not_ready` where
    nothing is, NotPrinted, `unavailable`.
    """
    report, name = filed.report, f"{filed.order.number}-{filed.report.version}"
    if report.printed and (kept or stands(report)):
        found = await composer.store.read(paper(report.printed.sha256))
        return b"".join([chunk async for chunk in found.chunks]), f"{name}.pdf"
    if kept:
        raise Problem("paper_not_ready", headers={"Retry-After": "5"})
    mark = mark_of(report)
    sheet = await composer.finished(await composer.draft(tx, filed, mark))
    return await printed(sheet), f"{name}-{mark}.pdf"


def stands(report: Report) -> bool:
    """The paper that is kept says how the version stands: no newer one, and no other answer than it shows."""
    if report.printed is None or report.sealed is None or report.state is ReportState.SUPERSEDED:
        return False
    return report.printed.verify_id == report.sealed.verify_id and not unsealed(report)


async def printed(sheet: Sheet) -> bytes:
    """The PDF of a sheet. Raises NotPrinted."""
    return await asyncio.get_running_loop().run_in_executor(machines, render, sheet)


def answered(report: Report) -> UUID:
    """The fact by which the customer answered to this version. Raises LookupError where he has not."""
    if report.signature is None or report.signature.fact_id is None:
        raise LookupError(f"nobody has answered to {report.key}")
    return report.signature.fact_id


async def locked(tx: Transaction, order_id: UUID) -> Order | None:
    """The order, which nobody else changes until the commit."""
    orders, _ = await load.locked(tx.sql, [order_id])
    return orders.get(order_id)
