"""A database without a thread between and a clock that stands still: for a year with its many small steps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import sqlcipher3

from bot.clock import Clock
from storage.database import Database, Param, Row, Tx


class Direct(Tx):
    """The same statements on the file without a thread between: a year has many."""

    def __init__(self, connection: sqlcipher3.dbapi2.Connection) -> None:
        self._direct = connection
        self.queued = False

    async def all(self, sql: str, *params: Param) -> list[Row]:
        return list(self._direct.execute(sql, params).fetchall())

    async def run(self, sql: str, *params: Param) -> int:
        return int(self._direct.execute(sql, params).rowcount)

    async def insert(self, sql: str, *params: Param) -> int:
        return int(self._direct.execute(sql, params).lastrowid)

    def do(self, sql: str, *params: Param) -> None:
        self._direct.execute(sql, params)


class DirectDatabase(Database):
    """Opened anew at every restart."""

    def __init__(self, file: Path) -> None:
        self._direct = sqlcipher3.connect(file, isolation_level=None)
        for pragma in ("key = \"x'" + "0f" * 32 + "'\"", "synchronous = OFF", "foreign_keys = ON"):
            self._direct.execute(f"PRAGMA {pragma}")
        self.snapshot = Direct(self._direct)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        self._direct.execute("BEGIN IMMEDIATE")
        try:
            yield self.snapshot
            self._direct.execute("COMMIT")
        except BaseException:
            self._direct.execute("ROLLBACK")
            raise

    async def close(self) -> None:
        self._direct.close()


class HeldClock(Clock):
    """Stands still between jumps: computing takes time of its own, which has no place in what is compared."""

    def __init__(self, begins: datetime) -> None:
        super().__init__()
        self.held = begins

    def now(self) -> datetime:
        return self.held

    def jump_to(self, instant: datetime) -> None:
        self.ahead += instant - self.held
        self.held = instant
