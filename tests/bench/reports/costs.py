"""A report's digest, seal and paper, next to what bare libraries took in the findings the design rests on."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import rfc8785

from backend.order.report import digest
from backend.order.signature import Strokes
from backend.reports import paper, strokes
from backend.reports.keys import Keys
from backend.reports.paper import render

EXAMPLES = Path(__file__).parents[3] / "app_contract" / "examples"
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
PAGE = UUID("3f0d8f0a-5c1e-4b52-9a53-6d0f1f7c2b11")
ROUNDS, PAPERS = 1000, 30


@dataclass(frozen=True, slots=True)
class Reports:
    """Microseconds for a digest, a seal and its check; milliseconds for the first paper of a process and for
    each further one, and its bytes.
    """

    digest_us: float
    seal_us: float
    check_us: float
    first_paper_ms: float
    paper_ms: float
    paper_bytes: int


def example(kind: str) -> dict[str, Any]:
    """The body of the contract's example of a kind."""
    body: dict[str, Any] = json.loads((EXAMPLES / f"{kind}.v1.json").read_text())["body"]
    return body


def sheet(content: dict[str, Any], jws: str) -> paper.Sheet:
    """The contract's example, signed and sealed, in Chinese and English: one page without photos."""
    pen = Strokes.model_validate(example("report.signed")["strokes"])
    answer = paper.Answer("strokes", AT, "mono", 0.2, signer="王芳", role="司机", rating=5, remarks="谢谢")
    address = f"https://callout.example/verify/{PAGE}"
    return paper.Sheet(
        language="zh",
        mark=None,
        order_number="DO-2026-000123",
        customer=paper.Customer("江汉客运 Jianghan Coaches", "何经理 Mr He", "+86 27 8555 0101"),
        address="318 国道 K842",
        zone="Asia/Shanghai",
        vehicle=paper.Vehicle("KX-40 tipper", "KX40-0017342", "鄂A 12345"),
        fault="货厢举升后不能回落",
        reported_at=AT,
        report_id=UUID(content["report_id"]),
        version=1,
        digest=digest(content),
        content=content,
        filed_at=AT,
        technicians=["李伟"],
        answer=answer,
        signature=strokes.png(pen),
        seal=paper.Seal(PAGE, address, "k" * 43, 8, "0" * 64, AT, jws),
    )


def timed(what: Callable[[], object], rounds: int) -> float:
    """Seconds, the median of so many after one that warms up."""
    took = []
    for _ in range(1 + rounds):
        began = time.perf_counter()
        what()
        took.append(time.perf_counter() - began)
    return median(took[1:])


def made(folder: Path) -> Reports:
    """Digest, seal and paper, one after another, on one core."""
    content, keys = example("report.filed")["content"], Keys(folder / "seals")
    record = rfc8785.dumps(content)
    seal = keys.sign(record)
    page = sheet(content, seal)
    began = time.perf_counter()
    size = len(render(page))
    first = time.perf_counter() - began
    return Reports(
        digest_us=1e6 * timed(lambda: digest(content), ROUNDS),
        seal_us=1e6 * timed(lambda: keys.sign(record), ROUNDS),
        check_us=1e6 * timed(lambda: keys.verify(seal), ROUNDS),
        first_paper_ms=1e3 * first,
        paper_ms=1e3 * timed(lambda: render(page), PAPERS),
        paper_bytes=size,
    )
