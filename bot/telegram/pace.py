"""How fast Telegram may be written to: about 30 messages a second in all, one a second in a chat."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import timedelta

from telegram.error import RetryAfter

from storage.outbox import Lane

PER_SECOND = 30
WINDOW = 1.03
"""Seconds in which at most PER_SECOND calls are begun: a little over one, for they do not all arrive equally fast."""
SPACING = 1 / 29.0
"""Seconds between calls that can wait. It leaves each window a place for an answer to a tap."""
CHAT_GAP = 1.05


def rest_of(error: RetryAfter) -> float:
    """The seconds of rest Telegram asks for."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


class Pace:
    """Counts calls on a monotonic clock given by the caller, in seconds."""

    def __init__(self) -> None:
        self._begun: deque[float] = deque(maxlen=PER_SECOND)
        self._last_patient = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()
        self._paused_until = 0.0

    def wait_for(self, chat_id: int, lane: Lane, now: float, *, new_message: bool) -> float:
        """Seconds until this call may begin; 0 or less means now."""
        free = self._paused_until
        if len(self._begun) == PER_SECOND:
            free = max(free, self._begun[0] + WINDOW)
        if lane > Lane.ANSWER:
            free = max(free, self._last_patient + SPACING)
        if new_message and chat_id in self._chats:
            free = max(free, self._chats[chat_id] + CHAT_GAP)
        return free - now

    def begin(self, chat_id: int, lane: Lane, now: float, *, new_message: bool) -> None:
        """Counts a call that begins now."""
        self._begun.append(now)
        if lane > Lane.ANSWER:
            self._last_patient = now
        if new_message:
            self.arrived(chat_id, now)

    def arrived(self, chat_id: int, now: float) -> None:
        """Counts a new message from when it was taken, which may be later than when it was begun."""
        self._chats[chat_id] = now
        self._chats.move_to_end(chat_id)
        while self._chats and next(iter(self._chats.values())) < now - CHAT_GAP:
            self._chats.popitem(last=False)

    def pause(self, seconds: float, now: float) -> None:
        """Telegram asked for a rest: nobody is written to until it is over."""
        self._paused_until = max(self._paused_until, now + seconds)

    def paused_for(self, now: float) -> float:
        """Seconds of rest that are left."""
        return self._paused_until - now
