"""The ledger of erasures: who was erased, kept outside the database, so that a backup does not bring them back.

A line is the time and a hash, keyed with the secret in the database: without the database it names nobody."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Settings
from bot.keys import default_key_file
from bot.private_files import PRIVATE, settle
from storage import people
from storage.database import Database


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
    gone = await people.gone(db.snapshot)
    if not gone:
        return 0
    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    lines = [f"{stamp} {await mark(db, person_id, created_at)}\n" for _, person_id, created_at in gone]
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, PRIVATE), "w") as stream:
        stream.writelines(lines)
        stream.flush()
        os.fsync(stream.fileno())
    settle(file.parent)
    async with db.write() as tx:
        for row_id, *_ in gone:
            await people.noted_as_gone(tx, row_id)
    return len(gone)


def erased(file: Path) -> set[str]:
    """The marks of everybody in a ledger; nobody, if there is none.

    Raises:
        OSError: if it cannot be read.
    """
    if not file.exists():
        return set()
    return {words[1] for line in file.read_text("utf-8").splitlines() if len(words := line.split()) == 2}


async def mark(db: Database, person_id: int, created_at: float) -> str:
    """What stands for a person in the ledger. A later person of the same number has another."""
    return await db.keyed(f"erased {person_id} {created_at!r}")
