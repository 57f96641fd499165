"""What a person decides on a fact that was not applied: itself a fact, of the order that it concerns.

A decision lifts what only a person can know: that work done on a closed order counts, that it was recorded by
somebody else than who sent it, whose of two contradicting reports holds. It never lifts the arrival before
the signature, the exact digest, or the lead (S1-3.3.2, S1-3.4.1B).
"""

from uuid import UUID

from backend.order.document import Note, Order, Text
from backend.order.fact import Applied, Asks, Body, Entry, Judgement, Kept, Known, Rejected, kind
from backend.people.roles import Role

By = frozenset({Role.COORDINATOR, Role.MANAGER})
OF_A_REPORT = "report."


class OnFact(Body):
    """A word on one stored fact. Said on its order; on any where it names none that exists."""

    on_closed = True

    fact_id: UUID
    note: Text | None = None

    def about(self) -> UUID:
        """The fact."""
        return self.fact_id

    def asks(self, order: Order) -> Asks:
        """The fact, as it is stored."""
        return Asks(facts=frozenset({self.fact_id}))

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """The fact is there, and speaks of this order."""
        kept = known.facts.get(self.fact_id)
        if kept is None or (kept.said and kept.said.by_server):
            return Rejected("fact_unknown")
        if kept.outcome == "applied":
            return Rejected("fact_settled")
        return self.judge_kept(kept, order, entry)

    def judge_kept(self, kept: Kept, order: Order, entry: Entry) -> Judgement:
        """Whether the word may be said of this fact."""
        if kept.order_id not in (None, order.id):
            return Rejected("fact_elsewhere")
        return Applied(entry.settled)

    def fold(self, order: Order, entry: Entry) -> None:
        """The note is kept in the desk's column."""
        if self.note:
            by = entry.settled.author.name
            note = Note(fact_id=entry.fact_id, at=entry.at, by=by, text=self.note, about=self.fact_id)
            order.desk.notes = sorted([*order.desk.notes, note], key=lambda one: (one.at, one.fact_id))


class Deciding(OnFact):
    """Ends the waiting of a parked fact."""

    def judge_kept(self, kept: Kept, order: Order, entry: Entry) -> Judgement:
        """Only while it waits."""
        if kept.said is None:
            return Rejected("fact_settled")
        return super().judge_kept(kept, order, entry)


@kind("fact.applied", by=By)
class FactApplied(Deciding):
    """A parked fact is applied to its order, although the order is closed, or it was said by somebody else or
    contradicts what stands. What no person can lift is refused with its own code.
    """

    def judge_kept(self, kept: Kept, order: Order, entry: Entry) -> Judgement:
        """Of this order alone: `fact.attached` is for another."""
        if kept.said and kept.order_id is None:
            return Rejected("fact_elsewhere", "its order does not exist: attach it to one")
        return super().judge_kept(kept, order, entry)


@kind("fact.attached", by=By)
class FactAttached(Deciding):
    """A parked fact is applied to this order, of which it does not speak. Never a report, nor what the
    customer answered to it: they name their order in what was signed.
    """

    def judge_kept(self, kept: Kept, order: Order, entry: Entry) -> Judgement:
        """Of another order, and not of a report."""
        if kept.said is None:
            return Rejected("fact_settled")
        if kept.order_id == order.id:
            return Rejected("invalid_input", "it speaks of this order: apply it")
        if kept.said.fact.kind.startswith(OF_A_REPORT):
            return Rejected("report_elsewhere")
        return Applied(entry.settled)


@kind("fact.closed", by=By)
class FactClosed(Deciding):
    """A parked fact is closed without being applied; whoever recorded it reads the note."""

    note: Text


@kind("fact.annotated", by=By)
class FactAnnotated(OnFact):
    """A note on a fact that was parked, rejected or closed; nothing becomes of the fact."""

    note: Text


Decision = FactApplied | FactAttached | FactClosed
"""What ends the waiting of a fact."""
