"""A technician's work on one order, as the facts that the app records for it.

The bodies of facts are in the schemas of app_contract; this shows how their ids hang together.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import rfc8785

from app_contract.phone.phone import Phone

FEWEST_POINTS = 20
LEAST_MS = 200
LEAST_EXTENT = 4
"""So many different places across and down, added, has the least pen's way that is taken for a signature."""

Place = Mapping[str, Any]
"""{lat, lon, accuracy_m?, datum}: leave it out where the phone has no position."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A version of a report as it was filed; its digest is what the customer signs."""

    report_id: UUID
    version: int
    digest: str

    @property
    def body(self) -> dict[str, Any]:
        """How later facts name it."""
        return {"report_id": str(self.report_id), "version": self.version, "digest": self.digest}


@dataclass(frozen=True, slots=True)
class Screen:
    """What the customer had before him as he answered: the app's template, in which language (BCP 47), and
    the words that he agreed to.
    """

    template: str
    locale: str
    consent: str

    @property
    def body(self) -> dict[str, Any]:
        """How a signature tells it."""
        return {"shown": {"template": self.template, "locale": self.locale}, "consent": self.consent}


class AskAgain(ValueError):
    """What would be doubted: the customer is asked to sign again, or the technician for a photo."""


def normalised(value: Any) -> Any:
    """The value with every text and name in it in NFC, as the app has it from the keyboard on: what looks the
    same is the same, and has one digest.
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {normalised(name): normalised(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [normalised(held) for held in value]
    return value


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON (RFC 8785), in lower-case hex. Raises ValueError for a float."""

    def no_float(number: str) -> None:
        raise ValueError(f"a report holds whole numbers only, not {number}")

    json.loads(json.dumps(content), parse_float=no_float)
    return sha256(rfc8785.dumps(dict(content))).hexdigest()


class Work:
    """One order's work by who uses the phone. Each method records one fact and gives its id."""

    def __init__(self, phone: Phone, order_id: UUID) -> None:
        self.phone = phone
        self.order_id = order_id

    # The visit

    @property
    def visit_id(self) -> str:
        """The visit that his last fact of one speaks of, else his last in the document, else a new one."""
        said = [
            entry
            for entry in self.phone.entries()
            if entry.order_id == self.order_id and entry.kind.startswith("visit.")
        ]
        if said:
            return str(said[-1].body["visit_id"])
        visits = (self.phone.order(self.order_id) or {"visits": []})["visits"]
        own = [visit for visit in visits if visit["technician"] == str(self.phone.actor)]
        return str(own[-1]["id"] if own else uuid4())

    def accept(self) -> UUID:
        """Take the order; a new visit begins."""
        return self._say("visit.accepted", {"visit_id": str(uuid4())})

    def decline(self, reason: str) -> UUID:
        """Say why not."""
        return self._say("visit.declined", {"visit_id": self.visit_id, "reason": reason})

    def contact(self, medium: str, whom: str, text: str, party: str = "customer") -> UUID:
        """Speak with somebody before leaving."""
        body = {"visit_id": self.visit_id, "medium": medium, "whom": whom, "text": text, "party": party}
        return self._say("visit.contacted", body)

    def depart(self, place: Place | None = None) -> UUID:
        """Set out."""
        return self._say("visit.departed", {"visit_id": self.visit_id}, place)

    def arrive(self, place: Place | None = None) -> UUID:
        """Be on site."""
        return self._say("visit.arrived", {"visit_id": self.visit_id}, place)

    def escalate(self, problem: str, proposal: str, demand: str) -> UUID:
        """Report a large problem at once, with one's own proposal and the customer's demand."""
        body = {"escalation_id": str(uuid4()), "problem": problem, "proposal": proposal, "demand": demand}
        return self._say("visit.escalated", body | {"visit_id": self.visit_id})

    def leave(self, result: str, brief: str, *, ready_for_next: bool, told: str | None = None) -> UUID:
        """End the visit: `resolved` or `unfinished`."""
        body = {"result": result, "brief": brief, "ready_for_next": ready_for_next, "told": told}
        return self._say("visit.left", body | {"visit_id": self.visit_id})

    # Evidence

    def take_photo(self, content: bytes, purpose: str, content_type: str = "image/jpeg") -> UUID:
        """Record a photo; gives the photo's id, not the fact's."""
        return self.phone.record_photo(self.order_id, content, content_type, purpose)

    def file_report(self, content: Mapping[str, Any], previous: Filed | None = None) -> Filed:
        """File a complete version: the first, or the next after `previous`.

        `content` is the report without its head (domain, order, id and version), which is put before it.
        Its texts are normalised, and so they are signed. Raises ValueError for a float.
        """
        report_id = previous.report_id if previous else uuid4()
        version = previous.version + 1 if previous else 1
        head = {"domain": "callout/report/1", "order_id": str(self.order_id)}
        whole = head | {"report_id": str(report_id), "version": version} | normalised(content)
        filed = Filed(report_id, version, digest(whole))
        self._say("report.filed", filed.body | {"content": whole})
        return filed

    def sign(
        self, filed: Filed, strokes: Mapping[str, Any], answer: Mapping[str, Any], screen: Screen
    ) -> UUID:
        """The customer signs on the screen that shows this version: {width, height, strokes}.

        `answer` is {signer, role, phone_tail?, rating?, remarks?}, as the customer gave it. Raises AskAgain
        for strokes that would be doubted.
        """
        if why := doubtful(strokes):
            raise AskAgain(why)
        said = {"method": "strokes", "strokes": strokes} | screen.body | dict(answer)
        return self._say("report.signed", filed.body | said)

    def stamp(self, filed: Filed, photo_id: UUID, answer: Mapping[str, Any], screen: Screen) -> UUID:
        """The customer stamps the paper; the photo shows it and was taken with purpose `stamp`.

        Raises AskAgain where there is no such photo.
        """
        said = {"method": "stamp", "stamp": {"sha256": self._taken(photo_id)}} | screen.body | dict(answer)
        return self._say("report.signed", filed.body | said)

    def not_signed(self, filed: Filed, reason: str, explanation: str, photo_id: UUID) -> UUID:
        """The customer `refused` or was `absent`; the photo shows it. Raises AskAgain where there is none."""
        said = {"reason": reason, "explanation": explanation, "photo": self._taken(photo_id)}
        return self._say("report.unsigned", filed.body | said)

    def submit(self, filed: Filed) -> UUID:
        """Hand the report in; for the lead."""
        return self._say("report.submitted", {"report_id": str(filed.report_id), "version": filed.version})

    # Parts

    def request_parts(self, reason: str, *lines: Mapping[str, Any]) -> UUID:
        """Ask for parts: {name, quantity, number?} each; gives the requisition's id, not the fact's."""
        requisition_id = uuid4()
        asked = [{"id": str(uuid4())} | dict(line) for line in lines]
        body = {"requisition_id": str(requisition_id), "reason": reason, "lines": asked}
        self._say("part.requested", body)
        return requisition_id

    def confirm_parts(
        self, requisition_id: UUID, issue_id: UUID, came: Mapping[UUID, int] | None = None
    ) -> UUID:
        """What the store issued is here: all of it, or of each line so many pieces as `came`."""
        body: dict[str, Any] = {"requisition_id": str(requisition_id), "issue_id": str(issue_id)}
        if came is not None:
            body["lines"] = [{"line_id": str(line), "quantity": count} for line, count in came.items()]
        return self._say("part.received", body)

    def send_old_part(self, part_id: UUID, carrier: str | None = None, tracking: str | None = None) -> UUID:
        """Send a replaced part back; without a carrier it is carried by hand."""
        return self._say("old_part.sent", {"part_id": str(part_id), "carrier": carrier, "tracking": tracking})

    def record_freight(
        self, what: str, about_id: UUID, carrier: str, amount: int, voucher: UUID, tracking: str | None = None
    ) -> UUID:
        """What it cost to send an `issue`, an `old_part` or `unused` pieces, in fen; gives the freight's id.

        `voucher` is a photo of the receipt. Raises AskAgain where there is none.
        """
        freight_id = uuid4()
        sent = {"what": what, "about_id": str(about_id), "carrier": carrier, "tracking": tracking}
        paid = {"cost": {"amount": amount, "currency": "CNY"}, "voucher": self._taken(voucher)}
        self._say("freight.recorded", {"freight_id": str(freight_id)} | sent | paid)
        return freight_id

    def note(self, text: str) -> UUID:
        """Tell the office something."""
        return self._say("note.added", {"text": text})

    def _taken(self, photo_id: UUID) -> str:
        """The SHA-256 of a photo that was taken on this phone for the order."""
        for entry in self.phone.entries():
            announces = entry.kind == "photo.taken" and entry.order_id == self.order_id
            if announces and entry.body["photo_id"] == str(photo_id):
                return str(entry.body["sha256"])
        raise AskAgain("there is no photo that shows it")

    def _say(self, kind: str, body: Mapping[str, Any], place: Place | None = None) -> UUID:
        return self.phone.record(self.order_id, kind, normalised(body), place)


def doubtful(strokes: Mapping[str, Any]) -> str | None:
    """Why a pen's way would be doubted (sync.md, section 8), or None: then it is a signature."""
    drawn = [point for stroke in strokes["strokes"] for point in stroke]
    if len(drawn) < FEWEST_POINTS:
        return f"a signature has at least {FEWEST_POINTS} points, not {len(drawn)}"
    times = [point[2] for point in drawn if len(point) > 2]
    if len(times) < len(drawn) or max(times) - min(times) < LEAST_MS:
        return f"a signature takes at least {LEAST_MS} ms, and each of its points has a time"
    if len({point[0] for point in drawn}) + len({point[1] for point in drawn}) < LEAST_EXTENT:
        return "a dot is no signature"
    return None


def points(*strokes: Sequence[tuple[int, ...]]) -> dict[str, Any]:
    """A signature on a canvas of 1000 by 400, from its strokes' points (x, y, milliseconds, pressure?)."""
    return {
        "width": 1000,
        "height": 400,
        "strokes": [[list(point) for point in stroke] for stroke in strokes],
    }
