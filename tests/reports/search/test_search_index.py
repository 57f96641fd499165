"""The index of reports by their words: it takes whatever is filed, and loses nothing that a report says."""

from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.database import Database
from backend.order.report import digest
from backend.reports.search import Term
from tests.makers import DISPATCHER, LI, Case, settle_in, team

# One database for all examples: they leave nothing there.
EACH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = ("complaint", "cause", "work_done", "advice")


async def asked(database: Database, query: str, *values: Any) -> Any:
    async with database.transaction() as tx:
        return await tx.sql.fetchval(query, *values)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_characters="\0", codec="utf-8")),
    lambda held: st.lists(held) | st.dictionaries(st.sampled_from(["name", "reason", "x", ""]), held),
    max_leaves=10,
)
MEMBERS = (
    "content",
    "complaint",
    "inspection",
    "findings",
    "cause",
    "parts",
    "compensation",
    "advice",
    "more",
)
BODIES = st.recursive(
    st.dictionaries(st.sampled_from(MEMBERS), ANYTHING),
    lambda held: st.fixed_dictionaries({"content": held | ANYTHING, "inspection": held}),
    max_leaves=3,
)


@EACH
@given(st.dictionaries(st.just("content"), BODIES | ANYTHING) | ANYTHING)
async def test_no_shape_of_a_report_stops_its_filing(database: Database, body: Any) -> None:
    assert await asked(database, "SELECT report_words($1) IS NOT NULL", orjson.dumps(body).decode())


async def test_a_body_that_is_gone_has_no_words(database: Database) -> None:
    assert await asked(database, "SELECT report_words('')::text") == ""


LEXEMES = """
SELECT max(octet_length(lexeme)), sum(octet_length(lexeme))
FROM unnest(tsvector_to_array(report_words($1))) AS lexeme
"""
WIDEST = "".join(map(chr, range(0x20000, 0x20000 + 60_000)))


async def test_no_length_of_a_report_stops_its_filing(database: Database) -> None:
    """A lexeme of a tsvector holds 2 kB and all of them 1 MB, which nothing but this would notice."""
    for text in (
        "x" * 100_000,
        "\U0001d400" * 30_000,
        "\ufdfa" * 40_000,
        "\u3300\u3316\u33ff" * 14_000,
        WIDEST,
        WIDEST[::3] + WIDEST[::2] + WIDEST[::5],
        " ".join(f"{number:x}" for number in range(22_000)),
        "\ud55c" * 40_000,
    ):
        for content in (
            dict.fromkeys(TEXTS, text),
            {"cause": text},
            {"parts": [{"name": text, "number": text}] * 3},
        ):
            body = orjson.dumps({"content": content}).decode()
            async with database.transaction() as tx:
                longest, whole = await tx.sql.fetchrow(LEXEMES, body)
            assert 0 < longest < 2**11
            assert whole < 2**20


async def test_a_report_with_members_of_any_shape_is_filed_and_found(database: Database) -> None:
    await settle_in(database)
    case = Case()
    await case.record(database, case.said(DISPATCHER, "order.issued"))
    await case.record(database, case.said(DISPATCHER, "order.assigned", **team(LI)))
    strange: dict[str, Any] = {
        "follow_up": {"name": ["\u6cf5"]},
        "compensation": [
            {"name": "Kind words", "quantity": 1, "reason": "late", "serial_in": {"x": ["\u6cf5"]}}
        ],
        "more": [[{"parts": None}]],
        "advice": "\u6db2" * 1999 + "\u538b",
    }
    content = case.content(**strange)
    said = case.said(LI, "report.filed", content=content, digest=digest(content))
    [result] = await case.record(database, said)
    assert result.outcome == "applied", result
    query = (
        "SELECT count(*) FROM journal WHERE report_words(body) @@ $1::text::tsquery AND kind = 'report.filed'"
    )
    assert await asked(database, query, "'d\u6db2\u538b' & 'awarranty'") == 0
    assert await asked(database, query, "'d\u6db2\u538b' & 'abody':*") == 1


LETTERS = st.text(
    "\u6db2\u538b\u7f38aAb1\uff11\uff21 -/,\u3002\ud55c\u1112\u1161\u30ac\uff76\uff9e"
    "\U00020bb7\u00e9\u0301\U0001f527\u0e01",
    max_size=12,
)
HELD = """
SELECT report_words($1) @@ $2::text::tsquery, strpos((report_texts($1))[1], $3) > 0
"""


@settings(EACH, max_examples=300)
@given(LETTERS, LETTERS, st.integers(0, 12), st.integers(1, 12))
async def test_what_a_text_holds_the_index_holds(
    database: Database, text: str, other: str, start: int, length: int
) -> None:
    """The index passes over no text that holds what is sought, be it a stretch of that text or another."""
    body = orjson.dumps({"content": {"complaint": text}}).decode()
    async with database.transaction() as tx:
        for sought in (text[start : start + length], other):
            pieces = (await tx.sql.fetchval("SELECT search_text($1)", sought)).strip(" ")
            if not pieces:
                continue
            term = Term(tuple(pieces.split(" ")))
            held, exact = await tx.sql.fetchrow(HELD, body, term.asked("a"), term.needle)
            assert held or not exact, (text, sought)


@EACH
@given(
    st.text("\u6db2\u538b\u7f38\u6f0f", max_size=9),
    st.text("\u6db2\u538b\u7f38\u6f0f", min_size=1, max_size=4),
)
async def test_characters_are_found_exactly_where_they_stand_side_by_side(
    database: Database, text: str, sought: str
) -> None:
    term = Term(tuple(sought))
    body = orjson.dumps({"content": {"complaint": text}}).decode()
    async with database.transaction() as tx:
        held, exact = await tx.sql.fetchrow(HELD, body, term.asked("a"), term.needle)
    assert exact == (sought in text)
    assert held >= exact
