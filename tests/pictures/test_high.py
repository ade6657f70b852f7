"""Pictures of very much: what Telegram would not take, or what nobody could read, is drawn shorter or smaller."""

from __future__ import annotations

import pytest

from bot.pictures.draw import HIGHEST, draw, lay_out
from bot.pictures.ladder_spec import Ladder, LadderPicture, LadderStep
from bot.pictures.scene import TextLine
from bot.pictures.spec import (
    Band,
    CardPicture,
    ColumnsPicture,
    Picture,
    SheetGroup,
    SheetLine,
    SheetPicture,
    SheetSection,
    Tile,
)
from bot.simulator.wire import image_size

LONG = "Jeg vil gerne have ro om aftenen. " * 120
SHORT = SheetLine("Musik")


def sheet(*lines: SheetLine) -> SheetPicture:
    return SheetPicture("🛟", "Min plan", (SheetSection("🙂", "Det hjælper", (SheetGroup("Jeg", inside=lines),)),))


PICTURES: dict[str, Picture] = {
    "columns": ColumnsPicture("👑", "Hvem", (Tile("🙂"), Tile("🙁")), (Band(((), ())),), (Tile("💬", LONG),) * 5),
    "rings": ColumnsPicture("👑", "", (Tile("🙂"), Tile("🙁")), (Band(((Tile("👩", LONG),), ())),), rings=True),
    "sheet": sheet(*(SheetLine(LONG),) * 8),
    "card": CardPicture("👑", "Hvem", (Tile("💬", LONG), Tile("🙂", LONG), Tile("🙁"))),
    "ladder": LadderPicture("🪜", "Mål", (Ladder("Gøre rent", (LadderStep("1️⃣", LONG),) * 5),) * 3),
}


@pytest.mark.parametrize("name", PICTURES)
def test_long_words_are_cut_where_the_picture_could_not_be_read(name: str) -> None:
    scene = lay_out(PICTURES[name])
    assert scene.height <= HIGHEST
    assert any(isinstance(part, TextLine) and part.text.endswith("…") for part in scene.parts)


def test_words_that_have_room_are_whole() -> None:
    scene = lay_out(sheet(SheetLine(LONG[:800])))
    assert not any(isinstance(part, TextLine) and "…" in part.text for part in scene.parts)


@pytest.mark.parametrize("lines", [150, 500])
def test_what_is_still_too_high_is_drawn_so_small_that_telegram_takes_it(lines: int) -> None:
    size = image_size(draw(sheet(*(SHORT,) * lines)))
    assert size and sum(size) <= 10_000 and max(size) <= 20 * min(size)


def test_three_goals_stand_whole_on_one_picture() -> None:
    steps = tuple(LadderStep(f"{n}️⃣", "Jeg går i gang, når telefonen minder mig om det") for n in range(5, 0, -1))
    scene = lay_out(LadderPicture("🪜", "Hvor tæt på mine mål", (Ladder("Gøre rent hos mig hver uge", steps),) * 3))
    assert scene.height <= HIGHEST and not any(isinstance(part, TextLine) and "…" in part.text for part in scene.parts)
