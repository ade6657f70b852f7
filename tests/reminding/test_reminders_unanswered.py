"""Staff hear of a reminder that nobody answers, if that is agreed with the borger: once, and kindly."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from dialogs.time.activity import Change, HappeningState
from tests.house import House
from tests.reminder_stage import HALF_PAST_ONE, SWIMMING, changes, planned, reminded

AGREED = replace(SWIMMING, tells_staff=True)
TOLD = "{name} has not answered the reminder of {what}, {when}."
CANCELLED = Change(HappeningState.CANCELLED, reason="Bussen er gået i stykker")


def told(house: House) -> int:
    return house.mette.has_seen(TOLD, name="Alma", what="Svømning", when=time(14))


async def test_staff_hear_of_it_once_if_that_is_agreed(house: House) -> None:
    activity = await planned(house, AGREED)
    await reminded(house, activity)
    house.alma.sees("If you do not answer, staff will know.")
    await house.at("2026-11-23 14.14")
    assert not told(house)
    await house.at("2026-11-23 18.00")
    assert told(house) == 1 and house.jonas.shown == []


async def test_without_an_agreement_nobody_hears_of_it(house: House) -> None:
    await reminded(house, await planned(house))
    house.alma.sees_not("If you do not answer, staff will know.")
    await house.at("2026-11-23 18.00")
    assert house.mette.shown == []


@pytest.mark.parametrize("says", [("OK",), ("Not today", "Not today")])
async def test_an_answer_is_an_answer(house: House, says: tuple[str, ...]) -> None:
    await reminded(house, await planned(house, AGREED))
    await house.alma.taps(*says)
    await house.at("2026-11-23 16.00")
    assert not told(house)


async def test_a_later_reminder_waits_for_an_answer_of_its_own(house: House) -> None:
    activity = await planned(house, AGREED)
    await reminded(house, activity, "2026-11-23 13.00", lead="before60")
    await house.alma.taps("OK")
    await reminded(house, activity)
    await house.at("2026-11-23 16.00")
    assert told(house) == 1


async def test_who_wants_to_be_reminded_again_is_given_the_time(house: House) -> None:
    activity = await planned(house, AGREED)
    await reminded(house, activity, "2026-11-23 14.00", lead="start")
    await house.at("2026-11-23 14.05")
    await house.alma.taps("Remind me again", house.alma.say("{count} min", count=10))
    await house.at("2026-11-23 14.29")
    assert not told(house)
    await house.at("2026-11-23 14.31")
    assert told(house) == 1


@pytest.mark.parametrize("change", [CANCELLED, Change(HappeningState.DECLINED)], ids=lambda change: change.state)
async def test_nobody_is_asked_about_what_does_not_take_place(house: House, change: Change) -> None:
    activity = await planned(house, AGREED)
    await reminded(house, activity)
    await changes(house, activity, change)
    await house.at("2026-11-23 16.00")
    assert not told(house)


async def test_what_begins_later_is_told_later(house: House) -> None:
    activity = await planned(house, AGREED)
    await reminded(house, activity)
    await changes(house, activity, Change(HappeningState.LATE, late=30))
    await house.at("2026-11-23 14.44")
    assert not house.mette.has_seen("har ikke svaret")
    await house.at("2026-11-23 14.46")
    house.mette.sees(TOLD, name="Alma", what="Svømning", when=time(14, 30))


async def test_a_reminder_that_never_came_is_told_as_such(house: House) -> None:
    activity = await planned(house, AGREED)
    await house.at(HALF_PAST_ONE)
    house.sim.faults.next(chat=house.alma.chat_id, status=502, count=None)
    await reminded(house, activity)
    await house.at("2026-11-23 14.16")
    assert not told(house)
    house.mette.sees("The reminder of {what} has not reached {name}: {when}.", name="Alma", what="Svømning",
                     when=time(14))  # fmt: skip


async def test_of_who_has_blocked_the_bot_staff_hear_once(house: House) -> None:
    await planned(house, replace(AGREED, leads=("before60", "before30")))
    await house.alma.blocks()
    await house.at("2026-11-23 14.14")
    assert house.mette.shown == []
    await house.at("2026-11-23 18.00")
    assert house.mette.has_seen("The reminder of {what} has not reached {name}: {when}.", name="Alma", what="Svømning",
                                when=time(14)) == 1  # fmt: skip


async def test_when_no_contact_person_can_be_told_other_staff_are(house: House) -> None:
    await house.mette.blocks()
    await reminded(house, await planned(house, AGREED))
    await house.at("2026-11-23 16.00")
    house.jonas.sees(TOLD, name="Alma", what="Svømning", when=time(14))
