"""A claim's packet: what is there byte for byte, and what is not there named (S1-3.8)."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import orjson
import pytest

from backend.order.report import digest
from backend.parts.tables import CataloguePart
from backend.photos.store import FolderStore, original
from backend.warranty import packet
from backend.warranty.packet.window import Limits, window
from tests.makers import COORDINATOR, LI, MANAGER, START, STOREKEEPER, SUPPLIER, VALVE, new_id
from tests.photos.pictures import saved, scene
from tests.reports.shop import ADDRESS, PICTURE
from tests.warranty.life import Store

OTHER = saved(scene(64, 48), "JPEG")

WINDOWS: dict[str, tuple[Limits | None, str | None, str | None, int | None, str, list[str]]] = {
    # limits, in service on, repaired on, mileage; the verdict and why
    "no such part": (None, "2025-03-02", "2026-03-02", 5, "unknown", ["not_in_catalogue"]),
    "nothing limits": (Limits(None, None), "2025-03-02", "2026-03-02", 5, "unknown", ["no_window"]),
    "the last day": (Limits(365, None), "2025-03-02", "2026-03-02", None, "within", ["in_time"]),
    "a day late": (Limits(365, None), "2025-03-01", "2026-03-02", None, "outside", ["too_late"]),
    "the last km": (Limits(None, 100), None, "2026-03-02", 100, "within", ["not_too_far"]),
    "a km too far": (Limits(None, 100), None, "2026-03-02", 101, "outside", ["too_far"]),
    "both": (Limits(365, 100), "2025-06-01", "2026-03-02", 9, "within", ["in_time", "not_too_far"]),
    "in time, too far": (Limits(365, 9), "2025-06-01", "2026-03-02", 10, "outside", ["in_time", "too_far"]),
    "late, km unknown": (
        Limits(9, 9), "2025-06-01", "2026-03-02", None, "outside", ["too_late", "mileage_unknown"],
    ),
    "in time, km unknown": (
        Limits(999, 9), "2025-06-01", "2026-03-02", None, "unknown", ["in_time", "mileage_unknown"],
    ),
    "never in service": (Limits(9, None), None, "2026-03-02", 5, "unknown", ["in_service_on_unknown"]),
    "repaired when": (Limits(9, None), "2026-03-02", None, 5, "unknown", ["repaired_on_unknown"]),
    "before": (Limits(9, None), "2026-03-03", "2026-03-02", 5, "unknown", ["repaired_before_service"]),
    "no day, no km": (Limits(0, 0), "2026-03-02", "2026-03-02", 0, "within", ["in_time", "not_too_far"]),
}  # fmt: skip


@pytest.mark.parametrize("case", WINDOWS)
def test_whether_a_repair_lies_within_the_makers_warranty(case: str) -> None:
    limits, in_service_on, repaired_on, mileage, verdict, why = WINDOWS[case]
    begin, on = [date.fromisoformat(one) if one else None for one in (in_service_on, repaired_on)]
    found = window(limits, begin, on, mileage)
    assert (found.verdict, found.why) == (verdict, why)


def test_the_window_says_its_last_day() -> None:
    day = date(2026, 3, 2)
    assert window(Limits(1, None), day, day, None).until == date(2026, 3, 3)
    assert window(Limits(0, None), day, day, None).until == day


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a packet, whose sums are right."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    sums = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: sha256(text).hexdigest() for name, text in files.items() if name != "SHA256SUMS"}
    return files


async def packet_of(store: Store, claim: UUID | None = None) -> bytes:
    path = f"/orders/{store.case.order_id}/claims/{claim or store.case.claim}/packet.zip"
    answer = await store.get(path, COORDINATOR)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/zip"
    return answer.content


async def claimed(store: Store, *photos: bytes, further: tuple[str, ...] = ()) -> None:
    """A claim of an order whose report names these photos, and states the mileage."""
    if store.case.order_id not in store.begun:
        await store.live("visit.arrived")
    named = [*[sha256(one).hexdigest() for one in photos], *further]
    inspection = {"warranty": "in", "findings": "Oil", "mileage_km": 1200, "running_hours": 90}
    content = store.case.content(photos=named, inspection=inspection)
    for one in photos:
        await store.photo(one)
    await store.say("report.filed", content=content, digest=digest(content))
    await store.say("report.signed", digest=digest(content))
    await store.say("report.submitted")
    for kind, who in (("order.approved", MANAGER), ("old_part.received", STOREKEEPER),
                      ("part.written_off", STOREKEEPER), ("claim.opened", COORDINATOR)):  # fmt: skip
        await store.say(kind, who)


def reasons(files: dict[str, bytes]) -> set[tuple[str, str]]:
    return {(one["what"], one["reason"]) for one in orjson.loads(files["missing.json"])}


async def catalogued(store: Store, **limits: Any) -> None:
    """The catalogue knows the valve."""
    async with store.database.transaction() as tx:
        tx.session.add(CataloguePart(id=new_id(), number=VALVE, name="Valve", supplier_id=SUPPLIER,
                                     created_at=START, **limits))  # fmt: skip


async def test_a_packet_has_all_evidence_byte_for_byte(store: Store) -> None:
    await catalogued(store, warranty_days=365, warranty_km=1200)
    await claimed(store, PICTURE, OTHER)
    await store.work()
    content = await packet_of(store)
    files = unpacked(content)
    [report] = [one for one in (await store.document())["reports"] if one["printed"]]
    assert sha256(files["report.pdf"]).hexdigest() == report["printed"]["sha256"]
    assert files[f"photos/fault-{sha256(PICTURE).hexdigest()}.jpg"] == PICTURE
    assert files[f"photos/fault-{sha256(OTHER).hexdigest()}.jpg"] == OTHER
    said = orjson.loads(files["claim.json"])
    assert (said["supplier"]["name"], said["part"]["serial_out"]) == ("Valve works", "OUT-1")
    assert (said["inspection"]["mileage_km"], said["inspection"]["running_hours"]) == (1200, 90)
    assert said["warranty"]["why"] == ["in_service_on_unknown", "not_too_far"]
    assert said["verify"] == f"{ADDRESS}/verify/{report['sealed']['verify_id']}"
    assert said["claim"]["due_at"]
    assert reasons(files) == {("serial_in", "not_known"), ("in_service_on", "not_known")}
    assert not [word for word in (b"Haulage", b"Ms Zhou", b"8888") if word in files["claim.json"]]
    assert await packet_of(store) == content


async def test_what_is_missing_is_named_and_keeps_nothing_back(store: Store) -> None:
    await store.live("visit.arrived")
    await store.announce(new_id(), OTHER)
    await claimed(store, PICTURE, further=("f" * 64,))
    files = unpacked(await packet_of(store))
    assert {"claim.json", "missing.json", "SHA256SUMS"} < set(files)
    assert "report.pdf" not in files
    assert {("paper", "not_printed"), ("photo", "not_stored"), ("seal", "not_known")} <= reasons(files)
    assert orjson.loads(files["claim.json"])["warranty"]["verdict"] == "unknown"
    assert ("photo", "not_announced") in reasons(files)


async def test_bytes_that_the_store_lost_or_altered_are_named(store: Store) -> None:
    await claimed(store, PICTURE, OTHER)
    objects = store.app.state.store
    assert isinstance(objects, FolderStore)
    await objects.delete(sha256(PICTURE).hexdigest())
    key = original(sha256(OTHER).hexdigest())
    await objects.put(key, b"altered")
    files = unpacked(await packet_of(store))
    assert {("photo", "not_in_store"), ("photo", "altered")} <= reasons(files)
    assert b"altered" in files.values()


async def test_what_is_no_picture_is_named_and_not_passed_on(store: Store) -> None:
    png = saved(scene(64, 48), "PNG")  # announced as a JPEG
    await claimed(store, png)
    await store.work()
    files = unpacked(await packet_of(store))
    assert ("photo", "quarantined") in reasons(files)
    assert png not in files.values()


async def test_a_receipt_for_freight_is_no_evidence(store: Store) -> None:
    await store.live("visit.arrived")
    await store.photo(OTHER)
    await claimed(store, PICTURE)
    assert OTHER in unpacked(await packet_of(store)).values()
    await store.say("freight.recorded", voucher=sha256(OTHER).hexdigest())
    assert OTHER not in unpacked(await packet_of(store)).values()


async def test_more_photos_than_go_in_are_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packet, "PHOTOS_LIMIT", 1)
    await claimed(store, PICTURE, OTHER)
    files = unpacked(await packet_of(store))
    assert len([name for name in files if name.startswith("photos/")]) == 1
    assert ("photo", "too_many") in reasons(files)


async def test_a_claim_that_is_not_of_the_order_has_no_packet(store: Store) -> None:
    await claimed(store, PICTURE)
    for order, claim in ((store.case.order_id, new_id()), (new_id(), store.case.claim)):
        answer = await store.get(f"/orders/{order}/claims/{claim}/packet.zip", MANAGER)
        assert answer.status_code == 404
    answer = await store.get(f"/orders/{store.case.order_id}/claims/{store.case.claim}/packet.zip", LI)
    assert answer.status_code == 403
