"""Whose access has ended, as it is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage import access
from storage.tx import Tx, moment
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to


async def test_links_and_people_of_before_have_nobody_who_made_them_and_have_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 40])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                       " VALUES (1, 'staff', 'N', '{}', 'active', 0)")  # fmt: skip
        await db.write(Tx.run, "INSERT INTO invitation (code_hash, role, person_id, created_at, expires_at)"
                       " VALUES ('x', 'staff', 1, 0, 99)")  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(access.ended_at, 1) is None
        assert await db.write(access.end, 1, date(2026, 11, 23), moment(5)) == 0, "who made the link is not known"
        assert await db.read(access.ended_at, 1) == moment(5)
