"""The day's ceiling: what it leaves out is said to staff; what was promised it never leaves out."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from dialogs.text import T
from dialogs.time.activity import Activity
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan
from storage import activities, schedules
from storage.activities import ActivityKind
from tests.asking.test_checkins import cards
from tests.house import ZONE, House, open_house
from tests.planning_stage import plans

TODAY = date(2026, 11, 23)


async def has(house: House, title: str, clock: time, kind: ActivityKind = "activity", *, agreed: bool = False) -> None:
    """Something Alma is reminded of as it begins."""
    alma = await house.known(house.alma)
    plan = Activity(title, Repeat(TODAY), clock, ZONE, leads=("start",), tells_staff=agreed)
    await house.service.db.write(activities.add_activity, (alma.id,), kind, plan, alma.id, house.clock.now())


async def test_a_thirteenth_own_reminder_rings_and_so_does_what_staff_hear_of(house: House) -> None:
    for n in range(14):
        await has(house, f"Egen {n}", time(13, 4 * n), "own")
    await has(house, "Medicin", time(14, 30), agreed=True)
    await house.at("2026-11-23 15.30")
    assert all(any(f"Egen {n}" in text for text in house.alma.texts) for n in range(14))
    house.alma.sees("Medicin")
    await house.at("2026-11-23 16.00")
    assert cards(house.alma) == 1, "they take nobody's place"


async def test_what_is_left_out_is_said_with_the_summary(tmp_path: Path) -> None:
    async with open_house(tmp_path, messages_a_day="1") as house:
        await has(house, "Svømning", time(14))
        await house.at("2026-11-23 17.00")
        assert cards(house.alma) == 0
        await house.mette.opens_news()
        due = house.local("2026-11-23 16.00")
        what = (T("{what} {when}", what=T("Trivsel"), when=due),)
        house.mette.sees("Not sent to {name}, the day had no room for more messages: {list}", name="Alma", list=what)


async def test_what_a_day_has_no_room_for_is_said_when_a_check_in_is_set(tmp_path: Path) -> None:
    async with open_house(tmp_path, messages_a_day="1") as house:
        await has(house, "Svømning", time(14))
        await house.alma.presses("More")
        await house.alma.taps("Settings", "My times", "How I am", "kl. 18.00", "Done")
        house.alma.sees("I cannot ask »{what}« {when}: there is no room for more messages that day.",
                        what=T("How are you"), when=house.local("2026-11-23 18.00"))  # fmt: skip


async def test_what_a_plan_leaves_no_room_for_is_said_on_its_card(tmp_path: Path) -> None:
    """Its reminder has an exact time and goes first: the check-in of that day is not asked."""
    async with open_house(tmp_path, messages_a_day="1") as house:
        await plans(house.mette, "Alma", leads=("30 minutes before",))
        due = house.local("2026-11-24 16.00")
        what = T("{what} {when}", what=T("How are you"), when=T("{date} {time}", date=due.date(), time=time(16)))
        house.mette.reads("Then there is no room for: {list}.", list=(what,))
        await house.mette.taps("Save")
        house.mette.turns_page()
        await plans(house.mette, "Alma", at="15", leads=("30 minutes before",))
        house.mette.sees(
            "Not {leads}: there is no room for more messages that day.",
            leads=(T("{minutes} minutes before", minutes=30),),
        )
        house.mette.sees_not(house.mette.say("Then there is no room for: {list}.", list=()).split(":")[0])


async def test_a_check_in_that_takes_anothers_place_says_so(tmp_path: Path) -> None:
    async with open_house(tmp_path, messages_a_day="1") as house:
        alma = await house.known(house.alma)
        plan = Plan(weekly(EVERY_DAY), time(18), ZONE)
        await house.service.db.write(
            schedules.set_schedule, alma.id, "check_in", plan, house.clock.now(), dialog_id="fit"
        )
        await house.plans(house.alma, Plan(weekly(()), time(16), ZONE))
        await house.alma.presses("More")
        await house.alma.taps("Settings", "My times", "How I am", "kl. 14.00", *("Monday", "Tuesday"), "Done")
        house.alma.sees("I cannot ask »{what}« {when}: there is no room for more messages that day.",
                        what=T("Life and working together"), when=house.local("2026-11-23 18.00"))  # fmt: skip
