"""What a database of before guides and open sheets says of both once it has been brought to this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.guides import Guide, GuideStep
from storage import activities, entries, guides, schedules, sheets
from storage.tx import Tx
from tests.storage.test_house import NOW, opened
from tests.storage.test_migrations import MIGRATIONS, up_to

BEFORE = (
    "INSERT INTO person (id, role, name, profile, state, created_at) VALUES (1, 'borger', 'Bo', '{}', 'active', 0),"
    " (2, 'staff', 'Kim', '{}', 'active', 0)",
    "INSERT INTO entry (id, borger_id, kind, title, state, topic, made_by, made_at, state_at)"
    " VALUES (4, 1, 'goal', 'Løbe', 'accepted', 'goals', 1, 0, 0)",
    "INSERT INTO activity (id, borger_id, batch, kind, plan, made_by, made_at, set_at)"
    ' VALUES (5, 1, 5, \'activity\', \'{"title": "Gåtur", "repeat": {"start": "2026-11-23"}, "at": "10:00:00",'
    ' "zone": "Europe/Copenhagen"}\', 2, 0, 0)',
    "INSERT INTO timer (due_at, kind, borger_id) VALUES (7, 'goodbye', 1)",
)


@pytest.mark.parametrize("number", [58, 62])
async def test_what_was_planned_and_waited_for_before_is_done_by_no_guide_and_for_no_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < number])
    async with opened(tmp_path) as db:
        for statement in BEFORE:
            await db.write(Tx.run, statement)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        (activity,) = await db.read(activities.activities_of, 1)
        assert (activity.plan.title, activity.guide_id) == ("Gåtur", None)
        assert not await db.read(guides.guides_of, 1)
        assert not await db.read(sheets.under_way)
        assert await db.read(Tx.all, "SELECT due_at, kind, run_id, sheet_id FROM timer") == [(7, "goodbye", None, None)]
        guide_id = await db.write(guides.add_guide, 1, Guide("Gå", steps=(GuideStep("Tag sko på."),)), 2, NOW)
        await db.write(guides.of_goal, guide_id, 4)
        await db.write(activities.done_by, 5, guide_id)
        (goal,) = await db.read(entries.entries_of, 1)
        assert [one.guide.title for one in await db.read(guides.of_goals, goal.id)] == ["Gå"]
        sheet_id = await db.write(sheets.add_sheet, 1, "tense", 2, NOW)
        await db.write(sheets.set_timer, sheet_id, "again", NOW)
        await db.write(schedules.clear_timers, borger_id=1, kind="goodbye")
        assert await db.read(Tx.all, "SELECT kind, sheet_id FROM timer") == [("again", sheet_id)]
        await db.write(guides.throw_away, guide_id)
        assert (await db.read(activities.activities_of, 1))[0].guide_id is None, "what was planned stays"
