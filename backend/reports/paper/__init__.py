"""The paper of a service report: plain values to PDF/A-3b, the same bytes for the same values, for ever.

Pure: no database, no clock, no chance. Synchronous; callers in an event loop use `asyncio.to_thread`. The
first paper of a process reads the fonts, some 0.3 s and 95 MB; each further one takes 11 to 30 ms, a few more
for each photo (docs/decisions/paper.md).
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import rfc8785
import segno
import typst

from backend.reports.paper.blocks import blocks
from backend.reports.paper.glyphs import FONTS, Glyphs, glyphs
from backend.reports.paper.sheet import Answer, Change, Customer, Lack, Mark, Picture, Seal, Sheet, Vehicle
from backend.reports.paper.times import told
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
WIDE = 38.0
"""Ems of text that fit between the margins beside a label, with some to spare."""


class NotPrinted(Exception):
    """typst could not make the paper: a picture that is none, or a defect of ours."""


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
        return compiled(root, inputs, sheet.answer.at if sheet.answer else sheet.filed_at, look)


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


def drawn(address: str, path: Path) -> bool:
    """The QR code of an address, as SVG."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False)
    path.write_bytes(picture.getvalue())
    return True


def put_pictures(sheet: Sheet, root: Path) -> None:
    """The pictures as files, by the names that the blocks give them; typst reads nothing else."""
    for n, picture in enumerate(sheet.pictures):
        if picture.jpeg is not None:
            (root / f"{n}.jpg").write_bytes(picture.jpeg)
    if sheet.signature is not None:
        (root / "signature").write_bytes(sheet.signature)


def printable(value: Any, look: Glyphs, room: float = WIDE) -> Any:
    """The data with every text as the fonts can show it, broken for the room that stands beside it."""
    if isinstance(value, str):
        return look.breakable(look.shown(value), room)
    if isinstance(value, list):
        return [printable(one, look, room) for one in value]
    if isinstance(value, dict):
        return {key: printable(one, look, value.get("room", room)) for key, one in value.items()}
    return value


def compiled(root: Path, inputs: dict[str, str], at: datetime, look: Glyphs) -> bytes:
    """What typst makes of it. A panic in its Rust is no Exception, and is caught all the same."""
    main = root / "paper.typ"
    main.write_bytes(TEMPLATE)
    try:
        return typst.compile(
            main,
            root=root,
            font_paths=look.fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="a-3b",
            sys_inputs=inputs,
            timestamp=int(at.timestamp()),
        )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise NotPrinted(str(error)) from error
