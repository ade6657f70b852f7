"""Charts of up to a year, on any scale: every value can be read, and whose it is."""

from __future__ import annotations

import struct
from itertools import product

import pytest

from bot.pictures.draw import draw, lay_out
from bot.pictures.scene import WIDTH, Scene, Shape, TextLine
from bot.pictures.spec import ChartLine, ChartPicture, ChartPoint, ChartRow
from dialogs.engine.session import Provenance
from tests.picture_stage import smallest_text, stands_clear, texts

KINDS: tuple[Provenance, ...] = ("self", "helped", "observed")
LEGEND: tuple[tuple[Provenance, str], ...] = (
    ("self", "Eget svar"), ("helped", "Med hjælp"), ("observed", "Det personalet har lagt mærke til"),
)  # fmt: skip


def chart(
    points: int, *, top: float = 10.0, kinds: int = 1, line: ChartLine | None = None, label: str = "Søvn", rows: int = 1
) -> ChartPicture:
    made = tuple(
        ChartPoint(
            f"{index % 30 + 1}.11" if points < 32 else f"uge {index % 52 + 1}",
            None if index % 9 == 5 else top * (index % 11) / 10,
            "?" if index % 18 == 5 else "" if index % 9 == 5 else f"{top * (index % 11) / 10:.1f}".replace(".", ","),
            KINDS[index % kinds],
        )
        for index in range(points)
    )
    row = ChartRow("🛏️", label, "0", f"{top:g}", made, 0.0, top, line)
    return ChartPicture("Alma, det sidste år", (row,) * rows, LEGEND)


CUT_OFF = ChartLine(25.0, "Grænse 25")
COUNTS = (0, 1, 3, 7, 14, 28, 40, 52, 53)
PICTURES = {
    **{f"{points} to {top:g}": chart(points, top=top) for points, top in product(COUNTS, (10, 40, 100))},
    **{f"{points}, all kinds": chart(points, top=40, kinds=3, line=CUT_OFF) for points in COUNTS},
    "much to say": chart(53, top=40, kinds=2, line=ChartLine(25, "Grænse " * 6), label="Samvær med andre " * 5, rows=4),
}


@pytest.mark.parametrize("name", PICTURES)
def test_everything_stands_on_the_chart_and_clear_of_everything_else(name: str) -> None:
    scene = lay_out(PICTURES[name])
    assert stands_clear(scene)
    assert smallest_text(scene) >= 26
    assert scene.height + WIDTH <= 10_000  # Telegram takes no more


@pytest.mark.parametrize("name", ["53, all kinds", "3, all kinds", "0 to 10", "40 to 40"])
def test_it_is_drawn(name: str) -> None:
    assert struct.unpack_from(">LL", draw(PICTURES[name]), 16) == (WIDTH, lay_out(PICTURES[name]).height)


def test_all_values_of_a_year_are_readable() -> None:
    picture = chart(53, top=40, kinds=3)
    shown = texts(lay_out(picture))
    for point in picture.rows[0].points:
        if point.shown:
            assert point.day in shown and point.shown in shown


def test_the_first_last_highest_and_lowest_value_of_a_year_stand_under_their_dots() -> None:
    values = [5.0] * 52
    values[0], values[20], values[33], values[51] = 4.0, 9.5, 0.5, 6.0
    points = tuple(ChartPoint(f"uge {at + 1}", value, f"{value:g}") for at, value in enumerate(values))
    scene = lay_out(ChartPicture("", (ChartRow("🛏️", "", "", "", points),)))
    large = [part.text for part in scene.parts if isinstance(part, TextLine) and part.size > 30]
    assert sorted(large) == ["0.5", "4", "6", "9.5"]


def test_a_value_stands_by_its_own_scale() -> None:
    def dot_of(value: float, bottom: float, top: float) -> list[str]:
        row = ChartRow("🛏️", "", "", "", (ChartPoint("1.1", value, "x"),), bottom, top)
        return [part.markup for part in lay_out(ChartPicture("", (row,))).parts if isinstance(part, Shape)]

    assert dot_of(20, 0, 40) == dot_of(5, 0, 10) == dot_of(0, -2, 2) != dot_of(25, 0, 40)
    assert dot_of(50, 0, 40) == dot_of(40, 0, 40)  # never off the plot


def dashes(scene: Scene) -> int:
    return sum("dasharray" in part.markup for part in scene.parts if isinstance(part, Shape))


def test_a_line_to_compare_with_is_dashed_and_named() -> None:
    with_line = lay_out(chart(3, top=40, line=CUT_OFF))
    assert dashes(with_line) == 2 and "Grænse 25" in texts(with_line)
    assert dashes(lay_out(chart(3, top=40))) == 0


def test_whose_an_answer_is_is_told_by_shape_and_in_words() -> None:
    alone = {
        kind: [
            part.markup
            for part in lay_out(
                ChartPicture("", (ChartRow("", "", "", "", (ChartPoint("1.1", 5, "5", kind),)),), LEGEND)
            ).parts
            if isinstance(part, Shape)
        ]
        for kind in KINDS
    }
    assert len({str(markup) for markup in alone.values()}) == 3
    words = [meaning for _, meaning in LEGEND]
    assert not set(words) & set(texts(lay_out(chart(9))))
    assert set(words[:2]) <= set(texts(lay_out(chart(9, kinds=2)))) and words[2] not in texts(
        lay_out(chart(9, kinds=2))
    )
    assert set(words) <= set(texts(lay_out(chart(9, kinds=3))))


def test_answers_of_different_kinds_are_not_joined() -> None:
    def joins(*kinds: Provenance) -> int:
        points = tuple(ChartPoint("1.1", 5, "5", kind) for kind in kinds)
        scene = lay_out(ChartPicture("", (ChartRow("", "", "", "", points),)))
        return sum('<path d="M' in p.markup and 'stroke-width="3"/>' in p.markup and "fill" not in p.markup
                   for p in scene.parts if isinstance(p, Shape))  # fmt: skip

    assert joins("self", "self", "helped", "helped", "observed", "self") == 2
