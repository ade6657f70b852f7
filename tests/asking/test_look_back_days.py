"""What is looked back on is over, and is asked about once: what began or went on later, the next time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.asking import look_back
from bot.commands.forecast import forecast
from bot.config import read_settings
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.time.activity import Change, HappeningState
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import schedules
from tests.asking.test_look_back import WENT, changes, looks_back, plans
from tests.house import RHYTHM, ZONE, House, open_house

pytestmark = [pytest.mark.long, pytest.mark.dated]

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def is_asked(house: House, days: tuple[int, ...] = EVERY_DAY) -> None:
    """Alma looks back at 19.30."""
    alma = await house.known(house.alma)
    plan = Plan(weekly(days), time(19, 30), ZONE, timedelta(hours=4))
    await house.service.db.write(
        schedules.set_schedule, alma.id, "check_in", plan, house.clock.now(), dialog_id="look_back"
    )


async def told(house: House, at: str) -> bool:
    """Whether the forecast has her looking back then."""
    lines = await forecast(read_settings(house.settings), "Alma", 3, house.clock.now())
    return any(
        line[4:20] == at and "NOT SENT" not in line and "look" not in line for line in lines if "check_in" in line
    )


async def listed(house: House, at: str) -> list[str]:
    """What is asked about when the time comes."""
    since = house.clock.now()
    house.alma.turns_page()
    await house._until(house.local(at) - timedelta(minutes=1))
    foretold = await told(house, at.replace(".", ":"))
    alma = await house.known(house.alma)
    await house.at(f"{at[:-2]}29")
    dialog = house.service.house.dialogs["look_back"]
    known = await house.service.db.write(
        lambda tx: look_back.occurrences(Desk(house.service.house, tx, house.local(at)), Start(alma, alma), dialog, "")
    )
    await house.at(at)
    due = await house.service.db.read(
        schedules.occurrences_between, alma.id, "check_in", since, house.clock.now(), dialog_id="look_back"
    )
    asked = "asked" in [became for _, became in due]
    assert asked == bool(known) == foretold, "as the forecast says"
    assert house.alma.has_seen(WENT, item=known[0].label if known else "") == asked, "one card, which begins with it"
    return [item.label for item in known]


async def test_what_begins_later_or_still_goes_on_is_asked_about_the_next_day(house: House) -> None:
    await is_asked(house)
    await plans(house, "Gåtur", 17)
    await plans(house, "Foredrag", 19, minutes=90)
    await plans(house, "Natklub", 23, minutes=120)
    await plans(house, "Frokost", 12, day=TUESDAY)
    assert await listed(house, "2026-11-23 19.30") == ["Gåtur"]
    assert await listed(house, "2026-11-24 19.30") == ["Foredrag, mandag", "Natklub, mandag", "Frokost"]
    assert await listed(house, "2026-11-25 19.30") == [], "once each"


async def test_a_day_with_something_in_the_evening_alone(house: House) -> None:
    await is_asked(house)
    await plans(house, "Aftentur", 21)
    assert await listed(house, "2026-11-23 19.30") == []
    assert await listed(house, "2026-11-24 19.30") == ["Aftentur, mandag"]


@pytest.mark.parametrize(
    "change", [Change(HappeningState.CANCELLED), Change(HappeningState.MOVED, date(2026, 11, 26), time(9))]
)
async def test_what_did_not_take_place_then_is_not(house: House, change: Change) -> None:
    await is_asked(house)
    await changes(house, await plans(house, "Aftentur", 21), change)
    await house.at("2026-11-23 20.00")
    assert await listed(house, "2026-11-24 19.30") == []


async def test_one_weekday_alone_takes_what_was_left_of_the_last(house: House) -> None:
    await is_asked(house, (1,))
    await plans(house, "Gåtur", 17)
    await plans(house, "Aftentur", 21)
    await plans(house, "Tirsdag", 12, day=TUESDAY)
    assert await listed(house, "2026-11-23 19.30") == ["Gåtur"]
    assert await listed(house, "2026-11-30 19.30") == ["Aftentur, mandag"]


@pytest.mark.parametrize(
    ("until", "on"), [(date(2026, 11, 30), "mandag"), (date(2026, 12, 7), "mandag den 23. november")]
)
async def test_the_last_evening_before_a_break_is_asked_about_after_it(house: House, until: date, on: str) -> None:
    """Once, with its date where the weekday alone would not tell."""
    await is_asked(house)
    await plans(house, "Aftentur", 21)
    await plans(house, "Midt i pausen", 12, day=date(2026, 11, 26))
    await house.at("2026-11-23 22.00")
    await house.lives(house.alma, replace(RHYTHM, paused_until=until))
    assert await listed(house, f"{until} 19.30") == [f"Aftentur, {on}"]
    assert await listed(house, f"{until + timedelta(days=1)} 19.30") == []


async def test_after_a_break_of_months_the_evening_before_it_is_let_be(house: House) -> None:
    await is_asked(house)
    await plans(house, "Aftentur", 21)
    await house.at("2026-11-23 22.00")
    await house.lives(house.alma, replace(RHYTHM, paused_until=date(2027, 1, 4)))
    assert await listed(house, "2027-01-04 19.30") == []


async def test_a_day_that_had_no_room_for_it_is_looked_back_on_the_next_as_foretold(tmp_path: Path) -> None:
    async with open_house(tmp_path, messages_a_day="1") as house:
        await house.plans(house.alma, Plan(weekly((1,)), time(16), ZONE))
        await is_asked(house)
        await plans(house, "Gåtur", 17)
        assert not await told(house, "2026-11-23 19:30") and await told(house, "2026-11-24 19:30")
        await house.at("2026-11-23 20.00")
        assert await listed(house, "2026-11-24 19.30") == ["Gåtur, mandag"]


async def test_moved_to_the_morning_by_quiet_hours_it_comes_each_day_as_foretold(house: House) -> None:
    """What is over when it comes in the morning; what the rest of that day holds is asked about the morning after."""
    await is_asked(house)
    who = await house.known(house.alma)
    plan = Plan(weekly(EVERY_DAY), time(22), ZONE, timedelta(hours=24))
    await house.service.db.write(
        schedules.set_schedule, who.id, "check_in", plan, house.clock.now(), dialog_id="look_back"
    )
    await plans(house, "Morgenbad", 6, day=TUESDAY)
    await plans(house, "Gåtur", 17, day=TUESDAY)
    mornings = ("2026-11-24 08:05", "2026-11-25 08:00", "2026-11-26 08:00")
    assert [await told(house, morning) for morning in mornings] == [True, True, False]
    for morning, asked in zip(mornings, ("Morgenbad", "Gåtur, tirsdag", ""), strict=True):
        await house.at(morning.replace("08:0", "07.5"))
        house.alma.turns_page()
        await house.at(morning.replace(":", "."))
        assert house.alma.has_seen(WENT, item="") == bool(asked) and asked in house.alma.screen


async def test_looked_back_on_at_noon_the_rest_comes_the_next_day(house: House) -> None:
    await is_asked(house)
    await plans(house, "Morgenmad", 8)
    await plans(house, "Gåtur", 17)
    await looks_back(house)
    house.alma.sees("Morgenmad")
    assert "Gåtur" not in house.alma.screen
    await house.alma.taps("Close")
    assert await listed(house, "2026-11-23 19.30") == ["Gåtur"]


async def test_what_never_came_is_asked_about_later(house: House) -> None:
    await is_asked(house)
    await plans(house, "Gåtur", 17)
    await house.at("2026-11-23 19.00")
    await house.closes()
    house.clock.jump_to(house.local("2026-11-24 00.10"))
    await house.opens()
    await house.passes(seconds=1)
    assert await listed(house, "2026-11-24 19.30") == ["Gåtur, mandag"]
