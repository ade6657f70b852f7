"""The encrypted database: one connection that writes, one that reads, and one for reads that may take long.

A transaction is one plain function. It is handed to the thread of a connection and runs there whole: to go to another
thread and back for each statement would cost twenty times what the statement does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite
import sqlcipher3

from storage.damage import Damage, DatabaseDamaged, is_damage
from storage.file import DatabaseRefused, cannot_be_opened, insist_on, insist_on_tables, migrate, unlocked, version_of
from storage.tx import Param, Row, Tx

P = ParamSpec("P")
R = TypeVar("R")

DATABASE_PAUSE = 2.0
"""Seconds until the next try while the database cannot be used, as with a full disk."""

DURABLE = "synchronous = FULL"
"""What is committed is on the disk before anything is told of it, also when the power fails."""
_SETTINGS = ("busy_timeout = 10000", "journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON")


class _Side:
    """A connection with the one thread that uses it: what is handed over runs there whole, in turn."""

    def __init__(self, connection: sqlcipher3.dbapi2.Connection, damage: Damage) -> None:
        self._connection = connection
        self._damage = damage
        self._thread = ThreadPoolExecutor(1, "database")

    async def run(
        self, begin: str, work: Callable[[Tx], R], count: Callable[[Tx], None] = lambda _: None,
        done: Callable[[Tx], None] = lambda _: None,
    ) -> R:  # fmt: skip
        """Runs `work` between `begin` and a commit; undone if it raises. When it is committed, also if nobody waits for
        it any more, `count` is called at once, in the thread, and then `done`, in the loop.

        Raises:
            DatabaseDamaged: if a page is damaged, or was found to be before.
        """
        self._damage.insist_on_none()
        tx = Tx(self._connection, self._damage)
        return await self._hand_over(partial(self._whole, tx, begin, work, count), lambda: done(tx))

    async def _hand_over(self, work: Callable[[], R], done: Callable[[], None] = lambda: None) -> R:
        """Has work done in the thread. What has been handed over is done, whoever gives up waiting."""
        running = asyncio.get_running_loop().run_in_executor(self._thread, work)
        running.add_done_callback(lambda ended: self._ended(ended.exception(), done))
        return await asyncio.shield(running)

    def _ended(self, error: BaseException | None, done: Callable[[], None]) -> None:
        if error is None:
            done()
        elif isinstance(error, DatabaseDamaged):
            self._damage.told.set()

    def _whole(self, tx: Tx, begin: str, work: Callable[[Tx], R], count: Callable[[Tx], None]) -> R:
        self._damage.insist_on_none()  # it may have been found while this waited for its turn
        try:
            tx.run(begin)
            outcome = work(tx)
            tx.run("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlcipher3.dbapi2.DatabaseError):  # of a damaged file: it is left as it is
                self._connection.rollback()
            raise
        count(tx)
        return outcome

    async def checkpoint(self) -> bool:
        """Folds the write-ahead log into the file and cuts it to nothing. Returns: False if somebody is reading."""
        tx = Tx(self._connection, self._damage)
        rows = await self._hand_over(partial(tx.all, "PRAGMA wal_checkpoint(TRUNCATE)"))
        return bool(rows[0][0] == 0)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.close)
        self._thread.shutdown()


class Bulk:
    """Reads of one statement each that may take long, as a look at everybody: nothing else waits behind them."""

    def __init__(self, connection: aiosqlite.Connection, damage: Damage) -> None:
        self._connection = connection
        self._damage = damage

    async def all(self, sql: str, *params: Param) -> list[Row]:
        """The rows a statement finds.

        Raises:
            DatabaseDamaged: if a page is damaged, or was found to be before.
        """
        self._damage.insist_on_none()
        try:
            return [tuple(row) for row in await self._connection.execute_fetchall(sql, params)]
        except (sqlcipher3.dbapi2.Error, MemoryError) as error:
            if is_damage(error):
                self._damage.told.set()
                raise self._damage.found(str(error) or "a page cannot be read") from None
            raise


class Database:
    """An open database; `bulk` is for reads that may take long.

    Attributes:
        commits: how many changes have been committed.
        look: is called just before the commit of a change that has queued something to be sent; what it raises is
            ignored.
        on_commit: is called in the loop after a commit that has something to be sent, or a tap to answer.
    """

    def __init__(
        self, writer: sqlcipher3.dbapi2.Connection, reader: sqlcipher3.dbapi2.Connection, bulk: aiosqlite.Connection
    ) -> None:
        self.damage = Damage()
        self._writer = _Side(writer, self.damage)
        self._reader = _Side(reader, self.damage)
        self._slow = bulk
        self.bulk = Bulk(bulk, self.damage)
        self.commits = 0
        self.look: Callable[[Tx], object] = lambda _: None
        self.on_commit: Callable[[Tx], None] = lambda _: None

    async def write(self, change: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs `change(tx, *args, **kwargs)` as one durable transaction, undone if it raises. It runs in another
        thread, one change at a time, and to its end even if the caller is cancelled meanwhile.

        Raises:
            DatabaseDamaged: if a page is damaged.
            sqlcipher3.dbapi2.OperationalError: if the database cannot be written to, as with a full disk.
            Exception: what `change` raises.
        """
        work = partial(self._changed, change, args, kwargs)
        return await self._writer.run("BEGIN IMMEDIATE", work, self._count, self._committed)

    async def read(self, look: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `look(tx, *args, **kwargs)` finds in a snapshot of what has been committed. It runs in another thread,
        and what others look up waits for it: what takes long belongs to `bulk`. Raises as `write`."""
        return await self._reader.run("BEGIN", partial(_with, look, args, kwargs))

    async def glance(self, look: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """A `read` by the connection that writes, when its turn comes. That one still has in memory what it has just
        written; the other would read and decrypt it anew after each commit. Only for what is small: writing waits."""
        return await self._writer.run("BEGIN", partial(_with, look, args, kwargs))

    def _changed(self, change: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any], tx: Tx) -> R:
        outcome = change(tx, *args, **kwargs)
        if tx.queued:
            with contextlib.suppress(Exception):  # whoever reads next will see
                self.look(tx)
        return outcome

    def _count(self, tx: Tx) -> None:
        self.commits += 1
        tx.number = self.commits
        for act in tx.afterwards:
            act()

    def _committed(self, tx: Tx) -> None:
        if tx.queued or tx.toasts:
            self.on_commit(tx)

    @staticmethod
    async def open(file: Path, key: str) -> Database:
        """Opens `file` and brings it to the newest migration.

        Raises:
            DatabaseRefused: for no key or a wrong one, a file that is not there, is empty, is no database or cannot be
                written, one from a newer version, or a migration that fails. What is there is then as it was.
        """
        insist_on(file)
        version = await asyncio.to_thread(version_of, file, _given(key))
        if not _log_of(file).exists():
            insist_on_tables(file, version)  # else it may all be in the log, as after a first run that was killed
        return await Database._opened(file, key)

    @staticmethod
    async def make(file: Path, key: str) -> Database:
        """Opens `file` as `open` does, but makes it if it is not there or nothing is in it.

        Raises:
            DatabaseRefused: as `open`.
        """
        if file.exists() and file.stat().st_size > 0:
            await asyncio.to_thread(version_of, file, _given(key))
            return await Database._opened(file, key, new=True)
        _given(key)
        with contextlib.suppress(OSError):  # there already, or nowhere to put it, which the next line says
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))  # SQLite gives its other files the same mode
        try:
            return await Database._opened(file, key, new=True)
        except BaseException:
            if file.is_file():  # nothing half is left
                for left in (file, _log_of(file), file.with_name(file.name + "-shm")):
                    left.unlink(missing_ok=True)
            raise

    @staticmethod
    async def _opened(file: Path, key: str, *, new: bool = False) -> Database:
        writer = await asyncio.to_thread(_writer_of, file, key, new=new)
        reader = None
        try:
            reader = await asyncio.to_thread(_connected, file, key, "query_only = ON")
            slow = await asyncio.to_thread(_connected, file, key, "query_only = ON")
        except BaseException:
            for each in (writer, reader):
                if each:
                    each.close()
            raise
        return Database(writer, reader, await aiosqlite.Connection(lambda: slow, iter_chunk_size=64))

    async def close(self) -> None:
        await self._slow.close()
        await self._reader.close()
        await self._writer.close()

    async def empty_log(self) -> bool:
        """Takes what has been erased out of the write-ahead log too: it is folded into the file and cut to nothing.

        Returns: False if somebody else was reading just then; a later call, or the bot's end, does it.
        """
        return await self._writer.checkpoint()


def _with(function: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any], tx: Tx) -> R:
    return function(tx, *args, **kwargs)


def may_pass(error: Exception) -> bool:
    """Whether the database cannot be used for now, as with a full disk or a locked file, and the same may work later.
    A wrong statement stays wrong."""
    return (
        isinstance(error, sqlcipher3.dbapi2.OperationalError)
        and getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR"
    )


def _given(key: str) -> str:
    if not key:  # SQLCipher would take that as "do not encrypt"
        raise DatabaseRefused("There is no database key. Give one and keep it safe: nothing can be read without it.")
    return key


def _log_of(file: Path) -> Path:
    """The write-ahead log that lies beside a database."""
    return file.with_name(file.name + "-wal")


def _writer_of(file: Path, key: str, *, new: bool) -> sqlcipher3.dbapi2.Connection:
    """The connection that writes, with the database brought to the newest version."""
    connection = _connected(file, key)
    try:
        if not new:
            insist_on_tables(file, connection.execute("PRAGMA user_version").fetchone()[0])
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(file: Path, key: str, *pragmas: str) -> sqlcipher3.dbapi2.Connection:
    connection = unlocked(file, key, "mode=rw")
    try:
        for pragma in (*_SETTINGS, DURABLE, *pragmas):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except sqlcipher3.dbapi2.DatabaseError as error:
        connection.close()
        raise DatabaseRefused(cannot_be_opened(file, error)) from None
    return connection
