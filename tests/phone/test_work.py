"""What the reference phone says is what the server's kinds ask for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from app_contract.phone import AskAgain, FakeClock, InHand, Phone, Screen, Work, digest, in_hand, points
from backend.order import report, signature
from backend.order.kinds import KINDS

CONTENT = {
    "complaint": "侧板开裂",
    "inspection": {
        "running_hours": 1200,
        "mileage_km": 80500,
        "warranty": "in",
        "warranty_reason": "8 months in service",
        "tampered": False,
        "findings": "weld cracked",
    },
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
    "compensation": [{"name": "oil", "number": "HM-46", "quantity": 2, "reason": "a day lost"}],
    "photos": ["0" * 64],
    "travel": {"distance_km": 124, "minutes": 150},
}
CUSTOMER = {"signer": "Zhao", "role": "driver", "phone_tail": "0101", "rating": 5, "remarks": "quick"}
SCREEN = Screen("test/report/1", "zh-CN", "我已阅读以上服务报告，内容属实。")
PEN = [(10 * n, n * n, 10 * n, 300 + n) for n in range(30)]


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
    requisition_id, line_id = work.request_parts("worn", {"name": "hinge", "quantity": 2}), uuid4()
    work.confirm_parts(requisition_id, uuid4())
    work.confirm_parts(requisition_id, uuid4(), {line_id: 1})
    work.escalate("frame bent", "new frame", "at no cost")
    photo_id = work.take_photo(b"\xff\xd8\xff", "scene")
    filed = work.file_report(CONTENT)
    work.not_signed(filed, "absent", "went home", photo_id)
    again = work.file_report(CONTENT | {"advice": "grease it monthly"}, filed)
    work.sign(again, points(PEN), CUSTOMER, SCREEN)
    work.stamp(again, photo_id, CUSTOMER, SCREEN)
    work.submit(again)
    work.send_old_part(uuid4(), "SF", "SF123")
    work.record_freight("old_part", uuid4(), "SF", 2300, photo_id, "SF123")
    work.leave("resolved", "two hinges replaced", ready_for_next=True, told="Zhao")
    work.decline("no van")
    work.note("gate code 4711")
    entries = work.phone.entries()
    for entry in entries:
        KINDS[entry.kind, 1].model_validate(entry.body)
    said = {entry.kind: entry.body for entry in entries}
    assert said["report.signed"].keys() >= {"shown", "consent", "phone_tail"}
    assert said["report.unsigned"]["photo"] == sha256(b"\xff\xd8\xff").hexdigest()
    assert said["part.requested"]["requisition_id"] == str(requisition_id)
    assert said["part.received"]["lines"] == [{"line_id": str(line_id), "quantity": 1}]
    assert said["freight.recorded"]["voucher"] == said["report.unsigned"]["photo"]
    visits = [entry.body["visit_id"] for entry in entries if entry.kind.startswith("visit.")]
    assert (len(visits), len(set(visits))) == (7, 1)
    assert (again.report_id, again.version) == (filed.report_id, 2)


def test_both_sides_find_the_same_digest(work: Work) -> None:
    filed = work.file_report(CONTENT)
    content = work.phone.entries()[0].body["content"]
    assert filed.digest == digest(content) == report.digest(content)


def test_what_looks_the_same_is_filed_and_signed_as_the_same(work: Work) -> None:
    typed = [
        CONTENT | {"cause": cause, name: 1} for cause, name in (("cafe\u0301", "e\u0301"), ("café", "é"))
    ]
    for content in typed:
        work.file_report(content)
    first, second = (entry.body["content"] for entry in work.phone.entries())
    assert first["cause"] == second["cause"] == "caf\u00e9"
    assert {name: first[name] for name in typed[1]} == typed[1]
    work.note("cafe\u0301")
    assert work.phone.entries()[-1].body == {"text": "caf\u00e9"}


@pytest.mark.parametrize(
    ("pen", "why"),
    [
        ([], "20 points"),
        (PEN[:19], "20 points"),
        ([(*point[:2], point[2] // 2) for point in PEN], "200 ms"),
        ([point[:2] for point in PEN], "has a time"),
        ([*PEN, (1, 2)], "has a time"),
        ([(5, 5, 10 * n) for n in range(40)], "dot"),
    ],
)
def test_the_customer_is_asked_again_for_a_signature_that_would_be_doubted(
    work: Work, pen: list[Any], why: str
) -> None:
    filed = work.file_report(CONTENT)
    with pytest.raises(AskAgain, match=why):
        work.sign(filed, points(pen), CUSTOMER, SCREEN)
    assert [entry.kind for entry in work.phone.entries()] == ["report.filed"]


def test_a_signature_that_the_phone_takes_is_not_doubted_by_the_server(work: Work) -> None:
    pen = [(n // 10, n // 10, 200 * n // 19) for n in range(20)]
    work.sign(work.file_report(CONTENT), points(pen[:10], pen[10:]), CUSTOMER, SCREEN)
    strokes = work.phone.entries()[-1].body["strokes"]
    assert not signature.Strokes.model_validate(strokes).doubtful()


def test_a_refusal_and_a_stamp_need_a_photo_of_this_order(work: Work) -> None:
    elsewhere = Work(work.phone, uuid4()).take_photo(b"\xff\xd8\xff", "stamp")
    filed = work.file_report(CONTENT)
    for photo_id in (uuid4(), elsewhere):
        with pytest.raises(AskAgain, match="photo"):
            work.not_signed(filed, "refused", "He wants a new van", photo_id)
        with pytest.raises(AskAgain, match="photo"):
            work.stamp(filed, photo_id, CUSTOMER, SCREEN)


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


ME, OTHER, MY_REPORT = (str(uuid4()) for _ in range(3))
KNOWN = {"reports": [{"id": MY_REPORT, "by": ME}], "parts": [], "requisitions": []}


def issued(
    quantity: int, *serials: str, by: str | None = ME, came: int | None = None, back: int = 0
) -> dict[str, Any]:
    """A requisition of which so many valves were issued, so many of them came, and so many went back."""
    valve = {"line_id": "1", "number": "HV-2214", "quantity": quantity, "serials": [*serials]}
    received = None if by is None else quantity if came is None else came
    return {
        "lines": [{"id": "1", "returned": back}],
        "issues": [{"received_by": by, "lines": [valve | {"received": received}]}],
    }


def fitted(number: str = "HV-2214", **members: Any) -> dict[str, Any]:
    """A part that his report has fitted."""
    part = {"report_id": MY_REPORT, "name": "valve", "number": number, "quantity": 1, "serial_in": None}
    return part | {"source": None} | members


@pytest.mark.parametrize(
    ("requisitions", "parts", "quantity", "serials"),
    [
        ([issued(3)], [], 3, ""),
        ([issued(3)], [fitted(quantity=2)], 1, ""),
        ([issued(1), issued(2)], [fitted()], 2, ""),
        ([issued(3, back=1)], [fitted()], 1, ""),
        ([issued(1, back=1), issued(1)], [], 1, ""),
        ([issued(2, "a", "b")], [fitted(serial_in="a")], 1, "b"),
        ([issued(2, "a", "b")], [fitted("ｈｖ-2214 ", serial_in="a", source="van")], 1, "b"),
        ([issued(2, "A", "B")], [fitted(serial_in=" ａ")], 1, "B"),
        ([issued(1)], [fitted(source="bought_locally")], 1, ""),
        ([issued(1)], [fitted(source="customers_own")], 1, ""),
        ([issued(1)], [fitted(report_id=OTHER)], 1, ""),
        ([issued(1)], [fitted("XX-1")], 1, ""),
        ([issued(1)], [fitted(quantity=2)], 0, ""),
        ([issued(3, came=1)], [], 1, ""),
        ([issued(3, came=0)], [], 0, ""),
        ([issued(2, by=None)], [], 0, ""),
        ([issued(2, by=OTHER)], [], 0, ""),
    ],
)
def test_he_has_what_came_to_him_and_was_neither_used_nor_returned(
    requisitions: list[Any], parts: list[Any], quantity: int, serials: str
) -> None:
    """Also where what was drawn for one order is used on another."""
    wanted = [InHand("HV-2214", quantity, frozenset(serials))] if quantity else []
    drawn, there = KNOWN | {"requisitions": requisitions}, KNOWN | {"parts": parts}
    assert in_hand([drawn, there], UUID(ME)) == wanted
    assert in_hand([KNOWN | {"requisitions": requisitions, "parts": parts}], UUID(ME)) == wanted
