"""A damaged database file: how it shows, and how it is looked for."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import sqlcipher3

from storage.file import DatabaseRefused, unlocked

_CORRUPT, _NOT_A_DATABASE = 11, 26
"""SQLite's result codes. A page whose seal is broken is one or the other, or no memory for what it says."""
LOOKS, BETWEEN = 3, 0.5
"""A page that is being written may look damaged: it is one only if it does so this many times, seconds apart."""


class DatabaseDamaged(BaseException):
    """A page of the database cannot be read as it was written. The text is one line for whoever runs the bot.

    It is no `Exception`, so that no part takes it for the failure of one update or one message, marks that as failed
    and goes on: nothing more may be written, and what arrives must stay unconfirmed.
    """


class Damage:
    """What the connections of one database know of damage to it: as soon as one has found any, nothing more is read or
    written. `told` is for those who wait to hear of it, and is set in the event loop only."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self._line = ""

    def found(self, what: str) -> DatabaseDamaged:
        """Notes damage, in any thread. Returns: what to raise."""
        return self._stopped(
            f"The database is damaged ({what}), so Trivselsbot has stopped. What is not confirmed waits at Telegram "
            "for 24 hours. Copy the data folder, then: trivselsbot restore FILE --replace, with the newest backup."
        )

    def gone(self, file: Path) -> DatabaseDamaged:
        """Notes, in any thread, that the file of the database was taken away or replaced. Returns: what to raise."""
        return self._stopped(
            f"The database {file} was taken away or replaced while Trivselsbot ran, so it has stopped. What is not "
            "confirmed waits at Telegram for 24 hours. Put the file or its disk back, then: trivselsbot run."
        )

    def _stopped(self, line: str) -> DatabaseDamaged:
        self._line = self._line or line
        return DatabaseDamaged(self._line)

    def insist_on_none(self) -> None:
        """
        Raises:
            DatabaseDamaged: if there is damage.
        """
        if self._line:
            raise DatabaseDamaged(self._line)


def is_damage(error: BaseException) -> bool:
    """Whether an error from SQLite means that a page is not as it was written."""
    if isinstance(error, MemoryError):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlcipher3.dbapi2.DatabaseError) and (
        (code is not None and code & 0xFF in (_CORRUPT, _NOT_A_DATABASE)) or "malformed" in str(error)
    )


class Check:
    """One look at every page of a database, beside whoever uses it."""

    def __init__(self, file: Path, key: str) -> None:
        self._file = file
        self._key = key
        self._connection: sqlcipher3.dbapi2.Connection | None = None
        self._stop = threading.Event()

    async def run(self) -> str:
        """Looks in a thread of its own.

        Returns: what is wrong, in a few words without anything of the contents; "" if nothing is.
        """
        try:
            return await asyncio.to_thread(self._look)
        finally:
            self._stop.set()
            if self._connection:
                self._connection.interrupt()

    def _look(self) -> str:
        try:
            self._connection = connection = unlocked(self._file, self._key, "mode=rw")
        except DatabaseRefused as refused:
            damaged = any(words in str(refused) for words in ("does not fit", "malformed"))
            return "its first page, or its length" if damaged else ""
        try:
            connection.execute("PRAGMA query_only = ON")
            if wrong := _answers(connection, "PRAGMA integrity_check(1)"):
                return f"integrity check: {' '.join(wrong[0].split())}"
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                return "rows that belong together are torn apart"
            broken = set(_answers(connection, "PRAGMA cipher_integrity_check"))
            for _ in range(LOOKS - 1):
                if broken and not self._stop.wait(BETWEEN):
                    broken &= set(_answers(connection, "PRAGMA cipher_integrity_check"))
            return min(broken, default="")
        except sqlcipher3.dbapi2.DatabaseError as error:
            if self._stop.is_set() or not is_damage(error):
                return ""  # stopped, or not to be read for now: it is looked at again the next night
            return str(error)
        finally:
            self._connection = None
            connection.close()


def _answers(connection: sqlcipher3.dbapi2.Connection, pragma: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(pragma) if row[0] != "ok"]
