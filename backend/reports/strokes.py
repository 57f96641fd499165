"""A signature's strokes as a picture: the shape alone, not how fast or how hard it was drawn."""

from io import BytesIO

from PIL import Image, ImageDraw

from backend.order.signature import Strokes

WIDTH, HEIGHT = 900, 300
"""No picture is larger, in pixels."""
PEN, DOT = 3, 6
"""The width of a line and of a dot, in pixels: two lines of a fine pen where the paper is printed."""
FINER = 4
"""Drawn so many times larger, and made smaller: Pillow's lines have no smooth edges."""


def png(strokes: Strokes) -> bytes:
    """The strokes in black on white, in the proportions of their canvas, as large as WIDTH and HEIGHT allow.

    A stroke of one point is a dot; what lies off the canvas is cut off. The same strokes give the same bytes.
    """
    scale = min(WIDTH / strokes.width, HEIGHT / strokes.height)
    size = (max(1, round(strokes.width * scale)), max(1, round(strokes.height * scale)))
    picture = Image.new("L", (size[0] * FINER, size[1] * FINER), 255)
    draw = ImageDraw.Draw(picture)
    for stroke in strokes.strokes:
        way = [
            (within(x * scale, size[0]) * FINER, within(y * scale, size[1]) * FINER) for x, y, *_ in stroke
        ]
        draw.line(way, fill=0, width=PEN * FINER)
        width = PEN if len(way) > 1 else DOT
        for point in way:
            draw.circle(point, width * FINER / 2, fill=0)
    file = BytesIO()
    picture.resize(size, Image.Resampling.BOX).save(file, "PNG", optimize=True)
    return file.getvalue()


def within(value: float, extent: int) -> float:
    """Not further out than the canvas is wide: Pillow counts in C's integers."""
    return min(max(value, -extent), 2.0 * extent)
