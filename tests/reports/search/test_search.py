"""Reports are found by what they say, by those who may see them, in Chinese and English."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import event

from backend.database import Database
from backend.order.report import digest
from backend.people.actor import Actor
from tests.makers import AUDITOR, DISPATCHER, LI, START, STOREKEEPER, WANG, ZHAO, Case, settle_in, team
from tests.photos.makers import asking, by

LINE = {"quantity": 1, "warranty": True}
INSPECTION = {"warranty": "in", "findings": "Ölspuren am Ventil; 压力表3.5MPa"}
LINES = [
    LINE | {"id": str(UUID(int=1)), "name": "密封圈", "number": "DF-123/4", "reason": "老化"},
    LINE | {"id": str(UUID(int=2)), "name": "𠮷野家キット 펌프", "reason": "leaks", "serial_in": "SN_0099"},
]
SAID: dict[str, Any] = {
    "complaint": "举升缓慢,液压缸漏油。Body stays UP",
    "inspection": INSPECTION | {"warranty_reason": "未过保修期"},
    "cause": "油封磨损\n(O-ring worn)",
    "work_done": "更换ＤＦ油封 Ｎｏ．５",
    "advice": "每500小时检查水泵、泵水后看液位",
    "parts": LINES,
    "compensation": [{"name": "冷却液", "quantity": 1, "reason": "赠送"}],
}


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    await settle_in(database)
    async with asking(database, tmp_path) as client:
        yield client


async def begun(database: Database, *said: Actor, model: str = "KX-40") -> Case:
    """An order, issued and assigned to these, by default to Li."""
    case = Case()
    vehicle = case.body("order.issued")["vehicle"] | {"model": model}
    issued = case.said(DISPATCHER, "order.issued", vehicle=vehicle)
    await case.record(database, issued, case.said(DISPATCHER, "order.assigned", **team(*(said or (LI,)))))
    return case


async def filed(
    database: Database, case: Case, version: int = 1, who: Actor = LI, at: int = 60, **said: Any
) -> Case:
    """A version of the case's report, filed so many minutes after the start."""
    content = case.content(version, **said)
    about: dict[str, Any] = {"version": version, "content": content, "digest": digest(content)}
    [result] = await case.record(database, case.said(who, "report.filed", at=at, **about))
    assert result.outcome == "applied", result
    return case


async def asked(client: AsyncClient, who: Actor = AUDITOR, **params: Any) -> Response:
    return await client.get("/reports", params=params, headers=by(who))


async def found(client: AsyncClient, who: Actor = AUDITOR, **params: Any) -> list[str]:
    """The ids of the reports that are found."""
    answer = await asked(client, who, **params)
    assert answer.status_code == 200, answer.text
    return [one["report_id"] for one in answer.json()["reports"]]


FINDS: list[tuple[dict[str, Any], bool]] = [
    # characters that stand side by side, whatever stands between two sentences
    ({"q": "液压"}, True),
    ({"q": "液压缸漏油"}, True),
    ({"q": "缓慢液压"}, True),
    ({"q": "压液"}, False),
    ({"q": "压缸漏液"}, False),
    ({"q": "液缸"}, False),
    ({"q": "油"}, True),
    ({"q": "阀"}, False),
    ({"q": "液压 磨损"}, True),
    ({"q": "磨损 液压"}, True),
    ({"q": "液压 水阀"}, False),
    ({"q": "液压\u3000磨损"}, True),
    # each pair of characters is there, the three together are not
    ({"q": "水泵泵水"}, True),
    ({"q": "水泵水"}, False),
    ({"q": "漏油封"}, False),
    # words by their beginning, whatever their case and width
    ({"q": "body"}, True),
    ({"q": "BOD st"}, True),
    ({"q": "ody"}, False),
    ({"q": "ÖLSPUREN"}, True),
    ({"q": "olspuren"}, False),
    ({"q": "ｂｏｄｙ"}, True),
    ({"q": "o-ring"}, True),
    ({"q": "o-rin worn"}, True),
    ({"q": "o-rin-worn"}, False),
    # both in one term
    ({"q": "油封no"}, True),
    ({"q": "df油封"}, True),
    ({"q": "d油封"}, False),
    ({"q": "压力表3.5mp"}, True),
    # numbers as typed and in parts
    ({"q": "DF-123/4"}, True),
    ({"q": "df-123"}, True),
    ({"q": "123/4"}, True),
    ({"q": "123"}, True),
    ({"q": "df 123"}, True),
    ({"q": "DF-12"}, True),
    ({"q": "DF-23/4"}, False),
    ({"q": "SN_0099"}, True),
    ({"q": "0099"}, True),
    ({"q": "sn_099"}, False),
    # from one part to the next nothing is side by side
    ({"q": "老化𠮷野"}, False),
    ({"q": "𠮷野家"}, True),
    ({"q": "野𠮷"}, False),
    ({"q": "キット"}, True),
    ({"q": "펌프"}, True),
    ({"q": "프"}, True),
    # what the operators of a tsquery are made of is text like any other
    ({"q": "body:* & !stays | <-> 'up'"}, True),
    ({"q": "!body"}, True),
    ({"q": "body | pump"}, False),
    ({"q": "\\' body"}, True),
    # each criterion looks where it says
    ({"symptom": "液压缸"}, True),
    ({"symptom": "压力表"}, True),
    ({"symptom": "油封"}, False),
    ({"cause": "油封"}, True),
    ({"cause": "液压"}, False),
    ({"cause": "磨损 worn"}, True),
    ({"part": "df-123/4"}, True),
    ({"part": "老化"}, True),
    ({"part": "sn_0099"}, True),
    ({"part": "冷却液"}, False),
    ({"part": "液压"}, False),
    ({"q": "冷却液"}, True),
    ({"q": "未过保"}, True),
    ({"q": "液位"}, True),
    ({"model": "kx-40"}, True),
    ({"model": "KX"}, True),
    ({"model": "自卸"}, True),
    ({"model": "KX-41"}, False),
    ({"model": "x-40"}, False),
    ({"model": "haulage"}, False),
    ({"q": "kx-40"}, False),
    # all of them together
    ({"symptom": "液压", "cause": "磨损", "part": "密封圈", "model": "kx"}, True),
    ({"symptom": "液压", "cause": "漏油"}, False),
    ({"cause": "磨损", "model": "zz"}, False),
    # what is not filled in narrows nothing
    ({}, True),
    ({"q": " ", "cause": ""}, True),
]


async def test_a_report_is_found_by_what_it_says(database: Database, client: AsyncClient) -> None:
    case = await filed(database, await begun(database, model="KX-40自卸车"), **SAID)
    for params, expected in FINDS:
        assert await found(client, **params) == [str(case.report)] * expected, params


async def test_an_item_says_what_a_list_needs(database: Database, client: AsyncClient) -> None:
    case = await filed(database, await begun(database), cause="磨" * 300)
    [item] = (await asked(client)).json()["reports"]
    assert item.pop("order_number").startswith("DO-2026-")
    assert item == {
        "report_id": str(case.report),
        "version": 1,
        "order_id": str(case.order_id),
        "filed_at": (START + timedelta(minutes=60)).isoformat().replace("+00:00", "Z"),
        "state": "filed",
        "model": "KX-40",
        "complaint": "The body stays up",
        "cause": "磨" * 200,
    }


@pytest.mark.parametrize(
    "params",
    [
        {"q": "?!。,"},
        {"q": ":* & | ! <->"},
        {"q": "\U0001f527"},
        {"model": "-"},
        {"q": "body", "cause": "、"},
        {"q": "a" * 201},
        {"q": "液" * 2000},
        {"q": "\0"},
        {"q": "a\x1fb"},
        {"after": "zz"},
        {"after": b"{}".hex()},
        {"after": b'{"filed_us":-1,"fact_id":"00000000-0000-4000-8000-000000000000"}'.hex()},
        {"limit": 0},
        {"limit": 101},
        {"symptoms": "x"},
    ],
)
async def test_what_cannot_be_looked_for_is_a_problem(client: AsyncClient, params: dict[str, Any]) -> None:
    answer = await asked(client, **params)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


@pytest.mark.parametrize("words", ["液" * 200, "x" * 200, " ".join("液x" * 50), "\ufdfa" * 200, "1e9999 -5 "])
async def test_what_is_long_or_odd_is_looked_for(database: Database, client: AsyncClient, words: str) -> None:
    await filed(database, await begun(database), **SAID)
    case = await filed(database, await begun(database), advice=f"…{words}…")
    assert await found(client, q=words) == [str(case.report)]


async def test_a_report_is_found_by_its_current_version_alone(
    database: Database, client: AsyncClient
) -> None:
    case = await begun(database)
    await filed(database, case, 3, at=50, cause="泵")
    await filed(database, case, 2, at=70, cause="阀")
    assert await found(client, q="阀") == []
    assert await found(client, q="泵") == await found(client) == [str(case.report)]
    # the same version once more, by another fact, changes nothing, its place neither
    other = await filed(database, await begun(database), at=60, cause="泵")
    await filed(database, case, 3, at=80, cause="泵")
    assert await found(client, q="泵") == await found(client) == [str(other.report), str(case.report)]
    await filed(database, case, 4, at=10, cause="阀")
    assert await found(client, q="阀") == [str(case.report)]
    assert await found(client, q="泵") == [str(other.report)]


async def test_a_report_is_found_by_who_may_see_its_order(database: Database, client: AsyncClient) -> None:
    mine, ours, theirs = [await begun(database, *who) for who in ((LI,), (LI, WANG), (WANG,))]
    for at, case in enumerate((mine, ours)):
        await filed(database, case, at=at + 10, cause="磨损")
    await filed(database, theirs, who=WANG, cause="磨损")
    reports = {name: str(case.report) for name, case in (("mine", mine), ("ours", ours), ("theirs", theirs))}
    for params in ({}, {"q": "磨损"}, {"model": "kx"}):
        for who, expected in [
            (LI, ["ours", "mine"]),
            (WANG, ["theirs", "ours"]),
            (ZHAO, []),
            (STOREKEEPER, ["theirs", "ours", "mine"]),
        ]:
            seen = await found(client, who, **params)
            assert seen == [reports[name] for name in expected], (who.name, params)
    # who is off the team finds nothing of it, what he wrote himself neither
    version = {"seen": 99}
    await ours.record(database, ours.said(DISPATCHER, "order.assigned", **version, **team(WANG)))
    assert await found(client, LI, q="磨损") == [reports["mine"]]


@pytest.mark.parametrize("params", [{}, {"cause": "磨损"}, {"model": "kx"}])
async def test_reading_part_by_part_loses_nothing_filed_at_the_same_time(
    database: Database, client: AsyncClient, params: dict[str, Any]
) -> None:
    cases = [await filed(database, await begun(database), at=at, cause="磨损") for at in (9, 5, 5, 5, 5, 1)]
    read: list[str] = []
    page: dict[str, Any] = {"after": None}
    for _ in range(3):
        more = {"after": page["after"]} if page["after"] else {}
        page = (await asked(client, limit=2, **params, **more)).json()
        read += [one["report_id"] for one in page["reports"]]
        # What is filed meanwhile comes before.
        await filed(database, await begun(database), at=100, cause="磨损")
    assert page["after"] is None
    assert sorted(read) == sorted(str(case.report) for case in cases)
    assert (read[0], read[-1]) == (str(cases[0].report), str(cases[-1].report))


@pytest.mark.parametrize(("params", "expected"), [({}, 2), ({"q": "磨损 df", "model": "kx", "part": "a"}, 3)])
async def test_a_search_takes_as_many_statements_however_much_is_found(
    database: Database, client: AsyncClient, params: dict[str, Any], expected: int
) -> None:
    for _ in range(3):
        await filed(database, await begun(database), cause="磨损 DF", parts=LINES)
    statements: list[str] = []
    event.listen(
        database.engine.sync_engine, "before_cursor_execute", lambda *said: statements.append(said[2])
    )
    await found(client, **params)
    # Who asks, what the words are made of, what is found.
    assert len(statements) == expected, statements
