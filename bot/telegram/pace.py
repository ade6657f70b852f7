"""How fast Telegram may be written to: about 30 messages a second in all, one a second in a chat."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from enum import Enum, auto

from storage.outbox import Lane

PER_SECOND = 30
WINDOW = 1.03
"""Seconds in which at most PER_SECOND calls are begun: a little over one, for they do not all arrive equally fast."""
SPACING = 1 / 27.0
"""Seconds between calls that can wait. It leaves each window a place for an answer to a tap, and one for a call for a
talk, which answers do not take either."""
CHAT_GAP = 1.05
EDITS_COUNT_FOR = 600.0
"""Seconds for which edits are paced like new messages after Telegram has refused one that came soon after another."""
EVERYBODY, TOGETHER = 3, 5.0
"""So many chats in which Telegram asks for a rest within so many seconds, and none where it took something meanwhile,
are everybody's: then all rest."""


class CallKind(Enum):
    """What a call costs: a new message one place in all and one in its chat, an edit or a deletion one place in all."""

    NEW = auto()
    EDIT = auto()
    DELETE = auto()


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
        self._rests: dict[int, float] = {}
        self._refusals: dict[int, float] = {}
        self._all_rest_until = 0.0
        self._edits_count_until = 0.0

    def rest_for(self, chat_id: int, now: float) -> float:
        """Seconds of the rest that Telegram has asked for; 0 or less means none."""
        return max(self._rests.get(chat_id, 0.0), self._all_rest_until) - now

    def wait_for(self, chat_id: int, lane: Lane, call: CallKind, now: float) -> float:
        """Seconds until this call keeps Telegram's pace, a rest aside; 0 or less means now."""
        places = PER_SECOND if lane is Lane.CALL else PER_SECOND - 1
        free = self._begun[-places] + WINDOW if len(self._begun) >= places else 0.0
        if lane > Lane.ANSWER:
            free = max(free, self._last_patient + SPACING)
        chat = self._chats.get(chat_id, _Chat())
        if now < self._edits_count_until and call in (CallKind.NEW, CallKind.EDIT):
            free = max(free, chat.last + CHAT_GAP)
        elif call is CallKind.NEW:
            free = max(free, chat.new + CHAT_GAP)
        return free - now

    def begin(self, chat_id: int, lane: Lane, call: CallKind, now: float) -> None:
        """Counts a call that begins now."""
        self._begun.append(now)
        if lane > Lane.ANSWER:
            self._last_patient = now
        if call is not CallKind.DELETE:
            chat = self._chats.setdefault(chat_id, _Chat())
            chat.before, chat.last = chat.last, now
            self._written(chat_id, call, now)

    def arrived(self, chat_id: int, call: CallKind, begun: float, now: float) -> None:
        """Counts a message from when it was taken, which may be later than when it was begun: its picture may have had
        to be drawn first."""
        if begun in self._begun:
            self._begun.remove(begun)
            self._begun.append(now)
        self._refusals.clear()
        self._written(chat_id, call, now)

    def _written(self, chat_id: int, call: CallKind, now: float) -> None:
        if call not in (CallKind.NEW, CallKind.EDIT):
            return
        chat = self._chats.setdefault(chat_id, _Chat())
        chat.last = now
        chat.new = now if call is CallKind.NEW else chat.new
        self._chats.move_to_end(chat_id)
        while self._chats and next(iter(self._chats.values())).last < now - CHAT_GAP:
            self._chats.popitem(last=False)

    def refused(self, chat_id: int, call: CallKind, seconds: float, now: float) -> bool:
        """Telegram found a call too fast and asks for a rest. It is the chat's; it is everybody's when Telegram has
        asked for it in several. An edit soon after the chat's last message shows that it counts edits too.

        Returns: whether everybody is to rest.
        """
        chat = self._chats.get(chat_id, _Chat())
        if call is CallKind.EDIT and chat.last - chat.before < CHAT_GAP:
            self._edits_count_until = now + EDITS_COUNT_FOR
        self._rests = {who: until for who, until in self._rests.items() if until > now}
        self._rests[chat_id] = now + seconds
        self._refusals = {who: at for who, at in self._refusals.items() if at > now - TOGETHER} | {chat_id: now}
        if len(self._refusals) < EVERYBODY:
            return False
        self._all_rest_until = max(self._all_rest_until, now + seconds)
        return True
