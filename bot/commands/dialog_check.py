"""`trivselsbot dialogs check`: every dialog can be used, drawn and read, and all that it names is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.app import FEATURES
from bot.config import Settings
from bot.desk.dialog_flaws import Rules, problems_of, rules_of
from bot.desk.feature import Features
from bot.pictures.pictograms import pictogram_exists
from dialogs.method.library import DialogFile, read_files, shipped_folder, without_topic
from dialogs.method.problems import DialogError, Problem
from dialogs.method.topics import TOPICS, Topic, read_topics
from locales.texts import load_texts


def check_dialogs(settings: Settings) -> Sequence[str]:
    """Checks the shipped dialogs and those in `<data>/dialogs`.

    Returns: a line for each advice, one that says how many are good, and one that says which of them are the house's
    own.

    Raises:
        DialogError: naming each problem on a line of its own, and each advice.
    """
    folders = (shipped_folder(), settings.folder / "dialogs")
    shipped, own = map(read_files, folders)
    files = [*shipped, *own]
    rules = rules_of(Features(FEATURES), load_texts(settings.noun), settings.language)
    topics: dict[str, Topic] = {}
    problems = list(problems_of(files, {file.id: file.dialog for file in (*shipped, *reversed(own))}, rules))
    unread: list[Problem] = []
    for folder in folders:
        try:
            topics |= read_topics(folder)
        except DialogError as error:
            unread += error.problems
    # While topics cannot be read, nobody knows which there are: that one line says it.
    problems += unread or [problem for file in files for problem in without_topic(file, topics)]
    problems += [problem for topic in topics.values() for problem in _of_topic(topic, rules)]
    if any(not problem.mild for problem in problems):
        raise DialogError(problems)
    good = {file.id for file in files if file.dialog}
    return (*map(str, problems), f"{len(good)} dialogs are good.", _own(shipped, own, folders[1]))


def _own(shipped: Sequence[DialogFile], own: Sequence[DialogFile], folder: Path) -> str:
    """Which dialogs are the house's own, and which of those are used in place of a shipped one."""
    there, replaced = {file.id for file in shipped}, "in place of the one that is shipped"
    named = [f"{each.id} ({replaced})" if each.id in there else each.id for each in own if each.dialog]
    if not named:
        return f"None of them is the house's own: there is no dialog in {folder}."
    return f"{len(named)} of them {'are' if len(named) > 1 else 'is'} the house's own: {', '.join(named)}."


def _of_topic(topic: Topic, rules: Rules) -> list[Problem]:
    """What is wrong with the words and the picture of a topic."""
    place, texts = (
        f"topic '{topic.id}'",
        {"name": topic.name.plain(), "shared_as": (topic.shared_as or topic.name).plain()},
    )
    found = [
        Problem(TOPICS, 0, f"{place}, field '{field}'", f"has no words in {rules.first}; write {{{rules.first}: …}}")
        for field, words in texts.items()
        if not (rules.first in words.languages if words.languages else rules.texts[rules.first].knows(words.id))
    ]
    if not pictogram_exists(topic.pictogram):
        said = f"there is no pictogram for '{topic.pictogram}'; take another emoji"
        found.append(Problem(TOPICS, 0, f"{place}, field 'pictogram'", said))
    return found
