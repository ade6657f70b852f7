"""What a transaction's function works with: short statements, and instants as they are stored."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlcipher3

from storage.damage import Damage, is_damage

Row = tuple[Any, ...]
Param = str | int | float | bytes | None


AT_ONCE = 100
"""Rows fetched at a time: to fetch thousands in one go would let no other thread run meanwhile."""


@dataclass(frozen=True)
class Toast:
    """The answer to a tap, by its id: the words that are shown, or "" for none."""

    query_id: str
    words: str = ""


class Tx:
    """One transaction, or a snapshot to read from. It is used in the thread of its connection only, by the function
    that it was given to.

    Attributes:
        queued: whether it has put something into the outbox.
        toasts: the answers to taps that go as soon as it is committed.
        afterwards: what is done in memory as soon as it is committed, in the thread that writes: what is read next
            finds it done. It must not raise.
        number: its number among the commits; None before it is committed.
    """

    def __init__(self, connection: sqlcipher3.dbapi2.Connection, damage: Damage) -> None:
        self._connection = connection
        self._damage = damage
        self.queued = False
        self.toasts: list[Toast] = []
        self.afterwards: list[Callable[[], None]] = []
        self.number: int | None = None

    def all(self, sql: str, *params: Param) -> list[Row]:
        rows, _ = self._execute(sql, params)
        return rows

    def one(self, sql: str, *params: Param) -> Row | None:
        rows, _ = self._execute(sql, params)
        return rows[0] if rows else None

    def run(self, sql: str, *params: Param) -> int:
        """Runs a statement that changes something.

        Returns: how many rows it changed.
        """
        _, cursor = self._execute(sql, params)
        return int(cursor.rowcount)

    def insert(self, sql: str, *params: Param) -> int:
        """Inserts one row.

        Returns: its id.
        """
        _, cursor = self._execute(sql, params)
        return cursor.lastrowid or 0

    @contextmanager
    def part(self) -> Iterator[None]:
        """What is done in it is undone alone if it raises."""
        queued, toasts, afterwards = self.queued, len(self.toasts), len(self.afterwards)
        self.run("SAVEPOINT part")
        try:
            yield
        except Exception:
            # SQLite itself undoes all of a transaction when the disk is full: then there is no part to undo.
            if self._connection.in_transaction:
                self.run("ROLLBACK TO part")
                self.run("RELEASE part")
            self.queued = queued
            del self.toasts[toasts:]
            del self.afterwards[afterwards:]
            raise
        self.run("RELEASE part")

    def _execute(self, sql: str, params: tuple[Param, ...]) -> tuple[list[Row], sqlcipher3.dbapi2.Cursor]:
        try:
            cursor = self._connection.execute(sql, params)
            rows: list[Row] = cursor.fetchmany(AT_ONCE)
            while len(rows) % AT_ONCE == 0 and (more := cursor.fetchmany(AT_ONCE)):
                rows += more
            return rows, cursor
        except (sqlcipher3.dbapi2.Error, MemoryError) as error:
            if is_damage(error):
                raise self._damage.found(str(error) or "a page cannot be read") from None
            raise


def keyed(tx: Tx, words: str) -> str:
    """A hash of `words` that nobody can make or compare without the secret in this database."""
    (row,) = tx.all("SELECT words FROM secret")
    return hmac.digest(str(row[0]).encode(), words.encode(), "sha256").hex()


def stamp(moment: datetime) -> float:
    """An aware instant as it is stored: seconds since 1970 in UTC."""
    return moment.timestamp()


def moment(seconds: float) -> datetime:
    """A stored instant."""
    return datetime.fromtimestamp(seconds, UTC)
