"""Why there is nothing of a borger, as a reader may know it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.desk import Desk
from storage import answers, schedules, sharing
from storage.agendas import OccurrenceStatus
from storage.people import Person
from storage.schedules import Schedule
from storage.sharing import Reader

ONE_DAY = timedelta(days=1)


def why_silent(desk: Desk, reader: Person, borger: Person, since: datetime) -> str:
    """Why there is nothing of a borger: what became of the newest check-in whose time to answer is over.

    A borger who kept an answer to themself and one who gave none must look the same. So the time is over when the plan
    says so, whether or not the session has ended before.
    """
    if not borger.reachable:
        return "unreachable"
    over = [found for schedule in schedules.schedules_of(desk.tx, borger.id)
            if (found := _last_over(desk, reader, borger, schedule, since))]  # fmt: skip
    if not over:
        return ""
    due, status, window = max(over, key=lambda one: one[0])
    begins = due - ONE_DAY if status == "already" else due
    if answers.shared_answers(desk.tx, Reader(reader.id), borger.id, begins, due + window):
        return ""  # it was answered, and told in an earlier summary
    # That somebody could not be reached is no news once they can be; what was left out because the day had as many
    # messages as it may have has a line of its own.
    return {"already": "asked", "unreachable": "", "nothing": "", "full": ""}.get(status, status)


def _last_over(
    desk: Desk, reader: Person, borger: Person, schedule: Schedule, since: datetime
) -> tuple[datetime, OccurrenceStatus, timedelta] | None:
    """(due, what became of it, time to answer) of the newest of a check-in that the reader may read and whose time to
    answer is over. One that had nothing to ask tells nothing."""
    dialog, who = desk.house.dialogs.get(schedule.dialog_id), Reader(reader.id)
    if dialog is None or dialog.topic is None or not sharing.may_read(desk.tx, who, borger.id, dialog.topic):
        return None
    window = schedule.plan.window
    found = schedules.occurrences_between(
        desk.tx, borger.id, "check_in", since - window, desk.now - window, dialog_id=dialog.id
    )
    return next(((due, status, window) for due, status in reversed(found) if status != "nothing"), None)
