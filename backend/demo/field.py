"""What technicians carry: reference phones on bad networks, photos with EXIF, reports, signatures."""

import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from PIL import ExifTags, Image, ImageDraw

from app_contract.phone import FlakyTransport, Phone, Reading, Screen, SystemClock, points
from backend.demo_data import PASSWORD

TIMEOUT_S = 30
SLOW_BY = timedelta(hours=3)
LARGE = (2400, 1800)
SCREEN = Screen(
    template="callout-phone/report/3",
    locale="en",
    consent="I have read the service report above; it is true.",
)
"""What customers read before they sign."""
POINTS = 30
"""Of each stroke: a pen gives about so many in half a second."""


class SlowClock(SystemClock):
    """A phone whose clock somebody set three hours back."""

    def read(self) -> Reading:
        """The right boot and uptime, and a wrong time of day."""
        reading = super().read()
        return replace(reading, wall=reading.wall - SLOW_BY)


class Handset:
    """A reference phone that somebody has signed in on, and the network that it hangs on."""

    def __init__(self, url: str, file: Path, login: str, clock: SystemClock | None = None) -> None:
        self.network = FlakyTransport(httpx.HTTPTransport())
        self._client = httpx.Client(base_url=url, transport=self.network, timeout=TIMEOUT_S)
        self._file, self._clock = file, clock
        self.phone = Phone(file, self._client, clock)
        self.phone.sign_in(login, PASSWORD)

    def restart(self) -> None:
        """The app is killed, and started again on its file."""
        self.phone.close()
        self.phone = Phone(self._file, self._client, self._clock)

    def close(self) -> None:
        """Switch off."""
        self.phone.close()
        self._client.close()


def photo(place: Mapping[str, float], caption: str, *, large: bool = False) -> bytes:
    """A JPEG as a camera makes it, with time and position in its EXIF.

    A `large` one has several MiB; it shows noise.
    """
    image = Image.new("RGB", (1280, 960), (92, 104, 112))
    if large:
        image = Image.frombytes("RGB", LARGE, os.urandom(3 * LARGE[0] * LARGE[1]))
    draw = ImageDraw.Draw(image)
    draw.rectangle((240, 260, 1040, 720), fill=(196, 148, 40), outline=(30, 30, 30), width=12)
    draw.line((420, 260, 560, 720), fill=(40, 20, 20), width=7)
    draw.text((260, 740), caption, fill=(240, 240, 240))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Callout"
    exif[ExifTags.Base.Model] = "Reference phone"
    exif[ExifTags.Base.DateTime] = datetime.now(UTC).strftime("%Y:%m:%d %H:%M:%S")
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    position[ExifTags.GPS.GPSLatitudeRef] = "N"
    position[ExifTags.GPS.GPSLatitude] = sexagesimal(place["lat"])
    position[ExifTags.GPS.GPSLongitudeRef] = "E"
    position[ExifTags.GPS.GPSLongitude] = sexagesimal(place["lon"])
    content = BytesIO()
    image.save(content, "JPEG", quality=97 if large else 85, exif=exif)
    return content.getvalue()


def sexagesimal(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, as EXIF says a position in the north or east."""
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 3)


def position_in(content: bytes) -> tuple[float, float]:
    """Latitude and longitude that a photo carries, to about ten metres."""
    position = Image.open(BytesIO(content)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return degrees(position[ExifTags.GPS.GPSLatitude]), degrees(position[ExifTags.GPS.GPSLongitude])


def degrees(said: tuple[float, float, float]) -> float:
    """From degrees, minutes and seconds."""
    return round(float(said[0]) + float(said[1]) / 60 + float(said[2]) / 3600, 4)


def signature(hand: int) -> dict[str, Any]:
    """Two strokes with the times of a pen that moves; another `hand`, another signature."""

    def stroke(left: int, begins_ms: int) -> list[tuple[int, int, int]]:
        return [
            (
                left + 12 * step,
                200 + round(90 * math.sin(step / (2 + hand / 10)) + 3 * math.sin(step * hand)),
                begins_ms + 17 * step,
            )
            for step in range(POINTS)
        ]

    return points(stroke(120, 0), stroke(540, 700))


def report(complaint: str, part: Mapping[str, Any], photos: Iterable[bytes]) -> dict[str, Any]:
    """What a technician writes after the work, with one part replaced (S1-3.4.2)."""
    name = part["name"]
    return {
        "complaint": complaint,
        "inspection": {
            "running_hours": 3120,
            "mileage_km": 84210,
            "warranty": "in",
            "warranty_reason": "14 months in service, three years warranted",
            "tampered": False,
            "findings": f"{name} worn out, everything around it sound",
        },
        "cause": f"The seal of the {name} let water in",
        "responsibility": "maker",
        "work_done": f"Replaced the {name}, adjusted, tried ten times",
        "parts": [
            {
                "id": str(uuid4()),
                "quantity": 1,
                "reason": "worn out",
                "warranty": True,
                "replaced": True,
                **part,
            }
        ],
        "compensation": [{"name": "hinge grease", "quantity": 2, "reason": "a day off the road"}],
        "advice": "Grease the hinges every month",
        "photos": [sha256(content).hexdigest() for content in photos],
        "travel": {"distance_km": 124, "minutes": 150},
    }
