"""The examples of answers are answers: by OpenAPI, by the catalogue of problems, to the reference phone."""

import json
import re
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import jsonschema_rs
import pytest

from app_contract.phone import protocol, tus
from app_contract.phone.album import says_stored
from backend import contract
from backend.order import decide, fact, office, photo, report, signature, visit
from backend.order.parts import freight, issue, old_part, requisition
from backend.problems import CATALOGUE, Problem
from backend.sync.api import FactResult, FactVerdict, SyncAnswer
from backend.uploads.lacking import PhotoState

FOLDER = Path(__file__).parents[2] / "app_contract"
ANSWERS = {
    path.stem: json.loads(path.read_text()) for path in sorted((FOLDER / "examples/answers").glob("*.json"))
}
OPENAPI = contract.openapi()
OPERATIONS = {one["operationId"]: one for path in OPENAPI["paths"].values() for one in path.values()}
SYNCS = [
    answer["body"] for answer in ANSWERS.values() if (answer["operation"], answer["status"]) == ("sync", 200)
]
RESULTS = [result for answer in SYNCS for result in (*answer["results"], *answer["verdicts"])]
UPLOADS = {name: answer for name, answer in ANSWERS.items() if name.startswith("upload.")}
EACH = pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
CODES = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| (rejected|parked|closed|retry) \|", re.MULTILINE)


def problems() -> list[dict[str, Any]]:
    """Every problem document in the examples."""
    whole = [answer["body"] for answer in ANSWERS.values() if answer["status"] >= 400]
    return whole + [result["problem"] for result in RESULTS if result["problem"]]


def reply(answer: dict[str, Any]) -> protocol.Reply:
    """As the reference phone hears it."""
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    wait_s = float(headers.get("retry-after", 0))
    content = b"" if answer["body"] is None else json.dumps(answer["body"]).encode()
    return protocol.Reply(answer["status"], headers.get("content-type", ""), content, wait_s, headers)


def said(outcome: str) -> set[str]:
    """The codes that the examples show with an outcome."""
    return {one["problem"]["code"] for one in RESULTS if one["outcome"] == outcome and one["problem"]}


@EACH
def test_an_answer_is_one_by_its_schema(answer: dict[str, Any]) -> None:
    declared = OPERATIONS[answer["operation"]]["responses"][str(answer["status"])].get("content", {})
    if answer["body"] is None:
        assert declared == {}
        return
    schema = declared[answer["headers"]["Content-Type"]]["schema"]
    whole = schema | {"components": OPENAPI["components"]}
    jsonschema_rs.validate(whole, answer["body"], validate_formats=True)


@pytest.mark.parametrize("problem", problems(), ids=lambda problem: problem["code"])
def test_a_problem_is_what_the_catalogue_makes_of_its_code(problem: dict[str, Any]) -> None:
    made = Problem(problem["code"], problem.get("detail", "")).document(problem.get("instance"))
    assert made.items() <= problem.items()


def test_there_is_an_example_of_every_outcome_and_every_way_to_pull() -> None:
    fields = SyncAnswer.model_fields
    assert {result["outcome"] for answer in SYNCS for result in answer["results"]} == set(
        get_args(FactResult.model_fields["outcome"].annotation)
    )
    verdicts = {one["outcome"] for answer in SYNCS for one in answer["verdicts"]}
    assert verdicts | {"parked"} == set(get_args(FactVerdict.model_fields["outcome"].annotation))
    assert {answer["pull"] for answer in SYNCS} == set(get_args(fields["pull"].annotation))
    assert {gone["reason"] for answer in SYNCS for gone in answer["removed"]} == {"reassigned", "archived"}
    assert {True, False} == {answer["more"] for answer in SYNCS} == {answer["reset"] for answer in SYNCS}
    assert {True, False} == {result.get("replayed") for result in RESULTS} - {None}


def test_a_fact_has_one_receipt_wherever_it_is_told_and_only_what_was_applied_has_one() -> None:
    told = [*RESULTS, *ANSWERS["bundle.200"]["body"]["results"]]
    assert all((one["receipt"] is not None) == (one["outcome"] == "applied") for one in told)
    receipts = {(one["id"], one["receipt"]["seq"], one["receipt"]["hash"]) for one in told if one["receipt"]}
    assert len({fact_id for fact_id, _, _ in receipts}) == len(receipts) > 1


def test_there_is_an_example_of_every_refusal_that_openapi_declares() -> None:
    for operation in ("sync", "put_photo"):
        declared = {int(status) for status in OPERATIONS[operation]["responses"] if status.isdigit()}
        shown = {one["status"] for one in ANSWERS.values() if one["operation"] == operation}
        everywhere = {401, 403, 422} if operation == "put_photo" else set()
        assert declared - shown <= everywhere | {400}, operation
        assert shown <= declared, operation


def test_there_is_an_example_of_every_answer_on_the_way_of_an_upload() -> None:
    """What 401 and 403 are is shown with sync."""
    way = ("create_upload", "look_at_upload", "append_to_upload")
    declared = {
        (operation, int(status))
        for operation in way
        for status in OPERATIONS[operation]["responses"]
        if status.isdigit()
    }
    shown = {(one["operation"], one["status"]) for one in UPLOADS.values()}
    assert shown <= declared
    assert {status for _, status in declared} - {status for _, status in shown} == {401, 403}
    assert {one["body"]["code"] for one in UPLOADS.values() if one["body"]} >= {
        "upload_offset", "upload_taken_over", "upload_checksum", "photo_unknown", "over_quota", "tus_version"
    }  # fmt: skip
    assert {one["state"] for answer in SYNCS for one in answer["photos"]} == set(
        get_args(PhotoState.model_fields["state"].annotation)
    )


def test_only_a_whole_offset_in_the_servers_words_ends_an_upload() -> None:
    offsets = {
        name: max(tus.offset_in(reply(one), status) or 0 for status in (200, 201, 204))
        for name, one in UPLOADS.items()
    }
    whole = max(offsets.values())
    assert {name for name, offset in offsets.items() if offset == whole} == {
        "upload.201_stored", "upload.204_stored"
    }  # fmt: skip
    assert {name for name, one in UPLOADS.items() if tus.gone(reply(one))} == {"upload.404_not_found"}
    made = {name for name, one in UPLOADS.items() if tus.place_in(reply(one))}
    assert made == {name for name, one in UPLOADS.items() if one["status"] == 201}


def test_the_page_the_examples_and_the_code_name_the_same_codes_with_the_same_outcomes() -> None:
    page: dict[str, set[str]] = {}
    for codes, outcome in CODES.findall((FOLDER / "sync.md").read_text()):
        page.setdefault(outcome, set()).update(re.findall(r"\w+", codes))
    assert page["rejected"] == said("rejected")
    assert page["parked"] | {"role"} == said("parked")
    assert page["closed"] == said("closed")
    assert page["retry"] == said("retry")
    kinds = (freight, issue, old_part, office, photo, report, requisition, signature, visit)
    source = "".join(Path(module.__file__ or "").read_text() for module in (decide, fact, *kinds))
    by_desks = {"part_settled"}
    assert set(re.findall(r'Parked\("(\w+)"', source)) - by_desks == said("parked")
    assert set().union(*page.values()) <= CATALOGUE.keys()


@pytest.mark.parametrize("answer", SYNCS)
def test_the_reference_phone_takes_every_sync(answer: dict[str, Any]) -> None:
    sent = [UUID(one["id"]) if one["id"] else UUID(int=0) for one in answer["results"]]
    taken = protocol.answer_in(protocol.Reply(200, "application/json", json.dumps(answer).encode()), sent)
    assert taken is not None
    assert [one.outcome for one in taken.results] == [one["outcome"] for one in answer["results"]]


@pytest.mark.parametrize(
    "answer", [one for one in ANSWERS.values() if one["status"] >= 400], ids=lambda one: one["what"]
)
def test_the_reference_phone_takes_no_refusal_for_an_answer(answer: dict[str, Any]) -> None:
    heard = reply(answer)
    halved = answer["status"] in (400, 413, 422) and answer["operation"] == "sync"
    assert protocol.answer_in(heard, []) is None
    assert protocol.problem_in(heard) == answer["body"]["code"]
    assert (protocol.refuses_envelope(heard) is not None) == halved or answer["operation"] != "sync"
    assert (heard.retry_after_s > 0) == (answer["status"] in (429, 503))


def test_only_what_says_so_in_the_servers_words_is_a_stored_photo() -> None:
    photos = {name: one for name, one in ANSWERS.items() if one["operation"] == "put_photo"}
    stored = {
        name
        for name, one in photos.items()
        if says_stored(reply(one), UUID(photos["photo.201_stored"]["body"]["id"]))
    }
    assert stored == {"photo.200_stored_before", "photo.201_stored"}
