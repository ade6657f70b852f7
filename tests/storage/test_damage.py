"""A database in which single bytes have changed: it is always noticed, and nothing is written any more."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
import sqlcipher3

from storage import damage
from storage.damage import Check, DatabaseDamaged, is_damage
from storage.database import Database
from storage.tx import Tx
from tests.storage.test_house import KEY, opened

PAGE = 4096


def flip(file: Path, page: int, at: int = 2000) -> None:
    """Changes one bit of a page; they are counted from 1."""
    with file.open("r+b") as stream:
        stream.seek((page - 1) * PAGE + at)
        (byte,) = stream.read(1)
        stream.seek((page - 1) * PAGE + at)
        stream.write(bytes([byte ^ 1]))


async def root_of(db: Database, table: str) -> int:
    (row,) = await db.read(Tx.all, "SELECT rootpage FROM sqlite_master WHERE name = ?", table)
    return int(row[0])


async def test_a_whole_one_is_whole_while_it_is_written_to(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO meta VALUES ('a', 'b')")
        assert await Check(tmp_path / "house.db", KEY).run() == ""


async def test_a_change_of_any_page_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "BETWEEN", 0.0)
    file = tmp_path / "house.db"
    async with opened(tmp_path) as db:  # free pages too
        await db.write(Tx.run, "INSERT INTO meta VALUES ('long', ?)", "x" * 50_000)
        await db.write(Tx.run, "DELETE FROM meta")
    whole = file.read_bytes()
    for page in range(2, len(whole) // PAGE + 1, 5):
        flip(file, page, at=page * 13 % PAGE)
        assert await Check(file, KEY).run() != "", page
        file.write_bytes(whole)
    file.write_bytes(whole[:-PAGE])
    assert await Check(file, KEY).run() != "", "cut short"
    file.write_bytes(whole)
    flip(file, 1)
    assert await Check(file, KEY).run() != ""


def change(tx: Tx) -> None:
    tx.run("INSERT INTO meta VALUES ('a', 'b')")
    tx.run("DELETE FROM answer")


async def test_once_it_is_met_nothing_can_be_read_or_written(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        page = await root_of(db, "answer")
    flip(tmp_path / "house.db", page)
    db = await Database.open(tmp_path / "house.db", KEY)
    assert await db.read(Tx.all, "SELECT * FROM meta") == [], "what is whole can be read until then"
    with pytest.raises(DatabaseDamaged, match="The database is damaged"):
        await db.read(Tx.all, "SELECT * FROM answer")
    assert db.damage.told.is_set()
    with pytest.raises(DatabaseDamaged):
        await db.write(Tx.run, "INSERT INTO meta VALUES ('a', 'b')")
    await db.close()
    db = await Database.open(tmp_path / "house.db", KEY)
    with pytest.raises(DatabaseDamaged):  # met by the writer
        await db.write(change)
    await db.close()
    db = await Database.open(tmp_path / "house.db", KEY)
    assert await db.read(Tx.all, "SELECT * FROM meta") == []
    await db.close()


@pytest.mark.parametrize(
    ("error", "is_it"),
    [
        (MemoryError(), True),
        (sqlcipher3.dbapi2.DatabaseError("database disk image is malformed"), True),
        (sqlcipher3.dbapi2.OperationalError("database or disk is full"), False),
        (sqlcipher3.dbapi2.OperationalError("database is locked"), False),
        (ValueError("malformed"), False),
    ],
)
def test_which_errors_mean_damage(error: BaseException, is_it: bool) -> None:
    assert is_damage(error) is is_it


async def test_what_waits_its_turn_when_it_is_met_is_not_committed(tmp_path: Path) -> None:
    def meets(tx: Tx) -> None:
        threading.Event().wait(0.05)
        raise db.damage.found("page 7")

    async with opened(tmp_path) as db:
        asyncio.get_running_loop().set_debug(True)  # the loop's own is touched in the loop alone
        writes = [db.write(meets), *(db.write(Tx.run, "INSERT INTO meta VALUES (?, '')", key) for key in "ab")]
        outcomes = await asyncio.gather(*writes, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [DatabaseDamaged] * 3
        assert db.damage.told.is_set()
    db = await Database.open(tmp_path / "house.db", KEY)
    assert await db.read(Tx.all, "SELECT * FROM meta") == []
    await db.close()
