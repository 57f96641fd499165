"""What the fonts of the paper can show, and how every text becomes one that they can."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from unicodedata import category

from fontTools.ttLib import TTFont
from typst import Fonts

FONTS = {
    "Noto Sans SC": ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
    "Noto Sans CJK JP": ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
}
"""Families in the order in which a glyph is looked for, and the file of each in its package."""
NEVER_SHOWN = {"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mc", "Mn", "Zl", "Zp"}
"""What has no shape of its own, or changes its neighbour's: two texts that differ would look the same."""
FILLERS = {0x115F, 0x1160, 0x3164, 0xFFA0}
"""Hangul letters without a shape."""
JOINING = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
"""Hangul vowels and finals, which merge with the letter before."""
BREAK = "\u200b"
"""Where the template may break a line. No text that is shown has it: it has no shape."""
STEPS = 8
"""So many, and more, places to break are in a line of what had none."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
SURE = re.compile(
    rf"(?<=[{HAN}])(?=[{HAN}])|(?<=[0-9A-Za-z{HAN}.,:;] )(?=[0-9A-Za-z{HAN}\"(\[])"
    r"|(?<=[A-Za-z][-/])(?=[A-Za-z])|(?<=\])(?=\[)|(?<=\n)"
)
"""Where a line can be broken under the rules of every language."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The fonts as typst takes them, and the width of each character they have, in thousandths of an em."""

    fonts: Fonts
    widths: dict[int, int]

    def shown(self, text: str) -> str:
        """The text with `[U+1F600]` for each character that has no glyph or no shape; lines stay lines."""
        lines = text.replace("\r\n", "\n").replace("\t", "    ")
        return "".join(
            one if one == "\n" or ord(one) in self.widths else f"[U+{ord(one):04X}]" for one in lines
        )

    def breakable(self, text: str, room: float) -> str:
        """The shown text with BREAK along whatever could not be broken and is wider than `room` ems."""
        return "".join(self._broken(piece, room) for piece in SURE.split(text))

    def _broken(self, piece: str, room: float) -> str:
        """One piece, in which no place is sure to break; so often that a line of it is filled well."""
        most, steps, width = room * 1000, [""], 0
        if sum(self.widths.get(ord(one), 0) for one in piece) <= most:
            return piece
        for one in piece:
            width += self.widths.get(ord(one), 0)
            if width > most / STEPS and steps[-1]:
                steps.append("")
                width = self.widths.get(ord(one), 0)
            steps[-1] += one
        return BREAK.join(steps)


LOCK = Lock()


def glyphs() -> Glyphs:
    """The fonts' glyphs, read once per process (0.2 s, 60 MB), by whichever thread is the first.

    Raises FileNotFoundError where a font is not installed: typst would silently leave every text out.
    """
    with LOCK:
        return _glyphs()


@cache
def _glyphs() -> Glyphs:
    """From the two files alone; of the folders that typst reads, only the families named above are used."""
    paths = [Path(str(files(package) / name)) for package, name in FONTS.values()]
    widths: dict[int, int] = {}
    for path in reversed(paths):
        with TTFont(path, lazy=True) as font:
            metrics, scale = font["hmtx"], 1000 / font["head"].unitsPerEm
            widths |= {code: round(metrics[name][0] * scale) for code, name in font.getBestCmap().items()}
    fonts = Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path.parent) for path in paths],
    )
    if lacking := FONTS.keys() - set(fonts.families()):
        raise FileNotFoundError(f"no font {', '.join(sorted(lacking))}")
    return Glyphs(fonts, {code: width for code, width in widths.items() if has_shape(code)})


def has_shape(code: int) -> bool:
    """Whether a character shows by itself that it is there, and which it is."""
    joining = any(code in some for some in JOINING)
    return not joining and code not in FILLERS and category(chr(code)) not in NEVER_SHOWN
