"""What a restored house knows of the time between the backup and the end of the database that was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.backup import restore
from bot.commands.copies import erase, export
from tests.commands.test_backup import backed_up, restored, settings
from tests.house import House

pytestmark = pytest.mark.long


async def test_what_waited_at_telegram_counts_after_what_was_there_not_after_the_backup(
    house: House, tmp_path: Path
) -> None:
    await house.alma.presses("Answer now")
    await house.passes(minutes=5)
    file = await backed_up(house, tmp_path)
    await house.at("2026-11-23 13.30")
    await house.closes()
    house.alma.person.taps_data(*house.alma.button("🙂"))
    await restore(settings(house), file, house.clock, replace=True)
    await house.opens()
    await house.quiet()
    assert await house.count("SELECT said_at FROM answer") >= house.local("2026-11-23 13.29").timestamp()


async def test_files_that_were_exported_since_are_still_known(house: House, tmp_path: Path) -> None:
    file = await backed_up(house, tmp_path)
    await house.passes(minutes=5)
    copy = await export(settings(house), "Alma", tmp_path / "copy", house.clock.now())
    await restored(house, file)
    assert await house.rows("SELECT what FROM access_log") == [("export",)]
    said = await erase(settings(house), "Alma", house.clock.now())
    assert any(str(copy) in line for line in said)
