"""Answers in words and pictures: for the borger's receipt, and for staff who read them."""

from __future__ import annotations

from dialogs import when
from dialogs.cards import CardTile
from dialogs.model import Choice, PlainStep, Rating, Say, Several, When
from dialogs.path import Ask
from dialogs.profile import ReadingProfile, ScaleStyle
from dialogs.scales import SCALES, mark
from dialogs.session import Given, Outcome
from dialogs.text import T, Text

SIGNS = {
    Outcome.DONT_KNOW: ("❓", T("Don't know")),
    Outcome.WONT_SAY: ("🤐", T("Won't say")),
    Outcome.SKIPPED: ("⏭️", T("Skipped")),
}


def receipt_tile(ask: Ask, given: Given, profile: ReadingProfile) -> CardTile:
    """One line of the receipt: the question's pictogram beside the answer's."""
    sign, words, number = _answer(ask.step, given, profile)
    name = ask.step.name.plain() if ask.step.name else None
    label = T("{question}: {answer}", question=name, answer=words) if name and words else words
    return CardTile(ask.step.pictogram + ("" if number else sign), label, number)


def in_words(step: PlainStep, outcome: Outcome, choices: tuple[str, ...]) -> Text:
    """An answer as staff read it: the words of the level or options chosen, or what became of the question."""
    given = Given(step.id, "", outcome, choices)
    words = _answer(step, given, ReadingProfile())[1]
    return words if words is not None else T("Answered")


def _answer(step: PlainStep, given: Given, profile: ReadingProfile) -> tuple[str, Text | None, str]:
    """Pictogram, words and number of an answer."""
    if given.outcome is not Outcome.ANSWERED:
        sign, words = SIGNS[given.outcome]
        return sign, words, ""
    if isinstance(step, Rating):
        place, _, steps = given.choices[0].partition("/")
        style = profile.settled().style
        chosen = mark(SCALES[step.scale], int(place), int(steps), style)
        return ("" if style is ScaleStyle.WORDS else chosen.pictogram), chosen.word, chosen.number
    if isinstance(step, Choice | Several) and step.options:
        options = [o for o in step.options if o.id in given.choices]
        labels = tuple(o.label.plain() for o in options)
        return (
            "".join(o.pictogram for o in options[:3]),
            labels[0] if len(labels) == 1 else T("{list}", list=labels),
            "",
        )
    if isinstance(step, When):
        return "🕘", T("{when}", when=when.shown(step.what, given.choices[0])), ""
    if isinstance(step, Say):
        return "💬", T("Your words"), ""
    return "✅", None, ""
