"""Why a call to Telegram brought nothing, sorted by what is to be done about it."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.client import NoReply, NotSent
from bot.telegram.delivery import StaleFile

NOT_TO_BE_REACHED = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid")
DEFAULT_REST = 5.0
"""Seconds of rest when Telegram asks for one and does not say for how long."""
LONGEST_REST = 300.0
"""Seconds of rest after which it is tried again, however long Telegram has asked for: people wait behind it."""


class Failure(Enum):
    """What became of a call."""

    NOT_SENT = auto()
    """Telegram has surely not taken it: there was no connection, or the request was not written to its end."""
    NO_REPLY = auto()
    """It was sent in full, and no reply came that can be read: Telegram may have taken it."""
    TROUBLE = auto()
    """Telegram, or what stands before it, says that it cannot for now."""
    TOO_FAST = auto()
    """Telegram asks for a rest."""
    WRONG = auto()
    """The call itself is wrong, and stays so."""
    FORBIDDEN = auto()
    """This chat cannot be written to."""
    DOUBTED = auto()
    """Telegram says that it does not know the bot, which is not believed at once."""


class CallFailed(Exception):
    """A call that brought nothing: which, why, and for TOO_FAST the seconds of rest asked for. Its text may be
    logged."""

    def __init__(self, method: str, failure: Failure, words: str, rest: float = 0.0) -> None:
        super().__init__(f"{method}: {words}")
        self.method = method
        self.failure = failure
        self.rest = rest
        self._words = words.lower()

    def says(self, *words: str) -> bool:
        """Whether any of these is in Telegram's own words, in any case."""
        return any(word in self._words for word in words)


def call_failed(method: str, error: TelegramError) -> CallFailed:
    """What a call of this method has ended in."""
    failure = failure_of(error)
    rest = _rest_named(error) if failure is Failure.TOO_FAST else 0.0
    # Behind a quotation mark, Telegram may repeat what it was sent.
    return CallFailed(method, failure, error.message.partition('"')[0][:200], rest)


def failure_of(error: TelegramError) -> Failure:
    """Sorts what a call has ended in. What is not known counts as sent in full, for that is the careful guess."""
    cause, words = error.__cause__, error.message.lower()
    match error:
        case RetryAfter():
            return Failure.TOO_FAST
        case InvalidToken():
            return Failure.DOUBTED
        case Forbidden():
            return Failure.WRONG if "voice_messages_forbidden" in words else Failure.FORBIDDEN
        case Conflict():
            return Failure.TROUBLE
        case BadRequest() | ChatMigrated():
            return Failure.FORBIDDEN if any(w in words for w in NOT_TO_BE_REACHED) else Failure.WRONG
        case NotSent():
            return Failure.NOT_SENT
        case NoReply():
            return Failure.NO_REPLY
        case NetworkError() if cause is None or isinstance(cause, TelegramError):
            return _answered(words)
    return Failure.NO_REPLY


def _answered(words: str) -> Failure:
    """By the words of an answer whose number python-telegram-bot does not tell."""
    if "too many requests" in words:
        return Failure.TOO_FAST
    if "entity too large" in words or "content too large" in words:
        return Failure.WRONG
    if "gateway time" in words:  # what stands before Telegram has handed it on and heard nothing
        return Failure.NO_REPLY
    return Failure.TROUBLE


def rest_of(error: RetryAfter) -> float:
    """The seconds of rest that are kept when Telegram asks for one."""
    asked = error.retry_after
    return min(asked.total_seconds() if isinstance(asked, timedelta) else float(asked), LONGEST_REST)


def _rest_named(error: TelegramError) -> float:
    if isinstance(error, RetryAfter):
        return rest_of(error)
    named = re.search(r"retry after (\d{1,6})", error.message.lower())
    return min(float(named[1]), LONGEST_REST) if named else DEFAULT_REST


def file_trouble(failed: CallFailed, key: str | None) -> Exception:
    """What a refused file is to be taken for: one that was uploaded, and so has no `key`, has no id that could be
    stale."""
    unknown = failed.failure is Failure.WRONG and failed.says("file identifier", "file_id", "file reference")
    return StaleFile(key) if unknown and key is not None else failed
