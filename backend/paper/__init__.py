"""Printing: a typst template and plain values to PDF/A-3b, the same bytes for the same values, for ever.

Pure: no database, no clock, no chance. Synchronous; callers in an event loop use `asyncio.to_thread`. The
first paper of a process reads the fonts, some 0.3 s and 95 MB (docs/decisions/paper.md).
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

from backend.paper.glyphs import Glyphs, glyphs

SHAPES = Path(__file__).with_name("shapes.typ").read_bytes()
"""What templates draw with; `shapes.py` makes what it draws."""
WIDE = 38.0
"""Ems of text that fit between the margins beside a label, with some to spare."""


class NotPrinted(Exception):
    """typst could not make the paper: a picture that is none, or a defect of ours."""


def drawn(address: str, path: Path) -> bool:
    """The QR code of an address, as SVG."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False)
    path.write_bytes(picture.getvalue())
    return True


def printable(value: Any, look: Glyphs, room: float = WIDE) -> Any:
    """The data with every text as the fonts can show it, broken for the room that stands beside it."""
    if isinstance(value, str):
        return look.breakable(look.shown(value), room)
    if isinstance(value, list):
        return [printable(one, look, room) for one in value]
    if isinstance(value, dict):
        return {key: printable(one, look, value.get("room", room)) for key, one in value.items()}
    return value


def compiled(template: bytes, root: Path, inputs: dict[str, str], at: datetime) -> bytes:
    """What typst makes of a template in this folder: PDF/A-3b, made `at`. It may import `/shapes.typ`, and
    reads no other files than those in the folder.

    Raises NotPrinted. A panic in typst's Rust is no Exception, and is caught all the same.
    """
    main = root / "paper.typ"
    main.write_bytes(template)
    (root / "shapes.typ").write_bytes(SHAPES)
    try:
        return typst.compile(
            main,
            root=root,
            font_paths=glyphs().fonts,
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
