"""What the reference phone says is what the server's kinds ask for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest

from app_contract.phone import FakeClock, Phone, Work, digest, points
from backend.order import report
from backend.order.kinds import KINDS

CONTENT = {
    "complaint": "侧板开裂",
    "inspection": {"running_hours": 1200, "mileage_km": 80500, "warranty": "in", "findings": "weld cracked"},
    "cause": "fatigue",
    "responsibility": "maker",
    "work_done": "welded",
    "parts": [
        {
            "id": str(uuid4()),
            "name": "hinge",
            "quantity": 2,
            "reason": "worn",
            "warranty": True,
            "replaced": True,
        }
    ],
    "photos": ["0" * 64],
}
CUSTOMER = {"signer": "Zhao", "role": "driver", "rating": 5, "remarks": "quick"}


@pytest.fixture
def work() -> Iterator[Work]:
    who = {"me": {"id": str(uuid4())}, "access_token": "a", "refresh_token": "r"}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=who))
    client = httpx.Client(transport=transport, base_url="http://callout.test")
    phone = Phone(":memory:", client, FakeClock(datetime(2026, 3, 2, 8, tzinfo=UTC)))
    phone.sign_in("wei", "secret")
    yield Work(phone, uuid4())
    phone.close()
    client.close()


def test_every_fact_of_a_day_is_one_that_its_kind_takes(work: Work) -> None:
    place = {"lat": 31.2, "lon": 121.5, "accuracy_m": 12.0, "datum": "wgs84"}
    work.accept()
    work.contact("sms", "Zhao", "We bring two hinges and come by two.")
    work.depart(place)
    work.arrive(place)
    work.escalate("frame bent", "new frame", "at no cost")
    work.take_photo(b"\xff\xd8\xff", "fault")
    filed = work.file_report(CONTENT)
    work.not_signed(filed, "absent", "went home")
    again = work.file_report(CONTENT | {"advice": "grease it monthly"}, filed)
    work.sign(again, points([(1, 2, 0), (3, 4, 20)]), CUSTOMER)
    work.stamp(again, b"\xff\xd8\xff", CUSTOMER)
    work.submit(again)
    work.send_old_part(uuid4(), "SF", "SF123")
    work.leave("resolved", "two hinges replaced", ready_for_next=True, told="Zhao")
    work.decline("no van")
    work.note("gate code 4711")
    entries = work.phone.entries()
    for entry in entries:
        KINDS[entry.kind, 1].model_validate(entry.body)
    visits = [entry.body["visit_id"] for entry in entries if entry.kind.startswith("visit.")]
    assert (len(visits), len(set(visits))) == (7, 1)
    assert (again.report_id, again.version) == (filed.report_id, 2)


def test_both_sides_find_the_same_digest(work: Work) -> None:
    filed = work.file_report(CONTENT)
    content = work.phone.entries()[0].body["content"]
    assert filed.digest == digest(content) == report.digest(content)


def test_a_report_with_a_float_is_not_filed(work: Work) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        work.file_report(CONTENT | {"hours": 1.5})
    assert work.phone.entries() == []


def test_a_second_acceptance_begins_a_second_visit(work: Work) -> None:
    for _ in range(2):
        work.accept()
        work.arrive()
    visits = [entry.body["visit_id"] for entry in work.phone.entries()]
    assert visits[0] == visits[1] != visits[2] == visits[3]
