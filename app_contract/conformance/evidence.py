"""Photos and reports: bytes that arrive whole, digests that both sides find, seals that anybody checks."""

import json
import time
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from uuid import UUID, uuid4

import httpx
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Site, refused, reply, spoken, told
from app_contract.phone import digest, points
from app_contract.phone.album import says_stored

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
SIZE = 200_000
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////"
    "////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAA"
    "AAD/2gAIAQEAAD8AP//Z"
)
"""A picture of 8 by 8 grey pixels."""
COMMENT = b"\xff\xfe"
COMMENT_LIMIT = 60_000
LOOKS = 20
"""So often is a picture asked for that is to be made in a moment."""
SEAL_LOOKS, SEAL_PAUSE_S = 120, 0.5
"""So often, and with such a pause, is looked for what the server does by itself within seconds."""


def picture(size: int, seed: bytes) -> bytes:
    """A JPEG of so many bytes, made long by comments, of which the first begins with `seed`."""
    parts = [JPEG[:2]]
    room = size - len(JPEG)
    while room > 0:
        length = room if room <= COMMENT_LIMIT else min(COMMENT_LIMIT, room // 2)
        words = (seed + bytes(length))[: length - 4]
        parts.append(COMMENT + (length - 2).to_bytes(2) + words)
        room -= length
    return b"".join((*parts, JPEG[2:]))


def photo(site: Site, order_id: UUID, size: int = SIZE) -> tuple[Document, UUID, bytes]:
    """A photo's manifest, its id and its bytes, which no other run has."""
    photo_id = uuid4()
    content = picture(size, photo_id.bytes)
    body: Document = {"photo_id": str(photo_id), "purpose": "fault", "sha256": sha256(content).hexdigest()}
    body |= {"size": len(content), "content_type": "image/jpeg"}
    return site.lead.fact(order_id, "photo.taken", body), photo_id, content


def put(site: Site, photo_id: UUID, content: bytes) -> httpx.Response:
    """Send the bytes."""
    headers = {"Content-Type": "image/jpeg"}
    return site.lead.ask("PUT", f"/v1/photos/{photo_id}", content=content, headers=headers)


@promise(5)
def stored(site: Site) -> None:
    """Bytes before their manifest are 409; after it they are stored, and may be sent again."""
    order_id = site.issue(site.lead)
    manifest, photo_id, content = photo(site, order_id)
    refused(put(site, photo_id, content), 409, "photo_unknown")
    expect("the manifest", site.lead.results(manifest), ["applied"])
    for status in (201, 200):
        response = put(site, photo_id, content)
        if response.status_code != status or not says_stored(reply(response), photo_id):
            raise Broken(f"not stored with {status}: {told(response)}")
    [shown] = site.document(order_id)["photos"]
    expect("the document says that it is stored", shown["stored"], wanted=True)


@promise(5)
def mismatch(site: Site) -> None:
    """Other bytes than were announced are refused, and the right ones still taken."""
    manifest, photo_id, content = photo(site, site.issue(site.lead))
    site.lead.results(manifest)
    refused(put(site, photo_id, content[::-1]), 422, "photo_mismatch")
    refused(put(site, photo_id, content[:-1]), 422, "photo_mismatch")
    expect(
        "the right ones are stored", says_stored(reply(put(site, photo_id, content)), photo_id), wanted=True
    )


def small(site: Site, photo_id: UUID) -> httpx.Response:
    """The smaller picture of a photo, which is made in a moment. Raises Broken."""
    for _ in range(LOOKS):
        response = site.lead.ask("GET", f"/v1/photos/{photo_id}?size=320")
        if response.status_code == 200:
            return response
        refused(response, 409, "photo_not_ready")
        time.sleep(float(response.headers["Retry-After"]))
    raise Broken(f"no smaller picture, asked for {LOOKS} times")


@promise(5)
def byte_for_byte(site: Site) -> None:
    """A photo comes back byte for byte, and smaller where that is asked for: nothing on the way does more."""
    manifest, photo_id, content = photo(site, site.issue(site.lead))
    site.lead.results(manifest)
    put(site, photo_id, content)
    expect("the picture's type", small(site, photo_id).headers.get("Content-Type"), "image/jpeg")
    response = site.lead.ask("GET", f"/v1/photos/{photo_id}")
    expect("the photo's SHA-256", sha256(response.content).hexdigest(), sha256(content).hexdigest())


def report(order_id: UUID, **changes: object) -> Document:
    """A report's content."""
    return {
        "domain": "callout/report/1",
        "order_id": str(order_id),
        "report_id": str(uuid4()),
        "version": 1,
        "complaint": "车门关不上 \U00020bb7 👨\u200d🔧",
        "inspection": {"mileage_km": 41200, "warranty": "in", "findings": "None"},
        "cause": "None",
        "responsibility": "undetermined",
        "work_done": "None",
    } | changes


def complete(order_id: UUID) -> Document:
    """A report's content with every member, and with one of the app's own; its accents are not in NFC."""
    part = {"id": str(uuid4()), "name": "Roller", "number": "R-1", "quantity": 1, "reason": "worn"}
    pieces = {"serial_out": "A", "serial_in": "B", "source": "customers_own"}
    return report(
        order_id,
        inspection={
            "running_hours": 1840,
            "mileage_km": 41200,
            "warranty": "in",
            "warranty_reason": "14 months in service",
            "tampered": False,
            "findings": "Nothing else",
        },
        cause="Cafe\u0301",
        parts=[part | {"warranty": True, "replaced": False} | pieces],
        compensation=[{"name": "Oil", "number": "HM-46", "quantity": 2, "reason": "A day lost"}],
        advice="Grease it",
        travel={"distance_km": 124, "minutes": 150},
        mood=["good", None, True, 9007199254740991],
    )


def shown(content: Document) -> Document:
    """How facts name the version of a report that was on the screen."""
    named = {name: content[name] for name in ("report_id", "version")}
    return named | {"digest": digest(content)}


def filing(site: Site, content: Document) -> Document:
    """A version is filed."""
    return site.lead.fact(UUID(content["order_id"]), "report.filed", shown(content) | {"content": content})


def signing(site: Site, content: Document) -> Document:
    """It is signed, each time by another hand."""
    seed = sha256(uuid4().bytes).digest()
    answer = {
        "method": "strokes",
        "strokes": points([(10 * n, byte, 15 * n, 300) for n, byte in enumerate(seed)]),
        "signer": "Nobody",
        "role": "driver",
        "phone_tail": "0000",
        "shown": {"template": "conformance/report/1", "locale": "en"},
        "consent": "I have read the report; it is true.",
        "rating": 5,
    }
    return site.lead.fact(UUID(content["order_id"]), "report.signed", shown(content) | answer)


@promise(8)
def filed(site: Site) -> None:
    """A report is filed by the digest that the phone finds, and by no other."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    wrong = site.lead.fact(
        order_id, "report.filed", shown(content | {"cause": "Other"}) | {"content": content}
    )
    outcomes = site.lead.results(wrong, filing(site, content))
    expect("outcomes", outcomes, ["rejected report_digest", "applied"])


@promise(9)
def signed(site: Site) -> None:
    """A signature waits for its report and for the arrival, whatever order they come in."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    arrived = site.lead.visit(order_id, "arrived")
    signature = signing(site, content)
    expect("first", site.lead.results(signature), ["parked report_unknown"])
    version = filing(site, content)
    expect("second", site.lead.results(version), ["applied"])
    expect("still", site.lead.results(signature), ["parked before_arrival"])
    expect("third", site.lead.results(arrived), ["applied"])
    expect("at last", site.lead.results(signature), ["applied"])
    expect("the order's state", site.document(order_id)["state"], "signed")


@promise(8)
def strokes_empty(site: Site) -> None:
    """A signature without a stroke is refused."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    answer = {"method": "strokes", "strokes": points([]), "signer": "Nobody", "role": "driver"}
    version = filing(site, content)
    empty = site.lead.fact(order_id, "report.signed", shown(content) | answer)
    results = site.lead.results(version, site.lead.visit(order_id, "arrived"), empty)
    expect("outcomes", results, ["applied", "applied", "rejected strokes_empty"])


@promise(8)
def as_sent(site: Site) -> None:
    """A report with every member, and with texts that are not in NFC, is kept as it was sent and digested."""
    content = complete(site.issue(site.lead))
    expect("the outcome", site.lead.results(filing(site, content)), ["applied"])
    said = spoken(site.lead.ask("GET", f"/v1/reports/{content['report_id']}"), 200)
    expect("the content", said["content"], content)
    expect("its digest", said["digest"], digest(content))


@promise(8)
def superseded(site: Site) -> None:
    """A second version supersedes the first, which stays signed, and needs a signature of its own."""
    order_id = site.issue(site.lead)
    first = report(order_id)
    second = first | {"version": 2, "cause": "Another"}
    facts = [site.lead.visit(order_id, "arrived"), filing(site, first), signing(site, first)]
    expect("outcomes", site.lead.results(*facts, filing(site, second)), ["applied"] * 4)
    stands = [(one["state"], one["signature"] is not None) for one in site.document(order_id)["reports"]]
    expect("how they stand", stands, [("superseded", True), ("filed", False)])
    expect("the second signature", site.lead.results(signing(site, second)), ["applied"])
    expect("the order's state", site.document(order_id)["state"], "signed")


@promise(8)
def doubtful(site: Site) -> None:
    """What an app should not have taken counts and is flagged: a scrawl, a refusal without a photo."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    gone = {"reason": "absent", "explanation": "He had left"}
    absent = site.lead.fact(order_id, "report.unsigned", shown(content) | gone)
    scrawl = signing(site, content)
    seed = uuid4().int % 10_000
    scrawl["body"]["strokes"] = points([(seed * n, n, n) for n in range(5)])
    facts = [site.lead.visit(order_id, "arrived"), filing(site, content), absent, scrawl]
    expect("outcomes", site.lead.results(*facts), ["applied"] * 4)
    flags = {flag["code"] for flag in site.document(order_id)["flags"]}
    expect("flags", flags, {"unsigned_without_photo", "signature_doubtful"})


@promise(8)
def receipts(site: Site) -> None:
    """What is applied has a receipt, the same whenever it is sent again, and it is what the journal holds."""
    order_id = site.issue(site.lead)
    fact = site.lead.visit(order_id, "arrived")
    early = site.lead.fact(order_id, "report.submitted", {"report_id": str(uuid4()), "version": 1})
    (first, waits), (again, _) = (site.lead.sync(fact, early).results for _ in range(2))
    expect("the receipt of what is parked", waits.receipt, None)
    expect("the receipt, sent again", again.receipt, first.receipt)
    held = {entry["fact_id"]: (entry["seq"], entry["hash"]) for entry in journal(site, order_id)}
    receipt = (first.receipt.seq, first.receipt.hash) if first.receipt else None
    expect("the receipt, and the journal", receipt, held[fact["id"]])


def journal(site: Site, order_id: UUID) -> list[Document]:
    """What happened to an order, as the dispatcher reads it."""
    entries: list[Document] = spoken(site.desk.ask("GET", f"/v1/orders/{order_id}/journal"), 200)["entries"]
    return entries


def awaited(site: Site, order_id: UUID, there: Callable[[Document], bool]) -> Document:
    """The order's only report once its document, by sync, shows what the server says of it. Raises Broken."""
    for _ in range(SEAL_LOOKS):
        found: Document
        [found] = site.lead.everything()[0][str(order_id)]["reports"]
        if there(found):
            return found
        time.sleep(SEAL_PAUSE_S)
    raise Broken(f"not in the document, looked for {SEAL_LOOKS} times")


@promise(8)
def sealed(site: Site) -> None:
    """A signed report is sealed by itself, and anybody checks the seal with the published keys."""
    order_id = site.issue(site.lead)
    content = complete(order_id)
    facts = [site.lead.visit(order_id, "arrived"), filing(site, content), signing(site, content)]
    signature = site.lead.sync(*facts).results[2]
    found = awaited(site, order_id, lambda one: one["sealed"] is not None)
    [seal] = [entry["body"]["seal"] for entry in journal(site, order_id) if entry["kind"] == "report.sealed"]
    record = opened(site, seal)
    expect("what it is of", record["report"]["digest"], digest(content))
    expect("whose answer", record["answer"]["fact_id"], facts[2]["id"])
    strokes = sha256(rfc8785.dumps(facts[2]["body"]["strokes"])).hexdigest()
    expect("the strokes", record["answer"]["strokes_sha256"], strokes)
    place = signature.receipt and {"seq": signature.receipt.seq, "hash": signature.receipt.hash}
    expect("its place in the chain", record["chain"], place)
    expect("its page", record["verify_id"], found["sealed"]["verify_id"])
    page = site.http.get(f"/verify/{record['verify_id']}")
    if page.status_code != 200 or not page.headers.get("Content-Type", "").startswith("text/html"):
        raise Broken(f"the page that anybody may see: {told(page)}")


def opened(site: Site, seal: str) -> Document:
    """The record in a seal, by the keys that the server publishes. Raises Broken."""
    head, payload, signature = seal.split(".")
    names = json.loads(decoded(head))
    keys = spoken(site.http.get("/.well-known/jwks.json"), 200)["keys"]
    [x] = [one["x"] for one in keys if one["kid"] == names["kid"]] or [None]
    if names["alg"] != "EdDSA" or x is None:
        raise Broken(f"its key {names['kid']} is not published")
    try:
        public = Ed25519PublicKey.from_public_bytes(decoded(x))
        public.verify(decoded(signature), f"{head}.{payload}".encode())
    except InvalidSignature:
        raise Broken("the seal does not hold") from None
    record: Document = json.loads(decoded(payload))
    expect("its canonical form", decoded(payload), rfc8785.dumps(record))
    return record


def decoded(text: str) -> bytes:
    """From base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@promise(8)
def printed(site: Site) -> None:
    """The paper of a sealed report is printed by itself, and has the SHA-256 that the document says."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    path = f"/v1/reports/{content['report_id']}.pdf"
    facts = [site.lead.visit(order_id, "arrived"), filing(site, content)]
    expect("outcomes", site.lead.results(*facts), ["applied"] * 2)
    refused(site.lead.ask("GET", f"{path}?sealed=true"), 409, "paper_not_ready")
    site.lead.results(signing(site, content))
    found = awaited(site, order_id, lambda one: one["printed"] is not None)["printed"]
    response = site.lead.ask("GET", path)
    expect("its type", response.headers.get("Content-Type"), "application/pdf")
    expect("its SHA-256", sha256(response.content).hexdigest(), found["sha256"])
