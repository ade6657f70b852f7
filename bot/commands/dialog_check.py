"""`trivselsbot dialogs check`: every dialog can be used, drawn and read, and all that it names is there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import FEATURES
from bot.config import Settings
from bot.desk.dialog_flaws import Rules, problems_of, rules_of
from bot.desk.feature import Features
from bot.pictures.pictograms import pictogram_exists
from dialogs.method.library import read_files, shipped_folder, without_topic
from dialogs.method.problems import DialogError, Problem
from dialogs.method.topics import TOPICS, Topic, read_topics
from locales.texts import load_texts


def check_dialogs(settings: Settings) -> Sequence[str]:
    """Checks the shipped dialogs and those in `<data>/dialogs`.

    Returns: a line for each advice, and one that says how many are good.

    Raises:
        DialogError: naming each problem on a line of its own, and each advice.
    """
    folders = (shipped_folder(), settings.folder / "dialogs")
    files = [file for folder in folders for file in read_files(folder)]
    names = {file.id for file in files}
    rules = rules_of(Features(FEATURES), load_texts(settings.noun), settings.language)
    topics: dict[str, Topic] = {}
    problems = list(problems_of(files, names, rules))
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
    return (*map(str, problems), f"{len(names)} dialogs are good.")


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
