"""What is as old as the house has agreed is let go of, and nothing before that."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from bot.keys import DATABASE
from storage import retention
from storage.database import Tx
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


async def test_a_tap_is_answered_while_years_of_data_are_let_go_of(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is always more to let go of, until the tap is answered."""
    answered, turns, erase_due = asyncio.Event(), 0, retention.erase_due

    async def without_end(tx: Tx, now: datetime, before: datetime) -> int:
        nonlocal turns
        turns += 1
        return await erase_due(tx, now, before) or not answered.is_set()

    monkeypatch.setattr(retention, "erase_due", without_end)
    forgetting = asyncio.create_task(house.service.upkeep.forget())
    await house.alma.presses("Answer now")
    await house.alma.taps("🙂")
    house.alma.sees("How did you sleep?")
    assert turns > 2 and not forgetting.done()
    answered.set()
    await forgetting


@pytest.mark.parametrize(("day", "gone"), [("2028-11-22", False), ("2028-11-25", True)])
async def test_after_two_years_nothing_of_it_is_kept(house: House, day: str, gone: bool) -> None:
    await lived(house)
    before = await kept(house)
    assert all(before.values()), before
    house.clock.jump_to(house.local(f"{day} 12.00"))
    await house.service.upkeep.forget()
    assert await kept(house) == (dict.fromkeys(KEPT, 0) if gone else before)
