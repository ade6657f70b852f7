"""Answers in words and pictures: for the borger's receipt, and for staff who read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.engine import path
from dialogs.engine.asides import LATER
from dialogs.engine.cards import CardTile
from dialogs.engine.path import Ask, label, options
from dialogs.engine.session import Given, Item, Outcome, Session
from dialogs.method.scales import mark
from dialogs.method.sort import Placing
from dialogs.method.steps import Blank, Choice, Option, PlainStep, Rating, Say, Several, When
from dialogs.profile import ReadingProfile, ScaleStyle
from dialogs.text import T, Text, TextValue
from dialogs.time import when

SIGNS = {
    Outcome.DONT_KNOW: ("🤷", T("Don't know")),
    Outcome.WONT_SAY: ("🤐", T("Won't say")),
    Outcome.SKIPPED: ("⏭️", T("Skipped")),
}


SAID = "🗣️"
"""The sign of own words. A tick beside a picture of a thing would say that it was done."""
ANOTHER_DAY = ("📆", T("Comes another day"))
"""What is told of a question that was left for another day."""
LEFT_LYING = ("✋", T("Left lying"))
"""What became of a card that was laid under no head."""


def told_apart(answered: Sequence[tuple[Ask, Given]]) -> Sequence[tuple[Ask, Given]]:
    """Those of the answers that have a line of their own: not that there was no more thing of one's own, nor what named
    one, where the line of what was said about it has its name."""
    others = [ask for ask, _ in answered if not isinstance(ask.step, Blank)]
    about = {ask.over for ask in others} | {ask.step.only_if.step for ask in others if ask.step.only_if and ask.item}
    told = [
        (ask, given)
        for ask, given in answered
        if not isinstance(ask.step, Blank) or (given.outcome is Outcome.ANSWERED and ask.step.id not in about)
    ]
    return told or answered


def receipt_tile(ask: Ask, given: Given, session: Session, beside: Sequence[Ask] = ()) -> CardTile:
    """One line of the receipt: the question's pictogram beside the answer's. `beside` are all questions on it: what is
    asked first about a thing of a list is told by the thing alone; own words and ratings after it, which would not say
    what they are about, by their own name too."""
    sign, words, number = answer_of(ask, given, session)
    name = ask.name
    if ask.item and isinstance(ask.step, Say | Rating) and ask.step.name and _follows(ask, beside):
        name = T("{item} · {question}", item=label(ask.item), question=ask.step.name.plain())
    told = T("{question}: {answer}", question=name, answer=words) if name and words else words
    listed = isinstance(ask.step, Choice | Several) and ask.step.options_from is not None
    twice = sign == SAID == ask.pictogram
    return CardTile(ask.pictogram + ("" if number or twice else sign), told, number, essential=listed or bool(ask.item),
                    file=ask.photo, of=ask.pictogram, skipped=sign == SIGNS[Outcome.SKIPPED][0])  # fmt: skip


def _follows(ask: Ask, beside: Sequence[Ask]) -> bool:
    """Whether another question about the same thing comes first."""
    about = (other for other in beside if other.item_id == ask.item_id and other.over == ask.over)
    return next(about, ask) != ask


def answer_of(ask: Ask, given: Given, session: Session) -> tuple[str, Text | None, str]:
    """Pictogram, words and number of an answer, in the way of reading it was given in."""
    return _answer(ask.step, given, session.profile, options(ask, session))


def in_words(step: PlainStep, outcome: Outcome, choices: tuple[str, ...], ask: Ask | None = None) -> Text:
    """An answer as staff read it: the words of the level or options chosen, or what became of the question. `ask` knows
    those of a list."""
    given = Given(step.id, "", outcome, choices)
    listed = ask.listed if ask else None
    known = listed or (step.options if isinstance(step, Choice | Several) else ())
    words = _answer(step, given, ReadingProfile(), known)[1]
    return words if words is not None else T("Answered")


def in_pictures(step: PlainStep, choices: tuple[str, ...]) -> str:
    """The signs of what was chosen; empty for own words."""
    known = step.options if isinstance(step, Choice | Several) else ()
    given = Given(step.id, "", Outcome.ANSWERED, choices)
    return "" if isinstance(step, Say) else _answer(step, given, ReadingProfile(), known)[0]


def answer_in_words(ask: Ask, given: Given, session: Session) -> Text:
    """An answer of a session as others are told it: own words as they were said."""
    if given.words:
        return T("»{words}«", words=given.words)
    return _answer(ask.step, given, ReadingProfile(), options(ask, session))[1] or T("Answered")


def _answer(
    step: PlainStep, given: Given, profile: ReadingProfile, known: tuple[Option | Item, ...]
) -> tuple[str, Text | None, str]:
    """Pictogram, words and number of an answer."""
    if given.outcome is not Outcome.ANSWERED:
        left = isinstance(step, Placing) and given.outcome is Outcome.SKIPPED
        sign, words = LEFT_LYING if left else ANOTHER_DAY if LATER in given.choices else SIGNS[given.outcome]
        return sign, words, ""
    if isinstance(step, Rating):
        place, _, steps = given.choices[0].partition("/")
        style = profile.settled().style
        tapped = mark(step.on, int(place), int(steps), style)
        return ("" if style is ScaleStyle.WORDS else tapped.pictogram), tapped.word, tapped.number
    if chosen := [option for option in known if option.id in given.choices]:
        labels = tuple(label(option) for option in chosen)
        words = labels[0] if len(labels) == 1 else T("{list}", list=labels)
        return "".join(o.pictogram for o in chosen[:3]), words, ""
    if isinstance(step, When):
        return when.sign(when.shown(step.what, given.choices[0])), when.in_full(step.what, given.choices[0]), ""
    if isinstance(step, Say):
        return SAID, T("Kept"), ""
    return "✅", None, ""


def name_by_itself(ask: Ask, values: Mapping[str, TextValue]) -> Text:
    """What a question is called by itself, with the `values` its words may name. Of its thing they tell what it is
    called, and nothing that was said of it elsewhere: whoever may read this answer need not be who may read that."""
    name = (ask.step.name or ask.step.text).plain()
    of_thing = {key: said if key == "item" else "–" for key, said in path.item_values(ask).items()}
    return name if ask.step.name else replace(name, values={**values, **of_thing})
