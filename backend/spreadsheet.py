"""CSV as spreadsheets write and read it (RFC 4180): UTF-8, with a byte order mark in what we write. Pure.

A cell that a spreadsheet would run as a formula is written with an apostrophe before it, and read without.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from typing import NamedTuple

LIMIT_BYTES = 1024 * 1024
CELL_LIMIT_CHARACTERS = 2000
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\x00-\x1f\x7f]")
"""How a cell begins that must be defused. Apostrophes count in, so that reading is the inverse of writing."""
DELIMITERS = ",;"
"""A spreadsheet writes the second where the decimal mark is a comma."""

csv.field_size_limit(LIMIT_BYTES)  # that of the module is less than a file; our own bound is a finding


class Finding(NamedTuple):
    """What is wrong in a file, by the line (from 1, as editors count) and the column where it is one's."""

    line: int
    column: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file: the number of its first line and its cells by the names of their columns."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """A file as far as it could be read; `findings` is what is wrong with it."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The CSV of these rows under a line with the names of the columns; lines end in CRLF."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(one) for one in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def cell(value: object) -> str | int:
    """A value as a cell: whole numbers stay numbers, nothing is empty, times are ISO 8601."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return cell(" ".join(str(cell(one)) for one in value))
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if FORMULA.match(text) else text


def read(body: bytes, needed: Sequence[str], further: Sequence[str] = (), *, most: int) -> Sheet:
    """The lines of a file whose first names its columns: all of `needed`, any of `further`, in any order and
    in any case; at most `most` lines. Empty lines do not count.

    It raises nothing: whatever is wrong is a finding.
    """
    sheet = Sheet()
    if len(body) > LIMIT_BYTES:
        sheet.findings.append(Finding(1, None, f"more than {LIMIT_BYTES} bytes"))
        return sheet
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        sheet.findings.append(Finding(line, None, "not UTF-8; save the file as CSV UTF-8"))
        return sheet
    lines = records(text, sheet)
    names = header(next(lines, (1, [])), needed, further, sheet)
    if names:
        fill(sheet, names, lines, most)
    return sheet


def records(text: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The records of a text with the numbers of their first lines; up to where it is no CSV."""
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            if any(one.strip() for one in record):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        sheet.findings.append(Finding(line, None, f"no CSV: {error}"))


def header(
    record: tuple[int, list[str]], needed: Sequence[str], further: Sequence[str], sheet: Sheet
) -> list[str]:
    """The names of the columns; none where one is lacking, unknown or there twice."""
    line, cells = record
    names = [one.strip().casefold() for one in cells]
    known = {*needed, *further}
    twice = [name for name, times in Counter(names).items() if times > 1]
    found = [
        *(Finding(line, name, f"the column `{name}` is lacking") for name in needed if name not in names),
        *(Finding(line, name[:40], "no column of this list") for name in names if name not in known),
        *(Finding(line, name[:40], "the column is there twice") for name in twice),
    ]
    sheet.findings += found
    return [] if found else names


def fill(sheet: Sheet, names: Sequence[str], records: Iterable[tuple[int, list[str]]], most: int) -> None:
    """Each record as a row; one with more or fewer cells than there are columns is a finding."""
    for n, (line, cells) in enumerate(records):
        if n == most:
            sheet.findings.append(Finding(line, None, f"more than {most} lines; split the file"))
            return
        texts = [(one[1:] if one.startswith("'") and FORMULA.match(one) else one).strip() for one in cells]
        if len(texts) != len(names):
            reason = f"{len(texts)} cells for {len(names)} columns"
            sheet.findings.append(Finding(line, None, reason))
            continue
        named = dict(zip(names, texts, strict=True))
        long = [name for name, text in named.items() if len(text) > CELL_LIMIT_CHARACTERS]
        sheet.findings += [Finding(line, name, f"over {CELL_LIMIT_CHARACTERS} characters") for name in long]
        if not long:
            sheet.rows.append(Row(line, named))
