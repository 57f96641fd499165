"""The process that looks at pictures: run by derive.py, and the only one that decodes what strangers send.

It reads a line of JSON for each picture from its standard input (the file, the folder and the sizes of what
is made of it, and the limits), forks, and writes a line with what came of it. What the fork dies of is an
answer too, and the process lives on. It ends when its input does. Imports nothing of ours but outline.py.
"""

import errno
import json
import os
import resource
import signal
import sys
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile, options

from backend.photos.outline import Format, Reason, Unfit, check

PIXELS_LIMIT = 64 * 1024 * 1024
"""What phones call 64 megapixels has up to 9280 × 6944."""
FILE_LIMIT_BYTES = 16 * 1024 * 1024
ANSWER_LIMIT_BYTES = 4096
QUALITY = 82
# The classes themselves, not `Image.open`: a JPEG with more pictures behind it is read as a JPEG.
OPENERS: dict[Format, type[ImageFile.ImageFile]] = {
    Format.JPEG: JpegImageFile,
    Format.PNG: PngImageFile,
    Format.WEBP: WebPImageFile,
    Format.HEIC: HeifImageFile,
}
DIED: dict[int, Reason] = {
    signal.SIGXCPU: Reason.TOO_SLOW,
    signal.SIGKILL: Reason.TOO_MUCH_MEMORY,
    signal.SIGABRT: Reason.TOO_MUCH_MEMORY,  # what C++ does where it gets none
}
MESSAGES = {
    "truncat": Reason.TRUNCATED,
    "memory": Reason.TOO_MUCH_MEMORY,
    "c++ exception": Reason.TOO_MUCH_MEMORY,
}


@dataclass(frozen=True, slots=True)
class Request:
    """What to look at: `<size>.jpg` goes to the folder for each longest side in `sizes`.

    `memory_bytes` is what the fork may take beyond what it is born with.
    """

    path: str
    folder: str
    sizes: list[int]
    memory_bytes: int
    cpu_s: int


def main() -> None:
    """Answer line after line until there is no more."""
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", module=r"PIL\.TiffImagePlugin")  # damaged EXIF makes no picture bad
    options.DECODE_THREADS = 1
    options.THUMBNAILS = False
    Image.MAX_IMAGE_PIXELS = PIXELS_LIMIT // 2  # Pillow refuses what has twice as many
    while line := sys.stdin.buffer.readline():
        sys.stdout.buffer.write(json.dumps(apart(Request(**json.loads(line)))).encode() + b"\n")
        sys.stdout.buffer.flush()


def apart(request: Request) -> dict[str, Any]:
    """What a fork finds, or what it died of."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            limit(request)
            os.write(writing, json.dumps(look(request)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read(ANSWER_LIMIT_BYTES)
    _, status = os.waitpid(pid, 0)
    if said and status == 0:
        answer: dict[str, Any] = json.loads(said)
        return answer
    return refused(DIED.get(os.WTERMSIG(status), Reason.CRASHED), f"ended with {status}")


def limit(request: Request) -> None:
    """Take from this process what a picture does not need: memory, time, files, and the way to derive.py."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    memory = pages * resource.getpagesize() + request.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (request.cpu_s, request.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT_BYTES, FILE_LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)


def look(request: Request) -> dict[str, Any]:
    """What the picture is, its smaller ones written to the folder; or why not; or trouble of the disk."""
    try:
        return develop(request)
    except Unfit as unfit:
        return refused(unfit.reason, str(unfit))
    except MemoryError:
        return refused(Reason.TOO_MUCH_MEMORY, "")
    except Image.DecompressionBombError as bomb:
        return refused(Reason.TOO_MANY_PIXELS, str(bomb))
    except Exception as error:  # noqa: BLE001  # whatever a decoder raises at bytes made to break it
        # Pillow's own have no number.
        ours = isinstance(error, OSError) and error.errno not in (None, errno.ENOMEM)
        return {"trouble": str(error)} if ours else undecodable(error)


def undecodable(error: Exception) -> dict[str, Any]:
    """The answer for what a decoder raised."""
    text = f"{type(error).__name__}: {error}"
    reasons = (reason for message, reason in MESSAGES.items() if message in text.lower())
    return refused(next(reasons, Reason.BROKEN), text)


def refused(reason: Reason, detail: str) -> dict[str, Any]:
    """The answer for a file that is not shown."""
    return {"reason": reason, "detail": detail[:200]}


def develop(request: Request) -> dict[str, Any]:
    """Decode all of the picture and write the smaller ones; raises Unfit, and whatever decoders raise."""
    with Path(request.path).open("rb") as file:
        found = check(file)
        picture = OPENERS[found](file)
        if found is not Format.HEIC and getattr(picture, "n_frames", 1) > 1:
            raise Unfit(Reason.ANIMATED, "several frames")
        width, height = picture.size
        if width * height > PIXELS_LIMIT:
            raise Unfit(Reason.TOO_MANY_PIXELS, f"{width} × {height}")
        picture.draft("RGB", within(picture.size, max(request.sizes)))
        picture.load()
        shown = shrunk(picture, within((width, height), max(request.sizes)))
    if found is not Format.HEIC:  # whose decoder turns it
        if shown.getexif().get(ExifTags.Base.Orientation, 1) in range(5, 9):
            width, height = height, width
        shown = ImageOps.exif_transpose(shown)
    shown = plain(shown)
    for size in sorted(request.sizes, reverse=True):
        shown = shrunk(shown, within(shown.size, size))
        shown.info = {}
        shown.save(Path(request.folder) / f"{size}.jpg", "JPEG", quality=QUALITY, optimize=True)
    return {"format": found, "width": width, "height": height}


def within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """A size of the same shape whose longest side is `side` at most."""
    scale = min(1, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def shrunk(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in another size, with 8 bits for each colour."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    elif picture.mode in ("P", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    elif picture.mode in ("1", "I", "F"):
        picture = picture.convert("L")
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def plain(picture: Image.Image) -> Image.Image:
    """The picture in sRGB, on white where it is transparent."""
    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "RGBa", "La"):
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture.convert("RGBA"))
        picture = white.convert("RGB")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a profile of another kind of picture
        picture = converted or picture
    return picture.convert("RGB")


if __name__ == "__main__":
    main()
