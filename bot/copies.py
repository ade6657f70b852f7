"""A borger's right to a copy of everything, and to have it erased: `trivselsbot export` and `trivselsbot erase`."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from bot.app import open_database
from bot.config import Settings, SettingsError
from bot.erasing import erase_within
from bot.own_copy import OwnCopy
from dialogs.library import load_library
from locales.texts import load_texts
from storage import people
from storage.database import Database
from storage.people import Person


async def export(settings: Settings, who: str, folder: Path) -> Path:
    """Writes a readable copy of all that is kept of a borger, with their voice messages and photos beside it; for the
    owner's eyes alone.

    Returns: the text file.

    Raises:
        SettingsError: if there is no such borger, or the folder cannot be written to.
        DatabaseRefused: if there is no database.
        DialogError: if a dialog of the house cannot be read.
    """
    library = load_library(settings.folder / "dialogs")
    async with open_database(settings) as db:
        borger = await _borger(db, who)
        copy = OwnCopy(db.snapshot, settings, load_texts(settings.noun)[borger.profile.language], library)
        lines = await copy.lines(borger)
        file = folder / f"borger-{borger.id}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, body in copy.files.items():
                _write(folder / name, body)
            _write(file, ("\n".join(lines) + "\n").encode())
        except OSError as error:
            raise SettingsError(f"The folder {folder} cannot be written to: {error.strerror}.") from None
        return file


async def found(settings: Settings, who: str) -> Person:
    """The borger of this name or number.

    Raises:
        SettingsError: if there is none.
        DatabaseRefused: if there is no database.
    """
    async with open_database(settings) as db:
        return await _borger(db, who)


async def erase(settings: Settings, who: str, now: datetime) -> None:
    """Erases a borger with all that is kept of them. The running bot takes its messages out of their chat, with its
    buttons, and those about them out of the chats of others, as far as Telegram still allows it at the instant `now`.

    Raises:
        SettingsError: if there is no such borger.
        DatabaseRefused: if there is no database.
    """
    async with open_database(settings) as db:
        borger = await _borger(db, who)
        async with db.write() as tx:
            await erase_within(tx, borger, now, load_texts()[borger.profile.language])


def _write(file: Path, body: bytes) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as stream:
        os.fchmod(stream.fileno(), 0o600)  # one that was there may have been for everybody's eyes
        stream.write(body)


async def _borger(db: Database, who: str) -> Person:
    """The borger of this name or number. `#5` is number 5 and nothing else; `5` is that too, unless somebody is called
    so."""
    number = int(digits) if (digits := who.removeprefix("#")).isascii() and digits.isdecimal() else None
    borgere = await people.all_borgere(db.snapshot)
    found = [b for b in borgere if b.id == number]
    if not (found and who.startswith("#")):
        found += [b for b in borgere if b.name == who and b.id != number]
    if len(found) == 1:
        return found[0]
    numbers = ", ".join(f"'#{b.id}'" for b in found)
    raise SettingsError(
        f"There are {len(found)} borgere of that name or number. Give one of these instead: {numbers}." if found
        else "There is no borger of that name or number."
    )  # fmt: skip
