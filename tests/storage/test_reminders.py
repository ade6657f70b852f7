"""Reminders as they are kept: what was said to them, where they are shown, and what ends with them."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, outbox, people, reminders, schedules, surfaces
from storage.activities import ActivityKind
from storage.outbox import Lane
from storage.tx import Tx
from tests.storage.test_house import NOW, at, couple, opened

SLOT, NEXT = date(2025, 3, 3), date(2025, 3, 10)
PLAN = Activity("Svømning", Repeat(SLOT, "weeks", days=(1,)), time(10), "Europe/Copenhagen")


def reminder(tx: Tx, borger: int, *, slot: date = SLOT, kind: ActivityKind = "activity") -> int:
    (activity_id,) = activities.add_activity(tx, (borger,), kind, PLAN, borger, NOW)
    return another(tx, activity_id, borger, slot)


def another(tx: Tx, activity_id: int, borger: int, slot: date = SLOT) -> int:
    surface_id = surfaces.add_surface(tx, borger, 1)
    return reminders.add_reminder(tx, activity_id, borger, slot, "before30", at(60), surface_id, NOW)


async def test_what_was_said_is_noted_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        kept = await db.write(reminder, borger)
        assert await db.write(reminders.set_state, kept, "ok", at(5))
        assert not await db.write(reminders.set_state, kept, "ok", at(6))
        assert await db.write(Tx.one, "SELECT answered_at FROM reminder") == (at(5).timestamp(),)
        assert await db.write(reminders.set_state, kept, "over", at(9))
        assert await db.write(Tx.one, "SELECT answered_at FROM reminder") == (at(5).timestamp(),)
        found = await db.write(reminders.reminder_by_id, kept)
        assert found and (found.state, found.slot, found.starts_at, found.sent_at) == ("over", SLOT, at(60), NOW)


async def test_those_of_one_occurrence_and_of_the_series_in_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        first = await db.write(reminder, borger)
        activity_id = (await db.write(reminders.reminders_of, 1))[0].activity_id
        later, again = await db.write(another, activity_id, borger, NEXT), await db.write(another, activity_id, borger)
        await db.write(reminder, borger)
        assert [r.id for r in await db.write(reminders.reminders_of, activity_id, SLOT)] == [first, again]
        assert [r.id for r in await db.write(reminders.reminders_of, activity_id)] == [first, later, again]


async def test_only_a_card_that_has_never_come_waits(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        found = await db.write(reminders.reminder_by_id, await db.write(reminder, borger))
        assert found and found.surface_id
        assert await db.write(reminders.waits_until, found.surface_id) is None
        await db.write(
            outbox.put, 1, Lane.REMINDER, "show", {}, not_before=NOW, expires_at=at(30), surface_id=found.surface_id
        )
        assert await db.write(reminders.waits_until, found.surface_id) == at(30)
        await db.write(outbox.on_screen, found.surface_id, 77, "text", NOW)
        assert await db.write(reminders.waits_until, found.surface_id) is None


async def test_a_not_today_is_listed_unless_it_is_the_borgers_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        kinds: tuple[ActivityKind, ...] = ("appointment", "own", "activity")
        planned, own, ok = [await db.write(reminder, borger, kind=kind) for kind in kinds]
        for declined in (planned, own):
            await db.write(reminders.set_state, declined, "not_today", at(5))
        await db.write(reminders.set_state, ok, "ok", at(5))
        assert [r.id for r in await db.write(reminders.declined_since, borger, NOW)] == [planned]
        assert await db.write(reminders.declined_since, borger, at(5)) == []


async def test_timers_belong_to_their_reminder(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        kept, other = await db.write(reminder, borger), await db.write(reminder, borger)
        for each in (kept, other):
            await db.write(schedules.set_timer, at(10), "remind", reminder_id=each)
        await db.write(schedules.set_timer, at(10), "unanswered", reminder_id=kept)
        assert await db.write(schedules.timer_at, kept, "remind") == at(10)
        assert await db.write(schedules.timer_at, other, "unanswered") is None
        await db.write(schedules.clear_timers, reminder_id=kept)
        (left,) = await db.write(schedules.due_timers, at(10), 10)
        assert (left.reminder_id, left.kind) == (other, "remind")


async def test_they_go_with_their_borger(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        await db.write(schedules.set_timer, at(10), "remind", reminder_id=await db.write(reminder, borger))
        await db.write(people.remove_person, borger)
        assert await db.write(Tx.all, "SELECT 1 FROM reminder UNION ALL SELECT 1 FROM timer") == []
