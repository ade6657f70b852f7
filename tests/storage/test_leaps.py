"""What was written while the clock was wrong is put right; what was written while it was right stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlcipher3

from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import agendas, leaps, people, schedules
from storage.database import Database
from storage.tx import Tx, stamp
from tests.storage.test_house import opened

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLAN = Plan(weekly(EVERY_DAY), time(16), "Europe/Copenhagen")


async def lived(db: Database, now: datetime) -> None:
    """What a borger's day leaves behind, all of it written at `now`."""
    await db.write(people.add_person, Role.BORGER, "Bo", now, profile=ReadingProfile(), state="active", chat_id=50)
    await db.write(agendas.set_rhythm, 1, Rhythm(QuietHours(time(22), time(8))), now)
    await db.write(schedules.set_schedule, 1, "check_in", PLAN, now, dialog_id="trivsel")
    await db.write(agendas.worked_through, 1, now, now + timedelta(hours=4))
    at = stamp(now)
    for sql in (
        "INSERT INTO dialog_version VALUES ('v', 'trivsel', '{}', ?1)",
        "INSERT INTO surface (person_id, chat_id, message_id, sent_at) VALUES (1, 50, 9, ?1)",
        "INSERT INTO session (person_id, about_id, dialog_id, version, state, status, surface_id, opened_at)"
        " VALUES (1, 1, 'trivsel', 'v', '{}', 'open', 1, ?1)",
        "INSERT INTO timer (due_at, kind, session_id) VALUES (?1 + 28800, 'expire', 1)",
        "INSERT INTO answer (session_id, borger_id, seq, step, outcome, said_at)"
        " VALUES (1, 1, 1, 'a', 'skipped', ?1)",
        "INSERT INTO occurrence (person_id, schedule_id, due_at, decided_at, status)"
        " VALUES (1, 1, ?1, ?1, 'asked')",
        "INSERT INTO outbox (chat_id, lane, action, payload, not_before, expires_at)"
        " VALUES (50, 0, 'notice', '{}', ?1 + 60, ?1 + 3660)",
        "INSERT INTO meta VALUES ('alive', ?1)",
    ):  # fmt: skip
        await db.write(Tx.run, sql, at)


async def state(db: Database) -> dict[str, list[tuple[object, ...]]]:
    tables = ("agenda", "schedule", "surface", "session", "timer", "answer", "occurrence", "outbox", "meta", "person")
    return {table: await db.read(Tx.all, f"SELECT * FROM {table}") for table in tables}


async def healed(db: Database, now: datetime) -> int:
    assert await db.read(leaps.anything_ahead, now)
    return await db.write(leaps.heal, now)


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1), timedelta(days=800)], ids=str)
async def test_what_was_written_ahead_of_time_is_as_if_it_had_been_written_now(
    tmp_path: Path, ahead: timedelta
) -> None:
    (tmp_path / "right").mkdir()
    async with opened(tmp_path) as db, opened(tmp_path / "right") as right:
        await lived(db, NOW + ahead)
        await lived(right, NOW)
        await db.write(
            Tx.run, "UPDATE occurrence SET due_at = ?", stamp(NOW)
        )  # it was due, and was asked at the wrong time
        await healed(db, NOW)
        found, wanted = await state(db), await state(right)
        if ahead < leaps.LONGEST_WAIT:
            found["outbox"] = wanted["outbox"]  # what waits for tomorrow may be meant to
        else:
            wanted["outbox"] = [(*row[:7], stamp(NOW), stamp(NOW) + 3600, *row[9:]) for row in wanted["outbox"]]
        wanted["agenda"] = [(*row[:3], stamp(NOW)) for row in wanted["agenda"]]  # and is looked at again
        assert found == wanted
        assert not await db.read(leaps.anything_ahead, NOW)


async def test_what_was_decided_before_its_time_is_decided_anew(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await lived(db, NOW)
        for day in range(1, 5):
            await db.write(Tx.run, "INSERT INTO occurrence (person_id, schedule_id, due_at, decided_at, status)"
                  " VALUES (1, 1, ?, ?, 'stale')", stamp(NOW + timedelta(days=day)),
                  stamp(NOW + timedelta(days=800)))  # fmt: skip
        await healed(db, NOW)
        assert await db.read(Tx.all, "SELECT due_at, status FROM occurrence") == [(stamp(NOW), "asked")]


async def test_nothing_is_touched_while_nothing_lies_ahead(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await lived(db, NOW)
        before = await state(db)
        assert not await db.read(leaps.anything_ahead, NOW)
        assert await db.write(leaps.heal, NOW) == 0
        assert await state(db) == before


async def test_answers_are_guarded_after_it_as_before(tmp_path: Path) -> None:
    guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'answer'"
    async with opened(tmp_path) as db:
        await lived(db, NOW + timedelta(days=1))
        before = await db.read(Tx.all, guards)
        await healed(db, NOW)
        assert await db.read(Tx.all, guards) == before
        with pytest.raises(sqlcipher3.dbapi2.IntegrityError):
            await db.write(Tx.run, "UPDATE answer SET said_at = 0")
