"""Tables made anew so that what kinds and states there are can grow: all else about them stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from storage.database import Database
from storage.tx import Tx
from tests.house import KEY
from tests.storage.test_migrations import MIGRATIONS, up_to
from tests.storage.test_upgrade_408a2ad import contents, copied, read

GROWS = MIGRATIONS[13]
TABLES = re.findall(r"^DROP TABLE (\w+)", GROWS[1], re.M)
MADE_OF = ("table_info", "foreign_key_list", "index_list")
CHECKED = re.compile(r"CHECK \((\w+) IN")


@pytest.fixture
async def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that was lived in, in the version before."""
    file = copied(tmp_path)
    await brought_to(file, monkeypatch, GROWS[0] - 1)
    return file


async def brought_to(file: Path, monkeypatch: pytest.MonkeyPatch, version: int) -> None:
    up_to(monkeypatch, MIGRATIONS[:version])
    await (await Database.open(file, KEY)).close()


def checks(file: Path) -> dict[str, set[str]]:
    """The columns of each table of which the database itself says what may stand in them."""
    found = read(file, "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK%'")
    return {str(name): set(CHECKED.findall(str(sql))) for name, sql in found}


async def test_rows_columns_indexes_references_and_triggers_are_all_still_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
    rows, made = (
        contents(file),
        {(table, of): read(file, f"PRAGMA {of}({table})") for table in TABLES for of in MADE_OF},
    )
    beside = read(file, objects)
    assert len(rows["session"]) > 5 and len(rows["occurrence"]) > 5, "something to lose"
    await brought_to(file, monkeypatch, GROWS[0])
    assert contents(file) == rows, "the numbers that come next among them"
    assert {(table, of): sorted(read(file, f"PRAGMA {of}({table})")) for table, of in made} == {
        key: sorted(found) for key, found in made.items()
    }
    assert read(file, objects) == beside
    assert read(file, "PRAGMA integrity_check") == [("ok",)] and read(file, "PRAGMA foreign_key_check") == []


async def test_only_what_nothing_can_be_added_to_is_checked_by_the_database(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = {
        "answer": {"outcome", "provenance"},
        "session": {"provenance"},
        "person": {"role"},
        "invitation": {"outcome"},
    }
    assert set(TABLES) < set(checks(file))
    await brought_to(file, monkeypatch, GROWS[0])
    assert checks(file) == stay


async def test_a_new_kind_can_be_kept_and_a_number_never_comes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = "INSERT INTO timer (due_at, kind) VALUES (0.0, ?)"
    up_to(monkeypatch, MIGRATIONS[: GROWS[0] - 1])
    db = await Database.open(file, KEY)
    try:
        with pytest.raises(IntegrityError):
            await db.write(Tx.insert, new, "look in again")
        taken_out = await db.write(Tx.insert, new, "nudge")
        await db.write(Tx.run, "DELETE FROM timer")
    finally:
        await db.close()
    up_to(monkeypatch, MIGRATIONS[: GROWS[0]])
    db = await Database.open(file, KEY)
    try:
        assert await db.write(Tx.insert, new, "look in again") == taken_out + 1
    finally:
        await db.close()
