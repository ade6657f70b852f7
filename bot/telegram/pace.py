"""How fast Telegram may be written to: about 30 messages a second in all, one a second in a chat."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from telegram.error import RetryAfter

from storage.outbox import Lane

PER_SECOND = 30
WINDOW = 1.03
"""Seconds in which at most PER_SECOND calls are begun: a little over one, for they do not all arrive equally fast."""
SPACING = 1 / 29.0
"""Seconds between calls that can wait. It leaves each window a place for an answer to a tap."""
CHAT_GAP = 1.05
EDITS_COUNT_FOR = 600.0
"""Seconds for which edits are paced like new messages after Telegram has refused one that came soon after another."""


class Call(Enum):
    """What a call costs: a new message one place in all and one in its chat, an edit or a deletion one place in all,
    the answer to a tap nothing."""

    NEW = auto()
    EDIT = auto()
    DELETE = auto()
    TOAST = auto()


def rest_of(error: RetryAfter) -> float:
    """The seconds of rest Telegram asks for."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


@dataclass
class _Chat:
    """When a chat was last written to: a new message, any message or edit, and the one before that."""

    new: float = float("-inf")
    last: float = float("-inf")
    before: float = float("-inf")


class Pace:
    """Counts calls on a monotonic clock given by the caller, in seconds."""

    def __init__(self) -> None:
        self._begun: deque[float] = deque(maxlen=PER_SECOND)
        self._last_patient = 0.0
        self._chats: OrderedDict[int, _Chat] = OrderedDict()
        self._paused_until = 0.0
        self._edits_count_until = 0.0

    def wait_for(self, chat_id: int, lane: Lane, call: Call, now: float) -> float:
        """Seconds until this call may begin; 0 or less means now."""
        free = self._paused_until
        if call is Call.TOAST:
            return free - now
        if len(self._begun) == PER_SECOND:
            free = max(free, self._begun[0] + WINDOW)
        if lane > Lane.ANSWER:
            free = max(free, self._last_patient + SPACING)
        chat = self._chats.get(chat_id, _Chat())
        if now < self._edits_count_until and call in (Call.NEW, Call.EDIT):
            free = max(free, chat.last + CHAT_GAP)
        elif call is Call.NEW:
            free = max(free, chat.new + CHAT_GAP)
        return free - now

    def begin(self, chat_id: int, lane: Lane, call: Call, now: float) -> None:
        """Counts a call that begins now."""
        if call is Call.TOAST:
            return
        self._begun.append(now)
        if lane > Lane.ANSWER:
            self._last_patient = now
        if call is not Call.DELETE:
            chat = self._chats.setdefault(chat_id, _Chat())
            chat.before, chat.last = chat.last, now
            self._written(chat_id, call, now)

    def arrived(self, chat_id: int, call: Call, begun: float, now: float) -> None:
        """Counts a message from when it was taken, which may be later than when it was begun: its picture may have had
        to be drawn first."""
        if begun in self._begun:
            self._begun.remove(begun)
            self._begun.append(now)
        self._written(chat_id, call, now)

    def _written(self, chat_id: int, call: Call, now: float) -> None:
        if call not in (Call.NEW, Call.EDIT):
            return
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.last = now
        chat.new = now if call is Call.NEW else chat.new
        self._chats.move_to_end(chat_id)
        while self._chats and next(iter(self._chats.values())).last < now - CHAT_GAP:
            self._chats.popitem(last=False)

    def pause(self, seconds: float, now: float) -> None:
        """Telegram asked for a rest: nobody is written to until it is over."""
        self._paused_until = max(self._paused_until, now + seconds)

    def refused(self, chat_id: int, call: Call, now: float) -> None:
        """Telegram found a call too fast. An edit soon after the chat's last message shows that it counts edits too."""
        chat = self._chats.get(chat_id, _Chat())
        if call is Call.EDIT and chat.last - chat.before < CHAT_GAP:
            self._edits_count_until = now + EDITS_COUNT_FOR
