"""Laying cards under heads: what is asked of a `sort`, and moving a card once all of them lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.engine.buttons import Button
from dialogs.engine.own_things import thing
from dialogs.engine.session import Item, Session
from dialogs.method.lists import Listed
from dialogs.method.sort import Sort
from dialogs.method.steps import Condition, Option, PlainStep


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
        yield where, thing(blank, f"own{number}", session)
    yield sort.look, None


def _cards(sort: Sort, session: Session, name: str | None) -> tuple[Item | Option, ...]:
    if sort.cards_from is None:
        return tuple(map(_card, sort.cards))
    return session.lists.get(name, ()) if name else ()


def _card(card: Listed) -> Option:
    return Option(id=card.id, label=card.label, pictogram=card.pictogram, photo=card.photo)


def looked(session: Session, choice: str, places: tuple[int, ...]) -> Session | None:
    """What a button makes of a session that looks at its cards: one is to be moved, or one of these `places` was
    chosen. None if it is neither."""
    if not session.moving:
        return replace(session, moving=True, page=0) if choice == Button.MEND else None
    return replace(session, at=int(choice), draft=(), page=0) if choice in map(str, places) else None
