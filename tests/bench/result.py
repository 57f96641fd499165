"""What was measured, as a table for a reader and as docs/performance.json."""

import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from rich.table import Table

from tests.bench.bare import Recorded
from tests.bench.measure import IN_A_ROUND, Figure
from tests.bench.phones import KINDS, PHONES, PULLED
from tests.bench.photos import MB
from tests.bench.reports.costs import Reports
from tests.bench.streaming import STREAMERS, Waits
from tests.bench.uploads import CARRIERS, Case

PATH = Path(__file__).parents[2] / "docs" / "performance.json"
GOALS = {"sync_over_bare": 0.5, "empty_pull_over_bare": 0.6, "start_s": 3.0}
"""Of the bare handler's throughput, at least; seconds to a second start's first answer, at most (README)."""
CASES = {
    "sync": f"{len(KINDS)} facts on an order, {PULLED} documents",
    "empty_pull": "nothing new",
}
PHOTO_GOALS = {"put_40mb_over_plain": 0.5, "sync_p99_over_alone": 3.0, "pictures_over_bare": 0.8}
"""Of a plain copy's MB/s, at least; of the wait alone, at most; of bare Pillow's pictures, at least."""
REPORT_GOALS = {"digest_us": 71, "seal_us": 200, "paper_ms": 50, "first_paper_ms": 1000, "paper_kb": 100}
"""At most: what findings give for a digest, and room for what bare libraries did not do there."""
REPORT_FINDINGS = {"digest_us": "71", "seal_us": "40 (the signature alone)", "check_us": "",
                   "first_paper_ms": "35–175", "paper_ms": "6–8", "paper_kb": "51"}  # fmt: skip
REPORTS = {"digest_us": "digest of a report, µs", "seal_us": "seal, key read from its file, µs",
           "check_us": "check of a seal, µs", "first_paper_ms": "first paper of a process, ms",
           "paper_ms": "a paper, ms", "paper_kb": "a paper, kB"}  # fmt: skip
UPLOADS = {"put": "PUT", "tus": "tus, one PATCH", "tus_pieces": "tus, a PATCH for each MiB"}
PICTURES = {"jpeg_12mp": "JPEG, 12 megapixels", "jpeg_48mp": "JPEG, 48 megapixels",
            "heic_12mp": "HEIC, 12 megapixels"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Photos:
    """Uploads against plain copies, what syncs wait beside photos and how many MB/s those are, and smaller
    pictures against bare Pillow.
    """

    uploads: dict[Case, Figure]
    waits: dict[str, Waits]
    beside_mb_s: float
    pictures: dict[str, Figure]


def facts(
    start_s: float,
    figures: dict[str, Figure],
    found: dict[str, list[Recorded]],
    photos: Photos,
    reports: Reports,
    version: str,
) -> dict[str, Any]:
    """Everything that is worth keeping; nothing that says whose machine it was."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "sync_over_bare": figure(figures["sync"].over_bare),
        "empty_pull_over_bare": figure(figures["empty_pull"].over_bare),
        "start_s": figure(start_s),
        "goals": GOALS,
        **{name: case(name, figures, found[name]) for name in CASES},
        "photos": photo_facts(photos),
        "reports": report_facts(reports),
        "machine": {
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
            "postgresql": version,
        },
    }


def case(name: str, figures: dict[str, Figure], found: list[Recorded]) -> dict[str, Any]:
    """One case: what a request costs in statements and bytes, alone and beside others."""
    alone, together = figures[name], figures[f"{name}_together"]
    return {
        "statements": round(median(one.statements for one in found)),
        "transactions": round(median(len(one.transactions) for one in found)),
        "answer_bytes": round(median(len(one.answer) for one in found)),
        "alone": sides(alone) | {"requests": len(alone.ours)},
        "together": sides(together)
        | {"phones": PHONES, "rounds": len(together.ours), "requests_in_a_round": PHONES * IN_A_ROUND},
    }


def sides(one: Figure) -> dict[str, Any]:
    """Both sides' medians, and the ratio: of the medians, and of the fastest tenth."""
    return {
        "ours_ms": figure(median(one.ours)),
        "bare_ms": figure(median(one.bare)),
        "over_bare": figure(one.over_bare),
        "undisturbed_over_bare": figure(one.undisturbed),
    }


def photo_facts(photos: Photos) -> dict[str, Any]:
    """What photos cost."""
    uploads: dict[str, dict[str, Any]] = {}
    for (way, size, together), one in photos.uploads.items():
        mb_s = {f"{side}_mb_s": figure(1000 * size / MB / median(times))
                for side, times in (("ours", one.ours), ("plain", one.bare))}  # fmt: skip
        about = mb_s | {"over_plain": figure(one.over_bare), "rounds": len(one.ours)}
        kept = uploads.setdefault(f"{way}_{size // MB}mb", {})
        kept["together" if together else "alone"] = about | ({"phones": CARRIERS} if together else {})
    waits = {name: waited(one) for name, one in photos.waits.items()}
    return {
        "goals": PHOTO_GOALS,
        "uploads": uploads,
        "while_streaming": waits | {"phones": STREAMERS, "mb_s": figure(photos.beside_mb_s)},
        "pictures": {
            name: sides(one) | {"a_second": figure(1000 / median(one.ours)), "rounds": len(one.ours)}
            for name, one in photos.pictures.items()
        },
    }


def report_facts(reports: Reports) -> dict[str, Any]:
    """What a report costs, in the units that the names end with."""
    taken = asdict(reports)
    taken["paper_kb"] = taken.pop("paper_bytes") / 1000
    return {"goals": REPORT_GOALS} | {name: figure(taken[name]) for name in REPORTS}


def waited(one: Waits) -> dict[str, Any]:
    """What half of the requests do not exceed, and all but one in a hundred."""
    kept: dict[str, Any] = {"requests": len(one.streaming)}
    for per_cent in (50, 99):
        alone, streaming = one.at(per_cent)
        kept[f"p{per_cent}"] = {"alone_ms": figure(alone), "streaming_ms": figure(streaming)}
    return kept


def figure(value: float) -> float:
    """Rounded to what the measurement can tell."""
    return round(value, 3)


def table(facts: dict[str, Any]) -> Table:
    """For a reader."""
    shown = Table("what", "ours", "bare", "ours over bare", "undisturbed", "goal")
    for name, title in CASES.items():
        kept = facts[name]
        for how, goal in (("alone", f"≥ {GOALS[f'{name}_over_bare']:.2f}"), ("together", "")):
            one = kept[how]
            each = f"sync: {title}" if how == "alone" else f"  … from {PHONES} phones at once"
            times = (f"{one[side]:.2f} ms" for side in ("ours_ms", "bare_ms"))
            ratios = (f"{one[ratio]:.2f}" for ratio in ("over_bare", "undisturbed_over_bare"))
            shown.add_row(each, *times, *ratios, goal)
        shown.add_row("  … statements, transactions", f"{kept['statements']}, {kept['transactions']}")
    shown.add_row("second start to the first answer", f"{facts['start_s']:.2f} s", "", "", "",
                  f"≤ {GOALS['start_s']:.0f} s")  # fmt: skip
    return shown


def photo_table(facts: dict[str, Any]) -> Table:
    """What photos cost, for a reader."""
    shown = Table("what", "ours", "yardstick", "ours over it", "goal")
    for row in (*upload_rows(facts), *wait_rows(facts), *picture_rows(facts)):
        shown.add_row(*row)
    return shown


def upload_rows(facts: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Against a plain copy."""
    for name, kept in facts["uploads"].items():
        way, _, size = name.rpartition("_")
        titles = {"alone": f"{UPLOADS[way]}: {size.removesuffix('mb')} MB",
                  "together": f"  … from {CARRIERS} phones at once"}  # fmt: skip
        for how, one in kept.items():
            held_to = (name, how) == ("put_40mb", "alone")
            goal = f"≥ {PHOTO_GOALS['put_40mb_over_plain']:.2f}" if held_to else ""
            rates = (f"{one[side]:.0f} MB/s" for side in ("ours_mb_s", "plain_mb_s"))
            yield titles[how], *rates, f"{one['over_plain']:.2f}", goal


def wait_rows(facts: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Against the same requests alone."""
    kept = facts["while_streaming"]
    for name in CASES:
        for part in ("p50", "p99"):
            alone, streaming = kept[name][part]["alone_ms"], kept[name][part]["streaming_ms"]
            goal = f"≤ {PHOTO_GOALS['sync_p99_over_alone']:.1f}" if (name, part) == ("sync", "p99") else ""
            title = f"{name.replace('_', ' ')} while {kept['phones']} phones bring photos, {part}"
            yield title, f"{streaming:.1f} ms", f"{alone:.1f} ms", f"{streaming / alone:.2f}", goal
    yield "  … which bring", f"{kept['mb_s']:.0f} MB/s", "", "", ""


def picture_rows(facts: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Against bare Pillow."""
    for name, title in PICTURES.items():
        one = facts["pictures"][name]
        times = (f"{one[side]:.0f} ms" for side in ("ours_ms", "bare_ms"))
        goal = f"≥ {PHOTO_GOALS['pictures_over_bare']:.2f}"
        yield f"two smaller pictures of a {title}", *times, f"{one['over_bare']:.2f}", goal


def report_table(facts: dict[str, Any]) -> Table:
    """What a report costs, for a reader."""
    shown = Table("what", "ours", "bare libraries, in the findings", "goal")
    for name, title in REPORTS.items():
        goal = f"≤ {REPORT_GOALS[name]}" if name in REPORT_GOALS else ""
        shown.add_row(title, f"{facts[name]:.0f}", REPORT_FINDINGS[name], goal)
    return shown


def write(facts: dict[str, Any]) -> None:
    """Keep it in docs/performance.json."""
    PATH.write_bytes(orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
