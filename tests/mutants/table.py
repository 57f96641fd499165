"""The bugs of mutants.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mutant:
    """A planted bug: what it breaks, in words; where; and the tests that must fail, as pytest names them.

    `changes` are (exact text, which stands in `file` once, what stands there instead).
    """

    name: str
    breaks: str
    file: str
    changes: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]


MUTANTS = tuple(
    Mutant(
        one["name"],
        one["breaks"],
        one["file"],
        tuple((change["old"], change["new"]) for change in one["change"]),
        tuple(one["tests"]),
    )
    for one in tomllib.loads(Path(__file__).with_name("mutants.toml").read_text())["mutant"]
)
