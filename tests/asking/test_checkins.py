"""Check-ins: due once at the right local time, nudged once, over in time, and still there after a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from dialogs.text import T
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import schedules
from tests.examples import CHECK_IN
from tests.house import PLAN, RHYTHM, House, open_house
from tests.phone import Phone

FIRST = "How are you today?"
NUDGE = "You may answer now, if you like."
OVER = "The time is over. That is all right."
THANKS = "Thank you. This is what you answered."


async def answers_all(alma: Phone) -> None:
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")


def cards(alma: Phone, words: str = FIRST) -> int:
    return alma.has_seen(words)


async def test_it_comes_once_at_its_local_time(house: House) -> None:
    await house.at("2026-11-23 15.59")
    assert house.alma.shown == []
    await house.at("2026-11-23 16.00")
    assert cards(house.alma) == 1
    await house.passes(minutes=30)
    assert len(house.alma.shown) == 1


async def test_one_gentle_nudge_after_two_hours(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await house.at("2026-11-23 17.59")
    alma.sees_not(NUDGE)
    await house.at("2026-11-23 18.00")
    alma.reads(NUDGE)
    alma.reads("How did you sleep?")
    assert len(alma.shown) == 1, "the card has moved to the end of the chat"
    assert not alma.shown[0].silent
    moved = alma.shown[0].message_id
    await house.at("2026-11-23 23.50")
    assert [m.message_id for m in alma.shown] == [moved]


async def test_no_nudge_in_quiet_hours(house: House) -> None:
    await house.plans(house.alma, replace(PLAN, at=time(21)))
    await house.at("2026-11-23 21.00")
    (asked,) = house.alma.shown
    await house.at("2026-11-24 04.00")
    assert [m.message_id for m in house.alma.shown] == [asked.message_id]
    house.alma.sees_not(NUDGE)


async def test_a_check_in_due_at_night_waits_for_the_day(house: House) -> None:
    await house.plans(house.alma, replace(PLAN, at=time(6)))
    await house.at("2026-11-24 07.59")
    assert house.alma.shown == []
    await house.at("2026-11-24 08.00")
    assert cards(house.alma) == 1


async def test_the_windows_end_leaves_what_was_answered(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well", "Okay")
    await house.at("2026-11-24 00.01")
    alma.reads(OVER)
    assert alma.has_button("Change") and alma.has_button("Don't share")
    await house.mette.opens_news()
    house.mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)


async def test_the_windows_end_without_an_answer_does_not_scold(house: House) -> None:
    await house.at("2026-11-23 16.00")
    before = len(house.alma.shown)
    await house.at("2026-11-24 00.01")
    house.alma.reads(OVER)
    assert len(house.alma.shown) == before
    assert not house.alma.shown[-1].buttons


async def test_the_next_day_brings_a_new_one(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await answers_all(house.alma)
    await house.at("2026-11-24 16.00")
    assert cards(house.alma) == 1
    await answers_all(house.alma)
    assert cards(house.alma, THANKS) == 1, "the newest receipt stands for those of the days before"


async def test_a_break_until_a_date(house: House) -> None:
    alma = house.alma
    await alma.presses("More")
    await alma.taps("Settings", "A break", "From questions")
    await alma.says("26.11")
    alma.turns_page()
    await alma.presses("My week")
    alma.sees("You are having a break until {date}.", date=date(2026, 11, 26))
    alma.turns_page()
    await house.at("2026-11-26 15.59")
    assert alma.shown == []
    await house.at("2026-11-26 16.00")
    assert cards(alma) == 1


async def test_a_break_that_is_ended(house: House) -> None:
    alma = house.alma
    await house.lives(alma, Rhythm(paused_until=date(2026, 12, 24)))
    await alma.presses("More")
    await alma.taps("Settings", "A break", "No break")
    alma.turns_page()
    await house.at("2026-11-23 16.00")
    assert cards(alma) == 1


async def test_times_changed_a_second_before(house: House) -> None:
    """The old time is never used, nor does what staff agreed get lost."""
    mette, alma = house.mette, house.alma
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Methods", "How are you", "Yes", "Yes, at fixed times", "Every day", "18.00")
    house.clock.jump_to(house.local("2026-11-23 16.00") - timedelta(seconds=1))
    await mette.taps("4 hours")
    await house.at("2026-11-23 17.59")
    assert alma.shown == []
    await house.at("2026-11-23 18.00")
    assert cards(alma) == 1
    await house.at("2026-11-23 22.01")
    alma.reads(OVER)


WEDNESDAY_ON = ("Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The ticks to take away where all days are ticked, so that two are left."""


async def test_a_borgers_own_times_keep_the_quiet_hours(house: House) -> None:
    alma = house.alma
    await house.plans(alma, replace(PLAN, window=timedelta(hours=2)))
    await house.lives(alma, Rhythm(QuietHours(time(21), time(9))))
    await alma.presses("More")
    await alma.taps("Settings", "My times", "How I am", "18.00", *WEDNESDAY_ON, "Done")
    alma.turns_page()
    await house.at("2026-11-23 18.00")
    assert cards(alma) == 1
    await house.at("2026-11-23 20.01")
    alma.reads(OVER)
    alma.turns_page()
    await house.at("2026-11-25 19.00")
    assert len(alma.shown) == 1, "Tuesday, and not Wednesday"


async def test_a_late_start_within_the_window_still_asks(house: House) -> None:
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 19.00"))
    await house.opens()
    await house.passes(seconds=1)
    assert cards(house.alma) == 1
    await house.at("2026-11-24 00.01")
    house.alma.reads(OVER)


async def test_what_came_too_late_is_not_sent_but_listed(house: House) -> None:
    await house.closes()
    house.clock.jump_to(house.local("2026-11-24 09.00"))
    await house.opens()
    await house.passes(seconds=1)
    assert house.alma.shown == []
    house.mette.turns_page()
    await house.mette.opens_news()
    house.mette.reads("Not asked, it was too late: {names}", names="Alma")
    await house.lis.presses("The house")
    house.lis.sees("Not sent, it was too late: {name}, {when}", name="Alma", when=house.local("2026-11-23 16.00"))
    await house.at("2026-11-24 16.00")
    assert cards(house.alma) == 1


async def test_telegram_away_all_afternoon(house: House) -> None:
    """What could not be delivered in its window does not come at night, and is not called unanswered."""
    alma = house.alma
    await house.at("2026-11-23 15.59")
    house.sim.faults.down = True
    house.clock.jump_to(house.local("2026-11-23 16.00"))
    await house.service.ticker.tick()
    house.clock.jump_to(house.local("2026-11-24 00.05"))
    await house.service.ticker.tick()
    house.sim.faults.down = False
    house.clock.jump_to(house.local("2026-11-24 08.30"))
    await house.is_back()
    assert alma.texts == []
    await house.at("2026-11-24 18.00")
    house.mette.reads("Not asked, it was too late: {names}", names="Alma")


@pytest.mark.parametrize(
    ("eve", "night", "noon"),
    [
        ("2026-03-28 12.00", "2026-03-29 03.30", "2026-03-29 12.00"),
        ("2026-10-24 12.00", "2026-10-25 02.30", "2026-10-25 12.00"),
    ],
)
async def test_nights_when_the_clocks_change(tmp_path: Path, eve: str, night: str, noon: str) -> None:
    async with open_house(tmp_path, at=eve) as house:
        alma = house.alma
        await house.lives(alma, Rhythm())
        await house.plans(alma, replace(PLAN, at=time(2, 30), window=timedelta(hours=2)))
        await house._until(house.local(night) - timedelta(minutes=1))
        assert alma.shown == []
        await house.at(night)
        assert cards(alma) == 1
        await answers_all(alma)
        await house.at(noon)
        assert len(alma.shown) == 1
        await house.plans(alma, PLAN)
        await house.lives(alma, RHYTHM)
        await house.passes(hours=3, minutes=59)
        assert len(alma.shown) == 1
        await house.passes(hours=24, minutes=1)
        assert cards(alma) == 1, "16.00 is 16.00, the day after as well"


async def test_two_weeks_away_is_one_question(house: House) -> None:
    await house.closes()
    house.clock.jump_to(house.local("2026-12-07 16.30"))
    await house.opens()
    await house.passes(seconds=1)
    assert cards(house.alma) == 1
    alma, now = await house.known(house.alma), house.clock.now()
    due = await house.service.db.read(
        schedules.occurrences_between, alma.id, "check_in", now - timedelta(days=30), now, dialog_id=CHECK_IN
    )
    assert [became for _, became in due] == [*["stale"] * 14, "asked"]
