"""Who comes on duty gets *News*: what is new, and what is open, once as the shift begins; nobody gets it twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.permissions import Role
from tests.house import PLAN, House, open_house
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone
from tests.reviewing.test_summaries import answers
from tests.talking.test_agreed_alerts import agrees
from tests.talking.test_agreed_alerts import answers as alarming

SAID = "Jeg savner min hund"


async def ticks(phone: Phone, day: str, *shifts: str) -> None:
    """Ticks shifts of a day in *Plan*, *Shifts*, or takes them off; back to an empty screen."""
    await phone.presses("Plan")
    await phone.taps("Shifts")
    for shift in shifts:
        choice = f"{day.replace('-', '')}_{shift}_"
        buttons = [(m.message_id, b.data) for m in phone.shown for row in m.buttons for b in row]
        message_id, data = next((at, data) for at, data in buttons if data and choice in data)
        await phone.taps_data(message_id, data)
    phone.turns_page()


def lists(phone: Phone) -> int:
    """How many lists of news there are in the chat since the page was turned."""
    return sum(text.startswith(phone.say("News")) for text in phone.texts)


@pytest.mark.parametrize(
    ("shift", "before", "begins"),
    [
        ("day", "2026-11-24 06.59", "2026-11-24 07.00"),
        ("evening", "2026-11-24 14.59", "2026-11-24 15.00"),
        ("night", "2026-11-24 21.59", "2026-11-24 22.00"),
    ],
)
async def test_each_shift_gets_it_as_it_begins_and_not_at_the_time_of_the_summary(
    house: House, shift: str, before: str, begins: str
) -> None:
    mette = house.mette
    await ticks(mette, "2026-11-24", shift)
    await house.at("2026-11-23 20.00")
    mette.turns_page()
    await answers(house.alma, SAID)
    await house.at(before)
    assert lists(mette) == 0
    await house.at(begins)
    mette.reads("News")
    mette.sees("own words")
    await house.at("2026-11-25 06.00")
    assert lists(mette) == 1
    mette.turns_page()
    await house.at("2026-11-25 18.00")
    assert lists(mette) == 1, "no shift that day"


async def test_a_night_over_midnight_is_one_shift_and_who_goes_on_is_not_new_there(house: House) -> None:
    mette = house.mette
    await answers(house.alma, SAID)
    await ticks(mette, "2026-11-23", "evening", "night")
    await house.at("2026-11-23 15.00")
    assert lists(mette) == 1
    mette.turns_page()
    await ticks(mette, "2026-11-24", "night")
    await house.at("2026-11-24 21.59")
    assert lists(mette) == 0, "neither at 22, nor at midnight, nor at the time of the summary"
    await house.at("2026-11-24 22.00")
    assert lists(mette) == 1


@pytest.mark.parametrize(
    ("at", "day", "begins", "ends"),
    [
        ("2027-03-27 12.00", "2027-03-27", "2027-03-27 22.00", "2027-03-28 06.30"),
        ("2026-10-24 12.00", "2026-10-24", "2026-10-24 22.00", "2026-10-25 06.30"),
    ],
)
async def test_the_night_the_clock_changes(tmp_path: Path, at: str, day: str, begins: str, ends: str) -> None:
    async with open_house(tmp_path, at=at, shift_hours="07:00-15:00, 15:00-22:00, 22:00-07:00") as house:
        await answers(house.alma, SAID)
        await ticks(house.mette, day, "night")
        await house.at(begins)
        assert lists(house.mette) == 1
        house.mette.turns_page()
        await house.at(ends)
        assert lists(house.mette) == 0


async def test_a_shift_that_begins_in_the_hour_that_is_left_out(tmp_path: Path) -> None:
    async with open_house(
        tmp_path, at="2027-03-27 19.00", shift_hours="10:30-18:30, 18:30-02:30, 02:30-10:30"
    ) as house:
        await answers(house.alma, SAID)
        await ticks(house.mette, "2027-03-28", "night")
        await house.at("2027-03-28 01.59")
        assert lists(house.mette) == 0
        await house.at("2027-03-28 03.30")
        assert lists(house.mette) == 1


async def test_who_has_no_shift_that_day_gets_it_at_the_time_of_their_summary(house: House) -> None:
    mette = house.mette
    await answers(house.alma, SAID)
    await ticks(house.jonas, "2026-11-23", "evening")
    await house.at("2026-11-23 17.59")
    assert lists(mette) == 0
    await house.at("2026-11-23 18.00")
    assert lists(mette) == 1


async def test_only_what_they_may_read_and_nothing_if_there_is_nothing(house: House) -> None:
    await answers(house.alma, SAID)
    await ticks(house.jonas, "2026-11-23", "evening")
    await ticks(house.mette, "2026-11-23", "evening")
    await house.mette.opens_news()
    await house.mette.taps("Seen")
    house.mette.turns_page()
    await house.at("2026-11-23 15.30")
    assert house.jonas.texts == [], "he is nobody's contact person"
    assert house.mette.texts == [], "she has seen all there is"


async def test_what_is_open_comes_too_and_news_says_the_same(house: House) -> None:
    mette = house.mette
    await answers(house.alma, SAID)
    await mette.opens_news()
    await mette.taps("I follow up", "I will talk with you about it.", "Tomorrow")
    await ticks(mette, "2026-11-24", "evening")
    await house.alma.presses("Talk to someone")
    await house.at("2026-11-24 15.00")
    mette.reads("Follow-up today: {names}", names=("Alma",))
    mette.sees("{name} has asked to talk with somebody, {when}.", name="Alma", when=house.local("2026-11-23 12.00"))
    came = mette.last
    mette.turns_page()
    await mette.presses("News")
    assert mette.last == came
    await house.at("2026-11-26 18.00")
    mette.reads("Follow-up, the day is past: {names}", names=("Alma",))


async def test_it_comes_once_also_after_a_restart(house: House) -> None:
    mette = house.mette
    await answers(house.alma, SAID)
    await ticks(mette, "2026-11-23", "evening")
    await house.at("2026-11-23 15.00")
    await house.closes()
    await house.opens()
    await house.at("2026-11-23 21.30")
    assert lists(mette) == 1


async def both_come(house: House) -> tuple[Phone, Phone]:
    """Mette and Jonas are Alma's contact persons, have the evening, and there is something new for both."""
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.shares(house.alma, house.jonas, "trivsel", "notes")
    await answers(house.alma, SAID)
    for phone in (house.mette, house.jonas):
        await ticks(phone, "2026-11-23", "evening")
    return house.mette, house.jonas


async def test_after_an_outage_it_comes_while_it_is_of_use(house: House) -> None:
    mette, jonas = await both_come(house)
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 17.00"))
    await house.opens()
    await jonas.presses("News")
    await house.at("2026-11-23 17.01")
    assert lists(mette) == 1
    assert lists(jonas) == 1, "he has just looked himself"


async def test_who_is_about_to_go_is_told_nothing(house: House) -> None:
    await answers(house.alma, SAID)
    await ticks(house.mette, "2026-11-23", "evening")
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 21.10"))
    await house.opens()
    await house.at("2026-11-23 23.00")
    assert lists(house.mette) == 0


async def test_a_shift_that_is_moved_moves_it_and_never_doubles_it(house: House) -> None:
    mette, lis = house.mette, house.lis
    await answers(house.alma, SAID)
    await ticks(mette, "2026-11-23", "evening")
    await sets_shifts(lis, "7-14, 14-22, 22-7")
    await house.at("2026-11-23 14.00")
    assert lists(mette) == 1
    await sets_shifts(lis, "7-16, 16-22, 22-7")
    mette.turns_page()
    await house.at("2026-11-23 21.30")
    assert lists(mette) == 0


async def sets_shifts(leader: Phone, written: str) -> None:
    await leader.presses("More")
    await leader.taps("Hours and numbers", "The shifts", "Write other hours")
    await leader.says(written)


async def test_whose_summaries_are_off_gets_none(house: House) -> None:
    mette = house.mette
    await answers(house.alma, SAID)
    await ticks(mette, "2026-11-23", "evening")
    await mette.says("/stop")
    await mette.taps("No more summaries")
    mette.turns_page()
    await house.at("2026-11-23 23.00")
    assert lists(mette) == 0


async def test_days_off_and_a_blocked_bot(house: House) -> None:
    mette, jonas = await both_come(house)
    await takes_days_off(mette, "Nobody")
    await jonas.blocks()
    mette.turns_page()
    await house.at("2026-11-23 20.00")
    assert lists(mette) == lists(jonas) == 0
    await jonas.unblocks()


async def test_taken_off_and_ticked_again_it_comes_once(house: House) -> None:
    mette = house.mette
    await answers(house.alma, SAID)
    await ticks(mette, "2026-11-23", "evening")
    await house.at("2026-11-23 15.10")
    assert lists(mette) == 1
    await ticks(mette, "2026-11-23", "evening", "evening")
    await house.at("2026-11-23 21.30")
    assert lists(mette) == 0
    await ticks(mette, "2026-11-23", "evening")
    await house.at("2026-11-23 23.30")
    assert lists(mette) == 0


async def test_somebody_elses_borgere_are_never_named(house: House) -> None:
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    await house.contacts(bo, house.jonas)
    await house.shares(bo, house.jonas, "trivsel", "notes")
    await answers(bo, SAID)
    await answers(house.alma, SAID)
    for phone in (house.mette, house.jonas):
        await ticks(phone, "2026-11-23", "evening")
    await house.at("2026-11-23 15.00")
    house.mette.sees("Alma")
    house.mette.sees_not("Bo:")
    house.jonas.sees("Bo:")
    house.jonas.sees_not("Alma")


async def test_what_is_changed_of_todays_plan_is_told_to_contact_persons_alone(house: House, planner: Phone) -> None:
    mette, jonas = planner, house.jonas
    await mette.taps(f"Alma: {mette.say('Shopping')}", "Cancel", "Cancel it", "Skip")
    mette.turns_page()
    await ticks(jonas, "2026-11-23", "evening")
    await ticks(mette, "2026-11-23", "day")
    changed = mette.say("{name}, changed today: {list}", name="Alma",
                        list=(mette.say("{title} (cancelled)", title=mette.say("Shopping")),))  # fmt: skip
    await mette.presses("News")
    mette.reads(changed)
    mette.turns_page()
    await house.at("2026-11-23 15.01")
    await mette.presses("News")
    mette.sees_not(changed)
    assert jonas.texts == []


async def test_an_agreed_alert_that_waits_is_on_it_for_who_may_hear_of_it(house: House) -> None:
    mette, jonas = house.mette, house.jonas
    await agrees(house, "Mette")
    await alarming(house, "Badly")
    for phone in (mette, jonas):
        phone.turns_page()
        await ticks(phone, "2026-11-23", "evening")
    await house.at("2026-11-23 15.00")
    alert = mette.say("{name} has answered as agreed with you, {when}.", name="Alma",
                      when=house.local("2026-11-23 12.00"))  # fmt: skip
    assert f"☎️ {alert}" in mette.last
    jonas.sees_not("Alma")
