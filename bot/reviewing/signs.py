"""What somebody sent as signs alone, in words: by what the same signs are called on the app's own buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dialogs.method.model import Dialog
from dialogs.method.scales import SCALES, THUMBS
from dialogs.method.steps import Choice, Several
from dialogs.summary import Fact
from dialogs.text import T, Text

_STYLE = "\ufe0f"
"""Says that a sign is drawn in colours; it may be there or not."""


def named_signs(dialogs: Iterable[Dialog]) -> Mapping[str, Text]:
    """What signs stand for on buttons: those of the scales first, then of what can be chosen in these dialogs."""
    found: dict[str, Text] = {}
    for scale in SCALES.values():
        for level, thumbs in zip(scale.levels, THUMBS, strict=True):
            found.setdefault(level.face, level.word)
            found.setdefault(thumbs, level.word)
    for dialog in dialogs:
        for step in dialog.plain_steps:
            for option in step.options if isinstance(step, Choice | Several) else ():
                if option.pictogram:
                    found.setdefault(option.pictogram.replace(_STYLE, ""), option.label.plain())
    return found


def in_words_too(facts: Sequence[Fact], signs: Mapping[str, Text]) -> list[Fact]:
    """The facts, of which own words that are nothing but known signs have beside them what these are called."""
    return [_told(fact, signs) for fact in facts]


def _told(fact: Fact, signs: Mapping[str, Text]) -> Fact:
    names = _names(fact.quote.replace(_STYLE, ""), signs)
    if not names:
        return fact
    said = T("»{words}« (on the app's buttons: {names})", words=fact.quote, names=names)
    return replace(fact, quote="", answer=said)


def _names(quote: str, signs: Mapping[str, Text]) -> tuple[Text, ...]:
    """What the signs are called that the words are made of, each once; empty if there is anything else in them."""
    found: dict[Text, None] = {}
    rest = "".join(quote.split())
    while rest:
        sign = max((sign for sign in signs if rest.startswith(sign)), key=len, default="")
        if not sign:
            return ()
        found[signs[sign]] = None
        rest = rest[len(sign) :]
    return tuple(found)
