"""What is done about a call of either kind: one for a talk, or one that goes to certain readers alone."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.talking import notices, talk
from storage import notices as kept
from storage.followup import Talk
from storage.people import Person
from storage.schedules import Timer


def timer_due(desk: Desk, timer: Timer) -> None:
    """A call is to go on to the next, or to be looked at."""
    (notices.timer_due if _is_notice(desk, timer.talk_id or 0) else talk.timer_due)(desk, timer)


def over(desk: Desk, borger: Person, call_id: int) -> None:
    """Somebody has answered it."""
    (notices.over if _is_notice(desk, call_id) else talk.over)(desk, borger, call_id)


def given_back(desk: Desk, borger: Person, call: Talk) -> None:
    """Somebody had taken it and cannot after all: it goes on as if nobody had been told."""
    (notices.given_back if _is_notice(desk, call.id) else talk.given_back)(desk, borger, call)


def shifts_changed(desk: Desk) -> None:
    """The plan of shifts is another."""
    talk.shifts_changed(desk)
    notices.shifts_changed(desk)


def left_alone(desk: Desk, borger: Person) -> None:
    """Somebody works here no more, or is no contact person of the borger's. A call for a talk goes on by itself."""
    notices.left_alone(desk, borger)


def _is_notice(desk: Desk, call_id: int) -> bool:
    return kept.by_id(desk.tx, call_id) is not None
