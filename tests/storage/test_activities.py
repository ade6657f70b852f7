"""Activities in the database: planned together, changed by occurrence, handed over, photos, and who is on duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from dialogs.engine.session import Media
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.activity import Activity, Change, HappeningState, ended
from dialogs.time.repeat import Repeat, going_on
from storage import activities, media, people, retention
from storage.activities import activities_of, activity_by_id, add_activity, batch_of, set_change, week_of
from storage.tx import Tx
from tests.storage.test_house import NOW, opened

TUESDAYS = Activity("Svømning", Repeat(date(2026, 9, 1), "weeks", days=(2,)), time(14), "Europe/Copenhagen")
FIRST, SECOND = date(2026, 9, 1), date(2026, 9, 8)


def person(tx: Tx, role: Role = Role.BORGER, name: str = "Alma") -> int:
    return people.add_person(tx, role, name, NOW, profile=ReadingProfile(), state="active")


async def test_what_is_planned_together_has_one_batch(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        alma, bo = await db.write(person), await db.write(person, name="Bo")
        ids = await db.write(add_activity, (alma, bo), "activity", TUESDAYS, 1, NOW)
        later = await db.write(add_activity, (alma,), "activity", TUESDAYS, 1, NOW, batch=ids[0])
        assert [each.id for each in await db.write(batch_of, ids[0])] == [*ids, *later]
        assert [each.borger_id for each in await db.write(batch_of, ids[0])] == [alma, bo, alma]
        (found, _) = await db.write(activities_of, alma)
        assert (found.plan, found.kind, found.made_by, found.changes) == (TUESDAYS, "activity", 1, {})


async def test_what_is_taken_out_is_found_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        alma = await db.write(person)
        (id_,) = await db.write(add_activity, (alma,), "activity", TUESDAYS, 1, NOW)
        found = await db.write(activity_by_id, id_)
        assert found is not None
        await db.write(activities.remove_activity, found, NOW)
        assert await db.write(activity_by_id, id_) is None
        assert await db.write(activities_of, alma) == await db.write(batch_of, id_) == []


async def test_a_week_holds_occurrences_with_their_changes(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        alma = await db.write(person)
        (id_,) = await db.write(add_activity, (alma,), "activity", TUESDAYS, 1, NOW)
        found = await db.write(activity_by_id, id_)
        assert found is not None
        since = NOW.replace(year=2026, month=9, day=1, hour=0)
        await db.write(set_change, found, FIRST, Change(HappeningState.MOVED, date(2026, 9, 3), time(9)), 1, NOW)
        await db.write(set_change, found, SECOND, Change(HappeningState.CANCELLED, reason="Lukket"), 1, NOW)
        week = [
            (one.slot, one.state, one.reason)
            for _, one in await db.write(week_of, alma, since, since + timedelta(days=8))
        ]
        assert week == [(FIRST, HappeningState.MOVED, ""), (SECOND, HappeningState.CANCELLED, "Lukket")]
        await db.write(set_change, found, SECOND, None, 1, NOW)
        assert [one.state for _, one in await db.write(week_of, alma, since, since + timedelta(days=8))][
            1
        ] is HappeningState.PLANNED


async def test_handed_over_to_the_series_that_follows(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        alma = await db.write(person)
        for retimed, wanted in (
            (False, {HappeningState.MOVED, HappeningState.DECLINED}),
            (True, {HappeningState.DECLINED}),
        ):
            (old_id,) = await db.write(add_activity, (alma,), "activity", TUESDAYS, 1, NOW)
            old = await db.write(activity_by_id, old_id)
            assert old is not None
            moved, gone = Change(HappeningState.MOVED, date(2026, 9, 3), time(9)), Change(HappeningState.DECLINED)
            for slot, change in ((FIRST, moved), (SECOND, moved), (date(2026, 9, 15), gone)):
                await db.write(set_change, old, slot, change, 1, NOW)
            (new_id,) = await db.write(add_activity, (alma,), "activity", TUESDAYS, 1, NOW, batch=old.batch)
            await db.write(activities.hand_over, old_id, new_id, SECOND, retimed=retimed)
            await db.write(activities.set_plan, old, ended(old.plan, FIRST), NOW)
            left, new = await db.write(activity_by_id, old_id), await db.write(activity_by_id, new_id)
            assert left is not None and new is not None
            assert FIRST in left.changes and {each.state for each in new.changes.values()} == wanted


def test_a_series_that_goes_on_keeps_its_day_of_the_month() -> None:
    of_the_31st = Repeat(date(2026, 1, 31), "months")
    rest = going_on(going_on(of_the_31st, date(2026, 2, 28)), date(2026, 4, 30))
    assert rest == replace(of_the_31st, start=date(2026, 4, 30), day=31)


async def test_a_photo_is_kept_once_and_as_long_as_an_activity_has_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        alma, photo = await db.write(person), Media("photo", "file", "unique")
        staffs = await db.write(media.keep_media, None, photo, NOW)
        assert await db.write(media.keep_media, None, photo, NOW) == staffs
        assert await db.write(media.keep_media, alma, photo, NOW) != staffs, "a borger's own is another"
        assert staffs in [wanted.id for wanted in await db.write(media.to_fetch, NOW)]
        (id_,) = await db.write(add_activity, (alma,), "activity", TUESDAYS, 1, NOW, photo_id=staffs)
        await db.write(
            Tx.run,
            "INSERT INTO dialog_version VALUES ('v', 'trivsel', '{}', 0)",
        )
        for _ in range(2):
            await db.write(
                Tx.run, "INSERT INTO session (person_id, about_id, dialog_id, version, state, status, opened_at)"
                " VALUES (?, ?, 'trivsel', 'v', '{}', 'done', 0)",
                alma, alma,
            )  # fmt: skip
            await db.write(retention.erase_due, NOW, NOW)
            there = await db.write(media.media_by_id, staffs)
            assert (there is not None) == (await db.write(activity_by_id, id_) is not None)
            await db.write(Tx.run, "DELETE FROM activity")


async def test_duty(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        mette, jonas = await db.write(person, Role.STAFF, "Mette"), await db.write(person, Role.STAFF, "Jonas")
        await db.write(activities.set_duty, mette, FIRST, ("night", "day"))
        await db.write(activities.set_duty, jonas, FIRST, ("day",))
        await db.write(activities.set_duty, mette, SECOND, ("evening",))
        assert await db.write(activities.on_duty, FIRST) == [("day", "Jonas"), ("day", "Mette"), ("night", "Mette")]
        week = await db.write(activities.duty_of, mette, FIRST, SECOND)
        assert {day: set(shifts) for day, shifts in week.items()} == {FIRST: {"day", "night"}, SECOND: {"evening"}}
        await db.write(activities.set_duty, mette, FIRST, ())
        assert await db.write(activities.on_duty, FIRST) == [("day", "Jonas")]
