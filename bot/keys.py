"""The database key: where it lies, whether it is strong enough, and whether others can get at it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import platformdirs

from bot.config import PREFIX, Settings, SettingsError

DATABASE = "trivselsbot.db"
SHORTEST = 20
"""Characters of a passphrase: five words, or a password nobody thought up."""
LEAST_DIFFERENT = 8


def default_key_file(folder: Path) -> Path:
    """Where `trivselsbot init` puts the key of the house in `folder`: not with the data, for whoever copies or takes
    the one must not have the other with it."""
    whole = folder.expanduser().absolute()
    mark = hashlib.sha256(str(whole).encode()).hexdigest()[:8]
    return platformdirs.user_config_path("trivselsbot") / f"{whole.name or 'house'}-{mark}.key"


def weakness(key: str) -> str | None:
    """What is wrong with a key that somebody could guess; None for a good one."""
    if len(set(key.lower())) < LEAST_DIFFERENT:
        return f"it has fewer than {LEAST_DIFFERENT} different characters"
    if re.fullmatch(r"[0-9a-fA-F]{64}", key) or len(key) >= SHORTEST:
        return None
    return f"it is shorter than {SHORTEST} characters"


def refuse_weak(key: str) -> None:
    """Looks at the key of a database that is to be made.

    Raises:
        SettingsError: if somebody could guess it.
    """
    if wrong := weakness(key):
        raise SettingsError(
            f"The database key is too weak: {wrong}. Leave {PREFIX}DATABASE_KEY and {PREFIX}DATABASE_KEY_FILE empty, "
            f"and `trivselsbot init` makes one; or give 64 hex digits or a passphrase of {SHORTEST} characters or more."
        )


def warnings(settings: Settings) -> list[str]:
    """A line for each thing that lets others at the data or its key."""
    folder, key_file = settings.folder, settings.key_file
    lines = []
    if wrong := weakness(settings.key()):
        lines.append(f"The database key is weak: {wrong}. Anybody who has the database could guess it.")
    for what in (folder, folder / DATABASE, folder / "settings.toml", *([key_file] if key_file else [])):
        mode = what.stat().st_mode & 0o777 if what.exists() else 0
        if mode & 0o077:
            allowed = "700" if what.is_dir() else "600"
            lines.append(f"Others on this machine can get at {what} (mode {mode:o}). Do: chmod {allowed} {what}")
    if key_file and folder.resolve() in key_file.resolve().parents:
        lines.append(
            f"The database key lies with the database ({key_file}): whoever takes the folder can read it. Move the key "
            f"to another folder and set {PREFIX}DATABASE_KEY_FILE."
        )
    elif _key_in(folder / "settings.toml"):
        lines.append(
            f"The database key stands in {folder / 'settings.toml'}, with the database: whoever takes the folder can "
            f"read it. Move the key to a file in another folder and set {PREFIX}DATABASE_KEY_FILE."
        )
    return lines


def _key_in(file: Path) -> bool:
    try:
        return bool(tomllib.loads(file.read_text("utf-8-sig")).get("database_key"))
    except (OSError, ValueError):
        return False
