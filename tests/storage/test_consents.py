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
