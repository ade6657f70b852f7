"""Schedules, what fell due of them, and timers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from dialogs.time.agenda import AgendaEntry, Asking
from dialogs.time.answered import Answered
from dialogs.time.schedule import Plan, ScheduleKind
from storage import agendas
from storage.agendas import OccurrenceStatus
from storage.tx import Row, Tx, moment, stamp

_PLAN = TypeAdapter(Plan)
LONGEST_OPEN = timedelta(days=15)
"""No check-in is open to be answered for longer."""
_COLUMNS = "id, person_id, kind, dialog_id, plan, set_at"
_TIMER = "t.id, t.kind, t.session_id, t.talk_id, t.reminder_id, t.task_id, t.borger_id, t.run_id, t.sheet_id"


@dataclass(frozen=True)
class Schedule:
    """One person's recurring check-in or summary, as it is since the UTC instant `set_at`."""

    id: int
    person_id: int
    kind: ScheduleKind
    dialog_id: str
    plan: Plan
    set_at: datetime

    @property
    def asking(self) -> Asking:
        """As it stands on the person's agenda."""
        return Asking(self.id, self.kind, self.dialog_id, self.plan, self.set_at)

    def entry(self, due: datetime) -> AgendaEntry:
        """The agenda's entry that is due at an instant."""
        return AgendaEntry(self.asking, due, due, due + self.plan.window)


TimerKind: TypeAlias = Literal[
    "ideas", "themes", "greeting",
    "nudge", "expire", "talk", "remind", "unanswered", "past", "owed", "overdue", "again", "another_day",
    "let_go", "welcome", "consent", "ask_consent", "new_phone", "goodbye", "away", "away_over", "waited",
    "today", "night", "then", "fades", "place", "in_line", "every_time", "new_offers", "team",
    "ask_team", "maybe", "thanks",
]  # fmt: skip


@dataclass(frozen=True)
class Timer:
    """Something to do once: nudge or expire a session, bring up what was left in it for "another_day" or "let_go" of
    that, move a call for a talk on, or "nudge" one: look at how it stands. For a reminder: "remind" again, tell staff
    that it is "unanswered", or fold it, and later take it away, when it is "past". For a task: whoever owes it is
    reminded that it is "owed" today, and a leader told that it is "overdue". For a borger: the "welcome" comes again,
    their "consent" is to be talked about, or they are asked about it now: "ask_consent"; and likewise
    about their "team": "ask_team". For anybody: a "new_phone" is theirs, since nobody has said no; all about a borger
    is to be erased: "goodbye", or what they have said of the day alone "fades", or a "place" kept for them goes on to
    the next, or they are asked "in_line" after their break; somebody who works here is off from now on: "away", or not
    any more: "away_over". An open sheet is to be looked at "again"; the day after one is over, "then" the borger may
    look back. Who goes through a guide has "waited" as long as its step says.
    For the house: leaders hear of "ideas", or of the "themes" that most have chosen, and who comes "every_time" is
    signed up for what comes into view. For a borger: a "greeting" is on its way, or "new_offers" are told, or there may
    be "thanks" to say for a hand, or they are asked again about whom they have said "maybe" to."""

    id: int
    kind: TimerKind
    session_id: int | None
    talk_id: int | None
    reminder_id: int | None = None
    task_id: int | None = None
    borger_id: int | None = None
    run_id: int | None = None
    sheet_id: int | None = None

    @property
    def of(self) -> str:
        """What it belongs to: "reminder", "talk", "task", "borger", "run", "sheet" or "session"."""
        named = {
            "reminder": self.reminder_id, "talk": self.talk_id, "task": self.task_id, "borger": self.borger_id,
            "run": self.run_id, "sheet": self.sheet_id,
        }  # fmt: skip
        return next((what for what, id_ in named.items() if id_ is not None), "session")

    def defuse(self, tx: Tx, now: datetime) -> None:
        """Puts a timer aside that cannot be done, so that it does not hold others up."""
        take_timer(tx, self)


def _schedule(row: Row) -> Schedule:
    return Schedule(row[0], row[1], row[2], row[3], _PLAN.validate_json(row[4]), moment(row[5]))


def set_schedule(tx: Tx, person_id: int, kind: ScheduleKind, plan: Plan, now: datetime, *, dialog_id: str = "") -> None:
    """Sets a person's schedule of this kind; what the old one would have sent later is gone with this commit."""
    tx.run(
        "INSERT INTO schedule (person_id, kind, dialog_id, plan, set_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET plan = excluded.plan, set_at = excluded.set_at",
        person_id, kind, dialog_id, _PLAN.dump_json(plan).decode(), stamp(now),
    )  # fmt: skip
    agendas.look_again(tx, person_id, now)


def remove_schedule(tx: Tx, person_id: int, kind: ScheduleKind, now: datetime) -> None:
    """Takes a person's schedules of this kind out, and what they would have sent later."""
    tx.run("DELETE FROM schedule WHERE person_id = ? AND kind = ?", person_id, kind)
    agendas.look_again(tx, person_id, now)


def schedule_of(tx: Tx, person_id: int, kind: ScheduleKind, dialog_id: str = "") -> Schedule | None:
    row = tx.one(
        f"SELECT {_COLUMNS} FROM schedule WHERE person_id = ? AND kind = ? AND dialog_id = ?",
        person_id, kind, dialog_id,
    )  # fmt: skip
    return _schedule(row) if row else None


def schedules_of(tx: Tx, person_id: int) -> list[Schedule]:
    """All that recurs for a person."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM schedule WHERE person_id = ? ORDER BY id", person_id)
    return [_schedule(row) for row in rows]


def answered_of(tx: Tx, borger_id: int, since: datetime) -> dict[str, tuple[Answered, ...]]:
    """The check-ins that a borger has answered to their end since an instant, alone or with help, by dialog id. An
    answer is one to the check-in that was open to be answered when it was given."""
    rows = tx.all(
        "SELECT s.dialog_id, s.closed_at, (SELECT max(o.due_at) FROM session e JOIN occurrence o ON o.session_id = e.id"
        "  WHERE e.about_id = s.about_id AND e.opened_at BETWEEN s.opened_at - ?3 AND s.closed_at"
        "  AND e.dialog_id = s.dialog_id AND coalesce(e.closed_at, s.closed_at) >= s.closed_at AND o.status = 'asked')"
        " FROM session s WHERE s.about_id = ?1 AND s.opened_at >= ?2 - ?3 AND s.closed_at >= ?2 AND s.status = 'done'"
        " AND s.provenance <> 'observed' ORDER BY s.id",
        borger_id, stamp(since), LONGEST_OPEN.total_seconds(),
    )  # fmt: skip
    found: dict[str, tuple[Answered, ...]] = {}
    for dialog_id, at, due in rows:
        answer = Answered(moment(at), None if due is None else moment(due))
        found[dialog_id] = (*found.get(dialog_id, ()), answer)
    return found


def never_came(tx: Tx, surface_id: int) -> None:
    """Notes that the check-in or reminder on this surface was never delivered: it came too late to be of use."""
    tx.run(
        "UPDATE occurrence SET status = 'stale' WHERE status = 'asked'"
        " AND (session_id IN (SELECT id FROM session WHERE surface_id = ?1)"
        "  OR reminder_id IN (SELECT id FROM reminder WHERE surface_id = ?1))",
        surface_id,
    )


def not_reached(tx: Tx, chat_id: int) -> None:
    """Notes that the check-ins and reminders that still wait to be sent to this chat will not come."""
    tx.run(
        "WITH unsent (id) AS (SELECT s.id FROM outbox o JOIN surface s ON s.id = o.surface_id"
        "  WHERE o.chat_id = ? AND o.state = 'waiting' AND o.action = 'show' AND s.sent_at IS NULL)"
        " UPDATE occurrence SET status = 'unreachable' WHERE status = 'asked'"
        " AND (session_id IN (SELECT id FROM session WHERE surface_id IN unsent)"
        "  OR reminder_id IN (SELECT id FROM reminder WHERE surface_id IN unsent))",
        chat_id,
    )


def occurrences_between(
    tx: Tx, person_id: int, kind: ScheduleKind, since: datetime, until: datetime, *, dialog_id: str = ""
) -> list[tuple[datetime, OccurrenceStatus]]:
    """(due, status) of what fell due of a person's schedule after `since`, up to `until`, oldest first."""
    rows = tx.all(
        "SELECT o.due_at, o.status FROM occurrence o JOIN schedule s ON s.id = o.schedule_id WHERE o.person_id = ?"
        " AND o.due_at > ? AND o.due_at <= ? AND s.kind = ? AND s.dialog_id = ? ORDER BY o.due_at",
        person_id, stamp(since), stamp(until), kind, dialog_id,
    )  # fmt: skip
    return [(moment(row[0]), row[1]) for row in rows]


def set_timer(
    tx: Tx, due: datetime, kind: TimerKind, *, session_id: int | None = None, talk_id: int | None = None,
    reminder_id: int | None = None, task_id: int | None = None, borger_id: int | None = None,
    run_id: int | None = None,
) -> None:  # fmt: skip
    tx.run(
        "INSERT INTO timer (due_at, kind, session_id, talk_id, reminder_id, task_id, borger_id, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        stamp(due), kind, session_id, talk_id, reminder_id, task_id, borger_id, run_id,
    )  # fmt: skip


def timer_at(tx: Tx, reminder_id: int, kind: TimerKind) -> datetime | None:
    """When a reminder's timer of this kind falls due, if it has one."""
    row = tx.one("SELECT due_at FROM timer WHERE reminder_id = ? AND kind = ?", reminder_id, kind)
    return moment(row[0]) if row else None


def due_of(tx: Tx, person_id: int, kind: TimerKind) -> datetime | None:
    """When a person's own timer of this kind falls due, if they have one."""
    row = tx.one("SELECT min(due_at) FROM timer WHERE borger_id = ? AND kind = ?", person_id, kind)
    return moment(row[0]) if row and row[0] is not None else None


def call_goes_on(tx: Tx, talk_id: int) -> datetime | None:
    """When a call for a talk goes on to the next, if it does."""
    row = tx.one("SELECT min(due_at) FROM timer WHERE talk_id = ? AND kind = 'talk'", talk_id)
    return moment(row[0]) if row and row[0] is not None else None


def due_timers(tx: Tx, now: datetime, most: int) -> list[Timer]:
    """The timers whose time has come, oldest first."""
    rows = tx.all(
        f"SELECT {_TIMER} FROM timer t WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        stamp(now), most,
    )  # fmt: skip
    return [Timer(*row) for row in rows]


def due_calls(tx: Tx, now: datetime) -> list[Timer]:
    """The timers of calls for a talk whose time has come, oldest first."""
    rows = tx.all(
        f"SELECT {_TIMER} FROM timer t WHERE talk_id IS NOT NULL AND due_at <= ? ORDER BY due_at",
        stamp(now),
    )
    return [Timer(*row) for row in rows]


def expired_by(tx: Tx, chat_id: int, instant: datetime) -> list[Timer]:
    """The timers that end a session in a chat, and have fallen due by an instant, oldest first."""
    rows = tx.all(
        f"SELECT {_TIMER} FROM timer t JOIN session e ON e.id = t.session_id"
        " JOIN person p ON p.id = e.person_id WHERE p.chat_id = ? AND t.kind = 'expire' AND t.due_at <= ?"
        " ORDER BY t.due_at",
        chat_id, stamp(instant),
    )  # fmt: skip
    return [Timer(*row) for row in rows]


def due_unseen(tx: Tx, now: datetime) -> list[Timer]:
    """The timers whose time has come of sessions that have never been on anybody's screen, oldest first."""
    rows = tx.all(
        f"SELECT {_TIMER} FROM timer t JOIN session e ON e.id = t.session_id"
        " JOIN surface s ON s.id = e.surface_id WHERE t.due_at <= ? AND s.message_id IS NULL AND s.unsure = 0"
        " AND NOT EXISTS (SELECT 1 FROM answer n WHERE n.session_id = e.id) ORDER BY t.due_at",
        stamp(now),
    )
    return [Timer(*row) for row in rows]


def take_timer(tx: Tx, timer: Timer) -> bool:
    """Takes a timer out.

    Returns: False if it was cleared meanwhile.
    """
    return tx.run("DELETE FROM timer WHERE id = ?", timer.id) > 0


def timers_of(tx: Tx, session_id: int) -> dict[str, datetime]:
    """When the timers of a session fall due, by their kinds: of several of a kind the first."""
    rows = tx.all("SELECT kind, min(due_at) FROM timer WHERE session_id = ? GROUP BY kind", session_id)
    return {row[0]: moment(row[1]) for row in rows}


def clear_timer(tx: Tx, session_id: int, kind: TimerKind) -> None:
    """Takes out the timers of this kind that a session has."""
    tx.run("DELETE FROM timer WHERE session_id = ? AND kind = ?", session_id, kind)


def clear_timers(
    tx: Tx, *, session_id: int | None = None, talk_id: int | None = None, reminder_id: int | None = None,
    task_id: int | None = None, borger_id: int | None = None, run_id: int | None = None,
    kind: TimerKind | None = None,
) -> None:  # fmt: skip
    """Takes out what was still to come for a session, a talk, a reminder, a task or a person themself; of a reminder
    or a person, only that of a kind, if one is given."""
    if session_id is not None:
        tx.run("DELETE FROM timer WHERE session_id = ?", session_id)
    if talk_id is not None:
        tx.run("DELETE FROM timer WHERE talk_id = ?", talk_id)
    if reminder_id is not None:
        tx.run("DELETE FROM timer WHERE reminder_id = ?1 AND coalesce(?2, kind) = kind", reminder_id, kind)
    if task_id is not None:
        tx.run("DELETE FROM timer WHERE task_id = ?", task_id)
    if borger_id is not None:
        tx.run("DELETE FROM timer WHERE borger_id = ?1 AND coalesce(?2, kind) = kind", borger_id, kind)
    if run_id is not None:
        tx.run("DELETE FROM timer WHERE run_id = ?", run_id)
