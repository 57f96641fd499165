"""Submitted, approved or sent back with remarks, archived (S1-3.4.3): from the phone to the desk and back."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest

from app_contract.phone import digest, points
from backend import clock
from backend.journal import upkeep
from tests.dispatch.conftest import Office

MONTH = timedelta(days=31)
REMARKS = "Which seal was it?"


class Round:
    """An order that Li is on site for, and what his phone knows of it."""

    def __init__(self, office: Office, order_id: str) -> None:
        self.office, self.order_id = office, order_id
        self.report = str(uuid4())
        self.digests: dict[int, str] = {}
        self.order: dict[str, Any] = {}
        self.removed: list[dict[str, str]] = []
        self.feed: tuple[str | None, int | None] = (None, None)

    async def sync(self, *facts: tuple[str, dict[str, Any]], by: str = "li") -> list[str]:
        """Facts of a technician, recorded on what his phone shows; gives their outcomes."""
        sent = [
            {"id": str(uuid4()), "order_id": self.order_id, "kind": kind, "v": 1, "body": body}
            | {"seen_version": self.order.get("version", 0)}
            for kind, body in facts
        ]
        epoch, cursor = self.feed if by == "li" else (None, None)
        head = {"protocol": 1, "device_id": str(self.office.people[by][1].id), "app": {"version": "1"}}
        answer = await self.office.post(
            by, "/sync", head | {"epoch": epoch, "cursor": cursor, "clock": None, "facts": sent}
        )
        said = answer.json()
        if by == "li":
            self.feed = said["epoch"], said["cursor"]
            self.removed += said["removed"]
            self.order = next((one for one in said["orders"] if one["id"] == self.order_id), self.order)
        return [one["outcome"] for one in said["results"]]

    def version(self, version: int) -> tuple[str, dict[str, Any]]:
        """A version that is filed."""
        head = {"report_id": self.report, "version": version}
        content = head | {
            "domain": "callout/report/1",
            "order_id": self.order_id,
            "complaint": "The body stays up",
            "inspection": {"warranty": "in", "findings": "Oil under the valve"},
            "cause": f"Seal {version}",
            "responsibility": "supplier",
            "work_done": "Valve replaced",
        }
        self.digests[version] = digest(content)
        return "report.filed", head | {"digest": self.digests[version], "content": content}

    def signature(self, version: int) -> tuple[str, dict[str, Any]]:
        """The customer's, each time another."""
        seed = sha256(f"{self.report}{version}".encode()).digest()
        pen = points([(10 * n, byte, 15 * n) for n, byte in enumerate(seed)])
        said = {"report_id": self.report, "version": version, "digest": self.digests[version]}
        return "report.signed", said | {
            "method": "strokes",
            "strokes": pen,
            "signer": "Ms Zhou",
            "role": "owner",
        }

    def submission(self, version: int) -> tuple[str, dict[str, Any]]:
        """Handed in."""
        return "report.submitted", {"report_id": self.report, "version": version}

    async def submitted(self, version: int) -> None:
        """A version from its filing to its submission."""
        facts = self.version(version), self.signature(version), self.submission(version)
        assert await self.sync(*facts) == ["applied"] * 3

    async def says(self, kind: str, version: int, who: str = "manager", **more: Any) -> tuple[int, str]:
        """What a desk hears that approves a version, or sends it back: status, and code or the new state."""
        order = (await self.office.get("coordinator", f"/orders/{self.order_id}")).json()
        body = {"report_id": self.report, "version": version} | more
        answer = await self.office.say(who, order, kind, body)
        said = answer.json()
        return answer.status_code, said["order"]["state"] if answer.is_success else said["code"]

    async def approve(self, version: int, who: str = "manager") -> tuple[int, str]:
        return await self.says("order.approved", version, who)

    async def send_back(self, version: int, who: str = "manager") -> tuple[int, str]:
        return await self.says("order.sent_back", version, who, remarks=REMARKS)

    async def waiting(self) -> list[str]:
        """The orders that a manager finds to be approved."""
        answer = await self.office.get("manager", "/orders", state="submitted")
        return [one["id"] for one in answer.json()["orders"]]

    def shown(self, version: int) -> tuple[str, bool, bool, str | None]:
        """How a version stands on Li's phone: state, submitted, approved, remarks."""
        one = next(one for one in self.order["reports"] if one["version"] == version)
        submitted, approved = one["submitted_at"] is not None, one["approved_at"] is not None
        return one["state"], submitted, approved, one["sent_back"]


@pytest.fixture
async def round_(office: Office) -> Round:
    """Li leads, Wang is with him; they have arrived."""
    order = await office.assigned(await office.issued(), "li", "wang")
    one = Round(office, order["id"])
    assert await one.sync(("visit.arrived", {"visit_id": str(uuid4())})) == ["applied"]
    return one


async def test_what_is_submitted_is_found_approved_closed_and_leaves_the_phone_after_a_fortnight(
    round_: Round,
) -> None:
    assert await round_.waiting() == []
    await round_.submitted(1)
    assert await round_.waiting() == [round_.order_id]
    assert await round_.approve(1) == (200, "closed")
    assert await round_.waiting() == []
    await round_.sync()
    assert round_.order["state"] == "closed"
    assert round_.shown(1) == ("signed", True, True, None)
    for later, gone in ((timedelta(days=13), []), (timedelta(days=15), ["archived"])):
        async with round_.office.database.transaction() as tx:
            await upkeep.archive(tx, clock.now() + later, 100)
        await round_.sync()
        assert [one["reason"] for one in round_.removed] == gone


async def test_what_is_sent_back_comes_to_the_phone_with_its_remarks_and_goes_round_again(
    round_: Round,
) -> None:
    await round_.submitted(1)
    assert await round_.send_back(1) == (200, "signed")
    assert await round_.waiting() == []
    assert await round_.approve(1) == (409, "report_not_submitted")
    await round_.sync()
    assert round_.shown(1) == ("signed", False, False, REMARKS)

    await round_.submitted(2)
    assert round_.shown(1) == ("superseded", False, False, REMARKS)
    assert await round_.waiting() == [round_.order_id]
    assert await round_.approve(1) == (409, "report_unknown")
    assert await round_.approve(2) == (200, "closed")
    await round_.sync()
    assert round_.shown(2) == ("signed", True, True, None)


async def test_the_same_version_may_be_submitted_again_by_who_read_the_remarks(round_: Round) -> None:
    await round_.submitted(1)
    unaware = round_.order
    assert await round_.send_back(1) == (200, "signed")
    await round_.sync()
    aware, round_.order = round_.order, unaware
    await round_.sync(round_.submission(1))
    assert round_.shown(1) == ("signed", False, False, REMARKS)
    round_.order = aware
    await round_.sync(round_.submission(1))
    assert round_.shown(1) == ("signed", True, False, None)


async def test_a_version_that_was_superseded_while_the_manager_read_it_is_not_approved(
    round_: Round,
) -> None:
    await round_.submitted(1)
    before = (await round_.office.get("manager", f"/orders/{round_.order_id}")).json()
    assert await round_.sync(round_.version(2)) == ["applied"]
    for kind, more in (("order.approved", {}), ("order.sent_back", {"remarks": REMARKS})):
        body = {"report_id": round_.report, "version": 1} | more
        answer = await round_.office.say("manager", before, kind, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "report_unknown")
    assert await round_.approve(2) == (409, "report_not_submitted")
    assert await round_.waiting() == []


async def test_what_was_approved_may_be_sent_back_until_the_order_is_closed(round_: Round) -> None:
    photo = {"photo_id": str(uuid4()), "purpose": "fault", "sha256": "ab" * 32, "size": 9}
    await round_.sync(("photo.taken", photo | {"content_type": "image/jpeg"}))
    await round_.submitted(1)
    assert await round_.approve(1) == (200, "submitted")
    assert await round_.send_back(1) == (200, "signed")
    await round_.sync()
    assert round_.shown(1) == ("signed", False, False, REMARKS)
    await round_.sync(round_.submission(1))
    assert await round_.approve(1) == (200, "submitted")
    order = (await round_.office.get("manager", f"/orders/{round_.order_id}")).json()
    waived = {"sha256": photo["sha256"], "reason": "The phone was stolen"}
    closed = await round_.office.say("manager", order, "photo.waived", waived)
    assert closed.json()["order"]["state"] == "closed"
    assert await round_.send_back(1) == (409, "order_closed")


@pytest.mark.parametrize("who", ["li", "dispatcher", "coordinator", "storekeeper", "auditor"])
async def test_nobody_but_a_manager_approves_or_sends_back(round_: Round, who: str) -> None:
    await round_.submitted(1)
    assert await round_.approve(1, who) == (403, "role")
    assert await round_.send_back(1, who) == (403, "role")
    assert await round_.sync(("order.approved", {"report_id": round_.report, "version": 1})) == ["rejected"]
    assert round_.shown(1) == ("signed", True, False, None)


async def test_only_the_lead_submits(round_: Round) -> None:
    await round_.sync(round_.version(1), round_.signature(1))
    assert await round_.sync(round_.submission(1), by="wang") == ["parked"]
    assert await round_.waiting() == []
    assert UUID(round_.order["reports"][0]["by"]) == round_.office.id("li")
