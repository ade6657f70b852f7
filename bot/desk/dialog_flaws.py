"""All that is wrong with a dialog in this house: what it names that is not there, and what nobody could read or see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.desk.feature import Features
from bot.pictures.pictograms import pictogram_exists
from bot.telegram.render import width
from dialogs.method.earlier import Dialogs
from dialogs.method.guides import GUIDE, MOST_WORDS
from dialogs.method.library import DialogFile
from dialogs.method.model import Dialog
from dialogs.method.needs import Answering
from dialogs.method.parts import Part, signs, texts
from dialogs.method.problems import Flaw, Problem
from dialogs.method.references import Around, broken
from dialogs.method.source import Source
from dialogs.words.readability import hard
from locales.texts import Texts

LONGEST_LABEL = 28
"""Letters' room for a label, as `width` counts it: a line of a narrow phone holds about 32, two letters' room is the
pictogram's, and what is longer ends in dots."""


@dataclass(frozen=True)
class Rules:
    """What dialogs are checked by.

    Attributes:
        screens: what opens without a dialog.
        answering: what code that answers dialogs declares, by the dialogs' ids.
        sources: where a list may be from.
        texts: the languages.
        first: the house's own language.
    """

    screens: Collection[str]
    answering: Mapping[str, Answering]
    sources: Collection[str]
    texts: Mapping[str, Texts]
    first: str


def rules_of(features: Features, texts: Mapping[str, Texts], first: str) -> Rules:
    """The rules where there are these features."""
    named = ([f"{name}.{word}" for word in each.words] or [name] for name, each in features.lists.items())
    return Rules(features.screens, features.forms, [source for each in named for source in each], texts, first)


def problems_of(files: Sequence[DialogFile], dialogs: Dialogs, rules: Rules) -> Sequence[Problem]:
    """Everything that is wrong with files, in their order, beside these dialogs."""
    found: list[Problem] = []
    for file in files:
        found += file.problems
        if file.dialog:
            source = Source(file.name, file.body)
            told = [source.problem(flaw) for flaw in flaws(file.dialog, dialogs, rules)]
            found += sorted(told, key=lambda problem: problem.line)
    return found


def flaws(dialog: Dialog, dialogs: Dialogs, rules: Rules) -> Iterator[Flaw]:
    """Everything that is wrong beside these dialogs, in no order; what is `mild` does no harm."""
    yield from broken(dialog, Around(dialogs, rules.screens, rules.answering, rules.sources))
    elsewhere: dict[str, list[Part]] = {}
    for part in texts(dialog):
        yield from _languages(part, rules)
        for language in rules.texts.keys() - part.text.languages.keys() if part.text.languages else ():
            elsewhere.setdefault(language, []).append(part)
        yield from _readable(part, rules, MOST_WORDS if dialog.purpose == GUIDE else None)
    for language, parts in elsewhere.items():
        if language != rules.first:
            count = f"{len(parts)} texts are" if len(parts) > 1 else "a text is"
            said = f"{count} not in {language}; who reads {language} sees another language there"
            yield Flaw(parts[0].place, said, mild=True)
    for place, sign in signs(dialog):
        if sign and not pictogram_exists(sign):
            yield Flaw(place, f"there is no pictogram for '{sign}'; take another emoji")


def _languages(part: Part, rules: Rules) -> Iterator[Flaw]:
    if not part.text.languages:
        missing = [language for language, known in rules.texts.items() if not known.knows(part.text.id)]
        if missing:
            yield Flaw(part.place, f"has no words in {', '.join(missing)}; write {{{rules.first}: …}}")
        return
    for language in part.text.languages.keys() - rules.texts.keys():
        yield Flaw((*part.place, language), f"'{language}' is no language here; there are {', '.join(rules.texts)}")
    if rules.first not in part.text.languages:
        yield Flaw(part.place, f"has no words in {rules.first}, the house's language; write {{{rules.first}: …}}")


def _readable(part: Part, rules: Rules, most_words: int | None) -> Iterator[Flaw]:
    for language, known in rules.texts.items():
        if part.text.languages and language not in part.text.languages:
            continue
        place = (*part.place, language) if part.text.languages else part.place
        words = known.say(part.text)
        if part.use == "label" and width(words) > LONGEST_LABEL:
            yield Flaw(place, f"is too long for a button (»{words}«); {LONGEST_LABEL} letters fit")
        if language == rules.first and part.use in ("question", "told", "ending") and (said := hard(words)):
            yield Flaw(place, said, mild=True)
        count = len(words.split())
        if most_words and language == rules.first and part.use == "told" and count > most_words:
            said = f"has {count} words, and is read while something is done; write at most {most_words}, or two steps"
            yield Flaw(place, said, mild=True)
