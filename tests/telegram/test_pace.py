"""How fast Telegram may be written to, reckoned without a clock."""

from __future__ import annotations

import pytest

from bot.telegram.pace import PER_SECOND, WINDOW, CallKind, Pace
from storage.outbox import Lane


def test_a_message_counts_from_when_it_was_taken_not_from_when_its_picture_was_begun() -> None:
    pace = Pace()
    pace.begin(1, Lane.ANSWER, CallKind.NEW, 0.0)
    pace.arrived(1, CallKind.NEW, 0.0, 0.3)
    for chat in range(2, PER_SECOND + 1):
        pace.begin(chat, Lane.ANSWER, CallKind.NEW, 0.3)
    assert pace.wait_for(99, Lane.ANSWER, CallKind.NEW, 1.0) == pytest.approx(0.3 + WINDOW - 1.0)


def test_one_that_was_never_taken_counts_from_its_beginning() -> None:
    pace = Pace()
    for chat in range(PER_SECOND):
        pace.begin(chat, Lane.ANSWER, CallKind.NEW, 0.0)
    assert pace.wait_for(99, Lane.ANSWER, CallKind.NEW, 0.5) == pytest.approx(WINDOW - 0.5)
    pace.arrived(98, CallKind.NEW, 0.4, 0.5)
    assert pace.wait_for(99, Lane.ANSWER, CallKind.NEW, 0.5) == pytest.approx(WINDOW - 0.5), (
        "it was none of those counted"
    )


def sends(pace: Pace, chats: range, lane: Lane, now: float) -> float:
    """Sends one message to each chat as soon as the pace allows. Returns: when the last has left."""
    for chat in chats:
        now += max(0.0, pace.wait_for(chat, lane, CallKind.NEW, now))
        pace.begin(chat, lane, CallKind.NEW, now)
    return now


def test_ninety_messages_go_at_nearly_thirty_a_second() -> None:
    assert 3.0 < sends(Pace(), range(90), Lane.CHECK_IN, 0.0) < 3.5


def test_whatever_has_just_left_an_answer_finds_a_place_and_a_call_for_a_talk_another() -> None:
    pace = Pace()
    now = sends(pace, range(90), Lane.CHECK_IN, 0.0)
    assert pace.wait_for(100, Lane.ANSWER, CallKind.NEW, now) <= 0
    now = sends(pace, range(100, 160), Lane.ANSWER, now)
    assert pace.wait_for(200, Lane.ANSWER, CallKind.NEW, now) > 0
    assert pace.wait_for(200, Lane.CALL, CallKind.NEW, now) <= 0


def test_a_rest_in_one_chat_leaves_the_others_alone() -> None:
    pace = Pace()
    assert not pace.refused(1, CallKind.NEW, 30.0, 0.0)
    assert [pace.rest_for(chat, 10.0) > 0 for chat in (1, 2)] == [True, False]
    assert pace.rest_for(1, 30.0) <= 0


def test_rests_in_three_chats_together_are_everybodys() -> None:
    pace = Pace()
    assert [pace.refused(chat, CallKind.NEW, 20.0, chat / 10) for chat in (1, 1, 2, 3)] == [False, False, False, True]
    assert pace.rest_for(9, 5.0) > 0


def test_rests_in_three_chats_are_theirs_if_others_are_written_to_meanwhile_or_long_between() -> None:
    pace = Pace()
    for chat in (1, 2):
        pace.refused(chat, CallKind.NEW, 20.0, 1.0)
    pace.arrived(7, CallKind.NEW, 1.1, 1.2)
    assert not pace.refused(3, CallKind.NEW, 20.0, 1.3)
    assert not pace.refused(4, CallKind.NEW, 20.0, 9.0)
    assert pace.rest_for(9, 9.0) <= 0
