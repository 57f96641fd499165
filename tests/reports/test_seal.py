"""What is sealed when a customer has answered, and that it is sealed once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
import rfc8785

from backend.database import Database
from backend.jobs import claim
from backend.journal.audit import audit
from backend.journal.refold import refold
from backend.order.fact import Said
from backend.order.report import digest
from backend.order.signature import Strokes
from backend.photos.derive import Darkroom
from backend.photos.store import FolderStore
from backend.reports.keys import BrokenSeal, Keys
from backend.reports.press import Press
from backend.reports.seal import DOMAIN, stamp
from tests.makers import DISPATCHER, LI, POLICY, START, Case, settle_in

SEALS = "SELECT seq, body FROM journal WHERE kind = 'report.sealed' ORDER BY seq"
LATER = START + timedelta(days=1)


@pytest.fixture
async def office(database: Database) -> Database:
    await settle_in(database)
    return database


@pytest.fixture
async def press(office: Database, tmp_path: Path) -> AsyncIterator[Press]:
    darkroom = Darkroom()
    store = FolderStore(tmp_path / "photos")
    yield Press(office, POLICY, store, darkroom, Keys(tmp_path / "keys"), "https://callout.example")
    await darkroom.close()


async def on_site(office: Database) -> Case:
    """An order whose technician has arrived and has filed his report."""
    case = Case()
    await case.record(office, case.said(DISPATCHER, "order.issued"))
    await case.record(office, case.said(DISPATCHER, "order.assigned"))
    assert await say(office, case, "visit.arrived") == "applied"
    assert await say(office, case, "report.filed") == "applied"
    return case


async def say(office: Database, case: Case, kind: str, **body: Any) -> str:
    [result] = await case.record(office, case.said(LI, kind, seen=2, **body))
    return result.outcome


async def seals(office: Database) -> list[dict[str, Any]]:
    async with office.transaction() as tx:
        return [orjson.loads(row["body"]) for row in await tx.sql.fetch(SEALS)]


async def reports(office: Database) -> list[dict[str, Any]]:
    async with office.transaction() as tx:
        document = orjson.loads(await tx.sql.fetchval("SELECT document FROM dispatch_order"))
    found: list[dict[str, Any]] = document["reports"]
    return found


async def owed(office: Database) -> str | None:
    """The key of the job that was asked for, in the transaction that made it owed."""
    async with office.transaction() as tx:
        job = await claim(tx, ["press_reports"], LATER)
    return job.key if job else None


def answered(signed: Said) -> dict[str, Any]:
    """A signature as its seal tells it."""
    words = ("method", "signer", "role", "phone_tail", "shown", "consent", "rating", "remarks")
    return {name: signed.fact.body[name] for name in words} | {
        "fact_id": str(signed.id),
        "kind": "report.signed",
        "strokes_sha256": Strokes.model_validate(signed.fact.body["strokes"]).digest(),
        "at": stamp(signed.occurred.at),
        "quality": "server",
        "doubt_ms": 0,
    }


async def test_an_answer_is_sealed_with_all_that_a_court_would_ask_for(
    office: Database, press: Press
) -> None:
    case = await on_site(office)
    assert await owed(office) is None
    signed = case.said(LI, "report.signed", seen=2, remarks="谢谢", phone_tail="0101", consent="我已阅读",
                       shown={"template": "report/3", "locale": "zh-CN"})  # fmt: skip
    [answer] = await case.record(office, signed)
    assert await owed(office) == str(case.order_id)

    await press.press(case.order_id, LATER)

    [seal] = await seals(office)
    sealed = press.keys.verify(seal["seal"])
    said = orjson.loads(sealed.payload)
    assert sealed.payload == rfc8785.dumps(said)
    assert said == {
        "domain": DOMAIN,
        "verify_id": seal["verify_id"],
        "order": {"id": str(case.order_id), "number": said["order"]["number"]},
        "report": {"id": str(case.report), "version": 1, "digest": signed.fact.body["digest"],
                   "filed_at": said["report"]["filed_at"]},
        "answer": answered(signed),
        "technician": {"id": str(LI.staff_id), "name": "Li"},
        "photos": [],
        "chain": answer.receipt.said() if answer.receipt else None,
        "sealed_at": "2026-03-03T08:00:00.000Z",
    }  # fmt: skip
    [report] = await reports(office)
    assert report["sealed"] == {
        "verify_id": seal["verify_id"], "answer": str(signed.id), "at": "2026-03-03T08:00:00Z"
    }  # fmt: skip
    assert UUID(seal["verify_id"]).version == 4
    assert await audit(office) == []


async def test_two_presses_at_once_seal_an_answer_once(office: Database, press: Press) -> None:
    case = await on_site(office)
    await say(office, case, "report.signed")
    await asyncio.gather(*(press.press(case.order_id, LATER) for _ in range(4)))
    assert len(await seals(office)) == 1


async def test_a_signature_after_a_refusal_is_sealed_anew_and_the_first_seal_stays(
    office: Database, press: Press
) -> None:
    case = await on_site(office)
    await say(office, case, "report.unsigned", reason="refused")
    await press.press(case.order_id, LATER)
    await say(office, case, "report.signed")
    await press.press(case.order_id, LATER)
    first, second = [orjson.loads(press.keys.verify(one["seal"]).payload) for one in await seals(office)]
    assert (first["answer"]["method"], second["answer"]["method"]) == ("refused", "strokes")
    assert first["answer"]["explanation"] == "The driver had gone home"
    [report] = await reports(office)
    assert report["sealed"]["verify_id"] == second["verify_id"]


async def test_an_older_version_that_is_signed_late_is_sealed_and_stays_superseded(
    office: Database, press: Press
) -> None:
    case = await on_site(office)
    newer = case.content(2, cause="Another")
    filed = case.said(LI, "report.filed", seen=2, content=newer, digest=digest(newer), version=2)
    await case.record(office, filed)
    await say(office, case, "report.signed")
    await press.press(case.order_id, LATER)
    old, new = await reports(office)
    assert (old["state"], old["sealed"] is not None, new["sealed"]) == ("superseded", True, None)


async def test_what_an_older_callout_folded_is_sealed_after_the_refold(office: Database) -> None:
    case = await on_site(office)
    await say(office, case, "report.signed")
    assert await owed(office)
    async with office.transaction() as tx:
        await tx.sql.execute("DELETE FROM job")
        await tx.sql.execute("UPDATE dispatch_order SET fold_version = 3")
    assert await refold(office) == (1, [])
    assert await owed(office) == str(case.order_id)


@pytest.mark.parametrize("broken", ["payload", "signature", "kid", "other key", "nothing"])
async def test_a_seal_that_was_altered_is_broken(tmp_path: Path, broken: str) -> None:
    keys = Keys(tmp_path / "ours")
    head, payload, signature = keys.sign(b'{"a":1}').split(".")
    others = Keys(tmp_path / "theirs").sign(b'{"a":1}')
    seals = {
        "payload": f"{head}.{payload[:-2]}A.{signature}",
        "signature": f"{head}.{payload}.{signature[:40]}{'A' * (len(signature) - 40)}",
        "kid": others,
        "other key": f"{head}.{payload}.{others.split('.')[2]}",
        "nothing": "",
    }
    with pytest.raises(BrokenSeal):
        keys.verify(seals[broken])


async def test_what_older_keys_sealed_is_good_after_they_were_replaced(tmp_path: Path) -> None:
    keys, elsewhere = Keys(tmp_path), Keys(tmp_path)
    first = keys.sign(b"1")
    assert keys.rotate() == elsewhere.verify(elsewhere.sign(b"2")).kid
    assert keys.verify(first).payload == b"1"
    assert {key["kid"] for key in keys.published()} == {
        keys.verify(first).kid, keys.verify(keys.sign(b"3")).kid
    }  # fmt: skip
    assert (tmp_path / "active.pem").stat().st_mode & 0o777 == 0o600
