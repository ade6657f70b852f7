"""A whole database of version 408a2ad: bringing it to this version loses nothing, and a second time changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from storage.database import Database
from storage.file import unlocked, version_of
from storage.tx import Row
from tests.house import KEY
from tests.upgrade_stage import DATABASE

OLD_VERSION = 3
BEGINS_ANEW = {"sent_file", "sqlite_sequence"}
"""Files that Telegram has already are only a cache; the other is SQLite's own."""


def columns(file: Path, table: str) -> list[str]:
    return [str(row[1]) for row in read(file, f"PRAGMA table_info({table})")]


def tables(file: Path) -> list[str]:
    return [str(row[0]) for row in read(file, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def read(file: Path, sql: str) -> list[Row]:
    connection = unlocked(file, KEY, "mode=ro")
    try:
        return [tuple(row) for row in connection.execute(sql).fetchall()]
    finally:
        connection.close()


def contents(file: Path) -> dict[str, list[str]]:
    """Every row of every table."""
    return {table: sorted(map(repr, read(file, f"SELECT * FROM {table}"))) for table in tables(file)}


def copied(folder: Path, name: str = "trivselsbot.db") -> Path:
    """To read a database makes files beside it, so it is a copy that is read."""
    return Path(shutil.copyfile(DATABASE, folder / name))


async def brought_here(folder: Path) -> Path:
    file = copied(folder)
    await (await Database.open(file, KEY)).close()
    return file


async def test_nothing_is_lost(tmp_path: Path) -> None:
    old, file = copied(tmp_path, "old.db"), await brought_here(tmp_path)
    assert version_of(old, KEY) == OLD_VERSION < version_of(file, KEY)
    for table in set(tables(old)) - BEGINS_ANEW:
        kept = ", ".join(f'"{name}"' for name in columns(old, table))
        which = " WHERE action <> 'toast'" if table == "outbox" else ""  # a tap's answer is of no use by now
        before = read(old, f"SELECT {kept} FROM {table}{which}")
        assert before or table == "watch", f"the old database has something of everything, {table} too"
        assert sorted(map(repr, read(file, f"SELECT {kept} FROM {table}"))) == sorted(map(repr, before)), table


async def test_it_is_sound(tmp_path: Path) -> None:
    file = await brought_here(tmp_path)
    assert read(file, "PRAGMA foreign_key_check") == []
    assert read(file, "PRAGMA integrity_check") == [("ok",)]


async def test_doing_so_twice_changes_nothing(tmp_path: Path) -> None:
    file = await brought_here(tmp_path)
    once = contents(file)
    await (await Database.open(file, KEY)).close()
    assert contents(file) == once


async def test_it_comes_to_the_same_each_time(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        found.append(contents(await brought_here(tmp_path / name)))
        del found[-1]["secret"]  # drawn at random
    assert found[0] == found[1]
