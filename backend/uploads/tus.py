"""The resumable upload protocol tus 1.0.0: what its headers say. Pure.

https://tus.io/protocols/resumable-upload: the core, creation, creation-with-upload, termination, expiration
and checksum. docs/decisions/uploads.md says why the library was not taken.
"""

import binascii
from base64 import b64decode
from datetime import datetime
from email.utils import format_datetime
from uuid import UUID

from backend.problems import Problem

VERSION = "1.0.0"
CHECKSUM = "sha256"
BYTES = "application/offset+octet-stream"
SHA256_BYTES = 32
LARGEST = 2**53 - 1
"""No number of the protocol is larger: what lies beyond could not be counted by every client."""


def abilities(limit_bytes: int) -> dict[str, str]:
    """What OPTIONS says of this server."""
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,creation-with-upload,termination,expiration,checksum",
        "Tus-Checksum-Algorithm": CHECKSUM,
        "Tus-Max-Size": str(limit_bytes),
    }


def speaks(version: str | None) -> None:
    """The client's Tus-Resumable. Raises `tus_version`; then nothing of the request is done."""
    if version != VERSION:
        raise Problem("tus_version", f"say Tus-Resumable: {VERSION}", headers={"Tus-Version": VERSION})


def brings_bytes(content_type: str | None) -> None:
    """The Content-Type of bytes for an upload. Raises `media_type`."""
    if (content_type or "").partition(";")[0].strip().lower() != BYTES:
        raise Problem("media_type", f"bytes are sent as {BYTES}")


def number(name: str, written: str | None) -> int:
    """A header that counts bytes. Raises `unreadable`."""
    if written is None or not (written.isascii() and written.isdigit()) or int(written[:20]) > LARGEST:
        raise Problem("unreadable", f"{name} is a number of bytes")
    return int(written)


def photo_of(metadata: str | None) -> UUID:
    """The photo that Upload-Metadata names by its key `photo_id`; other keys are the client's own.

    Raises `unreadable`.
    """
    for pair in (metadata or "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "photo_id":
            try:
                return UUID(b64decode(value, validate=True).decode())
            except (binascii.Error, ValueError):
                break
    raise Problem("unreadable", "Upload-Metadata names no photo: photo_id and its UUID in base64")


def checksum_of(written: str | None) -> bytes | None:
    """The SHA-256 that Upload-Checksum states of this request's body. Raises `unreadable`."""
    if written is None:
        return None
    algorithm, _, value = written.partition(" ")
    try:
        digest = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    if algorithm != CHECKSUM or len(digest) != SHA256_BYTES:
        raise Problem("unreadable", f"Upload-Checksum is {CHECKSUM} and its digest in base64")
    return digest


def expires(at: datetime) -> str:
    """A time as Upload-Expires says it (RFC 9110)."""
    return format_datetime(at, usegmt=True)
