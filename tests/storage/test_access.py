"""Whose access has ended, as it is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage import access, people, phones
from storage.tx import Tx, moment
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to


async def test_nobody_is_on_the_way_to_another_phone_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 41])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at, chat_id)"
                       " VALUES (1, 'staff', 'N', '{}', 'active', 0, 7)")  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(phones.expected, 1) is None and not await db.read(phones.waits, 8)
        await db.write(phones.expect, 1, 1, moment(5))
        await db.write(phones.opened, 1, 8)
        assert await db.read(phones.waits, 8)
        await db.write(phones.move, 1, 8)
        assert await db.read(phones.expected, 1) is None
        person = await db.read(people.person_by_chat, 8)
        assert person is not None and person.id == 1


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
