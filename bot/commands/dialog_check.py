"""`trivselsbot dialogs check`: every dialog can be used, drawn and read, and all that it names is there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import FEATURES
from bot.config import Settings
from bot.desk.dialog_flaws import problems_of, rules_of
from bot.desk.feature import Features
from dialogs.method.library import read_files, shipped_folder
from dialogs.method.problems import DialogError
from locales.texts import load_texts


def check_dialogs(settings: Settings) -> Sequence[str]:
    """Checks the shipped dialogs and those in `<data>/dialogs`.

    Returns: a line for each advice, and one that says how many are good.

    Raises:
        DialogError: naming each problem on a line of its own, and each advice.
    """
    own = read_files(settings.folder / "dialogs")
    files = (*read_files(shipped_folder()), *own)
    names = {file.id for file in files}
    rules = rules_of(Features(FEATURES), load_texts(settings.noun), settings.language)
    problems = problems_of(files, names, rules)
    if any(not problem.mild for problem in problems):
        raise DialogError(problems)
    return (*map(str, problems), f"{len(names)} dialogs are good.")
