"""What of a card is seen: of many answers four at a time, with an arrow to the next; and what is folded away or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dialogs.engine.buttons import Button
from dialogs.engine.cards import CardButton
from dialogs.engine.session import Session, Stage
from dialogs.text import T, Text

MOST = 5
"""Answers on one card; of more, a page holds one less and an arrow."""
A_PAGE = MOST - 1
TURN = "#"
"""What an arrow's id begins with; the page it leads to follows. Tapped twice, it has led there once."""
HERE, ELSEWHERE, TICKED = "●", "○", "✓"
LEFT_OPEN = (Stage.PICKING, Stage.HOLDING, Stage.ONE_THING)
"""Where a receipt is left for a while, and comes back."""
MOST_MARKS = 5
"""With more pages than this, their number is written."""


Way = tuple[str, Text]
BY_AGE: tuple[Way, Way] = (("◀️", T("Newer")), ("▶️", T("Older")))
IN_ORDER: tuple[Way, Way] = (("◀️", T("The one before")), ("▶️", T("The next one")))


def leafing(
    to: Callable[[int], str], at: int, count: int, ways: tuple[Way, Way] = BY_AGE, *, step: int = 1
) -> tuple[CardButton, ...]:
    """The ways from one of so many, or from the first of `step` that are shown at once, to those before and after; `to`
    gives the id of the button that leads to a place."""
    (before, label), (after, other) = ways
    newer = (CardButton(to(at - step), label, before),) if at else ()
    older = (CardButton(to(at + step), other, after),) if at + step < count else ()
    return (*newer, *older)


def page_of(ids: Sequence[str], chosen: Collection[str]) -> int:
    """The page on which the first of the `chosen` stands; the first one, if none does."""
    place = next((place for place, each in enumerate(ids) if each in chosen), 0)
    return place // A_PAGE if len(ids) > MOST else 0


def looked_at(session: Session, choice: str) -> Session | None:
    """The session whose card shows another part of itself, if that is what a button does: another page, or the ways
    that are folded away."""
    if session.stage is Stage.ASKING and choice in (Button.UNFOLD, Button.FOLD):
        return replace(session, unfolded=choice == Button.UNFOLD)
    number = choice.removeprefix(TURN)
    if session.stage not in (Stage.ASKING, *LEFT_OPEN) or number == choice or not re.fullmatch("[0-9]{1,3}", number):
        return None
    return replace(session, page=int(number))


def shown(answers: tuple[CardButton, ...], session: Session) -> tuple[CardButton, ...]:
    """The answers on the session's page."""
    return on_page(answers, session.page)


def on_page(answers: tuple[CardButton, ...], page: int) -> tuple[CardButton, ...]:
    """The answers on one page. After the last comes the first again. The arrow says where one is, and which other pages
    hold a tick."""
    if len(answers) <= MOST:
        return answers
    pages = [answers[start : start + A_PAGE] for start in range(0, len(answers), A_PAGE)]
    at = min(page, len(pages) - 1)
    ticked = [any(each.marked for each in page) for page in pages]
    marks = "".join(HERE if n == at else TICKED if ticked[n] else ELSEWHERE for n in range(len(pages)))
    if len(pages) > MOST_MARKS:
        marks = f"{at + 1}/{len(pages)}" + (TICKED if TICKED in marks else "")
    return (*pages[at], CardButton(f"{TURN}{(at + 1) % len(pages)}", None, "➡️", tile=True, pages=marks))
