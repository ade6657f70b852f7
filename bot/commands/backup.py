"""`trivselsbot backup` and `trivselsbot restore`."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import sqlcipher3

from bot.clock import Clock
from bot.commands.command_time import doubt
from bot.commands.setup import data_folder
from bot.config import Settings, SettingsError
from bot.desk.outlook import rules_of, sources_of, unsettled
from bot.keys import DATABASE
from bot.lock import FolderInUse, alone
from bot.private_files import settle
from bot.rights import ledger
from dialogs.time.agenda import Asking, Fate
from storage import agendas, backups, people, sharing, watch
from storage.backups import Since
from storage.damage import Check, DatabaseDamaged
from storage.database import Database
from storage.file import insist_on, matter_with_disk
from storage.tx import Tx

_ASIDE = "trivselsbot-before-restore-"
_LOG_AND_INDEX = ("-wal", "-shm")


async def backup(settings: Settings, folder: Path, clock: Clock) -> list[str]:
    """Makes a copy of the database, as it is at one instant, while the bot may be running; under the same key. It is
    there under its name only when it is whole.

    Returns: lines for whoever asked.

    Raises:
        SettingsError: if the folder cannot be written to.
        DatabaseRefused: if there is no database, or the key does not fit.
        DatabaseDamaged: if the copy is not whole, for the database is not. It is taken away again.
    """
    key, source = settings.key(), settings.folder / DATABASE
    insist_on(source)
    begun = clock.now()
    file = folder / f"trivselsbot-{begun.astimezone(settings.zone):%Y-%m-%dT%H-%M-%S}.db"
    half = folder / f".{file.name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        await asyncio.to_thread(backups.copy_whole, source, key, half)
        last = await asyncio.to_thread(backups.mark, half, key, begun, clock.now())
        if wrong := await Check(half, key).run():
            raise DatabaseDamaged(f"The database is damaged ({wrong}), and so would be the backup: none was made.")
        _durable(half)
        half.replace(file)
        settle(folder)
    except OSError as error:
        raise SettingsError(f"The folder {folder} cannot be written to: {error.strerror}.") from None
    except sqlcipher3.dbapi2.OperationalError as error:
        if matter := matter_with_disk(folder):
            raise SettingsError(f"The backup was not made: {error}. {matter}") from None
        raise
    finally:
        _removed(half)
    return [
        f"Written: {file}",
        *([line] if (line := doubt(settings, begun, last)) else []),
        "It opens with the same key. Keep the two apart, and the ledger of erasures with the key.",
    ]


async def restore(settings: Settings, file: Path, clock: Clock, *, replace: bool = False) -> list[str]:
    """Puts a backup in the place of the database. What it held is as it was, but that who was erased since is erased
    again, and what may have been sent since is not sent again. A database that is there is put aside.

    Returns: lines for whoever asked: what is lost, and what was left out.

    Raises:
        SettingsError: if the bot runs, there is a database and it is not to be replaced, or the clock is plainly wrong.
        DatabaseRefused: if the file is not there, or the key does not fit.
        DatabaseDamaged: if the backup is not whole. All is as it was.
    """
    key, folder = settings.key(), data_folder(settings)
    place = folder / DATABASE
    half = folder / f".{DATABASE}.restored"
    try:
        with alone(folder):
            there = place.exists() and place.stat().st_size > 0
            if there and not replace:
                raise SettingsError(f"There is a database in {folder}. With --replace it is put aside.")
            _removed(half)
            await asyncio.to_thread(backups.copy_whole, file, key, half)
            if wrong := await Check(half, key).run():
                raise DatabaseDamaged(f"The backup is damaged ({wrong}). Nothing was changed; try an older one.")
            said = await _adjusted(settings, half, place if there else None, clock.now())
            _durable(half)
            aside = _put_aside(place, clock.now().astimezone(settings.zone)) if there else None
            half.replace(place)
            settle(folder)
    except FolderInUse:
        raise SettingsError("Trivselsbot is running on this data folder. Stop it first.") from None
    finally:
        _removed(half)
    kept = [f"The database that was there is kept as {aside}."] if aside else []
    return [f"Restored from {file}.", *said, *kept]


async def _adjusted(settings: Settings, file: Path, old: Path | None, now: datetime) -> list[str]:
    """Makes a copy fit to go on from now."""
    unkeyed = await asyncio.to_thread(backups.is_older_than_ledgers, file, settings.key())
    db = await Database.open(file, settings.key())
    try:
        used = await db.read(watch.last_alive) or now  # of a file that was copied in another way
        copied = await db.read(backups.made)
        begun, ended = copied or (used, used)
        since = await asyncio.to_thread(backups.since_backup, old, settings.key(), begun) if old else None
        # What nobody knows may have been sent until this very moment.
        until = min(now, max(ended, since.last)) if since else now
        if line := doubt(settings, now, max(used, since.last if since else used)):
            raise SettingsError(f"{line} Nothing was changed.")
        if unkeyed and since and since.secret:
            await db.write(backups.adopt_secret, since.secret)
        erased = await _erased_again(db, settings, since.gone if since else ())
        left_out = await db.write(_begin_again, settings, since, until)
    finally:
        await db.close()
    lines = [_lost(settings, begun, since), *erased]
    if left_out:
        alike = Counter(left_out)
        lines.append(f"Perhaps sent already, so not sent again ({len(left_out)}):")
        lines += [line if count == 1 else f"{line} (×{count})" for line, count in alike.items()]
    return lines


def _begin_again(tx: Tx, settings: Settings, since: Since | None, until: datetime) -> list[str]:
    """Returns: a line for each thing that is left out, for it may have been sent by an instant."""
    for borger_id, copy, at in since.copies if since else ():  # the files are still there
        if people.person_by_id(tx, borger_id):
            sharing.log_copy(tx, borger_id, copy, at)
    left_out = _left_out(tx, settings, until)
    backups.begin_again(tx, until)
    return left_out


def _lost(settings: Settings, begun: datetime, since: Since | None) -> str:
    first = _local(settings, begun)
    if since is None:
        return f"Lost: what was confirmed from {first} on. The database that was there is gone or cannot be read."
    if since.last <= begun and not since.answers and not since.people:
        return f"Lost: nothing that the database that was there knows of; its last word is from before {first}."
    lost = f"Lost: what was confirmed from {first} to {_local(settings, since.last)}, {since.answers} answers among it."
    joined = f" {since.people} of the people were put in since: they need a new link." if since.people else ""
    return lost + joined


async def _erased_again(db: Database, settings: Settings, gone: tuple[tuple[int, float], ...]) -> list[str]:
    """Erases who stands in the ledger, and who is `gone` from the later database and was not noted there yet: the
    running bot notes them. Returns: lines about that."""
    file, lines = ledger.ledger_of(settings), []
    try:
        marks, damaged = ledger.erased(file)
    except FileNotFoundError:
        marks, damaged = set(), 0
        lines.append(
            f"There is no ledger of erasures ({file}): if anybody was erased since the backup, they are back. Erase "
            "them again."
        )
    except OSError as error:
        raise SettingsError(f"The ledger of erasures cannot be read: {error.strerror}. Nothing was changed.") from None
    if damaged:
        lines.append(
            f"Lines of the ledger of erasures that cannot be read: {damaged} ({file}). Whom they are about may be back."
        )
    if found := await db.write(_erase_again, gone, marks):
        lines.append(f"Erased again, for they were erased since: {found}.")
    return lines


def _erase_again(tx: Tx, gone: tuple[tuple[int, float], ...], marks: set[str]) -> int:
    found = [(person_id, created) for person_id, created in backups.everybody(tx)
             if (person_id, created) in gone or ledger.mark(tx, person_id, created) in marks]  # fmt: skip
    for person_id, _ in found:
        people.remove_person(tx, person_id)
    return len(found)


def _left_out(tx: Tx, settings: Settings, until: datetime) -> list[str]:
    """Leaves out all that was to be sent by an instant. Returns: a line for each; people by their numbers."""
    lines = [
        f"  {_local(settings, at)}  borger {who}: asked to talk with somebody and perhaps still waits. Ask them now."
        for who, at in backups.open_talks(tx)
    ]
    queued, timers = backups.new_messages(tx, until), backups.timers(tx, until)
    for message in queued:
        person = people.person_by_chat(tx, message.chat_id)
        whom = f"{person.role} {person.id}" if person else "somebody else"
        lines.append(f"  {_local(settings, message.at)}  {whom}: a message ({message.action})")
    lines += [f"  {_local(settings, timer.at)}  borger {timer.borger_id}: {timer.kind}" for timer in timers]
    backups.leave_out(tx, queued, timers)
    for person_id in agendas.due_agendas(tx, until, 1_000_000):
        person, agenda = people.person_by_id(tx, person_id), agendas.agenda_of(tx, person_id)
        if person is None or agenda is None:
            continue
        sources = sources_of(tx, agenda, until)
        for entry in unsettled(tx, rules_of(settings), agenda, sources, until):
            if entry.at <= until:
                agendas.note(tx, person_id, entry, "nothing", until)
                if entry.fate is Fate.SENT:
                    what = entry.source.kind if isinstance(entry.source, Asking) else "reminder"
                    lines.append(f"  {_local(settings, entry.at)}  {person.role} {person_id}: {what}")
    return lines


def _local(settings: Settings, at: datetime) -> str:
    return f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M}"


def aside(folder: Path) -> list[Path]:
    """The databases in a data folder that were put aside."""
    return sorted(folder.glob(f"{_ASIDE}*.db"))


def _put_aside(place: Path, now: datetime) -> Path:
    """Gives a database another name, with its log."""
    aside = place.with_name(f"{_ASIDE}{now:%Y-%m-%dT%H-%M-%S}.db")
    for end in (*_LOG_AND_INDEX, ""):  # the log first: without it, what is there would look whole and not be
        part = place.with_name(place.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))
    return aside


def _durable(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _removed(file: Path) -> None:
    for end in ("", "-journal", *_LOG_AND_INDEX) if file.parent.is_dir() else ():
        file.with_name(file.name + end).unlink(missing_ok=True)
