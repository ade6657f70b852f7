"""A borger's right to a copy of everything, and to have it erased: `trivselsbot export` and `trivselsbot erase`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.app import FEATURES, open_database
from bot.commands.backup import aside
from bot.commands.command_time import insist_on_clock
from bot.commands.dialogs_in_use import dialogs_in_use
from bot.config import Settings, SettingsError
from bot.deleting import DELETABLE
from bot.desk.feature import Features
from bot.private_files import write_private
from bot.rights.erasing import erase_within
from bot.rights.ledger import ledger_of, note_erasures
from bot.rights.own_copy import copy_of
from locales.texts import load_texts
from storage import followup, outbox, people, sharing, watch
from storage.database import Database
from storage.people import Person
from storage.tx import Tx


async def export(settings: Settings, who: str, folder: Path, now: datetime) -> Path:
    """Writes a readable copy of all that is kept of a borger, with the files they sent beside it; for the
    owner's eyes alone. The borger can see that it was taken, at the instant `now`.

    Returns: the text file.

    Raises:
        SettingsError: if there is no such borger, the folder cannot be written to, or the clock is plainly wrong.
        DatabaseRefused: if there is no database.
    """
    async with open_database(settings) as db:
        library = await dialogs_in_use(settings, db)
        await db.read(insist_on_clock, settings, now)
        borger = await _borger(db, who)
        texts = load_texts(settings.noun)[borger.profile.language]
        lines, files = await db.read(copy_of, borger, Features(FEATURES), settings, texts, library, now)
        file = folder.absolute() / f"borger-{borger.id}.txt"
        bodies = {folder.absolute() / name: body for name, body in files.items()}
        bodies[file] = ("\n".join(lines) + "\n").encode()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # First: no copy without its trace; and the bot need not wait for the files.
            await db.write(sharing.log_copy, borger.id, str(file), now)
            if refused := _written(bodies):
                await db.write(sharing.unlog_copy, borger.id, str(file), now)
                raise refused
        except OSError as error:
            raise SettingsError(f"The folder {folder} cannot be written to: {error.strerror}.") from None
        return file


def _written(bodies: dict[Path, bytes]) -> OSError | None:
    """Writes files. Returns: why not, if one cannot be written; none that is new is left then."""
    new = [file for file in bodies if not file.exists()]
    try:
        for file, body in bodies.items():
            write_private(file, body)
    except OSError as error:
        for file in new:
            file.unlink(missing_ok=True)
        return error
    return None


async def found(settings: Settings, who: str) -> Person:
    """The borger of this name or number.

    Raises:
        SettingsError: if there is none.
        DatabaseRefused: if there is no database.
    """
    async with open_database(settings) as db:
        return await _borger(db, who)


async def erase(settings: Settings, who: str, now: datetime) -> list[str]:
    """Erases a borger with all that is kept of them. The running bot takes its messages out of their chat, with its
    buttons, and those about them out of the chats of others, as far as Telegram still allows it at the instant `now`.

    Returns: lines for whoever did it: what cannot be called back, and what is left to do.

    Raises:
        SettingsError: if there is no such borger.
        DatabaseRefused: if there is no database.
    """
    async with open_database(settings) as db:
        borger = await _borger(db, who)
        now = max(now, await db.read(watch.last_kept))  # by an earlier one, chats would not be cleared any more
        left = await db.read(_left, borger, now, settings)
        await db.write(erase_within, borger, now, load_texts(settings.noun)[borger.profile.language])
        return ["Erased.", *left, *await _cleared(db, settings, now)]


def _left(tx: Tx, borger: Person, now: datetime, settings: Settings) -> list[str]:
    """What no erasing reaches."""
    asked = followup.open_talk(tx, borger.id)
    older = outbox.out_of_reach(tx, borger.id, now - DELETABLE)
    lines = ["They had asked to talk with somebody. Their call is gone: see that somebody does."] if asked else []
    lines.append("Cannot be called back: what Telegram itself keeps of the chats.")
    if older:
        lines.append(
            f"Cannot be called back: messages in the chats of others that are older than 48 hours, or of which Telegram"
            f" never said whether they came ({older})."
        )
    lines.append("Cannot be called back: messages in the chats of staff that name several borgere.")
    for at, name in sharing.files_taken(tx, borger.id):
        day = f"{at.astimezone(settings.zone):%Y-%m-%d}"
        lines.append(
            f"Cannot be called back: the file that {name or 'somebody who has left'} got in their chat on {day}."
        )
    lines += [f"Delete it yourself: the copy in {file} (and the files beside it)." for file in
              sharing.copies_of(tx, borger.id)]  # fmt: skip
    lines += [f"Delete it yourself: the database that was put aside as {file}." for file in aside(settings.folder)]
    lines.append("Backups from before hold it until you delete them; restored, it is erased again by the ledger.")
    return lines


async def _cleared(db: Database, settings: Settings, now: datetime) -> list[str]:
    """Takes what was erased out of the write-ahead log, and notes the erasure outside the database."""
    lines = []
    if not await db.empty_log():
        lines.append("The write-ahead log is in use just now; the running bot empties it at night.")
    try:
        await note_erasures(db, ledger_of(settings), now)
    except OSError as error:
        lines.append(f"The erasure could not be noted in {ledger_of(settings)} ({error.strerror}). The running bot "
                     "tries again; until then, a restored backup would bring it all back.")  # fmt: skip
    return lines


async def _borger(db: Database, who: str) -> Person:
    """The borger of this name or number. `#5` is number 5 and nothing else; `5` is that too, unless somebody is called
    so."""
    number = int(digits) if (digits := who.removeprefix("#")).isascii() and digits.isdecimal() else None
    borgere = await db.read(people.all_borgere)
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
