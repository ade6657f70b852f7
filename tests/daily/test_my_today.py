"""What a borger would like of today: on their own *Today*, seen by who is at work and may read it, gone at night."""

from __future__ import annotations

from pathlib import Path

from tests.house import House, open_house
from tests.phone import Phone, da
from tests.reader_stage import lets, works
from tests.say_stage import opens, uses
from tests.views.test_views import sketch

SAYS = "{name} has said what is best today. See their page."


async def page(staff: Phone) -> None:
    """Opens Alma's page."""
    staff.turns_page()
    await staff.presses("Borgere")
    await staff.taps("Alma")


async def test_it_is_seen_by_who_is_at_work_stands_under_today_and_is_gone_at_night(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await uses(house, alma, "my_today")
    await lets(house, alma, None, "trivsel")
    await works(house, jonas, "day")
    await alma.presses("My week")
    await alma.taps("Today", "What I would like today")
    alma.sees("It stands until midnight. Then I erase it.")
    await alma.taps("Peace and quiet")
    await jonas.presses("News")
    jonas.sees(SAYS, name="Alma")
    await page(jonas)
    jonas.sees("Today: {list}", list="Ro")
    await opens(alma, "How I am", "What I would like today", "Short visits", "No, not now")
    await page(jonas)
    jonas.sees("Today: {list}", list="Korte besøg")
    jonas.sees_not(da("Today: {list}", list="Ro"))
    await alma.presses("My week")
    await alma.taps("Today")
    assert "title='Korte besøg'" in sketch(alma.card)
    await house.at("2026-11-24 00.01")
    await page(mette)
    mette.sees_not(da("Today: {list}", list="Korte besøg"))
    await alma.presses("My week")
    await alma.taps("Today")
    assert "title='Korte besøg'" not in sketch(alma.card)


async def test_who_may_not_read_it_sees_nothing_and_being_offered_a_visit_is_a_call(tmp_path: Path) -> None:
    async with open_house(tmp_path, news_says="all") as house:
        alma, mette, jonas = house.alma, house.mette, house.jonas
        await uses(house, alma, "my_today")
        await works(house, mette, "day")
        await opens(alma, "How I am", "What I would like today", "Some company", "Yes, please")
        alma.sees("You would like somebody to come.")
        mette.sees("Would like somebody to come.")
        await jonas.presses("News")
        jonas.sees_not("Alma")
        await mette.presses("News")
        mette.sees("{name}, today: {list}", name="Alma", list="Selskab")
