"""Reminders by the clock: each at its time and once, and what a borger or staff change in between counts at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from dialogs.time.activity import Change, HappeningState
from dialogs.time.repeat import Repeat
from storage.reminders import reminders_of
from tests.house import House
from tests.phone import Phone
from tests.reminder_stage import MONDAY, PILLS, SWIMMING, changes, planned

AT_TEN = "Håndarbejde"
ALL_LEADS = replace(
    SWIMMING, title=AT_TEN, repeat=Repeat(MONDAY, "weeks", days=(2,)), at=time(10),
    leads=("evening", "morning", "before30", "start"),
)  # fmt: skip
HALF_AN_HOUR = replace(SWIMMING, leads=("before30",))
AT_FOUR = Change(HappeningState.MOVED, MONDAY, time(16))


def rung(phone: Phone, title: str = "Svømning") -> list[int]:
    """The reminders that are in the chat."""
    return [m.message_id for m in phone.shown if title in (m.text or m.caption)]


async def test_each_comes_at_its_time_and_the_last_takes_the_place_of_the_others(house: House) -> None:
    alma = house.alma
    activity = await planned(house, ALL_LEADS)
    seen: list[int] = []
    for before, at, words, values in (
        ("2026-11-23 18.59", "2026-11-23 19.00", "Tomorrow, {when}.", {"when": house.local("2026-11-24 10.00")}),
        ("2026-11-24 07.59", "2026-11-24 08.00", "Today {time}.", {"time": time(10)}),
        ("2026-11-24 09.29", "2026-11-24 09.30", "In {minutes} min, {time}.", {"minutes": 30, "time": time(10)}),
        ("2026-11-24 09.59", "2026-11-24 10.00", "Now, {time}.", {"time": time(10)}),
    ):
        await house.at(before)
        assert rung(alma, AT_TEN) == seen
        await house.at(at)
        assert len(rung(alma, AT_TEN)) == 1 and rung(alma, AT_TEN) > seen
        seen = rung(alma, AT_TEN)
        alma.sees(words, **values)
    await house.at("2026-11-24 23.00")
    assert rung(alma, AT_TEN) == seen
    await house.at("2026-11-25 12.00")
    assert rung(alma, AT_TEN) == [], "the day after, the last is gone too"
    rang = await house.service.db.read(reminders_of, activity.id)
    assert [reminder.lead for reminder in rang] == [*ALL_LEADS.leads], "each once"


async def test_a_change_a_second_before_never_sends_the_old_one(house: House) -> None:
    alma = house.alma
    activity = await planned(house, HALF_AN_HOUR)
    await house.at("2026-11-23 13.29")
    await house.passes(seconds=58)
    await changes(house, activity, AT_FOUR)
    await house.at("2026-11-23 15.29")
    assert rung(alma) == []
    await house.at("2026-11-23 15.31")
    assert len(rung(alma)) == 1
    alma.sees(alma.say("{time}", time=time(16)))


async def test_what_is_cancelled_a_second_before_is_not_reminded_of(house: House) -> None:
    activity = await planned(house, HALF_AN_HOUR)
    await house.at("2026-11-23 13.29")
    await house.passes(seconds=58)
    await changes(house, activity, Change(HappeningState.CANCELLED))
    await house.at("2026-11-23 20.00")
    assert rung(house.alma) == []


async def test_what_is_moved_after_its_reminder_is_reminded_of_again(house: House) -> None:
    alma = house.alma
    activity = await planned(house, HALF_AN_HOUR)
    await house.at("2026-11-23 13.31")
    (first,) = rung(alma)
    await alma.taps("OK")
    await changes(house, activity, AT_FOUR)
    await house.at("2026-11-23 15.31")
    (second,) = rung(alma)
    assert second > first and alma.has_button("OK")


async def test_not_today_ends_the_reminders_of_that_day_alone(house: House) -> None:
    alma = house.alma
    await planned(house, ALL_LEADS)
    await house.at("2026-11-23 19.01")
    await alma.taps("Not today", "Not today")
    seen = rung(alma, AT_TEN)
    await house.at("2026-11-30 18.59")
    assert rung(alma, AT_TEN) in (seen, [])
    await house.at("2026-11-30 19.01")
    assert rung(alma, AT_TEN) and rung(alma, AT_TEN) != seen


async def test_going_after_all_brings_the_reminders_back(house: House) -> None:
    alma = house.alma
    await planned(house, ALL_LEADS)
    await house.at("2026-11-23 19.01")
    await alma.taps("Not today", "Not today", "I will after all")
    await house.at("2026-11-24 08.01")
    alma.sees("Today {time}.", time=time(10))
    assert len(rung(alma, AT_TEN)) == 1


async def test_an_own_reminder_rings_is_moved_and_rings_then(house: House) -> None:
    alma = house.alma
    medicine = alma.say("Medicine")
    await alma.presses("More")
    await alma.taps("My week", "Remind me", "New reminder", "Medicine", alma.say("{when}", when=time(15)), "Every day")
    alma.turns_page()
    await house.at("2026-11-23 15.01")
    (first,) = rung(alma, medicine)
    assert not alma.shown[-1].silent
    await alma.taps("Move", alma.say("{when}", when=time(17)))
    await house.at("2026-11-23 16.59")
    assert rung(alma, medicine) == [first]
    await house.at("2026-11-23 17.01")
    (second,) = rung(alma, medicine)
    assert second > first
    await house.at("2026-11-24 14.59")
    assert rung(alma, medicine) == [second]
    await house.at("2026-11-24 15.01")
    assert len(rung(alma, medicine)) == 2, "another day is another reminder"


async def test_an_own_reminder_rings_in_quiet_hours_also_when_it_was_set_in_them(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 23.00")
    pills = replace(PILLS, at=time(7, 30), leads=("start",))
    await planned(house, pills, "own")
    swim = replace(SWIMMING, repeat=Repeat(date(2026, 11, 24)), at=time(7, 40), leads=("before5",))
    await planned(house, swim)
    await house.at("2026-11-24 07.29")
    assert rung(alma, pills.title) == []
    await house.at("2026-11-24 07.31")
    (first,) = rung(alma, pills.title)
    await house.at("2026-11-25 07.31")
    assert rung(alma, pills.title)[-1] > first and rung(alma) == [], "nothing else rings in them"


async def test_what_staff_agree_to_move_is_reminded_of_then(house: House) -> None:
    alma = house.alma
    await planned(house, HALF_AN_HOUR)
    await house.at("2026-11-23 13.31")
    await alma.taps("Move", alma.say("{when}", when=time(15)))
    await house.mette.taps("Say yes")
    await house.at("2026-11-23 14.31")
    assert len([at for at in rung(alma) if at == alma.card.message_id]) == 1
    alma.sees("In {minutes} min, {time}.", minutes=30, time=time(15))


async def test_a_restart_loses_no_reminder_and_sends_none_twice(house: House) -> None:
    alma = house.alma
    await planned(house, HALF_AN_HOUR)
    rang: list[list[int]] = []
    for until in ("2026-11-23 13.40", "2026-11-23 13.50"):
        await house.closes()
        house.clock.jump_to(house.local(until))
        await house.opens()
        await house.passes(seconds=1)
        rang.append(rung(alma))
    assert len(rang[0]) == 1 and rang[0] == rang[1], "no second one took its place either"


async def test_what_is_over_when_the_bot_is_back_is_not_reminded_of(house: House) -> None:
    await planned(house, HALF_AN_HOUR)
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 14.10"))
    await house.opens()
    await house.passes(seconds=1)
    assert rung(house.alma) == []
    house.lis.sees("Not sent, it was too late:")
    house.lis.sees("{when}, {what}: {names}", when=time(13, 30), names="Alma",
                   what=house.lis.say("reminder of {title}", title="Svømning"))  # fmt: skip


async def test_the_days_of_the_clocks_change(house: House) -> None:
    """The evening before the clocks are put forward, and at ten on the day itself."""
    day = date(2027, 3, 28)
    alma = house.alma
    await planned(house, replace(ALL_LEADS, repeat=Repeat(day), leads=("evening", "before30")))
    await house.jumps("2027-03-27 18.59")
    alma.turns_page()
    await house.passes(minutes=2)
    alma.sees("Tomorrow, {when}.", when=house.local("2027-03-28 10.00"))
    await house.at("2027-03-28 09.29")
    before = rung(alma, AT_TEN)
    await house.at("2027-03-28 09.31")
    assert rung(alma, AT_TEN) > before and len(before) == 1
