"""Transactions: all or nothing, whatever happens in the middle, and from several sides at once."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from dialogs.permissions import Role
from storage import meta, outbox
from storage.database import Database
from storage.outbox import Lane
from storage.tx import Tx
from tests.running import ROOT
from tests.storage.test_house import KEY, add, opened

WRITE_MANY = """
import asyncio, sys
from pathlib import Path
from storage.database import Database
from storage.tx import Tx

async def main():
    db = await Database.make(Path(sys.argv[1]), sys.argv[2])
    for n in range(60):
        await db.write(Tx.run, "INSERT INTO meta VALUES (?, '')", f"{sys.argv[3]}{n}")
    await db.close()

asyncio.run(main())
"""


def put(tx: Tx, *keys: str) -> None:
    for key in keys:
        tx.run("INSERT INTO meta VALUES (?, '')", key)
    tx.queued = True  # as the outbox says when something is put there


async def keys(db: Database) -> list[str]:
    return [row[0] for row in await db.read(Tx.all, "SELECT key FROM meta ORDER BY key")]


async def test_a_change_that_raises_leaves_nothing_and_calls_nobody(tmp_path: Path) -> None:
    def fails(tx: Tx) -> None:
        put(tx, "lost")
        raise ZeroDivisionError

    commits: list[None] = []
    async with opened(tmp_path) as db:
        db.on_commit = lambda _: commits.append(None)
        with pytest.raises(ZeroDivisionError):
            await db.write(fails)
        with pytest.raises(DatabaseError):
            await db.write(put, "lost too", "lost too")
        assert (await keys(db), len(commits)) == ([], 0)
        for n in range(3):
            await db.write(put, f"kept {n}")
        assert (await keys(db), len(commits)) == (["kept 0", "kept 1", "kept 2"], 3)


async def test_a_change_gives_back_what_it_returns_and_each_statement_tells_what_it_did(tmp_path: Path) -> None:
    def change(tx: Tx, value: str, *, key: str) -> tuple[int, int, list[tuple[str, str]]]:
        tx.run("INSERT INTO meta VALUES (?, '')", key)
        changed = tx.run("UPDATE meta SET value = ?", value)
        person = add(tx, Role.STAFF, "Kim")
        return changed, person, [(str(row[0]), str(row[1])) for row in tx.all("SELECT key, value FROM meta")]

    async with opened(tmp_path) as db:
        assert await db.write(change, "changed", key="one") == (1, 1, [("one", "changed")])
        assert await db.read(Tx.one, "SELECT name FROM person WHERE id = 1") == ("Kim",)
        assert await db.read(Tx.one, "SELECT name FROM person WHERE id = 2") is None


async def test_a_failed_statement_that_is_caught_undoes_itself_alone(tmp_path: Path) -> None:
    def change(tx: Tx) -> None:
        put(tx, "one")
        with contextlib.suppress(DatabaseError):
            put(tx, "one")
        put(tx, "two")

    async with opened(tmp_path) as db:
        await db.write(change)
        assert await keys(db) == ["one", "two"]


async def test_a_commit_is_told_of_only_when_something_is_to_be_sent(tmp_path: Path) -> None:
    commits: list[None] = []
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    async with opened(tmp_path) as db:
        db.on_commit = lambda _: commits.append(None)
        await db.write(meta.remember, "username", "solhuset_bot")
        assert commits == []
        await db.write(outbox.put, 1, Lane.ANSWER, "notice", {}, not_before=now, expires_at=now)
        assert len(commits) == 1


async def test_a_change_with_something_to_send_looks_at_once_what_is_there(tmp_path: Path) -> None:
    seen: list[tuple[int, list[str]]] = []

    async with opened(tmp_path) as db:
        db.look = lambda tx: seen.append((db.commits, [r[0] for r in tx.all("SELECT key FROM meta")]))
        await db.write(put, "one")
        await db.write(meta.remember, "username", "solhuset_bot")
        await db.write(put, "two")
        assert (seen, db.commits) == ([(0, ["one"]), (2, ["one", "two", "username"])], 3)


async def test_a_look_that_fails_takes_nothing_back(tmp_path: Path) -> None:
    commits: list[None] = []
    async with opened(tmp_path) as db:
        db.look, db.on_commit = lambda tx: tx.run("no statement"), lambda _: commits.append(None)
        await db.write(put, "one")
        assert (await keys(db), len(commits), db.commits) == (["one"], 1, 1)
        assert await db.glance(Tx.all, "SELECT key FROM meta") == [("one",)]


async def test_a_commit_that_fails_leaves_no_transaction_open(tmp_path: Path) -> None:
    def torn(tx: Tx) -> None:
        tx.run("PRAGMA defer_foreign_keys = ON")  # so that only the commit finds out
        tx.run("INSERT INTO contact VALUES (1, 2, 3)")
        tx.queued = True

    async with opened(tmp_path) as db:
        commits: list[None] = []
        db.on_commit = lambda _: commits.append(None)
        with pytest.raises(DatabaseError):
            await db.write(torn)
        await db.write(put, "next")
        assert (await keys(db), len(commits)) == (["next"], 1)


@pytest.mark.parametrize("moment", range(12))
async def test_a_write_cancelled_at_any_moment_is_whole_or_nothing(tmp_path: Path, moment: int) -> None:
    commits: list[None] = []
    async with opened(tmp_path) as db:
        db.on_commit = lambda _: commits.append(None)
        task = asyncio.create_task(db.write(put, "one", "two"))
        for _ in range(moment):
            await asyncio.sleep(0.0003 if moment % 2 else 0)
        task.cancel()
        await asyncio.wait([task])
        await db.write(put, "zzz")
        assert await keys(db) in (["zzz"], ["one", "two", "zzz"])
        assert len(commits) == (1 if await keys(db) == ["zzz"] else 2)


async def test_what_has_begun_is_done_and_told_of_though_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    commits: list[None] = []
    begun, on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        on.wait(10)
        put(tx, "one")

    async with opened(tmp_path) as db:
        db.on_commit = lambda _: commits.append(None)
        task = asyncio.create_task(db.write(slow))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        on.set()
        await db.write(put, "two")
        assert (await keys(db), len(commits)) == (["one", "two"], 2)


async def test_a_reader_sees_what_is_committed_and_can_write_nothing(tmp_path: Path) -> None:
    half, on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        put(tx, "one")
        half.set()
        on.wait(10)

    async with opened(tmp_path) as db:
        task = asyncio.create_task(db.write(slow))
        await asyncio.to_thread(half.wait, 10)
        assert await keys(db) == []
        assert await db.bulk.all("SELECT key FROM meta") == []
        on.set()
        await task
        assert await keys(db) == ["one"]
        assert await db.bulk.all("SELECT key FROM meta") == [("one",)]
        with pytest.raises(DatabaseError):
            await db.read(put, "two")
        with pytest.raises(DatabaseError):
            await db.bulk.all("INSERT INTO meta VALUES ('two', '')")
        assert await keys(db) == ["one"], "and reading goes on"


async def test_a_look_sees_one_instant_whatever_is_committed_meanwhile(tmp_path: Path) -> None:
    looked, on = threading.Event(), threading.Event()

    def look(tx: Tx) -> list[int]:
        counts = [len(tx.all("SELECT key FROM meta"))]
        looked.set()
        on.wait(10)
        return [*counts, len(tx.all("SELECT key FROM meta"))]

    async with opened(tmp_path) as db:
        await db.write(put, "one")
        looking = asyncio.create_task(db.read(look))
        await asyncio.to_thread(looked.wait, 10)
        await db.write(put, "two")
        on.set()
        assert await looking == [1, 1]
        assert await keys(db) == ["one", "two"]


async def test_what_takes_long_holds_no_other_look_up(tmp_path: Path) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT count(*) FROM n"
    async with opened(tmp_path) as db:
        long = asyncio.create_task(db.bulk.all(slow))
        await asyncio.sleep(0)
        for n in range(5):
            await db.write(put, f"{n}")
            assert len(await keys(db)) == n + 1
        assert not long.done()
        assert await long == [(3_000_000,)]


async def test_writers_in_one_process_take_turns(tmp_path: Path) -> None:
    def add_one(tx: Tx) -> None:
        put(tx, f"{len(tx.all('SELECT key FROM meta')):02}")

    async with opened(tmp_path) as db:
        await asyncio.gather(*(db.write(add_one) for _ in range(20)))
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
                await to.write(put, f"{name}{n}")

        await asyncio.gather(write(db, "c"), write(other, "d"))
        assert len(await keys(db)) == len(await keys(other)) == 180


async def test_a_checkpoint_that_nobody_waits_for_any_more_is_no_failure(tmp_path: Path) -> None:
    said: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: said.append(context))
    async with opened(tmp_path) as db:
        task = asyncio.create_task(db.empty_log())
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        await asyncio.sleep(0.05)
        assert await db.empty_log() and said == []


async def test_what_comes_afterwards_comes_with_the_commit_or_not_at_all(tmp_path: Path) -> None:
    done: list[str] = []

    def changes(tx: Tx, name: str, *, fails: bool = False, part_fails: bool = False) -> None:
        tx.afterwards.append(lambda: done.append(name))
        with contextlib.suppress(ValueError), tx.part():
            tx.afterwards.append(lambda: done.append(f"part of {name}"))
            if part_fails:
                raise ValueError
        if fails:
            raise ValueError

    async with opened(tmp_path) as db:
        with contextlib.suppress(ValueError):
            await db.write(changes, "one", fails=True)
        assert done == []
        await db.write(changes, "two", part_fails=True)
        await db.write(changes, "three")
        assert done == ["two", "three", "part of three"]
