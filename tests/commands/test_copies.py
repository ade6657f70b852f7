"""A borger's copy of everything, erasing it, and how long it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commands.copies import erase, export, found
from bot.config import SettingsError, read_settings
from dialogs.permissions import Role
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, notes
from tests.books import traces
from tests.house import RHYTHM, ZONE, House
from tests.people.test_leaving import LAST_WORD
from tests.phone import da
from tests.planning.test_proposals import wishes
from tests.review_stage import will_do
from tests.simulator_stage import png

pytestmark = pytest.mark.long

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(ZONE))
SWIM, WHY, NOTE = "Svømmetur", "Bassinet er optaget.", "Alma glæder sig."


async def answers_once(house: House) -> None:
    await house.alma.presses("Answer now")
    for tile in ("🙂", "😐"):
        await house.alma.taps(tile)
    await house.alma.taps("Don't know")
    await house.alma.taps("Nobody", "Food")
    await house.alma.says("Jeg savner min hund")
    await house.alma.sends_photo(png())
    await house.alma.taps("Done")


async def copied(house: House, folder: Path) -> Path:
    return await export(read_settings(house.settings), "Alma", folder / "copy", house.clock.now())


async def test_a_copy_holds_all_in_readable_form(house: House, tmp_path: Path) -> None:
    await answers_once(house)
    await house.service.upkeep.fetch_media()
    await house.mette.opens_news()
    await house.mette.taps("I follow up")
    await will_do(house.mette, "Jeg ringer til din søster")
    await house.alma.presses("Talk to someone")
    await house.mette.taps("I am coming now")
    file = await copied(house, tmp_path)
    copy = file.read_text("utf-8")
    assert "Humør: Godt" in copy and "Energi: Ved ikke" in copy
    assert "»Jeg savner min hund«" in copy and "»Jeg ringer til din søster«" in copy
    assert "mandag den 23. november kl. 12.00" in copy
    assert "Sådan læser jeg: Begge dele, Ansigter, 5, Dansk" in copy and "Kontaktpersoner: Mette" in copy
    assert "hver dag kl. 16.00" in copy and "kl. 22.00 til kl. 8.00" in copy
    assert "Mette må læse »" in copy and da("an overview of your answers") in copy
    assert not any(raw in copy for raw in ("trivsel", "summary", "own words"))
    assert "Du ville gerne tale med nogen. Mette kommer nu." in copy
    assert {kept.stat().st_mode & 0o777 for kept in file.parent.iterdir()} == {0o600}
    photo = next(line for line in copy.splitlines() if ".jpg" in line)
    assert (tmp_path / "copy" / photo.split("(")[1].rstrip(")")).read_bytes()


async def test_a_copy_tells_of_a_break_only_while_there_is_one(house: House, tmp_path: Path) -> None:
    await house.lives(house.alma, replace(RHYTHM, paused_until=date(2026, 11, 25)))
    said = da("You are having a break until {date}.", date=date(2026, 11, 25))
    for folder, in_it in (("before", True), ("after", False)):
        assert (said in (await copied(house, tmp_path / folder)).read_text("utf-8")) is in_it
        await house.at("2026-11-25 00.00")


async def test_a_copy_holds_the_wishes_and_what_became_of_them(house: House, tmp_path: Path) -> None:
    await wishes(house)
    await house.mette.taps("Write an answer")
    await house.mette.says("Bassinet er lukket")
    copy = (await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())).read_text(
        "utf-8"
    )
    assert f"{da('Exercise')}, onsdag den 2. december kl. 14.00" in copy
    assert da("{name} answered: »{reason}«", name="Mette", reason="Bassinet er lukket") in copy
    assert f"{da('Exercise')}, {da('Time of day')}: {da('In the afternoon')}" in copy


async def swims(house: House, *answer: str) -> None:
    """Swimming is planned for Alma, moved, and she answers a reminder; Mette has written a note."""
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    today = house.clock.now().date()
    plan = Activity(SWIM, Repeat(today), time(14), ZONE, pictogram="🏊", place="Badet", leads=("before30",))
    (number,) = await house.service.db.write(
        activities.add_activity, (alma.id,), "activity", plan, mette.id, house.clock.now()
    )
    swim = await house.service.db.write(activities.activity_by_id, number)
    assert swim is not None
    moved = Change(HappeningState.MOVED, today, time(13, 30), reason=WHY)
    await house.service.db.write(activities.set_change, swim, today, moved, mette.id, house.clock.now())
    await house.service.db.write(notes.add_note, alma.id, mette.id, NOTE, house.clock.now())
    await house.at("2026-11-23 13.00")
    await house.alma.taps(*answer or ("OK",))


async def test_a_copy_holds_the_plans_and_what_was_said_to_reminders(house: House, tmp_path: Path) -> None:
    await swims(house)
    copy = (await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())).read_text(
        "utf-8"
    )
    assert f"{SWIM}, mandag den 23. november kl. 14.00" in copy and "Badet" in copy
    assert f"mandag den 23. november kl. 13.30: {da('moved')}. {WHY}" in copy
    assert f"kl. 13.00: {da('A reminder: {answer}', answer=da('OK'))}" in copy
    assert NOTE in copy


async def test_erasing_takes_everything_and_the_messages_too(house: House) -> None:
    await answers_once(house)
    await wishes(house)
    await swims(house)
    await house.mette.opens_news()
    await house.mette.taps("Hear and read all")
    await house.alma.presses("Talk to someone")
    assert [m for m in house.mette.person.messages if m.from_bot and "savner" in (m.text or m.caption or "")]
    assert house.alma.person.reply_keyboard
    await erase(read_settings(house.settings), "Alma", house.clock.now())
    await house.quiet()  # of itself: nobody tells the running bot
    house.alma.sees(LAST_WORD)
    assert not house.alma.person.reply_keyboard
    for message in house.mette.person.messages:
        assert not message.from_bot or not (message.photo or "Alma" in message.text), message
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund", str(house.alma.chat_id), SWIM, WHY, NOTE)
    assert not [m for m in house.alma.person.messages if m.from_bot and m.photo]


async def test_whom_to_copy_must_be_clear(house: House, tmp_path: Path) -> None:
    settings, alma = read_settings(house.settings), await house.known(house.alma)
    with pytest.raises(SettingsError, match="There is no borger of that name"):
        await export(settings, "Bodil", tmp_path, house.clock.now())
    number = str(alma.id)
    assert (await found(settings, number)).id == alma.id
    await house.joins(21, number, Role.BORGER)
    called_so = await house.known(house.phone(21, number))
    with pytest.raises(SettingsError, match=f"Give one of these instead: '#{alma.id}', '#{called_so.id}'"):
        await found(settings, number)
    assert (await found(settings, f"#{number}")).id == alma.id
    assert (await found(settings, f"#{called_so.id}")).id == called_so.id
