"""The order document: one value that says all a team may know of an order. Part of the public contract.

Grow it, keep its names. It is the fold of the order's applied facts and of nothing else; what only desks
may see, and what the fold itself must remember, stands beside it in `Desk`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

LIMIT_BYTES = 48 * 1024
"""A document leaves the fold no larger than this (design: the order document)."""
KEPT = 20
"""How many of a long list stay in the document; `counts` tells how many there are."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ()\-]{4,28}[0-9]$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Language = Literal["zh", "en"]


class Value(BaseModel):
    """A value of the contract; unknown members are ignored, so that documents may grow."""

    model_config = ConfigDict(extra="ignore")


# Places and times


class Datum(StrEnum):
    """The map datum that coordinates refer to; GCJ-02 and BD-09 differ from WGS-84 by some hundred metres."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class Place(Value):
    """Coordinates in degrees with their datum; `accuracy_m` is the radius that the device stated."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)
    accuracy_m: float | None = Field(None, ge=0, le=1_000_000, allow_inf_nan=False)
    datum: Datum = Datum.WGS84


class Quality(StrEnum):
    """How a time was found: `mono` by the phone's running clock, `skew` by its corrected wall clock,
    `suspect` where neither can be true, `server` by our own clock.
    """

    MONO = "mono"
    SKEW = "skew"
    SUSPECT = "suspect"
    SERVER = "server"


class Moment(Value):
    """When something really happened: between `at - doubt_s` and `at + doubt_s` (seconds)."""

    model_config = ConfigDict(frozen=True)

    at: AwareDatetime
    quality: Quality = Quality.SERVER
    doubt_s: float = 0

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The earliest and the latest time that it may have been.

        A suspect one stands at its receipt, so it can only have been earlier: what was received in time was
        done in time, whatever the phone's clock said.
        """
        doubt = timedelta(seconds=self.doubt_s)
        return self.at - doubt, self.at if self.quality is Quality.SUSPECT else self.at + doubt

    def or_earlier(self, other: "Moment") -> "Moment":
        """When the first of the two was: no later than either, whichever is named first."""
        earliest, latest = map(min, self.span, other.span)
        whole = [one for one in (self, other) if one.span == (earliest, latest)]
        if whole:
            return min(whole, key=lambda one: one.quality)
        return Moment(at=latest, quality=Quality.SUSPECT, doubt_s=(latest - earliest).total_seconds())


# Whom, where, what


class Customer(Value):
    """Who called (S1-3.4.1A), copied as of the fact that said it."""

    id: UUID
    name: Name
    contact: Name
    phone: Phone
    language: Language = Field("zh", description="what is written to him in, as a report's paper")


class Site(Value):
    """Where the vehicle stands: exact address (S1-3.4.1A), coordinates if known, IANA time zone."""

    address: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    place: Place | None = None
    zone: str = Field("Asia/Shanghai", max_length=64)


class Vehicle(Value):
    """The vehicle or machine by model and number (S1-3.4.1A)."""

    id: UUID
    model: Name
    serial: Name
    plate: Name | None = None
    in_service_on: date | None = None


class FaultCategory(StrEnum):
    """What failed decides which deadlines run (S1-3.2.2, S1-3.2.3, S4-6)."""

    BODY = "body"
    CHASSIS_ENGINE = "chassis_engine"
    EQUIPMENT = "equipment"


class Fault(Value):
    """The fault as reported; the deadlines count from `reported_at`."""

    category: FaultCategory
    description: Text
    reported_at: AwareDatetime


class Base(Value):
    """A service base that technicians drive out from."""

    id: UUID
    name: Name
    place: Place


class Distance(Value):
    """Service radius from the nearest base (S1-3.2.2); while `needs_confirmation`, both obligations run."""

    km: float | None = None
    within: bool | None = None
    datum: Datum | None = None
    method: Literal["geodesic", "mixed_datum", "no_coordinates", "no_base", "confirmed"]
    needs_confirmation: bool = False


class Member(Value):
    """One of the team; exactly one leads (S1-3.4.1B)."""

    id: UUID
    name: Name
    lead: bool


# Deadlines


class Obligation(StrEnum):
    """What must be done in time."""

    RESPOND = "respond"
    REPLY = "reply"
    WRITTEN_CONTACT = "written_contact"
    ARRIVE = "arrive"
    RESOLVE = "resolve"


class Starts(StrEnum):
    """What a deadline counts from."""

    REPORTED = "reported"
    WORK_STARTED = "work_started"


class Verdict(StrEnum):
    """By facts only, never by the clock: an open deadline past due is overdue to whoever reads it."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"


class Rule(Value):
    """A deadline rule that was chosen, with the inputs that chose it; journalled with the fact."""

    model_config = ConfigDict(frozen=True)

    rule: str
    obligation: Obligation
    seconds: int = Field(gt=0)
    starts: Starts
    policy: str
    inputs: dict[str, bool | float | str | None]


class Because(Value):
    """Why a deadline stands: rule id, digest of the policy, inputs."""

    rule: str
    policy: str
    inputs: dict[str, bool | float | str | None]


class Doubt(Value):
    """Why a deadline is uncertain: when it was met and when it counts from, each as well as is known.

    One of the two, or both, may have been earlier or later than stated, so that it was in time or was not.
    """

    met: Moment
    starts: Moment


class Deadline(Value):
    """One obligation with its time; `starts` and `due_at` are null until what it counts from happened.

    `doubt` is there while the verdict is `uncertain`, and only then.
    """

    id: UUID
    obligation: Obligation
    starts: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    met_at: AwareDatetime | None = None
    verdict: Verdict = Verdict.OPEN
    doubt: Doubt | None = None
    because: Because


class Firsts(Value):
    """The earliest moment that met each obligation, over all facts: what deadlines are judged by."""

    reported_at: AwareDatetime
    work_started: Moment | None = None
    respond: Moment | None = None
    reply: Moment | None = None
    written_contact: Moment | None = None
    arrive: Moment | None = None
    resolve: Moment | None = None

    def note(self, obligation: str, moment: Moment) -> None:
        """Keep `moment` where it is the earliest; the order in which moments are noted does not matter."""
        standing: Moment | None = getattr(self, obligation)
        setattr(self, obligation, standing.or_earlier(moment) if standing else moment)


# What happened on site


class VisitResult(StrEnum):
    """How a visit ended: `unfinished` asks for another one, `declined` never began."""

    RESOLVED = "resolved"
    UNFINISHED = "unfinished"
    DECLINED = "declined"


class Visit(Value):
    """One technician's visit; its id is made by the phone."""

    id: UUID
    technician: UUID
    accepted_at: AwareDatetime | None = None
    contacted_at: AwareDatetime | None = None
    departed_at: AwareDatetime | None = None
    arrived_at: AwareDatetime | None = None
    left_at: AwareDatetime | None = None
    result: VisitResult | None = None
    after_reassignment: bool = False

    def note(self, field: str, at: datetime) -> bool:
        """Keep the earliest time that was said; true where `at` became it."""
        standing: datetime | None = getattr(self, field)
        if standing is not None and standing <= at:
            return False
        setattr(self, field, at)
        return True


class ReportState(StrEnum):
    """Where a filed version stands; an older version stays `superseded` even when it is signed later."""

    FILED = "filed"
    SIGNED = "signed"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class Signature(Value):
    """Who signed or why nobody did; strokes never enter the document (design: evidence).

    `fact_id` is the fact that said it.
    """

    fact_id: UUID | None = None
    method: Literal["strokes", "stamp", "refused", "absent"]
    signer: Name | None = None
    role: Name | None = None
    rating: int | None = Field(None, ge=1, le=5)
    remarks: Annotated[str, StringConstraints(max_length=500)] | None = None
    at: AwareDatetime


class Sealed(Value):
    """The server's seal on the customer's answer, the fact `answer`; `verify_id` is of its public page."""

    verify_id: UUID
    answer: UUID
    at: AwareDatetime


class Printed(Value):
    """The paper of a sealed version: a PDF of `size` bytes with this SHA-256."""

    verify_id: UUID
    sha256: Sha256
    size: int
    language: Language
    at: AwareDatetime


class Report(Value):
    """A filed version of a service report; its content is read by id."""

    id: UUID
    version: int = Field(ge=1)
    digest: Sha256
    state: ReportState = ReportState.FILED
    by: UUID
    filed_at: AwareDatetime
    signature: Signature | None = None
    submitted_at: AwareDatetime | None = None
    approved_at: AwareDatetime | None = None
    sent_back: Annotated[str, StringConstraints(max_length=500)] | None = None
    sealed: Sealed | None = None
    printed: Printed | None = None

    @property
    def key(self) -> str:
        """Report and version in a word."""
        return f"{self.id}/{self.version}"


class Photo(Value):
    """A photo that was announced, and whether its bytes have arrived whole.

    `quarantined`: they are no picture that can be shown, for this reason; they are stored all the same.
    `waived`: nobody waits for them any more.
    """

    id: UUID
    purpose: str
    sha256: Sha256
    size: int
    stored: bool = False
    quarantined: str | None = None
    waived: "Waived | None" = None


class Sent(Value):
    """An old part on its way back (S1-3.4.2Ed); no carrier means it is carried by the technician."""

    at: AwareDatetime
    carrier: Name | None = None
    tracking: Name | None = None


class Received(Value):
    """Old parts in the storekeeper's hands; `serial_matches` is null where no serial was known.

    `quantity` is how many of the line's came, null from before it was said: all. `fact_ids` are the receipts.
    """

    at: AwareDatetime
    by: Name
    condition: Name
    serial: Name | None = None
    serial_matches: bool | None = None
    quantity: int | None = None
    fact_ids: list[UUID] = []


class Waived(Value):
    """Somebody gave up the old part or the photo, with the reason (S1-3.6.3)."""

    at: AwareDatetime
    by: Name
    reason: Annotated[str, StringConstraints(max_length=500)]


class WrittenOff(Value):
    """The piece that was fitted is not on the technician's account any more (S1-3.6.2)."""

    at: AwareDatetime
    by: Name
    fact_id: UUID


PartSource = Literal["van", "bought_locally", "customers_own"]
"""Where a fitted part came from: only what was drawn from the store is on anybody's account."""


class Part(Value):
    """A part that a report line replaced; it owes the return of the old one until that is accounted for.

    `due_at`: the old one ought to be back by then (S1-3.4.2Ed); null for what was replaced before that was
    reckoned. `source` is null where the app did not ask: from the van.
    """

    id: UUID
    report_id: UUID
    name: Name
    number: Name | None = None
    quantity: int = Field(ge=1)
    reason: Name
    warranty: bool
    serial_out: Name | None = None
    serial_in: Name | None = None
    source: PartSource | None = None
    photo_out: Sha256 | None = None
    owes_return: bool = True
    replaced_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    sent: Sent | None = None
    received: Received | None = None
    waived: Waived | None = None
    written_off: WrittenOff | None = None

    @property
    def owed(self) -> int:
        """How many old pieces are neither received nor waived, and ought to be."""
        return 0 if self.waived else self.missing

    @property
    def missing(self) -> int:
        """How many old pieces were not received, and would be if nobody had waived them."""
        if not self.owes_return:
            return 0
        if self.received is None:
            return self.quantity
        came = self.quantity if self.received.quantity is None else self.received.quantity
        return max(0, self.quantity - came)

    @property
    def outstanding(self) -> bool:
        """Of the old part something is still to be accounted for."""
        return self.owed > 0

    @property
    def from_van(self) -> bool:
        """What was fitted had been drawn from the store."""
        return self.source in (None, "van")


# What is asked of the store


class Decision(Value):
    """A manager's word on what somebody asked for; `reason` is of a refusal."""

    at: AwareDatetime
    by: Name
    reason: Annotated[str, StringConstraints(max_length=500)] | None = None


class RequisitionLine(Value):
    """So many of one part: asked for, approved, issued by the store, returned unused."""

    id: UUID
    number: Name | None = None
    name: Name
    quantity: int = Field(ge=1)
    approved: int = 0
    issued: int = 0
    returned: int = 0

    @property
    def to_issue(self) -> int:
        """How many the store may still give out; what came back may be given out again."""
        return self.approved - self.issued + self.returned


class IssuedLine(Value):
    """What the store gave out for a line: which pieces, by number and, where they have one, serial.

    `received`: how many of them came, null until somebody says so.
    """

    line_id: UUID
    number: str
    quantity: int = Field(ge=1)
    serials: list[str] = []
    received: int | None = None


class Issue(Value):
    """Pieces on their way from the store to a technician; `id` is the fact's. No carrier: fetched.

    `received_by` is who has them, once he said so.
    """

    id: UUID
    at: AwareDatetime
    by: Name
    to: UUID
    lines: list[IssuedLine]
    carrier: Name | None = None
    tracking: Name | None = None
    received_at: AwareDatetime | None = None
    received_by: UUID | None = None


class Requisition(Value):
    """A technician's request for parts with its reason (S1-3.6.1); nothing is drawn before it is approved.

    `reserved`: pieces that lie aside for it in the store.
    """

    id: UUID
    by: UUID
    at: AwareDatetime
    reason: Annotated[str, StringConstraints(max_length=500)]
    lines: list[RequisitionLine]
    approved: Decision | None = None
    refused: Decision | None = None
    reserved: list[IssuedLine] = []
    issues: list[Issue] = []

    def line(self, line_id: UUID) -> RequisitionLine | None:
        """One of its lines."""
        return next((one for one in self.lines if one.id == line_id), None)


class Escalation(Value):
    """A large problem reported at once (S1-3.4.2Ec), and what the leader decided."""

    id: UUID
    by: UUID
    at: AwareDatetime
    problem: Annotated[str, StringConstraints(max_length=500)]
    proposal: Annotated[str, StringConstraints(max_length=500)]
    demand: Annotated[str, StringConstraints(max_length=500)]
    decision: Annotated[str, StringConstraints(max_length=500)] | None = None
    decided_by: Name | None = None


class Medium(StrEnum):
    """How somebody was reached."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    CHAT = "chat"
    IN_PERSON = "in_person"


WRITTEN = frozenset({Medium.SMS, Medium.EMAIL, Medium.LETTER, Medium.CHAT})
"""The media that meet S1-3.2.3: the service settles it in writing."""


class Contact(Value):
    """A contact about the order; `text` is its beginning, the journal has all of it."""

    fact_id: UUID
    at: AwareDatetime
    medium: Medium
    party: Literal["customer", "station", "supplier"]
    whom: Name
    by: Name
    text: str


class Missing(Value):
    """One thing that the evidence still lacks; `id` says which photo, report or part.

    A photo that a report names and nobody has announced has no id yet; `sha256` says which.
    """

    what: Literal["report", "signature", "photo", "old_part"]
    id: UUID | None = None
    sha256: Sha256 | None = None


class Evidence(Value):
    """Complete: every report signed or refused, photo stored or waived, and old part accounted for."""

    complete: bool
    missing: list[Missing]


class Flag(Value):
    """Something a coordinator should look at, and the fact that raised it."""

    code: str
    fact_id: UUID


class Cancelled(Value):
    """The order was called off."""

    at: AwareDatetime
    reason: Annotated[str, StringConstraints(max_length=500)]


class State(StrEnum):
    """Derived from the set of facts, never set."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    TRAVELLING = "travelling"
    ON_SITE = "on_site"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OVER = (State.CLOSED, State.CANCELLED)
"""In these states nothing but late news applies."""


# Beside the document


class AccountKind(StrEnum):
    """Where pieces may be. Those below SUPPLIER are sources without bottom: what comes from them is told by
    how far below zero they stand.
    """

    STORE = "store"
    RESERVED = "reserved"
    TRANSIT = "transit"
    VAN = "van"
    FITTED = "fitted"
    STATION = "station"
    SCRAP = "scrap"
    GIVEN_UP = "given_up"
    SUPPLIER = "supplier"
    VEHICLE = "vehicle"
    OPENING = "opening"
    UNEXPLAINED = "unexplained"


class Account(Value):
    """An account of the parts ledger (S1-3.7.6): a kind of place, and whose.

    Of a technician: `van`, `transit` (to him or from him), `fitted` (on a vehicle and not yet written off),
    `unexplained` (was not on the books). Of a requisition `reserved`, of a vehicle, a station, a supplier
    theirs. `store`, `scrap`, `given_up` and `opening` (what was there before the books) are one each.
    """

    model_config = ConfigDict(frozen=True)

    kind: AccountKind
    holder: UUID | None = None

    def __str__(self) -> str:
        """As lists write it."""
        return f"{self.kind}/{self.holder}" if self.holder else self.kind.value


class Condition(StrEnum):
    """Of a piece: `new`, `old` (came out of a vehicle), `refurbished`."""

    NEW = "new"
    OLD = "old"
    REFURBISHED = "refurbished"


class Movement(Value):
    """So many pieces of one part number from one account to another; append-only, never edited.

    `serial` is empty where none is known. `becomes`: their condition from then on, where it changes. `back`:
    it takes back an earlier movement.
    """

    model_config = ConfigDict(frozen=True)

    number: str
    quantity: int = Field(ge=1)
    source: Account
    target: Account
    condition: Condition = Condition.NEW
    becomes: Condition | None = None
    serial: str = ""
    technician: UUID | None = None
    part_id: UUID | None = None
    back: bool = False

    def reversed(self) -> "Movement":
        """The movement that takes this one back."""
        ends = {"source": self.target, "target": self.source, "back": not self.back}
        if self.becomes:
            ends |= {"condition": self.becomes, "becomes": self.condition}
        return self.model_copy(update=ends)


class Money(Value):
    """An amount in the currency's minor unit (fen, cents), by its ISO 4217 code."""

    amount: int = Field(ge=0, le=10**12)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"


class ClaimSent(Value):
    """The claim is with the supplier."""

    at: AwareDatetime
    by: Name
    reference: Name | None = None
    amount: Money | None = None


class ClaimSettled(Value):
    """The last word on a claim is the manager's (S5); `recovered` is what the supplier made good."""

    at: AwareDatetime
    by: Name
    outcome: Literal["accepted", "refused"]
    recovered: Money | None = None
    reason: Annotated[str, StringConstraints(max_length=500)] | None = None


class Claim(Value):
    """A claim on the supplier of a part that was written off (S1-3.8), to be filed by `due_at`."""

    id: UUID
    part_id: UUID
    supplier_id: UUID
    supplier: Name
    opened_at: AwareDatetime
    opened_by: Name
    due_at: AwareDatetime
    sent: ClaimSent | None = None
    settled: ClaimSettled | None = None


class Freight(Value):
    """Postage or freight of parts: by whom, and approved by a leader before it is written off (S1-3.6.3)."""

    id: UUID
    what: Literal["issue", "old_part", "unused"]
    about_id: UUID
    carrier: Name
    tracking: Name | None = None
    cost: Money
    handler: UUID
    handler_name: Name
    at: AwareDatetime
    voucher: Sha256 | None = None
    approved: Decision | None = None


class Former(Value):
    """Who was on the team, or led it, until the entry `until_version`; work done unaware of that counts."""

    id: UUID
    name: Name
    lead: bool
    until_version: int


class Note(Value):
    """An internal note; `about` is the fact that it was decided on, if it was one."""

    fact_id: UUID
    at: AwareDatetime
    by: Name
    text: str
    about: UUID | None = None


class Desk(Value):
    """What phones never get: internal notes, and what the fold must remember beyond the document.

    `named_photos` and `sent_back` are by a report's key: the photos that it or the customer's answer names,
    and the entry that sent it back last. `waived_photos` are by what they would be, announced or not.
    `moved` is what the ledger booked for each part of a report, by its id: a new version takes it back.
    `restated` are parts that a version says otherwise than they are written off, `receipts` what each receipt
    of an old part said, by its fact.
    """

    firsts: Firsts
    rules: list[Rule] = []
    former: list[Former] = []
    notes: list[Note] = []
    named_photos: dict[str, list[Sha256]] = {}
    sent_back: dict[str, int] = {}
    waived_photos: dict[Sha256, Waived] = {}
    moved: dict[UUID, list[Movement]] = {}
    restated: list[UUID] = []
    receipts: dict[UUID, Received] = {}
    claims: list[Claim] = []
    freights: list[Freight] = []
    older: dict[str, list[Any]] = {}


LISTS = (
    "visits", "reports", "photos", "parts", "requisitions", "escalations", "contacts", "flags", "deadlines"
)  # fmt: skip
"""The lists that may grow without bound; each keeps its last KEPT in the document."""


class Order(Value):
    """A dispatch order as every member of its team may see it."""

    id: UUID
    number: str
    version: int = Field(ge=0, description="seq of the last entry folded")
    state: State
    customer: Customer
    site: Site
    vehicle: Vehicle
    fault: Fault
    supplier_needed: bool
    base: Base | None = None
    distance: Distance
    team: list[Member] = []
    deadlines: list[Deadline] = []
    visits: list[Visit] = []
    reports: list[Report] = []
    photos: list[Photo] = []
    parts: list[Part] = []
    requisitions: list[Requisition] = []
    escalations: list[Escalation] = []
    contacts: list[Contact] = []
    evidence: Evidence
    flags: list[Flag] = []
    cancelled: Cancelled | None = None
    counts: dict[str, int] = Field({}, description="how long a list really is, where only its end is here")

    _desk: Desk = PrivateAttr()

    @property
    def desk(self) -> Desk:
        """The desk's column of this order."""
        # Pydantic's own way to a private member takes nine times as long, and each fold goes it three times.
        desk: Desk = (self.__pydantic_private__ or {})["_desk"]
        return desk

    def beside(self, desk: Desk) -> "Order":
        """The order with that desk column."""
        self._desk = desk
        return self

    @classmethod
    def blank(cls, order_id: UUID) -> "Order":
        """An order before its first entry; `order.issued` fills in what has no value yet."""
        nothing: dict[str, Any] = dict.fromkeys(cls.model_fields)
        lists: dict[str, Any] = {name: [] for name in ("team", *LISTS)}
        return cls.model_construct(**(nothing | lists | {"id": order_id, "version": 0, "counts": {}}))

    def member(self, staff_id: UUID) -> Member | None:
        """Who on the team now has this id."""
        return next((member for member in self.team if member.id == staff_id), None)

    def was_member(self, staff_id: UUID) -> bool:
        """Whether he is on the team or ever was."""
        return self.member(staff_id) is not None or any(one.id == staff_id for one in self.desk.former)

    def report(self, report_id: UUID, version: int) -> Report | None:
        """The filed version of a report."""
        return next((one for one in self.reports if (one.id, one.version) == (report_id, version)), None)

    def part(self, part_id: UUID) -> Part | None:
        """A part that a report names or named."""
        return next((one for one in self.parts if one.id == part_id), None)

    def requisition(self, requisition_id: UUID) -> Requisition | None:
        """A request for parts."""
        return next((one for one in self.requisitions if one.id == requisition_id), None)

    def current_reports(self) -> list[Report]:
        """The latest version of each report."""
        return [report for report in self.reports if report.state is not ReportState.SUPERSEDED]

    def named_photos(self) -> set[str]:
        """The digests of the photos that current reports name."""
        return {sha for one in self.current_reports() for sha in self.desk.named_photos.get(one.key, [])}

    def flag(self, code: str, fact_id: UUID) -> None:
        """Raise a flag once; flags are kept in a fixed order so that facts commute."""
        if all((flag.code, flag.fact_id) != (code, fact_id) for flag in self.flags):
            self.flags.append(Flag(code=code, fact_id=fact_id))
            self.flags.sort(key=lambda flag: (flag.fact_id, flag.code))

    def render(self) -> tuple[str, str]:
        """The two columns as JSON text: the document, cut to LIMIT_BYTES, and the desk's.

        Of a long list the last KEPT stay (fewer where even those are too large); the rest moves to the
        desk column, so that `parse` gives back the whole order.
        """
        document = self._cut(KEPT)
        text = document.model_dump_json()
        for kept in (10, 5, 2, 0):
            if len(text.encode()) <= LIMIT_BYTES:
                break
            document = self._cut(kept)
            text = document.model_dump_json()
        return text, document.desk.model_dump_json()

    def _cut(self, kept: int) -> "Order":
        long = {name: getattr(self, name) for name in LISTS if len(getattr(self, name)) > kept}
        cut = {name: len(items) - kept for name, items in long.items()}
        document = self.model_copy(update={name: items[cut[name] :] for name, items in long.items()})
        document.counts = {name: len(items) for name, items in long.items()}
        older = {
            name: [item.model_dump(mode="json") for item in items[: cut[name]]]
            for name, items in long.items()
        }
        return document.beside(self.desk.model_copy(update={"older": older}))

    @classmethod
    def parse(cls, document: str, desk: str) -> "Order":
        """The whole order from its two columns."""
        order, beside = cls.model_validate_json(document), Desk.model_validate_json(desk)
        if beside.older:
            whole = order.model_dump(mode="json")
            whole |= {name: items + whole[name] for name, items in beside.older.items()}
            order = cls.model_validate(whole)
        order.counts = {}
        return order.beside(beside.model_copy(update={"older": {}}))


def ids(members: Iterable[Member]) -> frozenset[UUID]:
    """The staff ids of a team."""
    return frozenset(member.id for member in members)
