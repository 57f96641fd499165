"""app_contract/ says what the code does: every generated file is current, every vector holds."""

import json
from pathlib import Path

import pytest

from backend import contract
from backend.order.report import digest

FOLDER = Path(__file__).parent.parent / "app_contract"
VECTORS = json.loads((FOLDER / "vectors/digest.json").read_text())


def test_what_is_generated_is_current_and_nothing_else_is_there() -> None:
    wanted = contract.files()
    there = {"openapi.json", *(f"facts/{path.name}" for path in (FOLDER / "facts").iterdir())}
    assert there == wanted.keys()
    stale = [name for name, text in wanted.items() if (FOLDER / name).read_text() != text]
    assert stale == [], "run: make contract"


def test_every_operation_has_a_name_a_reader_and_declared_problems() -> None:
    operations = [one for path in contract.openapi()["paths"].values() for one in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert "For: " in operation["description"], operation["operationId"]
        assert "application/problem+json" in operation["responses"]["default"]["content"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["what"])
def test_the_digest_of(vector: dict[str, object]) -> None:
    content = vector["content"]
    assert isinstance(content, dict)
    assert digest(content) == vector["sha256"]
