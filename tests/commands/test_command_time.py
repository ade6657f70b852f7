"""Commands whose clock is earlier than what was kept last say so, and do nothing that depends on the time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import OFF, Clock, Machine
from bot.commands.backup import backup, restore
from bot.commands.copies import erase, export
from bot.commands.forecast import forecast
from bot.commands.invite import print_invitation
from bot.config import Settings, SettingsError
from tests.books import books
from tests.commands.test_copies import answers_once
from tests.house import House
from tests.people.test_leaving import LAST_WORD
from tests.rights.test_traces import settings

pytestmark = pytest.mark.long

A_DAY = timedelta(days=1)
COMMANDS: dict[str, Callable[[Settings, Path, datetime], Awaitable[object]]] = {
    "forecast": lambda given, _folder, now: forecast(given, None, 7, now),
    "forecast of one": lambda given, _folder, now: forecast(given, "Alma", 7, now),
    "export": lambda given, folder, now: export(given, "Alma", folder / "copy", now),
    "invite": lambda given, _folder, now: print_invitation(given, now),
}


class Behind(Machine):
    """A machine whose clock stands at an instant."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def wall(self) -> datetime:
        return self._now


async def used(house: House) -> datetime:
    """When something was kept: just now, and nothing is left to be done."""
    await answers_once(house)
    await house.passes(seconds=0)  # what the answer made due is planned anew now, not between two looks at the books
    return house.clock.now()


@pytest.mark.parametrize("name", COMMANDS)
async def test_nothing_is_done_by_a_clock_that_is_earlier_than_the_last_commit(
    house: House, tmp_path: Path, name: str
) -> None:
    last = await used(house)
    before = await books(house.service.db)
    with pytest.raises(
        SettingsError, match="The machine's clock says 2026-11-22 12:00, but something was kept at 2026"
    ):
        await COMMANDS[name](settings(house, tmp_path), tmp_path, last - A_DAY)
    assert await books(house.service.db) == before
    assert not (tmp_path / "copy").exists()
    await COMMANDS[name](settings(house, tmp_path), tmp_path, last - OFF)


async def test_erasing_goes_on_and_still_clears_the_chats(house: House, tmp_path: Path) -> None:
    last = await used(house)
    await erase(settings(house, tmp_path), "Alma", last - 30 * A_DAY)
    await house.quiet()
    house.alma.sees(LAST_WORD)
    assert house.alma.texts == [house.alma.say(LAST_WORD)], "what Telegram lets go of is gone"


async def test_a_backup_is_made_all_the_same_and_is_not_restored_by_such_a_clock(house: House, tmp_path: Path) -> None:
    last = await used(house)
    given = settings(house, tmp_path)
    said = await backup(given, tmp_path / "backups", Clock(Behind(last - A_DAY)))
    assert "The machine's clock says 2026-11-22 12:00" in said[1]
    (file,) = (tmp_path / "backups").iterdir()
    await house.closes()
    before = (tmp_path / "trivselsbot.db").read_bytes()
    with pytest.raises(SettingsError, match="Nothing was changed"):
        await restore(given, file, Clock(Behind(last - A_DAY)), replace=True)
    assert (tmp_path / "trivselsbot.db").read_bytes() == before
    assert (await restore(given, file, Clock(Behind(last)), replace=True))[1].startswith("Lost: nothing")
    await house.opens()
