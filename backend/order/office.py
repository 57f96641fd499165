"""What the office says of an order: issued, amended, assigned, cancelled, replied, decided, approved."""

from datetime import timedelta
from typing import Annotated, ClassVar, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import Field, StringConstraints, model_validator

from backend.order import radius
from backend.order.document import (
    WRITTEN,
    Cancelled,
    Contact,
    Customer,
    Desk,
    Fault,
    Firsts,
    Former,
    Medium,
    Member,
    Name,
    Note,
    Order,
    ReportState,
    Site,
    Text,
    Value,
    Vehicle,
)
from backend.order.fact import (
    NOT_ON_TEAM,
    Applied,
    Asks,
    Body,
    Entry,
    Judgement,
    Known,
    Rejected,
    Settled,
    kind,
)
from backend.order.moment import CALL_MAY_LEAD
from backend.people.roles import Role

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
EXCERPT = 300
"""So many characters of a contact's text stand in the document."""
ZONES = frozenset(available_timezones())
CALL_MAY_LAG = timedelta(days=366)
"""A letter may lie; a year that was mistyped is caught."""


@kind("order.issued", by={Role.DISPATCHER})
class OrderIssued(Body):
    """A dispatch order with all that S1-3.4.1A asks: model, vehicle number, exact address, phone, contact."""

    begins: ClassVar[bool] = True

    customer: Customer
    site: Site
    vehicle: Vehicle
    fault: Fault
    supplier_needed: bool = False

    def asks(self, order: Order) -> Asks:
        """The bases to measure from, and a number."""
        return Asks(bases=True, number=True)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Nearest base, distance, deadline rules and number are settled here, once (S1-3.2.2)."""
        if order.version:
            return Rejected("order_exists")
        if wrong := impossible(self.site, self.fault, entry):
            return Rejected("invalid_input", wrong)
        if not known.bases:
            return Rejected("no_base")
        settled = measured(entry.settled, known, self.site, self.fault, supplier=self.supplier_needed)
        return Applied(settled.model_copy(update={"number": known.numbers.pop(0)}))

    def fold(self, order: Order, entry: Entry) -> None:
        """The order begins."""
        order.number = entry.settled.number or ""
        order.customer, order.site, order.vehicle = self.customer, self.site, self.vehicle
        order.fault, order.supplier_needed = self.fault, self.supplier_needed
        order.beside(Desk(firsts=Firsts(reported_at=self.fault.reported_at)))
        take_measure(order, entry.settled)


@kind("order.amended", by={Role.DISPATCHER})
class OrderAmended(Body):
    """Corrected or new knowledge; what is not named stays. Deadlines follow over all earlier facts."""

    customer: Customer | None = None
    site: Site | None = None
    vehicle: Vehicle | None = None
    fault: Fault | None = None
    supplier_needed: bool | None = None

    @model_validator(mode="after")
    def says_something(self) -> "OrderAmended":
        """An amendment names at least one thing."""
        if all(getattr(self, name) is None for name in type(self).model_fields):
            raise ValueError("an amendment names what it changes")
        return self

    def asks(self, order: Order) -> Asks:
        """The bases to measure from."""
        return Asks(bases=True)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Refused where the desk saw another version; measured anew where the rules' inputs change."""
        if entry.seen_version != order.version:
            return Rejected("stale_version", f"the order is at version {order.version}")
        if wrong := impossible(self.site, self.fault, entry):
            return Rejected("invalid_input", wrong)
        if self.site is None and self.fault is None and self.supplier_needed is None:
            return Applied(entry.settled)
        site, fault = self.site or order.site, self.fault or order.fault
        supplier = order.supplier_needed if self.supplier_needed is None else self.supplier_needed
        if site.place == order.site.place and order.distance.method == "confirmed":
            rules = known.policy.choose(fault.category, order.distance, supplier)
            return Applied(entry.settled.model_copy(update={"rules": rules}))
        return Applied(measured(entry.settled, known, site, fault, supplier=supplier))

    def fold(self, order: Order, entry: Entry) -> None:
        """Replace what was named, and run the deadlines that now follow."""
        for name in ("customer", "site", "vehicle", "fault", "supplier_needed"):
            value = getattr(self, name)
            if value is not None:
                setattr(order, name, value)
        order.desk.firsts.reported_at = order.fault.reported_at
        take_measure(order, entry.settled)


@kind("order.distance_confirmed", by={Role.DISPATCHER})
class OrderDistanceConfirmed(Body):
    """A person says whether the site lies within 100 km where coordinates cannot (S1-3.2.2)."""

    within: bool
    km: float | None = Field(None, ge=0, le=20040, allow_inf_nan=False)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Only while the distance is in doubt."""
        if not order.distance.needs_confirmation:
            return Rejected("nothing_to_confirm")
        if self.km is not None and self.within != (self.km * 1000 <= radius.THRESHOLD_M):
            return Rejected("invalid_input", "within contradicts km")
        km = order.distance.km if self.km is None else self.km
        distance = order.distance.model_copy(
            update={"km": km, "within": self.within, "method": "confirmed", "needs_confirmation": False}
        )
        rules = known.policy.choose(order.fault.category, distance, order.supplier_needed)
        return Applied(entry.settled.model_copy(update={"distance": distance, "rules": rules}))

    def fold(self, order: Order, entry: Entry) -> None:
        """The other obligation is withdrawn."""
        take_measure(order, entry.settled)


class Assignee(Value):
    """One of the team to be."""

    id: UUID
    lead: bool = False


@kind("order.assigned", by={Role.DISPATCHER})
class OrderAssigned(Body):
    """The whole team from now on, with exactly one lead (S1-3.4.1B); an empty one takes the order back."""

    team: list[Assignee] = Field(max_length=12)

    def asks(self, order: Order) -> Asks:
        """The people named."""
        return Asks(people=frozenset(one.id for one in self.team))

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Active technicians only, each once, one of them leading."""
        if len({one.id for one in self.team}) < len(self.team):
            return Rejected("invalid_input", "somebody is named twice")
        if self.team and sum(one.lead for one in self.team) != 1:
            return Rejected("team_lead")
        for one in self.team:
            person = known.people.get(one.id)
            if person is None or not person.active or Role.TECHNICIAN not in person.roles:
                return Rejected("person_unknown", str(one.id))
        team = [Member(id=one.id, name=known.people[one.id].name, lead=one.lead) for one in self.team]
        return Applied(entry.settled.model_copy(update={"team": team}))

    def fold(self, order: Order, entry: Entry) -> None:
        """Who leaves, or leads no longer, is remembered with the version that told him so."""
        team = entry.settled.team or []
        staying = {(one.id, lead) for one in team for lead in (False, one.lead)}
        order.desk.former += [
            Former(id=one.id, name=one.name, lead=one.lead, until_version=entry.seq)
            for one in order.team
            if (one.id, one.lead) not in staying
        ]
        order.team = team


@kind("order.cancelled", by={Role.DISPATCHER, Role.MANAGER})
class OrderCancelled(Body):
    """The order is called off; work that was done unaware of it waits for a person."""

    reason: Reason

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """No rule runs any more; what was past due stays."""
        return Applied(entry.settled.model_copy(update={"rules": []}))

    def fold(self, order: Order, entry: Entry) -> None:
        """Cancelled is final."""
        order.cancelled = Cancelled(at=entry.at, reason=self.reason)
        take_measure(order, entry.settled)


class Contacting(Body):
    """Words with somebody about the order."""

    medium: Medium
    whom: Name
    text: Text
    party: Literal["customer", "station", "supplier"] = "customer"

    def contact(self, order: Order, entry: Entry) -> None:
        """Note the contact, and the obligations that a contact with the customer meets.

        Any answer meets `respond` and `reply` (S4-6, S1-3.2.2b); `written_contact` is met in writing alone,
        with text and whom it reached (S1-3.2.3).
        """
        order.contacts.append(
            Contact(
                fact_id=entry.fact_id,
                at=entry.at,
                medium=self.medium,
                party=self.party,
                whom=self.whom,
                by=entry.settled.author.name,
                text=self.text[:EXCERPT],
            )
        )
        order.contacts.sort(key=lambda contact: (contact.at, contact.fact_id))
        if self.party == "customer":
            met = ["respond", "reply"] + ["written_contact"] * (self.medium in WRITTEN)
            for obligation in met:
                order.desk.firsts.note(obligation, entry.settled.occurred)


@kind("order.replied", by={Role.DISPATCHER, Role.COORDINATOR})
class OrderReplied(Contacting):
    """The office answers the customer (or speaks with station or supplier)."""

    on_closed: ClassVar[bool] = True

    def fold(self, order: Order, entry: Entry) -> None:
        """A contact."""
        self.contact(order, entry)


@kind("order.informed", by={Role.DISPATCHER, Role.COORDINATOR})
class OrderInformed(Contacting):
    """The outcome is fed back to the customer (S1-3.2.3)."""

    on_closed: ClassVar[bool] = True

    def fold(self, order: Order, entry: Entry) -> None:
        """A contact."""
        self.contact(order, entry)


@kind("order.decided", by={Role.MANAGER})
class OrderDecided(Body):
    """The leader's decision on an escalation; it goes back to the phone (S1-3.4.2Ec)."""

    escalation_id: UUID
    decision: Reason

    def about(self) -> UUID:
        """The escalation."""
        return self.escalation_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Only on an escalation that is there."""
        if all(one.id != self.escalation_id for one in order.escalations):
            return Rejected("escalation_unknown")
        return Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        """The latest decision stands."""
        for escalation in order.escalations:
            if escalation.id == self.escalation_id:
                escalation.decision, escalation.decided_by = self.decision, entry.settled.author.name


class OnSubmitted(Body):
    """A manager's word on a submitted report (S1-3.4.3)."""

    report_id: UUID
    version: int = Field(ge=1)

    def about(self) -> UUID:
        """The report."""
        return self.report_id

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Only on the current version, once it was submitted."""
        report = order.report(self.report_id, self.version)
        if report is None or report.state is ReportState.SUPERSEDED:
            return Rejected("report_unknown")
        if report.submitted_at is None:
            return Rejected("report_not_submitted")
        return Applied(entry.settled)


@kind("order.approved", by={Role.MANAGER})
class OrderApproved(OnSubmitted):
    """The leader approves the report (S1-3.4.3); the order closes once its evidence is complete."""

    def fold(self, order: Order, entry: Entry) -> None:
        """Approved."""
        report = order.report(self.report_id, self.version)
        if report:
            report.approved_at, report.sent_back = entry.at, None


@kind("order.sent_back", by={Role.MANAGER})
class OrderSentBack(OnSubmitted):
    """The leader sends the report back with remarks; the lead files a new version or submits again."""

    remarks: Reason

    def fold(self, order: Order, entry: Entry) -> None:
        """Not submitted any more, and says why."""
        report = order.report(self.report_id, self.version)
        if report:
            report.submitted_at, report.approved_at, report.sent_back = None, None, self.remarks
            order.desk.sent_back[report.key] = entry.seq


@kind("note.added", by=frozenset(Role) - {Role.AUDITOR})
class NoteAdded(Body):
    """An internal note; desks read it, phones never get it."""

    on_closed: ClassVar[bool] = True

    text: Text

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """By a desk, or by who is or was on the team."""
        heard = entry.settled.desk or order.was_member(entry.author) or entry.decided
        return Applied(entry.settled) if heard else NOT_ON_TEAM

    def fold(self, order: Order, entry: Entry) -> None:
        """Kept in the desk's column."""
        note = Note(fact_id=entry.fact_id, at=entry.at, by=entry.settled.author.name, text=self.text)
        order.desk.notes = sorted([*order.desk.notes, note], key=lambda one: (one.at, one.fact_id))


def impossible(site: Site | None, fault: Fault | None, entry: Entry) -> str | None:
    """What cannot be true of a site or a fault, in words. Judged once: what was applied stays readable."""
    if site and site.zone not in ZONES:
        return "site.zone is no IANA time zone"
    if fault and fault.reported_at > entry.settled.received_at + CALL_MAY_LEAD:
        return "fault.reported_at lies in the future"
    if fault and fault.reported_at < entry.settled.received_at - CALL_MAY_LAG:
        return "fault.reported_at lies more than a year back"
    return None


def measured(settled: Settled, known: Known, site: Site, fault: Fault, *, supplier: bool) -> Settled:
    """Settle base, distance and the deadline rules that follow from them (S1-3.2.2, S1-3.2.3, S4-6)."""
    base, distance = radius.measure(site.place, known.bases)
    rules = known.policy.choose(fault.category, distance, supplier)
    return settled.model_copy(update={"base": base, "distance": distance, "rules": rules})


def take_measure(order: Order, settled: Settled) -> None:
    """Fold what was settled of base, distance and rules; what was not settled stays."""
    if settled.base:
        order.base = settled.base
    if settled.distance:
        order.distance = settled.distance
    if settled.rules is not None:
        order.desk.rules = settled.rules
