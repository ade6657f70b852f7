"""Every message to come, by the rules the ticker sends by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app import open_database
from bot.asking.look_back import looks_back, to_ask
from bot.commands.command_time import insist_on_clock
from bot.commands.copies import found
from bot.commands.dialogs_in_use import dialogs_in_use
from bot.config import Settings
from bot.desk.outlook import coming
from bot.desk.waiting import COMES, comes_at
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from dialogs.time.activity import EVENING, MORNING, START
from dialogs.time.agenda import AgendaEntry, Asking, Fate
from locales.texts import Texts, load_texts
from storage import agendas, people, sharing
from storage.people import Person
from storage.tx import Tx, moment, stamp

_LEADS = {EVENING: "the evening before", MORNING: "the same morning", START: "at its start"}
_TIMERS = {
    "nudge": "nobody has answered yet",
    "expire": "the time to answer is over",
    "talk": "nobody has taken the call yet",
    "remind": "the borger asked to be reminded again",
    "unanswered": "to staff, if the reminder is not answered",
    "another_day": "the borger left it for another day",
    "let_go": "what was left for another day has not come",
    "owed": "to whoever owes it, if it is not done by then",
    "overdue": "to the leaders, if it is not done by then",
}


@dataclass(frozen=True)
class Coming:
    """A message to come at the UTC instant `at`: its kind, what it is about, and why it comes then. It is not `sure`
    if it depends on what somebody does before."""

    at: datetime
    person: Person
    kind: str
    what: str
    reason: str
    sure: bool = True
    sent: bool = True
    dialog_id: str = ""


def planned(
    tx: Tx, settings: Settings, dialogs: Mapping[str, Dialog], texts: Texts, person: Person, since: datetime,
    until: datetime,
) -> list[Coming]:  # fmt: skip
    """What a person's agenda holds from `since`, which is now, up to `until`, what is left out among it, in order. It
    is named in the words of `texts`."""
    agenda = agendas.agenda_of(tx, person.id)
    if agenda is None or person.state != "active":
        return []
    found: list[Coming] = []
    looked: dict[str, list[tuple[AgendaEntry, bool]]] = defaultdict(list)
    for entry in coming(tx, settings, agenda, since, until):
        kind, dialog = "reminder", None
        if isinstance(entry.source, Asking):
            kind, dialog = entry.source.kind, dialogs.get(entry.source.dialog_id)
            what = texts.say(dialog.title.plain()) if dialog else ""
            if entry.lead and entry.occasion:
                what = f"{what}: {entry.occasion.activity.plan.title}"
        else:
            what = entry.source.plan.title
        sent, dialog_id = entry.fate is Fate.SENT, dialog.id if dialog else ""
        reason = _reason(entry, settings)
        if dialog and looks_back(dialog) and not sent:
            looked[dialog.id].append((entry, False))  # its day waits for the next time
        elif dialog and looks_back(dialog):
            asks = _asks(tx, settings, person, dialog, entry, looked[dialog.id])
            sent, reason = asks, reason if asks else f"NOT SENT, nothing is over then to look back on: {reason}"
        found.append(Coming(entry.at, person, kind, what, reason, sent=sent, dialog_id=dialog_id))
        if sent and dialog and dialog.nudge_after and entry.at + dialog.nudge_after < min(entry.until, until):
            why = "if nobody has answered by then, and not in quiet hours"
            found.append(Coming(entry.at + dialog.nudge_after, person, "nudge", what, why, sure=False))
    return sorted(found, key=lambda one: one.at)


def _asks(
    tx: Tx, settings: Settings, person: Person, dialog: Dialog, entry: AgendaEntry,
    looked: list[tuple[AgendaEntry, bool]],
) -> bool:  # fmt: skip
    """Whether there will be something to look back on; `looked` are the times before, with whether there was then."""
    asked = [one.at for one, something in looked if something]
    days = {one.due.astimezone(settings.zone).date() for one, _ in looked}
    found = to_ask(tx, settings.timezone, person.id, dialog.id, entry.at, asked=max(asked, default=None), days=days)
    looked.append((entry, bool(found)))
    return bool(found)


def timed(tx: Tx, settings: Settings, person: Person, since: datetime, until: datetime) -> list[Coming]:
    """What timers and the queue hold for a person after `since` and up to `until`."""
    rows = tx.all(
        "SELECT t.due_at, t.kind, coalesce(e.dialog_id, '') FROM timer t LEFT JOIN session e ON e.id = t.session_id"
        " LEFT JOIN talk k ON k.id = t.talk_id LEFT JOIN reminder r ON r.id = t.reminder_id"
        " LEFT JOIN task o ON o.id = t.task_id"
        " WHERE coalesce(e.person_id, k.borger_id, r.borger_id, o.borger_id) = ?1 AND t.due_at > ?2 AND t.due_at <= ?3"
        " AND t.kind <> 'past'"  # then a card loses its buttons, and nothing comes
        " UNION ALL SELECT o.not_before, 'message', '' FROM outbox o WHERE o.chat_id = ?4 AND o.state = 'waiting'"
        " AND o.not_before > ?2 AND o.not_before <= ?3",
        person.id, stamp(since), stamp(until), person.chat_id,
    )  # fmt: skip
    rhythm = agendas.rhythm_of(tx, person.id)
    found: list[Coming] = []
    for due, kind, dialog_id in rows:
        at = comes_at(rhythm, moment(due), settings.timezone) if kind == COMES else moment(due)
        reason = _TIMERS.get(kind, "it waits for the end of quiet hours")
        sure = kind not in ("unanswered", "owed", "overdue", "let_go")
        found.append(Coming(at, person, kind, dialog_id, reason, sure=sure, dialog_id=dialog_id))
    return found


async def forecast(settings: Settings, who: str | None, days: int, now: datetime) -> list[str]:
    """Every message of the `days` days after the instant `now`, to everybody or to the borger `who` (name or number).

    Returns: a line for each: local time, to whom, what, and why then.

    Raises:
        SettingsError: if there is no such borger, or the clock is plainly wrong.
    """
    only = await found(settings, who) if who is not None else None
    async with open_database(settings) as db:
        dialogs = await dialogs_in_use(settings, db)
        await db.read(insist_on_clock, settings, now)
        until = now + timedelta(days=days)
        found_all = await db.read(_found, settings, dialogs, only, now, until)
        asked = {only.id} if only else set()
        asked |= {one.person.id for one in found_all if one.person.role is Role.BORGER}
        await db.write(_log_looks, asked, now)  # they can see that it was looked at
    return [_line(one, settings.zone) for one in sorted(found_all, key=lambda one: (one.at, one.person.id))]


def _found(
    tx: Tx, settings: Settings, dialogs: Mapping[str, Dialog], only: Person | None, since: datetime, until: datetime
) -> list[Coming]:
    found: list[Coming] = []
    texts = load_texts(settings.noun)[settings.language]
    for (person_id,) in tx.all("SELECT id FROM person WHERE state = 'active' ORDER BY id"):
        person = people.person_by_id(tx, person_id)
        if person and (only is None or person.id == only.id):
            found += planned(tx, settings, dialogs, texts, person, since, until)
            found += timed(tx, settings, person, since, until)
    return found


def _log_looks(tx: Tx, borger_ids: set[int], now: datetime) -> None:
    for borger_id in borger_ids:
        sharing.log_look(tx, sharing.COMMAND_LINE, borger_id, "forecast", now)


def _line(one: Coming, zone: ZoneInfo) -> str:
    may = "" if one.sure else "perhaps: "
    reach = "" if one.person.reachable else " (cannot be reached)"
    kind = f"{one.kind} {one.what}".strip()
    return f"{one.at.astimezone(zone):%a %Y-%m-%d %H:%M}  {one.person.name}{reach}  {kind}  {may}{one.reason}"


def _reason(entry: AgendaEntry, settings: Settings) -> str:
    due = f"{entry.due.astimezone(settings.zone):%H:%M}"
    if entry.occasion:
        one, what = entry.occasion.one, entry.occasion.activity.plan.title
        times = (f"{at.astimezone(settings.zone):%a %H:%M}" for at in (one.start, one.end))
        why = "by its plan at {}, for {}, {} to {}".format(due, what, *times)
    elif entry.of is None:
        why = f"as they come to work at {due}" if entry.lead else f"by its plan at {due}"
    else:
        minutes = entry.lead.removeprefix("before")
        starts = f"{entry.of.start.astimezone(settings.zone):%a %H:%M}"
        why = f"{_LEADS.get(entry.lead, f'{minutes} minutes before')}, it starts {starts}"
        if entry.of.state != "planned":
            why += f" ({entry.of.state})"
    if entry.fate is Fate.FULL:
        return f"NOT SENT, more than {settings.messages_a_day} that day: {why}"
    if entry.fate is Fate.ANSWERED:
        return f"NOT SENT, it has been answered already: {why}"
    if entry.fate is Fate.TWICE:
        return f"NOT SENT, another reminder says it at that time: {why}"
    if entry.at != entry.due:
        why += f"; due {due}, moved by quiet hours or to keep messages apart"
    return why
