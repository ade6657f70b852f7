"""What borgere have themselves reminded of: set with pictures, listed, and removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from dialogs.profile import Reading, ReadingProfile
from dialogs.time.activity import START
from dialogs.time.repeat import EVERY_DAY, Repeat
from storage import activities
from storage.activities import StoredActivity
from tests.house import RHYTHM, House
from tests.reminder_stage import MONDAY, PILLS, TUESDAY, planned, reminded


async def own(house: House) -> list[StoredActivity]:
    alma = await house.known(house.alma)
    return [a for a in await house.service.db.read(activities.activities_of, alma.id) if a.kind == "own"]


async def sets(house: House, *taps: str) -> None:
    """Alma opens the dialog from the menu, and answers it."""
    await house.alma.presses("More")
    await house.alma.taps("My week", "Remind me", "New reminder", *taps)


async def test_a_borger_sets_a_reminder_of_their_own(house: House) -> None:
    alma = house.alma
    await sets(house, "Medicine", alma.say("{when}", when=time(18)), "Every day")
    (found,) = await own(house)
    plan = found.plan
    assert (plan.title, plan.pictogram, plan.at) == (alma.say("Medicine"), "💊", time(18))
    assert (plan.minutes, plan.leads, plan.tells_staff) == (0, (START,), False)
    assert plan.repeat == Repeat(MONDAY, "weeks", days=EVERY_DAY)
    alma.reads("I remind you of {what}: {when}. After that {days}.", what=alma.say("Medicine"),
               when=house.local("2026-11-23 18.00"), days=alma.say("every day"))  # fmt: skip
    assert len(alma.shown) == 1, "one message says that it is kept and when it comes"
    assert house.mette.shown == [], "it is the borger's own"


@pytest.mark.parametrize(("at", "day"), [(time(18), MONDAY), (time(8), TUESDAY)])
async def test_once_is_the_next_time_it_is_that_late(house: House, at: time, day: date) -> None:
    await sets(house, "Washing clothes", house.alma.say("{when}", when=at), "Only once")
    (found,) = await own(house)
    assert found.plan.repeat == Repeat(day)


async def test_some_days_and_own_words(house: House) -> None:
    alma = house.alma
    await sets(house, "Something else")
    await alma.says("Vande <blomster>")
    await alma.says("9.45")
    await alma.taps("Some days", "Tuesday", "Friday", "Done")
    (found,) = await own(house)
    assert (found.plan.title, found.plan.at, found.plan.pictogram) == ("Vande <blomster>", time(9, 45), "🔔")
    assert found.plan.repeat.days == (2, 5)
    alma.reads("I remind you of {what}: {when}. After that {days}.", what="Vande <blomster>",
               when=house.local("2026-11-24 09.45"), days=(alma.say("Tue"), alma.say("Fri")))  # fmt: skip


async def test_what_is_not_finished_is_not_set(house: House) -> None:
    await sets(house, "Food")
    await house.alma.taps("Close")
    assert await own(house) == []


async def test_the_list_shows_them_and_one_is_removed_with_what_is_on_its_way(house: House) -> None:
    alma = house.alma
    await sets(house, "Medicine", alma.say("{when}", when=time(18)), "Every day")
    await planned(house)
    (found,) = await own(house)
    await reminded(house, await planned(house, PILLS, "own"), "2026-11-23 13.00", lead="start")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("My week", "Remind me", "My reminders")
    assert not any("Svømning" in label for label in alma.labels), "what staff planned is not theirs to remove"
    await alma.taps(next(label for label in alma.labels if alma.say("{time}", time=time(18)) in label), "Keep")
    assert len(await own(house)) == 2
    await alma.presses("More")
    await alma.taps("My week", "Remind me", "My reminders")
    await alma.taps(next(label for label in alma.labels if alma.say("{time}", time=time(13)) in label), "Remove")
    assert [a.id for a in await own(house)] == [found.id]
    alma.turns_page()
    assert await reminded(house, found, "2026-11-23 18.00", lead="start")


async def test_without_reminders_there_is_nothing_to_choose(house: House) -> None:
    await house.alma.presses("More")
    await house.alma.taps("My week", "Remind me", "My reminders")
    house.alma.reads("There is nothing to choose yet.")


@pytest.mark.parametrize("reading", Reading)
async def test_it_is_set_in_every_way_of_reading(house: House, reading: Reading) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading))
    words = reading is not Reading.PICTURES
    await alma.presses("More" if words else "➕")
    await alma.taps(*("My week", "Remind me", "New reminder", "A bath") if words else ("📅", "🔔", "➕", "🚿"))
    await alma.taps(alma.say("{when}", when=time(8)), "Every day" if words else "📅")
    assert len(await own(house)) == 1


async def test_settings_have_a_menu_of_their_own(house: House) -> None:
    alma = house.alma
    await alma.presses("More")
    await alma.taps("Settings", "About")
    alma.reads("I cannot help if it is urgent. There is not always somebody who reads what you write.")
    assert len(alma.shown) == 1


async def test_in_a_break_from_reminders_it_is_said_when_it_first_rings(house: House) -> None:
    alma = house.alma
    await house.lives(alma, replace(RHYTHM, paused_until=date(2026, 11, 26), pauses_reminders=True))
    await sets(house, "Medicine", alma.say("{when}", when=time(18)), "Every day")
    alma.sees("You have a break from reminders until {date}.", date=date(2026, 11, 26))
    alma.reads("I remind you of {what}: {when}. After that {days}.", what=alma.say("Medicine"),
               when=house.local("2026-11-26 18.00"), days=alma.say("every day"))  # fmt: skip
    await sets(house, "Food", alma.say("{when}", when=time(18)), "Only once")
    alma.reads("I cannot remind you of {what} then.", what=alma.say("Food"))


async def test_at_night_it_rings_when_it_was_said(house: House) -> None:
    alma = house.alma
    await sets(house, "Medicine")
    await alma.says("22.30")
    await alma.taps("Only once")
    alma.reads("I remind you of {what}: {when}.", what=alma.say("Medicine"), when=house.local("2026-11-23 22.30"))
    alma.turns_page()
    await house.at("2026-11-23 22.30")
    alma.sees(alma.say("Medicine"))
