"""The paper of a service report: plain values to PDF/A-3b, the same bytes for the same values, for ever.

Pure: no database, no clock, no chance. Synchronous; callers in an event loop use `asyncio.to_thread`. The
first paper of a process reads the fonts, some 0.3 s and 95 MB; each further one takes 11 to 30 ms, a few more
for each photo (docs/decisions/paper.md).
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import rfc8785

from backend.paper import NotPrinted, compiled, drawn, printable
from backend.paper.glyphs import FONTS, glyphs
from backend.paper.times import told
from backend.reports.paper.blocks import blocks
from backend.reports.paper.sheet import Answer, Change, Customer, Lack, Mark, Picture, Seal, Sheet, Vehicle
from backend.wording import Wording, wording

__all__ = [
    "Answer",
    "Change",
    "Customer",
    "Lack",
    "Mark",
    "NotPrinted",
    "Picture",
    "Seal",
    "Sheet",
    "Vehicle",
    "render",
]
TEMPLATE = Path(__file__).with_name("paper.typ").read_bytes()


def render(sheet: Sheet) -> bytes:
    """The PDF/A-3b of a sheet, with `report.json` (the content's JCS, RFC 8785) attached, and `seal.jws`
    where there is a seal.

    Raises NotPrinted; ValueError for content without a canonical form; ZoneInfoNotFoundError.
    """
    look = glyphs()
    attached = rfc8785.dumps(sheet.content).decode()
    with TemporaryDirectory(prefix="callout-paper-") as folder:
        root = Path(folder)
        data = {**frame(sheet, wording(sheet.language)), "blocks": blocks(sheet)}
        data["qr"] = sheet.seal is not None and drawn(sheet.seal.address, root / "qr.svg")
        put_pictures(sheet, root)
        inputs = {"data": orjson.dumps(printable(data, look)).decode(), "report": attached}
        if sheet.seal:
            inputs["seal"] = sheet.seal.jws
        return compiled(TEMPLATE, root, inputs, sheet.answer.at if sheet.answer else sheet.filed_at)


def frame(sheet: Sheet, words: Wording) -> dict[str, Any]:
    """What stands around the blocks: on top, at the foot of each page, and behind."""
    return {
        "language": sheet.language,
        "families": [*FONTS],
        "mark": sheet.mark and words(f"paper.mark.{sheet.mark}"),
        "title": words("paper.title"),
        "number": sheet.order_number,
        "version": words("paper.version", version=sheet.version),
        "filed": words("paper.filed", at=told(sheet.filed_at, sheet.zone)),
        "digest": words("paper.digest_line", digest=sheet.digest),
        "page": words("paper.page", page="{page}", pages="{pages}"),
        "address": sheet.seal and sheet.seal.address,
        "scan": words("paper.scan"),
    }


def put_pictures(sheet: Sheet, root: Path) -> None:
    """The pictures as files, by the names that the blocks give them; typst reads nothing else."""
    for n, picture in enumerate(sheet.pictures):
        if picture.jpeg is not None:
            (root / f"{n}.jpg").write_bytes(picture.jpeg)
    if sheet.signature is not None:
        (root / "signature").write_bytes(sheet.signature)
