"""The rules for texts that can be tested: labels beside each other, and sentences with every real label in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from dialogs.method.model import Dialog
from dialogs.method.scales import SCALES
from dialogs.method.sort import Sort
from dialogs.method.steps import Choice, Each, Several
from dialogs.text import T, Text
from locales.texts import LANGUAGES, load_texts
from tests.transcripts import LIBRARY

TEXTS = load_texts()
SLIPS = re.compile(r"\.\.(?!\.)|[?!:,]\.|\?\?|»«|  |\bkl\. kl\b|\bNone\b|\{\w*\}")
"""A full stop too many, empty quotes, a gap, "kl." twice, or a value that was forgotten."""


def options_of(dialog: Dialog) -> Iterator[list[tuple[str, Text]]]:
    """(sign, label) of all that stands beside each other, for each question of a dialog."""
    for outer in dialog.steps:
        for step in outer.steps if isinstance(outer, Each) else (outer,):
            if isinstance(step, Sort):
                yield [(head.pictogram, head.label.plain()) for head in step.heads]
            if isinstance(step, Choice | Several):
                yield [(option.pictogram, option.label.plain()) for option in step.options]
    for source in dialog.lists.values():
        yield [(item.pictogram, item.label.plain()) for item in source.items or ()]


def bare(label: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\b(ikke|not|don't)\b", "", label.casefold()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_differ_by_not_alone(language: str) -> None:
    say = TEXTS[language].say
    beside = [[say(label) for _, label in labels] for each in LIBRARY.values() for labels in options_of(each)]
    beside += [[say(level.word) for level in scale.levels] for scale in SCALES.values()]
    beside.append([say(T("Share")), say(T("Don't share"))])
    pairs = [pair for labels in beside for pair in combinations(labels, 2)]
    amounts = {"Noget", "Ikke noget"}  # of what may be read: beside »Alt« they are amounts, and their signs differ
    assert [(a, b) for a, b in pairs if bare(a) == bare(b) and {a, b} != amounts] == []


def test_beside_each_other_no_sign_stands_twice() -> None:
    shown = [[sign for sign, _ in labels if sign] for each in LIBRARY.values() for labels in options_of(each)]
    shown += [[level.face for level in scale.levels] for scale in SCALES.values()]
    assert [signs for signs in shown if len(set(signs)) < len(signs)] == []


def real_labels() -> set[str]:
    """All that a sentence may name: what dialogs and topics are called, and every option and thing of a list."""
    say = TEXTS["da"].say
    named = {say(label) for each in LIBRARY.values() for labels in options_of(each) for _, label in labels}
    named |= {say(each.own_title) for each in LIBRARY.values()} | {say(each.title.plain()) for each in LIBRARY.values()}
    return named | {say((topic.shared_as or topic.name).plain()) for topic in LIBRARY.topics.values()}


NAMING = re.compile(r"\{(what|item|title|topic|entry|paper|shelf|about|words)\}")


def test_every_sentence_reads_right_with_every_real_label() -> None:
    sentences = [words for words in TEXTS["da"]._catalog.values() if NAMING.search(words)]
    labels = real_labels()
    assert len(sentences) > 60 and len(labels) > 150
    slips = set()
    for words in sentences:
        others = re.sub(r"\{(?!what|item|title|topic|entry|paper|shelf|about|words)\w+\}", "Mette", words)
        # What is a question itself stands between quotes, or before a colon; plans and wishes are none.
        for label in labels if "»" in words else (each for each in labels if each[-1] not in ".?"):
            said = NAMING.sub(lambda _, label=label: label, others)  # type: ignore[misc]
            if SLIPS.search(said):
                slips.add(said)
    assert slips == set()


def test_what_follows_a_name_and_a_colon_is_a_sentence() -> None:
    """»{what}: Til hvilken dag?« A question begins with a capital also there."""
    asked = [words for words in TEXTS["da"]._catalog.values() if words.endswith("?")]
    assert [words for words in asked if re.search(r"\}«?: [a-zæøå]", words)] == []


def test_questions_with_a_real_label_fit_a_small_screen() -> None:
    say, long = TEXTS["da"].say, []
    for dialog in LIBRARY.values():
        if dialog.readers or dialog.purpose in ("form", "reply"):
            continue
        for block in dialog.steps:
            if not isinstance(block, Each):
                continue
            over = next((step for step in dialog.steps if isinstance(step, Several) and step.id == block.over), None)
            source = dialog.lists.get(block.over or "")
            things = over.options if over else (source.items or ()) if source else ()
            asked = [step.text.plain() for step in block.steps]
            long += [q for thing in things for each in asked
                     if len(q := say(Text(each.id, {"item": thing.label.plain()}))) > 60]  # fmt: skip
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_has_words_of_its_own(language: str) -> None:
    """Where a number stands before a noun, another text is for one: nothing reads "1 dage"."""
    known = TEXTS[language]._catalog
    for many, one in (
        ("No answers for {days} days: {names}. Answering is voluntary. Perhaps ask how they are.",
         "No answers for a day: {names}. Answering is voluntary. Perhaps ask how they are."),
        ("I erase your answers after {months} months.", "I erase your answers after a month."),
        ("I erase answers and notes after {months} months.", "I erase answers and notes after a month."),
        ("Lasts {hours} hours.", "Lasts an hour."),
        ("{hours} hours after {what}", "an hour after {what}"),
        ("{count} days before {what} {time}", "the day before {what} {time}"),
        ("Every {count} weeks", "Every week"),
        ("{question}: {count} answers, {least} to {most}, last {latest}", "{question}: one answer, {score}"),
    ):  # fmt: skip
        assert many in known and one in known and known[many] != known[one]
