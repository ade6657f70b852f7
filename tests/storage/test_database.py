"""Opening the database: its key, files that are not ours, and what a killed process leaves behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from storage.database import DURABLE, Database
from storage.file import DatabaseRefused, unlocked
from storage.tx import Tx
from tests.running import ROOT
from tests.storage.test_house import KEY, opened

WRITE_AND_DIE = """
import asyncio, os, sys
from pathlib import Path
from storage.database import Database
from storage.tx import Tx

def dies(tx):
    tx.run("INSERT INTO meta VALUES ('never', 'committed')")
    os._exit(9)

async def main():
    db = await Database.make(Path(sys.argv[1]), sys.argv[2])
    await db.write(Tx.run, "INSERT INTO meta VALUES ('said', 'gulerod')")
    await db.write(dies)

asyncio.run(main())
"""


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in folder.iterdir()}


def killed_after_commit(folder: Path) -> None:
    """Leaves a database whose last commits are in the write-ahead log alone."""
    died = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, folder / "house.db", KEY], cwd=ROOT, check=False)
    assert died.returncode == 9
    assert (folder / "house.db-wal").stat().st_size > 0


async def refusal(file: Path, key: str) -> str:
    with pytest.raises(DatabaseRefused) as refused:
        await Database.open(file, key)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@patch("storage.database.DURABLE", DURABLE)
async def test_it_is_made_when_it_is_not_there_and_opens_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO meta VALUES ('a', 'b')")
        assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "SELECT * FROM meta") == [("a", "b")]
        for ask in (db.write, db.read):
            settings = [await ask(Tx.one, f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")]
            assert settings == [("wal",), (2,), (1,)]


async def test_a_missing_folder_and_a_missing_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="cannot be opened"):
        await Database.make(tmp_path / "nowhere" / "house.db", KEY)
    with pytest.raises(DatabaseRefused, match="no database key"):
        await Database.make(tmp_path / "house.db", "")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "folder.db").mkdir()
    assert "folder.db cannot be opened" in await refusal(tmp_path / "folder.db", KEY)


async def test_none_is_made_by_opening_it(tmp_path: Path) -> None:
    assert "There is no database" in await refusal(tmp_path / "house.db", KEY)
    assert "There is no database" in await refusal(tmp_path / "not mounted" / "house.db", KEY)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "house.db").touch()
    assert "is empty" in await refusal(tmp_path / "house.db", KEY)
    assert bytes_of(tmp_path) == {"house.db": b""}
    connection = unlocked(tmp_path / "house.db", KEY, "mode=rw")
    connection.execute("VACUUM")  # a database with a header and no table
    connection.close()
    before = bytes_of(tmp_path)
    assert before["house.db"] and "has nothing in it" in await refusal(tmp_path / "house.db", KEY)
    assert bytes_of(tmp_path) == before


async def test_one_that_was_killed_before_its_first_log_was_folded_in_is_opened(tmp_path: Path) -> None:
    killed_after_commit(tmp_path)
    db = await Database.open(tmp_path / "house.db", KEY)
    assert await db.read(Tx.all, "SELECT * FROM meta") == [("said", "gulerod")]
    await db.close()


@pytest.mark.parametrize("wrong", ["another", "f0" * 32, KEY[:-1], KEY + "0"])
async def test_a_wrong_key_is_refused_and_changes_no_byte(tmp_path: Path, wrong: str) -> None:
    async with opened(tmp_path):
        pass
    before = bytes_of(tmp_path)
    assert "key does not fit house.db" in await refusal(tmp_path / "house.db", wrong)
    assert bytes_of(tmp_path) == before


async def test_a_wrong_key_changes_nothing_of_what_a_killed_process_left_and_the_right_one_finds_all(
    tmp_path: Path,
) -> None:
    killed_after_commit(tmp_path)
    before = bytes_of(tmp_path)
    await refusal(tmp_path / "house.db", "another")
    assert bytes_of(tmp_path) == before
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "SELECT * FROM meta") == [("said", "gulerod")]


async def test_a_log_that_was_being_folded_into_the_file_when_all_ended_is_no_damage(tmp_path: Path) -> None:
    file, log = tmp_path / "house.db", tmp_path / "house.db-wal"
    killed_after_commit(tmp_path)
    unfolded = log.read_bytes()
    async with opened(tmp_path):
        pass
    whole = file.read_bytes()
    for part in (2 * 4096, len(whole) // 2, len(whole) - 4096):
        file.write_bytes(whole[:part])
        log.write_bytes(unfolded)
        before = file.read_bytes(), log.read_bytes()
        assert "key does not fit" in await refusal(file, "another")
        assert (file.read_bytes(), log.read_bytes()) == before
        async with opened(tmp_path) as db:
            assert await db.read(Tx.all, "SELECT * FROM meta") == [("said", "gulerod")]


async def test_a_file_that_is_too_short_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    whole = (tmp_path / "house.db").read_bytes()
    (tmp_path / "house.db").write_bytes(whole[: len(whole) // 2])
    assert "is damaged" in (said := await refusal(tmp_path / "house.db", KEY)) and "trivselsbot restore" in said


@pytest.mark.parametrize("body", ["Kære dagbog\n".encode() * 900, b"SQLite format 3\0" + bytes(4080), b"kort"])
async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "house.db").write_bytes(body)
    await refusal(tmp_path / "house.db", KEY)
    assert bytes_of(tmp_path) == {"house.db": body}


async def test_a_file_from_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "PRAGMA user_version = 4711")
    before = bytes_of(tmp_path)
    assert "newer" in await refusal(tmp_path / "house.db", KEY)
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("key", ["it's", '"; DROP TABLE person; --', "rød grød 🔑", "AbCdEf01" * 8, "x'00'"])
async def test_any_text_can_be_a_key(tmp_path: Path, key: str) -> None:
    folder = tmp_path / "Et hus? 100 % #1"
    folder.mkdir()
    async with opened(folder, key) as db:
        await db.write(Tx.run, "INSERT INTO meta VALUES ('a', 'b')")
    async with opened(folder, key) as db:
        assert await db.read(Tx.one, "SELECT value FROM meta") == ("b",)
    await refusal(folder / "house.db", key + " ")


async def test_nothing_on_disk_can_be_read_without_the_key(tmp_path: Path) -> None:
    killed_after_commit(tmp_path)
    on_disk = b"".join(bytes_of(tmp_path).values())
    assert len(on_disk) > 50_000
    for word in (b"gulerod", b"CREATE TABLE", b"person", b"SQLite format 3", KEY.encode()):
        assert word not in on_disk
