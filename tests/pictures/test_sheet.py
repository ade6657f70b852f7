"""A whole paper as a picture: nothing lies over anything, all of it is there, and it stays readable."""

from __future__ import annotations

import pytest

from bot.pictures.sheet import lay_out_sheet
from bot.pictures.spec import SheetGroup, SheetLine, SheetPicture, SheetSection, photos_on
from tests.picture_stage import smallest_text, stands_clear, texts

LONG = "Gå et skridt tilbage, sig få ord, og sig også, at du kommer igen om et øjeblik. " * 4


def paper(*lines: SheetLine, outside: tuple[SheetLine, ...] = (), name: str = "Det hjælper") -> SheetPicture:
    group = SheetGroup(name, "🎵", lines, outside)
    return SheetPicture("🌱", "Min plan", (SheetSection("🙂", "Det gode", (group,)), SheetSection("🌧️", "")), "I dag")


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("beside", [0, 1, 9])
def test_lines_of_any_length_and_number_stand_clear(count: int, beside: int) -> None:
    lines = tuple(SheetLine(LONG[: 20 * n + 5], "🤝🎤" if n % 2 else "", photo=n % 3) for n in range(count))
    outside = tuple(SheetLine(f"»{LONG[: 30 * n]}« (iagttagelse fra Mette)", "📝") for n in range(beside))
    scene = lay_out_sheet(paper(*lines, outside=outside), {})
    assert stands_clear(scene)
    assert smallest_text(scene) >= 34
    assert scene.height < 9000, "Telegram takes pictures of no more than ten times their width"


def test_no_word_is_left_out() -> None:
    scene = lay_out_sheet(paper(SheetLine(LONG)), {})
    assert (
        LONG.split() == [word for line in texts(scene) for word in line.split() if word in LONG][-len(LONG.split()) :]
    )


def test_without_words_the_signs_are_large() -> None:
    scene = lay_out_sheet(paper(SheetLine("", "🤝💬"), name=""), {})
    assert stands_clear(scene)
    assert texts(scene) == ["Min plan", "I dag", "Det gode"]


def test_its_photos_are_known() -> None:
    assert photos_on(paper(SheetLine("", photo=7), outside=(SheetLine("", photo=8),))) == {7, 8}
