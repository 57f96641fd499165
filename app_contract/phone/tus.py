"""The resumable upload of a photo as headers and values, without any input or output.

https://tus.io/protocols/resumable-upload, version 1.0.0; what Callout takes of it: app_contract/sync.md §5.
"""

import re
from base64 import b64encode
from hashlib import sha256
from uuid import UUID

from app_contract.phone.protocol import Reply

UPLOADS = "/v1/uploads"
BYTES = "application/offset+octet-stream"
PLACE = re.compile(r"/v1/uploads/[0-9A-Za-z-]+$")
RESUMABLE = {"Tus-Resumable": "1.0.0"}


def creation(photo_id: UUID, size: int) -> dict[str, str]:
    """The headers that ask for the upload of a photo."""
    named = b64encode(str(photo_id).encode()).decode()
    return RESUMABLE | {"Upload-Length": str(size), "Upload-Metadata": f"photo_id {named}"}


def bytes_from(offset: int, content: bytes) -> dict[str, str]:
    """The headers of bytes for an upload. With the checksum, a network that changes them is found out."""
    checksum = b64encode(sha256(content).digest()).decode()
    return RESUMABLE | {
        "Content-Type": BYTES,
        "Upload-Offset": str(offset),
        "Upload-Checksum": f"sha256 {checksum}",
    }


def spoken(reply: Reply | None) -> bool:
    """Whoever answered knows tus; a hotel's network does not."""
    return reply is not None and reply.headers.get("tus-resumable") == RESUMABLE["Tus-Resumable"]


def offset_in(reply: Reply | None, status: int) -> int | None:
    """How many bytes the server has, where the reply has this status and says so; else None."""
    if reply is None or not spoken(reply) or reply.status != status:
        return None
    offset = reply.headers.get("upload-offset", "")
    return int(offset) if offset.isascii() and offset.isdigit() else None


def place_in(reply: Reply | None) -> str | None:
    """Where the upload is. Only the path counts: no reply sends the token to another host."""
    found = PLACE.search(reply.headers.get("location", "")) if reply and reply.status == 201 else None
    return found.group() if found and spoken(reply) else None


def gone(reply: Reply | None) -> bool:
    """The server itself knows no such upload, or not any more; to a HEAD it says so without a body."""
    if reply is None or not spoken(reply) or reply.status != 404:
        return False
    return reply.content_type.startswith("application/problem+json")


def method_unknown(reply: Reply | None) -> bool:
    """Something on the way lets no PATCH pass."""
    return reply is not None and not spoken(reply) and reply.status in (405, 501)


def too_large_to_pass(reply: Reply | None) -> bool:
    """Something on the way lets no body of this size pass; it was not Callout that said so."""
    return (
        reply is not None and reply.status == 413 and not reply.content_type.startswith("application/problem")
    )
