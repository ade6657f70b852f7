"""What is as old as the house has agreed is let go of, and nothing before that."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.config import read_settings
from bot.keys import DATABASE
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, people, retention
from storage.tx import Tx, stamp
from tests.commands.test_copies import SWIM
from tests.house import ZONE, House
from tests.people.test_leaving import KEEP
from tests.review_stage import opened
from tests.reviewing.test_summaries import answers

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

    def without_end(tx: Tx, now: datetime, before: datetime) -> int:
        nonlocal turns
        turns += 1
        return erase_due(tx, now, before) or not answered.is_set()

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


@pytest.mark.parametrize(("day", "gone"), [("2028-11-22", False), ("2028-11-25", True)])
async def test_who_has_left_goes_with_the_last_of_what_was_kept(
    house: House, tmp_path: Path, day: str, gone: bool
) -> None:
    """Alma has left and kept her answers; a copy of them lies in a file. Bo is new, Egon has stayed."""
    await lived(house)
    file = await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())
    await house.joins(15, "Egon", Role.BORGER)
    for_ever = Activity(SWIM, Repeat(house.clock.now().date(), "weeks", days=(1,)), time(14), ZONE)
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.db.write(activities.add_activity, (alma.id,), "activity", for_ever, mette.id, house.clock.now())
    await house.alma.says("/stop")
    await house.alma.taps(*KEEP, "Yes, leave")
    house.clock.jump_to(house.local(f"{day} 12.00"))
    await house.service.db.write(people.add_person, Role.BORGER, "Bo", house.clock.now(), profile=ReadingProfile())
    await house.service.upkeep.forget()
    names = {name for (name,) in await house.rows("SELECT name FROM person WHERE role = 'borger'")}
    assert names == {"Bo", "Egon"} | (set() if gone else {"Alma"})
    assert await house.count("SELECT count(*) FROM erasure") == gone, "so that no backup brings them back"
    if gone:
        await house.quiet()
        house.lis.sees(str(file))


@pytest.mark.parametrize(
    "kept",
    [
        "INSERT INTO staff_note (borger_id, staff_id, words, at) VALUES (?1, 1, '', ?2)",
        "INSERT INTO grants (borger_id, reader_id, topic, allowed, at) VALUES (?1, 1, 'week', 0, ?2)",
        "INSERT INTO invitation (code_hash, role, person_id, created_at, expires_at) VALUES ('', 'borger', ?1, 0, ?2)",
        "INSERT INTO activity (borger_id, batch, kind, plan, made_by, made_at, set_at)"
        " VALUES (?1, 0, 'own', '{}', 1, 0, ?2)",
    ],
)
async def test_who_is_being_had_to_do_with_stays(house: House, kept: str) -> None:
    now = house.clock.now()
    for name in ("Bo", "Egon"):
        number = await house.service.db.write(
            people.add_person, Role.BORGER, name, now - timedelta(days=1000), profile=ReadingProfile()
        )
    await house.service.db.write(Tx.run, kept, number, stamp(now - timedelta(days=700)))
    await house.service.upkeep.forget()
    assert await house.rows("SELECT name FROM person WHERE role = 'borger' ORDER BY id") == [("Alma",), ("Egon",)]
