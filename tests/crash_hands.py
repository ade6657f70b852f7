"""Somebody with a phone while the bot under them is killed again and again: taps what the newest card has, writes, and
waits for the next card. What was given is noted, to be found again once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.desk.desk import SESSION
from bot.simulator.person import SimPerson
from bot.simulator.state import SimMessage
from bot.telegram.buttons import Tap, button_data, read_button
from dialogs.engine.buttons import Button
from dialogs.engine.pages import TURN
from dialogs.engine.session import Provenance

LOST = 12
"""Lives of the bot after which somebody to whom a card has not come begins anew, as people do."""


@dataclass
class Course:
    """How it goes with the bot: how often it has come to work, and whether it is killed no more."""

    lives: int = 0
    over: bool = False


class Enough(Exception):
    """The bot is killed no more: whatever somebody is in the middle of is left there."""


class Astray(Exception):
    """A card does not come."""


@dataclass(frozen=True)
class Given:
    """A choice or words given in a session, in whose voice, and by whom of the staff if any; `asked` is the card."""

    session: int
    what: str
    voice: Provenance
    by: str
    asked: str

    @property
    def kept(self) -> tuple[int, str, str, str]:
        """What is kept of it."""
        return self.session, self.what, self.voice, self.by

    @property
    def is_words(self) -> bool:
        return self.what.startswith("ord ")


@dataclass
class Hand:
    """See the module. `id` is the person's in the house; `given` is all that they gave."""

    id: int
    name: str
    person: SimPerson
    chance: random.Random
    course: Course
    given: list[Given] = field(default_factory=list)
    _done_with: frozenset[str] = frozenset()
    _turns: dict[int, int] = field(default_factory=dict)

    def newest(self) -> tuple[SimMessage, list[Tap]] | None:
        """The newest card with its buttons, if nothing has been done about it yet, nor about a later one of its
        session: what was sent twice may still show an earlier one."""
        for message in reversed(self.person.messages):
            if taps := taps_on(message):
                old = _is_of_session(taps[0]) and taps[0].turn < self._turns.get(taps[0].id, 0)
                return None if old or _datas(message) == self._done_with else (message, taps)
        return None

    async def waits_for(self, fits: Callable[[Tap], bool]) -> tuple[SimMessage, Tap]:
        """The newest card, once it has a button that fits, and the first that does."""
        begun = self.course.lives
        while True:
            if self.course.over:
                raise Enough
            if self.course.lives > begun + LOST:
                raise Astray
            await asyncio.sleep(self.chance.uniform(0.01, 0.06))
            message, taps = self.newest() or (None, [])
            if message and (found := next(filter(fits, taps), None)):
                return message, found

    async def taps(self, *choices: str) -> Tap:
        """Taps the first button that has one of these choices, once it is on the newest card."""
        message, tap = await self.waits_for(lambda tap: tap.choice in choices)
        self.does(message, tap)
        return tap

    def does(self, message: SimMessage, tap: Tap) -> None:
        """Taps a button."""
        self._done_with = _datas(message)
        if _is_of_session(tap):
            self._turns[tap.id] = tap.turn
        self.person.taps_data(message.message_id, button_data(tap))

    def writes(self, words: str) -> None:
        """Writes, and has no eye for a card that has come before."""
        if newest := self.newest():
            self._done_with = _datas(newest[0])
        self.person.sends(words)

    async def answers(self, voice: Provenance = "self", most: int = 99) -> bool:
        """Answers up to so many cards of the session on the newest one.

        Returns: whether it has come to its end.
        """
        fits: Callable[[Tap], bool] = _goes_on
        for _ in range(most):
            message, first = await self.waits_for(fits)
            fits, ids = bool, [tap.choice for tap in taps_on(message)]
            if not any(map(_goes_on, taps_on(message))):
                return True  # what comes after the receipt is there already
            if Button.MEND in ids:
                if Button.ON in ids:
                    self.does(message, _of(first, Button.ON))
                self._turns[first.id] = first.turn + 1  # it may be drawn anew; there is nothing to do about it
                return True
            options = [choice for choice in ids if choice not in set(Button) and not choice.startswith(TURN)]
            if options:
                self._chooses(message, first, self.chance.choice([*options, Button.DONT_KNOW]), voice)
            elif Button.ON in ids:
                self.does(message, _of(first, Button.ON))
            elif self.chance.random() < 0.35:
                self._chooses(message, first, next(b for b in (Button.SKIP, Button.TAKE_OUT) if b in ids), voice)
            else:
                words = f"ord {self.person.user_id}-{len(self.given)}"
                self.writes(words)
                self._gives(message, first, words, voice)
        return False

    def _chooses(self, message: SimMessage, card: Tap, choice: str, voice: Provenance) -> None:
        self.does(message, _of(card, choice))
        self._gives(message, card, choice, voice)

    def _gives(self, message: SimMessage, card: Tap, what: str, voice: Provenance) -> None:
        self.given.append(Given(card.id, what, voice, "" if voice == "self" else self.name, message.text))


def taps_on(message: SimMessage) -> list[Tap]:
    """The buttons of a message, as they are read when they are tapped."""
    return [tap for row in message.buttons for b in row if (tap := read_button(b.data or ""))]


def _is_of_session(tap: Tap) -> bool:
    return tap.owner == SESSION


def _goes_on(tap: Tap) -> bool:
    """Whether a button is one of those that each question has, and no menu."""
    return _is_of_session(tap) and tap.choice in (Button.SKIP, Button.ON, Button.TAKE_OUT, Button.MEND)


def _datas(message: SimMessage) -> frozenset[str]:
    return frozenset(b.data for row in message.buttons for b in row if b.data)


def _of(card: Tap, choice: str) -> Tap:
    return Tap(card.owner, card.id, card.turn, choice)


async def again_and_again(deed: Callable[[], Awaitable[None]]) -> int:
    """Does the same until it is enough; who is lost on the way begins anew. Returns: how often that was."""
    lost = 0
    while True:
        try:
            await deed()
        except Astray:
            lost += 1
        except Enough:
            return lost
