"""A database without a thread between and a clock that stands still: for a year with its many small steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Concatenate

import sqlcipher3

from bot.clock import Clock
from storage.damage import Damage
from storage.database import Database, P, R
from storage.tx import Tx


class DirectDatabase(Database):
    """The same transactions on the file without a thread between: a year has many. Opened anew at every restart."""

    def __init__(self, file: Path) -> None:
        self._direct = sqlcipher3.connect(file, isolation_level=None)
        for pragma in ("key = \"x'" + "0f" * 32 + "'\"", "synchronous = OFF", "foreign_keys = ON"):
            self._direct.execute(f"PRAGMA {pragma}")

    async def write(self, change: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        self._direct.execute("BEGIN IMMEDIATE")
        try:
            outcome = change(Tx(self._direct, Damage()), *args, **kwargs)
            self._direct.execute("COMMIT")
        except BaseException:
            self._direct.execute("ROLLBACK")
            raise
        return outcome

    async def read(self, look: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return look(Tx(self._direct, Damage()), *args, **kwargs)

    async def close(self) -> None:
        self._direct.close()


class HeldClock(Clock):
    """Stands still between jumps: computing takes time of its own, which has no place in what is compared."""

    def __init__(self, begins: datetime) -> None:
        super().__init__()
        self.held = begins

    def now(self) -> datetime:
        return self.held

    def jump_to(self, instant: datetime) -> None:
        self.ahead += instant - self.held
        self.held = instant
