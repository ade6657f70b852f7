"""Wishes for the week: from the borger's answers to staff, who say yes, find another time or say why not; once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.app import build_runner
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.text import T, TextValue
from dialogs.time.activity import Activity, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, people, proposals
from storage.activities import StoredActivity
from storage.proposals import Wish
from tests.house import TOPICS, ZONE, House
from tests.phone import Phone
from tests.rights.test_looks import asks

pytestmark = pytest.mark.long

LINE = "{title}, {when}"


def local(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo(ZONE))


WEDNESDAY = local(12, 2, 14)
"""The Wednesday of the week after the house's Monday, in the afternoon."""


async def opens(house: House, phone: Phone, target: str) -> None:
    """Somebody begins a dialog or opens a screen."""
    who = await house.known(phone)
    await house.service.db.write(
        lambda tx: build_runner().go(Desk(house.service.house, tx, house.clock.now()), target, Start(who, who))
    )
    await house.passes(seconds=1)


async def wishes(house: House, *taps: str, words: str = "") -> None:
    """Alma says what she would like next week."""
    await opens(house, house.alma, "look_ahead")
    await house.alma.taps(*(taps or ("Exercise", "Done", "Wednesday", "In the afternoon", "Just me")))
    if words:
        await house.alma.says(words)
        await house.alma.taps("Done")
    else:
        await house.alma.taps("No thanks")


async def planned(house: House) -> list[StoredActivity]:
    return await house.service.db.read(activities.activities_of, (await house.known(house.alma)).id)


async def states(house: House) -> list[tuple[str, str]]:
    alma = await house.known(house.alma)
    return [(one.item, one.state) for one in await house.service.db.read(proposals.proposals_of, alma.id)]


async def swimming(house: House) -> StoredActivity:
    """Something staff have planned for Alma: swimming on Thursday the 26th at 13."""
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    plan = Activity("Svømning", Repeat(date(2026, 11, 26)), time(13), ZONE, pictogram="🏊")
    await house.service.db.write(activities.add_activity, (alma.id,), "activity", plan, mette.id, house.clock.now())
    return (await planned(house))[0]


async def asks_to_move(house: House, activity: StoredActivity, day: str = "2026-11-27", at: str = "10:00") -> None:
    """Alma asks for another time."""
    await house.service.db.write(
        proposals.ask_to_move, activity.borger_id, Wish(activity.plan.title, activity.plan.pictogram, day, at),
        activity.id, activity.plan.repeat.start, house.clock.now(),
    )  # fmt: skip
    borger = await house.service.db.write(people.person_by_id, activity.borger_id)
    assert borger is not None
    await house.service.house.write(house.service.house.runner.changed_only, borger, proposals.PROPOSALS)
    await house.passes(seconds=1)


# Told, and answered


async def test_a_wish_is_told_quietly_to_those_who_may_read_it(house: House) -> None:
    await wishes(house)
    mette = house.mette
    mette.sees(LINE, title="🏃 " + mette.say("Exercise"), when=WEDNESDAY)
    assert [mette.has_button(label) for label in ("Say yes", "Another time", "Write an answer")] == [True] * 3
    assert [message.silent for message in mette.shown] == [True] and house.jonas.shown == [] == house.lis.shown
    await asks(house, house.alma)
    house.alma.reads("{name} saw {list}, {when}.", name="Mette", list=(T("your wish"),),
                     when=house.local("2026-11-23 12.00"))  # fmt: skip


async def test_yes_puts_it_in_the_week_and_the_borger_is_told_by_whom(house: House) -> None:
    await wishes(house)
    house.alma.turns_page()
    await house.mette.taps("Say yes")
    (activity,) = await planned(house)
    assert (activity.plan.title, activity.plan.at, activity.plan.repeat) == (
        house.alma.say("Exercise"), time(14), Repeat(date(2026, 12, 2)),
    )  # fmt: skip
    assert activity.plan.leads, "with reminders"
    house.alma.sees("{name} says yes: {title}, {when}.", name="Mette", title=activity.plan.title, when=WEDNESDAY)
    assert house.alma.shown[-1].photo, "with its picture"
    house.mette.sees("{name} said yes.", name="Mette")
    assert not house.mette.has_button("Say yes")


async def test_another_time_is_planned_and_told(house: House) -> None:
    await wishes(house)
    house.alma.turns_page()
    await house.mette.taps("Another time")
    await house.mette.says("3.12.")
    await house.mette.taps("10.00")
    (activity,) = await planned(house)
    assert (activity.plan.repeat.start, activity.plan.at) == (date(2026, 12, 3), time(10))
    found: dict[str, TextValue] = {"name": "Mette", "title": activity.plan.title, "when": local(12, 3, 10)}
    house.alma.sees("{name} has found another time: {title}, {when}.", **found)
    house.mette.sees("{name} found another time: {when}", name="Mette", when=local(12, 3, 10))
    assert await states(house) == [("exercise", "changed")]


async def test_no_comes_with_a_reason_in_words(house: House) -> None:
    await wishes(house)
    house.alma.turns_page()
    await house.mette.taps("Write an answer")
    await house.mette.says("Bassinet er lukket. Vi finder på noget andet.")
    assert await planned(house) == []
    house.alma.sees("Bassinet er lukket. Vi finder på noget andet.")
    house.alma.sees("Mette")
    assert await states(house) == [("exercise", "declined")]


async def test_several_wishes_are_one_message_with_a_list(house: House) -> None:
    await wishes(house, "Exercise", "Having visitors", "Done", "Wednesday", "In the afternoon", "Just me",
                 "Friday", "In the morning", "A friend")  # fmt: skip
    mette = house.mette
    assert len(mette.shown) == 1
    await mette.taps("Having visitors")
    mette.sees("More wishes: {count}", count=1)
    await mette.taps("Say yes")
    assert sorted(await states(house)) == [("exercise", "waiting"), ("visit", "confirmed")]
    assert len(mette.shown) == 1, "all on one card"


async def test_a_wish_in_own_words_gets_a_time_from_staff(house: House) -> None:
    await wishes(house, "Don't know", words="Jeg vil se havet")
    house.mette.sees("{title}, no day chosen", title="🗣️ Jeg vil se havet")
    assert not house.mette.has_button("Say yes")
    await house.mette.taps("Find a time")
    await house.mette.says("2.12.")
    await house.mette.taps("14.00")
    house.alma.sees("{name} says yes: {title}, {when}.", name="Mette", title="Jeg vil se havet", when=WEDNESDAY)


async def test_a_day_that_is_past_needs_another(house: House) -> None:
    await wishes(house)
    await house.at("2026-12-02 15.00")
    house.mette.turns_page()
    await opens(house, house.mette, "wishes")
    assert not house.mette.has_button("Say yes")
    message_id, data = house.mette.button("Find a time")
    await house.mette.taps_data(message_id, data.replace("time", "yes"))
    house.mette.sees("{about}, {title}: which day?", about="Alma", title=house.alma.say("Exercise"))
    await house.mette.says("2.12.")
    await house.mette.taps("10.00")
    house.mette.sees("That time is past. Please choose a later one.")
    assert await planned(house) == []
    await house.mette.says("3.12.")
    await house.mette.taps("10.00")
    assert len(await planned(house)) == 1


async def test_news_and_the_plan_lead_to_what_waits(house: House) -> None:
    await wishes(house)
    mette = house.mette
    mette.turns_page()
    await mette.presses("News")
    await mette.taps("Alma: ønsker")
    assert mette.has_button("Say yes")
    await mette.presses("Plan")
    mette.sees("{name} has wishes: {count}", name="Alma", count=1)
    mette.turns_page()
    await mette.presses("Plan")
    await mette.taps("Wishes", "Say yes")
    mette.turns_page()
    await mette.presses("Plan")
    mette.sees_not("Wishes")
    await house.jonas.presses("Plan")
    assert not house.jonas.has_button("Wishes")


# Once


async def test_two_who_tap_at_once_give_one_outcome(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.shares(house.alma, house.jonas, *TOPICS)
    await wishes(house)
    taps = [phone.button("Say yes") for phone in (house.mette, house.jonas)]
    house.mette.person.taps_data(*taps[0])
    house.jonas.person.taps_data(*taps[1])
    await house.quiet()
    assert len(await planned(house)) == 1
    for phone in (house.mette, house.jonas):
        phone.sees("{name} said yes.", name="Mette")
    assert house.jonas.toast == house.jonas.say("That button is old. See the newest message.")
    yes: dict[str, TextValue] = {"title": house.alma.say("Exercise"), "when": WEDNESDAY}
    told = [house.alma.has_seen("{name} says yes: {title}, {when}.", name=name, **yes) for name in ("Mette", "Jonas")]
    assert told == [1, 0]


async def test_who_was_finding_a_time_meanwhile_is_told(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.shares(house.alma, house.jonas, *TOPICS)
    await wishes(house)
    await house.jonas.taps("Another time")
    await house.mette.taps("Say yes")
    await house.jonas.says("3.12.")
    await house.jonas.taps("10.00")
    house.jonas.sees("This does not wait for an answer any more.")
    assert len(await planned(house)) == 1


async def test_the_same_wish_is_told_once_however_often_it_is_read(house: House) -> None:
    await wishes(house)
    await house.alma.taps("Don't share", "Share", "Don't share", "Share")
    assert len(house.mette.shown) == 1


# Moves


async def test_a_move_that_staff_agree_to_moves_the_occurrence(house: House) -> None:
    activity = await swimming(house)
    await asks_to_move(house, activity)
    moved: dict[str, TextValue] = {"old": local(11, 26, 13), "when": local(11, 27, 10)}
    house.mette.sees("{title}: move from {old} to {when}", title="🏊 Svømning", **moved)
    await house.mette.taps("Say yes")
    (after,) = await planned(house)
    change = after.changes[date(2026, 11, 26)]
    assert (change.state, change.day, change.at) == (HappeningState.MOVED, date(2026, 11, 27), time(10))
    told: dict[str, TextValue] = {"name": "Mette", "title": "Svømning", "when": local(11, 27, 10)}
    house.alma.sees("{name} says yes: {title}, {when}.", **told)


async def test_a_move_of_what_is_no_longer_planned_lapses(house: House) -> None:
    activity = await swimming(house)
    await asks_to_move(house, activity)
    await house.service.db.write(activities.remove_activity, activity, house.clock.now())
    await house.mette.taps("Say yes")
    house.mette.sees("{title} is no longer planned.", title="Svømning")
    house.mette.sees("The wish was taken back.")


async def test_a_yes_to_a_move_that_its_series_no_longer_has_promises_nothing(house: House) -> None:
    activity = await swimming(house)
    await asks_to_move(house, activity)
    house.alma.turns_page()
    ended = replace(activity.plan, repeat=Repeat(date(2026, 11, 19), "weeks", days=(4,), until=date(2026, 11, 19)))
    await house.service.db.write(activities.set_plan, activity, ended, house.clock.now())
    await house.mette.taps("Say yes")
    house.mette.sees("{title} is no longer planned.", title="Svømning")
    assert house.alma.shown == []


@pytest.mark.parametrize("answer", ["Say yes", "Another time"])
async def test_the_borger_hears_in_the_morning_what_is_answered_at_night(house: House, answer: str) -> None:
    await wishes(house)
    await house.at("2026-11-23 23.00")
    house.alma.turns_page()
    await house.mette.taps(answer)
    if answer == "Another time":
        await house.mette.says("3.12.")
        await house.mette.taps("10.00")
    assert house.alma.shown == []
    await house.at("2026-11-24 8.00")
    house.alma.sees("Mette")


async def test_what_is_agreed_at_night_for_before_the_morning_is_told_at_once(house: House) -> None:
    await asks_to_move(house, await swimming(house), "2026-11-24", "07:30")
    await house.at("2026-11-23 22.30")
    house.alma.turns_page()
    await house.mette.taps("Say yes")
    house.alma.sees("{name} says yes: {title}, {when}.", name="Mette", title="Svømning",
                    when=house.local("2026-11-24 07.30"))  # fmt: skip
