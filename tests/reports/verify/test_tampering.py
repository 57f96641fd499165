"""Whatever somebody changes who holds the database, the page says so, and which check fails."""

from pathlib import Path

import orjson
import pytest

from backend.order.report import digest
from tests.makers import pen
from tests.reports.tampering import in_document, in_journal, relink, swapped
from tests.reports.verify.conftest import Sealed, checks, failed, with_report

UNASKED = {"record", "position", "answer"}
"""What cannot be asked without a genuine seal."""


def settled(old: str, new: str) -> str:
    return in_journal("report.signed", old, new).replace("body", "settled")


TAMPERED: dict[str, tuple[list[str], set[str]]] = {
    "the content": ([in_journal("report.filed", "Worn seal", "Worn hose")], {"content", "chain"}),
    "the signer": ([in_journal("report.signed", "Mr Qian", "Mr Qiao")], {"chain", "answer"}),
    "the strokes": (
        [in_journal("report.signed", '"width":1000', '"width":999')],
        {"chain", "strokes_sha256"},
    ),
    "the time": (
        [settled("08:09:00", "08:08:00")],
        {"chain", "answer"},
    ),
    "who recorded it": (
        [settled('"Li"', '"Lu"')],
        {"chain", "answer"},
    ),
    "the seal": ([in_journal("report.sealed", '"seal":"ey', '"seal":"ex')], {"genuine", "chain"}),
    "a seal that is no text": ([in_journal("report.sealed", '"seal":"', '"seal":7,"x":"')],
                               {"genuine", "content", "chain"}),
    "the seal's entry": (
        ["DELETE FROM journal WHERE kind = 'report.sealed'"],
        {"genuine", "content", "chain"},
    ),
    "two entries": (swapped(4, 5), {"chain", "position"}),
    "entries before": (swapped(2, 3), {"chain"}),
    "an entry before": (["DELETE FROM journal WHERE seq = 2"], {"chain"}),
    "the report's entry": (["UPDATE journal SET body = '[]' WHERE kind = 'report.filed'"],
                           {"content", "chain"}),
    "the answer's entry": (
        ["UPDATE journal SET body = '{}' WHERE kind = 'report.signed'"],
        {"chain", "position", "answer", "strokes_sha256"},
    ),
    "the digest in the document": (
        [in_document('"digest":"', '"digest":"0')],
        {"record"},
    ),
    "the document": (["UPDATE dispatch_order SET document = '{}'"], {"record"}),
    "the order's number": (["UPDATE dispatch_order SET number = 'DO-1'"], {"record"}),
    "the order's head": (["UPDATE dispatch_order SET head = 'x'"], {"chain"}),
    "the order": (["DELETE FROM dispatch_order"], {"record", "chain"}),
    "a fact": (
        ["UPDATE fact SET outcome = 'parked' WHERE kind = 'report.signed'"],
        {"chain"},
    ),
}  # fmt: skip


def plainly_not(page: str) -> bool:
    return "The seal is NOT VALID" in page and "The seal is VALID" not in page and "封印无效" in page


@pytest.mark.parametrize("what", TAMPERED)
async def test_the_page_says_not_valid_and_which_check_fails(sealed: Sealed, what: str) -> None:
    [seal] = await sealed.seals()
    statements, expected = TAMPERED[what]
    await sealed.tamper(*statements)
    page = await sealed.page(seal["verify_id"])
    assert plainly_not(page)
    assert failed(page) == expected
    unasked = {name for name, answer in checks(page).items() if answer == "unasked"}
    assert unasked == (UNASKED if "genuine" in expected else set())


async def test_who_rewrites_report_and_chain_alike_is_found_by_the_seal(sealed: Sealed) -> None:
    """All that the database holds agrees with itself; only the seal cannot be made anew."""
    content = sealed.case.content(cause="Worn hose")
    [seal] = await sealed.seals()
    old, new = seal["digest"], digest(content)
    kinds = ("report.filed", "report.signed", "report.sealed")
    await sealed.tamper(
        in_journal("report.filed", "Worn seal", "Worn hose"),
        *[in_journal(kind, old, new) for kind in kinds],
        in_document(old, new),
    )
    await relink(sealed.root, sealed.case.order_id)
    assert failed(await sealed.page()) == {"record", "position"}


async def test_a_genuine_seal_of_another_report_does_not_pass(sealed: Sealed) -> None:
    other = await with_report(sealed.database, sealed.app, sealed.client, sealed.root)
    await other.say("report.signed", strokes=pen(31))
    await other.seal()
    both = {one["report_id"]: one for one in await sealed.seals()}
    ours, theirs = both[str(sealed.case.report)], both[str(other.case.report)]
    await sealed.tamper(in_journal("report.sealed", ours["seal"], theirs["seal"]))
    page = await sealed.page(ours["verify_id"])
    assert failed(page) == {"record", "chain", "position", "answer", "strokes_sha256"}


async def test_what_our_keys_signed_that_is_no_seal_does_not_pass(sealed: Sealed) -> None:
    [seal] = await sealed.seals()
    payload = orjson.loads(sealed.keys.verify(seal["seal"]).payload) | {"domain": "callout/anchor/1"}
    await sealed.tamper(in_journal("report.sealed", seal["seal"], sealed.keys.sign(orjson.dumps(payload))))
    assert "genuine" in failed(await sealed.page())


async def test_a_seal_holds_after_the_key_was_replaced(sealed: Sealed) -> None:
    sealed.keys.rotate()
    page = await sealed.page()
    assert "The seal is VALID" in page
    assert failed(page) == set()


@pytest.mark.parametrize("gone", [True, False])
async def test_without_its_public_key_nothing_is_said_in_the_seals_name(sealed: Sealed, gone: bool) -> None:
    [seal] = await sealed.seals()
    key: Path = sealed.keys.folder / f"{sealed.keys.verify(seal['seal']).kid}.pem"
    key.unlink()  # noqa: ASYNC240  # a file of a few bytes
    if not gone:
        key.write_text("nothing")  # noqa: ASYNC240  # likewise
    page = await sealed.page()
    assert plainly_not(page)
    assert failed(page) == {"genuine"}
    assert ("not known here" in page, key.stem in page) == (gone, gone)
    assert "Q***" not in page
