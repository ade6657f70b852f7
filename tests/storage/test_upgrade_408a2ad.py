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
SAID_ANEW = {("surface", "answer_id"), ("surface", "about_id"), ("schedule", "plan"), ("dialog_version", "body")}
"""What a surface, the plan of a check-in or a dialog says in another way now."""


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
    for table in set(tables(old)) - BEGINS_ANEW - {"proposal_view", "follow_up"}:
        kept = ", ".join(f'"{name}"' for name in columns(old, table) if (table, name) not in SAID_ANEW)
        which = " WHERE action <> 'toast'" if table == "outbox" else ""  # a tap's answer is of no use by now
        before = read(old, f"SELECT {kept} FROM {table}{which}")
        assert before or table == "watch", f"the old database has something of everything, {table} too"
        here = " WHERE kind <> 'consent'" if table == "timer" else ""  # the yearly question is new
        assert sorted(map(repr, read(file, f"SELECT {kept} FROM {table}{here}"))) == sorted(map(repr, before)), table
    parts = "id, json_extract(plan, '$.at'), json_extract(plan, '$.zone'), json_extract(plan, '$.window')"
    plans = read(old, f"SELECT {parts}, json_extract(plan, '$.days') FROM schedule ORDER BY id")
    assert read(file, f"SELECT {parts}, json_extract(plan, '$.repeat.days') FROM schedule ORDER BY id") == plans
    steps = "version, dialog_id, json_extract(body, '$.steps[#-1].id'), json_extract(body, '$.title.id')"
    assert read(file, f"SELECT {steps} FROM dialog_version ORDER BY version") == read(
        old, f"SELECT {steps} FROM dialog_version ORDER BY version"
    )


async def test_what_staff_did_with_what_was_said_is_seen_and_tasks_now(tmp_path: Path) -> None:
    old, file = copied(tmp_path, "old.db"), await brought_here(tmp_path)
    acts = "id, borger_id, staff_id, summary_id, note, at, done_at"
    before = read(old, f"SELECT {acts} FROM follow_up WHERE kind = 'follow_up' ORDER BY id")
    now = "id, borger_id, taken_by, summary_id, what, made_at, done_at"
    assert before and read(file, f"SELECT {now} FROM task ORDER BY id") == before
    kept = "id, borger_id, staff_id, summary_id, at"
    seen = read(old, f"SELECT {kept} FROM follow_up WHERE kind = 'seen' ORDER BY id")
    assert seen and read(file, f"SELECT {kept} FROM seen ORDER BY id") == seen


async def test_what_stood_on_every_surface_is_known(tmp_path: Path) -> None:
    old, file = copied(tmp_path, "old.db"), await brought_here(tmp_path)
    told = {
        "proposals": "SELECT surface_id, proposal_id, borger_id FROM proposal_view",
        "summary": "SELECT surface_id, id, borger_id FROM summary WHERE surface_id IS NOT NULL",
        "page": "SELECT surface_id, NULL, borger_id FROM page WHERE surface_id IS NOT NULL",
        "own words": "SELECT id, answer_id, about_id FROM surface WHERE answer_id IS NOT NULL",
        "call": "SELECT c.surface_id, t.id, t.borger_id FROM talk_call c JOIN talk t ON t.id = c.talk_id"
        " WHERE c.surface_id IS NOT NULL",
    }
    for shows, before in told.items():
        after = read(file, f"SELECT id, ref, about_id FROM surface WHERE shows = '{shows}'")
        assert sorted(map(repr, after)) == sorted(map(repr, read(old, before))), shows
        assert after or shows == "own words", f"the old database has something of everything, {shows} too"
    sessions = "SELECT surface_id, max(id) FROM session WHERE surface_id IS NOT NULL GROUP BY surface_id"
    others = ("SELECT surface_id FROM summary UNION SELECT surface_id FROM page UNION SELECT surface_id FROM"
              " proposal_view UNION SELECT surface_id FROM talk_call")  # fmt: skip
    taken = {row[0] for row in read(old, others)}
    expected = [row for row in read(old, sessions) if row[0] not in taken]
    assert sorted(read(file, "SELECT id, ref FROM surface WHERE shows = 'session'")) == sorted(expected)


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
