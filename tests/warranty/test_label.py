"""The label of an old part: what it shows, the code on it, and who gets it."""

from datetime import UTC, datetime
from uuid import UUID

import pypdfium2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from backend.warranty.label import Label, code_of, label_of, read_code, render
from tests.makers import LI, MANAGER, STOREKEEPER, WANG, new_id
from tests.warranty.life import Store, lived

AT = datetime(2026, 3, 2, tzinfo=UTC)
ORDER, PART = UUID(int=1), UUID(int=2**128 - 1)
CODE = "callout/old-part/1/00000000-0000-0000-0000-000000000001/ffffffff-ffff-ffff-ffff-ffffffffffff"


def label(
    part: str = "举升阀 · KX-7", serial: str | None = "OUT-1", technician: str | None = "李伟"
) -> Label:
    code = code_of(ORDER, PART)
    return Label(code, "DO-2026-000123", part, serial, technician, AT, AT, "Asia/Shanghai", "zh")


def looked_at(pdf: bytes) -> tuple[str, Image.Image]:
    """The text of a label of one page, and its picture at 20 pixels a millimetre."""
    paper = pypdfium2.PdfDocument(pdf)
    try:
        [page] = paper
        text = page.get_textpage().get_text_range()
        return " ".join(text.split()), page.render(scale=20 * 25.4 / 72).to_pil().convert("L")
    finally:
        paper.close()


def modules(picture: Image.Image, size: int) -> list[list[bool]]:
    """The dark modules of the code that begins 3 mm from the corner and is 24 mm wide."""
    step, grey = 24 * 20 / size, picture.tobytes()
    middles = [60 + int((n + 0.5) * step) for n in range(size)]
    return [[grey[y * picture.width + x] < 128 for x in middles] for y in middles]


def test_a_label_shows_what_the_part_is_and_a_code_that_any_reader_reads() -> None:
    text, picture = looked_at(render(label()))
    for word in ("旧件", "DO-2026-000123", "举升阀", "KX-7", "OUT-1", "李伟", "2026-03-02"):
        assert word in text
    expected = [[bool(one) for one in row] for row in segno.make(CODE, error="m", micro=False).matrix]
    assert modules(picture, len(expected)) == expected


def test_a_label_stays_one_page_whatever_it_says_and_is_the_same_each_time() -> None:
    long = label(part="W" * 240, serial="𰻞" * 120, technician="غ" * 120)
    looked_at(render(long))
    assert render(long) == render(long)
    text, _ = looked_at(render(label(serial=None, technician=None)))
    assert "–" in text


def test_a_label_is_of_the_part_as_the_order_has_it() -> None:
    order = lived("report.filed").order
    [part] = order.parts
    made = label_of(order, part, "en")
    assert (made.part, made.serial, made.technician) == ("Tipping valve", "OUT-1", "Li")
    assert (made.due_at, read_code(made.code)) == (part.due_at, (order.id, part.id))


@given(st.uuids(), st.uuids())
def test_a_code_is_read_as_it_was_written_in_any_case(order_id: UUID, part_id: UUID) -> None:
    assert read_code(f" {code_of(order_id, part_id).upper()}\r\n") == (order_id, part_id)


def test_the_code_is_what_the_contract_says() -> None:
    assert code_of(ORDER, PART) == CODE


@pytest.mark.parametrize(
    "text", ["", CODE[:-1], f"{CODE}/", CODE.replace("/1/", "/2/"), CODE.replace("-", ""), f"x{CODE}"]
)
async def test_any_other_text_is_no_code(store: Store, text: str) -> None:
    with pytest.raises(ValueError, match="no code"):
        read_code(text)
    answer = await store.get("/old-parts/scan", STOREKEEPER, code=text)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_a_scan_finds_the_part_and_its_order(store: Store) -> None:
    case = await store.live("old_part.sent")
    answer = (await store.get("/old-parts/scan", STOREKEEPER, code=code_of(case.order_id, case.part))).json()
    assert (answer["order_id"], answer["technician_name"], answer["owed"]) == (str(case.order_id), "Li", 1)
    assert (answer["part"]["id"], answer["part"]["serial_out"]) == (str(case.part), "OUT-1")
    for code in (code_of(case.order_id, new_id()), code_of(new_id(), case.part)):
        assert (await store.get("/old-parts/scan", STOREKEEPER, code=code)).status_code == 404


async def test_who_sees_the_order_gets_its_labels(store: Store) -> None:
    case = await store.live("report.filed")
    path = f"/orders/{case.order_id}/old-parts/{case.part}/label.pdf"
    for reader in (LI, STOREKEEPER, MANAGER):
        answer = await store.get(path, reader, language="en")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "Old part" in looked_at(answer.content)[0]
    assert (await store.get(path, WANG)).status_code == 404
    assert (await store.get(path.replace(str(case.part), str(new_id())), LI)).status_code == 404
    assert (await store.get(path, LI, language="fr")).status_code == 422
