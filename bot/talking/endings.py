"""A call is over, and somebody must hear more of that than their card says."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.desk import Desk
from bot.talking import promises
from dialogs.text import T
from storage import followup, people
from storage.followup import Talk
from storage.people import Person

Over = Callable[[Desk, Person, int], None]
"""What shows on everybody's card that a call is over."""


def called_off(desk: Desk, borger: Person, call: Talk, over: Over) -> None:
    """It is not needed any more. Who had just answered is told, for they may be on their way; what has been read stays
    read."""
    if call.promise == promises.READ or not followup.close_talk(desk.tx, call.id, desk.now):
        return
    over(desk, borger, call.id)
    if taker := people.person_by_id(desk.tx, call.taken_by or 0):
        desk.tell(taker, T("{name} does not need it any more.", name=borger.name), about=borger)


def not_reached(desk: Desk, borger: Person, call: Talk | None) -> None:
    """Who has just answered is told that the borger cannot be reached, if that is so."""
    taker = people.person_by_id(desk.tx, call.taken_by) if call and call.taken_by else None
    if taker and call and not call.closed and not borger.can_be_told:
        words = T("I cannot reach {name} just now. {name} has not seen your answer.", name=borger.name)
        desk.tell(taker, words, about=borger)
