"""The Plan screen: late in two taps, moving before cancelling, changing and ending a series; borgere are told once."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialogs.time.activity import Activity, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, proposals
from tests.house import ZONE, House
from tests.phone import Phone
from tests.planning_stage import kept, saved, shopping, week

pytestmark = pytest.mark.long

TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


# -- the list


async def test_the_list_says_what_is_coming(house: House, planner: Phone) -> None:
    planner.reads("Today, {date}", date=TODAY)
    planner.reads(f"kl. 14.00 Alma: 🛍️ {planner.say('Shopping')}")
    assert planner.last.count("Alma") == 1
    for day in ("man 23 · 1", "tir 24", "man 30 · 1"):
        assert planner.has_button(day)
    await planner.taps("tir 24")
    planner.reads("Nothing is planned.")
    await planner.taps("man 30")
    planner.reads(f"kl. 14.00 Alma: 🛍️ {planner.say('Shopping')}")
    await house.at("2026-11-23 15.30")
    await planner.taps("Shifts")
    await planner.presses("Plan")
    planner.reads("Nothing is planned.")  # what is over is not in it
    assert not planner.has_button("man 23 · 1")


async def test_many_are_on_pages_of_one_card(house: House) -> None:
    mette = house.mette
    for hour in range(13, 22):
        await saved(mette, "Alma", day="i dag", at=str(hour))
    await mette.presses("Plan")
    assert mette.last.count("Alma") == 8 and not mette.has_button("Earlier")
    shown = len(mette.shown)
    await mette.taps("Later")
    assert mette.last.count("Alma") == 1 and mette.has_button("Earlier") and not mette.has_button("Later")
    assert len(mette.shown) == shown, "the same card"


async def test_a_borgers_own_reminders_are_not_in_it(house: House) -> None:
    alma = await house.known(house.alma)
    plan = Activity("Ring til mor", Repeat(TODAY), time(18), ZONE)
    (own,) = await house.service.db.write(activities.add_activity, (alma.id,), "own", plan, alma.id, house.clock.now())
    await house.mette.presses("Plan")
    house.mette.sees_not("Ring til mor")
    surface = house.mette.button("Plan something")[1].split(":")[2]
    await house.mette.taps_data(house.mette.card.message_id, f"1:l{own}:{surface}:cancel_20261123")
    house.mette.sees_not("Ring til mor")


# -- late


async def test_late_in_two_taps(house: House, planner: Phone) -> None:
    await planner.taps("Late", "15 min")
    house.alma.sees("{title}: {name} comes {minutes} minutes later. It will be {time}.", title=planner.say("Shopping"),
                    name="Mette", minutes=15, time=time(14, 15))  # fmt: skip
    assert house.alma.shown[-1].file is not None, "with its picture"
    ((_, one), *_) = await week(house, house.alma, TODAY, FRIDAY)
    assert one.state is HappeningState.LATE and house.local("2026-11-23 14.15") == one.start
    planner.reads("{minutes} minutes later", minutes=15)


async def test_late_tapped_twice_is_told_once(house: House, planner: Phone) -> None:
    await planner.taps("Late")
    button = planner.button("15 min")
    planner.person.taps_data(*button)
    planner.person.taps_data(*button)
    await house.quiet()
    assert len(house.alma.shown) == 1
    await planner.taps("Late", "30 min")
    assert len(house.alma.shown) == 2, "still later is news"
    ((_, one), *_) = await week(house, house.alma, TODAY, FRIDAY)
    assert house.local("2026-11-23 14.30") == one.start, "counted from when it was to begin"


async def test_late_for_everybody_or_one(house: House, bo: Phone) -> None:
    mette = house.mette
    await saved(mette, "Alma", "Bo", day="i dag")
    house.alma.turns_page()
    bo.turns_page()
    await mette.presses("Plan")
    await mette.taps("Late", "Alma, Bo: 15 min")
    assert len(house.alma.shown) == len(bo.shown) == 1
    await mette.presses("Plan")
    await mette.taps("Late")
    last = mette.labels[-3]  # the newest card is Alma's or Bo's; the last delay on it is for that one alone
    await mette.taps(last)
    assert sorted((len(house.alma.shown), len(bo.shown))) == [1, 2]


async def test_nobody_is_late_for_what_is_over_or_another_day(house: House, planner: Phone) -> None:
    await planner.taps("Late")
    button = planner.button("15 min")
    await house.at("2026-11-23 14.20")
    await planner.taps_data(*button)
    assert house.alma.has_seen("Mette kommer") == 0
    assert planner.toast == planner.say("That button is old. See the newest message.")


# -- move and cancel


async def test_moving_one_occurrence(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Move")
    planner.turns_page()
    await planner.says("25.11.2026", "10")
    await planner.says("Bilen er på værksted")
    house.alma.sees("{title} is moved to {when}.", title=planner.say("Shopping"),
                    when=house.local("2026-11-25 10.00"))  # fmt: skip
    house.alma.sees("{name} writes: »{note}«", name="Mette", note="Bilen er på værksted")
    assert await shopping(house, until=date(2026, 12, 8)) == ["25.11", "30.11", "7.12"]


async def test_a_move_to_a_time_that_is_past_is_asked_again(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Move")
    await planner.says("i dag", "11")
    await planner.taps("Skip")
    planner.reads("That time is past. Please choose a later one.")
    assert house.alma.shown == []
    await planner.says("i dag", "17")
    await planner.taps("Skip")
    house.alma.sees("{title} is moved to {when}.", title=planner.say("Shopping"),
                    when=house.local("2026-11-23 17.00"))  # fmt: skip


async def test_what_is_past_is_not_offered_as_planned(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Move", "onsdag den 25. november", "kl. 10.00", "Skip")
    assert planner.has_button("As planned")
    await house.at("2026-11-23 15.00")
    planner.turns_page()
    await planner.presses("Plan")
    await planner.taps("ons 25", f"10.00 Alma: {planner.say('Shopping')}")
    assert planner.has_button("Move") and not planner.has_button("As planned")


async def test_moving_is_offered_before_cancelling(house: House, planner: Phone) -> None:
    await planner.taps(
        f"Alma: {planner.say('Shopping')}", "Cancel", "Move it", "torsdag den 26. november", "kl. 10.00", "Skip"
    )
    assert (await week(house, house.alma, TODAY, FRIDAY))[0][1].state is HappeningState.MOVED


async def test_cancelling_with_a_reason(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Cancel", "Cancel it")
    await planner.says("Butikken er lukket")
    house.alma.sees("{title} is cancelled, {when}.", title=planner.say("Shopping"),
                    when=house.local("2026-11-23 14.00"))  # fmt: skip
    house.alma.sees("{name} writes: »{note}«", name="Mette", note="Butikken er lukket")
    assert await shopping(house, until=date(2026, 12, 1)) == ["30.11"]
    planner.turns_page()
    house.alma.turns_page()
    await planner.presses("Plan")
    planner.reads("cancelled")
    await planner.taps(f"Alma: {planner.say('Shopping')}", "As planned")
    assert await shopping(house, until=date(2026, 12, 1)) == ["23.11", "30.11"]
    house.alma.sees("{title} is as planned: {when}.", title=planner.say("Shopping"),
                    when=house.local("2026-11-23 14.00"))  # fmt: skip


async def test_cancelled_for_everybody_or_one(house: House, bo: Phone) -> None:
    mette = house.mette
    await saved(mette, "Alma", "Bo")
    await mette.presses("Plan")
    await mette.taps("tir 24", f"Bo: {mette.say('Shopping')}", "Cancel", "Cancel it")
    mette.reads("For whom?")
    await mette.taps(mette.say("Only for {name}", name="Bo"), "Skip")
    assert (await shopping(house), await shopping(house, bo)) == (["24.11"], [])


async def test_who_cannot_be_told_is_named_to_who_changes_it(house: House, bo: Phone) -> None:
    mette = house.mette
    await saved(mette, "Alma", "Bo", day="i dag")
    await bo.blocks()
    await mette.presses("Plan")
    await mette.taps("Late", f"⏰ Alma, Bo: {mette.say('{count} min', count=15)}")
    mette.reads("{name} cannot be reached on Telegram. Please tell it in person.", name="Bo")
    mette.sees_not(mette.say("{name} cannot be reached on Telegram. Please tell it in person.", name="Alma"))


async def test_a_request_to_move_has_its_answer(house: House, planner: Phone) -> None:
    (activity,) = await kept(house, house.alma)
    asked = await house.service.db.write(
        proposals.ask_to_move, activity.borger_id, proposals.Wish("Indkøb", "🛍️", "2026-11-26", "10:00"),
        activity.id, TODAY, house.clock.now(),
    )  # fmt: skip
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Move", "torsdag den 26. november", "kl. 10.00", "Skip")
    answered = await house.service.db.read(proposals.proposal_by_id, asked)
    assert answered is not None and answered.state == "changed"


async def test_at_night_it_is_told_in_the_morning_unless_that_is_too_late(house: House) -> None:
    mette, alma = house.mette, house.alma
    await saved(mette, "Alma", at="7")
    await saved(mette, "Alma", what="A visit", at="12")
    await house.at("2026-11-23 22.30")
    alma.turns_page()
    for what in ("Shopping", "A visit"):
        await mette.presses("Plan")
        await mette.taps("tir 24", f"Alma: {mette.say(what)}", "Cancel", "Cancel it", "Skip")
    assert alma.has_seen(alma.say("Shopping")) == 1 and alma.has_seen(alma.say("A visit")) == 0
    await house.at("2026-11-24 08.00")
    assert alma.has_seen(alma.say("A visit")) == 1
