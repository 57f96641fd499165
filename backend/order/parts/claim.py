"""What a supplier owes for a part that was written off (S1-3.8): claimed, sent, settled by a manager (S5).

Amounts are for desks alone: claims stand in the desk's column, and no phone gets them.
"""

from datetime import timedelta
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import model_validator

from backend.order.document import Claim, ClaimSent, ClaimSettled, Money, Name, Order
from backend.order.fact import Applied, Asks, Body, Entry, Judgement, Known, Rejected, kind
from backend.order.office import Reason
from backend.people.roles import Role

Claimants = frozenset({Role.COORDINATOR, Role.MANAGER})


class OfClaim(Body):
    """A fact of one claim."""

    on_closed: ClassVar[bool] = True

    claim_id: UUID

    def about(self) -> UUID:
        """The claim."""
        return self.claim_id

    def claim(self, order: Order) -> Claim | None:
        """The claim."""
        return next((one for one in order.desk.claims if one.id == self.claim_id), None)

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Only of one that is open."""
        claim = self.claim(order)
        if claim is None:
            return Rejected("claim_unknown")
        if claim.settled:
            return Rejected("claim_settled")
        return Applied(entry.settled)


@kind("claim.opened", by=Claimants)
class ClaimOpened(OfClaim):
    """A claim on a supplier for a part that was written off; it is to be filed within his terms."""

    part_id: UUID
    supplier_id: UUID

    def asks(self, order: Order) -> Asks:
        """The supplier's terms."""
        return Asks(suppliers=frozenset({self.supplier_id}))

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Of a part that was written off and on which no claim is open or was accepted."""
        part = order.part(self.part_id)
        if part is None:
            return Rejected("part_unknown")
        if part.written_off is None:
            return Rejected("not_written_off")
        if self.claim(order):
            return Rejected("claim_exists", "this claim was opened before")
        settled = [one.settled for one in order.desk.claims if one.part_id == self.part_id]
        if any(one is None or one.outcome == "accepted" for one in settled):
            return Rejected("claim_exists")
        terms = known.suppliers.get(self.supplier_id)
        if terms is None:
            return Rejected("supplier_unknown")
        return Applied(entry.settled.model_copy(update={"terms": terms}))

    def fold(self, order: Order, entry: Entry) -> None:
        """Open; his time runs from the repair."""
        part, terms = order.part(self.part_id), entry.settled.terms
        if part is None or terms is None:
            return
        since = part.replaced_at or entry.at
        order.desk.claims.append(
            Claim(
                id=self.claim_id,
                part_id=self.part_id,
                supplier_id=self.supplier_id,
                supplier=terms.supplier,
                opened_at=entry.at,
                opened_by=entry.settled.author.name,
                due_at=since + timedelta(days=terms.claim_days),
            )
        )


@kind("claim.sent", by=Claimants)
class ClaimIsSent(OfClaim):
    """The claim is with the supplier, who is asked for so much; said again, the last word stands."""

    reference: Name | None = None
    amount: Money | None = None

    def fold(self, order: Order, entry: Entry) -> None:
        """Sent; the first time counts against the supplier's terms."""
        claim = self.claim(order)
        if claim:
            at = claim.sent.at if claim.sent else entry.at
            by = entry.settled.author.name
            claim.sent = ClaimSent(at=at, by=by, reference=self.reference, amount=self.amount)


@kind("claim.settled", by={Role.MANAGER})
class ClaimIsSettled(OfClaim):
    """The manager has the last word (S5): what was recovered, or why nothing was."""

    outcome: Literal["accepted", "refused"]
    recovered: Money | None = None
    reason: Reason | None = None

    @model_validator(mode="after")
    def says_what_came_of_it(self) -> "ClaimIsSettled":
        """An accepted claim says what was recovered, a refused one why."""
        if self.outcome == "accepted" and self.recovered is None:
            raise ValueError("an accepted claim says what was recovered")
        if self.outcome == "refused" and self.reason is None:
            raise ValueError("a refused claim says why")
        return self

    def judge(self, order: Order, entry: Entry, known: Known) -> Judgement:
        """Accepted only once it was sent; given up, with the reason, at any time."""
        judgement = super().judge(order, entry, known)
        claim = self.claim(order)
        if isinstance(judgement, Applied) and claim and not claim.sent and self.outcome == "accepted":
            return Rejected("claim_not_sent")
        return judgement

    def fold(self, order: Order, entry: Entry) -> None:
        """Settled for good."""
        claim = self.claim(order)
        if claim:
            claim.settled = ClaimSettled(
                at=entry.at,
                by=entry.settled.author.name,
                outcome=self.outcome,
                recovered=self.recovered,
                reason=self.reason,
            )
