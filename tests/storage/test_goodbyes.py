"""Who began that all about a borger is erased, as an earlier version's database tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import goodbyes
from storage.tx import Tx
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to

NUMBER = next(number for number, sql in MIGRATIONS if "CREATE TABLE goodbye" in sql)


async def test_of_what_is_on_its_way_already_the_card_knows_who_began_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < NUMBER])
    async with opened(tmp_path) as db:
        for number, role in ((1, "borger"), (2, "borger"), (3, "borger"), (4, "staff"), (5, "borger"), (6, "borger")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                           " VALUES (?, ?, 'N', '{}', 'active', 1000)", number, role)  # fmt: skip
            if number not in (4, 6):
                await db.write(Tx.run, "INSERT INTO timer (due_at, kind, borger_id) VALUES (9, 'goodbye', ?)", number)
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('v', 'goodbye', '{}', 0)")
        for number, target in ((1, ""), (2, "4"), (5, "77")):
            await db.write(
                Tx.run, "INSERT INTO session (person_id, about_id, dialog_id, version, state, status, shares, target,"
                " opened_at, provenance, awaits_words) VALUES (?1, ?1, 'goodbye', 'v', '{}', 'open', 0, ?2, 0, 'self',"
                " 0)", number, target,
            )  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert [await db.read(goodbyes.begun_by, number) for number in (1, 2, 3, 5, 6)] == [1, 4, None, None, None]
