"""Sheets to print: a signed one in Chinese, a superseded one in English, with every block between them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from math import sin
from typing import Any
from uuid import UUID

import rfc8785
from PIL import Image, ImageDraw

from backend.order.signature import Strokes
from backend.reports.paper import Answer, Change, Customer, Picture, Seal, Sheet, Vehicle
from backend.reports.strokes import png

REPORT = UUID("0190a000-0000-7000-8000-000000000002")
VERIFY = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")


def photo(n: int) -> bytes:
    """A small JPEG, upright or lying, as no other number gives it."""
    picture = Image.new("RGB", (320, 240) if n % 3 else (240, 320), (236, 232, 224))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 150, 300, 230), fill=(90, 100, 112))
    draw.circle((120, 140), 40 + 7 * n, fill=(40, 40, 44), outline=(200, 200, 204), width=9)
    draw.line((0, 30 + 9 * n, 320, 60), fill=(176, 58, 40), width=7)
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()


def named(n: int) -> str:
    """What the content calls a photo."""
    return sha256(f"photo {n}".encode()).hexdigest()


def part(n: int, **said: Any) -> dict[str, Any]:
    """A line of a part."""
    return {"id": str(UUID(int=n)), "quantity": 1, "reason": "磨损渗油", "warranty": True, **said}


def signature() -> Strokes:
    """A hand that writes three strokes, the last of them a dot."""
    first = [[100 + 6 * n, 200 + int(90 * sin(n / 5) * sin(n / 11)), 10 * n] for n in range(110)]
    second = [[150 + 5 * n, 310 - n // 3, 2000 + 8 * n] for n in range(120)]
    return Strokes(width=1000, height=400, strokes=[first, second, [[800, 300, 3000]]])


CHINESE: dict[str, Any] = {
    "domain": "callout/report/1",
    "order_id": "0190a000-0000-7000-8000-000000000001",
    "report_id": str(REPORT),
    "version": 1,
    "complaint": "车辆行驶约三小时后，制动踏板变软，踩下去没有力，停车十分钟后恢复；下坡时尤为明显。"
    "前一天刚在别处换过制动液，当天正常。",
    "inspection": {
        "running_hours": 5120,
        "mileage_km": 128400,
        "warranty": "in",
        "warranty_reason": "购车日期 2024-11-20，未满两年，里程未超过 20 万公里。",
        "tampered": False,
        "findings": "前桥左侧制动管路接头处渗油，外层磨损约 4 cm；制动液含水量 4.2%，超出标准；"
        "ABS 无故障码。",
        "fluid_temperature_c": 61,
    },
    "cause": "制动管路与车架支架长期摩擦，外层破损后接头松动，空气与水分进入管路。",
    "responsibility": "maker",
    "work_done": "更换左前制动软管及接头，加装护套；更换全部制动液并排气；路试 12 公里，制动正常。"
    "𠮷田先生在场 😀。",
    "parts": [
        part(1, name="制动软管总成（左前）", number="3506-00412-A", serial_out="BH20241107-0093")
        | {"serial_in": "BH20260214-1178", "replaced": True, "source": "van", "photo_out": named(3)},
        part(2, name="制动液 DOT4", quantity=2, warranty=False, replaced=False, reason="含水量超标")
        | {"source": "bought_locally"},
    ],
    "compensation": [{"name": "玻璃水", "quantity": 2, "reason": "等待时间较长，致歉"}],
    "advice": "每月检查制动管路护套；制动液每两年更换一次。",
    "photos": [named(n) for n in range(6)],
    "travel": {"distance_km": 86, "minutes": 115},
    "weather": "小雨",
}

SEAL = Seal(
    verify_id=VERIFY,
    address=f"https://service.example.com/verify/{VERIFY}",
    kid="kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    seq=14,
    hash=sha256(b"entry 14").hexdigest(),
    sealed_at=datetime(2026, 3, 2, 8, 6, tzinfo=UTC),
    jws="eyJhbGciOiJFZERTQSJ9.eyJkb21haW4iOiJjYWxsb3V0L3NlYWwvMSJ9.c2VhbGVk",
)

SIGNED = Sheet(
    language="zh",
    mark=None,
    order_number="DO-2026-000123",
    customer=Customer("湖北顺达物流有限公司", "𠮷田一郎", "+86 138 0000 1234"),
    address="湖北省武汉市东西湖区五环大道 118 号，顺达物流园 3 号库门前",
    zone="Asia/Shanghai",
    vehicle=Vehicle("SX3318 自卸车", "LZGJL4V40RX012345", "鄂A12345"),
    fault="刹车发软，不敢开",
    reported_at=datetime(2026, 3, 2, 0, 12, tzinfo=UTC),
    report_id=REPORT,
    version=1,
    digest=sha256(rfc8785.dumps(CHINESE)).hexdigest(),
    content=CHINESE,
    filed_at=datetime(2026, 3, 2, 8, 1, 7, tzinfo=UTC),
    technicians=["李建国", "王小明"],
    answer=Answer(
        "strokes",
        datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC),
        "mono",
        3.2,
        signer="𠮷田一郎",
        role="车队长",
        phone_tail="1234",
        rating=5,
        remarks="师傅很耐心 👍，等得久了一点。",
        consent="本人已阅读上述报告，确认内容属实并同意签字。",
    ),
    signature=png(signature()),
    pictures=[Picture(named(n), photo(n)) for n in range(5)] + [Picture(named(5), None, "quarantined")],
    seal=SEAL,
)

ENGLISH: dict[str, Any] = {
    "domain": "callout/report/1",
    "order_id": "0190a000-0000-7000-8000-000000000001",
    "report_id": str(REPORT),
    "version": 2,
    "complaint": "Pedal goes soft after some three hours of driving.\nComes back after a short stop.",
    "inspection": {
        "warranty": "unknown",
        "tampered": None,
        "findings": "Hose chafed at the left front bracket; fluid holds 4.2 % water. No codes in the ABS.",
    },
    "cause": "The hose rubbed against its bracket until the outer layer was through.",
    "responsibility": "undetermined",
    "work_done": "Hose and fluid changed, system bled, test drive of 12 km.",
}

SUPERSEDED = replace(
    SIGNED,
    language="en",
    mark="superseded",
    customer=Customer("Baltic Haulage Ltd", "Anna Lindqvist", "+46 70 123 45 67"),
    address="Rest area Stillerydsvägen, E22 southbound, 374 31 Karlshamn",
    zone="Europe/Stockholm",
    vehicle=Vehicle("TGX 18.510", "WMA06XZZ4NP123456"),
    fault="Brake pedal goes soft after some hours",
    technicians=["Per Nyström"],
    version=2,
    content=ENGLISH,
    digest=sha256(rfc8785.dumps(ENGLISH)).hexdigest(),
    answer=Answer(
        "refused",
        datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC),
        "skew",
        95,
        explanation="The customer wants the maker to pay for the fluid, and will talk to her office first.",
    ),
    signature=None,
    pictures=(),
    changes=[
        Change(
            "/cause", "Worn seal.", "The hose rubbed against its bracket until the outer layer was through."
        ),
        Change("/inspection/tampered", before=False, after=None),
        Change("/parts/0", {"name": "Seal", "number": "81.50321", "quantity": 1}, None),
        Change("/responsibility", "user", "undetermined"),
    ],
)

UNANSWERED = replace(SUPERSEDED, mark="unsigned", answer=None, seal=None, changes=())


def texts_of(value: Any) -> Iterator[Any]:
    """Every value in a JSON tree that holds no other."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None:
        yield value
    for one in inner or ():
        yield from texts_of(one)
