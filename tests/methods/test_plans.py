"""When a borger is asked what: the plans they begin with, and what staff agree with them."""

from __future__ import annotations

from datetime import time, timedelta

from bot.desk.desk import Desk
from bot.methods import plans as method_plans
from dialogs.time.repeat import EVERY_DAY
from dialogs.time.schedule import Plan, occurrences
from storage import agendas, schedules
from tests.asking.test_look_back import WENT
from tests.asking.test_look_back import plans as planned
from tests.house import RHYTHM, House

FIXED = "Yes, at fixed times"


async def plan_of(house: House, dialog_id: str) -> Plan:
    alma = await house.known(house.alma)
    found = await house.service.db.read(schedules.schedule_of, alma.id, "check_in", dialog_id)
    assert found is not None
    return found.plan


async def agrees(house: House, which: str, *taps: str) -> None:
    """Mette agrees with Alma on one of her methods."""
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Methods", which, *taps)
    house.alma.turns_page()


async def test_staff_switch_a_check_in_on_and_off(house: House) -> None:
    await agrees(house, "How it went", "Yes", FIXED, "Every week", "Monday", "Tuesday", "Done", "20.00", "2 hours")
    await planned(house, "Svømning", 11)
    await house.at("2026-11-23 19.59")
    house.alma.sees_not(house.alma.say(WENT, item="Svømning"))
    await house.at("2026-11-23 20.00")
    house.alma.sees(WENT, item="Svømning")
    await agrees(house, "How it went", "No")
    await planned(house, "Gåtur", 11, day=house.local("2026-11-24 11.00").date())
    await house.at("2026-11-24 21.00")
    house.alma.sees_not(house.alma.say(WENT, item="Gåtur"))
    assert (await plan_of(house, "trivsel")).repeat.days == (1, 2, 3, 4, 5, 6, 7), "the others stay as they were"


async def test_a_day_with_nothing_in_it_is_not_asked_about(house: House) -> None:
    await agrees(house, "How it went", "Yes", FIXED, "Every week", "Monday", "Done", "20.00", "2 hours")
    await house.at("2026-11-23 15.00")
    house.alma.turns_page()
    await house.at("2026-11-23 23.00")
    assert [text for text in house.alma.texts if house.alma.say("How it went") in text] == []
    house.alma.sees_not("There is nothing to choose yet.")
    alma, now = await house.known(house.alma), house.clock.now()
    due = await house.service.db.read(
        schedules.occurrences_between, alma.id, "check_in", now - timedelta(days=1), now, dialog_id="look_back"
    )
    assert due == [(house.local("2026-11-23 20.00"), "nothing")]


async def test_every_other_week_begins_this_week(house: House) -> None:
    await agrees(house, "Next week", "Yes", FIXED, "Every 2 weeks", "Monday", "Done", "18.00", "24 hours")
    question = house.alma.say("What would you like next week?")
    for day, comes in (("2026-11-23", True), ("2026-11-30", False), ("2026-12-07", True)):
        await house.at(f"{day} 17.30")
        house.alma.turns_page()
        await house.at(f"{day} 18.30")
        assert any(question in text for text in house.alma.texts) == comes, day


async def test_a_new_borger_begins_with_what_the_house_has(house: House) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.db.write(
        lambda tx: method_plans.begin(Desk(house.service.house, tx, house.clock.now()), mette, alma, "10:30")
    )
    begun = {
        schedule.dialog_id: schedule.plan for schedule in await house.service.db.write(schedules.schedules_of, alma.id)
    }
    assert {id_: (plan.repeat.days, plan.at, plan.repeat.every) for id_, plan in begun.items()} == {
        "trivsel": (EVERY_DAY, time(10, 30), 1),
        "look_back": (EVERY_DAY, time(19, 30), 1),
        "look_ahead": ((7,), time(15), 1),
        "fit": ((1,), time(14), 2),
    }
    first = next(occurrences(begun["fit"], house.clock.now()))
    assert first == house.local("2026-11-30 14.00"), "not before a week is over"
    assert begun["look_ahead"].window == timedelta(hours=24), "as long as the dialog says"


async def test_quiet_hours_are_whatever_the_borger_lives_by(house: House) -> None:
    """Awake from noon: typed times are as good as the offered ones."""
    await agrees(house, "How are you", "Yes", FIXED, "Every week", "Tuesday", "Done")
    await house.mette.says("10.00")
    await house.mette.taps("8 hours")
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Quiet hours", "Yes")
    await house.mette.says("01.30")
    await house.mette.taps("13.00")
    await house.mette.taps("13.00")  # what was to come at 10 finds no rest then, and is offered the end of it
    await house.at("2026-11-24 01.00")
    house.alma.turns_page()
    await house.at("2026-11-24 12.59")
    assert house.alma.shown == []
    await house.at("2026-11-24 13.00")
    house.alma.sees("How are you today?")


async def test_quiet_hours_that_begin_as_they_end_are_not_taken(house: House) -> None:
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Quiet hours", "Yes", "22.00")
    await house.mette.says("22.00")
    house.mette.sees("Quiet hours need two different times. They are as they were.")
    alma = await house.known(house.alma)
    assert (await house.service.db.read(agendas.rhythm_of, alma.id)).quiet == RHYTHM.quiet
