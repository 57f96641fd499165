"""The service report: filed in complete versions, signed or refused for exactly one of them, submitted."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
import rfc8785
from pydantic import Field, StringConstraints, model_validator

from backend.order.document import (
    Name,
    Order,
    Part,
    Report,
    ReportState,
    Sha256,
    Signature,
    Text,
    Value,
)
from backend.order.fact import (
    NOT_ON_TEAM,
    Applied,
    Asks,
    Body,
    Entry,
    Judgement,
    Known,
    Parked,
    Rejected,
    kind,
    leads,
    standing,
)
from backend.order.moment import UNDER_WAY
from backend.order.visit import By, credited

DOMAIN = "callout/report/1"
"""The content begins with it, so that its digest can never pass for that of anything else."""
FEW_POINTS = 20
"""Fewer points than this make a signature doubtful, not invalid (design: evidence)."""
Remarks = Annotated[str, StringConstraints(max_length=500)]


# What a report says


class Inspection(Value):
    """What was heard, seen and checked (S1-3.4.2A–D)."""

    running_hours: int | None = Field(None, ge=0, le=1_000_000)
    mileage_km: int | None = Field(None, ge=0, le=10_000_000)
    warranty: Literal["in", "out", "unknown"]
    tampered: bool | None = Field(None, description="taken apart before; null where that cannot be told")
    findings: Text


class PartLine(Value):
    """A part that was fitted (S1-3.4.2Eb: reason, name and quantity are required)."""

    id: UUID
    name: Name
    number: Name | None = None
    quantity: int = Field(ge=1, le=10_000)
    reason: Name
    warranty: bool
    replaced: bool = Field(True, description="an old part came out and owes its return (S1-3.4.2Ed)")
    serial_out: Name | None = None
    serial_in: Name | None = None

    def part(self, report_id: UUID, before: Part | None) -> Part:
        """The part as this line says it, with what has happened to the old one."""
        happened = before.model_dump(include={"sent", "received", "waived"}) if before else {}
        said = self.model_dump(exclude={"replaced"}) | {"report_id": report_id, "owes_return": self.replaced}
        return Part.model_validate(said | happened)


class Content(Value):
    """What the customer is shown and signs. Phones may add members; all are signed."""

    domain: Literal["callout/report/1"]
    order_id: UUID
    report_id: UUID
    version: int = Field(ge=1, le=1000)
    complaint: Text
    inspection: Inspection
    cause: Text
    responsibility: Literal["maker", "supplier", "user", "third_party", "undetermined"]
    work_done: Text
    parts: list[PartLine] = Field([], max_length=50)
    advice: Text | None = Field(None, description="use and care, as taught to the user (S1-3.3.3)")
    photos: list[Sha256] = Field([], max_length=100)

    @classmethod
    def read(cls, content: dict[str, Any]) -> "Content":
        """The content as it will be signed: a number is a number and never a text that looks like one.

        Raises ValidationError.
        """
        return cls.model_validate_json(orjson.dumps(content), strict=True)

    @model_validator(mode="after")
    def each_part_is_one(self) -> "Content":
        """Two lines under one id would make one debt of two old parts."""
        if len({line.id for line in self.parts}) < len(self.parts):
            raise ValueError("two part lines have the same id")
        return self


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of the content's canonical JSON (RFC 8785), in lower-case hex.

    Raises ValueError for what has no canonical form: floats here, huge integers, lone surrogates.
    """
    if any(isinstance(value, float) for value in leaves(content)):
        raise ValueError("a report holds whole numbers only")
    return sha256(rfc8785.dumps(content)).hexdigest()


def leaves(value: Any) -> Iterator[Any]:
    """Every value in a JSON tree that holds no other."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@kind("report.filed", by=By)
class ReportFiled(Body):
    """A complete version of a report. A new version supersedes the one before and needs a new signature."""

    report_id: UUID
    version: int = Field(ge=1, le=1000)
    digest: Sha256
    content: dict[str, Any]

    @model_validator(mode="after")
    def content_is_a_report(self) -> "ReportFiled":
        """The content is complete, and of this report and version."""
        content = Content.read(self.content)
        if (content.report_id, content.version) != (self.report_id, self.version):
            raise ValueError("the content is of another report or version")
        return self

    def about(self) -> UUID:
        """The report."""
        return self.report_id

    def asks(self) -> Asks:
        """Whether another order has a report of this id."""
        return Asks(keys=frozenset({f"report:{self.report_id}"}))

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By the team, or credited unless who took over has filed a report himself."""
        try:
            same = digest(self.content) == self.digest
        except (ValueError, rfc8785.CanonicalizationError) as problem:
            return Rejected("report_digest", str(problem))
        if not same or UUID(self.content["order_id"]) != order.id:
            return Rejected("report_digest")
        key = f"report:{self.report_id}"
        elsewhere = known.keys.get(key, str(order.id)) != str(order.id)
        contradiction = "it is another order's report" if elsewhere else self.contradiction(order, entry)
        if contradiction:
            return Parked("conflict", "person", contradiction)
        judgement, holds = credited(order, entry), {key: str(order.id)}
        return replace(judgement, claims=holds) if isinstance(judgement, Applied) else judgement

    def contradiction(self, order: Order, entry: Entry) -> str | None:
        """What is on the order already and cannot be true together with this, in words.

        A person may decide whose report counts; never that one version has two contents, or a part two lines.
        """
        filed = order.report(self.report_id, self.version)
        if filed and filed.digest != self.digest:
            return "this version was filed with other content"
        lines = {line.id for line in Content.read(self.content).parts}
        if any(part.id in lines and part.report_id != self.report_id for part in order.parts):
            return "a part is in another report"
        if entry.decided:
            return None
        if any(report.id == self.report_id and report.by != entry.author for report in order.reports):
            return "the report is another technician's"
        if standing(order, entry) == "unaware" and any(order.member(one.by) for one in order.reports):
            return "who took over has filed a report"
        return None

    def fold(self, order: Order, entry: Entry) -> None:
        """Older versions are superseded, whatever the order in which they arrive."""
        if entry.settled.after_reassignment:
            order.flag("after_reassignment", entry.fact_id)
        if order.report(self.report_id, self.version):
            return
        order.reports.append(
            Report(
                id=self.report_id,
                version=self.version,
                digest=self.digest,
                by=entry.author,
                filed_at=entry.at,
            )
        )
        order.reports.sort(key=lambda report: (report.id, report.version))
        content = Content.read(self.content)
        order.desk.named_photos[f"{self.report_id}/{self.version}"] = content.photos
        mine = [report for report in order.reports if report.id == self.report_id]
        for older in mine[:-1]:
            older.state = ReportState.SUPERSEDED
        if mine[-1].version == self.version and self.take_parts(order, content.parts):
            order.flag("part_dropped", entry.fact_id)

    def take_parts(self, order: Order, lines: list[PartLine]) -> bool:
        """The parts of this version replace those of older ones; true where a debt is not named any more.

        What is on its way back keeps that, and what the customer has answered to stays owed: a part that came
        out does not vanish because a later version is silent about it.
        """
        before = {part.id: part for part in order.parts if part.report_id == self.report_id}
        answered = any(one.signature for one in order.reports if one.id == self.report_id)
        now = {line.id: line.part(self.report_id, before.get(line.id)) for line in lines}
        dropped = {
            key: part
            for key, part in before.items()
            if key not in now and (answered or part.sent or part.received or part.waived)
        }
        others = [part for part in order.parts if part.report_id != self.report_id]
        order.parts = sorted([*others, *dropped.values(), *now.values()], key=lambda part: part.id)
        return bool(dropped)


class OfReport(Body):
    """A fact of one filed version."""

    report_id: UUID
    version: int = Field(ge=1, le=1000)

    def about(self) -> UUID:
        """The report."""
        return self.report_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By the lead alone (S1-3.4.1B), of a version that was filed."""
        if standing(order, entry) == "stranger" and not entry.decided:
            return NOT_ON_TEAM
        if not leads(order, entry):
            return Parked("not_lead", "team")
        if order.report(self.report_id, self.version) is None:
            return Parked("report_unknown", "report")
        return credited(order, entry)


class OfSigning(OfReport):
    """The customer's answer to exactly the version that was shown, after the arrival."""

    digest: Sha256

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """No signature before the service (S1-3.3.2): an arrival must be known, and not surely be later."""
        judgement = super().judge(order, entry, known)
        if not isinstance(judgement, Applied):
            return judgement
        report = order.report(self.report_id, self.version)
        if report is None or report.digest != self.digest:
            return Parked("report_unknown", "report")
        arrival = order.desk.firsts.work_started
        if arrival is None or entry.settled.occurred.span[1] < arrival.span[0] - UNDER_WAY:
            return Parked("before_arrival", "arrival")
        return judgement

    def answer(self, order: Order, entry: Entry, state: ReportState, signature: Signature) -> None:
        """Note the first answer to this version; a superseded one stays superseded."""
        report = order.report(self.report_id, self.version)
        if report is None:
            return
        if entry.settled.after_reassignment:
            order.flag("after_reassignment", entry.fact_id)
        if report.signature is None or report.signature.method in ("refused", "absent"):
            report.signature = signature
            if report.state is not ReportState.SUPERSEDED:
                report.state = state
        else:
            order.flag("signed_twice", entry.fact_id)


Coordinate = Annotated[int, Field(ge=-(2**31), lt=2**31)]
Point = Annotated[list[Coordinate], Field(min_length=2, max_length=4)]


class Strokes(Value):
    """The pen's way: points `[x, y]`, `[x, y, t_ms]` or `[x, y, t_ms, pressure]` per stroke, on a canvas of
    this size.

    Personal biometric data: they stay in the journal, for auditors only.
    """

    width: int = Field(ge=1, le=20_000)
    height: int = Field(ge=1, le=20_000)
    strokes: list[list[Point]] = Field(max_length=500)

    def points(self) -> list[Point]:
        """All points of all strokes."""
        return [point for stroke in self.strokes for point in stroke]

    def key(self) -> str:
        """The shared key of these very strokes, wherever on a canvas and whenever they were drawn."""
        origin = [min(values) for values in zip(*(point[:2] for point in self.points()), strict=True)]
        began = min((point[2] for point in self.points() if len(point) > 2), default=0)
        start = [*origin, began, 0]
        drawn = [
            [[value - first for value, first in zip(point, start, strict=False)] for point in stroke]
            for stroke in self.strokes
            if stroke
        ]
        return "strokes:" + sha256(rfc8785.dumps(drawn)).hexdigest()

    def doubtful(self) -> bool:
        """Few points, no time or no extent: applied, but flagged."""
        if len(self.points()) < FEW_POINTS:
            return True
        times = [point[2] for point in self.points() if len(point) > 2]
        across, down = ({point[axis] for point in self.points()} for axis in (0, 1))
        return len(set(times)) < 2 or len(across) + len(down) < 4


def announced(order: Order, digest: str) -> bool:
    """A photo with this SHA-256 is one of the order's."""
    return any(photo.sha256 == digest for photo in order.photos)


class Stamp(Value):
    """A company seal, photographed; the photo is one of the order's."""

    sha256: Sha256


@kind("report.signed", by=By)
class ReportSigned(OfSigning):
    """The customer signed or stamped exactly the version that was shown (S1-3.3.2)."""

    method: Literal["strokes", "stamp"]
    strokes: Strokes | None = None
    stamp: Stamp | None = None
    signer: Name
    role: Name
    rating: int | None = Field(None, ge=1, le=5, description="satisfaction, 5 is best (S1-3.2.1)")
    remarks: Remarks | None = None

    @model_validator(mode="after")
    def has_its_method(self) -> "ReportSigned":
        """Strokes or a stamp, as the method says."""
        if (self.strokes is None) == (self.method == "strokes"):
            raise ValueError("method and content differ")
        if (self.stamp is None) == (self.method == "stamp"):
            raise ValueError("method and content differ")
        return self

    def asks(self) -> Asks:
        """Whether these strokes were seen before."""
        return Asks(keys=frozenset({self.key()}))

    def key(self) -> str:
        """What may not be used on another report: the strokes, or the photograph of the stamp."""
        if self.strokes:
            return self.strokes.key() if self.strokes.points() else "strokes:"
        return f"stamp:{self.stamp.sha256}" if self.stamp else "stamp:"

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Empty or replayed strokes and stamps are refused for ever; a stamp waits for its photo."""
        if self.strokes and not self.strokes.points():
            return Rejected("strokes_empty")
        holder = f"{self.report_id}/{self.version}"
        if known.keys.get(self.key(), holder) != holder:
            return Rejected("strokes_reused" if self.strokes else "stamp_reused")
        judgement = super().judge(order, entry, known)
        if not isinstance(judgement, Applied):
            return judgement
        if self.stamp and not announced(order, self.stamp.sha256):
            return Parked("photo_unknown", "photo")
        return Applied(judgement.settled, {self.key(): holder})

    def fold(self, order: Order, entry: Entry) -> None:
        """Signed; a doubtful signature is flagged for the coordinator."""
        said = self.model_dump(include={"method", "signer", "role", "rating", "remarks"})
        signature = Signature.model_validate(said | {"at": entry.at})
        self.answer(order, entry, ReportState.SIGNED, signature)
        if self.strokes and self.strokes.doubtful():
            order.flag("signature_doubtful", entry.fact_id)


@kind("report.unsigned", by=By)
class ReportUnsigned(OfSigning):
    """The customer refused to sign or was absent, with the reason; a photo may show it."""

    reason: Literal["refused", "absent"]
    explanation: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    photo: Sha256 | None = None

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """As a signature; the photo that shows it must have been announced."""
        judgement = super().judge(order, entry, known)
        if isinstance(judgement, Applied) and self.photo and not announced(order, self.photo):
            return Parked("photo_unknown", "photo")
        return judgement

    def fold(self, order: Order, entry: Entry) -> None:
        """Refused; a signature that comes later still counts."""
        signature = Signature(method=self.reason, remarks=self.explanation, at=entry.at)
        self.answer(order, entry, ReportState.REFUSED, signature)


@kind("report.submitted", by=By)
class ReportSubmitted(OfReport):
    """The lead hands the report in (S1-3.4.1B, S1-3.4.3)."""

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """After the customer's answer."""
        judgement = super().judge(order, entry, known)
        report = order.report(self.report_id, self.version)
        if isinstance(judgement, Applied) and report and report.signature is None:
            return Parked("report_not_signed", "report")
        return judgement

    def fold(self, order: Order, entry: Entry) -> None:
        """Submitted, and no longer sent back; one made before it was sent back says nothing new."""
        report = order.report(self.report_id, self.version)
        if report and entry.seen_version >= order.desk.sent_back.get(report.key, 0):
            report.submitted_at, report.sent_back = entry.at, None
