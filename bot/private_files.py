"""Files for the owner's eyes alone, whole or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE = 0o600


def write_private(file: Path, body: bytes) -> None:
    """Writes a file and makes it durable. One of that name is replaced only when the new one is whole.

    Raises:
        OSError: if it cannot be written, as on a full disk. What was there is then as it was.
    """
    half = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE), "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(file)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    settle(file.parent)


def settle(folder: Path) -> None:
    """Makes durable which files there are in a folder."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
