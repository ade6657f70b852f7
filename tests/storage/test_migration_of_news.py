"""What a database of before says of summaries once it has been brought to this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import followup, news, sharing, surfaces, unread
from storage.sharing import Reader
from storage.tx import Tx, moment
from tests.storage.test_house import at, couple, opened
from tests.storage.test_migrations import MIGRATIONS, up_to
from tests.storage.test_unread import Told, speak

NUMBER = next(number for number, sql in MIGRATIONS if "CREATE TABLE news" in sql)
OLD_NEWS = 51
A_DAY = 24 * 60


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


async def test_what_came_long_ago_counts_as_seen_and_nothing_of_late_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mette was sent Alma's words each day for a month and has marked none; what was said yesterday was in nothing
    yet, and what Alma kept to herself was in nothing either."""
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < OLD_NEWS])
    async with opened(tmp_path) as db:
        told = Told(*await db.write(couple))
        await db.write(sharing.set_grant, told.borger, told.reader, "trivsel", True, at(0))
        surface_id = await db.write(surfaces.add_surface, told.reader, 2)
        for day in range(1, 31):
            await db.write(speak, told, "say", 0 if day == 3 else 1, day * A_DAY)
            since, until = at((day - 1) * A_DAY + 1), at(day * A_DAY + 1)
            await db.write(followup.add_summary, told.reader, told.borger, since, until, surface_id, until)
        await db.write(speak, told, "say", 1, 31 * A_DAY)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        found = await db.read(unread.unread, Reader(told.reader), told.borger, at(40 * A_DAY))
        assert [answer.words for answer in found] == [f"words {day * A_DAY}" for day in range(16, 32)]
        assert await db.read(followup.seen_of, told.borger) == [], "nobody has said so, and nobody is told so"
        await db.write(speak, told, "share", 2, 32 * A_DAY)
        found = await db.read(unread.unread, Reader(told.reader), told.borger, at(40 * A_DAY))
        assert f"words {3 * A_DAY}" in [answer.words for answer in found], "kept to herself then, and shared now"
