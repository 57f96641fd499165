"""What becomes of a version: signed or refused by the customer, sealed and printed by the server."""

from hashlib import sha256
from typing import Annotated, ClassVar, Literal
from uuid import UUID

import rfc8785
from pydantic import Field, StringConstraints, model_validator

from backend.order.document import (
    Language,
    Name,
    Order,
    Printed,
    Report,
    ReportState,
    Sealed,
    Sha256,
    Signature,
    Text,
    Value,
)
from backend.order.fact import Applied, Asks, Body, Entry, Judgement, Known, Parked, Rejected, kind
from backend.order.moment import UNDER_WAY
from backend.order.report import OfReport
from backend.order.visit import By

FEW_POINTS = 20
"""Fewer points than this make a signature doubtful, not invalid (design: evidence)."""
QUICK_MS = 200
"""Nobody writes his name faster."""
Remarks = Annotated[str, StringConstraints(max_length=500)]
PhoneTail = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]


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

    def pictured(self) -> str | None:
        """The SHA-256 of the photo that shows the answer, if one does."""
        return None

    def answer(self, order: Order, entry: Entry, state: ReportState, signature: Signature) -> None:
        """Note the first answer to this version; a superseded one stays superseded."""
        report = order.report(self.report_id, self.version)
        if report is None:
            return
        if entry.settled.after_reassignment:
            order.flag("after_reassignment", entry.fact_id)
        named, shown = order.desk.named_photos.get(report.key, []), self.pictured()
        if shown and shown not in named:
            order.desk.named_photos[report.key] = sorted([*named, shown])
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

    def digest(self) -> str:
        """SHA-256 of them as they were drawn, where, when and how hard: what a seal names them by."""
        return sha256(rfc8785.dumps(self.model_dump())).hexdigest()

    def doubtful(self) -> bool:
        """Few points, hardly any time or no extent: applied, but flagged."""
        if len(self.points()) < FEW_POINTS:
            return True
        times = [point[2] for point in self.points() if len(point) > 2]
        across, down = ({point[axis] for point in self.points()} for axis in (0, 1))
        return max(times, default=0) - min(times, default=0) < QUICK_MS or len(across) + len(down) < 4


def announced(order: Order, digest: str) -> bool:
    """A photo with this SHA-256 is one of the order's."""
    return any(photo.sha256 == digest for photo in order.photos)


class Shown(Value):
    """What the signer was shown: the app's template, and the language (BCP 47) that it was in."""

    template: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._/-]{1,64}$")]
    locale: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$")]


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
    phone_tail: PhoneTail | None = Field(None, description="the last digits of the signer's phone")
    shown: Shown | None = None
    consent: Text | None = Field(None, description="what the signer agreed to, in the words that were shown")
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

    def asks(self, order: Order) -> Asks:
        """Whether these strokes were seen before."""
        return Asks(keys=frozenset({self.key()}))

    def key(self) -> str:
        """What may not be used on another report: the strokes, or the photograph of the stamp."""
        if self.strokes:
            return self.strokes.key() if self.strokes.points() else "strokes:"
        return f"stamp:{self.stamp.sha256}" if self.stamp else "stamp:"

    def pictured(self) -> str | None:
        """The photograph of the stamp."""
        return self.stamp.sha256 if self.stamp else None

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
        signature = Signature.model_validate(said | {"at": entry.at, "fact_id": entry.fact_id})
        self.answer(order, entry, ReportState.SIGNED, signature)
        if self.strokes and self.strokes.doubtful():
            order.flag("signature_doubtful", entry.fact_id)


@kind("report.unsigned", by=By)
class ReportUnsigned(OfSigning):
    """The customer refused to sign or was absent, with the reason, and a photo that shows it.

    Without the photo it counts all the same: what happened happened, and a coordinator sees the flag.
    """

    reason: Literal["refused", "absent"]
    explanation: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    photo: Sha256 | None = None

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """As a signature; the photo that shows it must have been announced."""
        judgement = super().judge(order, entry, known)
        if isinstance(judgement, Applied) and self.photo and not announced(order, self.photo):
            return Parked("photo_unknown", "photo")
        return judgement

    def pictured(self) -> str | None:
        """The photo that shows why nobody signed."""
        return self.photo

    def fold(self, order: Order, entry: Entry) -> None:
        """Refused; a signature that comes later still counts."""
        said = {"method": self.reason, "remarks": self.explanation}
        signature = Signature.model_validate(said | {"at": entry.at, "fact_id": entry.fact_id})
        self.answer(order, entry, ReportState.REFUSED, signature)
        if self.photo is None:
            order.flag("unsigned_without_photo", entry.fact_id)


# The server's word

NO_SUCH_ANSWER = Parked("report_unknown", "report")


def unsealed(report: Report) -> bool:
    """The customer has answered to this version, and the answer that stands is not sealed yet."""
    answer = report.signature.fact_id if report.signature else None
    return answer is not None and (report.sealed is None or report.sealed.answer != answer)


def unprinted(order: Order, report: Report) -> bool:
    """The answer is sealed and has no paper yet, and nothing that the paper shows is still to come."""
    if report.sealed is None or unsealed(report):
        return False
    if report.printed and report.printed.verify_id == report.sealed.verify_id:
        return False
    here = {photo.sha256 for photo in order.photos if photo.stored or photo.waived}
    return set(order.desk.named_photos.get(report.key, ())) <= here | order.desk.waived_photos.keys()


def owes_press(order: Order) -> bool:
    """A version of a report is to be sealed or printed now."""
    return any(unsealed(report) or unprinted(order, report) for report in order.reports)


class OfSeal(Body):
    """The server's word on a customer's answer; it is true of closed orders too."""

    on_closed: ClassVar[bool] = True

    report_id: UUID
    version: int = Field(ge=1, le=1000)
    verify_id: UUID


@kind("report.sealed", by=())
class ReportSealed(OfSeal):
    """The server sealed the customer's answer to one version (design: evidence).

    `answer` is the fact `report.signed` or `report.unsigned`. `seal` is a compact JWS (RFC 7515); its payload
    is the canonical JSON of what was sealed, its public key is at /.well-known/jwks.json.
    """

    digest: Sha256
    answer: UUID
    seal: Annotated[str, StringConstraints(max_length=60_000)]

    def about(self) -> UUID:
        """Its page, by which it is found."""
        return self.verify_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Of the answer that stands, to the digest that was filed."""
        report = order.report(self.report_id, self.version)
        signature = report.signature if report and report.digest == self.digest else None
        return Applied(entry.settled) if signature and signature.fact_id == self.answer else NO_SUCH_ANSWER

    def fold(self, order: Order, entry: Entry) -> None:
        """The document says where it can be checked."""
        if report := order.report(self.report_id, self.version):
            report.sealed = Sealed(verify_id=self.verify_id, answer=self.answer, at=entry.at)


@kind("report.printed", by=())
class ReportPrinted(OfSeal):
    """The paper of a sealed version is in the store, as a PDF.

    `seal` is a JWS as that of `report.sealed`, over the canonical JSON of what the paper is.
    """

    sha256: Sha256
    size: int = Field(ge=1)
    language: Language
    seal: Annotated[str, StringConstraints(max_length=2000)]

    def about(self) -> UUID:
        """The report."""
        return self.report_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Of the seal that stands: the paper shows it."""
        report = order.report(self.report_id, self.version)
        seal = report.sealed if report else None
        return Applied(entry.settled) if seal and seal.verify_id == self.verify_id else NO_SUCH_ANSWER

    def fold(self, order: Order, entry: Entry) -> None:
        """The document says what it must be."""
        if report := order.report(self.report_id, self.version):
            said = self.model_dump(include={"verify_id", "sha256", "size", "language"})
            report.printed = Printed.model_validate(said | {"at": entry.at})
