"""What a paper says, and that it always says it in the same bytes.

`CALLOUT_WRITE_DOCS=1 make test ARGS=tests/reports/test_paper.py` writes the pages anew: look at them.
"""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import rfc8785
import segno
import typst
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from backend.order.document import Language
from backend.paper.times import told
from backend.reports.paper import Answer, Mark, NotPrinted, Picture, Sheet, render
from backend.reports.paper.sheet import Known, Method
from backend.reports.paper.times import sure
from backend.wording import wording
from tests.reports.sheets import SEAL, SIGNED, SUPERSEDED, UNANSWERED, named, part, photo

PAGES = Path(__file__).with_name("pages")
ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
SCALE = 4


def plain(text: str) -> str:
    """A text without the spaces and line ends that layout puts into it, or takes."""
    return re.sub(r"\s", "", text)


def pages(sheet: Sheet) -> list[str]:
    """What each page says, without spaces."""
    return [plain(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(render(sheet))]


def text(sheet: Sheet) -> str:
    """What the whole paper says, without spaces."""
    return "".join(pages(sheet))


def pictures(sheet: Sheet) -> int:
    """How many pictures are on the paper; the QR code is a drawing and does not count."""
    document = pypdfium2.PdfDocument(render(sheet))
    return sum(len(list(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))) for page in document)


def attached(pdf: bytes) -> dict[str, bytes]:
    document = pypdfium2.PdfDocument(pdf)
    files = [document.get_attachment(n) for n in range(document.count_attachments())]
    return {file.get_name(): bytes(file.get_data()) for file in files}


@pytest.mark.parametrize(("name", "sheet"), [("zh-signed", SIGNED), ("en-superseded", SUPERSEDED)])
def test_pages_look_as_they_were_found_good(name: str, sheet: Sheet) -> None:
    document = pypdfium2.PdfDocument(render(sheet))
    drawn = [page.render(scale=1, grayscale=True).to_pil() for page in document]
    if "CALLOUT_WRITE_DOCS" in os.environ:
        for old in PAGES.glob(f"{name}-*.png"):
            old.unlink()
        for n, page in enumerate(drawn, 1):
            page.save(PAGES / f"{name}-{n}.png", optimize=True)
    found = sorted(PAGES.glob(f"{name}-*.png"))
    assert len(found) == len(drawn)
    for path, page in zip(found, drawn, strict=True):
        with Image.open(path) as reference:
            assert (page.size, page.tobytes()) == (reference.size, reference.tobytes()), path.name


# The file


@pytest.mark.parametrize("sheet", [SIGNED, SUPERSEDED, UNANSWERED])
def test_what_was_filed_is_attached_in_the_bytes_that_the_digest_is_of(sheet: Sheet) -> None:
    files = attached(render(sheet))
    assert files.pop("report.json") == rfc8785.dumps(sheet.content)
    assert sha256(rfc8785.dumps(sheet.content)).hexdigest() == sheet.digest
    assert files == ({"seal.jws": SEAL.jws.encode()} if sheet.seal else {})


def test_it_is_pdf_a_3b_of_the_time_of_the_answer_else_of_the_filing() -> None:
    for sheet, date in ((SIGNED, "D:20260302080509Z"), (UNANSWERED, "D:20260302080107Z")):
        pdf = render(sheet)
        assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in pdf
        assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["CreationDate"] == date


def test_the_same_sheet_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    code = "import sys; from backend.reports.paper import render; from tests.reports.sheets import SIGNED; "
    elsewhere = subprocess.run(
        [sys.executable, "-c", code + "sys.stdout.buffer.write(render(SIGNED))"],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(ROOT),
            "TZ": "America/St_Johns",
            "TMPDIR": str(tmp_path),
            "PYTHONHASHSEED": "7",
        },
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    ).stdout
    assert elsewhere == render(SIGNED) == render(SIGNED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [b"", b"no picture", photo(1)[:200]])
def test_a_picture_that_is_none_is_said_in_one_way(wrong: bytes) -> None:
    with pytest.raises(NotPrinted):
        render(replace(SIGNED, pictures=[Picture(named(0), wrong)]))


class Panic(BaseException):
    """As pyo3 raises it: no Exception."""


@pytest.mark.parametrize(
    ("raised", "seen"),
    [(Panic, NotPrinted), (RuntimeError, NotPrinted), (KeyboardInterrupt, KeyboardInterrupt)],
)
def test_a_panic_of_typst_is_said_in_the_same_way_and_ctrl_c_is_none(
    monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], seen: type[BaseException]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(typst, "compile", broken)
    with pytest.raises(seen):
        render(SIGNED)


# What it says


def test_every_page_names_order_version_digest_and_its_own_number() -> None:
    found = pages(SIGNED)
    assert len(found) == 2
    for n, page in enumerate(found, 1):
        assert f"DO-2026-000123第1版第{n}页，共2页SHA-256{SIGNED.digest}" in page


@pytest.mark.parametrize(
    ("language", "mark", "word"),
    [
        ("zh", "draft", "草稿"),
        ("zh", "unsigned", "未签字"),
        ("zh", "superseded", "已被取代"),
        ("en", "draft", "DRAFT"),
        ("en", "unsigned", "UNSIGNED"),
        ("en", "superseded", "SUPERSEDED"),
    ],
)
def test_what_does_not_stand_says_so_across_every_page(language: Language, mark: Mark, word: str) -> None:
    sheet = replace(SIGNED, language=language)
    said = pages(replace(sheet, mark=mark))
    assert [page.count(word) for page in said] == [1, 1]
    assert word not in text(sheet)


def test_the_qr_code_leads_to_the_address_that_is_printed() -> None:
    """Each module is where the code of the address has it."""
    assert SEAL.address in pages(SIGNED)[0]
    page = pypdfium2.PdfDocument(render(SIGNED))[0].render(scale=SCALE, grayscale=True).to_pil()
    code = segno.make(SEAL.address, error="m", micro=False)
    size = 23 * MM * SCALE / len(code.matrix)
    left, top = (210 - 18 - 23) * MM * SCALE, 16 * MM * SCALE
    drawn = [
        [
            page.getpixel((left + (x + 0.5) * size, top + (y + 0.5) * size)) < 128
            for x in range(len(code.matrix))
        ]
        for y in range(len(code.matrix))
    ]
    assert drawn == [[bool(module) for module in row] for row in code.matrix]


def test_without_a_seal_there_is_no_code_and_no_address() -> None:
    said = text(replace(SIGNED, seal=None))
    assert "扫码" not in said
    assert "https:" not in said
    assert "seal.jws" not in said


@pytest.mark.parametrize(
    "answer",
    [
        None,
        Answer("refused", SIGNED.filed_at, "server", explanation="wants to ask first"),
        Answer("absent", SIGNED.filed_at, "server", explanation="nobody was there"),
    ],
)
def test_without_a_signature_there_is_no_place_for_one(answer: Answer | None) -> None:
    sheet = replace(UNANSWERED, answer=answer, signature=SIGNED.signature)
    said, words = text(sheet), wording("en")
    assert pictures(sheet) == 0
    assert plain(words("paper.picture.strokes")) not in said
    assert plain(words("paper.simple_signature")) not in said
    assert plain(words(f"paper.method.{answer.method if answer else 'none'}")) in said
    assert answer is None or plain(str(answer.explanation)) in said


@pytest.mark.parametrize(("method", "caption"), [("strokes", "Signature"), ("stamp", "Stamp")])
def test_a_signature_is_shown_with_what_it_is_worth(method: Method, caption: str) -> None:
    assert SIGNED.answer
    picture = SIGNED.signature if method == "strokes" else photo(1)
    sheet = replace(UNANSWERED, answer=replace(SIGNED.answer, method=method), signature=picture)
    said = text(sheet)
    assert pictures(sheet) == 1
    assert f"{caption}Thisisasimpleelectronicsignature" in said
    assert "Phoneendsin…1234Satisfaction5of5:verysatisfied" in said
    assert pictures(replace(sheet, signature=None)) == 0


def test_photos_come_in_the_order_of_the_content_and_say_why_when_they_do_not() -> None:
    content = SUPERSEDED.content | {"photos": [named(n) for n in (3, 1, 2, 0)]}
    given = [
        Picture(named(9), photo(9)),
        Picture(named(0), None, "waived"),
        Picture(named(1), photo(1)),
        Picture(named(2), None, "quarantined"),
    ]
    sheet = replace(UNANSWERED, content=content, pictures=given)
    words = wording("en")
    reasons = {
        n: plain(words(f"paper.no_picture.{why}"))
        for n, why in ((3, "missing"), (2, "quarantined"), (0, "waived"))
    }
    listed = "".join(f"{reasons.get(n, '')}{named(n)[:12]}" for n in (3, 1, 2, 0, 9))
    assert f"Photos(5){listed}" in text(sheet)
    assert pictures(sheet) == 2


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ({"replaced": True}, "warrantytakenout—"),
        ({"replaced": True, "photo_out": named(1)}, f"warrantytakenoutphoto{named(1)[:12]}—"),
        (
            {"serial_out": "BH-1", "photo_out": named(1), "serial_in": "BH-2", "source": "van"},
            f"warrantyBH-1photo{named(1)[:12]}BH-2fromourstore",
        ),
        ({"replaced": False, "source": "customers_own"}, "warrantynonecameoutcustomer'sown"),
        ({"source": "bought_locally", "photo_out": None}, "warranty—boughtlocally"),
    ],
)
def test_a_part_says_where_it_came_from_and_which_photo_shows_the_old_one(
    line: dict[str, Any], cells: str
) -> None:
    """The photo is among the others, by the same name."""
    shown = line.get("photo_out")
    content = SUPERSEDED.content | {"parts": [part(1, name="Hose", reason="worn", **line)]}
    sheet = replace(UNANSWERED, content=content, pictures=[Picture(shown, photo(1))] if shown else [])
    said = text(sheet)
    assert f"1worn{cells}" in said
    assert said.count(named(1)[:12]) == (2 if shown else 0)
    assert "/parts/" not in said


def test_changes_name_what_was_and_what_is() -> None:
    said = text(SUPERSEDED)
    assert "TakenapartbeforenoR" not in said
    for line in (
        "CauseWornseal.Thehoserubbedagainstitsbracketuntiltheouterlayerwasthrough.",
        "Takenapartbeforeno—",
        '/parts/0{"name":"Seal","number":"81.50321","quantity":1}—',
        "Responsibilityusernotdetermined",
    ):
        assert line in said


@pytest.mark.parametrize(
    ("zone", "at", "words"),
    [
        ("Asia/Shanghai", datetime(2026, 3, 2, 16, 30, 5, tzinfo=UTC), "2026-03-03 00:30:05 UTC+08:00"),
        ("Europe/Stockholm", datetime(2026, 7, 2, 8, 0, tzinfo=UTC), "2026-07-02 10:00:00 UTC+02:00"),
        ("America/St_Johns", datetime(2026, 1, 2, 1, 0, tzinfo=UTC), "2026-01-01 21:30:00 UTC-03:30"),
        ("Asia/Kathmandu", datetime(2026, 1, 2, 1, 0, tzinfo=UTC), "2026-01-02 06:45:00 UTC+05:45"),
        ("UTC", datetime(2026, 1, 2, 1, 0, 0, 999_999, tzinfo=UTC), "2026-01-02 01:00:00 UTC+00:00"),
    ],
)
def test_a_time_is_told_in_the_zone_of_the_place_with_its_offset(zone: str, at: datetime, words: str) -> None:
    assert told(at, zone) == words


@pytest.mark.parametrize(
    ("quality", "doubt_s", "words"),
    [
        ("mono", 0, "± 0 s, by the phone's running clock"),
        ("mono", 0.2, "± 1 s, by the phone's running clock"),
        ("mono", 119, "± 119 s, "),
        ("skew", 121, "± 3 min, by the phone's wall clock, corrected"),
        ("skew", 7201, "± 3 h, "),
        ("skew", 400 * 86_400, "± 400 d, "),
        ("server", 0, "UTC+00:00, by the server's clock"),
        ("suspect", 0, "received 2026-03-02 08:01:07 UTC+00:00; when before is not known"),
    ],
)
def test_a_time_says_how_sure_it_is_and_never_more_than_it_is(
    quality: Known, doubt_s: float, words: str
) -> None:
    answer = Answer("strokes", SIGNED.filed_at, quality, doubt_s)
    assert words in sure(answer, "UTC", wording("en"))
