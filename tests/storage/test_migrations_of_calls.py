"""What a database of before says of calls once it has been brought to this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import followup, notices
from storage.tx import Tx
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to


async def test_calls_of_before_are_for_a_talk_and_seen_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 38])
    async with opened(tmp_path) as db:
        for id_, role in ((1, "borger"), (2, "staff")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                           " VALUES (?, ?, 'N', '{}', 'active', 0)", id_, role)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO talk (id, borger_id, at, level) VALUES (3, 1, 0, 1)")
        await db.write(Tx.run, "INSERT INTO talk_call (talk_id, staff_id) VALUES (3, 2)")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        call = await db.read(followup.open_talk, 1)
        assert call and (call.id, call.kind, call.session_id) == (3, "talk", None)
        assert await db.read(notices.by_id, 3) is None
        assert await db.read(notices.told_of, 3) == [notices.ToldOf(2, None, None)]
