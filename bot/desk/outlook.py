"""What is to come for a person: their agenda as it stands now, read by all that send, foretell or promise something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.config import Settings
from bot.desk import occasions
from bot.desk.at_work import SHIFTS
from bot.desk.desk import Desk
from dialogs.time.agenda import AgendaEntry, Asking, Fate, Reminding, Rules, Source, entries, still_to_come
from dialogs.time.schedule import ALL, Plan
from dialogs.time.shifts import NO_DUTY, Duty
from storage import activities, agendas, schedules
from storage import entries as entries_kept
from storage.agendas import Agenda, key
from storage.leaps import SLACK
from storage.tx import Tx

MARGIN = timedelta(days=1)
"""How much before what is done is looked at again: a change may bring an entry forward past it."""
REACH, AHEAD = timedelta(days=5), timedelta(days=14)
"""How far back, and ahead, shifts are looked for."""


def rules_of(settings: Settings) -> Rules:
    apart, most = timedelta(minutes=int(settings.minutes_apart)), int(settings.messages_a_day)
    return Rules(settings.timezone, apart, most, shifts=settings.shifts)


def sources_of(tx: Tx, agenda: Agenda, now: datetime) -> tuple[Source, ...]:
    """All that can put something on a person's agenda."""
    person_id = agenda.person_id
    answers = schedules.answered_of(tx, person_id, min(agenda.done_until, now) - 3 * MARGIN)
    found = activities.activities_of(tx, person_id)
    planned = {a.id: Reminding(a.id, a.plan, a.set_at, a.changes, a.changed, a.kind == "own") for a in found}
    every = tuple(planned[a.id] for a in found if occasions.counts(a))
    asking = [
        replace(each, answers=answers.get(each.dialog_id, ()), planned=_gone_by(each.plan, planned, every),
                told=entries_kept.told_of(tx, person_id, each.dialog_id) if each.plan.each else frozenset(),
                duty=_duty(tx, agenda, each.id, now) if each.kind == "summary" else NO_DUTY)
        for each in (schedule.asking for schedule in schedules.schedules_of(tx, person_id))
    ]  # fmt: skip
    return (*asking, *planned.values())


def _duty(tx: Tx, agenda: Agenda, schedule_id: int, now: datetime) -> Duty:
    """The shifts that somebody has around now, and of which of them they have heard what was open."""
    began = min(agenda.done_until, now) - REACH
    kept = activities.duty_of(tx, agenda.person_id, began.date(), (now + AHEAD).date())
    places = {shift: place for place, shift in enumerate(SHIFTS)}
    shifts = frozenset((day, places[shift]) for day, of_day in kept.items() for shift in of_day)
    return Duty(shifts, agendas.leads_of(tx, agenda.person_id, schedule_id, began))


def _gone_by(plan: Plan, planned: Mapping[int, Reminding], every: tuple[Reminding, ...]) -> tuple[Reminding, ...]:
    """What a plan goes by, of all that is planned for somebody."""
    if plan.around is None:
        return ()
    if plan.around.activity_id == ALL:
        return every
    one = planned.get(plan.around.activity_id)
    return (one,) if one else ()


def unsettled(
    tx: Tx, rules: Rules, agenda: Agenda, sources: Sequence[Source], until: datetime, by: datetime | None = None
) -> list[AgendaEntry]:
    """All of an agenda up to an instant that has not been dealt with, in order; with `by`, not been by then."""
    since = agenda.done_until - MARGIN
    noted = agendas.noted(tx, agenda.person_id, since - 3 * MARGIN, by)
    found = entries(agenda.rhythm, rules, sources, since, until)
    return [entry for entry in found if key(entry) not in noted]


def coming(
    tx: Tx, settings: Settings, agenda: Agenda, now: datetime, until: datetime, sources: Sequence[Source] | None = None
) -> list[AgendaEntry]:
    """What comes from now on and up to `until`, each with when it does, and what is left out among it, in order; with
    other `sources` than there are: what would."""
    rules = rules_of(settings)
    agenda = replace(agenda, done_until=min(agenda.done_until, now))
    known = sources_of(tx, agenda, now) if sources is None else sources
    found = unsettled(tx, rules, agenda, known, until, now + SLACK)
    sent = [entry for entry in still_to_come(found, agenda.rhythm, rules, now) if entry.at <= until]
    left_out = [entry for entry in found if entry.fate is not Fate.SENT and entry.at > now]
    return sorted((*sent, *left_out), key=lambda entry: (entry.at, entry.due))


def spared(desk: Desk, borger_id: int, dialog_id: str) -> datetime | None:
    """When a borger who has just answered would have been asked the same later today; local."""
    agenda = agendas.agenda_of(desk.tx, borger_id)
    if agenda is None:
        return None
    found = coming(desk.tx, desk.house.settings, agenda, desk.now, desk.now + timedelta(days=1))
    mine = (e for e in found if isinstance(e.source, Asking) and e.source.dialog_id == dialog_id)
    return next((e.at.astimezone(desk.house.zone) for e in mine if e.fate is Fate.ANSWERED), None)
