"""How fast Telegram may be written to, reckoned without a clock."""

from __future__ import annotations

import pytest

from bot.telegram.pace import PER_SECOND, WINDOW, Call, Pace
from storage.outbox import Lane


def test_a_message_counts_from_when_it_was_taken_not_from_when_its_picture_was_begun() -> None:
    pace = Pace()
    pace.begin(1, Lane.ANSWER, Call.NEW, 0.0)
    pace.arrived(1, Call.NEW, 0.0, 0.3)
    for chat in range(2, PER_SECOND + 1):
        pace.begin(chat, Lane.ANSWER, Call.NEW, 0.3)
    assert pace.wait_for(99, Lane.ANSWER, Call.NEW, 1.0) == pytest.approx(0.3 + WINDOW - 1.0)


def test_one_that_was_never_taken_counts_from_its_beginning() -> None:
    pace = Pace()
    for chat in range(PER_SECOND):
        pace.begin(chat, Lane.ANSWER, Call.NEW, 0.0)
    assert pace.wait_for(99, Lane.ANSWER, Call.NEW, 0.5) == pytest.approx(WINDOW - 0.5)
    pace.arrived(98, Call.NEW, 0.4, 0.5)
    assert pace.wait_for(99, Lane.ANSWER, Call.NEW, 0.5) == pytest.approx(WINDOW - 0.5), "it was none of those counted"
