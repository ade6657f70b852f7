"""What staff have opened, for the house's own journal: buttons that copy it, with whose it is and when it was said, in
words of the house's language, also where somebody has sent signs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.reviewing.signs import in_words_too, named_signs
from bot.telegram.content import COPY_LIMIT, InlineButton, length
from dialogs.engine.session import Outcome
from dialogs.summary import Fact, LineKind, summary_lines
from dialogs.text import T, Text
from dialogs.words.visible import cut
from locales.texts import Texts
from storage.people import Person

MOST = 3
"""Buttons at most, for the card to fit a screen: with more facts than these there is one for each sitting, and of more
sittings one for each of the newest."""


def copy_buttons(desk: Desk, reader: Person, name: str, told: Sequence[Fact]) -> list[InlineButton]:
    """A button for each fact of a borger called `name`, or for each sitting; none if nothing was answered."""
    facts = in_words_too(told, named_signs(desk.house.dialogs.values()))
    copy = _Copy(desk.texts(reader), desk.house.texts[desk.house.settings.language], name)
    answered = [fact for fact in facts if fact.outcome is Outcome.ANSWERED]
    if len(answered) <= MOST:
        return [copy.button(T("Copy: {what}", what=fact.name), [fact]) for fact in answered]
    sittings: dict[int, list[Fact]] = {}
    for fact in facts:
        sittings.setdefault(fact.session_id, []).append(fact)
    newest = sorted(sittings.values(), key=lambda sitting: max(fact.at for fact in sitting), reverse=True)[:MOST]
    alone = len(sittings) == 1
    labels = (T("Copy all of it") if alone else T("Copy: {what}", what=T("{when}", when=s[0].at)) for s in newest)
    return [copy.button(label, sitting) for label, sitting in zip(labels, newest, strict=True)]


@dataclass(frozen=True)
class _Copy:
    """How it is copied: the button in the reader's language, what it copies in the house's."""

    label: Texts
    journal: Texts
    name: str

    def button(self, label: Text, facts: Sequence[Fact]) -> InlineButton:
        return InlineButton(f"📋 {self.label.say(label)}", copy=_short(self._told(facts)))

    def _told(self, facts: Sequence[Fact]) -> str:
        """Whose, when and what."""
        parts: list[str] = []
        for line in summary_lines(facts):
            said = self.journal.say(line.text)
            if line.kind is LineKind.WHEN:
                parts.append(f"{self.name}, {said.removesuffix(':')}:")
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
