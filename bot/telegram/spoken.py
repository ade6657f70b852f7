"""What of a card is said when it is read aloud, and where the button for that stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.telegram.content import Content, InlineButton
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.ways import CLOSE, GO_ON, NO_THANKS, SKIP, STOP
from dialogs.text import T, Text
from dialogs.words.aloud import Speech, to_say
from locales.texts import Texts

ALOUD = InlineButton("🔊", "aloud")
"""The button that reads a card aloud, as long as it is not known on which surface the card will stand."""
_USUAL = (GO_ON, STOP, CLOSE, NO_THANKS, SKIP)
"""The ways on and out that are under every card that only tells, or wants own words."""
MOST_IN_ROW = 3
"""Buttons in the row under the answers, this one among them."""


def speech_of(card: Card, texts: Texts) -> Speech | None:
    """The question, what stands with it, then the answers in the row's order; None if there are no words on it."""
    return _speech(tuple(_said(card)), texts)


def _speech(said: Sequence[Text], texts: Texts) -> Speech | None:
    words = to_say(map(texts.say, said), texts.language)
    return Speech(words, texts.language, any(map(_is_personal, said))) if words else None


def with_speech(content: Content, said: Sequence[Text], texts: Texts) -> Content:
    """A message without a card that can be heard, with the button for it in a row of its own."""
    speech = _speech(said, texts)
    return replace(content, rows=(*content.rows, (ALOUD,)), speech=speech) if speech else content


def saying(content: Content, card: Card, texts: Texts) -> Content:
    """A message that can be heard saying all of `card`, which is more than what of it is written."""
    return replace(content, speech=speech_of(card, texts)) if content.speech else content


def row_of(card: Card) -> int | None:
    """The row of a card's buttons in which the one that reads it aloud stands last: the one with the dots, or else the
    last of the ways on; None if it has a row of its own."""
    for place, row in enumerate(card.buttons):
        if any(button.id in (Button.UNFOLD, Button.FOLD) for button in row) and len(row) < MOST_IN_ROW:
            return place
    last = len(card.buttons) - 1
    if last < 0 or len(card.buttons[last]) >= MOST_IN_ROW or any(button.tile for button in card.buttons[last]):
        return None
    return last


def _said(card: Card) -> Iterator[Text]:
    yield from (each for each in (card.about, *card.notes, card.question) if each)
    yield from (_tile(tile) for tile in card.tiles if tile.label)
    yield from card.lines
    answers = [row for row in card.buttons if any(button.tile for button in row)]
    ways = card.buttons[len(answers) :]
    # The ways on are the same under every question: they are said where they are unfolded, lead somewhere else, or
    # stand under what was answered.
    for row in (*answers, *(ways[1:] if answers and not card.tiles else ways)):
        yield from _buttons([button for button in row if not button.pages and (answers or button not in _USUAL)])


def _tile(tile: CardTile) -> Text:
    label = tile.label or Text(tile.number)
    return T("{question}: {answer}", question=label, answer=Text(tile.number)) if tile.number else label


def _buttons(row: Sequence[CardButton]) -> Iterator[Text]:
    """What a row of buttons is called; many numbers by the first and the last, for what these mean is said before."""
    if len(row) > 5 and all(button.number for button in row):
        yield T("{first} to {last}", first=row[0].number, last=row[-1].number)
        return
    for button in row:
        if button.number and button.label:
            yield T("{question}: {answer}", question=Text(button.number), answer=button.label)
        elif button.number or button.label:
            yield button.label or Text(button.number)


def _is_personal(text: Text) -> bool:
    """Whether a text says anything but texts of the house's."""
    written = (text.id, *text.languages.values())
    used = (value for name, value in text.values.items() if any(f"{{{name}}}" in words for words in written))
    return any(not isinstance(value, Text) or _is_personal(value) for value in used)
