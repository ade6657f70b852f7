"""Strangers: one polite line now and then, few tries with codes, and a bounded number of them at any time."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

log = logging.getLogger(__name__)

MOST_REMEMBERED = 1000
"""Chats of which it is remembered that they had their line, and their wrong codes."""
LINE_GAP = timedelta(hours=1)
ASKED_GAP = timedelta(seconds=5)
"""The same for the answer to a question, as /privacy: who asks is answered each time, a machine that asks is not."""
HOUR = timedelta(hours=1)
WRONG_OF_ONE = 5
"""Wrong codes in an hour after which a chat's are no longer looked at."""
WRONG_OF_ALL = 50
"""Wrong codes in an hour, of all chats, after which a chat has one try, and there is a pause between any two."""
PAUSE = timedelta(seconds=2)
SAY_AGAIN = timedelta(minutes=1)


@dataclass
class LogLine:
    """A line of the log that comes at most once a minute, with how often it would have come meanwhile."""

    at: datetime | None = None
    held_back: int = 0

    def say(self, now: datetime, words: str, count: int = 1) -> None:
        """`words` names what is counted, as "wrong codes"."""
        self.held_back += count
        if self.at is None or not timedelta(0) <= now - self.at < SAY_AGAIN:
            log.warning("%s (%d)", words, self.held_back)
            self.at, self.held_back = now, 0


class Strangers:
    """What is remembered of strangers until the bot is restarted; nothing of it is stored."""

    def __init__(self) -> None:
        self._told: OrderedDict[tuple[int, str], datetime] = OrderedDict()
        self._wrong: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._wrong_of_all: deque[datetime] = deque(maxlen=WRONG_OF_ALL)
        self._last_try: datetime | None = None
        self._security = LogLine()

    def may_be_told(self, chat_id: int, line: str, now: datetime, gap: timedelta = LINE_GAP) -> bool:
        """Whether a chat has not had a line for so long; then it has it now."""
        told = self._told.pop((chat_id, line), None)
        again = told is None or now - told >= gap or now < told
        self._told[chat_id, line] = now if again or told is None else told
        _shorten(self._told)
        return again

    def may_try(self, chat_id: int, now: datetime) -> bool:
        """Whether a code from a chat is looked at now."""
        wrong = sum(now - at < HOUR for at in self._wrong.get(chat_id, ()))
        if len(self._wrong_of_all) < WRONG_OF_ALL or now - self._wrong_of_all[0] >= HOUR:
            good = wrong < WRONG_OF_ONE
        else:
            good = wrong == 0 and (self._last_try is None or not timedelta(0) <= now - self._last_try < PAUSE)
        if good:
            self._last_try = now
        else:
            self._security.say(now, "security: codes of invitations that came too often and were not looked at")
        return good

    def was_wrong(self, chat_id: int, now: datetime) -> None:
        """A code was none of an invitation's."""
        self._wrong.setdefault(chat_id, deque(maxlen=WRONG_OF_ONE)).append(now)
        self._wrong.move_to_end(chat_id)
        _shorten(self._wrong)
        self._wrong_of_all.append(now)
        self._security.say(now, "security: wrong codes of invitations")


def _shorten(remembered: OrderedDict[Any, Any]) -> None:
    while len(remembered) > MOST_REMEMBERED:
        remembered.popitem(last=False)
