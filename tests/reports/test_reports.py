from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import event

from backend.database import Database
from backend.order.report import digest
from tests.notices.makers import NOW, Field
from tests.photos.makers import asking, by


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    async with asking(database, tmp_path) as client:
        yield client


@pytest.fixture
async def field(database: Database) -> Field:
    """Wei's report: the first version signed, the second filed after it."""
    field = await Field().settled_in(database)
    first = field.of_report("filed")
    content = first.fact.body["content"] | {"version": 2, "cause": "the other valve"}
    second = field.said(
        field.wei,
        "report.filed",
        report_id=str(field.report),
        version=2,
        digest=digest(content),
        content=content,
    )
    answers = await field.say(database, field.on_visit("arrived"), first, field.signed(rating=4), second)
    assert [answer.outcome for answer in answers] == ["applied"] * 4
    return field


@pytest.mark.parametrize(
    ("params", "version", "state", "rating"),
    [({}, 2, "filed", None), ({"version": 2}, 2, "filed", None), ({"version": 1}, 1, "superseded", 4)],
)
async def test_a_version_comes_with_what_was_filed_and_how_it_stands(
    field: Field, client: AsyncClient, params: dict[str, int], version: int, state: str, rating: int | None
) -> None:
    answer = await client.get(f"/reports/{field.report}", params=params, headers=by(field.cora))
    report: dict[str, Any] = answer.json()
    assert (report["version"], report["state"]) == (version, state)
    assert (report["order_id"], report["by"]) == (str(field.order_id), str(field.wei.staff_id))
    assert digest(report["content"]) == report["digest"]
    assert (report["signature"] or {}).get("rating") == rating
    assert "strokes" not in {*report, *(report["signature"] or {})}


@pytest.mark.parametrize(
    ("who", "status"), [("wei", 200), ("mei", 404), ("dana", 200), ("stella", 200), (None, 401)]
)
async def test_a_report_is_read_by_desks_and_the_team(
    field: Field, client: AsyncClient, who: str | None, status: int
) -> None:
    headers = by(getattr(field, who)) if who else {}
    assert (await client.get(f"/reports/{field.report}", headers=headers)).status_code == status


async def test_who_wrote_it_reads_it_after_he_left_and_his_successor_does_too(
    field: Field, client: AsyncClient, database: Database
) -> None:
    await field.say(database, field.assigned(field.mei))
    for who in (field.wei, field.mei):
        assert (await client.get(f"/reports/{field.report}", headers=by(who))).status_code == 200


@pytest.mark.parametrize("path", ["{report}?version=3", "{order}"])
async def test_what_was_never_filed_is_not_found(field: Field, client: AsyncClient, path: str) -> None:
    path = path.format(report=field.report, order=field.order_id)
    answer = await client.get(f"/reports/{path}", headers=by(field.cora))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_an_id_is_one_orders_report_and_another_order_cannot_hide_it(
    field: Field, client: AsyncClient, database: Database
) -> None:
    other = await field.another(database)
    other.report = field.report
    later = replace(other.of_report("filed"), received_at=NOW + timedelta(minutes=1))
    [answer] = await other.say(database, later)
    assert (answer.outcome, answer.code) == ("parked", "conflict")
    report = (await client.get(f"/reports/{field.report}", headers=by(field.cora))).json()
    assert (report["order_id"], report["version"]) == (str(field.order_id), 2)


@pytest.mark.parametrize(
    ("version", "changed"),
    [
        (1, []),
        (
            2,
            [
                {
                    "kind": "changed",
                    "where": "/cause",
                    "before": "Secret Words",
                    "after": "the other valve",
                }
            ],
        ),
        (
            5,
            [
                {"kind": "added", "where": "/hours_on_site", "before": None, "after": None},
                {"kind": "removed", "where": "/parts", "before": [], "after": None},
            ],
        ),
    ],
)
async def test_a_version_says_what_changed_since_the_one_before(
    field: Field, client: AsyncClient, database: Database, version: int, changed: list[dict[str, Any]]
) -> None:
    # 3 was filed with 5 known already; 4 never came.
    third = field.of_report("filed").fact.body["content"] | {"version": 3, "parts": []}
    fifth = {name: held for name, held in third.items() if name != "parts"} | {"hours_on_site": None}
    for number, content in ((5, fifth | {"version": 5}), (3, third)):
        about: dict[str, Any] = {"report_id": str(field.report), "version": number}
        said = field.said(field.wei, "report.filed", **about, digest=digest(content), content=content)
        assert [one.outcome for one in await field.say(database, said)] == ["applied"]
    statements: list[str] = []
    event.listen(
        database.engine.sync_engine, "before_cursor_execute", lambda *said: statements.append(said[2])
    )
    params = {"version": version}
    report = (await client.get(f"/reports/{field.report}", params=params, headers=by(field.cora))).json()
    assert report["changes"] == changed
    states = {1: "superseded", 2: "superseded", 3: "superseded", 5: "filed"}
    assert report["versions"] == [{"version": each, "state": state} for each, state in states.items()]
    assert len(statements) == 3, statements  # who asks, the order, the contents
