"""The smaller pictures of a photo, made as the worker has them made and by bare Pillow, by turns."""

import asyncio
import time
from pathlib import Path

import pillow_heif
from PIL import Image, ImageChops, ImageOps

from backend.photos.darkroom import QUALITY
from backend.photos.derive import Darkroom, Refused
from backend.photos.shown import SIZES
from tests.bench.measure import Figure

FORMATS = ("JPEG", "HEIF")
ROUNDS = {"jpeg_12mp": 12, "jpeg_48mp": 6, "heic_12mp": 5}
"""How often each is looked at, after one that warms up."""
TURNED = 6
"""The EXIF orientation of a photo that was taken upright."""


def scene(width: int, height: int) -> Image.Image:
    """Light from three sides, and the grain of a sensor."""
    colours = []
    for quarter in range(3):
        light = Image.linear_gradient("L").rotate(90 * quarter).resize((width, height))
        grain = Image.effect_noise((width // 2, height // 2), 50)
        colours.append(ImageChops.add(light, grain.resize((width, height), Image.Resampling.BICUBIC), 2))
    return Image.merge("RGB", colours)


def taken(folder: Path) -> dict[str, Path]:
    """A photo of each kind: of 3, 13 and 3 MB."""
    paths = {name: folder / name for name in ROUNDS}
    exif, small, large = Image.Exif(), scene(4000, 3000), scene(8000, 6000)
    exif[0x0112] = TURNED
    small.save(paths["jpeg_12mp"], "JPEG", quality=80, exif=exif)
    large.save(paths["jpeg_48mp"], "JPEG", quality=80, exif=exif)
    pillow_heif.from_pillow(small).save(paths["heic_12mp"], quality=45, enc_params={"preset": "ultrafast"})
    return paths


def bare(path: Path, folder: Path) -> None:
    """The same smaller pictures with Pillow and nothing else: no limits, no checks, no colours."""
    with Image.open(path, formats=FORMATS) as picture:
        largest, *others = sorted(SIZES, reverse=True)
        picture.draft("RGB", (largest, largest))
        shown = ImageOps.exif_transpose(picture)
    for size in (largest, *others):
        shown.thumbnail((size, size), Image.Resampling.LANCZOS)
        shown.save(folder / f"{size}.jpg", "JPEG", quality=QUALITY, optimize=True)


async def developed(folder: Path) -> dict[str, Figure]:
    """Milliseconds a photo, by kind. Both use one core at a time. Raises RuntimeError for a refusal."""
    pillow_heif.register_heif_opener()
    pillow_heif.options.DECODE_THREADS = 1
    darkroom, figures = Darkroom(), {}
    for name, path in (await asyncio.to_thread(taken, folder)).items():
        ours, plain = [], []
        for _ in range(1 + ROUNDS[name]):
            began = time.perf_counter()
            found = await darkroom.look(path)
            ours.append(1000 * (time.perf_counter() - began))
            refused = isinstance(found, Refused)
            if refused:
                raise RuntimeError(f"{name} is refused: {found}")
            began = time.perf_counter()
            bare(path, folder)
            plain.append(1000 * (time.perf_counter() - began))
        figures[name] = Figure(ours[1:], plain[1:])
    await darkroom.close()
    return figures
