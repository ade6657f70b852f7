"""Reminders follow what becomes of their occurrence, and survive restarts; staff are asked to move what is theirs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.reminding import reminders
from bot.simulator.server import Call
from dialogs.time.activity import Change, HappeningState
from storage import activities, outbox, people, proposals
from storage.activities import StoredActivity
from tests.house import ALMA, House
from tests.reminder_stage import MONDAY, TUESDAY, changes, kept, planned, reminded

pytestmark = [pytest.mark.long, pytest.mark.dated]

CANCELLED = Change(HappeningState.CANCELLED, reason="Bussen er gået i stykker")
AT_FOUR = Change(HappeningState.MOVED, MONDAY, time(16))


async def test_what_is_on_the_screen_says_that_it_is_cancelled(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    before = alma.button("OK")
    await changes(house, activity, CANCELLED)
    alma.reads("This is cancelled.")
    alma.reads("Bussen er gået i stykker")
    assert len(alma.shown) == 1 and not alma.shown[-1].buttons
    await alma.taps_data(*before)
    alma.reads("This is cancelled.")
    assert alma.toast == alma.say("That button is old. See the newest message.")


async def test_what_is_on_the_screen_tells_the_new_time(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    before = alma.button("OK")
    await changes(house, activity, AT_FOUR)
    alma.reads("Today {time}.", time=time(16))
    assert len(alma.shown) == 1
    await alma.taps_data(*before)
    alma.reads("Today {time}.", time=time(16))
    alma.sees_not("You have said OK.")
    assert alma.toast == alma.say("That button is old. See the newest message.")
    await alma.taps("OK")
    alma.reads("You have said OK.")


async def test_late_is_said_with_the_reason(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await changes(house, activity, Change(HappeningState.LATE, late=20, reason="Vi holder i kø"))
    alma.reads("That is {minutes} minutes later.", minutes=20)
    alma.reads("Vi holder i kø")
    alma.reads("In {minutes} min, {time}.", minutes=50, time=time(14, 20))


@pytest.mark.parametrize(
    "change", [CANCELLED, AT_FOUR, Change(HappeningState.DECLINED)], ids=lambda change: change.state
)
async def test_a_change_while_it_waits_to_be_sent_leaves_the_old_one_unsent(house: House, change: Change) -> None:
    activity = await planned(house)
    house.sim.faults.outage(True)
    await reminded(house, activity)
    (lost,) = await waiting(house)
    assert lost.lost, "it has been tried"
    await changes(house, activity, change)
    house.sim.faults.outage(False)
    await house.passes(hours=1)
    assert house.alma.shown == []
    assert not [call for call in sent_to(house, ALMA) if call.status]


async def waiting(house: House) -> list[outbox.Outgoing]:
    """The cards that are still to be sent."""
    tomorrow = house.clock.now() + timedelta(days=1)
    return [one for one in await house.service.db.read(outbox.ready, tomorrow) if one.action == "show"]


async def test_a_new_place_while_it_waits_is_what_is_sent(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    house.sim.faults.outage(True)
    await reminded(house, activity)
    await house.service.db.write(
        activities.set_plan, activity, replace(activity.plan, place="Havnebadet"), house.clock.now()
    )
    await changes(house, activity, None)
    house.sim.faults.outage(False)
    await house.passes(minutes=5)
    alma.reads("Havnebadet")
    alma.sees_not("Svømmehallen")
    assert len(alma.shown) == 1 and not alma.shown[-1].silent
    assert await waiting(house) == []


async def test_late_while_it_waits_is_what_is_sent_for_its_own_time_is_past(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    house.sim.faults.outage(True)
    await reminded(house, activity)
    await house.passes(minutes=10)
    await changes(house, activity, Change(HappeningState.LATE, late=5))
    house.sim.faults.outage(False)
    await house.passes(minutes=2)
    alma.reads("That is {minutes} minutes later.", minutes=5)
    assert len(alma.shown) == 1


async def test_a_change_while_it_is_on_its_way_does_not_leave_the_old_one_standing(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    house.sim.faults.next("sendPhoto", hang=0.2)
    await reminded(house, activity, quietly=True)
    for _ in range(1000):
        if sent_to(house, ALMA):
            break
        await asyncio.sleep(0.003)
    assert len(sent_to(house, ALMA)) == 1
    await changes(house, activity, AT_FOUR)
    alma.sees_not(alma.say("{time}", time=time(14)))
    assert not alma.shown or alma.has_seen("Today {time}.", time=time(16))


def sent_to(house: House, chat_id: int) -> list[Call]:
    return [call for call in house.sim.calls if call.method == "sendPhoto" and call.chat_id == chat_id]


async def test_a_series_that_is_taken_out_takes_its_reminders_along(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Remind me again", alma.say("{count} min", count=10))
    before = alma.button("OK")
    await taken_out(house, activity)
    alma.reads("That is not in your week any more.")
    await alma.taps_data(*before)
    alma.reads("That is not in your week any more.")
    await house.passes(hours=1)
    assert len(alma.shown) == 1


async def taken_out(house: House, activity: StoredActivity) -> None:
    alma = await house.service.db.write(people.person_by_id, activity.borger_id)
    assert alma
    await house.service.db.write(activities.remove_activity, activity, house.clock.now())
    await house.service.house.write(reminders.occurrence_changed, alma, activity)
    await house.quiet()


async def test_what_has_left_the_chat_does_not_come_again_with_a_change(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("OK")
    await house.at("2026-11-26 12.00")
    await house.service.upkeep.clear_chats()
    await house.quiet()
    alma.turns_page()
    await house.service.db.write(
        activities.set_plan, activity, replace(activity.plan, place="Havnebadet"), house.clock.now()
    )
    await changes(house, activity, None)
    await changes(house, activity, Change(HappeningState.MOVED, TUESDAY, time(14)))
    assert alma.shown == []


async def test_a_tap_after_it_is_over_is_all_right(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    button = alma.button("Not today")
    await house.at("2026-11-23 15.30")
    await alma.taps_data(*button)
    alma.reads("{what}, {time}: that is over now.", what="Svømning", time=time(14))


async def test_a_snoozed_reminder_of_what_is_moved_to_another_day_stays_quiet(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Remind me again", alma.say("{count} min", count=10))
    first = alma.card.message_id
    await changes(house, activity, Change(HappeningState.MOVED, TUESDAY, time(14)))
    await house.passes(hours=1)
    alma.reads("Tomorrow, {when}.", when=house.local("2026-11-24 14.00"))
    assert alma.card.message_id == first


async def test_a_snoozed_reminder_of_what_is_cancelled_stays_quiet(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Remind me again", alma.say("{count} min", count=10))
    first = alma.card.message_id
    await changes(house, activity, CANCELLED)
    await house.passes(hours=1)
    assert alma.shown[-1].message_id == first


# Asking staff to move


async def test_what_staff_planned_is_moved_by_asking_them(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Move", alma.say("{when}", when=time(15)))
    alma.reads("I have asked {names}. If an answer comes, you see it here.", names=("Mette",))
    (asked,) = await house.service.db.read(proposals.proposals_of, activity.borger_id)
    assert (asked.kind, asked.day, asked.at, asked.slot) == ("move", MONDAY, time(15), MONDAY)
    assert not (await kept(house, activity.id)).changes
    await house.mette.taps("Say yes")
    change = (await kept(house, activity.id)).changes[MONDAY]
    assert (change.state, change.day, change.at) == (HappeningState.MOVED, MONDAY, time(15))
    alma.sees("{name} says yes: {title}, {when}.", name="Mette", title="Svømning", when=house.local("2026-11-23 15.00"))
    alma.sees("Today {time}.", time=time(15))


async def test_another_wish_takes_the_place_of_the_first(house: House) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Move", alma.say("{when}", when=time(15)))
    await alma.taps("Change my answer", "Move", alma.say("{when}", when=time(16)))
    (asked,) = await house.service.db.read(proposals.proposals_of, activity.borger_id)
    assert (asked.at, asked.state) == (time(16), "waiting")
    assert len([m for m in house.mette.shown if "Svømning" in m.text]) == 1


@pytest.mark.parametrize("says", [("OK",), ("Not today", "Not today")])
async def test_a_wish_to_move_lapses_with_another_answer(house: House, says: tuple[str, ...]) -> None:
    alma = house.alma
    activity = await planned(house)
    await reminded(house, activity)
    await alma.taps("Move", alma.say("{when}", when=time(15)))
    await alma.taps("Change my answer", *says)
    (asked,) = await house.service.db.read(proposals.proposals_of, activity.borger_id)
    assert asked.state == "withdrawn"
    assert not house.mette.has_button("Say yes")


# Restarts and blocks


async def test_a_snooze_survives_a_restart(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await alma.taps("Remind me again", alma.say("{count} min", count=10))
    first = alma.card.message_id
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 13.50"))
    await house.opens()
    await house.passes(seconds=1)
    assert len(alma.shown) == 1 and alma.card.message_id > first
    alma.reads("In {minutes} min, {time}.", minutes=10, time=time(14))


async def test_what_would_come_again_too_late_does_not_ring(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await alma.taps("Remind me again", alma.say("{count} min", count=10))
    first = alma.card.message_id
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 14.50"))
    await house.opens()
    await house.passes(seconds=1)
    assert [m.message_id for m in alma.shown] == [first]


async def test_who_has_blocked_the_bot_is_not_reminded(house: House) -> None:
    await house.alma.blocks()
    assert await reminded(house, await planned(house)) is None


async def test_somebody_elses_reminder_cannot_be_tapped(house: House) -> None:
    await reminded(house, await planned(house))
    await house.mette.presses("More")
    _, data = house.alma.button("OK")
    await house.mette.taps_data(house.mette.card.message_id, data)
    house.alma.sees_not("You have said OK.")
