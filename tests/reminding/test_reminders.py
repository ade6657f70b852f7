"""Reminders on the phone: what they say, and what can be said to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.commands.forecast import forecast
from bot.config import read_settings
from dialogs.engine.session import Media
from dialogs.profile import Reading, ReadingProfile
from dialogs.text import TextValue
from dialogs.time.activity import Activity, HappeningState
from storage import media
from tests.house import ZONE, House
from tests.phone import Phone, en
from tests.reminder_stage import HALF_PAST_ONE, MONDAY, PILLS, SWIMMING, TUESDAY, change_of, planned, reminded

ALL = ("OK", "Remind me again", "Move", "Not today")


def mins(phone: Phone, count: int) -> str:
    return phone.say("{count} min", count=count)


def drawn(phone: Phone) -> str:
    """What is on the picture of the newest message, as its sketch names it."""
    file = phone.shown[-1].file
    return file.content.decode("utf-8", "ignore") if file else ""


async def test_a_reminder_rings_and_says_what_when_where_and_with_whom(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    assert len(alma.shown) == 1 and not alma.shown[-1].silent
    for words in ("Svømning", "Svømmehallen", "Jonas"):
        alma.sees(words)
    alma.sees("In {minutes} min, {time}.", minutes=30, time=time(14))
    assert "Håndklæde" in drawn(alma) and "🏊" in drawn(alma)
    assert [alma.has_button(words) for words in ALL] == [True] * 4


@pytest.mark.parametrize(
    ("at", "slot", "words", "values"),
    [
        ("2026-11-22 19.00", MONDAY, "Tomorrow, {when}.", {"when": datetime(2026, 11, 23, 14, tzinfo=ZoneInfo(ZONE))}),
        ("2026-11-23 08.00", MONDAY, "Today {time}.", {"time": time(14)}),
        ("2026-11-23 14.00", MONDAY, "Now, {time}.", {"time": time(14)}),
    ],
)
async def test_when_is_said_as_people_say_it(
    house: House, at: str, slot: date, words: str, values: dict[str, TextValue]
) -> None:
    house.clock.jump_to(house.local(at))
    await reminded(house, await planned(house), at, slot=slot)
    house.alma.sees(words, **values)


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("language", ["da", "en"])
async def test_it_works_in_every_profile(house: House, reading: Reading, language: str) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading, language=language))
    alma.turns_page()
    await reminded(house, await planned(house))
    alma.sees("Svømning")
    alma.sees("In {minutes} min, {time}.", minutes=30, time=time(14))
    assert bool(alma.shown[-1].photo) is (reading is not Reading.TEXT)
    if reading is Reading.TEXT:
        alma.sees("Bring: {things}", things=("Håndklæde", "Badetøj"))
    await alma.taps("🔔" if reading is Reading.PICTURES else "Remind me again")
    await alma.taps(mins(alma, 10))
    alma.sees("I remind you again {time}.", time=time(13, 40))
    await alma.taps("✋" if reading is Reading.PICTURES else "Not today")
    await alma.taps("✋" if reading is Reading.PICTURES else "Not today")
    alma.sees("Not today. That is quite all right.")
    assert len(alma.shown) == 1


async def test_a_photo_of_the_real_thing_stands_on_the_card(house: House) -> None:
    photo = await house.service.db.write(media.keep_media, None, Media("photo", "file", "unique"), house.clock.now())
    await reminded(house, await planned(house, photo_id=photo))
    assert f"photo={photo}" in drawn(house.alma)


@pytest.mark.parametrize("reading", Reading)
async def test_what_there_is_not_has_no_line(house: House, reading: Reading) -> None:
    await house.reads_as(house.alma, ReadingProfile(reading=reading))
    await reminded(house, await planned(house, Activity("Medicin", SWIMMING.repeat, time(14), ZONE, leads=())))
    assert house.alma.last.splitlines()[2:] == [house.alma.say("In {minutes} min, {time}.", minutes=30, time=time(14))]


async def test_much_to_bring_is_a_line(house: House) -> None:
    things = tuple(f"Ting {n}" for n in range(1, 9))
    await reminded(house, await planned(house, replace(SWIMMING, bring=things)))
    house.alma.sees("Bring: {things}", things=things)


async def test_ok_can_be_taken_back(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await alma.taps("OK")
    alma.reads("You have said OK.")
    assert not alma.has_button("Not today")
    await alma.taps("Change my answer", "Remind me again", mins(alma, 5))
    alma.reads("I remind you again {time}.", time=time(13, 35))


async def test_it_comes_again_when_asked_to_and_rings(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    first = alma.card.message_id
    await alma.taps("Remind me again", mins(alma, 10))
    await house.at("2026-11-23 13.39")
    assert [m.message_id for m in alma.shown] == [first]
    await house.at("2026-11-23 13.41")
    assert len(alma.shown) == 1 and alma.card.message_id > first and not alma.card.silent
    alma.reads("In {minutes} min, {time}.", minutes=20, time=time(14))
    await alma.taps("OK")
    await house.at("2026-11-23 15.00")
    assert len(alma.shown) == 1


async def test_it_comes_again_only_while_that_is_of_use(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house), "2026-11-23 14.00", lead="start")
    await alma.taps("Remind me again", mins(alma, 30))
    await house.at("2026-11-23 14.30")
    alma.sees("Today {time}.", time=time(14))
    assert len(alma.shown) == 1 and not alma.has_button("Remind me again") and alma.has_button("OK")


async def test_few_minutes_are_left_to_be_reminded_in(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house), "2026-11-23 14.00", lead="start")
    await house.at("2026-11-23 14.26")
    await alma.taps("Remind me again")
    assert [label for label in alma.labels if "min" in label] == [f"⏰ {mins(alma, 5)}"]


async def test_a_later_reminder_of_the_same_takes_the_place_of_the_first(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity, "2026-11-23 13.00", lead="before60")
    await alma.taps("Remind me again", mins(alma, 30))
    await reminded(house, activity, HALF_PAST_ONE)
    await house.at("2026-11-23 13.45")
    assert len(alma.shown) == 1
    alma.reads("In {minutes} min, {time}.", minutes=30, time=time(14))


async def test_two_taps_at_once_are_one(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await alma.taps("Remind me again")
    at, data = alma.button(mins(alma, 5))
    alma.person.taps_data(at, data)
    await alma.taps_data(at, data)
    lines = await forecast(read_settings(house.settings), "Alma", 1, house.clock.now())
    assert sum("the borger asked to be reminded again" in line for line in lines) == 1
    await house.at("2026-11-23 13.50")
    assert len(alma.shown) == 1


async def test_ok_on_a_card_that_is_just_being_replaced_is_not_lost(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity, "2026-11-23 13.00", lead="before60")
    at, data = alma.button("OK")
    await reminded(house, activity, HALF_PAST_ONE)
    await alma.taps_data(at, data)
    alma.reads("You have said OK.")


async def test_not_today_is_all_right_and_can_be_taken_back(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Not today")
    alma.reads("Would you rather move it?")
    await alma.taps("Not today")
    alma.reads("Not today. That is quite all right.")
    change = await change_of(house, activity)
    assert change and change.state is HappeningState.DECLINED
    assert await reminded(house, activity, "2026-11-23 13.45") is None
    await alma.taps("I will after all")
    assert await change_of(house, activity) is None
    alma.reads("You have said OK.")
    assert await reminded(house, activity, "2026-11-23 13.50")


async def test_contact_persons_read_of_a_not_today_in_their_news(house: House) -> None:
    alma, mette = house.alma, house.mette
    await reminded(house, await planned(house))
    await alma.taps("Not today", "Not today")
    assert mette.shown == [] == house.jonas.shown
    await mette.opens_news()
    mette.sees("{name}, not today: {list}", name="Alma", list="Svømning")
    assert all(m.silent for m in mette.shown if "Svømning" in m.text)
    await house.jonas.opens_news()
    house.jonas.sees_not("Svømning")


async def test_not_today_to_an_own_reminder_is_nobody_elses(house: House) -> None:
    alma, mette = house.alma, house.mette
    await reminded(house, await planned(house, PILLS, "own"), "2026-11-23 13.00", lead="start")
    await alma.taps("Not today", "Not today")
    await mette.opens_news()
    mette.sees_not("Medicin")


async def test_an_own_reminder_is_moved_at_once(house: House) -> None:
    alma = house.alma
    activity = await planned(house, PILLS, "own")
    await reminded(house, activity, "2026-11-23 13.00", lead="start")
    await alma.taps("Move")
    alma.reads("When would you rather?")
    await alma.taps(alma.say("{when}", when=time(14)))
    change = await change_of(house, activity)
    assert change and (change.state, change.day, change.at) == (HappeningState.MOVED, MONDAY, time(14))
    alma.reads("It is moved.")
    assert not alma.shown[-1].buttons
    assert house.mette.shown == []


async def test_an_own_reminder_is_moved_to_another_time(house: House) -> None:
    alma = house.alma
    activity = await planned(house, PILLS, "own")
    await reminded(house, activity, "2026-11-23 13.00", lead="start")
    await alma.taps("Move", "Another time", alma.say("{when}", when=TUESDAY))
    await alma.says("9.30")
    change = await change_of(house, activity)
    assert change and (change.state, change.day, change.at) == (HappeningState.MOVED, TUESDAY, time(9, 30))
    alma.sees("It is moved.")


async def test_a_time_that_is_past_is_not_moved_to(house: House) -> None:
    alma = house.alma
    activity = await planned(house, PILLS, "own")
    await reminded(house, activity, "2026-11-23 13.00", lead="start")
    await alma.taps("Move", "Another time", alma.say("{when}", when=MONDAY))
    await alma.says("9.30")
    assert await change_of(house, activity) is None
    alma.sees("That time is past. You can choose another.")
    assert alma.has_button("Another time")


async def test_an_old_button_to_move_to_a_time_now_past(house: House) -> None:
    alma = house.alma
    activity = await planned(house, PILLS, "own")
    await reminded(house, activity, "2026-11-23 13.00", lead="start")
    await alma.taps("Move")
    at, data = alma.button(alma.say("{when}", when=time(14)))
    await house.at("2026-11-23 14.10")
    await alma.taps_data(at, data)
    assert await change_of(house, activity) is None
    alma.sees("That time is past. You can choose another.")


async def test_english_buttons(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(language="en"))
    await reminded(house, await planned(house))
    alma.say = en
    await alma.taps("Remind me again", mins(alma, 5))
    alma.sees("I remind you again {time}.", time=time(13, 35))
