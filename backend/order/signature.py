"""What becomes of a version of a report: signed or refused by the customer, sealed and printed by the server."""

from hashlib import sha256
from typing import Annotated, Literal

import rfc8785
from pydantic import Field, StringConstraints, model_validator

from backend.order.document import Name, Order, ReportState, Sha256, Signature, Value
from backend.order.fact import Applied, Asks, Entry, Judgement, Known, Parked, Rejected, kind
from backend.order.moment import UNDER_WAY
from backend.order.report import OfReport
from backend.order.visit import By

FEW_POINTS = 20
"""Fewer points than this make a signature doubtful, not invalid (design: evidence)."""
Remarks = Annotated[str, StringConstraints(max_length=500)]


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
