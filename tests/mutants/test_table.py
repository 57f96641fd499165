"""The table of mutants does not rot, and the runner tells a caught one from one that proves nothing."""

import ast

import pytest

from tests.mutants.__main__ import ROOT, planted, read
from tests.mutants.table import MUTANTS, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one.name for one in MUTANTS])
def test_a_mutant_can_be_planted_and_its_tests_exist(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text()
    assert planted(source, mutant) != source
    for test in mutant.tests:
        file, _, name = test.partition("::")
        found = {getattr(one, "name", "") for one in ast.walk(ast.parse((ROOT / file).read_text()))}
        assert not name or name.partition("[")[0] in found


def test_no_mutant_is_there_twice() -> None:
    assert len({one.name for one in MUTANTS}) == len({one.changes for one in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("times", [0, 2])
def test_a_mutant_that_does_not_fit_is_an_error(times: int) -> None:
    with pytest.raises(ValueError, match=f"found {times} times"):
        planted("x = 1\n" * times, Mutant("", "", "a.py", (("x = 1", "x = 2"),), ()))


CASE = '<testsuites><testcase name="first"/><testcase name="second">{}</testcase></testsuites>'
REPORTS = {
    "": ("passed", ""),
    '<failure message="AssertionError: assert 1 == 2"/>': ("caught", "second"),
    '<failure message="NameError: name &apos;x&apos; is not defined"/>': ("broken: NameError", "second"),
    '<error message="collection failure"/>': ("broken: no test ran to its end", ""),
}


@pytest.mark.parametrize(("inside", "verdict"), REPORTS.items())
def test_only_a_test_that_fails_catches_a_mutant(inside: str, verdict: tuple[str, str]) -> None:
    assert read(CASE.format(inside)) == verdict
    assert read("<testsuites/>")[0].startswith("broken")
