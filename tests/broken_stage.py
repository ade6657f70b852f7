"""Tables of broken dialog files, and what a house is told of each."""

from __future__ import annotations

from pathlib import Path

from bot.app import FEATURES
from bot.desk.dialog_flaws import problems_of, rules_of
from bot.desk.feature import Features
from dialogs.method.library import read_files
from locales.texts import load_texts
from tests.transcripts import LIBRARY

TEXTS = load_texts()


def rows(table: str) -> list[tuple[str, str, str]]:
    """What is changed, to what, and the line that is told."""
    found = []
    for block in table.strip("\n").split("\n\n"):
        change, *told = block.split("\n")
        old, _, new = change.replace("⏎", "\n").replace("⇥", "\t").partition(" =>")
        found.append((old, new.removeprefix(" "), " ".join(line.strip() for line in told)))
    return found


def problems(folder: Path, body: str, name: str) -> list[str]:
    """What is told of a house with this one file."""
    (folder / name).write_text(body, "utf-8")
    rules = rules_of(Features(FEATURES), TEXTS, "da")
    files = read_files(folder)
    return [
        str(problem) for problem in problems_of(files, {**LIBRARY, **{each.id: each.dialog for each in files}}, rules)
    ]
