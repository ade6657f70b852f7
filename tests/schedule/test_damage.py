"""A damaged page in a house: the bot stops with one true line, and what arrived is neither lost nor marked."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from bot.keys import DATABASE
from bot.telegram.meeting import CannotStart
from storage import meta
from storage.damage import Check
from storage.database import Database
from tests.books import arrived
from tests.house import KEY, House
from tests.storage.test_damage import flip, root_of


async def damaged(house: House, folder: Path, table: str) -> None:
    """The house is closed, a page changes, and it is opened again."""
    page = await root_of(house.service.db, table)
    await house.closes()
    flip(folder / DATABASE, page)
    await house.opens()


async def ended(house: House) -> str:
    with pytest.raises(CannotStart) as ended:
        await asyncio.wait_for(house.service.finished(), 20)
    return str(ended.value)


async def updates(folder: Path) -> set[str]:
    """The states of what has arrived."""
    db = await Database.open(folder / DATABASE, KEY)
    try:
        return {update.state for update in await arrived(db)}
    finally:
        await db.close()


async def test_it_stops_with_one_true_line_and_what_arrived_is_not_marked_as_failed(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await house.alma.presses("Answer now")
    await damaged(house, tmp_path, "answer")
    house.alma.person.taps("🙂")
    line = await ended(house)
    assert "The database is damaged" in line and "restore" in line and "\n" not in line
    assert "Nothing is lost" not in line + caplog.text
    await house.closes()
    assert await updates(tmp_path) <= {"done", "new"}
    await house.opens()


async def test_damage_nobody_meets_is_found_at_night(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.schedule.integrity.LOOK", 0.01)
    await damaged(house, tmp_path, "staff_note")
    house.clock.jump_to(house.local("2026-11-24 04.30"))
    assert "The database is damaged" in await ended(house)


@pytest.mark.parametrize("instead", [False, True])
async def test_it_stops_when_its_file_is_taken_away_or_replaced(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instead: bool
) -> None:
    monkeypatch.setattr("bot.schedule.integrity.STAYS", 0.01)
    await house.closes()
    await house.opens()
    body = (tmp_path / DATABASE).read_bytes()
    (tmp_path / DATABASE).rename(tmp_path / "elsewhere.db")
    if instead:
        (tmp_path / DATABASE).write_bytes(body)
    line = await ended(house)
    assert "was taken away or replaced" in line and "damaged" not in line and "\n" not in line
    await house.closes()
    (tmp_path / "elsewhere.db").replace(tmp_path / DATABASE)
    for end in ("-wal", "-shm"):
        (tmp_path / f"{DATABASE}{end}").unlink(missing_ok=True)
    await house.opens()


async def test_it_is_looked_through_after_an_unclean_end_while_taps_are_answered(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    looks: list[Check] = []

    async def slow(check: Check) -> str:
        looks.append(check)
        await asyncio.sleep(30)
        return ""

    monkeypatch.setattr(Check, "run", slow)
    await house.closes()
    await house.opens()
    assert not looks and "did not end as it should" not in caplog.text, "it had ended as it should"
    await house.service.db.write(meta.remember, "username", "solhuset_bot")
    await house.closes()
    db = await Database.open(tmp_path / DATABASE, KEY)
    assert await db.read(meta.recall, "running") is None
    await db.write(meta.remember, "running", "1")  # as a killed one leaves it
    await db.close()
    await house.opens()
    await house.alma.presses("Answer now")
    assert looks and "did not end as it should" in caplog.text


async def test_a_start_that_is_refused_changes_nothing_of_how_the_bot_ended(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither does it count as a bad end, nor does it make one before it forgotten."""
    said = "did not end as it should"

    async def refuses(*_: object) -> None:
        raise CannotStart("Telegram refuses the token.")

    async def refused() -> None:
        with monkeypatch.context() as patched, pytest.raises(CannotStart):
            patched.setattr("bot.app.meet", refuses)
            await house.opens()

    await house.closes()
    await refused()
    await house.opens()
    assert said not in caplog.text
    await house.closes()
    db = await Database.open(tmp_path / DATABASE, KEY)
    await db.write(meta.remember, "running", "1")  # as a killed one leaves it
    await db.close()
    await refused()
    await house.opens()
    await asyncio.sleep(0.05)
    assert said in caplog.text
