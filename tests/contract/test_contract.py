"""app_contract/ says what the code does: files are current, vectors hold, every refusal is a problem."""

import copy
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest
from httpx import ASGITransport, AsyncClient
from pydantic import SecretStr, ValidationError

from backend import contract
from backend.app import BODY_LIMIT_BYTES, create_app
from backend.database import Database
from backend.order.kinds import KINDS
from backend.settings import Settings

FOLDER = Path(__file__).parents[2] / "app_contract"
FILED = KINDS["report.filed", 1]
REPORT: dict[str, Any] = json.loads((FOLDER / "examples/report.filed.v1.json").read_text())
CONTENT = REPORT["body"]["content"]
[PART] = CONTENT["parts"]
SCHEMA = jsonschema_rs.validator_for(contract.schema("report.filed", 1, FILED))
BY_HAND = {f"vectors/{name}.json" for name in ("digest", "jwks", "refused", "seal")}


def test_what_is_generated_is_current_and_nothing_else_is_there() -> None:
    wanted = contract.files()
    there = {
        path.relative_to(FOLDER).as_posix()
        for name in ("facts", "vectors")
        for path in (FOLDER / name).iterdir()
    }
    assert there | {"openapi.json"} == wanted.keys() | BY_HAND
    stale = [name for name, text in wanted.items() if (FOLDER / name).read_text() != text]
    assert stale == [], "run: make contract"


def test_every_operation_has_a_name_a_reader_and_declared_problems() -> None:
    operations = [one for path in contract.openapi()["paths"].values() for one in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert "For: " in operation["description"], operation["operationId"]
        assert "application/problem+json" in operation["responses"]["default"]["content"]


# What a report must say, by its schema as by its class


def content() -> tuple[dict[str, Any], dict[str, Any]]:
    """The filed report of the examples, to be changed, and its content."""
    report = copy.deepcopy(REPORT)
    return report, report["body"]["content"]


def taken(report: dict[str, Any]) -> bool:
    """Whether the class takes it."""
    try:
        FILED.model_validate(report["body"])
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("where", "required"),
    [
        (
            lambda report: report,
            "domain order_id report_id version complaint inspection cause responsibility work_done",
        ),
        (lambda report: report["inspection"], "warranty findings"),
        (lambda report: report["parts"][0], "id name quantity reason warranty"),
    ],
    ids=["report", "inspection", "part line"],
)
def test_a_report_is_filed_with_its_required_members_alone_but_with_all_of_them(
    where: Any, required: str
) -> None:
    refused = set()
    for member in where(CONTENT):
        report, inside = content()
        del where(inside)[member]
        assert SCHEMA.is_valid(report) == taken(report), member
        refused |= set() if taken(report) else {member}
    assert refused == set(required.split())


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": "callout/quote/1"},
        {"version": 0},
        {"cause": ""},
        {"work_done": "x" * 2001},
        {"responsibility": "nobody"},
        {"photos": ["0" * 63]},
        {"photos": ["0" * 64] * 101},
        {"inspection": CONTENT["inspection"] | {"warranty": "maybe"}},
        {"inspection": CONTENT["inspection"] | {"mileage_km": "41200"}},
        {"parts": [PART | {"quantity": 0}]},
        {"parts": [PART | {"id": str(UUID(int=n))} for n in range(51)]},
    ],
)
def test_a_report_with_a_value_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    report, inside = content()
    inside.update(wrong)
    assert not SCHEMA.is_valid(report)
    assert not taken(report)


# What every answer has in common


@pytest.fixture
async def client(database: Database, folder: Path) -> AsyncIterator[AsyncClient]:
    app = create_app(Settings(data=folder, token_key=SecretStr("07" * 32)), database)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://callout.test") as client:
        yield client


async def test_the_pages_about_the_api_need_no_network(client: AsyncClient) -> None:
    page = (await client.get("/docs")).text
    assert re.findall(r"https?://", page) == []
    for asset in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert (await client.get(asset)).status_code == 200, asset


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "code"),
    [
        ("GET", "/v1/nothing", b"", 404, "not_found"),
        ("GET", "/v1/orders/", b"", 404, "not_found"),
        ("DELETE", "/v1/orders", b"", 405, "method_not_allowed"),
        ("POST", "/v1/sign-in", b"{", 400, "unreadable"),
        ("POST", "/v1/sign-in", b"{}", 422, "invalid_input"),
        ("POST", "/v1/sign-in", b" " * (BODY_LIMIT_BYTES + 1), 413, "too_large"),
        ("POST", "/v1/sync", b"{}", 401, "unauthenticated"),
    ],
)
async def test_every_refusal_is_a_problem_document(
    client: AsyncClient, method: str, path: str, content: bytes, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await client.request(method, path, content=content, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["status"], answer.json()["code"]) == (status, code)
    assert answer.headers["X-Request-Id"]
