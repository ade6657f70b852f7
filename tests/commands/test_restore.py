"""What a restored house knows of the time between the backup and the end of the database that was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.backup import restore
from bot.commands.copies import erase, export
from dialogs.text import T
from storage.answers import own_answers
from tests.commands.test_backup import backed_up, restored, settings
from tests.house import House
from tests.review_stage import asks_who_has_seen

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
    (answer,) = await house.service.db.read(own_answers, (await house.known(house.alma)).id)
    assert answer.said_at >= house.local("2026-11-23 13.29")


async def test_files_that_were_exported_since_are_still_known(house: House, tmp_path: Path) -> None:
    file = await backed_up(house, tmp_path)
    await house.passes(minutes=5)
    copy = await export(settings(house), "Alma", tmp_path / "copy", house.clock.now())
    await restored(house, file)
    await asks_who_has_seen(house.alma)
    house.alma.reads("{name} took {taken}, {when}.", name=T("Whoever runs the app"), taken=T("a copy of your answers"),
                     when=house.local("2026-11-23 12.05"))  # fmt: skip
    said = await erase(settings(house), "Alma", house.clock.now())
    assert any(str(copy) in line for line in said)
