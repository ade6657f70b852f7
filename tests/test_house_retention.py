"""What is as old as the house has agreed is let go of, and nothing before that."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.keys import DATABASE
from tests.house import House
from tests.review_stage import opened
from tests.test_house_summaries import answers

KEPT = ("answer", "media", "staff_note", "follow_up", "access_log", "talk", "proposal")


async def kept(house: House) -> dict[str, int]:
    return {table: await house.count(f"SELECT count(*) FROM {table}") for table in KEPT}


async def lived(house: House) -> None:
    """A voice message, a wish for the week, a call for a talk, a note, and what was done about it."""
    alma, mette = house.alma, house.mette
    await answers(alma, "Jeg savner min hund")
    await alma.speaks()
    await alma.taps("As a note", "Done")
    await alma.presses("Talk to someone")
    await mette.taps("I come within half an hour")
    await mette.presses("Borgere")
    await mette.taps(
        "Alma", "Answer together", "Next week", "A trip", "Done", "Monday", "In the morning", "Skip", "Share"
    )
    await opened(house, "What is new", "I follow up")
    await mette.says("Vi besøger hunden.")
    await opened(house, "Staff's notes", "Add a note")
    await mette.says("Hunden hedder Bob.")


async def test_every_night_the_write_ahead_log_is_emptied(house: House, tmp_path: Path) -> None:
    log = tmp_path / f"{DATABASE}-wal"
    assert log.stat().st_size
    await house.service.upkeep.forget()
    assert log.stat().st_size == 0


@pytest.mark.parametrize(("day", "gone"), [("2028-11-22", False), ("2028-11-25", True)])
async def test_after_two_years_nothing_of_it_is_kept(house: House, day: str, gone: bool) -> None:
    await lived(house)
    before = await kept(house)
    assert all(before.values()), before
    house.clock.jump_to(house.local(f"{day} 12.00"))
    await house.service.upkeep.forget()
    assert await kept(house) == (dict.fromkeys(KEPT, 0) if gone else before)
