"""What staff have opened, for the house's own journal: buttons that copy it, with whose it is and when it was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.telegram.content import COPY_LIMIT, InlineButton, length
from dialogs.engine.session import Outcome
from dialogs.summary import Fact, LineKind, summary_lines
from dialogs.text import T, Text
from dialogs.words.visible import cut
from locales.texts import Texts

MOST = 3
"""Buttons at most, for the card to fit a screen: with more facts than these there is one for each sitting, and of more
sittings one for each of the newest."""


def copy_buttons(texts: Texts, name: str, facts: Sequence[Fact]) -> list[InlineButton]:
    """A button for each fact of a borger called `name`, or for each sitting; none if nothing was answered."""
    answered = [fact for fact in facts if fact.outcome is Outcome.ANSWERED]
    if len(answered) <= MOST:
        return [_button(texts, T("Copy: {what}", what=fact.name), name, [fact]) for fact in answered]
    sittings: dict[int, list[Fact]] = {}
    for fact in facts:
        sittings.setdefault(fact.session_id, []).append(fact)
    newest = sorted(sittings.values(), key=lambda sitting: max(fact.at for fact in sitting), reverse=True)[:MOST]
    alone = len(sittings) == 1
    labels = (T("Copy all of it") if alone else T("Copy: {what}", what=T("{when}", when=s[0].at)) for s in newest)
    return [_button(texts, label, name, sitting) for label, sitting in zip(labels, newest, strict=True)]


def _button(texts: Texts, label: Text, name: str, facts: Iterable[Fact]) -> InlineButton:
    return InlineButton(f"📋 {texts.say(label)}", copy=_short(_told(texts, name, tuple(facts))))


def _told(texts: Texts, name: str, facts: Sequence[Fact]) -> str:
    """Whose, when and what, in the words of the card."""
    parts: list[str] = []
    for line in summary_lines(facts):
        said = texts.say(line.text)
        if line.kind is LineKind.WHEN:
            parts.append(f"{name}, {said.removesuffix(':')}:")
        else:
            parts[-1] += (" " if parts[-1].endswith(":") else "; ") + said
    return "\n".join(parts)


def _short(text: str) -> str:
    """As much of it as a button can copy; what was cut is marked."""
    found, room = text, COPY_LIMIT
    while length(found) > COPY_LIMIT:
        room -= 2
        found = cut(text, room)
    return found
