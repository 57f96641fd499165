"""Whatever the texts are: no character is lost or turns into a box, nothing runs off the page."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.paper.glyphs import glyphs
from backend.reports.paper import Answer, Change, Customer, Picture, Sheet, Vehicle, render
from tests.reports.sheets import ENGLISH, SIGNED, UNANSWERED, named, part, photo, texts_of

MARGIN_PT, FOOT_PT = 50, 20
"""A little less than the margins at the sides, and under the foot."""
ANY = st.text(st.characters(exclude_categories=["Cs"]))
PLANES = st.one_of(
    ANY, st.text(st.characters(min_codepoint=0x10000)), st.text(st.characters(categories=["Cf", "Mn", "Cc"]))
)
CODE = re.compile(r"\[U\+([0-9A-F]{4,6})\]")


def decoded(text: str) -> str:
    """The text with every `[U+…]` as the character that it stands for, without spaces or compatible forms.

    pdfium itself gives some characters in their compatible form.
    """
    found = CODE.sub(
        lambda code: chr(int(code[1], 16)),
        re.sub(r"[ \r\n\t\u3000\xa0\u2000-\u200a\u202f\u205f\u1680]", "", text),
    )
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", found))


def shown(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def everywhere(text: str, **more: Any) -> Sheet:
    """A sheet with one text wherever a text can be."""
    line = part(1, name=text, number=text, reason=text, serial_out=text, serial_in=text, further=text)
    line |= {"photo_out": named(1), "source": text}
    content = ENGLISH | {
        "complaint": text,
        "inspection": {"warranty": "in", "warranty_reason": text, "findings": text, "tampered": None},
        "cause": text,
        "work_done": text,
        "advice": text,
        "parts": [line],
        "compensation": [{"name": text, "number": text, "quantity": 1, "reason": text}],
        text: {text: [text]},
    }
    return replace(
        UNANSWERED,
        mark=None,
        customer=Customer(text, text, text),
        vehicle=Vehicle(text, text, text),
        address=text,
        fault=text,
        technicians=[text, text],
        content=content | more,
        answer=Answer("strokes", SIGNED.filed_at, "mono", 1, text, text, text, 3, text, text, text),
        signature=SIGNED.signature,
        changes=[Change(text, text, {text: text})],
    )


def outside(pdf: bytes) -> list[tuple[int, str]]:
    """Every character, but spaces, whose box is not between the margins, with its page."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        width, height = page.get_size()
        text = page.get_textpage()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n)
            fits = (
                left > MARGIN_PT and right < width - MARGIN_PT and bottom > FOOT_PT and top < height - FOOT_PT
            )
            if right > left and not fits and not (one := text.get_text_range(n, 1)).isspace():
                found.append((number, one))
    return found


def colliding(pdf: bytes) -> list[tuple[str, str]]:
    """Every two characters of which one covers a good part of the other."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        boxes = [(*text.get_charbox(n), n) for n in range(text.count_chars())]
        boxes = sorted(box for box in boxes if box[2] > box[0])
        for first, one in enumerate(boxes):
            for other in boxes[first + 1 :]:
                across, down = one[2] - other[0], min(one[3], other[3]) - max(one[1], other[1])
                if across <= 1:
                    break
                if down > 1:
                    found.append((text.get_text_range(one[4], 1), text.get_text_range(other[4], 1)))
    return found


@settings(max_examples=50)
@given(st.lists(st.one_of(ANY, PLANES).map(lambda text: text[:40]), min_size=4, max_size=4))
def test_every_character_can_be_read_as_it_was_filed(texts: list[str]) -> None:
    name, fault, cause, remarks = texts
    sheet = replace(
        UNANSWERED,
        mark=None,
        customer=Customer(f"A{name}Z", "-", "-"),
        fault=f"B{fault}Z",
        content=ENGLISH | {"cause": f"C{cause}Z", "further": f"D{remarks}Z"},
    )
    said = decoded(shown(render(sheet)))
    for text in (f"A{name}Z", f"B{fault}Z", f"C{cause}Z", f"D{remarks}Z"):
        assert decoded(text) in said


@settings(max_examples=40)
@given(PLANES.map(lambda text: text[:200]))
def test_any_text_in_any_place_is_printed_within_the_page(text: str) -> None:
    assert outside(render(everywhere(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "𠮷",
        "é👩‍👩‍👧‍👦🇨🇳️",
        "葛\U000e0100",
        "\u202egnp.exe",
        "e\u0301\u0301\u0301",
        "\u1100\u1161\u11a8",
        "\x00\x07\x7f\u200b\ufeff\u2028",
        "العربية",
        "ไทย",
        "\ue000\U000f0000\U0010ffff\uffff",
        "ㅤ\u115f",
    ],
)
def test_what_no_font_has_or_has_no_shape_is_named_by_its_number(text: str) -> None:
    said = glyphs().shown(text)
    assert decoded(said) == decoded(text)
    assert CODE.sub("", said) in ("𠮷", "é", "葛", "gnp.exe", "e", "\u1100", "")
    assert said in re.sub(r"\s", "", shown(render(replace(UNANSWERED, fault=text))))


def test_lines_stay_lines() -> None:
    assert glyphs().shown("a\tb\r\nc\nd\re") == "a    b\nc\nd[U+000D]e"


@pytest.mark.parametrize(
    "text",
    [
        "W" * 2000,
        "中" * 2000,
        '中"' * 1000,
        "中\xa0" * 1000,
        "（" * 2000,
        "，" * 2000,
        "😀" * 2000,
        "https://example.com/" + "a/b?c=d&" * 240,
        "word " * 400,
        "\n" * 1999 + "x",
    ],
)
def test_long_texts_stay_in_their_columns(text: str) -> None:
    pdf = render(everywhere(text[:120]))
    assert outside(pdf) == []
    assert colliding(pdf) == []
    assert (
        outside(render(replace(UNANSWERED, mark=None, content=ENGLISH | {"findings": text, "cause": text})))
        == []
    )


@settings(max_examples=30)
@given(st.text("aW1 .,:;!?\"'([{)]}-/\\%中国。，！“”（）…—\u3000\xa0あー", min_size=20, max_size=120))
def test_wherever_lines_may_and_may_not_break_they_stay_in_their_columns(text: str) -> None:
    pdf = render(everywhere(text))
    assert outside(pdf) == []
    assert colliding(pdf) == []


def test_fifty_parts_and_a_hundred_photos_are_all_there() -> None:
    content = ENGLISH | {
        "parts": [
            part(n, name=f"part number {n:02}", number="W" * 30, serial_in="BH20241107-0093")
            for n in range(50)
        ],
        "photos": [named(n) for n in range(100)],
    }
    given = [Picture(named(n), photo(n % 12)) for n in range(99)]
    pdf = render(replace(UNANSWERED, mark=None, content=content, pictures=given))
    said = re.sub(r"\s", "", shown(pdf))
    assert [n for n in range(50) if f"partnumber{n:02}" not in said] == []
    assert [n for n in range(100) if named(n)[:12] not in said] == []
    assert outside(pdf) == []
    assert colliding(pdf) == []


NAMES = st.sampled_from(
    ["parts", "travel", "compensation", "photos", "advice", "minutes", "name", "更多", "", "a/b"]
)
WORDS = st.text("abc天气𠮷", min_size=1, max_size=5).map("«{}»".format)
TREES = st.recursive(
    WORDS | st.integers(1_000_000, 2_000_000) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_whatever_else_was_filed_is_shown_because_it_was_signed(further: dict[str, Any]) -> None:
    said = re.sub(r"\s", "", shown(render(replace(UNANSWERED, mark=None, content=ENGLISH | further))))
    lost = [
        one
        for one in texts_of(further)
        if isinstance(one, str | int) and not isinstance(one, bool) and str(one) not in said
    ]
    assert lost == []
