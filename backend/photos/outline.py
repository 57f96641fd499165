"""Where a picture's bytes end, read from its outline without decoding it, and what may come behind them.

A file that is a picture and something else too (HTML, an archive) is refused: whoever opens it by another
name gets the other thing. What phones really write behind a picture is let through: zeros, further JPEGs
(MPO, gain maps), the film of a motion photo, the trailers of some makers. Imports nothing of ours.
"""

import json
import re
import zipfile
from enum import StrEnum
from mmap import ACCESS_READ, mmap
from typing import BinaryIO


class Format(StrEnum):
    """What a picture may be, by its media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"


class Reason(StrEnum):
    """Why a file is not shown as a picture."""

    NOT_A_PICTURE = "not_a_picture"
    TRUNCATED = "truncated"
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MUCH_MEMORY = "too_much_memory"
    TOO_SLOW = "too_slow"
    POLYGLOT = "polyglot"
    WRONG_TYPE = "wrong_type"
    BROKEN = "broken"
    CRASHED = "crashed"


WORDS = {
    Reason.NOT_A_PICTURE: "it is no JPEG, PNG, WebP or HEIC",
    Reason.TRUNCATED: "its end is missing",
    Reason.ANIMATED: "it moves",
    Reason.TOO_MANY_PIXELS: "it has more than 64 megapixels",
    Reason.TOO_MUCH_MEMORY: "it takes more memory than is given to a picture",
    Reason.TOO_SLOW: "it takes more time than is given to a picture",
    Reason.POLYGLOT: "the file holds something beside the picture",
    Reason.WRONG_TYPE: "it is of another type than was announced",
    Reason.BROKEN: "it cannot be read",
    Reason.CRASHED: "whoever reads it crashes",
}
"""Each reason for a reader."""


class Unfit(Exception):
    """A file is refused for `reason`; the text is for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason = reason
        super().__init__(detail)


MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd8]")
"""A JPEG marker that ends the picture or begins a segment: no escaped byte, no restart within the data."""
ZEROS = re.compile(rb"\0*")
JPEG_STARTS, PNG_STARTS = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
STILL = frozenset({b"heic", b"heix", b"heim", b"heis"})
SEQUENCE = frozenset({b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})
HEIC_BOXES = frozenset(
    {b"ftyp", b"meta", b"mdat", b"idat", b"free", b"skip", b"wide", b"uuid", b"mpvd", b"sefd", b"moov"}
)
FILM_BOXES = frozenset(b"ftyp moov mdat free skip wide uuid udta meta moof mfra pdin".split())
VIVO_STARTS, VIVO_ENDS = re.compile(rb'streamdata|vivo\{"'), b"\xff\xff\xff\xff\x1b*9HWfu\x84\x93\xa2\xb1"
DIRECTORY_LIMIT_BYTES = 64 * 1024
"""More than the directory of any maker's trailer has."""
JPEGS_LIMIT = 16
"""More pictures behind a JPEG than any phone writes."""


def check(file: BinaryIO) -> Format:
    """The format of a file that is one whole picture and nothing else. Raises Unfit."""
    if not file.read(1):
        raise Unfit(Reason.NOT_A_PICTURE, "no bytes")
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        found = format_of(data)
        if found is None:
            raise Unfit(Reason.NOT_A_PICTURE, "begins as no picture does")
        if zipfile.is_zipfile(file):
            raise Unfit(Reason.POLYGLOT, "it is a ZIP archive too")
        CHECKS[found](data)
    file.seek(0)
    return found


def format_of(data: mmap) -> Format | None:
    """The format that the first bytes show."""
    if data[:3] == JPEG_STARTS:
        return Format.JPEG
    if data[:8] == PNG_STARTS:
        return Format.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    if data[4:8] == b"ftyp" and brands(data) & (STILL | SEQUENCE) and data[8:12] != b"avif":
        return Format.HEIC
    return None


def brands(data: mmap) -> set[bytes]:
    """The brands that a box `ftyp` names."""
    end = min(int.from_bytes(data[:4]), 1024)
    return {data[8:12]} | {data[at : at + 4] for at in range(16, end, 4)}


def jpeg(data: mmap) -> None:
    """A JPEG, and behind it only what phones write there."""
    end, at = trailer(data), jpeg_end(data, 0)
    for _ in range(JPEGS_LIMIT):
        behind = past_zeros(data, at, end)
        if data[behind : behind + 3] != JPEG_STARTS:
            break
        at = jpeg_end(data, behind)
    if data[-len(VIVO_ENDS) :] == VIVO_ENDS and (vivo := VIVO_STARTS.search(data, at)):
        end = vivo.start()
    film = data.find(b"ftyp", at, min(past_zeros(data, at, end) + 5, end)) - 4
    if film >= at:
        boxes(data, film, end, FILM_BOXES)
        at = end
    at = past_zeros(data, at, end)
    if at != end:
        raise Unfit(Reason.POLYGLOT, f"{end - at} bytes behind the picture")


def jpeg_end(data: mmap, start: int) -> int:
    """Where the JPEG that starts here ends. Raises Unfit where it does not."""
    at = start + 2
    while found := MARKER.search(data, at):
        at = found.end()
        if data[at - 1] == 0xD9:
            return at
        at += int.from_bytes(data[at : at + 2])
    raise Unfit(Reason.TRUNCATED, "no end of image")


def trailer(data: mmap) -> int:
    """Where the trailer of a maker begins that says how long it is; the file's end without one."""
    return oneplus(data) if data[-8:-4] == b"jxrs" else samsung(data)


def oneplus(data: mmap) -> int:
    """Where OnePlus' trailer begins: blocks, JSON that says how far before it each is, jxrs and a length."""
    length = min(int.from_bytes(data[-4:], "little"), DIRECTORY_LIMIT_BYTES, len(data))
    head = len(data) - length
    try:
        blocks = json.loads(data[head:-8].rstrip(b"\0"))
        return head - max((int(one["offset"]) for one in blocks), default=0)
    except (ValueError, TypeError, KeyError) as error:
        raise Unfit(Reason.POLYGLOT, "a trailer without its directory") from error


def samsung(data: mmap) -> int:
    """Where Samsung's trailer begins (blocks, then a directory SEFH … SEFT); the file's end without one."""
    end = len(data)
    if data[-4:] != b"SEFT":
        return end
    length = int.from_bytes(data[-8:-4], "little")
    head = end - 8 - length
    count = int.from_bytes(data[max(head, 0) + 8 : max(head, 0) + 12], "little")
    if head < 0 or data[head : head + 4] != b"SEFH" or 12 + 12 * count > length:
        raise Unfit(Reason.POLYGLOT, "a trailer without its directory")
    entries = range(head + 12, head + 12 + 12 * count, 12)
    return head - max((int.from_bytes(data[at + 4 : at + 8], "little") for at in entries), default=0)


def png(data: mmap) -> None:
    """A PNG that ends with IEND and shows one picture."""
    at = 8
    while at + 12 <= len(data):
        name = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4])
        if name == b"acTL":
            raise Unfit(Reason.ANIMATED, "an APNG")
        if name == b"IEND" and at <= len(data):
            return nothing_behind(data, at)
    raise Unfit(Reason.TRUNCATED, "no IEND")


def webp(data: mmap) -> None:
    """A WebP as long as its first chunk says."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Unfit(Reason.TRUNCATED, "shorter than its RIFF")
    nothing_behind(data, end)


def heic(data: mmap) -> None:
    """A HEIC that is boxes to its end and no sequence."""
    if data[8:12] in SEQUENCE:
        raise Unfit(Reason.ANIMATED, "a sequence")
    if b"moov" in boxes(data, 0, samsung(data), HEIC_BOXES):
        raise Unfit(Reason.ANIMATED, "a sequence")


def boxes(data: mmap, at: int, end: int, allowed: frozenset[bytes]) -> set[bytes]:
    """The names of the boxes that fill the bytes between two offsets, zeros at the end left out.

    Raises Unfit for what is not an `allowed` box, and for one that is longer than what is there
    (ISO 14496-12, 4.2).
    """
    names = set()
    while past_zeros(data, at, end) < end:
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if name not in allowed or at + 8 > end:
            raise Unfit(Reason.POLYGLOT, f"{name!r} is no box of it")
        names.add(name)
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        at += max(size, 8) if size else end - at
    if at > end:
        raise Unfit(Reason.TRUNCATED, "the last box is cut")
    return names


def past_zeros(data: mmap, at: int, end: int) -> int:
    """The first byte from here that is not zero, or the end."""
    match = ZEROS.match(data, at, end)
    return match.end() if match else at


def nothing_behind(data: mmap, at: int) -> None:
    """Raises Unfit where anything but zeros comes from here."""
    at = past_zeros(data, at, len(data))
    if at < len(data):
        raise Unfit(Reason.POLYGLOT, f"{len(data) - at} bytes behind the picture")


CHECKS = {Format.JPEG: jpeg, Format.PNG: png, Format.WEBP: webp, Format.HEIC: heic}
