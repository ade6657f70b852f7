"""A house's own dialogs as they were last good, and the problems of their files that leaders have been told of."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from storage.tx import Tx


def last_good(tx: Tx) -> Mapping[str, str]:
    """The dialogs as JSON, by their ids."""
    return dict(tx.all("SELECT id, body FROM house_dialog"))


def keep(tx: Tx, bodies: Mapping[str, str]) -> None:
    """Keeps these as the last good ones, and no others."""
    for id_ in last_good(tx).keys() - bodies.keys():
        tx.run("DELETE FROM house_dialog WHERE id = ?", id_)
    for id_, body in bodies.items():
        tx.run("INSERT OR REPLACE INTO house_dialog VALUES (?, ?)", id_, body)


def told(tx: Tx) -> Collection[str]:
    """The problems that leaders have been told of, each as it stands wherever in its file."""
    return {about for (about,) in tx.all("SELECT about FROM dialog_problem")}


def note_told(tx: Tx, problems: Collection[str]) -> None:
    """Notes that leaders have been told of these; what is not among them is over, and told anew if it comes again."""
    for about in set(told(tx)) - set(problems):
        tx.run("DELETE FROM dialog_problem WHERE about = ?", about)
    for about in problems:
        tx.run("INSERT OR IGNORE INTO dialog_problem VALUES (?)", about)
