"""Whatever is written is read again as it was; nothing that is written runs; whatever is wrong has a line."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.spreadsheet import LIMIT_BYTES, Finding, read, written

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip)
STARTS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝", "'", "'=", "''@", "\x00", "|", '"', ",", ""])
CELLS = st.builds(lambda start, text: (start + text).strip(), STARTS, TEXTS)


def found(text: str | bytes, most: int = 5) -> list[Finding]:
    body = text if isinstance(text, bytes) else text.encode()
    return read(body, ["number", "name"], ["spec"], most=most).findings


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS, CELLS)))
def test_what_is_written_is_read_as_it_was_and_never_runs(rows: list[tuple[str, str, str]]) -> None:
    body = written(["number", "name", "spec"], rows)
    sheet = read(body, ["number", "name", "spec"], most=len(rows))
    assert sheet.findings == []
    assert [tuple(row.cells.values()) for row in sheet.rows] == rows
    seen = [one for row in csv.reader(StringIO(body.decode("utf-8-sig"), newline="")) for one in row]
    assert [one for one in seen if one and (one[0] in "=+-@＝＋－＠" or ord(one[0]) < 32)] == []


def test_a_file_begins_with_the_mark_and_its_lines_end_as_the_rfc_says() -> None:
    body = written(["a", "b"], [("x,y", 'say "no"'), (None, -5), (True, datetime(2026, 3, 2, tzinfo=UTC))])
    lines = ["a,b", '"x,y","say ""no"""', ",-5", "true,2026-03-02T00:00:00+00:00", ""]
    assert body == b"\xef\xbb\xbf" + "\r\n".join(lines).encode()


@pytest.mark.parametrize(
    "text",
    [
        "number,name\nA 1,Valve",
        "\ufeffnumber,name\r\nA 1,Valve\r\n",
        "Name ; NUMBER\r\n\r\nValve;A 1\r\n;\r\n",
        '"name","number"\n"Valve","A 1"\n',
    ],
)
def test_however_a_spreadsheet_writes_it_it_is_the_same(text: str) -> None:
    sheet = read(text.encode(), ["number", "name"], most=1)
    assert sheet.findings == []
    assert [row.cells for row in sheet.rows] == [{"number": "A 1", "name": "Valve"}]


def test_a_row_has_the_number_of_its_first_line() -> None:
    sheet = read(b'number,name\n\nA,"two\nlines"\nB,one\n', ["number", "name"], most=9)
    assert [row.line for row in sheet.rows] == [3, 5]


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("name\n", 1, "number", "lacking"),
        ("", 1, "number", "`number` is lacking"),
        ("number\n", 1, "name", "lacking"),
        ("number,name,colour\n", 1, "colour", "no column"),
        ("number,name,\n", 1, "", "no column"),
        ("number,name,Name\n", 1, "name", "twice"),
        ("number,name\nA\n", 2, None, "1 cells for 2 columns"),
        ("number,name\nA,b,c\n", 2, None, "3 cells for 2 columns"),
        ('number,name\nA,b\nB,"open\n', 3, None, "no CSV"),
        ('number,name\nA,"b"c\n', 2, None, "no CSV"),
        ("number,name\n阀,阀门\n".encode("gb18030"), 2, None, "not UTF-8"),
        ("number,name\n".encode("utf-16"), 1, None, "not UTF-8"),
        ("number,name\n" + "A,b\n" * 6, 7, None, "more than 5 lines"),
        ("number,name\nA," + "b" * 2001, 2, "name", "over 2000 characters"),
        (b"x" * (LIMIT_BYTES + 1), 1, None, "bytes"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    text: str | bytes, line: int, column: str | None, reason: str
) -> None:
    assert [(one.line, one.column) for one in found(text) if reason in one.reason] == [(line, column)]


@given(st.binary(max_size=200))
def test_nothing_that_is_sent_raises(body: bytes) -> None:
    assert read(body, ["number"], most=3).findings or body


def test_a_cell_as_long_as_a_file_may_be_is_a_finding_too() -> None:
    assert [one.reason for one in found("number,name\nA," + "b" * (LIMIT_BYTES - 20))] == [
        "over 2000 characters"
    ]
