"""Laying cards under heads: what is asked of a `sort`, and moving a card once all of them lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.engine.buttons import Button
from dialogs.engine.session import Item, Session
from dialogs.method.lists import Listed
from dialogs.method.sort import OWN, Sort
from dialogs.method.steps import Condition, Option, PlainStep
from dialogs.words.visible import one_line

WORD, PHOTO = "✍️", "📷"
"""The signs of a card of one's own."""


def questions(
    sort: Sort, session: Session, *, chosen: bool
) -> Iterator[tuple[PlainStep, Item | Option | None]]:  # fmt: skip
    """All that is asked, in order, each question with the card it is about; nothing where there are no cards. `chosen`
    says that which list they come from is chosen earlier."""
    given = session.answer(sort.cards_from) if chosen and sort.cards_from else None
    name = sort.cards_from if not chosen else given.choices[0] if given and given.choices else None
    cards = _cards(sort, session, name)
    if not cards:
        return
    if sort.practice:
        yield sort.trying, _card(sort.practice)
    placing = sort.placing
    if given:  # who must not know what was chosen must not know of these either
        condition = Condition(step=given.step, any_of=given.choices)
        placing = placing.model_copy(update={"only_if": condition})
    for card in cards:
        yield placing, card
    for number, (blank, where) in enumerate(sort.own, 1):
        yield blank, None
        yield where, _own_card(number, blank.id, session)
    yield sort.look, None


def _cards(sort: Sort, session: Session, name: str | None) -> tuple[Item | Option, ...]:
    if sort.cards_from is None:
        return tuple(map(_card, sort.cards))
    return session.lists.get(name, ()) if name else ()


def _card(card: Listed) -> Option:
    return Option(id=card.id, label=card.label, pictogram=card.pictogram, photo=card.photo)


def _own_card(number: int, blank: str, session: Session) -> Item | Option:
    """A card of one's own by its words, or by what such a card is called if it is a photo alone."""
    said = session.answer(blank)
    words = one_line(said.words) if said else ""
    if words:
        return Item(f"own{number}", words, WORD)
    return Option.model_validate({"id": f"own{number}", "label": OWN.id, "pictogram": PHOTO})


def looked(session: Session, choice: str, places: tuple[int, ...]) -> Session | None:
    """What a button makes of a session that looks at its cards: one is to be moved, or one of these `places` was
    chosen. None if it is neither."""
    if not session.moving:
        return replace(session, moving=True, page=0) if choice == Button.MEND else None
    return replace(session, at=int(choice), draft=(), page=0) if choice in map(str, places) else None
