"""The ledger of erasures: who was erased, kept outside the database, so that a backup does not bring them back.

A line is the time and a hash, keyed with the secret in the database: without the database it names nobody."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Settings
from bot.keys import default_key_file
from bot.private_files import PRIVATE, settle
from storage import people
from storage.database import Database
from storage.tx import Tx, keyed

_LINE = re.compile(r"\s([0-9a-f]{64})\s*$")


def ledger_of(settings: Settings) -> Path:
    """Where a house's ledger is: beside its key, unless a setting says otherwise."""
    if settings.ledger_file:
        return Path(settings.ledger_file).expanduser()
    return (settings.key_file or default_key_file(settings.folder)).with_suffix(".erased")


async def note_erasures(db: Database, file: Path, now: datetime) -> int:
    """Writes into the ledger who was erased since the last time. Whatever dies meanwhile, none is missed.

    Returns: how many.

    Raises:
        OSError: if it cannot be written. They are noted the next time.
    """
    gone = await db.read(_gone)
    if not gone:
        return 0
    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    lines = [f"{stamp} {marked}\n" for marked in gone.values()]
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_APPEND | os.O_RDWR, PRIVATE), "r+b") as stream:
        # A line that was cut off, as on a full disk, must not spoil the next.
        torn = stream.seek(0, os.SEEK_END) > 0 and stream.seek(-1, os.SEEK_END) >= 0 and stream.read(1) != b"\n"
        stream.write(("\n" * torn + "".join(lines)).encode())
        stream.flush()
        os.fsync(stream.fileno())
    settle(file.parent)
    await db.write(_noted, list(gone))
    return len(gone)


def _gone(tx: Tx) -> dict[int, str]:
    """By row the marks of those who were erased and are not noted yet."""
    return {row_id: mark(tx, person_id, created_at) for row_id, person_id, created_at in people.gone(tx)}


def _noted(tx: Tx, rows: list[int]) -> None:
    for row_id in rows:
        people.noted_as_gone(tx, row_id)


def erased(file: Path) -> tuple[set[str], int]:
    """The marks of everybody in a ledger, and how many of its lines are damaged.

    Raises:
        OSError: if it is not there or cannot be read.
    """
    lines = [line for line in file.read_text("utf-8", "replace").splitlines() if line.strip()]
    found = [_LINE.search(line) for line in lines]
    return {line[1] for line in found if line}, found.count(None)


def mark(tx: Tx, person_id: int, created_at: float) -> str:
    """What stands for a person in the ledger. A later person of the same number has another."""
    return keyed(tx, f"erased {person_id} {created_at!r}")
