"""The public page of a seal: what was signed, by whom, when, and whether a comma was changed since.

Both languages stand in one page, so that whoever holds the paper reads it; no script, nothing from elsewhere.
It says less of people than the paper does: names are masked, and the seal itself, which names them, is
attached to the paper and not shown here.
"""

import asyncio
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from backend.database import Database
from backend.order.document import ReportState
from backend.paper.times import told
from backend.problems import unavailable
from backend.reports.compose import known_zone
from backend.reports.keys import Keys
from backend.reports.paper.sheet import Answer
from backend.reports.paper.times import sure
from backend.reports.verify.checks import checked
from backend.reports.verify.evidence import Evidence, evidence
from backend.reports.verify.mask import masked, tail
from backend.wording import wording

HERE = Path(__file__).parent
STYLE = (HERE / "page.css").read_text(encoding="utf-8")
ALLOWED = b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{ALLOWED}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
"""Of every answer of the page: it is what the journal says now, and is found by its address alone."""
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
AT_ONCE = 2
"""So many pages may hold a database connection: anybody may ask for them, and no phone is to wait for it."""
ANSWER_TIMEOUT_S = 4
ZH, EN = wording("zh"), wording("en")
PAGES = Environment(
    loader=FileSystemLoader(HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.globals |= {"zh": ZH, "en": EN, "style": Markup(STYLE)}  # noqa: S704  # our own file


class Both(NamedTuple):
    """The same in both languages."""

    zh: str
    en: str


class Verifier:
    """Makes the pages, a few at a time."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self.database = database
        self.keys = keys
        self._places = asyncio.Semaphore(AT_ONCE)

    async def page(self, verify_id: str) -> str | None:
        """The page of the seal with this id; None where there is none, or it is no id at all.

        Raises `unavailable` where it takes longer than ANSWER_TIMEOUT_S, the wait for a place too.
        """
        if not ID.fullmatch(verify_id):
            return None
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                async with self._places, self.database.transaction() as tx:
                    found = await evidence(tx, UUID(verify_id))
                return await asyncio.to_thread(written, found, self.keys) if found else None
        except TimeoutError as late:
            raise unavailable() from late


def unknown() -> str:
    """The page of an id that nothing has."""
    return PAGES.get_template("unknown.html").render()


def written(found: Evidence, keys: Keys) -> str:
    """The page of what was found, with the seal checked against these keys."""
    seal = checked(found, keys)
    return PAGES.get_template("page.html").render(
        seal=seal,
        found=found,
        said=said(found, seal.record) if seal.record else None,
        seal_sha256=sha256(found.sealed.seal.encode()).hexdigest() if found.sealed else None,
        standing=[*standing(found)],
        serial=tail(found.order.vehicle.serial) if found.order else None,
    )


# What the seal says


def said(found: Evidence, record: dict[str, Any]) -> dict[str, Any]:
    """What a good seal says, for a reader: names masked, times in UTC and in the zone of the place."""
    answer, signer = record["answer"], record["answer"].get("signer")
    at = datetime.fromisoformat(answer["at"])
    timed = Answer(answer["method"], at, answer["quality"], answer["doubt_ms"] / 1000)
    return {
        **{name: record[name] for name in ("order", "report", "photos", "chain")},
        "method": answer["method"],
        "signer": masked(signer) if signer else None,
        "role": answer.get("role"),
        "technician": masked(record["technician"]["name"]),
        "at": Both(sure(timed, "UTC", ZH), sure(timed, "UTC", EN)),
        "at_site": at_site(at, found),
        "filed_at": told(datetime.fromisoformat(record["report"]["filed_at"]), "UTC"),
        "sealed_at": told(datetime.fromisoformat(record["sealed_at"]), "UTC"),
        "parts": parts(found),
    }


def at_site(at: datetime, found: Evidence) -> str | None:
    """A time in the zone of the place, as the order's document has it."""
    return told(at, known_zone(found.order.site.zone)) if found.order else None


def parts(found: Evidence) -> int | None:
    """How many lines of parts the content has."""
    lines = found.content.get("parts", []) if isinstance(found.content, dict) else None
    return len(lines) if isinstance(lines, list) else None


# How it stands now


def standing(found: Evidence) -> Iterator[str]:
    """What became of the version since it was sealed, by the words for it."""
    report = found.report
    if report is None:
        return
    if found.sealed and report.signature and report.signature.fact_id != found.sealed.answer:
        yield "answered_anew"
    if report.state is ReportState.SUPERSEDED:
        yield "superseded"
    if report.approved_at:
        yield "approved"
    elif report.sent_back:
        yield "sent_back"
    else:
        yield "not_approved"
