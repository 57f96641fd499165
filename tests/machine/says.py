"""What technicians record, sensible or too early or too late; kinds in the order of a good day's work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from app_contract.phone import Filed, Screen, Work, points

SCREEN = Screen("test/report/1", "en", "I have read the report; it is true.")
PENS = count()
"""No two customers draw alike."""


@dataclass
class Job:
    """One order as the phones know it among them: what was filed, which parts came out."""

    order_id: UUID
    filed: list[Filed] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def last(self, work: Work) -> Filed:
        """The version that was filed last, by whomever; the first is filed now if there is none."""
        return self.filed[-1] if self.filed else self.file(work)

    def file(self, work: Work, previous: Filed | None = None) -> Filed:
        """File a version in which one valve was replaced."""
        part = str(uuid4())
        self.parts.append(part)
        self.filed.append(work.file_report(content(part), previous))
        return self.filed[-1]


def content(part: str) -> dict[str, Any]:
    """What a report says."""
    valve = {"id": part, "name": "Tipping valve", "quantity": 1, "reason": "leaks", "warranty": True}
    return {
        "complaint": "The body stays up",
        "inspection": {"warranty": "in", "findings": "Oil under the valve"},
        "cause": "Worn seal",
        "responsibility": "supplier",
        "work_done": "Valve replaced",
        "parts": [valve],
    }


def strokes(pen: int) -> dict[str, Any]:
    """A signature as only this pen draws it."""
    return points([(0, 0, 0), *((pen + step * step, step, 9 * step) for step in range(1, 24))])


def sign(job: Job, work: Work) -> None:
    """The customer signs."""
    answer = {"signer": "Mr Qian", "role": "driver", "phone_tail": "0101", "rating": 5}
    work.sign(job.last(work), strokes(next(PENS)), answer, SCREEN)


def stamp(job: Job, work: Work) -> None:
    """The customer stamps; the photo is new."""
    filed = job.last(work)
    photo_id = work.take_photo(uuid4().bytes, "stamp")
    work.stamp(filed, photo_id, {"signer": "Ms Zhou", "role": "owner"}, SCREEN)


def not_signed(job: Job, work: Work) -> None:
    """Nobody is there to sign, as a new photo shows."""
    filed = job.last(work)
    photo_id = work.take_photo(uuid4().bytes, "scene")
    work.not_signed(filed, "absent", "The driver had gone home", photo_id)


PLACE = {"lat": 31.0, "lon": 114.5, "accuracy_m": 12, "datum": "wgs84"}

Saying = Callable[[Job, Work], Any]
SAYINGS: dict[str, Saying] = {
    "accept": lambda _, work: work.accept(),
    "contact": lambda _, work: work.contact("phone", "Ms Zhou", "On our way"),
    "depart": lambda _, work: work.depart(PLACE),
    "arrive": lambda _, work: work.arrive(PLACE),
    "escalate": lambda _, work: work.escalate("The frame is torn", "Tow it", "A loan vehicle"),
    "photo": lambda _, work: work.take_photo(uuid4().bytes, "fault"),
    "file": lambda job, work: job.file(work),
    "change": lambda job, work: job.file(work, job.last(work)),
    "sign": sign,
    "stamp": stamp,
    "not_signed": not_signed,
    "submit": lambda job, work: work.submit(job.last(work)),
    "send_part": lambda job, work: work.send_old_part(UUID(job.parts[-1] if job.parts else str(uuid4()))),
    "leave": lambda _, work: work.leave("resolved", "It tips again", ready_for_next=True),
    "decline": lambda _, work: work.decline("My van has broken down"),
    "note": lambda _, work: work.note("The gate is locked at night"),
}
GOOD_DAY = ("accept", "contact", "depart", "arrive", "photo", "file", "sign", "submit", "leave")
