"""Large photos: what a proxy must let through for an upload to go on where it was cut."""

from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from uuid import UUID, uuid4

import httpx

from app_contract.conformance.evidence import photo, picture, put
from app_contract.conformance.promises import Broken, Promise, expect, promised
from app_contract.conformance.site import Document, Site, answered, refused, reply, spoken, told
from app_contract.phone import tus
from app_contract.phone.album import says_stored

PROMISES: list[Promise] = []
promise = partial(promised, PROMISES)
MIB = 1024 * 1024
SIZE = 3 * MIB
NO_UPLOAD = f"{tus.UPLOADS}/{uuid4()}"
WRONG_CHECKSUM = {"Upload-Checksum": f"sha256 {b64encode(bytes(32)).decode()}"}


def announced(site: Site, size: int = SIZE) -> tuple[UUID, bytes]:
    """A photo whose manifest is there: its id and its bytes."""
    manifest, photo_id, content = photo(site, site.issue(site.lead), size=size)
    expect("the manifest", site.lead.results(manifest), ["applied"])
    return photo_id, content


def ask(
    site: Site, method: str, place: str, content: bytes = b"", headers: Mapping[str, str] = tus.RESUMABLE
) -> httpx.Response:
    """A request of tus."""
    return site.lead.ask(method, place, content=content, headers=dict(headers))


def created(site: Site, photo_id: UUID, size: int) -> tuple[str, int]:
    """Where the photo's upload is, and how much of it is there. Raises Broken."""
    response = ask(site, "POST", tus.UPLOADS, headers=tus.creation(photo_id, size))
    place, offset = tus.place_in(reply(response)), tus.offset_in(reply(response), 201)
    if place is None or offset is None:
        raise Broken(f"POST {tus.UPLOADS} makes no upload: {said(response)}")
    return place, offset


def append(site: Site, place: str, offset: int, content: bytes) -> int:
    """Bring bytes; gives how many are there then. Raises Broken."""
    response = ask(site, "PATCH", place, content, tus.bytes_from(offset, content))
    return offset_of(response, 204)


def offset_of(response: httpx.Response, status: int) -> int:
    """How many bytes are there. Raises Broken where it does not say so."""
    offset = tus.offset_in(reply(response), status)
    if offset is None:
        raise Broken(f"{response.request.method} says no offset: {said(response)}")
    return offset


def said(response: httpx.Response) -> str:
    """What came, with the headers of the protocol."""
    ours = {name: value for name, value in response.headers.items() if name.startswith(("tus-", "upload-"))}
    return f"{told(response)}; {ours or 'none of the headers of tus'}"


@promise(5)
def goes_on(site: Site) -> None:
    """A large photo goes in parts by tus: PATCH, HEAD and the headers of tus pass both ways."""
    photo_id, content = announced(site)
    place, offset = created(site, photo_id, SIZE)
    expect("nothing is there", offset, 0)
    expect("after the first part", append(site, place, 0, content[:MIB]), MIB)
    looked = ask(site, "HEAD", place)
    expect("HEAD tells the same", offset_of(looked, 200), MIB)
    expect("Upload-Length", looked.headers.get("Upload-Length"), str(SIZE))
    if "Upload-Expires" not in looked.headers:
        raise Broken(f"no Upload-Expires: {said(looked)}")
    expect("created again, it is the same", created(site, photo_id, SIZE), (place, MIB))
    expect("after the rest", append(site, place, MIB, content[MIB:]), SIZE)
    expect("created once more, it is stored", created(site, photo_id, SIZE), (place, SIZE))
    if not says_stored(reply(put(site, photo_id, content)), photo_id):
        raise Broken("what tus has stored is not stored for a PUT")


@promise(5)
def by_post(site: Site) -> None:
    """Where PATCH does not pass, POST with X-HTTP-Method-Override does the same."""
    photo_id, content = announced(site)
    place, _ = created(site, photo_id, SIZE)
    headers = tus.bytes_from(0, content) | {"X-HTTP-Method-Override": "PATCH"}
    expect("the bytes", offset_of(ask(site, "POST", place, content, headers), 204), SIZE)
    looked = ask(site, "POST", place, headers=tus.RESUMABLE | {"X-HTTP-Method-Override": "HEAD"})
    expect("HEAD by POST", offset_of(looked, 200), SIZE)


@promise(5)
def abilities(site: Site) -> None:
    """OPTIONS tells what of tus is spoken, and how large a photo may be."""
    response = site.http.request("OPTIONS", tus.UPLOADS)
    expect("Tus-Version", response.headers.get("Tus-Version"), "1.0.0")
    extensions = set(response.headers.get("Tus-Extension", "").split(","))
    wanted = {"creation", "creation-with-upload", "termination", "expiration", "checksum"}
    expect("extensions that are missing", wanted - extensions, set())
    if not response.headers.get("Tus-Max-Size", "").isdecimal():
        raise Broken(f"no Tus-Max-Size: {said(response)}")


@promise(5)
def largest(site: Site) -> None:
    """A body of the largest photo gets through whole: no proxy cuts or refuses it."""
    size = int(site.http.request("OPTIONS", tus.UPLOADS).headers["Tus-Max-Size"])
    photo_id, content = announced(site, size)
    place, _ = created(site, photo_id, size)
    # With another checksum than its own none of it is kept: a run leaves nothing behind.
    headers = tus.bytes_from(0, content) | WRONG_CHECKSUM
    refused(ask(site, "PATCH", place, content, headers), 460, "upload_checksum")
    expect("nothing is there", offset_of(ask(site, "HEAD", place), 200), 0)
    expect("let go of", ask(site, "DELETE", place).status_code, 204)


@promise(5)
def upload_refusals(site: Site) -> None:
    """Refusals of tus come as Callout said them: 404, 409, 412, 415, 422 and 460, with Tus-Resumable."""
    photo_id, content = announced(site)
    place, _ = created(site, photo_id, SIZE)
    good = tus.bytes_from(0, content)
    over = content + b"x"
    plain = {name: value for name, value in good.items() if name != "Tus-Resumable"}
    cases = [
        (place, content, good | {"Upload-Offset": "1"}, 409, "upload_offset"),
        (place, content, good | WRONG_CHECKSUM, 460, "upload_checksum"),
        (place, content, good | {"Content-Type": "image/jpeg"}, 415, "media_type"),
        (place, content, plain, 412, "tus_version"),
        (place, content, good | {"Upload-Offset": "all"}, 400, "unreadable"),
        (place, over, tus.bytes_from(0, over), 422, "photo_mismatch"),
        (NO_UPLOAD, content, good, 404, "not_found"),
    ]
    for where, body, headers, status, code in cases:
        response = ask(site, "PATCH", where, body, headers)
        refused(response, status, code)
        if not tus.spoken(reply(response)):
            raise Broken(f"{code}: {said(response)}")
    if not tus.gone(reply(ask(site, "HEAD", NO_UPLOAD))):
        raise Broken(f"HEAD of no upload: {said(ask(site, 'HEAD', NO_UPLOAD))}")
    expect("none of it was taken", offset_of(ask(site, "HEAD", place), 200), 0)


@promise(5)
def photos_asked_for(site: Site) -> None:
    """A sync tells of photos that it names whether they are stored, missing or unknown."""
    (whole, content), (half, _), unknown = announced(site, MIB), announced(site), uuid4()
    put(site, whole, content)
    place, _ = created(site, half, SIZE)
    append(site, place, 0, content)
    body = site.lead.envelope(photos=[whole, half, unknown])
    answer: list[Document] = spoken(site.lead.post(body), 200)["photos"]
    expect(
        "what is told",
        [(one["id"], one["state"], one["received"]) for one in answer],
        [(str(whole), "stored", MIB), (str(half), "missing", MIB), (str(unknown), "unknown", 0)],
    )
    expect("as a phone reads it", len(answered(site.lead.post(body), []).photos), 3)


@promise(5)
def from_a_form(site: Site) -> None:
    """A desk adds a photo with a form, and again it is the same."""
    order_id, photo_id = site.issue(site.lead), uuid4()
    content = picture(SIZE // 8, photo_id.bytes)
    form = {"photo_id": str(photo_id), "purpose": "document"}
    file = {"photo": ("letter.jpg", content, "image/jpeg")}
    for status in (201, 200):
        response = site.desk.ask("POST", f"/v1/orders/{order_id}/photos", data=form, files=file)
        expect("its SHA-256", spoken(response, status)["sha256"], sha256(content).hexdigest())
    [shown] = site.document(order_id)["photos"]
    expect("the document says that it is stored", shown["stored"], wanted=True)
