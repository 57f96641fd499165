"""What was measured, as a table for a reader and as docs/performance.json."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from rich.table import Table

from tests.bench.bare import Recorded
from tests.bench.measure import IN_A_ROUND, Figure
from tests.bench.phones import KINDS, PHONES, PULLED

PATH = Path(__file__).parents[2] / "docs" / "performance.json"
GOALS = {"sync_over_bare": 0.5, "empty_pull_over_bare": 0.6, "start_s": 3.0}
"""Of the bare handler's throughput, at least; seconds to a second start's first answer, at most (README)."""
CASES = {
    "sync": f"{len(KINDS)} facts on an order, {PULLED} documents",
    "empty_pull": "nothing new",
}


def facts(
    start_s: float, figures: dict[str, Figure], found: dict[str, list[Recorded]], version: str
) -> dict[str, Any]:
    """Everything that is worth keeping; nothing that says whose machine it was."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "sync_over_bare": figure(figures["sync"].over_bare),
        "empty_pull_over_bare": figure(figures["empty_pull"].over_bare),
        "start_s": figure(start_s),
        "goals": GOALS,
        **{name: case(name, figures, found[name]) for name in CASES},
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


def write(facts: dict[str, Any]) -> None:
    """Keep it in docs/performance.json."""
    PATH.write_bytes(orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
