"""Photos and reports: bytes that arrive whole, digests that both sides find."""

import time
from base64 import b64decode
from functools import partial
from hashlib import sha256
from uuid import UUID, uuid4

import httpx

from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Site, refused, reply, told
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


def report(order_id: UUID) -> Document:
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
    }


def shown(content: Document) -> Document:
    """How facts name the version of a report that was on the screen."""
    return {"report_id": content["report_id"], "version": 1, "digest": digest(content)}


@promise(8)
def filed(site: Site) -> None:
    """A report is filed by the digest that the phone finds, and by no other."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    wrong = site.lead.fact(
        order_id, "report.filed", shown(content | {"cause": "Other"}) | {"content": content}
    )
    right = site.lead.fact(order_id, "report.filed", shown(content) | {"content": content})
    expect("outcomes", site.lead.results(wrong, right), ["rejected report_digest", "applied"])


@promise(9)
def signed(site: Site) -> None:
    """A signature waits for its report and for the arrival, whatever order they come in."""
    order_id = site.issue(site.lead)
    content = report(order_id)
    arrived = site.lead.visit(order_id, "arrived")
    pen = points([(n + UUID(content["report_id"]).int % 500, n, 10 * n) for n in range(30)])
    answer = {"method": "strokes", "strokes": pen, "signer": "Nobody", "role": "driver", "rating": 5}
    signature = site.lead.fact(order_id, "report.signed", shown(content) | answer)
    expect("first", site.lead.results(signature), ["parked report_unknown"])
    version = site.lead.fact(order_id, "report.filed", shown(content) | {"content": content})
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
    version = site.lead.fact(order_id, "report.filed", shown(content) | {"content": content})
    empty = site.lead.fact(order_id, "report.signed", shown(content) | answer)
    results = site.lead.results(version, site.lead.visit(order_id, "arrived"), empty)
    expect("outcomes", results, ["applied", "applied", "rejected strokes_empty"])
