"""The service report: what it says, its digest; filed in complete versions, and submitted."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

import orjson
import rfc8785
from pydantic import Field, model_validator

from backend.order.document import (
    Name,
    Order,
    Report,
    ReportState,
    Sha256,
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
    Settled,
    kind,
    leads,
    standing,
)
from backend.order.parts.booking import flag_all, settled_with
from backend.order.parts.replaced import (
    DROPPED,
    PartLine,
    booked,
    numbers,
    remember,
    renewed,
    restated,
    serials,
)
from backend.order.visit import By, credited

DOMAIN = "callout/report/1"
"""The content begins with it, so that its digest can never pass for that of anything else."""


# What a report says


class Inspection(Value):
    """What was heard, seen and checked (S1-3.4.2A–D)."""

    running_hours: int | None = Field(None, ge=0, le=1_000_000)
    mileage_km: int | None = Field(None, ge=0, le=10_000_000)
    warranty: Literal["in", "out", "unknown"]
    warranty_reason: Text | None = Field(
        None, description="why it is in or out of the three-guarantee warranty"
    )
    tampered: bool | None = Field(None, description="taken apart before; null where that cannot be told")
    findings: Text


class Compensation(Value):
    """What the customer is given for it (S1-3.4.2Eb: with reason, name, quantity)."""

    name: Name
    number: Name | None = None
    quantity: int = Field(ge=1, le=10_000)
    reason: Name


class Travel(Value):
    """The way there and back, in whole kilometres and minutes."""

    distance_km: int | None = Field(None, ge=0, le=100_000)
    minutes: int | None = Field(None, ge=0, le=100_000)


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
    compensation: list[Compensation] = Field([], max_length=20)
    advice: Text | None = Field(None, description="use and care, as taught to the user (S1-3.3.3)")
    photos: list[Sha256] = Field([], max_length=100)
    travel: Travel | None = None

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

    def asks(self, order: Order) -> Asks:
        """Whether another order has a report of this id, and where the pieces are that it may move."""
        lines = Content.read(self.content).parts
        return Asks(
            keys=frozenset({f"report:{self.report_id}"}),
            numbers=numbers(order, self.report_id, lines),
            serials=serials(order, self.report_id, lines),
        )

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
        judgement = credited(order, entry)
        if not isinstance(judgement, Applied):
            return judgement
        return Applied(self.book(order, entry, judgement.settled, known), {key: str(order.id)})

    def book(self, order: Order, entry: Entry, settled: Settled, known: Known) -> Settled:
        """Settle what the ledger books, which never keeps a report waiting; an old version books nothing."""
        if any(one.id == self.report_id and one.version >= self.version for one in order.reports):
            return settled
        lines, days = Content.read(self.content).parts, known.policy.old_parts_days
        parts = renewed(order, self.report_id, lines, entry.at, days)
        settled = settled_with(settled, booked(order, entry.author, parts, known.shelf))
        owing = any(line.replaced for line in lines)
        return settled.model_copy(update={"old_parts_days": days if owing else None})

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
        pictured = {line.photo_out for line in content.parts if line.photo_out}.difference(content.photos)
        order.desk.named_photos[f"{self.report_id}/{self.version}"] = [*content.photos, *sorted(pictured)]
        mine = [report for report in order.reports if report.id == self.report_id]
        for older in mine[:-1]:
            older.state = ReportState.SUPERSEDED
        if mine[-1].version == self.version:
            self.take_parts(order, entry, content.parts)

    def take_parts(self, order: Order, entry: Entry, lines: list[PartLine]) -> None:
        """The parts of this version replace those of older ones; the ledger's part of it is remembered."""
        days = entry.settled.old_parts_days
        parts = renewed(order, self.report_id, lines, entry.at, days)
        others = [part for part in order.parts if part.report_id != self.report_id]
        whole = [*others, *parts.kept.values(), *parts.now.values()]
        order.parts = sorted(whole, key=lambda part: part.id)
        order.desk.restated = sorted({*order.desk.restated, *restated(parts)})
        remember(order, entry.settled.stock or [])
        flag_all(order, entry)
        if parts.kept:
            order.flag(DROPPED, entry.fact_id)


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
