"""What is as old as the house has agreed is let go of, and nothing before that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
from storage import activities, notes, people, retention, sharing
from storage.people import INVITATION_LIFE
from storage.tx import Tx
from tests.books import Books, books
from tests.commands.test_copies import SWIM
from tests.house import ZONE, House
from tests.people.test_leaving import KEEP
from tests.review_stage import opened, will_do
from tests.reviewing.test_summaries import answers

KEPT = ("answer", "media", "staff_note", "task", "seen", "access_log", "talk", "proposal")


async def kept(house: House) -> Books:
    stored = await books(house.service.db)
    return {table: stored[table] for table in KEPT}


async def lived(house: House) -> None:
    """A voice message, a wish for the week, a call for a talk, a note, and what was done about it."""
    alma, mette = house.alma, house.mette
    await answers(alma, "Jeg savner min hund")
    await alma.speaks()
    await alma.taps("As a note", "Done")
    await alma.presses("Talk to someone")
    await mette.taps("I am coming now")
    await mette.presses("Borgere")
    await mette.taps(
        "Alma",
        "Answer together",
        "Next week",
        "A trip",
        "Done",
        "Monday",
        "In the morning",
        "Just me",
        "No thanks",
        "Share",
    )
    await opened(house, "What is new", "Seen", "I follow up")
    await will_do(mette, "Vi besøger hunden.")
    await opened(house, "Staff's notes", "Add a note")
    await mette.says("Hunden hedder Bob.")


async def test_every_night_the_write_ahead_log_is_emptied(house: House, tmp_path: Path) -> None:
    log = tmp_path / f"{DATABASE}-wal"
    await house.alma.starts()
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
    assert await kept(house) == ({table: [] for table in KEPT} if gone else before)


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
    assert set(await borgere(house)) == {"Bo", "Egon"} | (set() if gone else {"Alma"})
    assert len(await house.service.db.read(people.gone)) == gone, "so that no backup brings them back"
    if gone:
        await house.quiet()
        house.lis.sees(str(file))


async def borgere(house: House) -> list[str]:
    return [borger.name for borger in await house.service.db.read(people.all_borgere)]


def _noted(tx: Tx, borger_id: int, at: datetime) -> None:
    notes.add_note(tx, borger_id, 1, "", at)


def _chosen(tx: Tx, borger_id: int, at: datetime) -> None:
    sharing.set_grant(tx, borger_id, 1, "week", False, at)


def _invited(tx: Tx, borger_id: int, at: datetime) -> None:
    people.invite(tx, Role.BORGER, "", at - INVITATION_LIFE, person_id=borger_id)


def _planned(tx: Tx, borger_id: int, at: datetime) -> None:
    for_ever = Activity(SWIM, Repeat(at.date(), "weeks", days=(1,)), time(14), ZONE)
    activities.add_activity(tx, (borger_id,), "own", for_ever, 1, at)


@pytest.mark.parametrize("kept", [_noted, _chosen, _invited, _planned])
async def test_who_is_being_had_to_do_with_stays(house: House, kept: Callable[[Tx, int, datetime], None]) -> None:
    now = house.clock.now()
    for name in ("Bo", "Egon"):
        number = await house.service.db.write(
            people.add_person, Role.BORGER, name, now - timedelta(days=1000), profile=ReadingProfile()
        )
    await house.service.db.write(kept, number, now - timedelta(days=700))
    await house.service.upkeep.forget()
    assert await borgere(house) == ["Alma", "Egon"]
