"""When the reminders of a plan will really ring, in words: by the rules they are sent by, and as things stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk import gone_methods, plan_words
from bot.desk.desk import Desk
from bot.desk.numbers import spoken
from bot.desk.outlook import coming, rules_of, sources_of
from dialogs.text import T, Text
from dialogs.time.activity import Activity, Happening, HappeningState, happenings
from dialogs.time.agenda import AFTER_START, AgendaEntry, Asking, Fate, Reminding, Rhythm, Source, entries
from storage import agendas
from storage.agendas import Agenda, key
from storage.people import Person

SOON = timedelta(days=60)
"""How far ahead the first ring of a borger's own reminder is looked for."""
NEAR = timedelta(days=3)
"""What is further away than this depends on nothing that is under way now."""
PLANNED = 2**62
"""The id of what is not saved yet: after all that is, for at one and the same time the older comes first."""


@dataclass(frozen=True)
class Rings:
    """The reminders of one occurrence: those that come, and the leads of those that do not, by why. `moved` tells
    whether quiet hours have moved one."""

    one: Happening
    times: tuple[datetime, ...]
    full: tuple[str, ...]
    paused: tuple[str, ...]
    past: tuple[str, ...]
    moved: bool


def agenda_for(desk: Desk, borger: Person) -> Agenda:
    found = agendas.agenda_of(desk.tx, borger.id)
    return found or Agenda(borger.id, Rhythm(), desk.now)


def rings(desk: Desk, agenda: Agenda, sources: Sequence[Source], source: Reminding, one: Happening) -> Rings:
    """What comes from now on of the reminders of an occurrence of `source`, which is among `sources`."""
    found = _about(desk, agenda, sources, one, one.start + AFTER_START)
    mine = [e for e in found if e.of and e.of.slot == one.slot and e.source.id == source.id]
    sent = [e for e in mine if e.fate is Fate.SENT]
    full = tuple(e.lead for e in mine if e.fate is Fate.FULL)
    lost = [lead for lead in source.plan.leads if lead not in {e.lead for e in mine}]
    rhythm, zone = agenda.rhythm, desk.house.zone
    paused_until = rhythm.paused_until if rhythm.pauses_reminders else None
    in_break = paused_until is not None and one.start.astimezone(zone).date() <= paused_until
    return Rings(
        one, tuple(sorted(e.at.astimezone(zone) for e in sent)), full, tuple(lost) if in_break else (),
        () if in_break else tuple(lost), any(e.at != e.due and not e.own for e in sent),
    )  # fmt: skip


def of_plan(
    desk: Desk, borger: Person, plan: Activity, without: Sequence[Source], changes: Reminding | None = None
) -> list[Text]:
    """The lines of a plan that is not saved yet: its first two occurrences. `without` is all else on the borger's
    agenda; `changes` what keeps single occurrences as they are."""
    agenda = agenda_for(desk, borger)
    kept = (changes.changes, changes.changed) if changes else ({}, {})
    source = Reminding(PLANNED, plan, desk.now, *kept)
    found = happenings(plan, source.changes, desk.now, desk.now + plan_words.AHEAD)
    ahead = [one for one in found if one.start > desk.now]
    firsts = [one for one in ahead if one.state is HappeningState.PLANNED][:2]
    lines: list[Text] = []
    for place, one in enumerate(firsts):
        ringing = rings(desk, agenda, (*without, source), source, one)
        heads = _HEADS[2 if place else int(plan.repeat.unit != "once")]
        if one is not ahead[place]:  # something before it was moved or cancelled: it is not the first, or not the next
            heads = _of_day(plan_words.dated(one.slot, desk.local.date()))
        lines += in_words(desk, borger, agenda, ringing, heads)
        lines += _crowded_out(desk, agenda, without, source, one)
    return lines


def _crowded_out(
    desk: Desk, agenda: Agenda, without: Sequence[Source], source: Reminding, one: Happening
) -> list[Text]:
    """What there is no room for any more on the days of an occurrence of `source`, and would be without it."""
    until = one.start + timedelta(days=1)
    before = _full(_about(desk, agenda, without, one, until))
    after = _full(_about(desk, agenda, (*without, source), one, until))
    lost = [entry for which, entry in after.items() if which not in before and entry.source is not source]
    if not lost:
        return []
    return [T("Then there is no room for: {list}.", list=tuple(_called(desk, entry) for entry in lost))]


def _full(found: Sequence[AgendaEntry]) -> dict[tuple[bool, int, str, float], AgendaEntry]:
    return {key(entry): entry for entry in found if entry.fate is Fate.FULL}


def _called(desk: Desk, entry: AgendaEntry) -> Text:
    if isinstance(entry.source, Asking):
        method = entry.source.dialog_id
        what = gone_methods.title_of(desk.tx, desk.house.dialogs, method) if method else T("News")
    else:
        what = T("{title}", title=entry.source.plan.title)
    at = entry.at.astimezone(desk.house.zone)
    return T("{what} {when}", what=what, when=plan_words.moment(at, desk.local.date()))


def _about(
    desk: Desk, agenda: Agenda, sources: Sequence[Source], one: Happening, until: datetime
) -> Sequence[AgendaEntry]:
    """What is to come in the days before an occurrence, and up to `until`."""
    if one.start - NEAR < desk.now:
        return coming(desk.tx, desk.house.settings, agenda, desk.now, until, sources)
    return entries(agenda.rhythm, rules_of(desk.house.settings), sources, one.start - NEAR, until)


def first_ring(desk: Desk, borger: Person, activity_id: int) -> datetime | None:
    """The local time at which something just planned first rings, if it does soon."""
    agenda = agenda_for(desk, borger)
    sources = sources_of(desk.tx, agenda, desk.now)
    source = next(s for s in sources if isinstance(s, Reminding) and s.id == activity_id)
    for one in happenings(source.plan, source.changes, desk.now, desk.now + SOON):
        if times := rings(desk, agenda, sources, source, one).times:
            return times[0]
    return None


def of_occurrence(desk: Desk, borger: Person, activity_id: int, slot: Happening) -> list[Text]:
    """The lines of an occurrence that stands in the plan: what is still to ring."""
    agenda = agenda_for(desk, borger)
    sources = sources_of(desk.tx, agenda, desk.now)
    source = next(s for s in sources if isinstance(s, Reminding) and s.id == activity_id)
    if not slot.stands or not source.plan.leads:
        return []
    ringing = replace(rings(desk, agenda, sources, source, slot), past=())
    return in_words(desk, borger, agenda, ringing, _STILL)


_Heads = tuple[Text, Text]
_HEADS: tuple[_Heads, _Heads, _Heads] = (
    (T("Reminder: {times}."), T("No reminder comes.")),
    (T("Reminder the first time: {times}."), T("The first time no reminder comes.")),
    (T("Reminder the next time: {times}."), T("The next time no reminder comes.")),
)
_STILL: _Heads = (T("Still to ring: {times}."), T("No reminder is still to come."))


def _of_day(day: Text) -> _Heads:
    return T("Reminder for {date}: {times}.", date=day, times=()), T("No reminder comes for {date}.", date=day)


def in_words(desk: Desk, borger: Person, agenda: Agenda, ringing: Rings, heads: _Heads) -> list[Text]:
    """When the reminders ring, and which do not, and why."""
    today = desk.local.date()
    times = tuple(plan_words.moment(at, today) for at in ringing.times)
    lines = [Text(heads[0].id, {**heads[0].values, "times": times}) if times else heads[1]]

    def names(leads: Sequence[str]) -> tuple[Text, ...]:
        return tuple(plan_words.lead(name) for name in sorted(leads, key=plan_words.order))

    if ringing.past:
        lines.append(T("Not {leads}: that time is past.", leads=names(ringing.past)))
    if ringing.paused:
        until = agenda.rhythm.paused_until or today
        lines.append(T("Not {leads}: {name} has a break from reminders until {date}.", leads=names(ringing.paused),
                       name=borger.name, date=until))  # fmt: skip
    if ringing.full:
        lines.append(T("Not {leads}: there is no room for more messages that day.", leads=names(ringing.full)))
    quiet = agenda.rhythm.quiet
    if ringing.moved and quiet:
        lines.append(T("{name} has quiet hours from {start} to {end}.", name=borger.name,
                       start=spoken(quiet.start), end=spoken(quiet.end)))  # fmt: skip
    return lines
