"""A time at which it is quiet is never promised: another is asked for, and two are offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.desk.numbers import spoken
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import Plan, QuietHours
from storage import schedules
from tests.asking.test_checkins import cards
from tests.copy_stage import copied
from tests.house import PLAN, House
from tests.phone import Phone, da

NIGHT = QuietHours(time(22), time(8))


def said(phone: Phone, clock: time, quiet: QuietHours, what: str = "How are you") -> str:
    return phone.say(
        "I cannot ask »{what}« {time}: it is quiet from {start} to {end}.", what=phone.say(what), time=clock,
        start=spoken(quiet.start), end=spoken(quiet.end),
    )  # fmt: skip


async def plan_of(house: House, dialog_id: str = "trivsel", borger: Phone | None = None) -> Plan:
    who = await house.known(borger or house.alma)
    found = await house.service.db.read(schedules.schedule_of, who.id, "check_in", dialog_id)
    assert found is not None
    return found.plan


async def asks_for(alma: Phone, clock: str) -> None:
    """Alma chooses her own time, for every day."""
    await alma.presses("More")
    await alma.taps("Settings", "My times", "How I am")
    await alma.says(clock)
    await alma.taps("Done")


async def test_a_borgers_own_time_at_night_is_asked_again(house: House) -> None:
    alma = house.alma
    await asks_for(alma, "22.30")
    assert await plan_of(house) == PLAN, "nothing is saved that cannot be"
    alma.sees(said(alma, time(22, 30), NIGHT))
    alma.sees_not("Thank you. That is how it will be.")
    assert alma.has_button("kl. 21.45") and alma.has_button("kl. 8.00")
    await alma.taps("kl. 21.45")
    alma.reads("Thank you. That is how it will be.")
    assert (await plan_of(house)).at == time(21, 45)
    alma.turns_page()
    await house.at("2026-11-23 21.45")
    assert cards(alma) == 1


async def test_another_time_is_tried_too(house: House) -> None:
    alma = house.alma
    await asks_for(alma, "7")
    await alma.taps("Another time")
    await alma.says("22")
    alma.sees(said(alma, time(22), NIGHT))
    await alma.taps("Another time")
    await alma.says("12")
    assert (await plan_of(house)).at == time(12)


async def test_closed_is_as_it_was(house: House) -> None:
    await asks_for(house.alma, "7")
    await house.alma.taps("Close")
    assert await plan_of(house) == PLAN


async def test_quiet_hours_over_what_is_asked_already(house: House) -> None:
    """Staff hear of each check-in that lies in them, and say when it comes instead."""
    mette = house.mette
    alma = await house.known(house.alma)
    look_back = replace(PLAN, at=time(21, 30), window=timedelta(hours=4))
    await house.service.db.write(
        schedules.set_schedule, alma.id, "check_in", look_back, house.clock.now(), dialog_id="look_back"
    )
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Methods", "How are you", "Yes", "Yes, at fixed times", "Every day", "21.00")
    await mette.taps("8 hours")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Quiet hours", "Yes", "21.00", "8.00")
    mette.sees(said(mette, time(21), QuietHours(time(21), time(8))))
    await mette.taps("kl. 20.45")
    mette.sees(said(mette, time(21, 30), QuietHours(time(21), time(8)), "How it went"))
    await mette.taps("Do not ask it")
    assert ((await plan_of(house)).at, (await plan_of(house, "look_back")).asks) == (time(20, 45), False)
    mette.reads("Thank you. That is how it will be.")


async def test_with_hardly_a_time_that_is_not_quiet(house: House) -> None:
    await house.lives(house.alma, Rhythm(QuietHours(time(8), time(7, 50))))
    await asks_for(house.alma, "12")
    assert not house.alma.has_button("kl. 7.45") and house.alma.has_button("kl. 7.50")


async def test_a_new_borgers_time_is_moved_and_that_is_said(house: House) -> None:
    lis = house.lis
    await lis.presses("More")
    await lis.taps("New borger")
    await lis.says("Bo")
    await lis.taps("Dansk", "Both", "Faces", "Five", "Mette", "Done")
    await lis.says("22.30")
    lis.sees(
        "{name} has quiet hours from {start} to {end} at first. I ask {time}. You can change both.",
        start=22, end=8, name="Bo", time=time(21, 45),
    )  # fmt: skip
    lines, _ = await copied(house, "Bo")
    (times,) = [line for line in lines if line.startswith(f"{da('How are you')}: ")]
    assert da("{time}", time=time(21, 45)) in times
