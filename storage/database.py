"""The encrypted database: one writer and one reader."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
import sqlcipher3

from storage.damage import Damage, is_damage
from storage.file import DatabaseRefused, cannot_be_opened, insist_on, insist_on_tables, migrate, unlocked, version_of

Row = tuple[Any, ...]
Param = str | int | float | bytes | None
Statement = tuple[str, tuple[Param, ...]]

DATABASE_PAUSE = 2.0
"""Seconds until the next try while the database cannot be used, as with a full disk."""

_SETTINGS = (
    "busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What came of a statement: the rows it found, how many it changed, and the id of the row it inserted."""

    rows: list[Row]
    changed: int
    inserted: int


class Connection(aiosqlite.Connection):
    """aiosqlite's, for several statements in one trip to its thread: the trips cost more than the statements. Its
    public calls take one statement each, so this uses the private ones they are made of."""

    damage: Damage | None = None

    async def run_all(self, statements: list[Statement]) -> Outcome:
        """Runs statements in turn and takes them off the list; those that follow one that fails stay on it.

        Returns: what came of the last.

        Raises:
            DatabaseDamaged: if a page is damaged, or was found to be before.
        """
        if self.damage and self.damage.told.is_set():
            raise self.damage.refusal()
        try:
            outcome: Outcome = await self._execute(self._run_all, statements)  # type: ignore[no-untyped-call]
        except (sqlcipher3.dbapi2.Error, MemoryError) as error:
            if self.damage and is_damage(error):
                raise self.damage.found(str(error) or "a page cannot be read") from None
            raise
        return outcome

    def _run_all(self, statements: list[Statement]) -> Outcome:
        while statements:
            cursor = self._conn.execute(*statements.pop(0))
        return Outcome(cursor.fetchall(), cursor.rowcount, cursor.lastrowid or 0)


class Tx:
    """One transaction, or a snapshot to read from. `queued` is set once it has put something into the outbox."""

    def __init__(self, connection: Connection, *begin: Statement) -> None:
        self._connection = connection
        self._ahead = [*begin]
        self._failure: BaseException | None = None
        self.queued = False

    async def all(self, sql: str, *params: Param) -> list[Row]:
        return (await self._trip((sql, params))).rows

    async def one(self, sql: str, *params: Param) -> Row | None:
        rows = await self.all(sql, *params)
        return rows[0] if rows else None

    async def run(self, sql: str, *params: Param) -> int:
        """Runs a statement that changes something.

        Returns: how many rows it changed.
        """
        return (await self._trip((sql, params))).changed

    async def insert(self, sql: str, *params: Param) -> int:
        """Inserts one row.

        Returns: its id.
        """
        return (await self._trip((sql, params))).inserted

    def do(self, sql: str, *params: Param) -> None:
        """Runs a statement whose outcome nobody asks for: it goes along with the next one, or with the commit, which
        spares a trip to the connection's thread. If it fails, that one raises."""
        self._ahead.append((sql, params))

    async def commit(self) -> None:
        """Makes it durable; but not if something of it is missing, because a statement before it has failed.

        Raises:
            BaseException: what that failed with.
        """
        if self._failure:
            raise self._failure
        await self._trip(("COMMIT", ()))

    async def _trip(self, statement: Statement) -> Outcome:
        statements, self._ahead = [*self._ahead, statement], []
        try:
            return await self._connection.run_all(statements)
        except BaseException as error:
            if statements:
                self._failure = error
            raise


class Database:
    """An open database. `on_commit` is called after each commit that has put something into the outbox."""

    def __init__(self, writer: Connection, reader: Connection) -> None:
        self._writer = writer
        self._reader = reader
        self.damage = writer.damage = reader.damage = Damage()
        self._turn = asyncio.Lock()
        self.on_commit: Callable[[], None] = lambda: None
        self.snapshot = Tx(reader)
        self._secret = b""

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
        writer = await _connect(file, key, "mode=rw", *_SETTINGS)
        try:
            if not new:
                (row,) = await writer.execute_fetchall("PRAGMA user_version")
                insist_on_tables(file, row[0])
            await migrate(writer)
            reader = await _connect(file, key, "mode=rw", *_SETTINGS, "query_only = ON")
        except BaseException:
            await writer.close()
            raise
        return Database(writer, reader)

    async def close(self) -> None:
        async with self._turn:
            await self._reader.close()
            await self._writer.close()

    async def remember(self, key: str, value: str) -> None:
        """Keeps a fact about the bot itself."""
        async with self.write() as tx:
            tx.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    async def forget(self, key: str) -> None:
        async with self.write() as tx:
            tx.do("DELETE FROM meta WHERE key = ?", key)

    async def recall(self, key: str) -> str | None:
        row = await self.snapshot.one("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    async def keyed(self, words: str) -> str:
        """A hash of `words` that nobody can make or compare without the secret in this database."""
        if not self._secret:
            (row,) = await self.snapshot.all("SELECT words FROM secret")
            self._secret = str(row[0]).encode()
        return hmac.digest(self._secret, words.encode(), "sha256").hex()

    async def empty_log(self) -> bool:
        """Takes what has been erased out of the write-ahead log too: it is folded into the file and cut to nothing.

        Returns: False if somebody else was reading just then; a later call, or the bot's end, does it.
        """
        async with self._turn:
            outcome = await self._writer.run_all([("PRAGMA wal_checkpoint(TRUNCATE)", ())])
        return bool(outcome.rows[0][0] == 0)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """One durable transaction: committed at the end of the block, undone if the block raises or is cancelled."""
        async with self._turn:
            try:
                tx = Tx(self._writer, ("BEGIN IMMEDIATE", ()))
                yield tx
                await asyncio.shield(asyncio.create_task(self._commit(tx)))
            except BaseException:
                # A cancelled call still runs in the connection's thread, in its turn: a BEGIN is undone here, and a
                # COMMIT is over by now, which makes this do nothing.
                with contextlib.suppress(sqlcipher3.dbapi2.DatabaseError):  # of a damaged file: it is left as it is
                    await self._writer.rollback()
                raise

    async def _commit(self, tx: Tx) -> None:
        await tx.commit()
        if tx.queued:
            self.on_commit()


def may_pass(error: Exception) -> bool:
    """Whether the database cannot be used for now, as with a full disk or a locked file, and the same may work later.
    A wrong statement stays wrong."""
    return (
        isinstance(error, sqlcipher3.dbapi2.OperationalError)
        and getattr(error, "sqlite_errorname", "") != "SQLITE_ERROR"
    )


def stamp(moment: datetime) -> float:
    """An aware instant as it is stored: seconds since 1970 in UTC."""
    return moment.timestamp()


def moment(seconds: float) -> datetime:
    """A stored instant."""
    return datetime.fromtimestamp(seconds, UTC)


def _given(key: str) -> str:
    if not key:  # SQLCipher would take that as "do not encrypt"
        raise DatabaseRefused("There is no database key. Give one and keep it safe: nothing can be read without it.")
    return key


def _log_of(file: Path) -> Path:
    """The write-ahead log that lies beside a database."""
    return file.with_name(file.name + "-wal")


async def _connect(file: Path, key: str, mode: str, *pragmas: str) -> Connection:
    opened = await asyncio.to_thread(unlocked, file, key, mode)  # aiosqlite's thread would outlive a refusal
    connection = Connection(lambda: opened, iter_chunk_size=64)
    await connection
    try:
        for pragma in pragmas:
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except sqlcipher3.dbapi2.DatabaseError as error:
        await connection.close()
        raise DatabaseRefused(cannot_be_opened(file, error)) from None
    return connection
