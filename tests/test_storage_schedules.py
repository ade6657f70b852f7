"""Schedules, what fell due of them, and timers."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from dialogs.schedule import EVERY_DAY, Plan, QuietHours, next_due
from storage import schedules
from storage.database import Tx
from storage.schedules import Schedule
from tests.test_storage_house import NOW, at, begin, couple, opened

DAY = 24 * 60
PLAN = Plan(EVERY_DAY, time(9, 30), "Europe/Copenhagen", quiet=QuietHours(time(21), time(7)))  # 8.30 UTC in March


async def check_in(tx: Tx, person: int, plan: Plan = PLAN) -> Schedule:
    await schedules.set_schedule(tx, person, "check_in", plan, NOW, dialog_id="trivsel")
    found = await schedules.schedule_of(tx, person, "check_in", "trivsel")
    assert found is not None
    return found


async def test_a_schedule_is_kept_with_its_plan_and_next_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        first = await check_in(tx, borger)
        assert (first.plan, first.due, first.person_id) == (PLAN, at(30), borger)
        assert await schedules.schedule_of(tx, borger, "summary") is None
        later = await check_in(tx, borger, replace(PLAN, at=time(12)))
        assert (later.id, later.due) == (first.id, at(180))
        assert await schedules.due_schedules(tx, at(179), 10) == []
        never = await check_in(tx, borger, replace(PLAN, days=()))
        assert never.due is None
        assert await schedules.due_schedules(tx, at(9 * DAY), 10) == []


async def test_what_is_due_comes_longest_overdue_first_and_moves_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim = await couple(tx)
        second = await check_in(tx, borger)
        first = await check_in(tx, kim, replace(PLAN, at=time(9, 15)))
        assert await schedules.due_schedules(tx, at(14), 10) == []
        assert await schedules.due_schedules(tx, at(15), 10) == [first]
        assert await schedules.due_schedules(tx, at(30), 10) == [first, second]
        assert await schedules.due_schedules(tx, at(30), 1) == [first]
        await schedules.advance(tx, first, next_due(first.plan, at(30)))
        await schedules.advance(tx, second, None)
        assert await schedules.due_schedules(tx, at(DAY + 14), 10) == []
        assert [s.due for s in await schedules.due_schedules(tx, at(DAY + 15), 10)] == [at(DAY + 15)]


async def test_an_occurrence_is_there_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim = await couple(tx)
        mine, kims = await check_in(tx, borger), await check_in(tx, kim)
        session = await begin(tx, borger)
        assert await schedules.add_occurrence(tx, mine, at(30), "asked", session)
        assert not await schedules.add_occurrence(tx, mine, at(30), "stale")
        assert await schedules.add_occurrence(tx, kims, at(30), "stale")
        assert await schedules.add_occurrence(tx, mine, at(DAY + 30), "unreachable")
        fell_due = [(at(30), "asked"), (at(DAY + 30), "unreachable")]
        assert await schedules.occurrences_between(tx, borger, at(29), at(DAY + 30)) == fell_due
        assert await schedules.occurrences_between(tx, borger, at(30), at(DAY + 30)) == fell_due[1:]
        assert await schedules.occurrences_between(tx, borger, at(0), at(DAY)) == fell_due[:1]
        with pytest.raises(DatabaseError):
            await schedules.add_occurrence(tx, mine, at(99), "forgotten")


async def test_a_timer_goes_off_once_and_can_be_cleared(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        one, two = await begin(tx, borger), await begin(tx, borger)
        await schedules.set_timer(tx, at(20), "expire", session_id=one)
        await schedules.set_timer(tx, at(10), "nudge", session_id=one)
        await schedules.set_timer(tx, at(10), "nudge", session_id=two)
        assert await schedules.due_timers(tx, at(9), 10) == []
        await schedules.clear_timers(tx, session_id=two)
        (nudge,) = await schedules.due_timers(tx, at(20), 1)
        assert (nudge.kind, nudge.session_id) == ("nudge", one)
        assert [await schedules.take_timer(tx, nudge) for _ in range(2)] == [True, False]
        (expire,) = await schedules.due_timers(tx, at(20), 9)
        await expire.defuse(tx, at(20))
        assert await schedules.due_timers(tx, at(99), 9) == []


async def test_what_cannot_be_done_is_put_aside(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        schedule = await check_in(tx, borger)
        assert [await schedules.anything_due(tx, at(m)) for m in (29, 30)] == [False, True]
        await schedule.defuse(tx, at(30))
        assert not await schedules.anything_due(tx, at(DAY + 29))
        moved = await schedules.schedule_by_id(tx, schedule.id)
        assert moved is not None
        assert moved.due == at(DAY + 30)
        await schedules.set_timer(tx, at(5), "nudge", session_id=await begin(tx, borger))
        assert [await schedules.anything_due(tx, at(m)) for m in (4, 5)] == [False, True]


async def test_a_check_in_that_was_never_delivered_is_noted_as_too_late(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        schedule = await check_in(tx, borger)
        for n in range(2):
            await schedules.add_occurrence(tx, schedule, at(n), "asked")
            await schedules.asked_in(tx, schedule, at(n), await begin(tx, borger))
        asked = await tx.all("SELECT s.surface_id FROM occurrence o JOIN session s ON s.id = o.session_id")
        await schedules.never_came(tx, asked[0][0])
        fell_due = await schedules.occurrences_between(tx, borger, at(-1), at(1))
        assert fell_due == [(at(0), "stale"), (at(1), "asked")]


async def test_the_next_event_is_the_first_of_all(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        assert await schedules.next_event(tx) is None
        schedule = await check_in(tx, borger)
        assert await schedules.next_event(tx) == at(30)
        await schedules.set_timer(tx, at(10), "nudge", session_id=await begin(tx, borger))
        assert await schedules.next_event(tx) == at(10)
        await schedules.clear_timers(tx, session_id=1)
        await schedules.advance(tx, schedule, None)
        assert await schedules.next_event(tx) is None
