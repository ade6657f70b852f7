"""A borger's yes as it is stored, and what an earlier version's database makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import consents, schedules
from storage.consents import Consent
from storage.tx import Tx, moment
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to


async def test_who_takes_part_already_is_asked_about_it_a_year_after_they_were_put_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 39])
    async with opened(tmp_path) as db:
        for number, role, state in ((1, "borger", "active"), (2, "borger", "joining"), (3, "staff", "active")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                           " VALUES (?, ?, 'N', '{}', ?, 1000)", number, role, state)  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(consents.consent_of, 1) == Consent(moment(1000), 0)
        assert [await db.read(consents.consent_of, other) for other in (2, 3)] == [None, None]
        (timer,) = await db.read(schedules.due_timers, moment(1000 + 365 * 86400), 10)
        assert (timer.kind, timer.borger_id, timer.of) == ("consent", 1, "borger")
        assert await db.read(schedules.due_timers, moment(999 + 365 * 86400), 10) == []


async def test_where_the_welcome_or_the_link_is_still_known_it_is_counted_from_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of five: one went through the welcome, twice; one stopped in it, and their link is known; of one it is not; one
    has looked at it since; one has been asked and not answered."""
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 39])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO dialog_version (version, dialog_id, body, first_used)"
                       " VALUES ('v', 'welcome', '{}', 0)")  # fmt: skip
        for number in range(1, 6):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                           " VALUES (?, 'borger', 'N', '{}', 'active', 1000)", number)  # fmt: skip
        for about, status, at in ((1, "done", 3000), (1, "done", 5000), (2, "stopped", 2500), (5, "done", 4000)):
            await db.write(Tx.run, "INSERT INTO session (person_id, about_id, dialog_id, version, state, status,"
                           " opened_at, closed_at) VALUES (?1, ?1, 'welcome', 'v', '{}', ?2, 900, ?3)",
                           about, status, at)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO invitation (code_hash, role, person_id, created_at, expires_at, used_at,"
                       " outcome) VALUES ('h', 'borger', 2, 1000, 9000, 2000, 'accepted')")  # fmt: skip
    monkeypatch.undo()
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 55])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "UPDATE consent SET said_at = 7000 WHERE borger_id = 4")
        await db.write(consents.asked, 5, 1)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        found = [await db.read(consents.consent_of, number) for number in range(1, 6)]
        assert [one.said_at for one in found if one] == [moment(at) for at in (5000, 2000, 1000, 7000, 1000)]
        due = [await db.read(schedules.due_of, number, "consent") for number in range(1, 4)]
        assert due == [moment(at + 365 * 86400) for at in (5000, 2000, 1000)]
