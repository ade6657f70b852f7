"""The encrypted database: one writer, one reader, numbered migrations."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from sqlite3 import complete_statement
from typing import Any

import aiosqlite
import sqlcipher3

Row = tuple[Any, ...]
Param = str | int | float | bytes | None
Statement = tuple[str, tuple[Param, ...]]

DATABASE_PAUSE = 2.0
"""Seconds until the next try while the database cannot be used, as with a full disk."""

_SETTINGS = ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


class DatabaseRefused(Exception):
    """The database cannot be used. The text is one line for whoever runs the bot."""


@dataclass(frozen=True)
class Outcome:
    """What came of a statement: the rows it found, how many it changed, and the id of the row it inserted."""

    rows: list[Row]
    changed: int
    inserted: int


class Connection(aiosqlite.Connection):
    """aiosqlite's, for several statements in one trip to its thread: the trips cost more than the statements. Its
    public calls take one statement each, so this uses the private ones they are made of."""

    async def run_all(self, statements: list[Statement]) -> Outcome:
        """Runs statements in turn and takes them off the list; those that follow one that fails stay on it.

        Returns: what came of the last.
        """
        outcome: Outcome = await self._execute(self._run_all, statements)  # type: ignore[no-untyped-call]
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
        self._turn = asyncio.Lock()
        self.on_commit: Callable[[], None] = lambda: None
        self.snapshot = Tx(reader)

    @staticmethod
    async def open(file: Path, key: str) -> Database:
        """Opens `file`, made if it is not there, and brings it to the newest migration.

        Raises:
            DatabaseRefused: for no key or a wrong one, a file that is no database or cannot be written, one from a
                newer version, or a migration that fails. What is in an existing file is then as it was.
        """
        if not key:  # SQLCipher would take that as "do not encrypt"
            raise DatabaseRefused(
                "There is no database key. Give one and keep it safe: nothing can be read without it."
            )
        # Closing a connection folds the write-ahead log into the file, even under a wrong key. So the key is tried on a
        # connection that may change nothing at all; and not aiosqlite's, whose thread would outlive a refusal.
        mode = "mode=ro&immutable=1" if file.exists() else "mode=rwc"
        with contextlib.suppress(OSError):  # there already, or nowhere to put it, which the next line says
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))  # SQLite gives its other files the same mode
        await asyncio.to_thread(lambda: _unlocked(file, key, mode).close())
        writer = await _connect(file, key, "mode=rwc", *_SETTINGS)
        try:
            await _migrate(writer, _migrations())
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

    async def recall(self, key: str) -> str | None:
        row = await self.snapshot.one("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

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


def _unlocked(file: Path, key: str, mode: str) -> sqlcipher3.dbapi2.Connection:
    connection = None
    try:
        connection = sqlcipher3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
        connection.execute(f"PRAGMA key = {_quoted(key)}")
        connection.execute("PRAGMA user_version").fetchall()  # reads page 1, whose seal only the right key fits
    except sqlcipher3.dbapi2.DatabaseError as error:
        if connection:
            connection.close()
        if "not a database" in str(error):
            raise DatabaseRefused(
                f"The database key does not fit {file.name} (or the file is no Trivselsbot database). "
                "Nothing was changed. Give the key it was made with."
            ) from None
        raise DatabaseRefused(f"{file.name} cannot be opened: {error}") from None
    return connection


async def _connect(file: Path, key: str, mode: str, *pragmas: str) -> Connection:
    connection = Connection(lambda: _unlocked(file, key, mode), iter_chunk_size=64)
    await connection
    try:
        for pragma in pragmas:
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except sqlcipher3.dbapi2.DatabaseError as error:
        await connection.close()
        raise DatabaseRefused(f"{file.name} cannot be opened: {error}") from None
    return connection


def _quoted(key: str) -> str:
    """A passphrase as an SQL string; 64 hex digits are taken as the key itself and need no derivation."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", key):
        return f"\"x'{key}'\""
    return "'" + key.replace("'", "''") + "'"


def _migrations() -> list[tuple[int, str]]:
    files = (p for p in resources.files("storage").joinpath("migrations").iterdir() if p.name.endswith(".sql"))
    return sorted((int(p.name[:4]), p.read_text("utf-8")) for p in files)


async def _migrate(connection: aiosqlite.Connection, migrations: list[tuple[int, str]]) -> None:
    # Off, or a table that is made anew would take the rows that point at it along. It cannot be done in a transaction.
    await connection.execute("PRAGMA foreign_keys = OFF")
    try:
        await connection.execute("BEGIN IMMEDIATE")
        rows = list(await connection.execute_fetchall("PRAGMA user_version"))
        version = int(rows[0][0])
        if version > migrations[-1][0]:
            raise DatabaseRefused("The database was made by a newer Trivselsbot. Please install that version.")
        for number, script in migrations:
            if number > version:
                for statement in _statements(script):
                    await connection.execute(statement)
                await connection.execute(f"PRAGMA user_version = {number}")
        if version < migrations[-1][0] and list(await connection.execute_fetchall("PRAGMA foreign_key_check")):
            raise DatabaseRefused("A migration would have torn rows apart. The database is as it was.")
        await connection.commit()
        await connection.execute("PRAGMA foreign_keys = ON")
    except sqlcipher3.dbapi2.DatabaseError as error:
        await connection.rollback()
        raise DatabaseRefused(f"The database could not be brought up to date, and is as it was: {error}") from error
    except BaseException:
        await connection.rollback()
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that a whole migration is one transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
