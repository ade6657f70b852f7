"""A plan said in one sentence is read back before it is saved; what is missing is asked for, and nothing is guessed."""

from __future__ import annotations

from datetime import date, time

from dialogs.permissions import Role
from tests.house import PLAN, House
from tests.phone import Phone
from tests.planning_stage import kept, slots


async def says(staff: Phone, *words: str) -> None:
    await staff.presses("Plan")
    await staff.taps("Plan something")
    for each in words:
        await staff.says(each)


async def test_a_weekly_activity_in_one_sentence(house: House, bo: Phone) -> None:
    mette = house.mette
    await says(mette, "Svømning hver torsdag 14 med Bo")
    for words in ("Svømning", "For Bo.", "Hver torsdag kl. 14.00", "Varer en time.", "kl. 13.30"):
        mette.reads(words)
    assert await kept(house, bo) == [], "nothing is planned before the yes"
    await mette.taps("Save")
    (found,) = await kept(house, bo)
    assert (found.plan.title, found.plan.at, found.plan.repeat.days) == ("Svømning", time(14), (4,))
    assert await kept(house, house.alma) == []
    assert await slots(house, bo, date(2026, 11, 23), date(2026, 12, 5)) == ["26.11", "3.12"]


async def test_the_picture_of_a_known_thing_comes_by_itself(house: House) -> None:
    await says(house.mette, "Lave mad på onsdag kl. 17-18.30 for Alma")
    house.mette.reads("🍳 Lave mad")
    house.mette.reads("Varer 1½ time.")


async def test_what_is_missing_is_asked_for_and_what_was_said_stands(house: House) -> None:
    mette = house.mette
    await says(mette, "Svømning torsdag")
    mette.reads("You wrote: »{said}«. I still need: {missing}.", said="Svømning torsdag",
                missing=(mette.say("who it is for"), mette.say("the time")))  # fmt: skip
    await mette.says("kl. 14")
    mette.reads(mette.say("who it is for"))
    await mette.says("med Alma")
    mette.reads("Torsdag den 26. november 2026 kl. 14.00")
    await mette.taps("Save")
    assert len(await kept(house, house.alma)) == 1


async def test_it_can_still_be_said_step_by_step(house: House) -> None:
    mette = house.mette
    await says(mette, "noget")
    await mette.taps("Skip", "Alma", "Done", "Shopping")
    mette.reads("Which day, the first time?")


async def test_a_name_that_two_have_is_asked_for(house: House) -> None:
    mette = house.mette
    for chat_id in (21, 22):
        await house.contacts(await house.joins(chat_id, "Kim", Role.BORGER, plan=PLAN), mette)
    await says(mette, "Svømning torsdag kl. 14 med Kim")
    mette.reads("»Kim«")
    assert not mette.has_button("Save")


async def test_only_borgere_of_ones_own_are_meant(house: House) -> None:
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    await says(house.mette, "Svømning torsdag kl. 14 med Bo")
    house.mette.reads(house.mette.say("who it is for"))
    assert await kept(house, bo) == []


async def test_staff_who_are_named_come_along(house: House) -> None:
    await says(house.mette, "Kor hver anden onsdag kl. 19 i 2 timer med Alma og Jonas")
    house.mette.reads("Jonas")
    await house.mette.taps("Save")
    (found,) = await kept(house, house.alma)
    assert (found.plan.company, found.plan.minutes, found.plan.repeat.every) == ("Jonas", 120, 2)


async def test_half_said_it_can_be_gone_on_with_after_a_restart(house: House) -> None:
    await says(house.mette, "Svømning med Alma")
    await house.mette.presses("News")
    await house.closes()
    await house.opens()
    await house.mette.presses("Plan")
    await house.mette.taps("Go on planning")
    house.mette.reads("Svømning med Alma")


async def test_what_stands_at_the_same_time_is_said_before_saving(house: House, planner: Phone) -> None:
    await says(planner, "Frisør mandag den 30. november kl. 14.30 for Alma")
    planner.reads("{name} has {title} at the same time, {when}.", name="Alma", title=planner.say("Shopping"),
                  when=house.local("2026-11-30 14.00"))  # fmt: skip
    await planner.taps("Save")
    assert len(await kept(house, house.alma)) == 2
    await says(planner, "Frisør mandag den 7. december kl. 15 for Alma")
    planner.sees_not("på samme tid")


async def test_a_series_does_not_clash_with_what_it_replaces(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Change the series", "Time", "Done", "kl. 14.00")
    planner.sees_not("på samme tid")


async def test_a_weekly_activity_takes_twelve_taps_step_by_step(house: House, bo: Phone) -> None:
    mette = house.mette
    taps = ("Plan something", "Skip", "Bo", "Done", "Shopping", "torsdag den 26. november", "kl. 14.00", "Every week",
            "30 minutes before", "Done", "Save")  # fmt: skip
    await mette.presses("Plan")
    await mette.taps(*taps)
    assert 1 + len(taps) == 12
    assert await slots(house, bo, date(2026, 11, 23), date(2026, 12, 5)) == ["26.11", "3.12"]


async def test_an_end_is_read_back(house: House, bo: Phone) -> None:
    await says(house.mette, "Svømning hver torsdag 14 med Bo til jul")
    house.mette.reads("23. december 2026")
    await house.mette.taps("Save")
    (found,) = await kept(house, bo)
    assert (found.plan.title, found.plan.repeat.until) == ("Svømning", date(2026, 12, 23))


async def test_odd_weeks_are_read_back_and_kept_over_the_turn_of_the_year(house: House, bo: Phone) -> None:
    await says(house.mette, "Svømning torsdag i ulige uger kl. 14 med Bo")
    house.mette.reads("Hver torsdag i ulige uger kl. 14.00")
    await house.mette.taps("Save")
    wanted = ["3.12", "17.12", "31.12", "7.1", "21.1"]
    assert await slots(house, bo, date(2026, 11, 23), date(2027, 2, 1)) == wanted


async def test_what_no_series_can_be_is_asked_for_anew(house: House, bo: Phone) -> None:
    await says(house.mette, "Kor den første mandag i måneden kl. 19 med Bo")
    house.mette.reads("»den første mandag i måneden«")
    assert not house.mette.has_button("Save")
    await house.mette.says("Kor hver anden mandag kl. 19 med Bo")
    house.mette.reads("Hver anden mandag kl. 19.00")


async def test_what_is_unclear_is_named_and_said_anew(house: House) -> None:
    mette = house.mette
    await says(mette, "Gåtur hver dag kl. 9 undtagen søndag med Alma")
    mette.reads("undtagen")
    assert not mette.has_button("Save")
    await mette.says("Gåtur hver dag kl. 9 med Alma")
    mette.reads("Hver dag kl. 9.00")


async def test_names_that_are_spelled_alike_are_asked_for(house: House) -> None:
    for chat_id, name in ((21, "Aage"), (22, "Åge")):
        await house.contacts(await house.joins(chat_id, name, Role.BORGER, plan=PLAN), house.mette)
    await says(house.mette, "Psykiater torsdag kl. 14 med Åge")
    assert not house.mette.has_button("Save")


async def test_a_month_that_is_a_name_and_a_name_that_goes_on(house: House) -> None:
    for chat_id, name in ((21, "August"), (22, "Bo")):
        await house.contacts(await house.joins(chat_id, name, Role.BORGER, plan=PLAN), house.mette)
    await says(house.mette, "Tandlæge den 3. august kl. 9 for Alma")
    house.mette.reads("For Alma.")
    house.mette.reads("3. august 2027")
    await says(house.mette, "Samtale om Bo torsdag kl. 14 med Alma")
    house.mette.reads("For Alma.")
    await says(house.mette, "Psykiater torsdag kl. 14 med Bo Erik")
    assert not house.mette.has_button("Save")


async def test_tomorrow_stays_the_day_that_was_meant(house: House) -> None:
    mette = house.mette
    await house.at("2026-11-23 23.55")
    await says(mette, "Læge i morgen kl. 14")
    await house.at("2026-11-24 00.02")
    await mette.says("med Alma")
    mette.reads("Tirsdag den 24. november 2026 kl. 14.00")


async def test_said_on_and_on_only_the_last_counts(house: House) -> None:
    await says(house.mette, "ord")
    for _ in range(4):
        await house.mette.says("langt " * 30)
    await house.mette.says("Svømning torsdag kl. 14 med Alma")
    house.mette.reads("Torsdag den 26. november 2026 kl. 14.00")


async def test_what_stands_at_the_same_time_in_months_is_said_too(house: House) -> None:
    mette = house.mette
    await says(mette, "Læge den 1. marts kl. 14 for Alma")
    await mette.taps("Save")
    mette.turns_page()
    await says(mette, "Tandlæge den 1. marts kl. 14.30 for Alma")
    mette.sees("på samme tid")
