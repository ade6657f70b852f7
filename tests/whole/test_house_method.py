"""A method from one file of a house's own, in `trivselsbot run`: agreed, asked, answered in three voices, shared with
one reader, seen, exported, copied and erased. The file is the one that `docs/methods.md` begins with."""

from __future__ import annotations

import re
import textwrap
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.books import traces
from tests.reviewing.test_export import read_csv
from tests.running import ROOT, house_of_init
from tests.whole.home import Home, home

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

TOPIC = "Hvordan jeg har det"
ASKED = "Hvordan har aftenen været?"


def method_of_docs() -> str:
    """The file that the document on methods shows whole."""
    body = (ROOT / "docs" / "methods.md").read_text("utf-8")
    found = re.search(r"```yaml\n( +id: evening\n.*?)```", body, re.DOTALL)
    assert found
    return textwrap.dedent(found[1])


async def test_one_file_goes_the_whole_way(tmp_path: Path) -> None:
    async with home(tmp_path, method_of_docs()) as house:
        async with house.runs() as run:
            for phone in (house.alma, house.mette, house.jonas):
                await phone.starts()
            await _is_agreed_and_asked(house)
            await _is_answered_in_three_voices(house)
            await run.kill()
        async with house.runs() as run:
            await _is_read_by_one_reader(house)
            await run.stops()
        await _is_copied_and_erased(house)


async def _is_agreed_and_asked(house: Home) -> None:
    soon = house.clock.now().astimezone(ZoneInfo("Europe/Copenhagen")) + timedelta(minutes=5)
    await house.opens("Settings", "Methods", "Min aften", "Yes", "Yes, at fixed times", "Every day")
    await house.mette.says(f"{soon:%H.%M}")
    await house.mette.taps("8 hours")
    house.mette.sees("That is saved.")
    assert f"{soon:%H:%M}" in await house.says("forecast", "--borger", "Alma", "--days", "2")
    house.jumps_to(soon)
    await house.alma.person.waits_for(ASKED)


async def _is_answered_in_three_voices(house: Home) -> None:
    alma = house.alma
    await alma.taps("🙂", "Ja", "Ja, med hjælp")
    await alma.says("Mette mindede mig om det")
    await alma.taps("Done", "Ikke i dag")
    alma.sees("Nobody else may read it yet.")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("Aften", "Min aften", "Close")
    await house.opens("Answer together", "Min aften", "😐", "Ja", "Ja", "Ja", "Don't share")
    await house.opens("Write what you noticed", "Min aften", "Badly", "Ja", "Ja", "Ja", "Done")


async def _is_read_by_one_reader(house: Home) -> None:
    """The topic asks for its readers; Mette reads it then, and Jonas does not."""
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.opens("Answers")
    mette.sees_not("Mette mindede mig om det")
    await alma.presses("More")
    await alma.taps("Settings", "Who may read", "Mette", "Some of it")
    await alma.taps(TOPIC, "Done")
    await house.opens("Answers")
    mette.sees("Mette mindede mig om det")
    mette.sees("Aftenen: Dårligt")  # her own view stands beside it
    await jonas.presses("Borgere")
    jonas.sees_not("Alma")
    await house.opens("Export", "CSV")
    files = [m.file.content for m in mette.shown if m.file]
    rows = [row for body in files for row in read_csv(body)]
    assert any("Mette mindede mig om det" in row for row in rows)


async def _is_copied_and_erased(house: Home) -> None:
    await house.says("export", "Alma", str(house.folder / "copy"))
    copied = "\n".join(file.read_text("utf-8") for file in (house.folder / "copy").rglob("*.txt"))
    assert "Min aften" in copied and "Mette mindede mig om det" in copied
    await house.says("erase", "Alma", "--yes")
    assert not await traces(house.db, "Alma", "Mette mindede mig om det")
