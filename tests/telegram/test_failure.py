"""What a failed call to Telegram means: the same words and errors always come to the same."""

from __future__ import annotations

import pytest
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

from bot.telegram.client import NoReply, NotSent, Unusable
from bot.telegram.failure import DEFAULT_REST, LONGEST_REST, Failure, call_failed, failure_of

UNKNOWN = NetworkError("Unknown error in HTTP implementation")
UNKNOWN.__cause__ = RuntimeError()  # as python-telegram-bot raises what it does not know


def test_what_was_not_sent_in_full_was_not_taken() -> None:
    assert failure_of(NotSent("ClientConnectorError")) is Failure.NOT_SENT


@pytest.mark.parametrize(
    "error",
    [
        NoReply("ServerDisconnectedError"),
        UNKNOWN,
        Unusable("a reply that cannot be read"),
        NetworkError("Gateway Timeout (504)"),
        TelegramError("something new"),
    ],
    ids=repr,
)
def test_after_the_whole_request_what_cannot_be_read_may_have_been_taken(error: TelegramError) -> None:
    assert failure_of(error) is Failure.NO_REPLY


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (NetworkError("Internal Server Error"), Failure.TROUBLE),
        (NetworkError("Bad Gateway"), Failure.TROUBLE),
        (NetworkError("Unknown HTTPError (599)"), Failure.TROUBLE),
        (Conflict("terminated by other request"), Failure.TROUBLE),
        (RetryAfter(7), Failure.TOO_FAST),
        (NetworkError("Too Many Requests: retry after 9"), Failure.TOO_FAST),
        (BadRequest("can't parse entities"), Failure.WRONG),
        (ChatMigrated(7), Failure.WRONG),
        (NetworkError("Request Entity Too Large"), Failure.WRONG),
        (BadRequest("VOICE_MESSAGES_FORBIDDEN"), Failure.WRONG),
        (Forbidden("VOICE_MESSAGES_FORBIDDEN"), Failure.WRONG),
        (Forbidden("bot was blocked by the user"), Failure.FORBIDDEN),
        (BadRequest("Chat not found"), Failure.FORBIDDEN),
        (InvalidToken("Unauthorized"), Failure.DOUBTED),
    ],
    ids=repr,
)
def test_what_telegram_says_is_taken_at_its_word(error: TelegramError, failure: Failure) -> None:
    assert failure_of(error) is failure


def test_the_rest_asked_for_is_kept_in_whatever_way_it_is_named() -> None:
    asked = (RetryAfter(7), NetworkError("Too Many Requests: retry after 9"), NetworkError("Too Many Requests"))
    assert [call_failed("sendMessage", error).rest for error in asked] == [7.0, 9.0, DEFAULT_REST]


def test_a_rest_of_days_keeps_nobody_waiting_for_days() -> None:
    for error in (RetryAfter(999_999), NetworkError("Too Many Requests: retry after 999999")):
        assert call_failed("sendMessage", error).rest == LONGEST_REST <= 300


def test_what_telegram_repeats_of_a_message_is_not_in_the_words_for_the_log() -> None:
    failed = call_failed("sendMessage", BadRequest('Can\'t find end tag near "jeg har det skidt"'))
    assert "skidt" not in str(failed) and failed.says("can't find end tag")
