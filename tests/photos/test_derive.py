import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from backend.photos.derive import Darkroom, Found, Refused
from backend.photos.shown import SIZES
from tests.photos.pictures import (
    EPS,
    FILM,
    HTML,
    SECRET,
    SVG,
    XMP,
    animated,
    box,
    chunk,
    claiming,
    exif,
    flat_png,
    oneplus,
    packed,
    samsung,
    saved,
    scene,
    slow_jpeg,
    swapped_profile,
    vivo,
    wide_webp,
    with_chunk,
    words,
    zipped,
)

MIB = 1024 * 1024
PALETTE = (chunk(b"PLTE", bytes(6)), chunk(b"tRNS", b"\x80"))
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
FILES = {media_type: saved(scene(), kind) for media_type, kind in KINDS.items()}
JPEG, PNG, WEBP, HEIC = FILES.values()
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held so stores what is upright: the reverse of what a reader must do."""


@pytest.fixture
async def darkroom() -> AsyncIterator[Darkroom]:
    made = Darkroom()
    yield made
    await made.close()


async def looked(darkroom: Darkroom, folder: Path, content: bytes) -> Found | Refused:
    path = folder / "looked-at"
    path.write_bytes(content)
    return await darkroom.look(path)


def opened(found: Found | Refused, size: int = 1280) -> Image.Image:
    assert isinstance(found, Found), found
    picture = Image.open(BytesIO(found.pictures[size]), formats=["JPEG"])
    picture.load()
    return picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """By how much, of 255, two pictures differ on average."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def cut(whole: bytes, part: float) -> bytes:
    return whole[: int(len(whole) * part)]


@contextmanager
def growing_less_than(limit_bytes: int) -> Iterator[None]:
    """This process's memory, at its largest."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = memory("VmRSS")
    yield
    assert memory("VmHWM") - before < limit_bytes


def memory(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


@pytest.mark.parametrize("media_type", FILES)
async def test_a_picture_gives_two_smaller_ones_that_look_the_same(
    darkroom: Darkroom, tmp_path: Path, media_type: str
) -> None:
    found = await looked(darkroom, tmp_path, saved(scene(2000, 1000), KINDS[media_type]))
    assert isinstance(found, Found)
    assert (found.format, found.width, found.height) == (media_type, 2000, 1000)
    assert {size: opened(found, size).size for size in SIZES} == {320: (320, 160), 1280: (1280, 640)}
    assert difference(opened(found), scene(1280, 640)) < 3


async def test_a_small_or_narrow_picture_is_never_enlarged(darkroom: Darkroom, tmp_path: Path) -> None:
    for size in ((1, 1), (300, 20), (1, 5000)):
        found = await looked(darkroom, tmp_path, saved(scene(*size), "PNG"))
        assert opened(found, 320).size == (size if size[0] > 1 else (1, min(size[1], 320)))
        assert opened(found, 1280).size == (size[0], min(size[1], 1280))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("orientation", TURNS)
async def test_however_the_camera_was_held_the_picture_is_upright(
    darkroom: Darkroom, tmp_path: Path, kind: str, orientation: int
) -> None:
    turn = TURNS[orientation]
    as_stored = scene(320, 240) if turn is None else scene(320, 240).transpose(turn)
    found = await looked(darkroom, tmp_path, saved(as_stored, kind, exif=exif(orientation)))
    assert isinstance(found, Found)
    assert (found.width, found.height) == (320, 240)
    assert difference(opened(found), scene(320, 240)) < 4


WHITE = Image.new("RGB", (64, 64), "white")
GREY = scene(mode="L")
COLOURS = {
    "CMYK": (saved(scene(mode="CMYK"), "JPEG"), scene()),
    "grey": (saved(GREY, "JPEG"), GREY.convert("RGB")),
    "black and white": (saved(scene(mode="1"), "PNG"), scene(mode="1").convert("RGB")),
    "palette": (saved(scene().quantize(64), "PNG"), scene().quantize(64).convert("RGB")),
    "16 bit": (saved(GREY.point(lambda v: v * 257, "I").convert("I;16"), "PNG"), GREY.convert("RGB")),
    "transparent": (saved(Image.new("RGBA", WHITE.size, (255, 0, 0, 0)), "PNG"), WHITE),
    "transparent WebP": (saved(Image.new("RGBA", WHITE.size, (9, 9, 9, 0)), "WEBP"), WHITE),
    "a palette's transparent colour": (saved(Image.new("P", WHITE.size, 0), "PNG", transparency=0), WHITE),
    "grey's transparent colour": (saved(Image.new("L", WHITE.size, 7), "PNG", transparency=7), WHITE),
    "half transparent": (
        saved(Image.new("RGBA", WHITE.size, (0, 0, 0, 128)), "PNG"),
        Image.new("RGB", WHITE.size, (127, 127, 127)),
    ),
}


@pytest.mark.parametrize("name", COLOURS)
async def test_colours_are_what_a_reader_expects(darkroom: Darkroom, tmp_path: Path, name: str) -> None:
    content, expected = COLOURS[name]
    assert difference(opened(await looked(darkroom, tmp_path, content)), expected) < 4


GAIN_MAP = saved(scene(160, 120, "L"), "JPEG")
PHONES = {
    "zeros": JPEG + bytes(5000),
    "MPO": saved(scene(), "MPO", save_all=True, append_images=[scene(320, 240)]),
    "a gain map": JPEG + GAIN_MAP,
    "a motion photo": JPEG + FILM,
    "a motion photo with a gain map": JPEG + GAIN_MAP + FILM + bytes(7),
    "Samsung": JPEG + samsung(b"\0\0\1\1 1712345", FILM),
    "Samsung with a gain map": JPEG + GAIN_MAP + samsung(b"x"),
    "OnePlus": JPEG + oneplus(b"\0\0\1", FILM),
    "OnePlus with a gain map and a film": JPEG + GAIN_MAP + FILM + oneplus(),
    "Vivo": JPEG + vivo(b"a"),
    "Vivo with a gain map and a film": JPEG + GAIN_MAP + FILM + vivo(b"a"),
    "damaged EXIF": saved(scene(), "JPEG", exif=exif()[:60]),
    "PNG and zeros": PNG + bytes(100),
    "WebP and zeros": WEBP + bytes(1),
    "HEIC and zeros": HEIC + bytes(100),
    "a HEIC motion photo": HEIC + box(b"mpvd", FILM),
}


@pytest.mark.parametrize("name", PHONES)
async def test_what_phones_write_behind_a_picture_is_let_through(
    darkroom: Darkroom, tmp_path: Path, name: str
) -> None:
    found = await looked(darkroom, tmp_path, PHONES[name])
    assert difference(opened(found), scene()) < 4


TRAILERS = {
    "HTML": HTML,
    "a byte": b"x",
    "zeros, then HTML": bytes(99) + HTML,
    "a picture of another kind": SVG,
}
ATTACKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "169 megapixels in 0.5 MB": ("too_many_pixels", lambda: flat_png(13_000, 13_000, 2)),
    "a HEIC of 144 megapixels": ("too_many_pixels", lambda: claiming(HEIC, 12_000, 12_000)),
    "a WebP of 258 megapixels": ("too_many_pixels", wide_webp),
    "62 megapixels of a palette": ("too_much_memory", lambda: flat_png(7900, 7900, 3, PALETTE)),
    "a HEIC of 62 megapixels without them": ("broken", lambda: claiming(HEIC, 7900, 7900)),
    "a text of 100 MB": ("broken", lambda: with_chunk(PNG, b"zTXt", b"a\0\0" + packed())),
    "a profile of 100 MB": ("broken", lambda: with_chunk(PNG, b"iCCP", b"a\0\0" + packed())),
    "1000 frames of WebP": ("animated", lambda: animated("WEBP", 1000)),
    "APNG": ("animated", lambda: animated("PNG", 3)),
    "a sequence of HEIF": ("animated", lambda: HEIC[:8] + b"hevc" + HEIC[12:]),
    "HEIF with a film beside": ("animated", lambda: HEIC + box(b"moov", b"")),
    "nothing": ("not_a_picture", lambda: b""),
    "EPS": ("not_a_picture", lambda: EPS),
    "SVG": ("not_a_picture", lambda: SVG),
    "HTML": ("not_a_picture", lambda: HTML),
    "ZIP": ("not_a_picture", zipped),
    "GIF": ("not_a_picture", lambda: saved(scene(), "GIF")),
    "TIFF": ("not_a_picture", lambda: saved(scene(), "TIFF")),
    "AVIF": ("not_a_picture", lambda: saved(scene(), "AVIF")),
    "HTML before a picture": ("not_a_picture", lambda: HTML + JPEG),
    "a film": ("not_a_picture", lambda: FILM),
    "a JPEG's first bytes": ("truncated", lambda: JPEG[:3]),
    "an archive within a JPEG's comment": ("polyglot", lambda: saved(scene(), "JPEG", comment=zipped())),
    "HTML behind a film": ("polyglot", lambda: JPEG + FILM + HTML),
    "a box in a film that is none of a film": ("polyglot", lambda: JPEG + FILM + box(b"html", HTML)),
    "HTML before Samsung's trailer": ("polyglot", lambda: JPEG + HTML + samsung(b"x")),
    "HTML behind Samsung's trailer": ("polyglot", lambda: JPEG + samsung(b"x") + HTML),
    "HTML before OnePlus' trailer": ("polyglot", lambda: JPEG + HTML + oneplus(b"x")),
    "OnePlus' last words alone": ("polyglot", lambda: JPEG + HTML + b"jxrs\x20\0\0\0"),
    "OnePlus' directory of something else": ("polyglot", lambda: JPEG + b'[{"offset": "x"}]jxrs\x19\0\0\0'),
    "HTML before Vivo's trailer": ("polyglot", lambda: JPEG + HTML + vivo(b"x")),
    "Vivo's last word alone": ("polyglot", lambda: JPEG + HTML + vivo(b"x")[9:]),
    "Samsung's last word alone": ("polyglot", lambda: JPEG + HTML + b"SEFT"),
    "an archive as Samsung's trailer": ("polyglot", lambda: JPEG + samsung(zipped())),
    "seventeen pictures": ("polyglot", lambda: JPEG + GAIN_MAP * 17),
    "a box in a HEIC that is none of a picture": ("polyglot", lambda: HEIC + box(b"html", HTML)),
    "a gain map that is cut": ("truncated", lambda: JPEG + GAIN_MAP[:-9]),
    "a film that is cut": ("truncated", lambda: JPEG + FILM[:-9]),
} | {
    f"{media_type} with {name} behind": ("polyglot", partial(bytes.__add__, whole, behind))
    for media_type, whole in FILES.items()
    for name, behind in {**TRAILERS, "an archive": zipped()}.items()
} | {
    f"{part:.1%} of {media_type}": ("truncated", partial(cut, whole, part))
    for media_type, whole in FILES.items()
    for part in (0.1, 0.5, 0.9, 0.999)
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
async def test_what_is_no_harmless_picture_is_refused_with_its_reason_and_the_next_one_is_seen(
    darkroom: Darkroom, tmp_path: Path, name: str
) -> None:
    reason, make = ATTACKS[name]
    content = make()
    with growing_less_than(100 * MIB):
        refused = await looked(darkroom, tmp_path, content)
    assert isinstance(refused, Refused), refused
    assert refused.reason == reason, refused
    assert opened(await looked(darkroom, tmp_path, JPEG)).size == (640, 480)


async def test_a_picture_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    hurried = Darkroom(cpu_s=1)
    refused = await looked(hurried, tmp_path, slow_jpeg(6000, 300))
    assert isinstance(refused, Refused)
    assert refused.reason == "too_slow"
    assert opened(await looked(hurried, tmp_path, JPEG)).size == (640, 480)
    await hurried.close()


@pytest.mark.parametrize("media_type", FILES)
async def test_whoever_gets_too_little_memory_says_so(tmp_path: Path, media_type: str) -> None:
    narrow = Darkroom(memory_bytes=2 * MIB)
    kind = KINDS[media_type]
    refused = await looked(narrow, tmp_path, saved(scene(1500, 1100), kind))
    assert isinstance(refused, Refused)
    # Nothing else is wrong with them; libwebp alone does not tell.
    assert refused.reason == ("broken" if kind == "WEBP" else "too_much_memory"), refused
    await narrow.close()


async def test_a_process_that_died_is_started_anew(darkroom: Darkroom, tmp_path: Path) -> None:
    for _ in range(2):
        assert opened(await looked(darkroom, tmp_path, JPEG)).size == (640, 480)
        assert darkroom._process
        os.kill(darkroom._process.pid, signal.SIGKILL)


async def test_trouble_of_the_disk_is_no_fault_of_the_picture(darkroom: Darkroom, tmp_path: Path) -> None:
    with pytest.raises(ChildProcessError, match="No such file"):
        await darkroom.look(tmp_path / "nothing")


async def test_several_who_ask_at_once_get_their_own_answers(darkroom: Darkroom, tmp_path: Path) -> None:
    sizes = [(10 + n, 20) for n in range(6)]
    for number, size in enumerate(sizes):
        (tmp_path / str(number)).write_bytes(saved(scene(*size), "PNG"))
    found = await asyncio.gather(*(darkroom.look(tmp_path / str(n)) for n in range(6)))
    assert [(one.width, one.height) for one in found if isinstance(one, Found)] == sizes


async def test_who_stops_waiting_leaves_no_answer_behind_for_the_next(
    darkroom: Darkroom, tmp_path: Path
) -> None:
    (tmp_path / "slow").write_bytes(slow_jpeg(6000, 300))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(darkroom.look(tmp_path / "slow"), 0.3)
    assert opened(await looked(darkroom, tmp_path, JPEG)).size == (640, 480)


METADATA = {
    "JPEG": saved(scene(), "JPEG", exif=exif(), comment=SECRET, xmp=XMP, icc_profile=swapped_profile()),
    "PNG": saved(scene(), "PNG", exif=exif(), pnginfo=words(), icc_profile=swapped_profile()),
    "WEBP": saved(scene(), "WEBP", exif=exif(), xmp=XMP, icc_profile=swapped_profile()),
    "HEIF": saved(scene(), "HEIF", exif=exif(), xmp=XMP, icc_profile=swapped_profile()),
}


@pytest.mark.parametrize("kind", METADATA)
async def test_no_metadata_is_left_and_the_colours_are_those_of_the_profile(
    darkroom: Darkroom, tmp_path: Path, kind: str
) -> None:
    content = METADATA[kind]
    assert SECRET.encode() in content
    found = await looked(darkroom, tmp_path, content)
    assert isinstance(found, Found)
    red, green, blue = scene().split()
    assert difference(opened(found), Image.merge("RGB", (blue, green, red))) < 5
    for size in SIZES:
        picture, raw = opened(found, size), found.pictures[size]
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        markers = set(re.findall(rb"\xff([\xe1-\xef\xfe])..", raw[: raw.index(b"\xff\xda")], re.DOTALL))
        assert not markers
        assert not [word for word in (SECRET.encode(), b"Exif", b"ICC", b"http://") if word in raw]


damage = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*FILES.values(), *PHONES.values()]), damage, st.floats(0.01, 1))
def test_whatever_happened_to_a_file_it_is_a_picture_or_refused(
    tmp_path: Path, whole: bytes, flips: list[tuple[float, int]], part: float
) -> None:
    content = bytearray(whole[: max(1, int(len(whole) * part))] if flips or part < 0.9 else whole)
    for where, value in flips:
        content[int(where * (len(content) - 1))] = value
    found = asyncio.run(looked_once(tmp_path, bytes(content)))
    if isinstance(found, Found):
        assert opened(found).size == (min(found.width, 1280), min(found.height, 1280))
    else:
        assert found.reason not in ("crashed", "too_slow")


async def looked_once(folder: Path, content: bytes) -> Found | Refused:
    darkroom = Darkroom()
    try:
        return await looked(darkroom, folder, content)
    finally:
        await darkroom.close()
