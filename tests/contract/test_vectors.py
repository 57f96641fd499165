"""The vectors say enough for whoever has only them, and end as their titles say."""

import json
import unicodedata
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
import rfc8785
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt import PyJWK

from app_contract import phone
from backend.journal.chain import Receipt
from backend.order.decide import fold
from backend.order.document import Desk, Firsts, Moment, Order, Report
from backend.order.fact import Author, Entry, Settled
from backend.order.kinds import KINDS
from backend.order.report import digest
from backend.order.signature import ReportSigned, ReportUnsigned
from backend.reports.keys import BrokenSeal, Keys
from backend.reports.seal import Answer, record, sealing

CONTRACT = Path(__file__).parents[2] / "app_contract"
VECTORS = CONTRACT / "vectors"
ORDERS = json.loads((VECTORS / "fold.json").read_text())["orders"]
CANONICAL, DIGESTS, REFUSED, SEALS, JWKS = (
    json.loads((VECTORS / f"{name}.json").read_text())
    for name in ("canonical", "digest", "refused", "seal", "jwks")
)
GOOD = [case for case in SEALS if case["valid"]]
SPOILT = [case for case in SEALS if not case["valid"]]


def by_title(case: dict[str, Any]) -> str:
    """How a case is named in a test's output."""
    return str(case["what"])


def shown(order: dict[str, Any]) -> str:
    """State, verdicts and flags of an order's document."""
    document = order["document"]
    verdicts = [f"{one['obligation']} {one['verdict']}" for one in document["deadlines"]]
    return "; ".join([document["state"], *verdicts, *(flag["code"] for flag in document["flags"])])


BARE = "unsigned_without_photo"


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order["what"])
def test_the_document_follows_from_the_facts_and_what_was_settled_alone(order: dict[str, Any]) -> None:
    facts = {fact["id"]: fact for fact in order["facts"]}
    folded = Order.blank(UUID(order["order_id"]))
    for entry in order["entries"]:
        fact = facts[entry["fact_id"]]
        body = KINDS[fact["kind"], fact["v"]].model_validate(fact["body"])
        settled = Settled.model_validate(entry["settled"])
        fold(folded, Entry(UUID(fact["id"]), folded.id, entry["seq"], body, settled))

    assert json.loads(folded.render()[0]) == order["document"]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order["what"])
def test_the_changes_laid_on_top_of_each_other_are_the_document(order: dict[str, Any]) -> None:
    laid: dict[str, Any] = {}
    for entry in order["entries"]:
        assert all(name not in laid or laid[name] != value for name, value in entry["changes"].items())
        laid |= entry["changes"]

    assert laid == order["document"]


def test_they_end_as_their_titles_say() -> None:
    assert {order["what"].partition(":")[0]: shown(order) for order in ORDERS} == {
        "issued": "open; arrive open",
        "issued and assigned to two; Li leads": "assigned; arrive open",
        "the whole way": "closed; arrive met",
        "visit facts in another order fold to the same": "on_site; arrive met",
        "the signature comes before its photo, its report and the arrival": "signed; arrive met",
        "a second version supersedes the first": f"signed; arrive met; {BARE}",
        "refused with a reason, submitted, sent back, submitted again": f"submitted; arrive met; {BARE}",
        "reassigned while he was offline": "on_site; arrive met; after_reassignment",
        "reassigned, and he knew it": "assigned; arrive open",
        "declined": "assigned; arrive open",
        "left unfinished": "assigned; arrive met",
        "escalated at once, and decided": "on_site; arrive met",
        "cancelled": "cancelled; arrive withdrawn",
        "a deadline missed": "on_site; arrive missed",
        "uncertain by skew": "on_site; arrive uncertain",
        "uncertain because suspect": "on_site; arrive uncertain",
        "suspect, but received in time": "on_site; arrive met",
        "uncertain, then an earlier arrival becomes known that is sure": "on_site; arrive met",
        "equipment": "on_site; respond met; arrive met; resolve uncertain",
        "chassis": "open; written_contact met",
        "the supplier turns out to be needed": "open; arrive withdrawn; reply met",
        "no coordinates": "open; arrive withdrawn; reply open",
        "another old part comes back than the one that came out": "on_site; arrive met; serial_mismatch",
        "parts": "on_site; arrive met; received_short; part_unexplained; old_parts_short",
    }


@pytest.mark.parametrize("case", CANONICAL, ids=lambda case: case["what"])
def test_the_canonical_form_says_the_same_and_is_its_own(case: dict[str, str]) -> None:
    assert json.loads(case["canonical"]) == json.loads(case["json"])
    assert "\n" not in case["canonical"]


# Digests


@pytest.mark.parametrize("case", DIGESTS, ids=by_title)
def test_the_digest_of(case: dict[str, Any]) -> None:
    assert digest(case["content"]) == phone.digest(case["content"]) == case["sha256"]
    if "canonical" in case:
        assert rfc8785.dumps(case["content"]).decode() == case["canonical"]


def test_what_is_not_normalised_has_a_digest_of_its_own_and_says_what_to_write_instead() -> None:
    raw = {case["what"]: json.dumps(case["content"], ensure_ascii=False) for case in DIGESTS}
    odd = {what for what, text in raw.items() if not unicodedata.is_normalized("NFC", text)}
    told = [case for case in DIGESTS if "nfc" in case]
    assert odd == {case["what"] for case in told}
    for case in told:
        assert json.loads(unicodedata.normalize("NFC", raw[case["what"]])) == case["nfc"]
        assert digest(case["nfc"]) == case["nfc_sha256"] != case["sha256"]


@pytest.mark.parametrize("case", REFUSED, ids=by_title)
def test_there_is_no_digest_of(case: dict[str, str]) -> None:
    content = json.loads(case["json"])
    for found in (digest, phone.digest):
        with pytest.raises(ValueError, match=r"."):
            found(content)
    if "whole" in case:
        assert json.loads(case["whole"]) == content
        assert digest(json.loads(case["whole"])) == phone.digest(json.loads(case["whole"]))


# Seals


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """The keys that the examples publish, as a server keeps public ones."""
    for published in JWKS["keys"]:
        public = PyJWK(published).key
        content = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (tmp_path / f"{published['kid']}.pem").write_bytes(content)
    return Keys(tmp_path)


def test_keys_are_published_as_the_example_shows(keys: Keys) -> None:
    assert keys.published() == JWKS["keys"]


def test_the_example_of_a_paper_is_sealed(keys: Keys) -> None:
    said = json.loads((VECTORS.parent / "examples/report.printed.v1.json").read_text())["body"]
    names = ("verify_id", "sha256", "size", "language")
    told = {"domain": "callout/paper/1"} | {name: said[name] for name in names}
    assert keys.verify(said["seal"]).payload == rfc8785.dumps(told)


@pytest.mark.parametrize("case", GOOD, ids=by_title)
def test_a_seal_holds_the_canonical_form_of_its_record(case: dict[str, Any], keys: Keys) -> None:
    payload = keys.verify(case["seal"]).payload
    assert payload == rfc8785.dumps(case["record"]) == case["canonical"].encode()
    assert sha256(payload).hexdigest() == case["sha256"]


@pytest.mark.parametrize("case", SPOILT, ids=by_title)
def test_no_seal_is(case: dict[str, Any], keys: Keys) -> None:
    with pytest.raises(BrokenSeal):
        keys.verify(case["seal"])


def example(kind: str) -> dict[str, Any]:
    """The contract's example of a kind."""
    fact: dict[str, Any] = json.loads((CONTRACT / f"examples/{kind}.v1.json").read_text())
    return fact


@pytest.mark.parametrize("case", GOOD, ids=by_title)
def test_the_record_is_what_the_server_makes_of_the_examples(case: dict[str, Any], tmp_path: Path) -> None:
    wanted = case["record"]
    kind = wanted["answer"]["kind"]
    filed, answered = example("report.filed"), example(kind)
    order = Order.blank(UUID(filed["order_id"]))
    order.number = wanted["order"]["number"]
    report = Report(
        id=filed["body"]["report_id"],
        version=1,
        digest=filed["body"]["digest"],
        by=filed["actor"],
        filed_at=wanted["report"]["filed_at"],
    )
    shown = answered["body"].get("photo")
    photos = [*([shown] if shown else []), *filed["body"]["content"]["photos"]]
    assert photos == sorted(photos, reverse=True), "they come in another order than they are sealed"
    firsts = Firsts(reported_at=report.filed_at)
    order.beside(Desk(firsts=firsts, named_photos={report.key: photos}))
    occurred = Moment(
        at=wanted["answer"]["at"],
        quality=wanted["answer"]["quality"],
        doubt_s=wanted["answer"]["doubt_ms"] / 1000,
    )
    now = datetime.fromisoformat(wanted["sealed_at"])
    author = Author(id=answered["actor"], name=wanted["technician"]["name"])
    settled = Settled(author=author, occurred=occurred, received_at=now)
    receipt = Receipt(wanted["chain"]["seq"], bytes.fromhex(wanted["chain"]["hash"]))
    body = KINDS[kind, 1].model_validate(answered["body"])
    assert isinstance(body, ReportSigned | ReportUnsigned)
    answer = Answer(UUID(answered["id"]), body, settled, receipt)

    assert record(order, report, answer, UUID(wanted["verify_id"]), now) == wanted
    fact = sealing(order, report, answer, Keys(tmp_path), now).fact
    assert set(fact.body) == set(example("report.sealed")["body"])


def test_the_example_of_a_sealed_report_has_the_first_seal_and_the_id_that_follows_from_its_answer() -> None:
    fact = example("report.sealed")
    body = fact["body"]
    assert fact["id"] == str(uuid5(UUID(body["answer"]), "report.sealed"))
    assert body["seal"] == GOOD[0]["seal"]
    assert body["verify_id"] == GOOD[0]["record"]["verify_id"]
    assert body["digest"] == GOOD[0]["record"]["report"]["digest"]
    assert body["answer"] == GOOD[0]["record"]["answer"]["fact_id"]
