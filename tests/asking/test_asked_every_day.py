"""An answer belongs to the check-in it answers: a late one takes nothing from the next, and the forecast knows."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.commands.forecast import forecast
from bot.config import read_settings
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from tests.asking.test_checkins import answers_all, cards
from tests.asking.test_together import sits_down
from tests.house import ZONE, House

pytestmark = [pytest.mark.long, pytest.mark.dated]


async def foretold(house: House, days: int = 1) -> list[str]:
    """The local times at which Alma will be asked how she is."""
    lines = await forecast(read_settings(house.settings), "Alma", days, house.clock.now())
    return [line[4:20] for line in lines if "  check_in " in line and "NOT SENT" not in line]


async def asked_anew(house: House, at: str) -> bool:
    """Lets time pass until then. Returns: whether Alma is asked anew at that time, as the forecast says or not."""
    await house._until(house.local(at) - timedelta(minutes=1))
    told = at.replace(".", ":") in await foretold(house)
    house.alma.turns_page()
    await house.at(at)
    came = cards(house.alma) == 1
    assert came == told, "the forecast says what comes"
    return came


@pytest.mark.parametrize(
    ("clock", "hours", "answers"),
    [
        (time(16), 24, "15.59"),
        (time(20), 8, "03.50"),
        pytest.param(time(16), 24, "10.00", marks=pytest.mark.long),
        pytest.param(time(20), 8, "00.20", marks=pytest.mark.long),
    ],
)
async def test_a_late_answer_is_the_last_ones(house: House, clock: time, hours: int, answers: str) -> None:
    await house.lives(house.alma, Rhythm())
    await house.plans(house.alma, Plan(weekly(EVERY_DAY), clock, ZONE, timedelta(hours=hours)))
    for day in (23, 24, 25):
        assert await asked_anew(house, f"2026-11-{day} {clock:%H.%M}")
        await house.at(f"2026-11-{day + 1} {answers}")
        await answers_all(house.alma)
    assert await asked_anew(house, f"2026-11-26 {clock:%H.%M}")


@pytest.mark.parametrize(("own", "asked"), [("00.30", True), ("04.59", True), ("05.00", False), ("15.50", False)])
async def test_an_answer_nobody_asked_for_is_one_of_its_own_day(house: House, own: str, asked: bool) -> None:
    await house.at(f"2026-11-24 {own}")
    await house.alma.presses("Answer now")
    await answers_all(house.alma)
    assert await asked_anew(house, "2026-11-24 16.00") == asked
    assert await asked_anew(house, "2026-11-25 16.00")


async def test_the_receipt_says_that_nothing_is_asked_again_today(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-24 00.30")
    await alma.presses("Answer now")
    await answers_all(alma)
    alma.sees_not(alma.say("I do not ask you again at {time} today.", time=time(16)))
    await house.at("2026-11-24 11.00")
    await alma.presses("Answer now")
    await answers_all(alma)
    alma.reads("I do not ask you again at {time} today.", time=time(16))
    assert not await asked_anew(house, "2026-11-24 16.00")


async def test_answer_now_with_the_card_there_answers_that(house: House) -> None:
    assert await asked_anew(house, "2026-11-23 16.00")
    await house.at("2026-11-23 16.10")
    await house.alma.presses("Answer now")
    await answers_all(house.alma)
    assert await foretold(house, 2) == ["2026-11-24 16:00", "2026-11-25 16:00"]
    await house.alma.presses("Answer now")  # once more the same evening
    await answers_all(house.alma)
    assert await asked_anew(house, "2026-11-24 16.00")


async def test_the_time_is_changed_after_the_answer(house: House) -> None:
    """A day that has its answer is not asked about again."""
    assert await asked_anew(house, "2026-11-23 16.00")
    await answers_all(house.alma)
    await house.plans(house.alma, Plan(weekly(EVERY_DAY), time(18), ZONE))
    assert not await asked_anew(house, "2026-11-23 18.00")
    assert await asked_anew(house, "2026-11-24 18.00")


@pytest.mark.parametrize("begun", [False, True])
async def test_an_answer_with_help_is_the_open_check_ins(house: House, begun: bool) -> None:
    await house.plans(house.alma, Plan(weekly(EVERY_DAY), time(16), ZONE, timedelta(hours=24)))
    await house.at("2026-11-23 16.00")
    if begun:
        await house.alma.taps("Well")
    await house.at("2026-11-24 10.00")
    await sits_down(house.mette, "Alma")
    await house.mette.taps(*(() if begun else ("Well",)), "Okay", "Some", "Nobody", "Food", "No thanks")
    assert await asked_anew(house, "2026-11-24 16.00")


async def test_every_other_week_and_a_break(house: House) -> None:
    await house.plans(house.alma, Plan(weekly((1,), 2, date(2026, 11, 23)), time(16), ZONE, timedelta(hours=24)))
    assert await asked_anew(house, "2026-11-23 16.00")
    await house.at("2026-11-24 10.00")
    await answers_all(house.alma)
    assert not await asked_anew(house, "2026-11-30 16.00")
    assert await asked_anew(house, "2026-12-07 16.00")


async def test_the_borgers_week_has_what_is_asked_and_what_was_answered(house: House) -> None:
    """Monday's, answered on Tuesday morning, does not hide Tuesday's."""
    await house.plans(house.alma, Plan(weekly(EVERY_DAY), time(16), ZONE, timedelta(hours=24)))
    await house.at("2026-11-24 10.00")
    await answers_all(house.alma)
    house.alma.turns_page()
    await house.alma.presses("My week")
    await house.alma.taps("Today")
    picture = house.alma.shown[-1].file or house.alma.shown[0].file
    assert picture is not None
    assert b"10.00" in picture.content and b"16.00" in picture.content
