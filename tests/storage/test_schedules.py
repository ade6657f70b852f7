"""Schedules, what fell due of them, and timers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from dialogs.time.activity import Activity
from dialogs.time.agenda import AgendaEntry, Reminding, Rhythm
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import activities, agendas, schedules
from storage.agendas import OccurrenceStatus
from storage.schedules import Schedule
from storage.tx import Tx
from tests.storage.test_house import NOW, at, begin, couple, opened

DAY = 24 * 60
PLAN = Plan(weekly(EVERY_DAY), time(9, 30), "Europe/Copenhagen")  # 8.30 UTC in March


def check_in(tx: Tx, person: int, plan: Plan = PLAN, now: datetime = NOW) -> Schedule:
    schedules.set_schedule(tx, person, "check_in", plan, now, dialog_id="trivsel")
    found = schedules.schedule_of(tx, person, "check_in", "trivsel")
    assert found is not None
    return found


async def test_a_schedule_is_kept_with_its_plan_and_when_it_was_set(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        first = await db.write(check_in, borger)
        assert (first.plan, first.set_at, first.person_id) == (PLAN, NOW, borger)
        assert await db.write(schedules.schedule_of, borger, "summary") is None
        every_other = replace(PLAN, at=time(12), repeat=weekly((1, 4), 2, date(2025, 3, 3)))
        later = await db.write(check_in, borger, every_other, at(5))
        assert (later.id, later.plan, later.set_at) == (first.id, every_other, at(5))
        assert await db.write(schedules.schedules_of, borger) == [later]


async def test_agendas_are_looked_at_longest_overdue_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim = await db.write(couple)
        assert await db.write(agendas.agenda_of, borger) is None
        await db.write(check_in, borger, now=at(20))
        await db.write(check_in, kim, now=at(10))
        assert await db.write(agendas.due_agendas, at(9), 10) == []
        assert await db.write(agendas.due_agendas, at(20), 10) == [kim, borger]
        assert await db.write(agendas.due_agendas, at(20), 1) == [kim]
        await db.write(agendas.worked_through, kim, at(20), at(DAY))
        await db.write(agendas.worked_through, borger, at(20), None)
        assert [await db.write(agendas.due_agendas, at(m), 9) for m in (DAY - 1, DAY)] == [[], [kim]]
        await db.write(agendas.look_again, kim, at(30))
        await db.write(agendas.look_again, kim, at(40))
        await db.write(agendas.look_again, borger, at(50))
        assert await db.write(agendas.due_agendas, at(50), 9) == [kim, borger]
        found = await db.write(agendas.agenda_of, kim)
        assert found is not None and found.done_until == at(20), "looking again does not undo what is done"


async def test_a_rhythm_is_kept_and_the_agenda_looked_at(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        assert await db.write(agendas.rhythm_of, borger) == Rhythm()
        rhythm = Rhythm(QuietHours(time(21), time(7)), date(2025, 3, 9), True, at(3))
        await db.write(agendas.set_rhythm, borger, rhythm, at(5))
        assert await db.write(agendas.rhythm_of, borger) == rhythm
        assert await db.write(agendas.due_agendas, at(5), 9) == [borger]


async def test_an_occurrence_is_there_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim = await db.write(couple)
        mine, kims = await db.write(check_in, borger), await db.write(check_in, kim)
        session = await db.write(begin, borger)
        assert await db.write(agendas.note, borger, mine.entry(at(30)), "asked", at(31), session_id=session)
        assert not await db.write(agendas.note, borger, mine.entry(at(30)), "stale", at(31))
        assert await db.write(agendas.note, kim, kims.entry(at(30)), "stale", at(31))
        assert await db.write(agendas.note, borger, mine.entry(at(DAY + 30)), "unreachable", at(DAY + 30))
        fell_due = [(at(30), "asked"), (at(DAY + 30), "unreachable")]

        async def between(since: float, until: float) -> list[tuple[datetime, OccurrenceStatus]]:
            return await db.read(
                schedules.occurrences_between, borger, "check_in", at(since), at(until), dialog_id="trivsel"
            )

        assert await between(29, DAY + 30) == fell_due
        assert await between(30, DAY + 30) == fell_due[1:]
        assert await between(0, DAY) == fell_due[:1]
        assert await db.write(agendas.noted, borger, at(30)) == {agendas.key(mine.entry(at(DAY + 30)))}


async def test_reminders_of_one_activity_are_told_apart(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim = await db.write(couple)
        plan = Activity("Svømning", Repeat(date(2025, 3, 4)), time(14), "Europe/Copenhagen")
        (swim,) = await db.write(activities.add_activity, (borger,), "activity", plan, kim, NOW)
        source = Reminding(swim, plan, NOW)
        leads = ((30, "before30"), (30, "start"), (60, "start"))
        entries = [AgendaEntry(source, at(m), at(m), at(90), lead) for m, lead in leads]
        kept = [await db.write(agendas.note, borger, entry, "asked", at(60)) for entry in (*entries, *entries)]
        assert kept == [True] * 3 + [False] * 3
        assert await db.write(agendas.noted, borger, NOW) == {agendas.key(entry) for entry in entries}


async def test_a_timer_goes_off_once_and_can_be_cleared(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        one, two = await db.write(begin, borger), await db.write(begin, borger)
        await db.write(schedules.set_timer, at(20), "expire", session_id=one)
        await db.write(schedules.set_timer, at(10), "nudge", session_id=one)
        await db.write(schedules.set_timer, at(10), "nudge", session_id=two)
        assert await db.write(schedules.due_timers, at(9), 10) == []
        await db.write(schedules.clear_timers, session_id=two)
        (nudge,) = await db.write(schedules.due_timers, at(20), 1)
        assert (nudge.kind, nudge.session_id) == ("nudge", one)
        assert [await db.write(schedules.take_timer, nudge) for _ in range(2)] == [True, False]
        (expire,) = await db.write(schedules.due_timers, at(20), 9)
        await db.write(expire.defuse, at(20))
        assert await db.write(schedules.due_timers, at(99), 9) == []


async def test_a_check_in_that_was_never_delivered_is_noted_as_too_late(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        schedule = await db.write(check_in, borger)
        for n in range(2):
            await db.write(
                agendas.note, borger, schedule.entry(at(n)), "asked", at(n), session_id=await db.write(begin, borger)
            )
        asked = await db.write(Tx.all, "SELECT s.surface_id FROM occurrence o JOIN session s ON s.id = o.session_id")
        await db.write(schedules.never_came, asked[0][0])
        fell_due = await db.write(schedules.occurrences_between, borger, "check_in", at(-1), at(1), dialog_id="trivsel")
        assert fell_due == [(at(0), "stale"), (at(1), "asked")]


async def test_the_next_event_is_the_first_of_all(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        assert await db.write(agendas.next_event) is None
        await db.write(check_in, borger, now=at(30))
        assert await db.write(agendas.next_event) == at(30)
        await db.write(schedules.set_timer, at(10), "nudge", session_id=await db.write(begin, borger))
        assert await db.write(agendas.next_event) == at(10)
        assert await db.write(agendas.next_event, at(10)) == at(30)
        assert [await db.write(agendas.latest_due, at(m)) is not None for m in (9, 10)] == [False, True]
        await db.write(schedules.clear_timers, session_id=1)
        assert [await db.write(agendas.latest_due, at(m)) is not None for m in (29, 30)] == [False, True]
        await db.write(agendas.worked_through, borger, at(30), None)
        assert await db.write(agendas.next_event) is None
