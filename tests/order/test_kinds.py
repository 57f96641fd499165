"""Every kind says what it is, in its docstring, its schema and an example (design: a kind is one class)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from backend import contract
from backend.order.document import Deadline, Desk, Order, Photo
from backend.order.fact import Body, Fact
from backend.order.kinds import KINDS
from backend.order.report import digest

EXAMPLES = Path(__file__).parents[2] / "app_contract" / "examples"
ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)


def example(kind: type[Body]) -> dict[str, Any]:
    """The fact as it is sent."""
    fact: dict[str, Any] = json.loads((EXAMPLES / f"{kind.kind}.v{kind.v}.json").read_text(encoding="utf-8"))
    return fact


def members(value: Any, path: str = "") -> Iterator[str]:
    """The path of every member in a JSON tree."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield f"{path}.{name}"
            yield from members(held, f"{path}.{name}")
    for held in value if isinstance(value, list) else ():
        yield from members(held, f"{path}[]")


@ALL
def test_a_kind_says_in_words_what_it_is(kind: type[Body]) -> None:
    assert kind.__doc__ != Body.__doc__
    assert (kind.__doc__ or "").strip()


@ALL
def test_the_example_of_a_kind_is_one_by_its_schema_and_by_its_class(kind: type[Body]) -> None:
    fact = example(kind)
    jsonschema_rs.validate(contract.schema(kind.kind, kind.v, kind), fact, validate_formats=True)
    sent = Fact.model_validate(fact)
    read = kind.model_validate(sent.body)
    assert (sent.kind, sent.v) == (kind.kind, kind.v)
    known = set(members(sent.model_dump() | {"body": read.model_dump()}))
    assert set(members(fact)) <= known, "an example shows no member that nobody reads"


@ALL
def test_the_schema_of_a_kind_refuses_a_body_without_its_members(kind: type[Body]) -> None:
    validator = jsonschema_rs.validator_for(contract.schema(kind.kind, kind.v, kind))
    for name, field in kind.model_fields.items():
        if field.is_required():
            fact = example(kind)
            del fact["body"][name]
            assert not validator.is_valid(fact), name


def test_there_is_an_example_of_every_kind_and_of_nothing_else() -> None:
    assert {path.name for path in EXAMPLES.glob("*.json")} == {
        f"{kind.kind}.v{kind.v}.json" for kind in KINDS.values()
    }


def test_the_example_of_a_report_has_the_digest_of_its_content() -> None:
    filed, signed = (example(KINDS[name, 1])["body"] for name in ("report.filed", "report.signed"))
    assert filed["digest"] == signed["digest"] == digest(filed["content"])


def test_the_document_has_these_members_and_a_new_one_is_a_decision() -> None:
    """What is in it every member of the team sees; what desks alone may see is none of them."""
    assert " ".join(Order.model_fields) == (
        "id number version state customer site vehicle fault supplier_needed base distance team deadlines "
        "visits reports photos parts requisitions escalations contacts evidence flags cancelled counts"
    )
    assert " ".join(Deadline.model_fields) == "id obligation starts due_at met_at verdict doubt because"
    assert " ".join(Photo.model_fields) == "id purpose sha256 size stored quarantined waived"
    assert not Order.model_fields.keys() & Desk.model_fields.keys()
