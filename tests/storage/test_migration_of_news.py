"""What a database of before says of summaries once it has been brought to this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import followup, news
from storage.tx import Tx, moment
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to

NUMBER = next(number for number, sql in MIGRATIONS if "CREATE TABLE news" in sql)


async def test_summaries_of_before_were_opened_as_they_came_and_are_new_until_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < NUMBER])
    async with opened(tmp_path) as db:
        for id_, role in ((1, "borger"), (2, "staff")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                           " VALUES (?, ?, 'N', '{}', 'active', 0)", id_, role)  # fmt: skip
        for id_, since in ((3, 0), (4, 10)):
            await db.write(Tx.run, "INSERT INTO summary (id, reader_id, borger_id, since, until)"
                           " VALUES (?, 2, 1, ?, ?)", id_, since, since + 10)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO seen (borger_id, staff_id, summary_id, at) VALUES (1, 2, 3, 12)")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        found = await db.read(followup.summary_by_id, 4)
        assert found and found.is_open
        assert await db.read(news.unopened, 1) == []
        assert await db.read(news.unseen_since, 2, 1) == moment(10)
        assert await db.read(news.of_reader, 2) is None
