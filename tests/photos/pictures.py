"""Real files of pictures, made by Pillow and pillow-heif, and files that only claim to be some."""

import json
import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

HEIF_OPTIONS = {"quality": 90}
SECRET = "Haidian Qu 7"  # noqa: S105  # an address, no password
"""Words that stand in every kind of metadata; no picture that people see may hold them."""
LATITUDE = (39.0, 59.0, 31.25)
HTML = b"<html><script>alert(document.cookie)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n(/etc/passwd) run\nshowpage\n"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><place>{SECRET}</place></x:xmpmeta>".encode()


def box(name: bytes, content: bytes) -> bytes:
    """A box of a film or a HEIC."""
    return struct.pack(">I", 8 + len(content)) + name + content


FILM = box(b"ftyp", b"mp42\0\0\0\0mp42") + box(b"mdat", b"\x01" * 1000)


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """A picture that looks different from every side."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 3, height // 4), fill="red")
    draw.rectangle((width // 2, height // 2, width - 1, height * 3 // 4), fill="blue")
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The file of a picture."""
    file = BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(picture).save(file, **(HEIF_OPTIONS | options))
    else:
        picture.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> bytes:
    """EXIF with a place, words and an orientation."""
    made = Image.Exif()
    made[0x0112], made[0x010E], made[0x013B] = orientation, SECRET, SECRET
    made.get_ifd(0x8825).update({1: "N", 2: LATITUDE, 3: "E", 4: (116.0, 19.0, 27.5)})
    return made.tobytes()


def swapped_profile() -> bytes:
    """A colour profile in which red is blue, and blue red."""
    standard = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return standard.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")


def words() -> PngInfo:
    """What a PNG says in words."""
    info = PngInfo()
    info.add_text("Comment", SECRET)
    return info


def samsung(*blocks: bytes) -> bytes:
    """Samsung's trailer around blocks."""
    whole = [struct.pack("<HHI", 0, 0x0A30, 4) + b"Name" + block for block in blocks]
    offsets = [sum(map(len, whole[at:])) for at in range(len(whole))]
    entries = [struct.pack("<HHII", 0, 0x0A30, at, len(one)) for at, one in zip(offsets, whole, strict=True)]
    directory = b"SEFH" + struct.pack("<II", 106, len(whole)) + b"".join(entries)
    return b"".join(whole) + directory + struct.pack("<I", len(directory)) + b"SEFT"


def oneplus(*blocks: bytes) -> bytes:
    """OnePlus' trailer around blocks."""
    offsets = [sum(map(len, blocks[at:])) for at in range(len(blocks))]
    entries = [
        {"name": "a", "length": len(one), "offset": at} for one, at in zip(blocks, offsets, strict=True)
    ]
    directory = json.dumps(entries).encode() + b"\0"
    return b"".join(blocks) + directory + b"jxrs" + struct.pack("<I", len(directory) + 8)


def vivo(words: bytes) -> bytes:
    """Vivo's trailer."""
    return b'vivo{"' + words + b'"}\0' + bytes.fromhex("ffffffff1b2a39485766758493a2b1")


def zipped(name: str = "run.exe") -> bytes:
    """An archive."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"MZ" * 50)
    return file.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def flat_png(width: int, height: int, colour: int, extra: Iterable[bytes] = ()) -> bytes:
    """A PNG of a single colour, packed row by row: `colour` 2 is RGB, 3 a palette."""
    pack, row = zlib.compressobj(6), bytes(1 + width * (3 if colour == 2 else 1))
    content = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def with_chunk(png: bytes, name: bytes, content: bytes) -> bytes:
    """A PNG with one more chunk behind its header."""
    return png[:33] + chunk(name, content) + png[33:]


def packed() -> bytes:
    """100 MB of nothing, packed."""
    return zlib.compress(bytes(100 * 1024 * 1024))


def animated(kind: str, frames: int) -> bytes:
    """So many pictures in one."""
    first, *rest = [Image.new("RGB", (16, 16), (number % 256, number // 256, 0)) for number in range(frames)]
    return saved(first, kind, save_all=True, append_images=rest)


def wide_webp() -> bytes:
    """A WebP whose header says that it has 256 megapixels."""
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff\x3e\0" * 2


def claiming(heic: bytes, width: int, height: int) -> bytes:
    """A HEIC whose header says that it is so large."""
    at = heic.index(b"ispe") + 8
    return heic[:at] + struct.pack(">II", width, height) + heic[at + 8 :]


def slow_jpeg(side: int, scans: int) -> bytes:
    """A JPEG of few bytes that has its coefficients refined over and over."""
    whole = saved(Image.new("L", (side, side), 128), "JPEG", progressive=True)
    at = whole.rindex(b"\xff\xda")
    return whole[:at] + whole[at:-2] * scans + whole[-2:]
