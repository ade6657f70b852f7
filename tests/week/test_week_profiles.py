"""My week and Today in every profile and language, with little and much in them, and on days of 23 and 25 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.pictures.draw import lay_out
from bot.pictures.scene import WIDTH
from bot.pictures.spec import BoardPicture, WeekPicture
from bot.telegram.content import CAPTION_LIMIT
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.activity import Activity
from dialogs.time.repeat import EVERY_DAY, Repeat
from tests.house import ZONE, House, open_house
from tests.picture_stage import smallest_text, stands_clear
from tests.week_stage import CHOIR, LONG, MONDAY, SWIMMING, Album, album_of, on_duty, plans, titles


@pytest.fixture
def album(monkeypatch: pytest.MonkeyPatch) -> Album:
    return album_of(monkeypatch)


def many(count: int) -> list[Activity]:
    """So many on this Monday, some at the same time, with long titles among them."""
    called = (LONG, "A", "Svømning", "Indkøb til fællesspisning")
    once = Activity("", Repeat(MONDAY), time(), ZONE, leads=(), place="Torvet", company="Lis")
    return [replace(once, title=called[n % 4], at=time(7 + n // 3, n % 2 * 30)) for n in range(count)]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("count", [0, 3, 40])
async def test_every_profile_gets_the_week_and_the_board(
    house: House, album: Album, reading: Reading, language: str, count: int
) -> None:
    alma = house.alma
    await plans(house, *many(count))
    await on_duty(house, MONDAY, day="Mette")
    await house.reads_as(alma, ReadingProfile(reading=reading, language=language))
    alma.turns_page()
    await alma.presses("📅" if reading is Reading.PICTURES else "My week")
    alma.sees("Your week")
    alma.sees("Week {number}", number=48) if reading is Reading.TEXT else alma.sees_not(LONG)
    await alma.taps("📋" if reading is Reading.PICTURES else "Today")
    if reading is Reading.TEXT:
        assert not album.pictures and alma.has_seen(LONG) == (count > 0)
        assert len(alma.last) <= 4096 and "Mette" in alma.last
        return
    week, board = album.pictures[-2:]
    assert isinstance(week, WeekPicture) and isinstance(board, BoardPicture)
    assert bool(week.now_word) is (reading is Reading.BOTH) is bool(board.now_word)
    assert len(alma.last) <= CAPTION_LIMIT
    for picture in (week, board):
        scene = lay_out(picture)
        assert stands_clear(scene) and smallest_text(scene) >= 32 and scene.height <= 2 * WIDTH


@pytest.mark.parametrize(("day", "title"), [("2026-10-25", "25. oktober"), ("2027-03-28", "28. marts")])
async def test_a_day_on_which_the_clocks_are_changed_has_its_own_entries_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, album: Album, day: str, title: str
) -> None:
    early = replace(SWIMMING, repeat=Repeat(date(2026, 10, 1), "weeks", days=EVERY_DAY), at=time(0, 5))
    late = replace(CHOIR, repeat=Repeat(date(2026, 10, 1), "weeks", days=EVERY_DAY), at=time(23, 55))
    async with open_house(tmp_path_factory.mktemp("house"), at=f"{day} 12.00") as house:
        await plans(house, early, late)
        await house.alma.presses("My week")
        assert all(titles(one.entries) == ["0.05 Svømning", "23.55 Kor"] for one in album.week.days)
        await house.alma.taps("Today")
        assert album.board.title.endswith(title)
        assert titles(album.board.entries) == ["0.05 Svømning", "23.55 Kor"] and album.board.now == 1
