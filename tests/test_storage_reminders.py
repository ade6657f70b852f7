"""Reminders as they are kept: what was said to them, where they are shown, and what ends with them."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from dialogs.activity import Activity
from dialogs.repeat import Repeat
from storage import activities, outbox, people, reminders, schedules, sessions
from storage.database import Tx
from storage.outbox import Lane
from tests.test_storage_house import NOW, at, couple, opened

SLOT, NEXT = date(2025, 3, 3), date(2025, 3, 10)
PLAN = Activity("Svømning", Repeat(SLOT, "weeks", days=(1,)), time(10), "Europe/Copenhagen")


async def reminder(tx: Tx, borger: int, *, slot: date = SLOT, kind: str = "activity") -> int:
    (activity_id,) = await activities.add_activity(tx, (borger,), kind, PLAN, borger, NOW)
    return await another(tx, activity_id, borger, slot)


async def another(tx: Tx, activity_id: int, borger: int, slot: date = SLOT) -> int:
    surface_id = await sessions.add_surface(tx, borger, 1)
    return await reminders.add_reminder(tx, activity_id, borger, slot, "before30", at(60), surface_id, NOW)


async def test_what_was_said_is_noted_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        kept = await reminder(tx, borger)
        assert await reminders.set_state(tx, kept, "ok", at(5))
        assert not await reminders.set_state(tx, kept, "ok", at(6))
        assert await tx.one("SELECT answered_at FROM reminder") == (at(5).timestamp(),)
        assert await reminders.set_state(tx, kept, "over", at(9))
        assert await tx.one("SELECT answered_at FROM reminder") == (at(5).timestamp(),)
        found = await reminders.reminder_by_id(tx, kept)
        assert found and (found.state, found.slot, found.starts_at, found.sent_at) == ("over", SLOT, at(60), NOW)


async def test_those_of_one_occurrence_and_of_the_series_in_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        first = await reminder(tx, borger)
        activity_id = (await reminders.reminders_of(tx, 1))[0].activity_id
        later, again = await another(tx, activity_id, borger, NEXT), await another(tx, activity_id, borger)
        await reminder(tx, borger)
        assert [r.id for r in await reminders.reminders_of(tx, activity_id, SLOT)] == [first, again]
        assert [r.id for r in await reminders.reminders_of(tx, activity_id)] == [first, later, again]


async def test_only_a_card_that_has_never_come_waits(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        found = await reminders.reminder_by_id(tx, await reminder(tx, borger))
        assert found and found.surface_id
        assert await reminders.waits_until(tx, found.surface_id) is None
        await outbox.put(
            tx, 1, Lane.REMINDER, "show", {}, not_before=NOW, expires_at=at(30), surface_id=found.surface_id
        )
        assert await reminders.waits_until(tx, found.surface_id) == at(30)
        await outbox.on_screen(tx, found.surface_id, 77, "text", NOW)
        assert await reminders.waits_until(tx, found.surface_id) is None


async def test_a_not_today_is_listed_unless_it_is_the_borgers_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        planned, own, ok = [await reminder(tx, borger, kind=kind) for kind in ("appointment", "own", "activity")]
        for kept, state in ((planned, "not_today"), (own, "not_today"), (ok, "ok")):
            await reminders.set_state(tx, kept, state, at(5))
        assert [r.id for r in await reminders.declined_since(tx, borger, NOW)] == [planned]
        assert await reminders.declined_since(tx, borger, at(5)) == []


async def test_timers_belong_to_their_reminder(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        kept, other = await reminder(tx, borger), await reminder(tx, borger)
        for each, kind in ((kept, "remind"), (kept, "unanswered"), (other, "remind")):
            await schedules.set_timer(tx, at(10), kind, reminder_id=each)
        assert await schedules.timer_at(tx, kept, "remind") == at(10)
        assert await schedules.timer_at(tx, other, "unanswered") is None
        await schedules.clear_timers(tx, reminder_id=kept)
        (left,) = await schedules.due_timers(tx, at(10), 10)
        assert (left.reminder_id, left.kind) == (other, "remind")


async def test_they_go_with_their_borger(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        await schedules.set_timer(tx, at(10), "remind", reminder_id=await reminder(tx, borger))
        await people.remove_person(tx, borger)
        assert await tx.all("SELECT 1 FROM reminder UNION ALL SELECT 1 FROM timer") == []
