"""Transactions: all or nothing, whatever happens in the middle, and from several sides at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from storage import outbox
from storage.database import Database, Tx
from storage.outbox import Lane
from tests.test_storage_database import ROOT
from tests.test_storage_house import KEY, opened

WRITE_MANY = """
import asyncio, sys
from pathlib import Path
from storage.database import Database

async def main():
    db = await Database.make(Path(sys.argv[1]), sys.argv[2])
    for n in range(60):
        async with db.write() as tx:
            await tx.run("INSERT INTO meta VALUES (?, '')", f"{sys.argv[3]}{n}")
    await db.close()

asyncio.run(main())
"""


async def put(tx: Tx, key: str) -> None:
    await tx.run("INSERT INTO meta VALUES (?, '')", key)
    tx.queued = True  # as the outbox says when something is put there


async def keys(db: Database) -> list[str]:
    return [row[0] for row in await db.snapshot.all("SELECT key FROM meta ORDER BY key")]


async def test_a_block_that_raises_leaves_nothing_and_calls_nobody(tmp_path: Path) -> None:
    commits: list[None] = []
    async with opened(tmp_path) as db:
        db.on_commit = lambda: commits.append(None)
        with pytest.raises(ZeroDivisionError):
            async with db.write() as tx:
                await put(tx, "lost")
                raise ZeroDivisionError
        with pytest.raises(DatabaseError):
            async with db.write() as tx:
                await put(tx, "lost too")
                await put(tx, "lost too")
        assert (await keys(db), len(commits)) == ([], 0)
        for n in range(3):
            async with db.write() as tx:
                await put(tx, f"kept {n}")
        assert (await keys(db), len(commits)) == (["kept 0", "kept 1", "kept 2"], 3)


async def test_what_nobody_waits_for_is_done_in_its_turn_and_goes_with_the_commit(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        async with db.write() as tx:
            tx.do("INSERT INTO meta VALUES ('one', '')")
            assert await tx.run("UPDATE meta SET value = 'changed'") == 1
            tx.do("INSERT INTO meta VALUES ('two', '')")
        assert await db.snapshot.all("SELECT * FROM meta ORDER BY key") == [("one", "changed"), ("two", "")]


async def test_nothing_is_committed_when_something_of_it_has_failed_whoever_held_the_error_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        with pytest.raises(DatabaseError):
            async with db.write() as tx:
                await put(tx, "one")
                tx.do("INSERT INTO meta VALUES ('one', '')")
                with pytest.raises(DatabaseError):
                    await put(tx, "two")
        with pytest.raises(DatabaseError):
            async with db.write() as tx:
                tx.do("INSERT INTO nowhere VALUES (1)")
        assert await keys(db) == []


async def test_a_commit_is_told_of_only_when_something_is_to_be_sent(tmp_path: Path) -> None:
    commits: list[None] = []
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    async with opened(tmp_path) as db:
        db.on_commit = lambda: commits.append(None)
        await db.remember("kept", "")
        assert commits == []
        async with db.write() as tx:
            await outbox.put(tx, 1, Lane.ANSWER, "notice", {}, not_before=now, expires_at=now)
        assert len(commits) == 1


async def test_a_commit_that_fails_leaves_no_transaction_open(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        commits: list[None] = []
        db.on_commit = lambda: commits.append(None)
        with pytest.raises(DatabaseError):
            async with db.write() as tx:
                await tx.run("PRAGMA defer_foreign_keys = ON")  # so that only the commit finds out
                await tx.run("INSERT INTO contact VALUES (1, 2, 3)")
        async with db.write() as tx:
            await put(tx, "next")
        assert (await keys(db), len(commits)) == (["next"], 1)


@pytest.mark.parametrize("moment", range(12))
async def test_a_write_cancelled_at_any_moment_is_whole_or_nothing(tmp_path: Path, moment: int) -> None:
    commits: list[None] = []
    async with opened(tmp_path) as db:
        db.on_commit = lambda: commits.append(None)

        async def write() -> None:
            async with db.write() as tx:
                await put(tx, "one")
                await put(tx, "two")

        task = asyncio.create_task(write())
        for _ in range(moment):
            await asyncio.sleep(0.0003 if moment % 2 else 0)
        task.cancel()
        await asyncio.wait([task])
        async with db.write() as tx:
            await put(tx, "zzz")
        assert await keys(db) in (["zzz"], ["one", "two", "zzz"])
        assert len(commits) == (1 if await keys(db) == ["zzz"] else 2)


async def test_a_commit_already_under_way_when_the_task_is_cancelled_is_told_of(tmp_path: Path) -> None:
    commits: list[None] = []
    async with opened(tmp_path) as db:
        db.on_commit = lambda: commits.append(None)
        about_to_commit = asyncio.Event()

        async def write() -> None:
            async with db.write() as tx:
                await put(tx, "one")
                about_to_commit.set()

        task = asyncio.create_task(write())
        await about_to_commit.wait()
        await asyncio.sleep(0)  # the commit has begun
        task.cancel()
        await asyncio.wait([task])
        assert (await keys(db), len(commits)) == (["one"], 1)


async def test_a_reader_sees_what_is_committed_and_can_write_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        async with db.write() as tx:
            await put(tx, "one")
            assert await tx.all("SELECT key FROM meta") == [("one",)]
            assert await keys(db) == []
        assert await keys(db) == ["one"]
        with pytest.raises(DatabaseError):
            await put(db.snapshot, "two")


async def test_writers_in_one_process_take_turns(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:

        async def add_one() -> None:
            async with db.write() as tx:
                rows = await tx.all("SELECT key FROM meta")
                await asyncio.sleep(0)
                await put(tx, f"{len(rows):02}")

        await asyncio.gather(*(add_one() for _ in range(20)))
        assert await keys(db) == [f"{n:02}" for n in range(20)]


async def test_two_processes_write_one_file_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    command = [sys.executable, "-c", WRITE_MANY, str(tmp_path / "house.db"), KEY]
    runs = [await asyncio.create_subprocess_exec(*command, n, cwd=ROOT, stderr=subprocess.PIPE) for n in "ab"]
    errors = [error for _, error in await asyncio.gather(*(run.communicate() for run in runs))]
    assert (errors, [run.returncode for run in runs]) == ([b"", b""], [0, 0])
    async with opened(tmp_path) as db, opened(tmp_path) as other:
        assert len(await keys(db)) == 120

        async def write(to: Database, name: str) -> None:
            for n in range(30):
                async with to.write() as tx:
                    await put(tx, f"{name}{n}")

        await asyncio.gather(write(db, "c"), write(other, "d"))
        assert len(await keys(db)) == len(await keys(other)) == 180
