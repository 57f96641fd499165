"""When a report is printed, what is kept, and what a reader gets."""

from hashlib import sha256
from typing import Any

import pypdfium2
import pytest
from httpx import Response

from backend.journal.audit import audit
from tests.makers import DISPATCHER, LI, MANAGER, WANG, ZHAO
from tests.photos.makers import by
from tests.photos.pictures import HTML
from tests.reports.shop import ADDRESS, PICTURE, Shop


def words(pdf: Response) -> str:
    """All that can be read on it, in one line."""
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(pdf.content)
    return " ".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", " ")


async def test_a_signed_report_is_printed_once_its_photos_are_there_and_is_what_the_document_says(
    shop: Shop,
) -> None:
    await shop.file(photos=[sha256(PICTURE).hexdigest()])
    draft = await shop.paper()
    assert "草稿" in words(draft)
    await shop.sign()
    await shop.work()
    assert await shop.printed() == [None]
    assert "草稿" in words(await shop.paper())
    assert (await shop.paper(sealed=True)).json()["code"] == "paper_not_ready"

    await shop.photo(PICTURE)
    await shop.work()

    [printed] = await shop.printed()
    pdf = await shop.paper()
    text, report = words(pdf), (await shop.document())["reports"][0]
    assert printed == {
        "verify_id": report["sealed"]["verify_id"], "sha256": sha256(pdf.content).hexdigest(),
        "size": len(pdf.content), "language": "zh", "at": report["printed"]["at"],
    }  # fmt: skip
    assert f"{ADDRESS}/verify/{report['sealed']['verify_id']}" in text
    assert "草稿" not in text
    assert "未签字" not in text
    assert (await shop.paper(sealed=True)).content == pdf.content
    assert await audit(shop.tools.database) == []


async def test_what_is_kept_of_a_superseded_version_is_never_changed(shop: Shop) -> None:
    await shop.file()
    await shop.sign()
    await shop.work()
    before = await shop.paper()
    await shop.file(2, cause="Dirt in the oil")
    await shop.work()
    newer, older = await shop.paper(), await shop.paper(version=1)
    assert "草稿" in words(newer)
    assert "Dirt in the oil" in words(newer)
    assert "已被取代" in words(older)
    assert (await shop.paper(version=1, sealed=True)).content == before.content
    assert (await shop.paper(sealed=True)).status_code == 409


@pytest.mark.parametrize("reason", ["refused", "absent"])
async def test_an_unsigned_report_says_so_on_every_paper_until_it_is_signed(shop: Shop, reason: str) -> None:
    await shop.photo(PICTURE)
    await shop.file()
    await shop.sign(kind="report.unsigned", reason=reason, photo=sha256(PICTURE).hexdigest())
    await shop.work()
    [first] = await shop.printed()
    assert "未签字" in words(await shop.paper())
    await shop.sign()
    assert "草稿" in words(await shop.paper())
    await shop.work()
    [second] = await shop.printed()
    assert first is not None
    assert second is not None
    assert first["sha256"] != second["sha256"]
    assert "未签字" not in words(await shop.paper())


async def test_a_photo_that_cannot_be_shown_or_never_comes_does_not_hold_up_the_paper(shop: Shop) -> None:
    bad, lost = PICTURE + HTML, b"lost"
    await shop.file(photos=[sha256(one).hexdigest() for one in (bad, lost)])
    await shop.sign()
    await shop.photo(bad)
    await shop.work()
    assert await shop.printed() == [None]
    waived = sha256(lost).hexdigest()
    await shop.say("photo.waived", MANAGER, sha256=waived, reason="The phone is lost")
    await shop.work()
    assert await shop.printed() != [None]
    text = words(await shop.paper())
    assert waived[:12] in text


@pytest.mark.parametrize(("listed", "shown"), [(False, 1), (True, 2)])
async def test_a_stamp_is_the_signature_on_the_paper(shop: Shop, listed: bool, shown: int) -> None:
    """Among the photos too if the content lists it there: what was signed is never said to be missing."""
    stamp = sha256(PICTURE).hexdigest()
    await shop.photo(PICTURE)
    await shop.file(photos=[stamp] if listed else [])
    await shop.sign(method="stamp", strokes=None, stamp={"sha256": stamp})
    await shop.work()
    pdf = await shop.paper()
    images = [
        one for page in pypdfium2.PdfDocument(pdf.content) for one in page.get_objects()
        if isinstance(one, pypdfium2.PdfImage)
    ]  # fmt: skip
    assert len(images) == shown
    assert (stamp[:12] in words(pdf)) is listed


async def test_an_english_customer_gets_an_english_paper(shop: Shop) -> None:
    customer = (await shop.document())["customer"] | {"language": "en"}
    await shop.say("order.amended", DISPATCHER, customer=customer)
    await shop.file()
    await shop.sign()
    await shop.work()
    [printed] = await shop.printed()
    assert printed is not None
    assert printed["language"] == "en"
    assert "Service report" in words(await shop.paper())


@pytest.mark.parametrize(
    ("who", "status"), [(LI, 200), (WANG, 200), (ZHAO, 404), (DISPATCHER, 200), (None, 401)]
)
async def test_a_paper_is_for_whom_the_report_is_for(shop: Shop, who: Any, status: int) -> None:
    await shop.file()
    path = f"/reports/{shop.case.report}.pdf"
    answer = await shop.client.get(path, headers=by(who) if who else {})
    assert answer.status_code == status
