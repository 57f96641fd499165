from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from backend.order.signature import Strokes
from backend.reports.strokes import DOT, HEIGHT, PEN, WIDTH, png
from tests.reports.sheets import signature


def drawn(strokes: list[Any], width: int = 900, height: int = 300) -> Image.Image:
    picture = Image.open(BytesIO(png(Strokes(width=width, height=height, strokes=strokes))))
    assert picture.mode == "L"
    return picture


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around all that is not white."""
    return picture.point(lambda value: 255 - value).getbbox()


def test_the_same_shape_is_the_same_picture_however_it_was_drawn() -> None:
    slow = signature()
    fast = [[[x, y, 3 * t, 900] for x, y, t in stroke] for stroke in slow.strokes]
    bare = [[[x, y] for x, y, _ in stroke] for stroke in slow.strokes]
    pictures = {png(slow.model_copy(update={"strokes": way})) for way in (slow.strokes, fast, bare)}
    assert pictures == {png(slow)}
    assert Image.open(BytesIO(png(slow))).info == {}


@pytest.mark.parametrize(
    ("canvas", "size"),
    [
        ((900, 300), (900, 300)),
        ((1000, 400), (750, 300)),
        ((2000, 200), (900, 90)),
        ((90, 30), (900, 300)),
        ((20_000, 1), (900, 1)),
        ((1, 20_000), (1, 300)),
    ],
)
def test_it_is_as_large_as_it_may_be_in_the_proportions_of_its_canvas(
    canvas: tuple[int, int], size: tuple[int, int]
) -> None:
    picture = drawn([[[0, 0], [1, 1]]], *canvas)
    assert picture.size == size <= (WIDTH, HEIGHT)


def test_a_line_is_as_wide_as_the_pen_and_smooth() -> None:
    picture = drawn([[[100, 150], [800, 150]]])
    left, top, right, bottom = ink(picture) or (0, 0, 0, 0)
    assert bottom - top in (PEN, PEN + 1)
    assert (left, right) == pytest.approx((100, 800), abs=PEN)
    slanted = drawn([[[100, 100], [800, 130]]])
    assert len(slanted.getcolors() or []) > 4


def test_a_point_is_a_dot_and_a_stroke_without_points_is_nothing() -> None:
    left, top, right, bottom = ink(drawn([[[450, 150]], []])) or (0, 0, 0, 0)
    assert right - left == pytest.approx(DOT, abs=1)
    assert bottom - top == pytest.approx(DOT, abs=1)
    assert ink(drawn([[], []])) is None


@pytest.mark.parametrize(("far", "left", "right"), [(-(2**31), 0, 450), (2**31 - 1, 450, 900)])
def test_what_lies_off_the_canvas_is_cut_off(far: int, left: int, right: int) -> None:
    """A line that leaves it is drawn to the edge where it left; Pillow alone would turn it back."""
    assert ink(drawn([[[far, far]]])) is None
    box = ink(drawn([[[450, 150], [far, 150]]])) or (0, 0, 0, 0)
    assert (box[0], box[2]) == pytest.approx((left, right), abs=PEN)
