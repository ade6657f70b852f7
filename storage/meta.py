"""Facts about the bot itself, each under a key: whom it runs as, since when, and what it knows of its last run."""

from __future__ import annotations

from typing import Literal, TypeAlias

from storage.tx import Tx

MetaKey: TypeAlias = Literal["alive", "backup", "clock_told", "gap", "heard", "running", "token", "username"]
"""All that is kept so. "alive", "heard", "gap" and "clock_told" are of `storage.watch`, "backup" is of
`storage.backups`; "running" is there while the bot runs, "token" and "username" are those it last ran with."""


def remember(tx: Tx, key: MetaKey, value: str) -> None:
    tx.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)


def recall(tx: Tx, key: MetaKey) -> str | None:
    row = tx.one("SELECT value FROM meta WHERE key = ?", key)
    return str(row[0]) if row else None


def forget(tx: Tx, key: MetaKey) -> None:
    tx.run("DELETE FROM meta WHERE key = ?", key)
