"""One program at a time on a data folder, where it must be alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import SettingsError


class FolderInUse(Exception):
    """A bot runs on the data folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds a data folder for the length of the block; the computer lets go of it when the process dies.

    Raises:
        FolderInUse: if somebody else holds it.
        SettingsError: if the folder cannot be written to.
    """
    try:
        lock = os.open(folder / "running.lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise SettingsError(f"The data folder {folder} cannot be written to: {error.strerror}.") from None
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise FolderInUse from None
        yield
    finally:
        os.close(lock)
