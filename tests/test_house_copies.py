"""A borger's copy of everything, erasing it, and how long it is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import SettingsError, read_settings
from bot.copies import erase, export
from storage import sessions
from tests.house import House
from tests.simulator_stage import png


async def answers_once(house: House) -> None:
    await house.alma.presses("Answer now")
    for tile in ("🙂", "😐"):
        await house.alma.taps(tile)
    await house.alma.taps("Don't know")
    await house.alma.taps("Nobody", "Food")
    await house.alma.says("Jeg savner min hund")
    await house.alma.sends_photo(png())
    await house.alma.taps("Done")


async def test_a_copy_holds_all_in_readable_form(house: House, tmp_path: Path) -> None:
    await answers_once(house)
    await house.service.upkeep.fetch_media()
    await house.mette.presses("News")
    await house.mette.taps("I follow up")
    await house.mette.says("Jeg ringer til din søster")
    file = await export(read_settings(house.settings), "Alma", tmp_path / "copy")
    copy = file.read_text("utf-8")
    assert "Humør: Godt" in copy and "Energi: Ved ikke" in copy
    assert "»Jeg savner min hund«" in copy and "»Jeg ringer til din søster«" in copy
    assert "mandag den 23. november kl. 12.00" in copy
    photo = next(line for line in copy.splitlines() if ".jpg" in line)
    assert (tmp_path / "copy" / photo.split("(")[1].rstrip(")")).read_bytes()


async def test_erasing_takes_everything_and_the_messages_too(house: House) -> None:
    await answers_once(house)
    await erase(read_settings(house.settings), "Alma")
    house.service.db.on_commit()
    await house.quiet()
    house.alma.sees("All that was kept about you is erased.")
    for (table,) in await house.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for row in await house.rows(f"SELECT * FROM {table}"):
            assert not any(value in ("Alma", "Jeg savner min hund", house.alma.chat_id) for value in row), table
    assert not [m for m in house.alma.person.messages if m.from_bot and m.photo]


async def test_whom_to_copy_must_be_clear(house: House, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no borger of that name"):
        await export(read_settings(house.settings), "Bodil", tmp_path)


async def test_answers_are_kept_no_longer_than_set(house: House) -> None:
    await answers_once(house)
    async with house.service.db.write() as tx:
        assert await sessions.forget_before(tx, house.clock.now() - timedelta(minutes=5)) == 0
    assert await house.count("SELECT count(*) FROM answer") and await house.count("SELECT count(*) FROM media")
    async with house.service.db.write() as tx:
        assert await sessions.forget_before(tx, house.clock.now() + timedelta(minutes=5)) > 0
    assert await house.count("SELECT count(*) FROM answer") == 0 == await house.count("SELECT count(*) FROM media")
