"""The file of the database: its key, whether it can be used, and the numbered migrations."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from sqlite3 import complete_statement

import sqlcipher3

FULL = 1_000_000
"""Bytes: with less left, a disk counts as full."""
PREPARED = 2000
"""Statements that a connection keeps as SQLite understood them: more than the bot has. To understand one takes longer
than most take to run."""


class DatabaseRefused(Exception):
    """The database cannot be used. The text is one line for whoever runs the bot."""


def insist_on(file: Path) -> None:
    """Looks whether there is a file with anything in it.

    Raises:
        DatabaseRefused: if not. It is not made here: a disk that is not there must not look like a new house.
    """
    what_now = "If its disk is not mounted, mount it. `trivselsbot init` makes one for a new house."
    try:
        if file.is_dir():
            raise DatabaseRefused(f"{file.name} cannot be opened: it is a folder.")
        if file.stat().st_size == 0:
            raise DatabaseRefused(f"The database {file} is empty. {what_now}")
    except (FileNotFoundError, NotADirectoryError):
        raise DatabaseRefused(f"There is no database {file}. {what_now}") from None
    except OSError as error:
        raise DatabaseRefused(f"{file.name} cannot be opened: {error.strerror}.") from None


def insist_on_tables(file: Path, version: int) -> None:
    """Looks at the version a database says it has.

    Raises:
        DatabaseRefused: if there is nothing in it.
    """
    if version == 0:
        raise DatabaseRefused(
            f"The database {file} has nothing in it. If it is not the house's, put the right one there; "
            "`trivselsbot init` makes one for a new house."
        )


def cannot_be_opened(file: Path, error: Exception) -> str:
    """A line about a file that SQLite does not open, and what is the matter with its disk: SQLite does not say so."""
    return f"{file.name} cannot be opened: {error}. {matter_with_disk(file.parent, file)}".rstrip()


def matter_with_disk(folder: Path, file: Path | None = None) -> str:
    """A sentence about why a folder, or a file in it, cannot be written to; "" if nothing is seen to be wrong."""
    try:
        for place in (folder, file):
            if place and place.exists() and not os.access(place, os.W_OK):
                return f"{place} cannot be written to: its disk is read-only, or it is for another user."
        if shutil.disk_usage(folder).free < FULL:
            return f"The disk of {folder} is full."
    except OSError:
        pass
    return ""


def unlocked(file: Path, key: str, mode: str) -> sqlcipher3.dbapi2.Connection:
    """A connection whose key fits; `mode` is what SQLite's file names take behind the question mark.

    Raises:
        DatabaseRefused: for a wrong key, a file that is no database, or one that cannot be opened.
    """
    connection = None
    try:
        connection = sqlcipher3.connect(  # it is opened in one thread and used in another
            f"{file.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False,
            cached_statements=PREPARED,
        )  # fmt: skip
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
        connection.execute(f"PRAGMA key = {quoted(key)}")
        connection.execute("PRAGMA user_version").fetchall()  # reads page 1, whose seal only the right key fits
    except sqlcipher3.dbapi2.DatabaseError as error:
        if connection:
            connection.close()
        if "not a database" in str(error):
            raise DatabaseRefused(
                f"The database key does not fit {file.name} (or the file is no Trivselsbot database). "
                "Nothing was changed. Give the key it was made with."
            ) from None
        if "malformed" in str(error):
            raise DatabaseRefused(
                f"{file.name} is damaged ({error}). Nothing was changed. Copy the data folder, then: "
                "trivselsbot restore FILE --replace, with the newest backup."
            ) from None
        raise DatabaseRefused(cannot_be_opened(file, error)) from None
    return connection


def version_of(file: Path, key: str) -> int:
    """The version a file has without its write-ahead log; with it, where the file alone cannot be read, as when the log
    was being folded into it and the computer died or the disk was full. Nothing at all is changed: closing an ordinary
    connection would fold the log into the file, even under a wrong key.

    Raises:
        DatabaseRefused: as `unlocked`.
    """
    try:
        connection = unlocked(file, key, "mode=ro&immutable=1")
    except DatabaseRefused as refused:
        if "is damaged" not in str(refused) or not file.with_name(file.name + "-wal").exists():
            raise
        connection = unlocked(file, key, "mode=ro")
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def quoted(key: str) -> str:
    """A passphrase as an SQL string; 64 hex digits are taken as the key itself and need no derivation."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", key):
        return f"\"x'{key}'\""
    return "'" + key.replace("'", "''") + "'"


def migrations() -> list[tuple[int, str]]:
    """(number, script) of all there are, in order."""
    files = (p for p in resources.files("storage").joinpath("migrations").iterdir() if p.name.endswith(".sql"))
    return sorted((int(p.name[:4]), p.read_text("utf-8")) for p in files)


def migrate(connection: sqlcipher3.dbapi2.Connection) -> None:
    """Brings a database to the newest version, in one transaction.

    Raises:
        DatabaseRefused: if it is newer, or a migration fails. It is then as it was.
    """
    # Off, or a table that is made anew would take the rows that point at it along. It cannot be done in a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    known = migrations()
    try:
        connection.execute("BEGIN IMMEDIATE")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > known[-1][0]:
            raise DatabaseRefused("The database was made by a newer Trivselsbot. Please install that version.")
        for number, script in known:
            if number > version:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
        if version < known[-1][0] and connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DatabaseRefused("A migration would have torn rows apart. The database is as it was.")
        connection.commit()
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlcipher3.dbapi2.DatabaseError as error:
        connection.rollback()
        raise DatabaseRefused(f"The database could not be brought up to date, and is as it was: {error}") from error
    except BaseException:
        connection.rollback()
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
