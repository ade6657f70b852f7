"""What is done about a call of either kind: one for a talk, or one that goes to certain readers alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.desk.desk import Desk
from bot.talking import notices, promises, talk
from dialogs.text import T
from storage import followup, people
from storage import notices as kept
from storage.followup import Talk
from storage.people import Person
from storage.schedules import Timer


def timer_due(desk: Desk, timer: Timer) -> None:
    """A call is to go on to the next ("talk"), or to be looked at ("nudge")."""
    call_id = timer.talk_id or 0
    if timer.kind == "nudge":
        (notices.look_again if _is_notice(desk, call_id) else talk.look_again)(desk, call_id)
    else:
        (notices.move_on if _is_notice(desk, call_id) else talk.when_due)(desk, call_id)


def over(desk: Desk, borger: Person, call_id: int) -> None:
    """Somebody has answered it."""
    (notices.over if _is_notice(desk, call_id) else talk.over)(desk, borger, call_id)


def given_back(desk: Desk, borger: Person, call: Talk) -> None:
    """Somebody had taken it and cannot after all: it goes on as if nobody had been told."""
    (notices.given_back if _is_notice(desk, call.id) else talk.given_back)(desk, borger, call)


PROMISED_FOR = timedelta(days=2)
"""How long ago a call may have been taken whose answer still lies ahead: at most a day."""


def promised(desk: Desk, staff: Person) -> list[Talk]:
    """Calls somebody has answered with something that still lies ahead."""
    found = followup.promised_by(desk.tx, staff.id, desk.now - PROMISED_FOR)
    return [call for call in found if promises.lies_ahead(call.promise, call.taken_at or call.at, desk.now)]


def cannot_after_all(desk: Desk, staff: Person, found: Iterable[Talk]) -> None:
    """What somebody had promised is taken up anew, and the borger is told. Who has called for a talk again since waits
    for that alone."""
    for call in found:
        if borger := people.person_by_id(desk.tx, call.borger_id):
            desk.tell(borger, T("{name} cannot after all. I ask others.", name=staff.name), pictogram="💬")
            if call.kind != "talk" or followup.open_talk(desk.tx, borger.id) is None:
                given_back(desk, borger, call)


def shifts_changed(desk: Desk) -> None:
    """The plan of shifts is another."""
    talk.shifts_changed(desk)
    notices.shifts_changed(desk)


def _is_notice(desk: Desk, call_id: int) -> bool:
    return kept.by_id(desk.tx, call_id) is not None
