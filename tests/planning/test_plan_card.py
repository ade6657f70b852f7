"""The card of a plan says when its reminders will ring, and that they then do; and names what differs in a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.desk import plan_words
from dialogs.text import T, Text
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import reminders
from tests.house import RHYTHM, House, open_house
from tests.phone import Phone
from tests.planning_stage import kept, plans, saved, shopping
from tests.reminding.test_ceiling import has

pytestmark = pytest.mark.long

NONE = "No reminder comes."


def moments(house: House, *written: str) -> tuple[Text, ...]:
    today = house.clock.now().astimezone(house.service.house.zone).date()
    return tuple(plan_words.moment(house.local(each), today) for each in written)


async def rang(house: House, phone: Phone, until: str) -> list[str]:
    """Lets time pass. Returns: the local minutes at which reminders of all that is planned came; each takes the one
    before it out of the chat."""
    await house.at(until)
    read, zone = house.service.db.read, house.service.house.zone
    found = [rung for one in await kept(house, phone) for rung in await read(reminders.reminders_of, one.id)]
    return [f"{at.astimezone(zone):%Y-%m-%d %H.%M}" for at in sorted(rung.sent_at for rung in found)]


@pytest.mark.parametrize(
    ("now", "day", "clock", "leads", "times"),
    [
        ("2026-11-23 12.00", "24.11.2026", "14", ("The evening before", "30 minutes before"),
         ("2026-11-23 19.00", "2026-11-24 13.30")),
        ("2026-11-23 12.00", "24.11.2026", "7.30", ("30 minutes before",), ("2026-11-23 21.45",)),
        ("2026-11-23 20.00", "24.11.2026", "14", ("The evening before", "The same morning"), ("2026-11-24 08.00",)),
        ("2026-11-23 21.50", "24.11.2026", "7.30", ("30 minutes before", "As it begins"), ()),
        ("2026-11-23 22.30", "24.11.2026", "7.30", ("30 minutes before",), ()),
        ("2026-11-23 12.00", "i dag", "12.20", ("30 minutes before", "5 minutes before"), ("2026-11-23 12.15",)),
    ],
)  # fmt: skip
async def test_the_real_times_stand_on_the_card(
    house: House, now: str, day: str, clock: str, leads: tuple[str, ...], times: tuple[str, ...]
) -> None:
    await house.at(now)
    await plans(house.mette, "Alma", day=day, at=clock, leads=leads)
    if times:
        house.mette.reads("Reminder: {times}.", times=moments(house, *times))
        house.mette.sees_not(NONE)
    else:
        house.mette.reads(NONE)
    if (len(times) < len(leads) and clock != "7.30") or not times:
        assert house.mette.say("Not {leads}: that time is past.").partition("{")[0] in house.mette.last
    await house.mette.taps("Save")
    assert await rang(house, house.alma, "2026-11-24 15.00") == list(times)


async def test_for_several_with_quiet_hours_of_their_own(house: House, bo: Phone) -> None:
    await house.lives(bo, Rhythm(QuietHours(time(20), time(7))))
    await plans(house.mette, "Alma", "Bo", at="7.15", leads=("As it begins",))
    for name, at in (("Alma", "2026-11-23 21.45"), ("Bo", "2026-11-24 07.15")):
        line = T("Reminder: {times}.", times=moments(house, at))
        house.mette.reads("{name}: {line}", name=name, line=line)


async def test_a_break_from_reminders_is_named(house: House) -> None:
    await house.lives(house.alma, replace(RHYTHM, paused_until=date(2026, 11, 30), pauses_reminders=True))
    await plans(house.mette, "Alma", leads=("30 minutes before",))
    house.mette.reads(NONE)
    house.mette.reads("Not {leads}: {name} has a break from reminders until {date}.", name="Alma",
                      leads=(T("{minutes} minutes before", minutes=30),), date=date(2026, 11, 30))  # fmt: skip


async def test_a_full_day_is_named(tmp_path: Path) -> None:
    async with open_house(tmp_path, messages_a_day="1") as house:
        await has(house, "Svømning", time(14))
        await plans(house.mette, "Alma", day="i dag", at="18", leads=("30 minutes before",))
        house.mette.reads("Not {leads}: there is no room for more messages that day.",
                          leads=(T("{minutes} minutes before", minutes=30),))  # fmt: skip


@pytest.mark.parametrize(
    ("most", "times"), [("12", ["2026-11-23 19.00", "2026-11-23 19.05"]), ("1", ["2026-11-23 19.00"])]
)
async def test_what_is_planned_first_goes_before_what_is_not_saved_yet(
    tmp_path: Path, most: str, times: list[str]
) -> None:
    """Two evenings' reminders at one time: the new one's card says where it will really stand."""
    async with open_house(tmp_path, messages_a_day=most) as house:
        await saved(house.mette, "Alma", leads=("The evening before",))
        await plans(house.mette, "Alma", at="16", leads=("The evening before",))
        if len(times) > 1:
            house.mette.reads("Reminder: {times}.", times=moments(house, times[1]))
        else:
            house.mette.reads(NONE)
        await house.mette.taps("Save")
        assert await rang(house, house.alma, "2026-11-24 18.00") == times


async def test_a_series_has_its_first_two_times(house: House) -> None:
    await house.at("2026-11-23 20.00")
    await plans(
        house.mette, "Alma", day="24.11.2026", often="Several days a week+Tuesday+Done", leads=("The evening before",)
    )
    house.mette.reads("The first time no reminder comes.")
    house.mette.reads("Reminder the next time: {times}.", times=moments(house, "2026-11-30 19.00"))


async def test_a_card_that_has_waited_is_shown_anew(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma", day="i dag", at="14", leads=("30 minutes before",))
    await house.at("2026-11-23 13.40")
    await mette.taps("Save")
    mette.reads(NONE)
    assert await kept(house, house.alma) == [], "what was promised cannot be any more"
    await mette.taps("Save")
    assert len(await kept(house, house.alma)) == 1


async def test_what_is_left_to_ring_stands_on_an_occurrence(house: House) -> None:
    mette = house.mette
    await saved(mette, "Alma", at="7.30", leads=("The evening before", "30 minutes before"))
    await mette.presses("Plan")
    await mette.taps("tir 24", f"Alma: {mette.say('Shopping')}")
    mette.reads("Still to ring: {times}.", times=moments(house, "2026-11-23 19.00", "2026-11-23 21.45"))


# -- a series at other times


async def changes(house: House, staff: Phone, slot: str, *taps: str) -> None:
    """Staff do something to one occurrence of the series."""
    await staff.presses("Plan")
    await staff.taps(f"Alma: {staff.say('Shopping')}")
    (activity,) = await kept(house, house.alma)
    surface = staff.button("Change the series")[1].split(":")[2]
    await staff.taps_data(staff.card.message_id, f"1:l{activity.id}:{surface}:{taps[0]}_{slot}")
    for tap in taps[1:]:
        await (staff.taps(tap) if tap == "Skip" or not tap[0].isdigit() else staff.says(tap))


@pytest.fixture
async def odd(house: House, planner: Phone) -> Phone:
    """Mette, with the shopping of 30.11 moved to 1.12 at 10.00, and that of 7.12 cancelled."""
    await changes(house, planner, "20261130", "move", "1.12.2026", "10", "Skip")
    await changes(house, planner, "20261207", "cancel", "Cancel it", "Skip")
    planner.turns_page()
    await planner.presses("Plan")
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Change the series")
    return planner


def named(house: House, staff: Phone) -> None:
    def begins_line(day: date, today: date) -> str:
        return plan_words.capital(staff.say("{date}", date=plan_words.dated(day, today)))

    today = date(2026, 11, 23)
    staff.reads("{date} is moved to {when}.", date=begins_line(date(2026, 11, 30), today),
                when=moments(house, "2026-12-01 10.00")[0])  # fmt: skip
    staff.reads("{date} is cancelled.", date=begins_line(date(2026, 12, 7), today))


@pytest.mark.parametrize(
    ("choice", "days"),
    [
        ("Save. They stay where they are", ["23.11", "1.12", "14.12"]),
        ("Save. They go along", ["23.11", "30.11", "7.12", "14.12"]),
    ],
)
async def test_another_time_of_day(house: House, odd: Phone, choice: str, days: list[str]) -> None:
    await odd.taps("Time", "Done", "kl. 16.00")
    named(house, odd)
    assert not odd.has_button("Save")
    await odd.taps(choice)
    assert await shopping(house, until=date(2026, 12, 15)) == days
    assert {each.plan.at for each in await kept(house, house.alma)} == {time(16)}


async def test_other_days_leave_what_stays_as_something_of_its_own(house: House, odd: Phone) -> None:
    await odd.taps("Day and how often", "Done")
    await odd.says("25.11.2026")
    await odd.taps("Several days a week", "Wednesday", "Done")
    await odd.says("14")
    named(house, odd)
    await odd.taps("Save. They stay where they are")
    assert await shopping(house, until=date(2026, 12, 10)) == ["25.11", "1.12", "2.12", "9.12"]


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        ("Save. They stay where they are", T("{date} {time}", date=date(2026, 12, 1), time=time(10))),
        ("Save. They go along", T("{date}", date=date(2026, 11, 30))),
    ],
)
async def test_the_first_time_is_the_one_there_will_be(house: House, planner: Phone, choice: str, first: Text) -> None:
    await changes(house, planner, "20261130", "move", "1.12.2026", "10", "Skip")
    await house.at("2026-11-24 15.00")
    await planner.presses("Plan")
    await planner.taps("tir 1", f"Alma: {planner.say('Shopping')}", "Change the series", "Time", "Reminders", "Done")
    await planner.taps("kl. 16.00", "As it begins", "Done", "No")
    planner.reads("Reminder for {date}: {times}.", date=date(2026, 12, 7), times=moments(house, "2026-12-07 16.00"))
    planner.sees_not("første gang: ")
    house.alma.turns_page()
    await planner.taps(choice)
    house.alma.reads("The first time: {date}.", date=first)


async def test_what_is_said_of_it_alone_asks_nothing(house: House, odd: Phone) -> None:
    await odd.taps("Place", "Done")
    await odd.says("Torvet")
    assert odd.has_button("Save")
    await odd.taps("Save")
    assert await shopping(house, until=date(2026, 12, 15)) == ["23.11", "1.12", "14.12"]


async def test_a_series_without_a_day_is_none(house: House) -> None:
    await plans(house.mette, "Alma", day="25.11.2026", often="Several days a week+Monday+Done", until="26.11.2026")
    house.mette.reads("None of its days lies between the first and the last. Tap Change to mend it.")
    house.mette.sees_not("Save", house.mette.say("the first time"), "første gang")
