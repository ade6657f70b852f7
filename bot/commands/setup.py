"""`trivselsbot init`: the data folder, the key, the settings file and the database of a new house."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path

from bot.config import PREFIX, Settings, SettingsError, table
from bot.keys import DATABASE, default_key_file, refuse_weak, warnings
from bot.private_files import write_private
from bot.speaking.speaker import missing
from storage.database import Database


async def set_up(settings: Settings) -> list[str]:
    """Makes what is not there yet and keeps what is; what was begun and cut off is finished.

    Returns: lines for whoever sets the house up.

    Raises:
        SettingsError: if the folder cannot be written to, the key is weak, or the key of the database that is there is
            lost.
        DatabaseRefused: if the key does not fit the database that is there.
    """
    folder = data_folder(settings)
    file = folder / DATABASE
    there = file.exists() and (file.is_dir() or file.stat().st_size > 0)
    key_file = None if settings.database_key else settings.key_file or _key_file(folder)
    key = settings.database_key or (_stored(key_file) if key_file else "")
    if there and not key:
        raise SettingsError(
            f"There is a database in {folder}, but its key is lost: {key_file} is not there. Put the key back; without "
            f"it, nobody can read the database. For a new house, choose another {PREFIX}DATA_DIR."
        )
    if not there and key:
        refuse_weak(key)
    if key_file and not key:
        key = secrets.token_hex(32)
        _written(key_file, key + "\n")
    await (await Database.make(file, key)).close()
    settings_file = folder / "settings.toml"
    if not settings_file.exists():
        _written(settings_file, _settings_template(folder, key_file))
    known = replace(settings, database_key_file=str(key_file or ""))
    return [
        f"Ready in {folder}.",
        *([f"The key is {key_file}."] if key_file else []),
        "Keep a copy of the key in a safe place, apart from the data: without it, nobody can read the database.",
        *warnings(known),
        *([lacking] if (lacking := missing(known)) else []),
        f"Next: put the token from @BotFather into {settings_file}, then: trivselsbot run",
    ]


def data_folder(settings: Settings) -> Path:
    """The data folder, made if needed, for the owner's eyes alone.

    Raises:
        SettingsError: if it cannot be written to.
    """
    folder = settings.folder
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingsError(f"The data folder {folder} cannot be written to: {error.strerror}.") from None
    return folder


def _key_file(folder: Path) -> Path:
    """Where the key is to be, or where one of the older versions put it: with the data."""
    older, usual = folder / "database.key", default_key_file(folder)
    found = older if older.exists() and not usual.exists() else usual
    if not found.is_absolute():
        raise SettingsError(
            f"There is no home folder for the database key. Name a file in {PREFIX}DATABASE_KEY_FILE, apart from the "
            "data; it is made."
        )
    return found


def _stored(key_file: Path) -> str:
    if not key_file.exists():
        return ""
    return Settings(database_key_file=str(key_file)).key()


def _written(file: Path, words: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(file, words.encode())
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}.") from None


def _settings_template(folder: Path, key_file: Path | None) -> str:
    lines = ["# Trivselsbot's settings. A line without # is in force. A file named here counts from this folder."]
    for name, default, about in table():
        short = name.removeprefix(PREFIX).lower()
        lines.append(f"\n# {about}")
        if short == "database_key_file" and key_file:
            inside = folder.resolve() in key_file.resolve().parents
            place = key_file.resolve().relative_to(folder.resolve()) if inside else key_file.absolute()
            lines.append(f"{short} = {_quoted(str(place))}")
        else:
            lines.append(f'# {short} = "{default}"')
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Words as a string of TOML."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
