"""Works through agendas: what is due is sent, and what came too late to be of use is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.desk import Desk
from bot.desk.outlook import rules_of, sources_of, unsettled
from dialogs.time.agenda import AgendaEntry, Fate, Reminding, Source, entries
from dialogs.time.schedule import after_quiet
from storage import agendas, people
from storage.agendas import Agenda, OccurrenceStatus
from storage.people import Person
from storage.tx import Tx

AHEAD = (timedelta(hours=36), timedelta(days=8))
"""How far ahead the next entry is looked for, and then further."""
AT_THE_LATEST = timedelta(days=7)
"""An agenda with anything on it is looked at again after this, whatever it holds."""
_NOTED: Mapping[Fate, OccurrenceStatus] = {Fate.FULL: "full", Fate.TWICE: "nothing", Fate.ANSWERED: "already"}


@dataclass(frozen=True)
class Work:
    """The first thing to do of an agenda, and whose it is."""

    person: Person
    entry: AgendaEntry


def first_due(desk: Desk, person_id: int) -> Work | None:
    """The first thing that is due of a person's agenda and is to be sent. What is due and is not to be sent is noted;
    once nothing more is to be sent, so is when to look at the agenda again."""
    agenda = agendas.agenda_of(desk.tx, person_id)
    person = people.person_by_id(desk.tx, person_id)
    if agenda is None or person is None or person.state != "active":
        agendas.worked_through(desk.tx, person_id, desk.now, None)
        return None
    quiet, zone = agenda.rhythm.quiet, desk.house.settings.timezone
    ends = after_quiet(quiet, desk.now, zone) if quiet else desk.now
    sources = sources_of(desk.tx, agenda, desk.now)
    due = unsettled(desk.tx, rules_of(desk.house.settings), agenda, sources, desk.now)
    if in_quiet := ends > desk.now:
        due = [entry for entry in due if entry.own]
    last = {entry.thing: entry for entry in due if entry.fate is Fate.SENT}
    work: list[AgendaEntry] = []
    for entry in due:
        if last.get(entry.thing) is entry:
            work.append(entry)
        else:  # another one of the same thing has fallen due since: only the newest is of use
            agendas.note(desk.tx, person_id, entry, _NOTED.get(entry.fate, "stale"), desk.now)
    if len(work) <= 1:
        following = _next(desk, agenda, sources)
        if in_quiet:  # what waits for the end of the quiet hours is still to be done
            following = min(following or ends, ends)
        agendas.worked_through(desk.tx, person_id, agenda.done_until if in_quiet else desk.now, following)
    return Work(person, work[0]) if work else None


def do(desk: Desk, work: Work) -> None:
    """Sends an entry, if it is still of use."""
    source = work.entry.source
    kind = "reminder" if isinstance(source, Reminding) else source.kind
    desk.runner.features.due[kind](desk, work.person, work.entry)


def put_aside(tx: Tx, person_id: int, work: Work | None, now: datetime) -> None:
    """Something on an agenda could not be done, and must not hold up the rest for ever: it is left out; if even that
    could not be told, the agenda is looked at again in an hour."""
    if work:
        agendas.note(tx, person_id, work.entry, "stale", now)
    else:
        agendas.worked_through(tx, person_id, now, now + timedelta(hours=1))


def _next(desk: Desk, agenda: Agenda, sources: tuple[Source, ...]) -> datetime | None:
    for ahead in AHEAD if sources else ():
        found = entries(agenda.rhythm, rules_of(desk.house.settings), sources, desk.now, desk.now + ahead)
        if found:
            return found[0].at
    return desk.now + AT_THE_LATEST if sources else None
