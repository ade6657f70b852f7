"""Summaries to contact persons: what each borger has shared with them since the last one."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from bot.deleting import KEPT_RIGHT
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.flow import Start
from bot.desk.page_parts import SUMMARY_SHOWS
from bot.planning.proposal_view import show_waiting
from bot.reminding.reminders import declined_lines
from bot.reviewing.answer_facts import facts_of
from bot.reviewing.left_out import left_out_lines
from bot.reviewing.overdue import overdue_lines
from bot.reviewing.summary_view import Done, SharedFacts, content
from bot.tasks.staff_side import waiting_lines
from dialogs.text import T, Text
from dialogs.time.agenda import AgendaEntry
from storage import agendas, answers, followup, people, schedules, sharing, surfaces, tasks
from storage.agendas import OccurrenceStatus
from storage.followup import Summary
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Schedule
from storage.sharing import Reader
from storage.surfaces import Surface

FOUR_WEEKS = timedelta(days=28)
FIRST_LOOK_BACK = timedelta(days=7)
ONE_DAY = timedelta(days=1)


def summary_due(desk: Desk, reader: Person, entry: AgendaEntry) -> None:
    """Sends a reader's summary, unless it comes too late to be of use."""
    told = _last_told(desk, reader)
    status: OccurrenceStatus = "unreachable" if not reader.reachable else "asked" if desk.now < entry.until else "stale"
    if agendas.note(desk.tx, reader.id, entry, status, desk.now) and status == "asked":
        send_summaries(desk, reader, told)


def news(desk: Desk, start: Start) -> None:
    """What is new since the last summary, and the wishes that wait for an answer, now."""
    anything = send_summaries(desk, start.person, _last_told(desk, start.person))
    if not show_waiting(desk, start.person) and not anything:
        desk.tell(start.person, T("Nothing new."))


def _last_told(desk: Desk, reader: Person) -> datetime:
    """When the reader's last summary fell due and was sent."""
    week_ago = desk.now - FIRST_LOOK_BACK
    came = schedules.occurrences_between(desk.tx, reader.id, "summary", week_ago, desk.now)
    return max((due for due, status in came if status == "asked"), default=week_ago)


def send_summaries(desk: Desk, reader: Person, told: datetime) -> bool:
    """One message for each borger who has shared something since the reader's last summary of them, one line for
    the rest of those who were to be asked since `told`, and quiet ones for what was declined, became overdue or
    was left out since.

    Returns: whether there was anything to send.
    """
    silent: dict[str, list[Person]] = defaultdict(list)
    sent = False
    for borger in sharing.borgere_of(desk.tx, Reader(reader.id)):
        since = told_until(desk, reader, borger)
        if send_new(desk, reader, borger):
            sent = True
        elif reason := _why_silent(desk, reader, borger, max(since, told)):
            silent[reason].append(borger)
    words = {
        "asked": T("No shared answers: {names}"),
        "stale": T("Not asked, it was too late: {names}"),
        "unreachable": T("Cannot be reached on Telegram: {names}"),
    }
    for reason, found in silent.items():
        line = Text(words[reason].id, {"names": tuple(one.name for one in found)})
        desk.tell(reader, line, lane=Lane.SUMMARY, about=_alone(found))
    lines = [
        *declined_lines(desk, reader, told),
        *overdue_lines(desk, reader, told),
        *left_out_lines(desk, reader, told),
        *waiting_lines(desk, reader),
    ]
    for line, found in lines:
        desk.tell(reader, line, silent=True, lane=Lane.SUMMARY, about=_alone(found))
    return sent or bool(silent or lines)


def _alone(found: list[Person]) -> Person | None:
    """The one borger a line is about; None if it is about several."""
    return found[0] if len(found) == 1 else None


def send_new(desk: Desk, reader: Person, borger: Person) -> bool:
    """Sends what a borger has shared since the reader's last summary of them.

    Returns: False if there is nothing.
    """
    since = told_until(desk, reader, borger)
    found = answers.shared_answers(desk.tx, Reader(reader.id), borger.id, since, desk.now)
    if found:
        send_summary(desk, reader, borger, since)
    return bool(found)


def told_until(desk: Desk, reader: Person, borger: Person) -> datetime:
    """Up to when a reader has been told what a borger said."""
    return followup.last_until(desk.tx, reader.id, borger.id) or desk.now - FIRST_LOOK_BACK


def _why_silent(desk: Desk, reader: Person, borger: Person, since: datetime) -> str:
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


def send_summary(desk: Desk, reader: Person, borger: Person, since: datetime) -> None:
    """Sends what a borger has shared with a reader since an instant, and logs the look. It takes the place of those
    that the reader has seen."""
    for before in followup.seen_before(desk.tx, reader.id, borger.id):
        desk.retire(reader, before)
    surface_id = desk.new_surface(reader)
    summary_id = followup.add_summary(desk.tx, reader.id, borger.id, since, desk.now, surface_id)
    surfaces.now_shows(desk.tx, surface_id, SUMMARY_SHOWS, summary_id, borger.id)
    summary = Summary(summary_id, reader.id, borger.id, since, desk.now, surface_id)
    sharing.log_look(desk.tx, reader.id, borger.id, "summary", desk.now)
    show_summary(desk, reader, borger, summary, Dispatch(Lane.SUMMARY))


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """Draws a summary that is still on a screen anew, after the borger changed what they share."""
    summary = followup.summary_by_id(desk.tx, surface.ref or 0)
    reader = people.person_by_id(desk.tx, surface.person_id)
    if summary and reader and summary.until >= desk.now - KEPT_RIGHT:
        show_summary(desk, reader, borger, summary)


def show_summary(desk: Desk, reader: Person, borger: Person, summary: Summary, dispatch: Dispatch = AT_ONCE) -> None:
    if summary.surface_id is None or reader.chat_id is None:
        return
    reading = _read(desk, summary)
    done = Done(followup.is_seen(desk.tx, summary.id), tasks.of_summary(desk.tx, summary.id))
    desk.show(reader, content(desk, reader, borger, summary, reading, done), summary.surface_id, dispatch)


def _read(desk: Desk, summary: Summary) -> SharedFacts:
    reader = Reader(summary.reader_id)
    own = answers.shared_answers(desk.tx, reader, summary.borger_id, summary.since, summary.until)
    before = answers.shared_answers(desk.tx, reader, summary.borger_id, summary.until - FOUR_WEEKS, summary.since)
    return SharedFacts(facts_of(desk, own), facts_of(desk, before))
