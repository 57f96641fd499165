"""What the public page says, to whom, and what it keeps to itself."""

import base64
import re
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import jwt
import orjson
import pytest
import rfc8785

from backend.order.report import digest
from backend.reports.seal import paper_record
from tests.makers import DISPATCHER, LI, MANAGER
from tests.reports.tampering import in_document, in_journal
from tests.reports.verify.conftest import LATER, Sealed, checks

VOID = {"meta", "br"}
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
SECRETS = ("Qian", "0101", "Secret remarks", "Secret consent", "Haulage", "Zhou", "8888", "Quarry",
           "KX40", "Worn seal", "Oil under", "Tipping valve", "eyJ")  # fmt: skip
"""Names, phones, places and words that the paper may show; and the seal itself, which holds some of them."""


class Reader(HTMLParser):
    """Reads a page as a browser does, and insists that each element is closed where it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


async def test_a_good_seal_is_said_to_be_valid_with_all_that_a_reader_compares(sealed: Sealed) -> None:
    [seal] = await sealed.seals()
    record = orjson.loads(sealed.keys.verify(seal["seal"]).payload)
    page = await sealed.page()
    said = read(page).text
    assert list(checks(page).values()) == ["yes"] * 7
    for words in (
        "封印有效", "The seal is VALID", record["order"]["number"], record["report"]["digest"],
        "M* Q***", "<b>driver</b>", "signed by hand, on the technician's device",
        "2026-03-02 08:09:00 UTC+00:00, ± 3 s, by the phone's running clock", "± 3 秒（按手机运行时钟）",
        "2026-03-02 16:09:00 UTC+08:00", "KX-40", "…-17", "Not approved yet", "The PDF is not made yet",
        str(record["chain"]["seq"]), record["chain"]["hash"], "2026-03-03 08:00:00 UTC+00:00",
        sealed.keys.verify(seal["seal"]).kid, sha256(seal["seal"].encode()).hexdigest(), "Entries checked: 6",
    ):  # fmt: skip
        assert words in said, words
    assert "NOT VALID" not in said


async def test_it_says_less_of_people_than_the_paper_and_leads_nowhere_else(sealed: Sealed) -> None:
    case, page = sealed.case, await sealed.page()
    ids = (case.order_id, case.report, case.visit, case.part, LI.staff_id)
    assert [word for word in (*SECRETS, *map(str, ids)) if word in page] == []


async def test_it_is_one_sound_document_without_script_or_anything_from_elsewhere(sealed: Sealed) -> None:
    answers = [
        await sealed.client.get(f"/verify/{verify_id}", headers=HTML)
        for verify_id in ((await sealed.seals())[0]["verify_id"], uuid4())
    ]
    for answer in answers:
        reader = read(answer.text)
        assert reader.tags.isdisjoint({"script", "img", "link", "iframe", "form", "object"})
        assert [link for link in reader.links if link != "/.well-known/jwks.json"] == []
        [style] = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        allowed = base64.b64encode(sha256(style.encode()).digest()).decode()
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{allowed}'")
        assert "frame-ancestors 'none'" in policy
        said = {name: answer.headers[name] for name in ("X-Content-Type-Options", "Referrer-Policy",
                                                        "X-Robots-Tag", "Cache-Control")}  # fmt: skip
        assert list(said.values()) == ["nosniff", "no-referrer", "noindex", "no-store"]
        assert answer.text.count('lang="zh"') - 1 == answer.text.count('lang="en"')


# How it stands


async def test_a_refusal_is_sealed_and_plainly_no_signature(filed: Sealed) -> None:
    await filed.say("report.unsigned", reason="refused")
    await filed.seal()
    page = await filed.page()
    assert list(checks(page).values()) == ["yes"] * 6
    assert "NOT signed: the customer refused" in page
    assert "The driver had gone home" not in page


async def test_of_a_stamp_the_photo_is_compared(filed: Sealed) -> None:
    await filed.say("photo.taken")
    stamp = sha256(filed.case.photo.bytes).hexdigest()
    await filed.say(
        "report.signed", method="stamp", strokes=None, stamp={"sha256": stamp}, signer="杭州大同公司"
    )
    await filed.seal()
    page = await filed.page()
    assert checks(page)["stamp_sha256"] == "yes"
    assert "杭***" in page
    assert page.count(stamp) == 1


async def test_an_answer_that_came_later_is_told_and_the_first_seal_stays_good(filed: Sealed) -> None:
    await filed.say("report.unsigned", reason="absent")
    await filed.seal()
    await filed.say("report.signed")
    await filed.seal()
    first, second = await filed.seals()
    pages = [await filed.page(one["verify_id"]) for one in (first, second)]
    assert ["has answered to this version again" in page for page in pages] == [True, False]
    assert ["The seal is VALID" in page for page in pages] == [True, True]


async def test_what_became_of_the_version_is_told(sealed: Sealed) -> None:
    await sealed.say("report.submitted")
    await sealed.say("order.sent_back", by=MANAGER)
    assert "Sent back by a manager" in await sealed.page()
    newer = sealed.case.content(2, cause="Another")
    await sealed.say("report.filed", content=newer, digest=digest(newer), version=2)
    page = await sealed.page()
    assert "superseded by a later one" in page
    assert "The seal is VALID" in page


async def test_the_papers_digest_is_the_journals_and_is_sealed_too(sealed: Sealed) -> None:
    [seal] = await sealed.seals()
    pdf = {"verify_id": seal["verify_id"], "sha256": "ab" * 32, "size": 48_123, "language": "zh"}
    own = sealed.keys.sign(paper_record(UUID(pdf["verify_id"]), pdf["sha256"], pdf["size"], pdf["language"]))
    await sealed.say("report.printed", server=True, **pdf, seal=own)
    await sealed.tamper(in_document("ab" * 32, "c"))
    page = await sealed.page()
    assert "ab" * 32 in page
    assert "sha256sum report.pdf" in page
    assert checks(page)["paper"] == "yes"
    await sealed.tamper(in_journal("report.printed", "ab" * 32, "cd" * 32))
    assert checks(await sealed.page())["paper"] == "no"


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../etc", "America"])
async def test_a_zone_that_nobody_knows_costs_nothing_but_the_local_time(filed: Sealed, zone: str) -> None:
    await filed.say("report.signed")
    await filed.seal()
    await filed.tamper(in_document("Asia/Shanghai", zone))
    assert "The seal is VALID" in await filed.page()


# Who finds it


async def test_nothing_but_the_id_of_an_applied_seal_of_the_servers_finds_a_page(sealed: Sealed) -> None:
    case, [seal] = sealed.case, await sealed.seals()
    theirs = seal | {"verify_id": str(uuid4()), "answer": str(uuid4())}
    [parked] = await case.record(sealed.database, case.said(LI, "report.sealed", server=True, **theirs))
    assert parked.outcome == "parked"
    forged = uuid4()
    await sealed.tamper(
        "INSERT INTO fact SELECT (jsonb_populate_record(f, jsonb_build_object("  # noqa: S608  # our own words
        f"'id', gen_random_uuid(), 'about', '{forged}', 'by_server', false))).* "
        "FROM fact f WHERE kind = 'report.sealed' AND outcome = 'applied'"
    )
    facts = [row["id"] for row in await sealed.root.fetch("SELECT id FROM fact")]
    wrong: list[Any] = [case.order_id, case.report, case.visit, theirs["verify_id"], forged, *facts, uuid4()]
    wrong += ["x", f"{{{seal['verify_id']}}}", seal["verify_id"].replace("-", ""), "%00", "1" * 3000]
    for one in wrong:
        answer = await sealed.client.get(f"/verify/{one}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), one
    for one in (wrong[0], "x"):
        answer = await sealed.client.get(f"/verify/{one}", headers=HTML)
        assert (answer.status_code, "Nothing has this verification id" in answer.text) == (404, True)


async def test_a_longer_chain_costs_no_further_statement(sealed: Sealed) -> None:
    sent: list[str] = []
    async with sealed.database.transaction() as tx:  # the connection that is used next, too
        tx.sql.add_query_logger(lambda record: sent.append(record.query))
    costs, page = [], ""
    for notes in (0, 120):
        said = [sealed.case.said(DISPATCHER, "note.added", seen=2) for _ in range(notes)]
        await sealed.case.record(sealed.database, *said)
        sent.clear()
        page = await sealed.page()
        costs.append([query for query in sent if query not in ("BEGIN;", "BEGIN", "COMMIT")])
    assert "Entries checked: 126" in page
    # The driver does not tell of its cursors; the chain's is the third.
    assert [query.split()[0] for query in costs[0]] == ["SET", "SELECT"]
    assert costs[1] == costs[0]


# Without us


async def test_a_seal_is_checked_with_the_published_keys_alone(sealed: Sealed) -> None:
    sealed.keys.rotate()
    answer = await sealed.client.get("/.well-known/jwks.json", headers={"Origin": "https://court.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    [seal] = [one["seal"] for one in await sealed.seals()]
    keys = {key["kid"]: jwt.PyJWK(key) for key in answer.json()["keys"]}
    assert len(keys) == 2
    assert all(set(key) == {"kty", "crv", "x", "kid", "alg", "use"} for key in answer.json()["keys"])
    payload = jwt.PyJWS().decode(seal, keys[jwt.get_unverified_header(seal)["kid"]], algorithms=["EdDSA"])
    record = orjson.loads(payload)
    assert rfc8785.dumps(record) == payload
    assert record["sealed_at"] == LATER.strftime("%Y-%m-%dT%H:%M:%S.000Z")


async def test_who_waits_too_long_is_asked_to_come_back(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.reports.verify.page.ANSWER_TIMEOUT_S", 0)
    answer = await sealed.client.get(f"/verify/{(await sealed.seals())[0]['verify_id']}")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
