"""`make mutants`: plant each bug of the table in a copy of the tree, and see the suite notice it.

A mutant counts as caught only where a test fails on it: one that cannot be imported proves nothing. Names of
mutants as arguments plant those alone. Exits with 1 where one is not caught.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from xml.etree import ElementTree as ET

from rich.console import Console
from rich.table import Table

from tests.mutants.table import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "*.egg-info")
AT_ONCE = 2
TIMEOUT_S = 300
WIDTH = 200
BROKEN = ("ImportError", "ModuleNotFoundError", "SyntaxError", "IndentationError", "NameError")
"""A test that fails with one of these failed for what the mutant looks like, not for what it does."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a part of the suite came to: `passed`, `caught` (by `test`), or why it tells nothing."""

    verdict: str
    test: str
    seconds: float


def planted(source: str, mutant: Mutant) -> str:
    """The file's text with the bug in it. Raises ValueError where it does not fit exactly."""
    for old, new in mutant.changes:
        if (times := source.count(old)) != 1:
            raise ValueError(f"{mutant.name}: found {times} times, not once: {old}")
        source = source.replace(old, new)
    compile(source, mutant.file, "exec")
    return source


def read(report: str) -> tuple[str, str]:
    """Verdict and test of a run's report in JUnit's form."""
    cases = list(ET.fromstring(report).iter("testcase"))  # noqa: S314  # pytest's own
    for case in cases:
        failure = case.find("failure")
        if failure is not None:
            why = failure.get("message", "").split(":")[0].strip()
            return ("broken: " + why if why in BROKEN else "caught"), case.get("name", "")
    if not cases or any(case.find("error") is not None for case in cases):
        return "broken: no test ran to its end", ""
    return "passed", ""


def run(tree: Path, tests: Sequence[str]) -> Ran:
    """Run these tests in a tree, up to the first that fails."""
    began, report = time.monotonic(), tree / "report.xml"
    report.unlink(missing_ok=True)
    options = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", f"--junitxml={report}")
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        subprocess.run(
            (sys.executable, "-m", "pytest", *options, *tests),
            cwd=tree, env=environment, timeout=TIMEOUT_S, capture_output=True, check=False,
        )  # fmt: skip
        verdict, test = read(report.read_text()) if report.exists() else ("broken: no report", "")
    except subprocess.TimeoutExpired:
        verdict, test = "broken: too slow", ""
    return Ran(verdict, test, time.monotonic() - began)


def try_out(tree: Path, mutant: Mutant) -> Ran:
    """Plant it, run its tests, take it out again. Raises ValueError like `planted`."""
    file = tree / mutant.file
    source = file.read_text()
    file.write_text(planted(source, mutant))
    try:
        return run(tree, mutant.tests)
    finally:
        file.write_text(source)


def copied(stack: ExitStack) -> Path:
    """A copy of the tree that goes away, in which its own code is imported and not ours."""
    tree = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callout-mutants-"))) / "callout"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    asked = (sys.executable, "-c", "import backend; print(backend.__file__)")
    there = subprocess.run(asked, cwd=tree, capture_output=True, text=True, check=True, timeout=TIMEOUT_S)
    if not Path(there.stdout.strip()).is_relative_to(tree):
        raise SystemExit(f"the copy imports {there.stdout.strip()}")
    return tree


def main() -> int:
    """Try every mutant and print what became of it; 1 where one survives or cannot be planted."""
    if unknown := set(sys.argv[1:]) - {one.name for one in MUTANTS}:
        raise SystemExit(f"no such mutant: {', '.join(sorted(unknown))}")
    chosen = [one for one in MUTANTS if one.name in sys.argv[1:]] or list(MUTANTS)
    tests = sorted({test for mutant in chosen for test in mutant.tests})
    with ExitStack() as stack:
        free: SimpleQueue[Path] = SimpleQueue()
        for _ in range(AT_ONCE):
            free.put(copied(stack))

        def tried(mutant: Mutant | None) -> Ran:
            tree = free.get()
            try:
                return try_out(tree, mutant) if mutant else run(tree, tests)
            finally:
                free.put(tree)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            whole, *ran = pool.map(tried, [None, *chosen])
    table = Table("mutant", "what it breaks", "", "by", "s")
    table.add_row("(none)", "", whole.verdict, whole.test, f"{whole.seconds:.0f}")
    for mutant, one in zip(chosen, ran, strict=True):
        verdict = "SURVIVES" if one.verdict == "passed" else one.verdict
        table.add_row(mutant.name, mutant.breaks, verdict, one.test, f"{one.seconds:.0f}")
    Console(width=None if sys.stdout.isatty() else WIDTH, markup=False).print(table)
    return 0 if whole.verdict == "passed" and all(one.verdict == "caught" for one in ran) else 1


if __name__ == "__main__":
    sys.exit(main())
