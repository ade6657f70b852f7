"""Staff plan for borgere: asked step by step, shown in plain words, saved; half-done plans are never lost."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialogs.profile import Reading, ReadingProfile
from dialogs.time.repeat import Repeat
from storage import media
from tests.books import books, traces
from tests.house import House
from tests.phone import Phone
from tests.planning_stage import kept, plans, saved, slots, week
from tests.simulator_stage import png

pytestmark = [pytest.mark.long, pytest.mark.dated]


async def test_something_planned_once(house: House) -> None:
    mette, alma = house.mette, house.alma
    await plans(mette, "Alma")
    mette.reads("For {names}.", names=("Alma",))
    mette.reads("Is that right?")
    assert await kept(house, alma) == [], "nothing is planned before the yes"
    await mette.taps("Save")
    mette.reads("That is in the plan.")
    (found,) = await kept(house, alma)
    assert (found.plan.title, found.plan.pictogram, found.kind) == (mette.say("Shopping"), "🛍️", "activity")
    assert found.plan.repeat == Repeat(date(2026, 11, 24)) and found.plan.at == time(14)
    assert found.plan.leads == () and not found.plan.tells_staff and found.plan.minutes == 60
    assert alma.has_seen(mette.say("Shopping")) == 1 and alma.shown[-1].file is not None


async def test_every_detail_there_is(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Something else")
    await mette.says("Svømning")
    await mette.says("i morgen", "14.00")
    await mette.taps("Every 2 weeks", "Skip", "Change it")
    await mette.taps("Activity or appointment", "How long", "Reminders", "Photo or emoji", "Place", "Who comes along")
    await mette.taps("What to bring", "Done", "Appointment", "1½ hours")
    await mette.taps("The evening before", "30 minutes before", "Done")
    mette.reads("If {name} does not answer, staff are told.", name="Alma")
    mette.reads("Has {name} agreed to that?", name="Alma")
    await mette.taps("Yes")
    await mette.says("🏊", "Svømmehallen")
    await mette.taps("Jonas", "Others", "Done")
    await mette.says("Ole fra klubben", "Badetøj, håndklæde\n shampoo ,")
    for words in ("🏊 Svømning", "Svømmehallen", "Jonas, Ole fra klubben", "kl. 14.00", "tirsdag den 24. november"):
        mette.reads(words)
    await mette.taps("Save")
    (found,) = await kept(house, house.alma)
    plan = found.plan
    assert (plan.title, plan.pictogram, plan.place) == ("Svømning", "🏊", "Svømmehallen")
    assert (plan.company, plan.bring) == ("Jonas, Ole fra klubben", ("Badetøj", "håndklæde", "shampoo"))
    assert (plan.leads, plan.tells_staff, plan.minutes) == (("evening", "before30"), True, 90)
    assert found.kind == "appointment"
    assert await slots(house, house.alma, date(2026, 11, 23), date(2027, 1, 1)) == ["24.11", "8.12", "22.12"]


async def test_weekly_for_two_with_a_photo(house: House, bo: Phone) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Bo", "Done", "A trip")
    await mette.says("23.11.2026", "15")
    await mette.taps("Several days a week", "Monday", "Thursday", "Done", "Skip")
    await mette.taps("Change it", "Photo or emoji", "Done")
    await mette.sends_photo(png())
    mette.reads("For {names}.", names=("Alma", "Bo"))
    await mette.taps("Save")
    alma, other = (*await kept(house, house.alma), *await kept(house, bo))
    assert alma.batch == other.batch and alma.photo_id == other.photo_id
    assert alma.photo_id
    photo = await house.service.db.read(media.media_by_id, alma.photo_id)
    assert photo is not None and (photo.borger_id, photo.kind) == (None, "photo")
    fetched = await house.service.db.read(media.body_of, alma.photo_id)
    assert fetched, "it is there already on the card that tells of it"
    assert len((await books(house.service.db))["media"]) == 1, "one photo for both"
    assert await slots(house, bo, date(2026, 11, 23), date(2026, 12, 5)) == ["23.11", "26.11", "30.11", "3.12"]
    assert house.alma.has_seen(mette.say("A trip")) == bo.has_seen(mette.say("A trip")) == 1


async def test_every_month_on_the_31st(house: House) -> None:
    mette, alma = house.mette, house.alma
    await saved(mette, "Alma", day="31.12.2026", often="Every month")
    there = await slots(house, alma, date(2026, 12, 1), date(2027, 6, 1))
    assert there == ["31.12", "31.1", "28.2", "31.3", "30.4", "31.5"]
    await house.at("2027-02-25 12.00")
    await mette.presses("Plan")
    await mette.taps("søn 28", f"Alma: {mette.say('Shopping')}", "Change the series", "Place", "Done")
    await mette.says("Torvet")
    await mette.taps("Save")
    assert await slots(house, alma, date(2026, 12, 1), date(2027, 6, 1)) == there, "it goes on on the 31st"
    assert [each.plan.place for each in await kept(house, alma)] == ["", "Torvet"]


async def test_each_borger_reads_it_in_their_language(house: House, bo: Phone) -> None:
    await house.reads_as(bo, ReadingProfile(reading=Reading.PICTURES, language="en"))
    await saved(house.mette, "Alma", "Bo", what="Home day")
    assert (await kept(house, bo))[0].plan.title == "Home day"
    assert (await kept(house, house.alma))[0].plan.title == house.mette.say("Home day")
    bo.sees("Home day")  # what is planned is said in words to who reads pictures alone


async def test_until_a_day(house: House) -> None:
    await saved(house.mette, "Alma", often="Several days a week+Tuesday+Done", until="8.12.2026")
    assert await slots(house, house.alma, date(2026, 11, 23), date(2027, 1, 1)) == ["24.11", "1.12", "8.12"]


# -- nothing is lost


async def test_half_done_and_gone_on_with_after_a_restart(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Shopping")
    await mette.says("24.11.2026")
    await mette.opens_news()
    await house.closes()
    await house.opens()
    await house.passes(days=1, hours=-3)
    mette.turns_page()
    await mette.presses("Plan")
    await mette.taps("Go on planning")
    mette.reads("What time?")
    await mette.says("14")
    await mette.taps("Once", "Skip", "Save")
    assert [each.plan.repeat.start for each in await kept(house, house.alma)] == [date(2026, 11, 24)]


async def test_closed_half_way_and_gone_on_with(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Shopping", "Close")
    mette.turns_page()
    await mette.says("hej")  # is no answer to what was closed
    mette.reads("Please tap a button instead.")
    await mette.presses("Plan")
    await mette.taps("Go on planning")
    mette.reads("Which day, the first time?")


async def test_the_last_card_closed_and_gone_on_with(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma")
    await mette.taps("Close")
    mette.turns_page()
    await mette.presses("Plan")
    await mette.taps("Go on planning", "Save")
    assert len(await kept(house, house.alma)) == 1
    await mette.presses("Plan")
    assert not mette.card.text.count(mette.say("Go on planning")) and "✏️" not in "".join(mette.labels)


async def test_a_new_plan_lets_the_half_done_one_go(house: House) -> None:
    mette, half_done = house.mette, ("shopping", house.mette.say("Shopping"))
    await plans(mette, "Alma")
    assert await traces(house.service.db, *half_done)
    await mette.presses("Plan")
    await mette.taps("Plan something", "Close")
    mette.turns_page()
    await mette.presses("Plan")
    assert not mette.has_button("Go on planning")
    assert not await traces(house.service.db, *half_done)


async def test_half_done_plans_are_let_go_after_two_weeks(house: House) -> None:
    mette, half_done = house.mette, ("shopping", house.mette.say("Shopping"))
    await plans(mette, "Alma")
    assert await traces(house.service.db, *half_done)
    await mette.opens_news()
    await house.passes(days=15)
    await mette.presses("Plan")
    assert not mette.has_button("Go on planning")
    assert not await traces(house.service.db, *half_done)


async def test_save_tapped_twice_plans_once(house: House) -> None:
    mette, alma = house.mette, house.alma
    await plans(mette, "Alma")
    save = mette.button("Save")
    mette.person.taps_data(*save)
    mette.person.taps_data(*save)
    await house.quiet()
    assert len(await kept(house, alma)) == 1
    assert alma.has_seen(mette.say("Shopping")) == 1


# -- for whom


async def test_staff_plan_for_those_they_are_contact_person_of(house: House, bo: Phone) -> None:
    await house.jonas.presses("Plan")
    await house.jonas.taps("Plan something")
    house.jonas.reads("There is nobody to plan for yet.")
    await house.lis.presses("Plan")
    await house.lis.taps("Plan something", "Skip")
    assert house.lis.has_button("Alma") and house.lis.has_button("Bo")


async def test_who_is_no_contact_person_any_more_cannot_save(house: House, bo: Phone) -> None:
    mette = house.mette
    await plans(mette, "Alma", "Bo")
    await house.contacts(house.alma, house.jonas)
    await mette.taps("Save")
    mette.reads("Nothing was saved for {names}: it is gone, or not yours to plan any more.", names=("Alma",))
    assert await kept(house, house.alma) == [] and len(await kept(house, bo)) == 1


async def test_what_nobody_of_can_be_planned_for_is_not_called_planned(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma")
    await house.contacts(house.alma, house.jonas)
    await mette.taps("Save")
    mette.reads("It is gone, or not yours to plan any more.")
    mette.sees_not("That is in the plan.")
    assert not mette.has_button("Save")


async def test_a_plan_made_at_night_is_told_in_the_morning(house: House) -> None:
    await house.at("2026-11-23 22.30")
    await saved(house.mette, "Alma")
    assert house.alma.has_seen(house.mette.say("Shopping")) == 0
    await house.at("2026-11-24 08.00")
    assert house.alma.has_seen(house.mette.say("Shopping")) == 1
    assert len(await week(house, house.alma, date(2026, 11, 24), date(2026, 11, 25))) == 1


async def test_a_plan_made_at_night_is_told_at_once_if_the_morning_is_too_late(house: House) -> None:
    await house.at("2026-11-23 22.30")
    await saved(house.mette, "Alma", at="7.30")
    assert house.alma.has_seen(house.mette.say("Shopping")) == 1


async def test_from_the_menu_of_one_borger(house: House, bo: Phone) -> None:
    lis = house.lis
    await plans(lis, "Alma")  # is left half done, and not lost by it
    await lis.presses("Borgere")
    await lis.taps("Bo", "Plan something", "Skip", "Bo", "Done", "A visit")
    await lis.says("i morgen", "10")
    await lis.taps("Once", "Skip", "Save")
    assert [each.plan.title for each in await kept(house, bo)] == [lis.say("A visit")]
    lis.turns_page()
    await lis.presses("Plan")
    await lis.taps("Go on planning", "Save")
    assert [each.plan.title for each in await kept(house, house.alma)] == [lis.say("Shopping")]
