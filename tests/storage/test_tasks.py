"""Tasks as they are kept: seen, taken on by one, done once, and taken back only while they are open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from storage import people, tasks
from storage.tx import Tx
from tests.storage.test_followup import house
from tests.storage.test_house import NOW, at, opened


async def test_one_takes_a_task_on_and_it_is_done_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        await db.write(people.set_contacts, borger, [kim])
        task_id = await db.write(tasks.add_task, borger, "answer", "Min nøgle", NOW, due=date(2025, 3, 17))
        await db.write(tasks.set_seen, task_id)
        assert await db.write(tasks.take, task_id, kim)
        assert not await db.write(tasks.take, task_id, ida)
        (task,) = await db.read(tasks.open_for_staff)
        assert (task.state, task.taken_by, task.due) == ("taken", kim, date(2025, 3, 17))
        assert await db.read(tasks.visible, kim, [task], NOW.date()) == [task]
        assert await db.read(tasks.visible, ida, [task], NOW.date()) == [], "she is no contact person"
        assert await db.write(tasks.finish, task_id, kim, at(1), answer="Ja")
        assert not await db.write(tasks.finish, task_id, kim, at(2), answer="Nej")
        await db.write(tasks.withdraw, task_id, at(3))
        (task,) = await db.read(tasks.tasks_of, borger)
        assert (task.state, task.answer, task.done_at) == ("told", "Ja", at(1))


async def test_what_somebody_had_taken_on_who_has_gone_can_be_taken_by_another(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        task_id = await db.write(tasks.add_task, borger, "answer", "Min nøgle", NOW, taken_by=kim)
        await db.write(people.remove_person, kim)
        (task,) = await db.read(tasks.tasks_of, borger)
        assert (task.state, task.taken_by) == ("seen", None)
        assert await db.write(tasks.take, task_id, ida)


async def test_a_task_goes_with_its_borger(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, _ = await db.write(house)
        await db.write(tasks.add_task, borger, "follow_up", "Jeg ringer", NOW, taken_by=kim)
        await db.write(people.remove_person, borger)
        assert await db.read(Tx.all, "SELECT 1 FROM task") == []
