"""The audit's part on reports: every seal is good and says what the journal says, every paper is there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from backend.database import Transaction
from backend.journal.audit import Check, Finding
from backend.order.signature import ReportPrinted, unsealed
from backend.photos.store import paper
from backend.reports.keys import Keys
from backend.reports.verify.checks import checked
from backend.reports.verify.evidence import UNREADABLE, evidence, order_in

BATCH = 100
"""So many are read at once."""

SEALS = """
SELECT f.about AS verify_id FROM fact f
WHERE f.kind = 'report.sealed' AND f.outcome = 'applied' AND f.by_server ORDER BY f.received_at, f.id
"""
PAPERS = """
SELECT j.seq, j.body, o.number FROM journal j LEFT JOIN dispatch_order o ON o.id = j.order_id
WHERE j.kind = 'report.printed' ORDER BY j.order_id, j.seq
"""
# What was asked of the worker within the hour may still be on its way.
ANSWERED = """
SELECT number, document, desk FROM dispatch_order
WHERE document LIKE '%"fact_id":%' AND changed_at < now() - interval '1 hour' ORDER BY id
"""


def sealed(keys: Keys) -> Check:
    """The audit's part on seals: what the public page would say of each, and answers that have none."""

    async def check(tx: Transaction) -> AsyncIterator[Finding]:
        for row in await tx.sql.fetch(SEALS):
            found = await evidence(tx, row["verify_id"])
            bad = [one.name for one in checked(found, keys).checks if not one.good] if found else ["missing"]
            # A chain that does not hold is named where it breaks.
            if wrong := [name for name in bad if name != "chain"]:
                of = found.sealed if found else None
                which = f"report {of.report_id}, version {of.version}" if of else f"seal {row['verify_id']}"
                number = found.number if found else None
                yield Finding(number, None, f"{which}: its seal does not hold ({', '.join(wrong)})")
        async for row in tx.sql.cursor(ANSWERED, prefetch=BATCH):
            order = order_in(row)
            for report in filter(unsealed, order.reports if order else ()):
                what = f"report {report.id}, version {report.version}: answered, and not sealed"
                yield Finding(row["number"], None, what)

    return check


def printed(held: Callable[[str, str], Awaitable[bool]]) -> Check:
    """The audit's part on papers; `held` asks the store whether what is under a key has a digest."""

    async def check(tx: Transaction) -> AsyncIterator[Finding]:
        async for row in tx.sql.cursor(PAPERS, prefetch=BATCH):
            if said := paper_in(row["body"]):
                which = f"report {said.report_id}, version {said.version}: its paper"
                if not await held(said.sha256, paper(said.sha256)):
                    yield Finding(row["number"], row["seq"], f"{which} is missing or altered in the store")
            else:
                yield Finding(row["number"], row["seq"], "which paper was printed cannot be read")

    return check


def paper_in(body: str) -> ReportPrinted | None:
    """What an entry says of a paper; None where somebody has written into it."""
    with suppress(*UNREADABLE):
        return ReportPrinted.model_validate_json(body)
    return None
