"""The catalogue of everything that can be refused, with stable codes (RFC 9457).

A code is never renamed or reused. `Problem` is raised by whoever finds out; app.py turns it into
`application/problem+json`, and sync answers the same codes for single facts.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

RETRY_AFTER_S = (5, 15)
"""Who was turned away comes back after some time between: together they would be turned away again."""
TYPE_BASE = "https://callout.invalid/problems/"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code means: the HTTP status it leaves with and its title for a reader."""

    status: int
    title: str


CATALOGUE: dict[str, Kind] = {
    # requests
    "invalid_input": Kind(422, "The request is understood but its content is not valid"),
    "unreadable": Kind(400, "The content could not be read"),
    "too_large": Kind(413, "The content is larger than is taken here"),
    "length_required": Kind(411, "The content's length must be declared"),
    "stalled": Kind(408, "The content stopped coming"),
    "not_found": Kind(404, "There is no such thing, or it is not yours to see"),
    "method_not_allowed": Kind(405, "This address does not know that method"),
    "internal": Kind(500, "Something failed on our side"),
    "unavailable": Kind(503, "The service cannot answer just now"),
    # who is asking
    "unauthenticated": Kind(401, "Sign in first"),
    "wrong_credentials": Kind(401, "Login or password is wrong"),
    "token_expired": Kind(401, "The access token has expired"),
    "refresh_refused": Kind(401, "The refresh token is not valid any more; sign in again"),
    "device_revoked": Kind(403, "This device has been revoked"),
    "wrong_device": Kind(403, "The token belongs to another device"),
    "role": Kind(403, "Your role may not do this"),
    "too_many_attempts": Kind(429, "Too many attempts; wait before the next"),
    "login_taken": Kind(409, "Another person has this login"),
    # facts
    "id_reused": Kind(409, "This id was used before with other content"),
    "unknown_kind": Kind(422, "This server does not know that kind of fact yet"),
    "order_unknown": Kind(404, "There is no such order"),
    "order_exists": Kind(409, "This order was issued before"),
    "order_closed": Kind(409, "The order is closed or cancelled"),
    "stale_version": Kind(409, "The order has changed since you read it"),
    "not_on_team": Kind(409, "The author is not on the order's team"),
    "not_lead": Kind(409, "Only the lead of the team may do this"),
    "other_actor": Kind(409, "The fact was recorded by another person than the one who sends it"),
    "before_arrival": Kind(409, "A signature counts only after the arrival on site"),
    "report_unknown": Kind(409, "No filed report has this id, version and digest"),
    "report_digest": Kind(409, "The digest is not that of the content"),
    "report_not_signed": Kind(409, "The report is neither signed nor refused yet"),
    "report_not_submitted": Kind(409, "The report has not been submitted"),
    "conflict": Kind(409, "It contradicts what was recorded before"),
    "photo_unknown": Kind(409, "The photo's manifest has not arrived"),
    "photo_mismatch": Kind(422, "The bytes are not those that the manifest announced"),
    "paper_not_ready": Kind(409, "The paper of this version is not printed yet"),
    "photo_not_ready": Kind(409, "The photo's smaller pictures are not made yet"),
    "photo_quarantined": Kind(409, "The photo is no picture that can be shown"),
    "over_quota": Kind(429, "More photos than are taken here; nothing is lost, send them later"),
    "upload_offset": Kind(409, "The upload is at another offset"),
    "upload_taken_over": Kind(409, "A newer request has taken the upload over"),
    "upload_checksum": Kind(460, "The bytes of this request do not have the checksum that it states"),
    "tus_version": Kind(412, "The protocol's version is not 1.0.0"),
    "media_type": Kind(415, "The content is not of the type that is taken here"),
    "link_refused": Kind(403, "The link is not valid, or not any more"),
    "part_unknown": Kind(409, "The order has no such part"),
    "part_settled": Kind(409, "The old part is accounted for already"),
    "requisition_unknown": Kind(409, "The order has no such requisition or line"),
    "requisition_settled": Kind(409, "The requisition was approved or refused before"),
    "requisition_not_approved": Kind(409, "No part is drawn before a manager approved it"),
    "own_request": Kind(409, "Nobody approves what he asked for or paid himself"),
    "too_many": Kind(409, "More than is still open"),
    "out_of_stock": Kind(409, "The pieces are not there"),
    "serials_needed": Kind(422, "Pieces of this part are named by their serials"),
    "issue_unknown": Kind(409, "The store's issue is not known here yet"),
    "nothing_to_write_off": Kind(409, "No piece of the store's was used, or it was written off before"),
    "write_off_incomplete": Kind(409, "Signed report, approval and old part are not all there"),
    "not_written_off": Kind(409, "A claim is made of what was written off"),
    "not_reversible": Kind(409, "It is nothing that can be taken back, or not any more"),
    "claim_unknown": Kind(409, "The order has no such claim"),
    "claim_exists": Kind(409, "A claim for this part is open or was accepted"),
    "claim_not_sent": Kind(409, "The claim has not been sent"),
    "claim_settled": Kind(409, "The claim is settled"),
    "supplier_unknown": Kind(422, "There is no such supplier"),
    "freight_unknown": Kind(409, "The order has no such freight"),
    "freight_approved": Kind(409, "The freight was approved before"),
    "part_number_unknown": Kind(422, "The catalogue has no such part number"),
    "part_number_taken": Kind(409, "Another part has this number"),
    "station_unknown": Kind(422, "There is no such service station"),
    "piece_elsewhere": Kind(409, "By the books the piece is in another place"),
    "stock_without_serials": Kind(409, "Pieces of this part without serials are on the books"),
    "file_invalid": Kind(422, "Lines of the file are wrong, and nothing of it was taken"),
    "entry_unknown": Kind(409, "There is no such entry of the store"),
    "entry_reversed": Kind(409, "The entry was reversed before, or is itself a reversal"),
    "fact_unknown": Kind(404, "No phone has sent a fact with this id"),
    "fact_settled": Kind(409, "The fact is settled and waits no more"),
    "fact_elsewhere": Kind(409, "The fact speaks of another order"),
    "report_elsewhere": Kind(409, "A report belongs to the order that it names"),
    "fact_closed": Kind(409, "A coordinator closed the fact without applying it"),
    "escalation_unknown": Kind(409, "The order has no such escalation"),
    "strokes_empty": Kind(422, "The signature has no strokes"),
    "stamp_reused": Kind(409, "This very photograph of a stamp was used on another report"),
    "strokes_reused": Kind(409, "These very strokes were used on another report"),
    "team_lead": Kind(422, "A team has exactly one lead"),
    "person_unknown": Kind(422, "There is no such active technician"),
    "no_base": Kind(409, "There is no base yet to send a technician from"),
    "nothing_to_confirm": Kind(409, "The order's distance needs no confirmation"),
}


class Problem(Exception):
    """Something refused: `code` is from CATALOGUE, `detail` says what is wrong with this one.

    `headers` are sent along (Retry-After, WWW-Authenticate); `more` is added to the document.
    """

    def __init__(
        self, code: str, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        self.kind = CATALOGUE[code]
        self.code = code
        self.detail = detail
        self.headers = headers or {}
        self.more = more
        super().__init__(f"{code}: {detail}")

    def document(self, instance: str | None = None) -> dict[str, Any]:
        """The problem as RFC 9457 writes it, with our `code` beside its members."""
        document: dict[str, Any] = {
            "type": TYPE_BASE + self.code,
            "title": self.kind.title,
            "status": self.kind.status,
            "code": self.code,
        }
        if self.detail:
            document["detail"] = self.detail
        if instance:
            document["instance"] = instance
        return document | self.more


def unavailable(detail: str = "") -> Problem:
    """`unavailable`, and after how many seconds to come back."""
    wait_s = random.randint(*RETRY_AFTER_S)  # noqa: S311  # spreads load, guards nothing
    return Problem("unavailable", detail, headers={"Retry-After": str(wait_s)})


def invalid_input(faults: Sequence[tuple[str, str]]) -> Problem:
    """`invalid_input` with each thing that is wrong, as (member, reason)."""
    errors = [{"member": member, "reason": reason} for member, reason in faults]
    detail = "; ".join(f"{member}: {reason}" for member, reason in faults)
    return Problem("invalid_input", detail, errors=errors)
